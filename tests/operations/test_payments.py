"""Payments move every figure at once and are written where one looks for them."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Dispute, Event, Invoice, Payment
from litigedesk.errors import InvalidInput
from litigedesk.operations import invoices
from litigedesk.queries import disputes, sums
from litigedesk.queries.today import overview

TODAY = date(2026, 11, 22)


def test_the_worked_example_is_what_the_dossier_shows(desk: Desk, unpaid: Dispute) -> None:
    dossier = disputes.dossier(desk, unpaid.id or 0, TODAY)
    assert dossier.sums.statement is not None
    assert dossier.sums.statement.interest == Money.of("148.12")
    assert dossier.sums.total_due == Money.of("2688.12")


def test_a_partial_payment_changes_every_figure_and_undo_brings_them_back(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    before = disputes.dossier(desk, unpaid.id or 0, TODAY).sums.total_due
    invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of("1000")))
    after = disputes.dossier(desk, unpaid.id or 0, TODAY)
    assert after.sums.total_due == before - Money.of("1000")
    assert overview(desk, TODAY).outstanding == Money.of("1500")
    assert [event.title for event in after.events if event.payment_id] == ["Paiement reçu\u00a0: 1\u202f000,00\u00a0€"]
    desk.undo()
    assert disputes.dossier(desk, unpaid.id or 0, TODAY).sums.total_due == before
    assert not desk.table(Event).where(payment_id=1)


def test_a_payment_above_what_is_due_is_refused_beside_its_field_and_nothing_is_written(
    desk: Desk, unpaid: Dispute
) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    with pytest.raises(InvalidInput, match="2\u202f688,12") as refused:
        invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of("2688.13")))
    assert [problem.field for problem in refused.value.problems] == ["amount"]
    assert desk.table(Payment).count() == 0
    assert desk.undo_label == "Litige LIT-2026-001 ouvert"


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_a_payment_of_nothing_or_less_is_refused(desk: Desk, unpaid: Dispute, amount: str) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    with pytest.raises(InvalidInput):
        invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of(amount)))


def test_a_payment_of_everything_leaves_nothing_due_and_editing_it_asks_again(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    payment = invoices.save_payment(
        desk,
        Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=invoices.remaining(desk, invoice.id or 0, TODAY)),
    ).value
    assert disputes.dossier(desk, unpaid.id or 0, TODAY).sums.total_due == Money(0)
    invoices.save_payment(desk, replace(payment, amount=Money.of("100")))
    assert disputes.dossier(desk, unpaid.id or 0, TODAY).sums.total_due == Money.of("2588.12")


def test_sums_of_many_disputes_equal_those_of_each(desk: Desk, unpaid: Dispute) -> None:
    together = sums.of_disputes(desk, [unpaid], TODAY)
    assert together[unpaid.id or 0] == sums.of_dispute(desk, unpaid, TODAY)
