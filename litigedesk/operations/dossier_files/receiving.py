"""A dossier written here: records under new numbers, links kept, what is already here joined, all in one step or none."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats
from litigedesk.domain.records import Client, Dispute, StoredFile
from litigedesk.domain.upkeep import ImportBatch
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import Refused, UserError
from litigedesk.operations import disputes, insurance_claims
from litigedesk.operations.dossier_files.file_format import INCOHERENT
from litigedesk.operations.dossier_files.reading import Received
from litigedesk.operations.dossier_files.review import copied_number, invoice_here, present
from litigedesk.operations.outcome import operation
from litigedesk.queries.invoices import with_number
from litigedesk.store.links import Key, links
from litigedesk.store.schema import Definition, SqlValue
from litigedesk.store.undo import row_id

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# What makes a record the same as one here: these columns equal, blind to case and accents, whoever it belongs to.
_SAME_EVERYWHERE: Final = {"portage_company": ("name",), "mediator": ("kind", "name"), "policy": ("insurer", "number")}
# The same for what belongs to something that is already here.
_SAME_WITHIN: Final = {
    "contact": ("client_id", "name"),
    "address": ("client_id", "street", "postcode", "city"),
    "contract": ("client_id", "kind", "reference"),
    "tripartite": ("contract_id",),
    "guarantee": ("policy_id", "kind"),
    "payment": ("invoice_id", "paid_on", "amount"),
    "validation_round": ("contract_id", "sent_on"),
    "delivery_proof": ("contract_id", "kind", "month", "made_on"),
    "letter": ("contract_id", "template", "written_on", "dispute_id"),
    "deadline": ("contract_id", "clock", "title", "dispute_id"),
}
_OWNER: Final = {"client_id": "client", "contract_id": "contract", "invoice_id": "invoice", "policy_id": "policy"}


@dataclass(frozen=True)
class Choices:
    """What the user decided: the client here that is the same, if any, and whether the same dossier gives way."""

    client_id: int | None = None
    replace: bool = False


@operation("Dossier{ dispute} reçu")
def receive(desk: "Desk", received: Received, choices: Choices) -> int:
    """Add a dossier, and return the id of its dispute. One step to undo.

    With ``replace`` the same dossier goes to the trash, where it stays thirty days, and its reference passes on. An invoice that
    is here in no dispute joins; one that another dispute holds stays there, and the dossier gets a copy under another number.
    Raises ``UserError`` when the file has changed, or when its records cannot be kept.
    """
    if choices.client_id is not None and desk.table(Client).get(choices.client_id).erased_on is not None:
        raise Refused(
            "Ce client a été rendu anonyme\u00a0: ses données n’y reviennent pas. Recevez-le comme nouveau client."
        )
    same = present(desk, received)
    reference = received.dispute.reference
    if choices.replace:
        if same is None or same.id is None:
            raise Refused("Le dossier à remplacer n’est plus ici\u00a0: rien n’a été ajouté.")
        reference = same.reference
        disputes.delete(desk, same.id)
    for file, data in received.contents():
        if desk.vault.put_bytes(data, file.name).sha256 != file.sha256:
            raise UserError(INCOHERENT)
    placing = _Placing(desk, received, choices, reference)
    try:
        dispute_id = placing.run()
    except sqlite3.IntegrityError as fault:
        raise UserError(INCOHERENT) from fault
    desk.table(ImportBatch).insert(
        ImportBatch(
            kind=ImportKind.DOSSIER,
            file_name=received.path.name,
            imported_on=desk.today(),
            added=placing.added,
            updated=placing.joined,
        )
    )
    return dispute_id


class _Placing:
    """The new place of each record of a dossier, found or made, parents first."""

    def __init__(self, desk: "Desk", received: Received, choices: Choices, reference: str) -> None:
        self.desk, self.received, self.choices = desk, received, choices
        self.reference = reference
        self.added = self.joined = 0
        self._place: dict[Key, int] = {}
        self._joined: set[Key] = set()  # records here that received ones stand for, each once
        held = links(desk.db, desk.db.schema)
        self._parents: Mapping[str, dict[str, str]] = {
            one.name: {link.column: link.parent for link in held if link.table == one.name}
            for one in desk.db.schema.definitions
        }

    def run(self) -> int:
        """Place everything; the id of the dispute."""
        for definition in self.desk.db.schema.definitions:
            records = self.received.records.get(definition.name, {})
            for old_id, record in sorted(records.items(), key=lambda one: (_refers_to_its_like(one[1]), one[0])):
                self._settle(definition, old_id, self._prepared(definition.name, record))
        return self._place["dispute", self.received.dispute.id or 0]

    def _settle(self, definition: Definition[Any], old_id: int, record: Any) -> None:
        table = definition.name
        image = {**definition.image(record), "id": None}
        for column, parent in self._parents[table].items():
            value = image[column]
            image[column] = self._place.get((parent, value)) if isinstance(value, int) else None
        found = self._here(definition, image, record)
        if found is None:
            image = self._adapted(table, image)
            self._place[table, old_id] = row_id(self.desk.db.insert_row(table, image))
            self.added += 1
            return
        self._place[table, old_id] = found
        self._joined.add((table, found))
        self.joined += 1
        self._complete(definition, found, record, image)

    def _prepared(self, table: str, record: Any) -> Any:
        """A record with what must differ here: a reference that is taken, the sender's place in lists."""
        if isinstance(record, Dispute):
            taken = self.desk.table(Dispute).first(reference=self.reference)
            free = self.reference if taken is None else disputes.next_reference(self.desk, record.opened_on)
            return replace(record, reference=free)
        if table == "insurance_claim":
            taken_claim = self.desk.table(type(record)).first(reference=record.reference)
            if taken_claim is not None:
                return replace(record, reference=insurance_claims.next_reference(self.desk, record.known_on.year))
        return record

    # ---- what is here already ----------------------------------------------------------------------------------------
    def _here(self, definition: Definition[Any], image: dict[str, SqlValue], record: Any) -> int | None:
        """The record here that a received one is, if any."""
        table = definition.name
        match table:
            case "client":
                return self.choices.client_id
            case "stored_file":
                held = self.desk.table(StoredFile).first(sha256=record.sha256, name=record.name)
                return None if held is None else held.id
            case "invoice":
                known = ("client", image["client_id"]) in self._joined
                free = invoice_here(self.desk, record.number, int(image["client_id"] or 0)) if known else None
                return free.id if free is not None and free.kind is record.kind else None
        if table in _SAME_EVERYWHERE:
            return self._alike(definition, record, _SAME_EVERYWHERE[table])
        columns = _SAME_WITHIN.get(table)
        if columns is None or (_OWNER[columns[0]], image[columns[0]]) not in self._joined:
            return None
        if table == "contract" and not record.reference:
            return None
        return self._equal(table, image, columns)

    def _equal(self, table: str, image: Mapping[str, SqlValue], columns: tuple[str, ...]) -> int | None:
        terms = " AND ".join(f'"{column}" IS ?' for column in columns)
        rows = self.desk.db.rows(f'SELECT id FROM "{table}" WHERE {terms} ORDER BY id', [image[one] for one in columns])
        return next((int(row["id"]) for row in rows if (table, int(row["id"])) not in self._joined), None)

    def _alike(self, definition: Definition[Any], record: Any, columns: tuple[str, ...]) -> int | None:
        wanted = [formats.folded(str(getattr(record, column))).strip() for column in columns]
        if not all(wanted):
            return None
        for one in self.desk.table(definition.record).all():
            if [formats.folded(str(getattr(one, column))).strip() for column in columns] == wanted:
                return int(one.id)
        return None

    # ---- what changes ------------------------------------------------------------------------------------------------
    def _adapted(self, table: str, image: dict[str, SqlValue]) -> dict[str, SqlValue]:
        """A row that does not clash with what is here: the first address stays the main one, a number is used once."""
        if table == "address" and ("client", image["client_id"]) in self._joined:
            return {**image, "main": 0}
        if table == "invoice" and with_number(self.desk, str(image["number"])):
            return {**image, "number": copied_number(self.desk, str(image["number"]))}
        return image

    def _complete(self, definition: Definition[Any], found: int, record: Any, image: dict[str, SqlValue]) -> None:
        """Fill in what is unknown here; what is known here stays. An invoice joins the dispute."""
        if definition.name not in {"client", "invoice", "contract", "tripartite", "mediator", "portage_company"}:
            return
        table = self.desk.table(definition.record)
        here = table.get(found)
        changes: dict[str, Any] = {}
        for field in fields(record):
            mine, theirs = getattr(here, field.name), getattr(record, field.name)
            if field.name == "id" or field.name in self._parents[definition.name]:
                continue
            if mine in {None, ""} and theirs not in {None, ""} and field.name != "erased_on":
                changes[field.name] = theirs
        for column in self._parents[definition.name]:
            if getattr(here, column) is None and image[column] is not None:
                changes[column] = image[column]
        table.update(replace(here, **changes))


def _refers_to_its_like(record: Any) -> bool:
    """Whether a record comes after others of its own table: a credit note after the invoice that it reduces."""
    return getattr(record, "credited_invoice_id", None) is not None
