"""Payments read from a statement follow the same way as those typed by hand, in one step, and never come twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Event, Invoice, LimitationEvent, Payment
from litigedesk.domain.upkeep import ImportBatch, RefusedLine
from litigedesk.domain.vocabulary import PaymentMethod, Recognition
from litigedesk.errors import Refused
from litigedesk.operations import bank, disputes, invoices, trash
from litigedesk.operations.bank import Confirmed
from litigedesk.queries import bank_files, settlement
from litigedesk.rules.settlement import Proposal, Received, Share, proposals

DAY = date(2026, 11, 20)


def line(amount: str, label: str, reference: str = "r1", day: date = DAY) -> Received:
    return Received(reference=reference, booked_on=day, amount=Money.of(amount), label=label)


def proposed(desk: Desk, *lines: Received) -> list[Proposal]:
    facts = settlement.facts(desk)
    return proposals(lines, facts.invoices, facts.noted, facts.dues)


def confirmed(proposal: Proposal, **more: object) -> Confirmed:
    assert proposal.chosen is not None
    return Confirmed(line=proposal.line, shares=proposal.chosen.shares, **more)  # type: ignore[arg-type]


def test_all_that_is_due_of_a_dispute_is_recognised_noted_and_taken_back_in_one_step(
    desk: Desk, unpaid: Dispute
) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    due = invoices.remaining(desk, invoice.id or 0, DAY)
    [found] = proposed(desk, line(str(due), "VIR SEPA ATELIER BOREAL"))
    made = bank.record(desk, [confirmed(found)], "releve.ofx")
    assert desk.table(Payment).all() == list(made.value.payments)
    paid = made.value.payments[0]
    assert (paid.paid_on, paid.amount, paid.method, paid.note) == (
        DAY,
        due,
        PaymentMethod.TRANSFER,
        "VIR SEPA ATELIER BOREAL",
    )
    assert [event.payment_id for event in desk.table(Event).where(payment_id=paid.id)] == [paid.id]
    assert desk.table(ImportBatch).all()[0].added == 1
    assert proposed(desk, found.line)[0].recorded
    desk.undo()
    assert (desk.table(Payment).count(), desk.table(ImportBatch).count()) == (0, 0)
    assert proposed(desk, found.line)[0].chosen is not None


def test_a_partial_payment_carries_the_answer_about_the_debt(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    [found] = proposed(desk, line("100", f"VIR {invoice.number}"))
    answer = {invoice.id or 0: Recognition.WRITTEN}
    bank.record(desk, [confirmed(found, recognitions=answer)], "releve.csv")
    assert desk.table(LimitationEvent).all()[0].certain


def test_a_line_that_is_refused_leaves_the_others_and_is_kept_with_its_reason(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    key = invoice.id or 0
    good = Confirmed(line=line("100", "VIR A", "a"), shares=(Share(key, Money.of(100)),))
    above = Confirmed(line=line("9000", "VIR B", "b"), shares=(Share(key, Money.of(9000)),))
    half = Confirmed(line=line("250", "VIR C", "c"), shares=(Share(key, Money.of(50)), Share(999, Money.of(200))))
    again = replace(good, line=replace(good.line, label="VIR A bis"))
    made = bank.record(desk, [good, above, half, again], "releve.ofx").value
    assert [payment.bank_reference for payment in made.payments] == ["a"]
    assert sorted(refused.reference for refused, _ in made.refused) == ["a", "b", "c"]
    assert desk.table(Payment).count() == 1
    assert len(desk.table(RefusedLine).all()) == 3


def test_a_payment_typed_by_hand_is_recognised_and_carries_the_line_from_then_on(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    typed = invoices.save_payment(
        desk, Payment(invoice_id=invoice.id or 0, paid_on=date(2026, 11, 18), amount=Money.of(400), note="par chèque")
    ).value
    [found] = proposed(desk, line("400", "REMISE CHEQUE"))
    assert [one.payment_id for one in found.twins] == [typed.id]
    bank.record(desk, [Confirmed(line=found.line, same_as=typed.id)], "releve.ofx")
    assert desk.table(Payment).all() == [replace(typed, bank_reference="r1")]
    assert proposed(desk, found.line)[0].recorded


def test_paid_invoices_and_those_of_a_portage_company_are_not_proposed(
    desk: Desk, me: object, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client()
    paid, held = new_invoice(client), new_invoice(client, "F-2026-015", "900.00")
    invoices.save_payment(desk, Payment(invoice_id=paid.id or 0, paid_on=DAY, amount=Money.of("2500")))
    assert [one.number for one in settlement.facts(desk).invoices] == ["F-2026-015"]
    disputes.open_dispute(desk, Dispute(client_id=client.id or 0, title="x", opened_on=DAY), [held.id or 0])
    assert settlement.facts(desk).invoices[0].dispute_id is not None


def test_the_same_bill_paid_twice_is_a_question_and_no_share_goes_beyond_the_line(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    whole = str(invoice.gross)
    first, again = proposed(desk, line(whole, f"VIR {invoice.number}", "a"), line(whole, f"VIR {invoice.number}", "b"))
    assert first.chosen is not None
    assert again.chosen is None
    assert again.candidates[0].surplus > Money.of(0)
    shares = (Share(invoice.id or 0, Money.of(30)), Share(invoice.id or 0, Money.of(30)))
    made = bank.record(desk, [Confirmed(line=line("50", "VIR"), shares=shares)], "releve.ofx").value
    assert (made.payments, made.refused[0][1]) == ((), "Les parts dépassent la somme de cette ligne.")


def test_a_payment_thrown_away_whose_line_was_noted_again_does_not_come_back_to_count_twice(
    desk: Desk, unpaid: Dispute
) -> None:
    key = desk.table(Invoice).where(dispute_id=unpaid.id)[0].id or 0
    once = Confirmed(line=line("100", "VIR"), shares=(Share(key, Money.of(100)),))
    for _ in range(2):
        made = bank.record(desk, [once], "releve.ofx").value.payments
        invoices.delete_payment(desk, made[0].id or 0)
    first, last = (entry.id or 0 for entry in reversed(desk.trash.all()))
    trash.restore(desk, last)
    with pytest.raises(Refused, match="deux fois"):
        trash.restore(desk, first)
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of(100)]


def test_one_line_in_two_files_that_name_no_account_is_asked_about_and_never_dropped(
    desk: Desk, unpaid: Dispute, tmp_path: Path
) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    due = invoices.remaining(desk, invoice.id or 0, DAY)
    twin = f"D20/11/2026\nT{due.euros}\nPVIR {invoice.number}\n^\n"
    files = [tmp_path / "un.qif", tmp_path / "deux.qif"]
    for place, file in enumerate(files):
        file.write_text(f"!Type:Bank\n{twin}D2{place + 1}/11/2026\nT10.00\nPAUTRE\n^\n", encoding="utf-8")
    read = [statement for file in files for statement in bank_files.read(file).statements]
    lines = bank_files.received(read)
    assert len({one.reference for one in lines}) == len(lines) == 4
    assert [bool(one.repeats) for one in lines if one.amount == due] == [False, True]
    first, second = [one for one in proposed(desk, *lines) if one.line.amount == due]
    assert first.chosen is not None
    assert second.chosen is None
    assert second.is_related
    again = bank_files.received(read[::-1])
    assert {one.reference for one in again} == {one.reference for one in lines}, "whatever the order of the files"
    one_account = [replace(one, account="FR76") for one in read]
    assert len(bank_files.received(one_account)) == 3, "an account that has a number is one"
