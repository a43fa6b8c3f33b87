"""What is owed on invoices and disputes: gathers the facts and lets the rules compute; nothing is ever stored."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Contract, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, InvoiceKind, PenaltyClause
from litigedesk.errors import MissingRate, Refused
from litigedesk.queries.among import AMONG
from litigedesk.rules import interest, statement
from litigedesk.rules.law import Law
from litigedesk.settings import CONSUMER_START

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class InvoiceSums:
    """One invoice with what moved it; ``outstanding`` is principal less credit notes and payments, never below zero."""

    invoice: Invoice
    contract: Contract | None
    payments: tuple[Payment, ...]
    credit_notes: tuple[Invoice, ...]

    @cached_property
    def paid(self) -> Money:
        """Everything received."""
        return Money.total(payment.amount for payment in self.payments)

    @cached_property
    def credited(self) -> Money:
        """Everything taken off by credit notes."""
        return Money.total(note.gross for note in self.credit_notes)

    @cached_property
    def outstanding(self) -> Money:
        """What is left of the principal if no interest is asked."""
        return max(ZERO, self.invoice.gross - self.credited - self.paid)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What is owed on a day on some invoices of one client.

    ``statement`` is ``None`` when the law cannot answer yet; ``obstacle`` then says why and what to do, ``missing_half`` which
    half-year has no rate when that is why.
    """

    until: date
    lines: tuple[InvoiceSums, ...]
    statement: statement.Statement | None
    obstacle: str = ""
    missing_half: str = ""

    @cached_property
    def outstanding(self) -> Money:
        """Principal less credit notes and payments, interest and fees left aside."""
        return Money.total(line.outstanding for line in self.lines)

    @property
    def total_due(self) -> Money:
        """What to ask for: the statement's total, or without one the outstanding principal."""
        return self.statement.total_due if self.statement else self.outstanding


@dataclass(frozen=True)
class Terms:
    """The law and the user's choices that sums depend on, read once for a whole list.

    ``stopped`` gives, by dispute, the day on which the client's insolvency stopped the interest.
    """

    law: Law
    basis: DivisorBasis
    same_day: bool  # a consumer's interest starts on the day the notice was received
    stopped: Mapping[int, date]

    @classmethod
    def of(cls, desk: "Desk") -> "Terms":
        """Those in force in a data folder."""
        return cls(desk.law, desk.divisor(), desk.setting(CONSUMER_START) == "same-day", _stopped(desk))


def of_dispute(desk: "Desk", dispute: Dispute, until: date) -> Sums:
    """The sums of one dispute, stopped at its closing day if it is closed."""
    assert dispute.id is not None
    invoices = desk.table(Invoice).where(order="due_on, id", dispute_id=dispute.id, kind=InvoiceKind.INVOICE)
    client = desk.table(Client).get(dispute.client_id)
    return computed(Terms.of(desk), gathered(desk, invoices), client.kind, dispute, until)


def _stopped(desk: "Desk") -> dict[int, date]:
    """The day that stopped the interest of each dispute whose client is insolvent (C. com. L622-28)."""
    sql = """SELECT dispute_id, min(decided_on) AS opened FROM procedure WHERE kind = 'insolvency' AND decided_on IS NOT NULL
             AND coalesce(outcome, '') <> 'withdrawn' GROUP BY dispute_id"""
    return {row["dispute_id"]: date.fromisoformat(row["opened"]) for row in desk.db.rows(sql)}


def of_disputes(desk: "Desk", disputes: Sequence[Dispute], until: date) -> dict[int, Sums]:
    """The sums of many disputes at once, in as few reads as for one."""
    of_these = (_listed({dispute.client_id for dispute in disputes}),)
    clients = desk.db.rows(f"SELECT id, kind FROM client WHERE id {AMONG}", of_these)
    kinds = {int(row["id"]): ClientKind(row["kind"]) for row in clients}
    invoices = desk.table(Invoice).select(
        f"SELECT * FROM invoice WHERE dispute_id {AMONG} AND kind = 'invoice' ORDER BY due_on, id",
        (_listed(dispute.id for dispute in disputes),),
    )
    lines: dict[int | None, list[InvoiceSums]] = defaultdict(list)
    for line in gathered(desk, invoices):
        lines[line.invoice.dispute_id].append(line)
    terms = Terms.of(desk)
    return {
        dispute.id: computed(terms, lines[dispute.id], kinds[dispute.client_id], dispute, until)
        for dispute in disputes
        if dispute.id is not None
    }


def gathered(desk: "Desk", invoices: Iterable[Invoice]) -> tuple[InvoiceSums, ...]:
    """Each invoice with its contract, payments and credit notes."""
    invoices = tuple(invoices)
    ids = (_listed(invoice.id for invoice in invoices),)
    payments: dict[int | None, list[Payment]] = defaultdict(list)
    sql = f"SELECT * FROM payment WHERE invoice_id {AMONG} ORDER BY paid_on, id"
    for payment in desk.table(Payment).select(sql, ids):
        payments[payment.invoice_id].append(payment)
    notes: dict[int | None, list[Invoice]] = defaultdict(list)
    sql = f"SELECT * FROM invoice WHERE credited_invoice_id {AMONG} ORDER BY issued_on, id"
    for note in desk.table(Invoice).select(sql, ids):
        notes[note.credited_invoice_id].append(note)
    sql = f"SELECT * FROM contract WHERE id {AMONG}"
    of_these = (_listed({invoice.contract_id for invoice in invoices}),)
    contracts = {contract.id: contract for contract in desk.table(Contract).select(sql, of_these)}
    return tuple(
        InvoiceSums(
            invoice=invoice,
            contract=contracts.get(invoice.contract_id),
            payments=tuple(payments[invoice.id]),
            credit_notes=tuple(notes[invoice.id]),
        )
        for invoice in invoices
    )


def _listed(ids: Iterable[int | None]) -> str:
    """Ids as the one parameter of a question ``… IN``, which has no limit to how many they are."""
    return json.dumps([one for one in ids if one is not None])


def computed(
    terms: Terms, lines: Sequence[InvoiceSums], kind: ClientKind, dispute: Dispute | None, until: date
) -> Sums:
    """The statement of gathered invoices, or the obstacle to it."""
    if dispute is not None and dispute.closed_on is not None:
        until = min(until, dispute.closed_on)
    claims = [
        statement.InvoiceClaim(
            invoice_id=line.invoice.id, number=line.invoice.number, claim=_claim(terms, line, kind, dispute, until)
        )
        for line in lines
    ]
    try:
        found = statement.compute(claims, until, terms.law)
    except (MissingRate, Refused) as obstacle:
        half = obstacle.half if isinstance(obstacle, MissingRate) else ""
        return Sums(until=until, lines=tuple(lines), statement=None, obstacle=str(obstacle), missing_half=half)
    return Sums(until=until, lines=tuple(lines), statement=found)


def _claim(terms: Terms, line: InvoiceSums, kind: ClientKind, dispute: Dispute | None, until: date) -> interest.Claim:
    notice = dispute.notice_received_on if dispute else None
    if notice is not None and terms.same_day:
        notice -= timedelta(days=1)  # the rule counts from the day after
    contract = line.contract
    stopped = terms.stopped.get(dispute.id or 0) if dispute else None
    return interest.Claim(
        client=kind,
        principal=line.invoice.gross,
        due=line.invoice.due_on,
        until=until,
        clause=contract.penalty_clause if contract else PenaltyClause.NONE,
        clause_rate=contract.penalty_rate if contract else None,
        payments=tuple((p.paid_on, p.amount) for p in line.payments if p.paid_on <= until),
        credit_notes=tuple((n.issued_on, n.gross) for n in line.credit_notes if n.issued_on <= until),
        formal_notice=notice if notice is not None and notice <= until else None,
        capitalise=dispute.capitalise if dispute else False,
        judgment=dispute.judgment_on if dispute and dispute.judgment_on and dispute.judgment_on <= until else None,
        stopped=stopped if stopped is not None and stopped <= until else None,
        basis=terms.basis,
    )
