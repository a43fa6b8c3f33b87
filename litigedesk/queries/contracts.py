"""Questions about contracts, of two parties or of three."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contract
from litigedesk.domain.vocabulary import ContractKind
from litigedesk.queries import portage
from litigedesk.queries.among import AMONG
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.invoices import rows as invoice_rows
from litigedesk.queries.kept_rows import KeptList
from litigedesk.rules.portage import ContractPhase

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ContractRow:
    """One line of the list of contracts; ``outstanding`` is unpaid principal of its invoices, ``next_due`` the first unpaid.

    ``phase`` is where a contract of three parties stands, ``None`` for the others; ``next_on`` its first open deadline.
    """

    id: int
    reference: str
    title: str
    kind: ContractKind
    client_id: int
    client_name: str
    signed_on: date | None
    amount: Money | None
    outstanding: Money
    next_due: date | None
    phase: ContractPhase | None = None
    next_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def searched(self) -> str:
        """What a filter looks at."""
        return f"{self.reference} {self.title} {self.client_name}"


@dataclass(frozen=True, kw_only=True)
class ContractPage:
    """One contract with its client and invoices."""

    contract: Contract
    client: Client
    invoices: tuple[InvoiceRow, ...]


_OPEN = """CASE WHEN d.stage = 'closed' THEN 0 ELSE max(0, i.gross
    - coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
    - coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)) END"""
_ROWS = """
SELECT k.id, k.reference, k.title, k.kind, k.client_id, c.name AS client_name, k.signed_on, k.starts_on, k.ends_on, k.amount,
       coalesce(sum({open}), 0) AS outstanding, min(CASE WHEN {open} > 0 THEN i.due_on END) AS next_due
FROM contract k
JOIN client c ON c.id = k.client_id
LEFT JOIN invoice i ON i.contract_id = k.id AND i.kind = 'invoice'
LEFT JOIN dispute d ON d.id = i.dispute_id
WHERE {among} (?1 = '' OR instr(fold(k.reference || ' ' || k.title || ' ' || c.name), fold(?1)) > 0)
  AND (?2 = 0 OR k.client_id = ?2)
GROUP BY k.id
ORDER BY k.signed_on IS NULL DESC, k.signed_on DESC, k.id DESC
"""

_NEXT = """
SELECT contract_id, min(due_on) AS due_on FROM deadline WHERE contract_id IS NOT NULL AND done_on IS NULL GROUP BY contract_id
"""


def rows(
    desk: "Desk", text: str = "", client_id: int | None = None, among: Collection[int] | None = None
) -> list[ContractRow]:
    """The list of contracts, unsigned then newest first, filtered blind to accents and case.

    ``among`` are the ids of those wanted.
    """
    wanted = "" if among is None else f"k.id {AMONG.replace('?', '?3')} AND"
    ids = [] if among is None else [json.dumps(list(among))]
    sql = _ROWS.format(open=_OPEN, among=wanted)
    phases = portage.phases(desk)
    upcoming = {row["contract_id"]: date.fromisoformat(row["due_on"]) for row in desk.db.rows(_NEXT)}
    return [
        ContractRow(
            id=row["id"],
            reference=row["reference"],
            title=row["title"],
            kind=ContractKind(row["kind"]),
            client_id=row["client_id"],
            client_name=row["client_name"],
            signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
            amount=None if row["amount"] is None else Money(row["amount"]),
            outstanding=Money(row["outstanding"]),
            next_due=date.fromisoformat(row["next_due"]) if row["next_due"] else None,
            phase=phases.get(row["id"]),
            next_on=upcoming.get(row["id"]),
            starts_on=date.fromisoformat(row["starts_on"]) if row["starts_on"] else None,
            ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        )
        for row in desk.db.rows(sql, (text.strip(), client_id or 0, *ids))
    ]


_OF_INVOICE = f"SELECT contract_id FROM invoice WHERE id {AMONG}"
KEPT: Final = KeptList[ContractRow](
    ids="SELECT id FROM contract",
    read=lambda desk, ids: rows(desk, among=ids),
    identity=lambda row: row.id,
    order=lambda row: (row.signed_on is not None, -row.signed_on.toordinal() if row.signed_on else 0, -row.id),
    leads={
        "contract": [("id", "")],
        "client": [("id", f"SELECT id FROM contract WHERE client_id {AMONG}")],
        "invoice": [("contract_id", ""), ("credited_invoice_id", _OF_INVOICE)],
        "payment": [("invoice_id", _OF_INVOICE)],
        "dispute": [("id", f"SELECT contract_id FROM invoice WHERE dispute_id {AMONG}")],
        "tripartite": [("contract_id", "")],
        "validation_round": [("contract_id", "")],
        "deadline": [("contract_id", "")],
    },
)


def count(desk: "Desk") -> int:
    """How many contracts there are."""
    return desk.table(Contract).count()


def page(desk: "Desk", contract_id: int) -> ContractPage:
    """Everything about one contract; ``NotFound`` if it is gone."""
    contract = desk.table(Contract).get(contract_id)
    return ContractPage(
        contract=contract,
        client=desk.table(Client).get(contract.client_id),
        invoices=tuple(invoice_rows(desk, contract_id=contract_id)),
    )
