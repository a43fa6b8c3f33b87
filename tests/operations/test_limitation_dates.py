"""The last safe day before limitation: a deadline that follows invoices, payments, recognitions, the client and the judgment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ClosingReason,
    EventKind,
    InvoiceKind,
    LimitationEventKind,
    Recognition,
)
from litigedesk.errors import Refused
from litigedesk.operations import clients, disputes, invoices, limitation_dates, trash
from litigedesk.queries import dispute_list, limitations, today
from litigedesk.queries import disputes as queries
from litigedesk.queries.today import TaskKind
from litigedesk.rules.limitation_alarms import Alarm
from tests.operations.conftest import TODAY

SAFE = date(2031, 4, 27)  # five years after 28 April 2026, less a day
PAID_ON = date(2026, 10, 5)


def held(desk: Desk, dispute: Dispute) -> Deadline | None:
    return desk.table(Deadline).first(dispute_id=dispute.id, clock=Clock.LIMITATION)


def due(desk: Desk, dispute: Dispute) -> date | None:
    found = held(desk, dispute)
    return found.due_on if found is not None else None


def the_invoice(desk: Desk, dispute: Dispute) -> Invoice:
    return desk.table(Invoice).where(dispute_id=dispute.id)[0]


def paid(desk: Desk, dispute: Dispute, recognition: Recognition | None, euros: int = 100) -> Payment:
    payment = Payment(invoice_id=the_invoice(desk, dispute).id or 0, paid_on=PAID_ON, amount=Money.of(euros))
    return invoices.save_payment(desk, payment, recognition).value


def recognised(dispute: Dispute, **facts: object) -> LimitationEvent:
    made = {"dispute_id": dispute.id, "kind": LimitationEventKind.RECOGNISED, "happened_on": PAID_ON, **facts}
    return LimitationEvent(**made)  # type: ignore[arg-type]


def test_opening_a_dispute_sets_the_date_with_its_reason_and_undo_takes_it_away(desk: Desk, unpaid: Dispute) -> None:
    found = held(desk, unpaid)
    assert found is not None
    assert (found.due_on, found.computed_on) == (SAFE, SAFE)
    assert "F-2026-014" in found.reason
    assert "2224" in found.reason
    desk.undo()
    assert desk.table(Deadline).all() == []
    desk.redo()
    assert due(desk, unpaid) == SAFE


def test_another_kind_of_client_moves_it(desk: Desk, unpaid: Dispute) -> None:
    client = desk.table(Client).get(unpaid.client_id)
    clients.save(desk, replace(client, kind=ClientKind.CONSUMER, siret=""))
    assert due(desk, unpaid) == date(2028, 4, 27)


def test_it_goes_with_the_last_invoice_paid_and_comes_back_with_the_debt(desk: Desk, unpaid: Dispute) -> None:
    payment = paid(desk, unpaid, None, 2500)
    assert held(desk, unpaid) is None
    invoices.delete_payment(desk, payment.id or 0)
    assert due(desk, unpaid) == SAFE


def test_a_credit_note_for_all_ends_it(desk: Desk, unpaid: Dispute) -> None:
    invoice = the_invoice(desk, unpaid)
    note = replace(
        invoice, id=None, number="A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=invoice.id, dispute_id=None
    )
    invoices.save(desk, note)
    assert held(desk, unpaid) is None


def test_a_judgment_ends_it_for_a_title_has_its_own_time(desk: Desk, unpaid: Dispute) -> None:
    ids = [the_invoice(desk, unpaid).id or 0]
    disputes.save(desk, replace(unpaid, judgment_on=date(2026, 11, 2)), ids)
    assert held(desk, unpaid) is None
    assert queries.dossier(desk, unpaid.id or 0, TODAY).limitations == ()


def test_a_day_moved_or_ticked_stays_until_the_rules_give_another_one(desk: Desk, unpaid: Dispute) -> None:
    found = held(desk, unpaid)
    assert found is not None
    disputes.postpone_deadline(desk, found.id or 0, date(2030, 1, 1))
    disputes.save(desk, replace(unpaid, title="Refonte du site"), [the_invoice(desk, unpaid).id or 0])
    assert due(desk, unpaid) == date(2030, 1, 1)
    disputes.complete_deadline(desk, found.id or 0)
    disputes.save_limitation_event(desk, recognised(unpaid, certain=True))
    moved = held(desk, unpaid)
    assert moved is not None
    assert (moved.due_on, moved.done_on) == (date(2031, 10, 4), None)


def test_a_closed_dispute_keeps_its_date_done_and_follows_when_it_is_opened_again(desk: Desk, unpaid: Dispute) -> None:
    disputes.close(desk, unpaid.id or 0, ClosingReason.SETTLED, TODAY)
    disputes.save_limitation_event(desk, recognised(unpaid, certain=True))
    ended = held(desk, unpaid)
    assert ended is not None
    assert (ended.due_on, ended.done_on) == (SAFE, TODAY)
    disputes.reopen(desk, unpaid.id or 0)
    assert due(desk, unpaid) == date(2031, 10, 4)


def test_the_first_of_several_invoices_sets_the_day(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice]
) -> None:
    older = new_invoice(desk.table(Client).get(unpaid.client_id), "F-2026-002")
    invoices.save(desk, replace(older, performed_on=date(2026, 2, 1)))
    disputes.save(desk, unpaid, [the_invoice(desk, unpaid).id or 0, older.id or 0])
    assert due(desk, unpaid) == date(2031, 1, 31)
    views = queries.dossier(desk, unpaid.id or 0, TODAY).limitations
    assert [view.invoice_number for view in views] == ["F-2026-002", "F-2026-014"]


# ---- recognitions ----------------------------------------------------------------------------------------------------
def test_a_payment_that_only_may_recognise_the_debt_leaves_the_prudent_day(desk: Desk, unpaid: Dispute) -> None:
    paid(desk, unpaid, Recognition.POSSIBLE)
    assert due(desk, unpaid) == SAFE
    (view,) = limitations.of_dispute(desk, unpaid)
    assert (view.result.safe_date, view.result.prudent_safe_date) == (date(2031, 10, 4), SAFE)


def test_a_payment_with_a_writing_moves_it_in_the_same_step(desk: Desk, unpaid: Dispute) -> None:
    payment = paid(desk, unpaid, Recognition.WRITTEN)
    assert due(desk, unpaid) == date(2031, 10, 4)
    desk.undo()
    assert due(desk, unpaid) == SAFE
    assert desk.table(LimitationEvent).all() == []
    desk.redo()
    invoices.save_payment(desk, replace(payment, paid_on=date(2026, 10, 9)))
    assert due(desk, unpaid) == date(2031, 10, 8)
    invoices.save_payment(desk, payment, Recognition.NONE)
    assert due(desk, unpaid) == SAFE


def test_a_payment_recognises_the_debt_of_its_own_invoice_alone(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice]
) -> None:
    other = new_invoice(desk.table(Client).get(unpaid.client_id), "F-2026-015")
    disputes.save(desk, unpaid, [the_invoice(desk, unpaid).id or 0, other.id or 0])
    paid(desk, unpaid, Recognition.WRITTEN)
    ends = {view.invoice_number: view.result.safe_date for view in limitations.of_dispute(desk, unpaid)}
    assert ends == {"F-2026-014": date(2031, 10, 4), "F-2026-015": SAFE}


def test_the_answer_goes_with_its_payment_to_the_trash_and_with_its_invoice_out_of_the_dispute(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice]
) -> None:
    payment = paid(desk, unpaid, Recognition.WRITTEN)
    invoices.delete_payment(desk, payment.id or 0)
    assert desk.table(LimitationEvent).all() == []
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert due(desk, unpaid) == date(2031, 10, 4)
    other = new_invoice(desk.table(Client).get(unpaid.client_id), "F-2026-015")
    disputes.save(desk, unpaid, [other.id or 0])
    assert desk.table(LimitationEvent).all() == []


def test_a_letter_of_the_client_that_recognises_the_debt_is_an_event_of_its_own(desk: Desk, unpaid: Dispute) -> None:
    event = Event(dispute_id=unpaid.id, kind=EventKind.EMAIL, happened_on=PAID_ON, title="« Je paierai en mars »")
    disputes.save_event(desk, event, Recognition.WRITTEN)
    (noted,) = desk.table(LimitationEvent).all()
    assert (noted.certain, noted.note) == (True, "« Je paierai en mars »")
    desk.undo()
    assert desk.table(LimitationEvent).all() == []


def test_what_follows_an_agreement_is_changed_there(desk: Desk, unpaid: Dispute) -> None:
    from litigedesk.domain.agreement import Agreement, AgreementKind

    with desk.db.transaction("Accord"):
        agreement = desk.table(Agreement).insert(
            Agreement(dispute_id=unpaid.id or 0, kind=AgreementKind.INSTALMENTS, proposed_on=PAID_ON, as_of=PAID_ON)
        )
        event = desk.table(LimitationEvent).insert(recognised(unpaid, agreement_id=agreement.id, certain=True))
    with pytest.raises(Refused, match="accord"):
        disputes.delete_limitation_event(desk, event.id or 0)


# ---- alarms ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days_before", "place", "level"),
    [
        (400, None, Alarm.NONE),
        (100, "limitations", Alarm.SIX_MONTHS),
        (20, "soon", Alarm.ONE_MONTH),
        (-1, "late", Alarm.OVER),
    ],
)
def test_the_alarm_stands_in_today_where_it_presses(
    desk: Desk, unpaid: Dispute, days_before: int, place: str | None, level: Alarm
) -> None:
    day = SAFE - timedelta(days_before)
    shown = today.overview(desk, day)
    rung = {
        name: [task for task in group.tasks if task.kind is TaskKind.LIMITATION]
        for name, group in (
            ("late", shown.late),
            ("soon", shown.soon),
            ("limitations", shown.limitations),
            ("later", shown.later),
        )
    }
    if shown.first is not None and shown.first.kind is TaskKind.LIMITATION:
        rung["late" if shown.first.due_on and shown.first.due_on < day else "soon"].append(shown.first)
    assert {name for name, tasks in rung.items() if tasks} == ({place} if place else set())
    assert limitations.of_dispute(desk, unpaid)[0].alarm(day) is level


def test_limitation_is_no_next_step(desk: Desk, unpaid: Dispute) -> None:
    assert dispute_list.rows(desk, TODAY)[0].next_title != limitation_dates.TITLE
    assert queries.dossier(desk, unpaid.id or 0, TODAY).next_deadline is None


def test_disputes_kept_before_the_program_set_the_date_are_given_it_once(desk: Desk, unpaid: Dispute) -> None:
    with desk.db.transaction("Ancien dossier", undoable=False):
        desk.table(Deadline).delete((held(desk, unpaid) or Deadline(title="", due_on=TODAY)).id or 0)
    assert limitation_dates.without(desk) == [unpaid.id]
    limitation_dates.catch_up(desk)
    assert due(desk, unpaid) == SAFE
    assert limitation_dates.without(desk) == []
