"""Complaints: the clocks they start and keep, what is written of them, how letters answer them, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Client, Contract, Deadline, Dispute, Event, Invoice, Letter, StoredFile
from litigedesk.domain.vocabulary import ClientKind, Clock, ClosingReason, ComplaintAnswer, DisputeKind, SendMethod
from litigedesk.errors import InvalidInput, NotFound, Refused, StorageError
from litigedesk.letters.ids import ASK_IN_WRITING, REPLY
from litigedesk.operations import (
    clients,
    complaints,
    contracts,
    disputes,
    invoices,
    letters,
    mediations,
    policies,
    profile,
    trash,
)
from litigedesk.queries import mediations as pages
from tests.bad_input.witness import files
from tests.operations.mediation_world import aloud, clock, dump, insured, lines, referral, set_clocks, without, written

ANSWER, YEAR, INSURER = Clock.COMPLAINT_ANSWER, Clock.CLIENT_REFERRAL, Clock.INSURER
TODAY = date(2026, 11, 22)


def day(number: int) -> date:
    return date(2026, 11, number)


def faults(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in error.value.problems]


# ---- recorded --------------------------------------------------------------------------------------------------------
def test_a_written_complaint_starts_its_clocks_and_its_line(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    assert set_clocks(desk, complaint_id=complaint.id) == {ANSWER: (day(17), None), YEAR: (date(2027, 11, 2), None)}
    assert lines(desk, complaint_id=complaint.id) == [(day(2), "Réclamation reçue")]
    assert {one.dispute_id for one in desk.table(Deadline).all()} == {dispute_id}


def test_a_complaint_made_aloud_starts_no_year_and_a_person_with_a_policy_has_to_tell_the_insurer(
    desk: Desk, dispute_id: int
) -> None:
    insured(desk)
    complaint = complaints.save(desk, aloud(dispute_id)).value
    assert set_clocks(desk, complaint_id=complaint.id) == {ANSWER: (day(17), None), INSURER: (day(9), None)}
    assert clock(desk, ANSWER).title == "Demander une réclamation écrite"
    assert lines(desk, complaint_id=complaint.id) == [(day(2), "Réclamation faite de vive voix")]


def test_a_dispute_opens_with_its_complaint_and_needs_no_invoice(desk: Desk, consumer: Client) -> None:
    wanted = Dispute(client_id=consumer.id or 0, title="Retard", opened_on=day(2))
    dispute = complaints.open_dispute(desk, wanted, written(0)).value
    assert (dispute.kind, dispute.reference) == (DisputeKind.COMPLAINT, "LIT-2026-001")
    (view,) = pages.complaints_of(desk, dispute.id or 0)
    assert view.complaint.dispute_id == dispute.id
    assert len(view.clocks) == 2


def test_a_dispute_whose_complaint_is_refused_is_not_opened(desk: Desk, consumer: Client) -> None:
    before = dump(desk)
    wanted = Dispute(client_id=consumer.id or 0, title="Retard", opened_on=day(2))
    with pytest.raises(InvalidInput) as error:
        complaints.open_dispute(desk, wanted, written(0, grievance="", received_on=date(2026, 12, 1)))
    assert faults(error) == ["received_on", "grievance"]
    assert dump(desk) == before


def test_its_document_is_kept_whole_and_one_that_is_gone_refuses_all(
    desk: Desk, dispute_id: int, tmp_path: Path
) -> None:
    letter = tmp_path / "réclamation.pdf"
    letter.write_bytes(b"%PDF-1.4 lettre")
    complaint = complaints.save(desk, written(dispute_id), letter).value
    (view,) = pages.complaints_of(desk, dispute_id)
    assert view.document is not None
    assert (view.document.id, view.document.name, view.document.size) == (complaint.file_id, "réclamation.pdf", 15)
    before = dump(desk)
    with pytest.raises(StorageError, match="n’est plus à cet endroit"):
        complaints.save(desk, written(dispute_id), tmp_path / "ailleurs.pdf")
    assert dump(desk) == before


def test_correcting_its_day_moves_its_clocks_and_its_line(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    complaints.save(desk, replace(complaint, received_on=day(4)))
    assert set_clocks(desk) == {ANSWER: (day(19), None), YEAR: (date(2027, 11, 4), None)}
    assert lines(desk, complaint_id=complaint.id) == [(day(4), "Réclamation reçue")]


def test_a_complaint_that_was_aloud_after_all_loses_its_year(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    complaints.save(desk, replace(complaint, channel=aloud(1).channel))
    assert list(set_clocks(desk)) == [ANSWER]


@pytest.mark.parametrize(
    ("received", "answer_by", "year"),
    [
        (date(2024, 2, 29), date(2024, 3, 15), date(2025, 2, 28)),
        (date(2025, 12, 31), date(2026, 1, 15), date(2026, 12, 31)),
        (date(1990, 1, 1), date(1990, 1, 16), date(1991, 1, 1)),
    ],
)
def test_odd_days_are_counted_like_the_others(
    desk: Desk, dispute_id: int, received: date, answer_by: date, year: date
) -> None:
    insured(desk)
    complaints.save(desk, written(dispute_id, received_on=received))
    found = set_clocks(desk)
    assert (found[ANSWER][0], found[YEAR][0]) == (answer_by, year)
    assert found[INSURER][0] > received


def test_a_complaint_is_not_noted_in_a_closed_dispute_where_nobody_would_watch_it(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, TODAY)
    with pytest.raises(Refused, match="rouvrez-le"):
        complaints.save(desk, written(dispute_id))
    complaints.save(desk, replace(complaint, findings="Livré le 3."))  # what is there can be completed


def test_a_complaint_is_about_a_contract_of_the_client_who_complains(
    desk: Desk, dispute_id: int, consumer: Client, new_client: Callable[..., Client]
) -> None:
    stranger = new_client()
    other = contracts.save(desk, Contract(client_id=stranger.id or 0, reference="D-9")).value
    with pytest.raises(InvalidInput, match="D-9 est le contrat d’un autre client") as error:
        complaints.save(desk, written(dispute_id, contract_id=other.id))
    assert faults(error) == ["contract_id"]
    own = contracts.save(desk, Contract(client_id=consumer.id or 0, reference="D-1")).value
    complaints.save(desk, written(dispute_id, contract_id=own.id))
    with pytest.raises(Refused, match="1\u00a0réclamation en dépend encore"):
        contracts.delete(desk, own.id or 0)
    with pytest.raises(InvalidInput, match="il ne peut pas en changer"):
        contracts.save(desk, replace(own, client_id=stranger.id or 0))
    dispute = desk.table(Dispute).get(dispute_id)
    with pytest.raises(InvalidInput, match="contrat du premier client"):
        disputes.save(desk, replace(dispute, client_id=stranger.id or 0), [])


def test_a_complaint_in_a_dispute_that_is_gone_is_not_found(desk: Desk, dispute_id: int) -> None:
    with pytest.raises(NotFound):
        complaints.save(desk, written(99))
    with pytest.raises(NotFound):
        complaints.save(desk, written(dispute_id, id=99))


# ---- aloud, then in writing ------------------------------------------------------------------------------------------
def test_once_the_client_has_written_there_is_nothing_left_to_ask_for(desk: Desk, dispute_id: int) -> None:
    first = complaints.save(desk, aloud(dispute_id)).value
    second = complaints.save(desk, written(dispute_id, received_on=day(9))).value
    assert set_clocks(desk, complaint_id=first.id) == {ANSWER: (day(17), day(9))}
    assert set_clocks(desk, complaint_id=second.id) == {ANSWER: (day(24), None), YEAR: (date(2027, 11, 9), None)}
    complaints.delete(desk, second.id or 0)
    assert set_clocks(desk, complaint_id=first.id) == {ANSWER: (day(17), None)}


def test_a_writing_before_the_call_does_not_answer_it(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    later = complaints.save(desk, aloud(dispute_id, received_on=day(9))).value
    assert set_clocks(desk, complaint_id=later.id) == {ANSWER: (day(24), None)}


# ---- the user's own changes ------------------------------------------------------------------------------------------
def test_a_day_the_user_moved_stays_and_says_what_the_rule_gives(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    answer = clock(desk, ANSWER)
    disputes.postpone_deadline(desk, answer.id or 0, date(2026, 12, 1))
    complaints.save(desk, replace(complaint, received_on=day(4)))
    moved = clock(desk, ANSWER)
    assert (moved.due_on, moved.computed_on) == (date(2026, 12, 1), day(19))
    assert "4\u00a0novembre" in moved.reason


def test_what_the_user_ticked_stays_ticked_whatever_the_rule_says_later(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    disputes.complete_deadline(desk, clock(desk, ANSWER).id or 0)
    answered = complaints.save(desk, replace(complaint, answered_on=day(20))).value
    assert clock(desk, ANSWER).done_on == TODAY
    complaints.save(desk, replace(answered, answered_on=None))
    assert clock(desk, ANSWER).done_on == TODAY


def test_an_answer_noted_then_taken_back_opens_the_clock_again(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    answered = complaints.save(desk, replace(complaint, answer=ComplaintAnswer.OFFER, answered_on=day(20))).value
    assert clock(desk, ANSWER).done_on == day(20)
    assert lines(desk, complaint_id=complaint.id)[1:] == [(day(20), "Réponse donnée à la réclamation")]
    complaints.save(desk, replace(answered, answered_on=day(21)))
    assert clock(desk, ANSWER).done_on == day(21)
    complaints.save(desk, replace(answered, answered_on=None))
    assert clock(desk, ANSWER).done_on is None
    assert lines(desk, complaint_id=complaint.id)[1:] == []


def test_what_the_user_made_of_a_line_stays(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    (line,) = desk.table(Event).where(complaint_id=complaint.id)
    disputes.save_event(desk, replace(line, confidential=True))
    complaints.save(desk, replace(complaint, grievance="Retard de trois semaines"))
    (line,) = desk.table(Event).where(complaint_id=complaint.id)
    assert line.confidential
    assert line.body == "Courrier. Retard de trois semaines"
    with pytest.raises(Refused, match="changez cette date"):
        disputes.delete_event(desk, line.id or 0)


def test_a_clock_is_not_deleted_by_hand(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    with pytest.raises(Refused, match="marquez-la comme faite"):
        disputes.delete_deadline(desk, clock(desk, ANSWER).id or 0)


# ---- settings and the kind of client ---------------------------------------------------------------------------------
def test_the_users_delays_move_the_clocks_but_not_the_days_they_chose(desk: Desk, dispute_id: int) -> None:
    first = complaints.save(desk, written(dispute_id)).value
    second = complaints.save(desk, written(dispute_id)).value
    disputes.postpone_deadline(desk, clock(desk, ANSWER, complaint_id=second.id).id or 0, day(30))
    profile.set_setting(desk, "complaint.answer_days", "20")
    assert clock(desk, ANSWER, complaint_id=first.id).due_on == day(22)
    assert "20\u00a0jours calendaires" in clock(desk, ANSWER, complaint_id=first.id).reason
    assert clock(desk, ANSWER, complaint_id=second.id).due_on == day(30)


def test_a_policy_starts_the_insurers_clock_and_none_ends_it(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    before = without(dump(desk), "trash")
    held = insured(desk)
    assert clock(desk, INSURER, complaint_id=complaint.id).due_on == day(9)
    policies.save(desk, replace(held, declaration_days=10), [])
    assert clock(desk, INSURER).due_on == day(17)
    policies.delete(desk, held.id or 0)
    assert without(dump(desk), "trash") == before


def test_a_closed_dispute_gets_no_new_clock_until_it_is_opened_again(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20))
    closed = set_clocks(desk)
    insured(desk)
    profile.set_setting(desk, "complaint.answer_days", "30")
    assert set_clocks(desk) == closed
    disputes.reopen(desk, dispute_id)
    assert set_clocks(desk) == {
        ANSWER: (date(2026, 12, 2), None),
        YEAR: (date(2027, 11, 2), None),
        INSURER: (day(9), None),
    }


def test_what_was_done_the_day_a_dispute_was_closed_is_still_done_when_it_opens_again(
    desk: Desk, dispute_id: int
) -> None:
    complaints.save(desk, written(dispute_id, answered_on=day(20)))
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20))
    disputes.reopen(desk, dispute_id)
    assert set_clocks(desk) == {ANSWER: (day(17), day(20)), YEAR: (date(2027, 11, 2), None)}


def test_a_client_who_is_no_consumer_has_no_year_and_has_it_when_they_turn_out_to_be_one(
    desk: Desk, dispute_id: int, consumer: Client
) -> None:
    complaints.save(desk, written(dispute_id))
    clients.save(desk, replace(consumer, kind=ClientKind.PROFESSIONAL))
    assert list(set_clocks(desk)) == [ANSWER]
    clients.save(desk, replace(consumer, kind=ClientKind.CONSUMER))
    assert list(set_clocks(desk)) == [ANSWER, YEAR]


def test_a_dispute_given_to_a_professional_has_no_year_either(
    desk: Desk, dispute_id: int, new_client: Callable[..., Client]
) -> None:
    complaints.save(desk, written(dispute_id))
    stranger = new_client()
    disputes.save(desk, replace(desk.table(Dispute).get(dispute_id), client_id=stranger.id or 0), [])
    assert list(set_clocks(desk)) == [ANSWER]


# ---- letters ---------------------------------------------------------------------------------------------------------
def sent_letter(desk: Desk, dispute_id: int, sent_on: date | None, template: str = REPLY) -> Letter:
    """A letter on file, as the letters do it: stored, then told to the complaint, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        letter = desk.table(Letter).insert(
            Letter(
                dispute_id=dispute_id,
                template=template,
                title="Réponse",
                written_on=sent_on or TODAY,
                send_method=SendMethod.POST,
                amount_due=ZERO,
                sent_on=sent_on,
            )
        )
        complaints.note_letter(desk, letter)
    return letter


def answered(desk: Desk) -> list[date | None]:
    return [view.complaint.answered_on for view in pages.complaints_of(desk, 1)]


def test_a_reply_that_leaves_answers_the_complaint_and_one_only_written_does_not(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    sent_letter(desk, dispute_id, None)
    assert answered(desk) == [None]
    sent_letter(desk, dispute_id, day(12))
    assert answered(desk) == [day(12)]
    assert clock(desk, ANSWER).done_on == day(12)
    assert lines(desk, complaint_id=1) == [(day(2), "Réclamation reçue")]  # the letter has a line of its own


def test_a_reply_sent_another_day_or_taken_back_is_followed(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    letter = sent_letter(desk, dispute_id, day(12))
    letters.track(desk, replace(letter, sent_on=day(14)))
    assert answered(desk) == [day(14)]
    letters.track(desk, replace(letter, sent_on=None))
    assert answered(desk) == [None]
    letters.track(desk, replace(letter, sent_on=day(13)))
    letters.delete(desk, letter.id or 0)
    assert answered(desk) == [None]
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert answered(desk) == [day(13)]
    assert clock(desk, ANSWER).done_on == day(13)


def test_a_request_for_a_writing_answers_what_was_said_aloud_and_a_reply_what_was_written(
    desk: Desk, dispute_id: int
) -> None:
    complaints.save(desk, aloud(dispute_id))
    complaints.save(desk, written(dispute_id, received_on=day(9)))
    sent_letter(desk, dispute_id, day(5), ASK_IN_WRITING)
    assert answered(desk) == [day(5), None]
    sent_letter(desk, dispute_id, day(12))
    assert answered(desk) == [day(5), day(12)]


def test_a_reply_does_not_answer_a_complaint_that_came_after_it(desk: Desk, dispute_id: int) -> None:
    complaints.save(desk, written(dispute_id))
    complaints.save(desk, written(dispute_id, received_on=day(15)))
    sent_letter(desk, dispute_id, day(12))
    assert answered(desk) == [day(12), None]


def test_a_day_on_which_the_user_answered_otherwise_is_not_taken_over_by_a_later_letter(
    desk: Desk, dispute_id: int
) -> None:
    complaints.save(desk, written(dispute_id, answered_on=day(6)))
    complaints.save(desk, written(dispute_id, received_on=day(9)))
    letter = sent_letter(desk, dispute_id, day(12))
    assert answered(desk) == [day(6), day(12)]
    letters.delete(desk, letter.id or 0)
    assert answered(desk) == [day(6), None]


# ---- away and back ---------------------------------------------------------------------------------------------------
def test_a_complaint_goes_with_its_clocks_and_lines_and_comes_back_the_same(
    desk: Desk, dispute_id: int, tmp_path: Path
) -> None:
    document = tmp_path / "lettre.txt"
    document.write_text("Je me plains.", encoding="utf-8")
    complaints.save(desk, aloud(dispute_id))
    complaint = complaints.save(desk, written(dispute_id, received_on=day(9)), document).value
    disputes.postpone_deadline(desk, clock(desk, ANSWER, complaint_id=complaint.id).id or 0, day(28))
    before, kept = dump(desk), files(desk.folder)
    complaints.delete(desk, complaint.id or 0)
    assert desk.table(Event).count(complaint_id=complaint.id) == 0
    assert desk.table(Deadline).count(complaint_id=complaint.id) == 0
    assert desk.table(StoredFile).count() == 1
    (entry,) = desk.trash.all()
    assert entry.label == "Réclamation de Jeanne Martin du 9\u00a0novembre\u00a02026"
    trash.restore(desk, entry.id or 0)
    assert dump(desk) == before
    assert files(desk.folder) == kept


def test_a_complaint_brought_back_takes_the_delays_of_the_day(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    complaints.delete(desk, complaint.id or 0)
    profile.set_setting(desk, "complaint.answer_days", "20")
    insured(desk)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert set_clocks(desk) == {ANSWER: (day(22), None), YEAR: (date(2027, 11, 2), None), INSURER: (day(9), None)}


def test_a_complaint_on_which_a_mediation_rests_stays(desk: Desk, dispute_id: int, mediator_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    mediations.save(desk, referral(dispute_id, mediator_id, complaint_id=complaint.id))
    with pytest.raises(Refused, match="supprimez d’abord la médiation"):
        complaints.delete(desk, complaint.id or 0)


def test_a_complaint_does_not_come_back_without_its_dispute(desk: Desk, dispute_id: int) -> None:
    complaint = complaints.save(desk, written(dispute_id)).value
    complaints.delete(desk, complaint.id or 0)
    disputes.delete(desk, dispute_id)
    with pytest.raises(Refused, match="restaurez d’abord"):
        trash.restore(desk, desk.trash.all()[1].id or 0)


@pytest.mark.parametrize("which", ["complaint", "dispute", "invoice"])
def test_what_is_about_a_contract_given_to_another_client_meanwhile_does_not_come_back(
    desk: Desk,
    dispute_id: int,
    consumer: Client,
    new_client: Callable[..., Client],
    new_invoice: Callable[..., Invoice],
    which: str,
) -> None:
    contract = contracts.save(desk, Contract(client_id=consumer.id or 0, reference="D-1")).value
    complaints.save(desk, written(dispute_id, contract_id=contract.id))
    if which == "dispute":
        disputes.delete(desk, dispute_id)
    else:
        complaints.delete(desk, 1)
    if which == "invoice":
        invoice = invoices.save(desk, replace(new_invoice(consumer), contract_id=contract.id)).value
        invoices.delete(desk, invoice.id or 0)
    stranger = new_client()
    contracts.save(desk, replace(contract, client_id=stranger.id or 0))
    before, entry = dump(desk), desk.trash.all()[0]
    with pytest.raises(Refused, match="le contrat D-1 est maintenant celui d’un autre client"):
        trash.restore(desk, entry.id or 0)
    assert dump(desk) == before
    contracts.save(desk, contract)
    trash.restore(desk, entry.id or 0)
