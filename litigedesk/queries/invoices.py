"""Questions about invoices."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Contract, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind, PaymentTerm
from litigedesk.queries.among import AMONG
from litigedesk.queries.kept_rows import KeptList

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.rules.payment_terms import ProposedDue


@dataclass(frozen=True, kw_only=True)
class InvoiceRow:
    """One invoice or credit note in a list; ``outstanding`` is unpaid principal (zero for a credit note)."""

    invoice: Invoice
    client_name: str
    paid: Money
    credited: Money
    outstanding: Money

    @property
    def searched(self) -> str:
        """What a filter looks at."""
        return f"{self.invoice.number} {self.invoice.title} {self.client_name}"

    @property
    def beyond_principal(self) -> Money:
        """What was received on top of the principal left after credit notes: interest and the fixed fee."""
        return max(ZERO, self.paid + self.credited - self.invoice.gross)

    def days_late(self, today: date) -> int:
        """Days past due while something is unpaid, zero otherwise."""
        return max(0, (today - self.invoice.due_on).days) if self.outstanding else 0


@dataclass(frozen=True, kw_only=True)
class InvoicePage:
    """One invoice or credit note with its client, contract, dispute, payments and credit notes, oldest first."""

    row: InvoiceRow
    client: Client
    contract: Contract | None
    dispute: Dispute | None
    credited: Invoice | None  # by this credit note
    payments: tuple[Payment, ...]
    credit_notes: tuple[Invoice, ...]


_ROWS = """
SELECT * FROM (
    SELECT i.*, c.name AS client_name,
           coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0) AS paid,
           coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0) AS credited
    FROM invoice i JOIN client c ON c.id = i.client_id
) WHERE {}
ORDER BY issued_on DESC, id DESC
"""


_UNPAID = """
SELECT count(*) FROM invoice i
LEFT JOIN (SELECT invoice_id, sum(amount) AS paid FROM payment GROUP BY invoice_id) p ON p.invoice_id = i.id
LEFT JOIN (SELECT credited_invoice_id AS id, sum(gross) AS credited FROM invoice WHERE credited_invoice_id IS NOT NULL GROUP BY 1) n
       ON n.id = i.id
WHERE i.kind = 'invoice' AND i.gross > coalesce(p.paid, 0) + coalesce(n.credited, 0)
"""


def rows(
    desk: "Desk",
    *,
    client_id: int | None = None,
    contract_id: int | None = None,
    unpaid_only: bool = False,
    text: str = "",
    among: Collection[int] | None = None,
    undisputed: tuple[date, date] | None = None,
) -> list[InvoiceRow]:
    """Invoices and credit notes, newest first; filtered by number, title and client, blind to accents and case.

    ``among`` are the ids of those wanted; ``undisputed`` are two days between which those of no dispute are due.
    """
    asked: list[tuple[str, int | str]] = []
    if among is not None:
        asked.append((f"id {AMONG}", json.dumps(list(among))))
    if undisputed is not None:
        asked += [("dispute_id IS NULL AND due_on >= ?", str(undisputed[0])), ("due_on <= ?", str(undisputed[1]))]
    if client_id is not None:
        asked.append(("client_id = ?", client_id))
    if contract_id is not None:
        asked.append(("contract_id = ?", contract_id))
    if words := text.strip():
        asked.append(("instr(fold(number || ' ' || title || ' ' || client_name), fold(?)) > 0", words))
    conditions = [condition for condition, _ in asked]
    if unpaid_only:
        conditions.append("kind = 'invoice' AND gross > paid + credited")
    found = desk.db.rows(_ROWS.format(" AND ".join(conditions) or "1"), [value for _, value in asked])
    return [
        _row(invoice, row["client_name"], Money(row["paid"]), Money(row["credited"]))
        for row, invoice in zip(found, desk.table(Invoice).read(found), strict=True)
    ]


def _row(invoice: Invoice, client_name: str, paid: Money, credited: Money) -> InvoiceRow:
    left = max(0, invoice.gross.cents - credited.cents - paid.cents) if invoice.kind is InvoiceKind.INVOICE else 0
    return InvoiceRow(invoice=invoice, client_name=client_name, paid=paid, credited=credited, outstanding=Money(left))


KEPT: Final = KeptList[InvoiceRow](
    ids="SELECT id FROM invoice",
    read=lambda desk, ids: rows(desk, among=ids),
    identity=lambda row: row.invoice.id or 0,
    order=lambda row: (-row.invoice.issued_on.toordinal(), -(row.invoice.id or 0)),
    leads={
        "invoice": [("id", ""), ("credited_invoice_id", "")],
        "client": [("id", f"SELECT id FROM invoice WHERE client_id {AMONG}")],
        "payment": [("invoice_id", "")],
    },
)


def counts(desk: "Desk") -> tuple[int, int]:
    """How many invoices and credit notes there are, and how many invoices of which something is unpaid."""
    return desk.table(Invoice).count(), int(desk.db.value(_UNPAID))


def page(desk: "Desk", invoice_id: int) -> InvoicePage:
    """Everything about one invoice; ``NotFound`` if it is gone."""
    from litigedesk.queries import sums

    line = sums.gathered(desk, [desk.table(Invoice).get(invoice_id)])[0]
    invoice = line.invoice
    client = desk.table(Client).get(invoice.client_id)
    return InvoicePage(
        row=_row(invoice, client.name, line.paid, line.credited),
        client=client,
        contract=line.contract,
        dispute=desk.table(Dispute).get(invoice.dispute_id) if invoice.dispute_id is not None else None,
        credited=desk.table(Invoice).get(invoice.credited_invoice_id) if invoice.credited_invoice_id else None,
        payments=line.payments,
        credit_notes=line.credit_notes,
    )


def payment(desk: "Desk", payment_id: int) -> Payment:
    """One payment; ``NotFound`` if it is gone."""
    return desk.table(Payment).get(payment_id)


def with_number(desk: "Desk", number: str) -> list[Invoice]:
    """Every invoice and credit note of that number, whoever the client: a number is used once."""
    return desk.table(Invoice).select("SELECT * FROM invoice WHERE fold(trim(number)) = fold(?)", (number.strip(),))


def for_dispute(desk: "Desk", client_id: int, dispute_id: int | None) -> list[InvoiceRow]:
    """The invoices a dispute with this client may be about: unpaid and in no other dispute, and those already in it."""
    return [
        row
        for row in rows(desk, client_id=client_id)
        if row.invoice.kind is InvoiceKind.INVOICE
        and (
            (dispute_id is not None and row.invoice.dispute_id == dispute_id)
            or (row.invoice.dispute_id is None and row.outstanding)
        )
    ]


def propose_due(
    desk: "Desk",
    *,
    client_id: int | None,
    contract_id: int | None,
    issued_on: date | None,
    performed_on: date | None,
    received_on: date | None,
) -> "ProposedDue":
    """The due date that the contract, or the law without one, gives; with its steps and warnings."""
    from litigedesk.rules import payment_terms

    kind = desk.table(Client).get(client_id).kind if client_id else ClientKind.UNKNOWN
    contract = desk.table(Contract).get(contract_id) if contract_id else None
    silent = PaymentTerm.PUBLIC_30 if kind is ClientKind.PUBLIC else PaymentTerm.PERFORMANCE_30
    return payment_terms.propose(
        contract.payment_term if contract else silent,
        desk.law,
        client=kind,
        issued=issued_on,
        performed=performed_on,
        received=received_on,
        custom_days=contract.payment_days if contract else None,
    )
