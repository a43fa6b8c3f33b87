"""An unpaid dispute in which time goes by: an agreement in three instalments, letters about it, payments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, Instalment
from litigedesk.domain.money import Money
from litigedesk.domain.records import Invoice, Letter, Payment
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.operations import agreements, invoices
from litigedesk.queries import agreements as queries
from litigedesk.queries.next_step import agreement as next_step
from litigedesk.queries.next_step.step import NextStep

PROPOSED = date(2026, 11, 22)
SIGNED = date(2026, 11, 30)
DUE = (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))
AMOUNTS = ("800.00", "800.00", "888.12")


@dataclass
class Today:
    """The day it is; the desk reads it each time."""

    day: date = PROPOSED

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 0)


def proposal(dispute_id: int, **facts: Any) -> Agreement:
    """Two hundred euros given up on the worked example I-2, 2 688,12 € on 22 November 2026."""
    given: dict[str, Any] = {
        "dispute_id": dispute_id,
        "kind": AgreementKind.INSTALMENTS,
        "proposed_on": PROPOSED,
        "as_of": PROPOSED,
        "principal": Money.of("2500"),
        "interest": Money.of("148.12"),
        "fee": Money.of("40"),
        "waived": Money.of("200"),
        "acceleration": True,
    }
    return Agreement(**(given | facts))


def table() -> list[Instalment]:
    return [
        Instalment(agreement_id=0, due_on=day, amount=Money.of(sum_)) for day, sum_ in zip(DUE, AMOUNTS, strict=True)
    ]


def sent(desk: Desk, agreement: Agreement, template: str, on: date, reply_by: date | None) -> Letter:
    """A letter about the agreement, as filing one writes it."""
    letter = Letter(
        dispute_id=agreement.dispute_id, template=template, title=template, written_on=on, sent_on=on, reply_by=reply_by,
        send_method=SendMethod.REGISTERED, amount_due=Money(0), agreement_id=agreement.id,
    )  # fmt: skip
    with desk.db.transaction("Lettre"):
        return desk.table(Letter).insert(letter)


def pay(desk: Desk, dispute_id: int, on: date, amount: str) -> Payment:
    invoice = desk.table(Invoice).where(dispute_id=dispute_id)[0]
    payment = Payment(invoice_id=invoice.id or 0, paid_on=on, amount=Money.of(amount))
    return invoices.save_payment(desk, payment).value


def signed(desk: Desk, dispute_id: int, **facts: Any) -> Agreement:
    """The agreement signed on 30 November, once that day has come."""
    wanted = proposal(dispute_id, signed_on=SIGNED, **facts)
    return agreements.save(desk, wanted, table(), {}, True).value


def step(desk: Desk, agreement: Agreement) -> NextStep:
    return next_step.propose(queries.view(desk, agreement.id or 0, desk.today()), desk.today())
