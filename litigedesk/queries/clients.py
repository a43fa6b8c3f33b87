"""Questions about clients."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Mediation, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries import insurance_claims, portage
from litigedesk.queries.among import AMONG
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.invoices import rows as invoice_rows
from litigedesk.queries.kept_rows import KeptList
from litigedesk.rules.portage import ContractPhase

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ClientRow:
    """One line of the list of clients; ``outstanding`` is unpaid principal, ``next_on`` the next open deadline."""

    id: int
    name: str
    kind: ClientKind
    city: str
    outstanding: Money
    open_disputes: int
    next_on: date | None
    siret: str
    email: str
    phone: str

    @property
    def searched(self) -> str:
        """What a filter looks at."""
        return f"{self.name} {self.siret} {self.email} {self.city}"


@dataclass(frozen=True, kw_only=True)
class ClientPage:
    """One client with everything that hangs on it.

    ``phases`` say where its three-party contracts stand, by their id; ``mediators`` name the mediator of each mediation.
    """

    client: Client
    contacts: tuple[Contact, ...]
    addresses: tuple[Address, ...]
    contracts: tuple[Contract, ...]
    invoices: tuple[InvoiceRow, ...]
    disputes: tuple[Dispute, ...]
    mediations: tuple[Mediation, ...]
    claims: tuple[InsuranceClaim, ...]
    phases: dict[int, ContractPhase]
    mediators: dict[int, str]
    outstanding: Money


@dataclass(frozen=True, kw_only=True)
class ClientChoice:
    """A client to choose in a form."""

    id: int
    name: str
    kind: ClientKind


_ROWS = """
SELECT c.id, c.name, c.kind, c.siret, c.email, c.phone,
       coalesce((SELECT a.city FROM address a WHERE a.client_id = c.id ORDER BY a.main DESC, a.id LIMIT 1), '') AS city,
       (SELECT count(*) FROM dispute d WHERE d.client_id = c.id AND d.stage <> 'closed') AS open_disputes,
       (SELECT min(l.due_on) FROM deadline l JOIN dispute d ON d.id = l.dispute_id
         WHERE d.client_id = c.id AND l.done_on IS NULL AND d.stage <> 'closed') AS next_on,
       coalesce((SELECT sum(max(0, i.gross
                 - coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
                 - coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)))
          FROM invoice i LEFT JOIN dispute d ON d.id = i.dispute_id
          WHERE i.client_id = c.id AND i.kind = 'invoice' AND coalesce(d.stage, '') <> 'closed'), 0) AS outstanding
FROM client c
WHERE {} (?1 = '' OR instr(fold(c.name || ' ' || c.siret || ' ' || c.email), fold(?1)) > 0)
  AND (?2 = '' OR c.kind = ?2)
ORDER BY fold(c.name), c.id
"""


def rows(
    desk: "Desk", text: str = "", kind: ClientKind | None = None, among: Collection[int] | None = None
) -> list[ClientRow]:
    """The list of clients by name, filtered blind to accents and case; ``among`` are the ids of those wanted."""
    wanted = "" if among is None else f"c.id {AMONG.replace('?', '?3')} AND"
    ids = [] if among is None else [json.dumps(list(among))]
    return [
        ClientRow(
            id=row["id"],
            name=row["name"],
            kind=ClientKind(row["kind"]),
            city=row["city"],
            outstanding=Money(row["outstanding"]),
            open_disputes=row["open_disputes"],
            next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
            siret=row["siret"],
            email=row["email"],
            phone=row["phone"],
        )
        for row in desk.db.rows(_ROWS.format(wanted), (text.strip(), kind or "", *ids))
    ]


KEPT: Final = KeptList[ClientRow](
    ids="SELECT id FROM client",
    read=lambda desk, ids: rows(desk, among=ids),
    identity=lambda row: row.id,
    order=lambda row: (formats.folded(row.name), row.id),
    leads={
        "client": [("id", "")],
        "address": [("client_id", "")],
        "invoice": [("client_id", ""), ("credited_invoice_id", f"SELECT client_id FROM invoice WHERE id {AMONG}")],
        "payment": [("invoice_id", f"SELECT client_id FROM invoice WHERE id {AMONG}")],
        "dispute": [("client_id", ""), ("id", f"SELECT client_id FROM invoice WHERE dispute_id {AMONG}")],
        "deadline": [("dispute_id", f"SELECT client_id FROM dispute WHERE id {AMONG}")],
    },
)


def counts(desk: "Desk") -> dict[ClientKind, int]:
    """How many clients there are of each kind, those of which there are none left out."""
    return {
        ClientKind(row["kind"]): row["n"]
        for row in desk.db.rows("SELECT kind, count(*) AS n FROM client GROUP BY kind")
    }


def next_dates(desk: "Desk", ids: Collection[int]) -> dict[int, date]:
    """The next open deadline of each of these clients that has one, as its line of the list has it."""
    found = desk.db.rows(
        f"""SELECT d.client_id, min(l.due_on) AS next_on FROM dispute d JOIN deadline l ON l.dispute_id = d.id
            WHERE d.client_id {AMONG} AND l.done_on IS NULL AND d.stage <> 'closed' GROUP BY d.client_id""",
        (json.dumps(sorted(ids)),),
    )
    return {row["client_id"]: date.fromisoformat(row["next_on"]) for row in found}


def page(desk: "Desk", client_id: int) -> ClientPage:
    """Everything about one client; ``NotFound`` if it is gone."""
    client = desk.table(Client).get(client_id)
    invoices = tuple(invoice_rows(desk, client_id=client_id))
    disputes = tuple(desk.table(Dispute).where(order="opened_on DESC, id DESC", client_id=client_id))
    held = desk.table(Mediation).select(_MEDIATIONS, (client_id,))
    return ClientPage(
        client=client,
        contacts=tuple(desk.table(Contact).where(client_id=client_id)),
        addresses=tuple(desk.table(Address).where(order="main DESC, id", client_id=client_id)),
        contracts=tuple(desk.table(Contract).where(order="signed_on DESC, id DESC", client_id=client_id)),
        invoices=invoices,
        disputes=disputes,
        mediations=tuple(held),
        claims=insurance_claims.of_client(desk, client_id),
        phases=portage.phases(desk),
        mediators={one.mediator_id: desk.table(Mediator).get(one.mediator_id).name for one in held},
        outstanding=Money.total(row.outstanding for row in invoices),
    )


_MEDIATIONS = """
SELECT m.* FROM mediation m JOIN dispute d ON d.id = m.dispute_id
WHERE d.client_id = ? ORDER BY d.opened_on DESC, d.id DESC, m.id DESC
"""


def client(desk: "Desk", client_id: int) -> Client:
    """One client's own record; ``NotFound`` if it is gone."""
    return desk.table(Client).get(client_id)


def choices(desk: "Desk") -> list[ClientChoice]:
    """Every client by name, for a form's list."""
    found = desk.db.rows("SELECT id, name, kind FROM client ORDER BY fold(name), id")
    return [ClientChoice(id=row["id"], name=row["name"], kind=ClientKind(row["kind"])) for row in found]


def similar(desk: "Desk", client: Client) -> list[ClientChoice]:
    """Other clients with the same SIREN, the same e-mail, or a name alike but for case, accents, signs and legal form."""
    wanted = bare_name(client.name)
    found = []
    for row in desk.db.rows("SELECT id, name, kind, siret, email FROM client ORDER BY fold(name)"):
        same_siren = len(client.siret) >= 9 and row["siret"][:9] == client.siret[:9]
        same_mail = client.email != "" and row["email"].casefold() == client.email.casefold()
        same_name = wanted != "" and bare_name(row["name"]) == wanted
        if row["id"] != client.id and (same_siren or same_mail or same_name):
            found.append(ClientChoice(id=row["id"], name=row["name"], kind=ClientKind(row["kind"])))
    return found


_FORMS = {"sarl", "sas", "sasu", "eurl", "sa", "sci", "ei", "snc", "scop", "selarl", "monsieur", "madame", "m", "mme"}


def bare_name(name: str) -> str:
    """A name but for case, accents, signs, legal form, civility and the order of its words: tells two spellings of one client."""
    words = "".join(sign if sign.isalnum() else " " for sign in formats.folded(name)).split()
    return " ".join(sorted(word for word in words if word not in _FORMS))
