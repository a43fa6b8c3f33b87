"""What receiving a dossier would do here: who is already known, what is already there, before anything is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.operations.dossier_files.reading import Received, opened
from litigedesk.operations.dossier_files.sending import identity
from litigedesk.queries import clients
from litigedesk.queries.clients import ClientChoice
from litigedesk.queries.invoices import with_number
from litigedesk.readable.tables import words_of
from litigedesk.readable.values import read_by_people
from litigedesk.store.links import links

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from litigedesk.bundle.work import IsCancelled, Progress
    from litigedesk.desk import Desk

_NOT_COMPARED: Final = frozenset(
    {"id", "client_id", "contract_id", "dispute_id", "credited_invoice_id", "file_id", "erased_on"}
)


@dataclass(frozen=True)
class Difference:
    """One field that is not the same here and there."""

    label: str
    here: str
    there: str


@dataclass(frozen=True)
class InvoiceHere:
    """An invoice of the dossier whose number is already here: of which client, in which dispute, and what differs."""

    number: str
    client_id: int
    client_name: str
    dispute: Dispute | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """What a dossier holds and what of it is here already.

    ``same`` is the dispute here that this file was sent from, or was received as; ``candidates`` are the clients that may be the
    same, never one made anonymous: ``anonymised`` is one whose data the file would bring back; ``reference`` is the one that the
    dispute would take beside those that are here.
    """

    received: Received
    same: Dispute | None
    candidates: tuple[ClientChoice, ...]
    anonymised: Client | None
    invoices: tuple[InvoiceHere, ...]
    reference: str
    counts: Mapping[str, int]
    size: int

    @property
    def proposed_client(self) -> int | None:
        """The client to join, when one is surely the same: that of the same dispute, or the only one alike."""
        if self.anonymised is not None:
            return None
        if self.same is not None:
            return self.same.client_id
        return self.candidates[0].id if len(self.candidates) == 1 else None


def reader(desk: "Desk", path: "Path", password: str | None) -> "Callable[[Progress, IsCancelled], Received]":
    """What a thread runs to read a file: everything it needs of the desk is taken now."""
    schema, held, version = desk.db.schema, links(desk.db, desk.db.schema), desk.db.version
    return lambda progress, cancelled: opened(path, password, schema, held, version, progress, cancelled)


def review(desk: "Desk", received: Received) -> Review:
    """Compare a dossier with what is here."""
    from litigedesk.operations import disputes

    dispute, same = received.dispute, present(desk, received)
    taken = desk.table(Dispute).first(reference=dispute.reference)
    candidates = clients.similar(desk, replace(received.client, id=None))
    held = clients.client(desk, same.client_id) if same is not None else None
    anonymised = held if held is not None and held.erased_on is not None else None
    if held is not None and anonymised is None and held.id not in {one.id for one in candidates}:
        candidates = [ClientChoice(id=held.id or 0, name=held.name, kind=held.kind), *candidates]
    return Review(
        received=received,
        same=same,
        candidates=tuple(one for one in candidates if clients.client(desk, one.id).erased_on is None),
        anonymised=anonymised,
        invoices=tuple(_invoices(desk, received)),
        reference=dispute.reference if taken is None else disputes.next_reference(desk, dispute.opened_on),
        counts={table: len(records) for table, records in received.records.items()},
        size=sum(file.size for file in received.files),
    )


def present(desk: "Desk", received: Received) -> Dispute | None:
    """The same dossier here: received before, or sent from here and coming back."""
    origin = received.dispute.origin
    if not origin:
        return None
    held = desk.table(Dispute).first("id DESC", origin=origin)
    if held is not None:
        return held
    folder, _, number = origin.rpartition(":")
    is_ours = folder and folder == identity(desk) and re.fullmatch("[0-9]{1,18}", number) is not None
    return desk.table(Dispute).find(int(number)) if is_ours else None


def differences_with(desk: "Desk", received: Received, client_id: int) -> tuple[Difference, ...]:
    """What the card of a client here says otherwise than the one received."""
    return differences("client", clients.client(desk, client_id), received.client)


def differences(table: str, here: Any, there: Any) -> tuple[Difference, ...]:
    """The fields of two records of a table that are not the same, in French; what is only in the program's keeping left out."""
    words, found = words_of(table), []
    for field in fields(here):
        mine, theirs = getattr(here, field.name), getattr(there, field.name)
        if field.name in _NOT_COMPARED or mine == theirs:
            continue
        found.append(Difference(words.head(field.name), read_by_people(mine), read_by_people(theirs)))
    return tuple(found)


def _invoices(desk: "Desk", received: Received) -> Sequence[InvoiceHere]:
    found = []
    for there in received.records["invoice"].values():
        for here in with_number(desk, there.number):
            dispute = None if here.dispute_id is None else desk.table(Dispute).get(here.dispute_id)
            name = desk.table(Client).get(here.client_id).name
            found.append(InvoiceHere(there.number, here.client_id, name, dispute, differences("invoice", here, there)))
    return found


def copied_number(desk: "Desk", number: str) -> str:
    """A number that no invoice here has: « F-2026-014 (copie) », « … (copie 2) »."""
    again = 1
    while True:
        wanted = f"{number} (copie)" if again == 1 else f"{number} (copie{formats.NBSP}{again})"
        if not with_number(desk, wanted):
            return wanted
        again += 1


def invoice_here(desk: "Desk", number: str, client_id: int) -> Invoice | None:
    """The invoice of that number, of that client, that no dispute holds; it may join the dossier received."""
    return next(
        (one for one in with_number(desk, number) if one.client_id == client_id and one.dispute_id is None), None
    )
