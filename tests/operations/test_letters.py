"""What follows a letter through its life: its deadline, the start of a consumer's interest, the stage; and taking it back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Invoice, Letter, Profile
from litigedesk.domain.vocabulary import ClientKind, ClosingReason, DeliveryOutcome, DisputeStage, SendMethod
from litigedesk.errors import InvalidInput
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import disputes, letters, trash
from litigedesk.operations.letters import Choices

TODAY = date(2026, 11, 22)
SENT, RECEIVED = date(2026, 11, 10), date(2026, 11, 12)
CHOICES = Choices(written_on=SENT, send_method=SendMethod.REGISTERED, reply_by=date(2026, 11, 27))


@pytest.fixture
def owed(desk: Desk, me: Profile, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]) -> Dispute:
    """A dispute with a consumer, whose interest runs from the formal notice only."""
    client = new_client(ClientKind.CONSUMER, "Paul Guérin")
    invoice = new_invoice(client)
    return disputes.open_dispute(
        desk, Dispute(client_id=client.id or 0, opened_on=date(2026, 10, 1)), [invoice.id or 0]
    ).value


def filed(desk: Desk, dispute: Dispute, template: str = NOTICE) -> Letter:
    return letters.file(desk, of_dispute(dispute.id or 0), template, CHOICES, sent_on=SENT).value


def received(desk: Desk, letter: Letter, on: date = RECEIVED) -> Letter:
    followed = replace(letter, presented_on=on, received_on=on, outcome=DeliveryOutcome.RECEIVED)
    return letters.track(desk, followed).value


def now(desk: Desk, dispute: Dispute) -> Dispute:
    return desk.table(Dispute).get(dispute.id or 0)


def test_a_received_notice_starts_interest_and_a_mistaken_receipt_taken_back_stops_it(
    desk: Desk, owed: Dispute
) -> None:
    letter = received(desk, filed(desk, owed))
    assert now(desk, owed).notice_received_on == RECEIVED
    letters.track(desk, replace(letter, presented_on=None, received_on=None, outcome=None))
    assert now(desk, owed).notice_received_on is None


def test_a_day_typed_by_the_user_stays_until_a_notice_on_file_has_one(desk: Desk, owed: Dispute) -> None:
    letter = filed(desk, owed)
    invoice_ids = [one.id or 0 for one in desk.table(Invoice).where(dispute_id=owed.id)]
    typed = date(2026, 10, 20)
    disputes.save(desk, replace(now(desk, owed), notice_received_on=typed), invoice_ids)
    letters.track(desk, replace(letter, tracking_number="1A20012345678"))
    assert now(desk, owed).notice_received_on == typed
    received(desk, letter)
    assert now(desk, owed).notice_received_on == RECEIVED


def test_without_its_only_notice_a_dispute_is_amicable_again_and_back_with_it(desk: Desk, owed: Dispute) -> None:
    letter = received(desk, filed(desk, owed))
    assert now(desk, owed).stage is DisputeStage.FORMAL_NOTICE
    letters.delete(desk, letter.id or 0)
    assert (now(desk, owed).stage, now(desk, owed).notice_received_on) == (DisputeStage.AMICABLE, None)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert (now(desk, owed).stage, now(desk, owed).notice_received_on) == (DisputeStage.FORMAL_NOTICE, RECEIVED)
    assert desk.table(Event).count(letter_id=letter.id) == 1


def test_undo_of_a_deleted_notice_puts_stage_and_start_of_interest_back(desk: Desk, owed: Dispute) -> None:
    letter = received(desk, filed(desk, owed))
    before = now(desk, owed)
    letters.delete(desk, letter.id or 0)
    desk.undo()
    assert now(desk, owed) == before


def test_of_two_notices_the_other_one_takes_over(desk: Desk, owed: Dispute) -> None:
    first = received(desk, filed(desk, owed))
    second = received(desk, filed(desk, owed), date(2026, 11, 18))
    letters.delete(desk, first.id or 0)
    assert now(desk, owed).notice_received_on == second.received_on
    assert now(desk, owed).stage is DisputeStage.FORMAL_NOTICE


def test_noting_a_receipt_leaves_a_deadline_where_the_user_put_it_off_to(desk: Desk, owed: Dispute) -> None:
    letter = filed(desk, owed)
    deadline = desk.table(Deadline).where(letter_id=letter.id)[0]
    disputes.postpone_deadline(desk, deadline.id or 0, date(2026, 12, 20))
    received(desk, letter)
    assert desk.table(Deadline).get(deadline.id or 0).due_on == date(2026, 12, 20)


def test_the_deadline_follows_the_reply_date_goes_without_one_and_comes_back(desk: Desk, owed: Dispute) -> None:
    letter = filed(desk, owed)
    days: list[date | None] = [date(2026, 12, 1), None, date(2026, 12, 8)]
    seen = []
    for day in days:
        letter = letters.track(desk, replace(letter, reply_by=day)).value
        seen.append([one.due_on for one in desk.table(Deadline).where(letter_id=letter.id)])
    assert seen == [[date(2026, 12, 1)], [], [date(2026, 12, 8)]]


def test_a_letter_does_not_leave_in_days_to_come(desk: Desk, owed: Dispute) -> None:
    with pytest.raises(InvalidInput, match="à venir"):
        letters.file(desk, of_dispute(owed.id or 0), NOTICE, CHOICES, sent_on=date(2026, 11, 23))
    assert desk.table(Letter).count() == 0


@pytest.mark.parametrize(
    ("judgment", "stage"), [(None, DisputeStage.FORMAL_NOTICE), (date(2026, 11, 20), DisputeStage.JUDICIAL)]
)
def test_a_dispute_opened_again_is_where_its_letters_or_its_judgment_had_brought_it(
    desk: Desk, owed: Dispute, judgment: date | None, stage: DisputeStage
) -> None:
    filed(desk, owed)
    invoice_ids = [one.id or 0 for one in desk.table(Invoice).where(dispute_id=owed.id)]
    disputes.save(desk, replace(now(desk, owed), judgment_on=judgment), invoice_ids)
    disputes.close(desk, owed.id or 0, ClosingReason.ABANDONED, TODAY)
    assert disputes.reopen(desk, owed.id or 0).value.stage is stage


def test_a_letter_written_and_not_sent_is_to_be_sent_today_and_no_answer_is_awaited(desk: Desk, owed: Dispute) -> None:
    from litigedesk.queries.today import TaskKind, overview

    letter = letters.file(desk, of_dispute(owed.id or 0), NOTICE, CHOICES).value
    seen = overview(desk, TODAY)
    assert seen.first is not None
    assert (seen.first.kind, *seen.late.tasks, *seen.soon.tasks, *seen.waiting.tasks) == (TaskKind.NEXT_STEP,)
    assert "Envoyez la lettre" in seen.first.what
    letters.track(desk, replace(letter, sent_on=SENT))
    seen = overview(desk, TODAY)
    assert [task.kind for task in seen.waiting.tasks] == [TaskKind.WAITING]
    assert [task for task in (seen.first, *seen.late.tasks, *seen.soon.tasks) if task] == []
