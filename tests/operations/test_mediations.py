"""Mediations: opened under the law's conditions, moved from date to date, ended; clocks, lines, suspension, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.records import Client, Dispute, Event, Invoice, LimitationEvent
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ClosingReason,
    DisputeStage,
    LimitationEventKind,
    MediationOutcome,
    ProposalAnswer,
    Stance,
)
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.letters.ids import ANSWERS, STANCES
from litigedesk.operations import clients, complaints, disputes, invoices, letters, mediations, trash
from litigedesk.queries import agenda, today
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import mediations as pages
from litigedesk.queries.mediations import Scope
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.mediation import Phase
from tests.bad_input.witness import files
from tests.operations.mediation_world import (
    NOTIFIED,
    REFERRED,
    aloud,
    clock,
    dump,
    lines,
    noted,
    referral,
    sent_to_mediator,
    set_clocks,
    without,
    written,
)

TODAY = date(2026, 11, 22)
REJECTION, RESULT, REPLY_BY, PERFORM = Clock.REJECTION, Clock.RESULT, Clock.PROPOSAL_ANSWER, Clock.PERFORMANCE
YEAR = Clock.CLIENT_REFERRAL


def day(number: int) -> date:
    return date(2026, 11, number)


def faults(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in error.value.problems if problem.blocking]


# ---- opened ----------------------------------------------------------------------------------------------------------
def test_a_referral_waits_for_a_rejection_ends_the_clients_year_and_suspends_nothing(
    desk: Desk, opened: Mediation, dispute_id: int
) -> None:
    assert set_clocks(desk, mediation_id=opened.id) == {REJECTION: (day(26), None)}
    assert clock(desk, YEAR).done_on == REFERRED
    assert lines(desk, mediation_id=opened.id) == [(REFERRED, "Médiateur saisi par le client")]
    assert desk.table(LimitationEvent).all() == []
    assert desk.table(Dispute).get(dispute_id).stage is DisputeStage.ASSISTED


@pytest.mark.parametrize(
    ("stage", "after"),
    [
        (DisputeStage.AMICABLE, DisputeStage.ASSISTED),
        (DisputeStage.FORMAL_NOTICE, DisputeStage.ASSISTED),
        (DisputeStage.JUDICIAL, DisputeStage.JUDICIAL),
    ],
)
def test_opening_a_mediation_brings_a_dispute_forward_and_never_back(
    desk: Desk, dispute_id: int, mediator_id: int, stage: DisputeStage, after: DisputeStage
) -> None:
    disputes.set_stage(desk, dispute_id, stage)
    mediations.save(desk, referral(dispute_id, mediator_id))
    assert desk.table(Dispute).get(dispute_id).stage is after


@pytest.mark.parametrize("kind", [ClientKind.PROFESSIONAL, ClientKind.PUBLIC])
def test_no_consumer_mediation_with_a_business_and_the_sentence_says_what_to_do_instead(
    desk: Desk, dispute_id: int, mediator_id: int, consumer: Client, kind: ClientKind
) -> None:
    clients.save(desk, replace(consumer, kind=kind))
    before = dump(desk)
    with pytest.raises(InvalidInput, match="médiateur des entreprises") as error:
        mediations.save(desk, referral(dispute_id, mediator_id))
    assert faults(error) == ["mediator_id"]
    assert "L611-3" in str(error.value)
    assert dump(desk) == before


def test_a_professional_does_not_go_to_the_mediator_to_be_paid(desk: Desk, dispute_id: int, mediator_id: int) -> None:
    with pytest.raises(InvalidInput, match="ne sert pas à recouvrer") as error:
        mediations.save(desk, referral(dispute_id, mediator_id, started_by_client=False))
    assert faults(error) == ["started_by_client"]


def test_what_is_for_the_mediator_to_judge_forbids_nothing_and_is_shown(
    desk: Desk, dispute_id: int, mediator_id: int
) -> None:
    complaints.save(desk, aloud(dispute_id))
    mediation = mediations.save(desk, referral(dispute_id, mediator_id, in_court=True, in_sector=False)).value
    seen = pages.file(desk, mediation.id or 0, TODAY).conditions
    failed = [one.code for one in seen if one.verdict is Verdict.FAILED]
    assert failed == ["written-complaint", "in-court", "in-sector"]


def test_a_mediation_rests_on_a_complaint_of_its_own_dispute(
    desk: Desk, dispute_id: int, mediator_id: int, consumer: Client
) -> None:
    elsewhere = complaints.open_dispute(
        desk, Dispute(client_id=consumer.id or 0, title="Autre", opened_on=day(2)), written(0)
    ).value
    (view,) = pages.complaints_of(desk, elsewhere.id or 0)
    with pytest.raises(InvalidInput, match="autre litige") as error:
        mediations.save(desk, referral(dispute_id, mediator_id, complaint_id=view.complaint.id))
    assert faults(error) == ["complaint_id"]


def test_a_closed_dispute_is_opened_again_first_and_the_document_is_not_taken_in(
    desk: Desk, dispute_id: int, mediator_id: int, tmp_path: Path
) -> None:
    disputes.close(desk, dispute_id, ClosingReason.ABANDONED, TODAY)
    proposal = tmp_path / "proposition.pdf"
    proposal.write_bytes(b"%PDF-1.4")
    before = dump(desk), files(desk.folder)
    with pytest.raises(Refused, match="rouvrez-le avant d’y ouvrir une médiation"):
        mediations.save(desk, referral(dispute_id, mediator_id), proposal)
    assert (dump(desk), files(desk.folder)) == before


def test_one_mediation_at_a_time_and_a_second_one_after_a_rejection(
    desk: Desk, opened: Mediation, dispute_id: int, mediator_id: int
) -> None:
    with pytest.raises(InvalidInput, match="déjà en cours") as error:
        mediations.save(desk, referral(dispute_id, mediator_id))
    assert faults(error) == ["mediator_id"]
    noted(desk, opened, rejected_on=day(9), outcome=MediationOutcome.REJECTED, ended_on=day(9))
    second = mediations.save(desk, referral(dispute_id, mediator_id, referred_on=day(12))).value
    assert set_clocks(desk, mediation_id=opened.id) == {REJECTION: (day(26), day(9))}
    assert set_clocks(desk, mediation_id=second.id) == {REJECTION: (date(2026, 12, 3), None)}
    assert [one.id for one in pages.of_dispute(desk, dispute_id)] == [second.id, opened.id]
    with pytest.raises(InvalidInput, match="déjà en cours"):
        noted(desk, opened, rejected_on=None, outcome=None, ended_on=None)


def test_a_complaint_written_after_a_rejection_has_its_own_year_that_the_first_referral_did_not_use(
    desk: Desk, dispute_id: int, mediator_id: int
) -> None:
    """The mediator rejects a file without a written complaint (L612-2, 1°); the client then writes, and may come back."""
    first = mediations.save(desk, referral(dispute_id, mediator_id)).value
    noted(desk, first, rejected_on=day(9), outcome=MediationOutcome.REJECTED, ended_on=day(9))
    complaints.save(desk, written(dispute_id, received_on=day(12)))
    assert clock(desk, YEAR).done_on is None
    mediations.save(desk, referral(dispute_id, mediator_id, referred_on=day(20)))
    assert clock(desk, YEAR).done_on == day(20)


# ---- its life --------------------------------------------------------------------------------------------------------
def test_the_notice_ends_the_wait_and_starts_ninety_days(desk: Desk, opened: Mediation) -> None:
    noted(desk, opened, notified_on=NOTIFIED)
    assert set_clocks(desk, mediation_id=opened.id) == {
        REJECTION: (day(26), NOTIFIED),
        RESULT: (date(2027, 2, 8), None),
    }


def test_an_extension_moves_the_result_and_taking_it_back_brings_the_ninety_days_again(
    desk: Desk, opened: Mediation
) -> None:
    running = noted(desk, opened, notified_on=NOTIFIED)
    before = without(dump(desk), "event")
    extended = noted(desk, running, extended_on=day(20), extended_until=date(2027, 4, 30))
    assert clock(desk, RESULT).due_on == date(2027, 4, 30)
    assert clock(desk, RESULT).computed_on == date(2027, 4, 30)
    noted(desk, extended, extended_on=None, extended_until=None)
    assert without(dump(desk), "event") == before


def test_an_extension_to_a_day_before_the_ninety_is_kept_and_its_reason_says_to_check(
    desk: Desk, opened: Mediation
) -> None:
    noted(desk, opened, notified_on=NOTIFIED, extended_until=date(2027, 1, 15))
    assert clock(desk, RESULT).due_on == date(2027, 1, 15)
    assert "vérifiez-la" in clock(desk, RESULT).reason


def test_a_proposal_is_answered_within_the_mediators_own_time(desk: Desk, opened: Mediation) -> None:
    running = noted(desk, opened, notified_on=NOTIFIED, proposal_on=day(15))
    assert REPLY_BY not in set_clocks(desk)
    proposed = noted(desk, running, answer_by=day(30))
    assert clock(desk, REPLY_BY).due_on == day(30)
    noted(desk, proposed, my_answer=ProposalAnswer.ACCEPTED, my_answer_on=day(15))
    assert clock(desk, REPLY_BY).done_on == day(15)


def test_an_agreement_is_to_be_performed_and_ends_all_other_clocks(desk: Desk, opened: Mediation) -> None:
    agreed = noted(
        desk,
        opened,
        notified_on=NOTIFIED,
        outcome=MediationOutcome.AGREEMENT,
        ended_on=day(18),
        perform_by=date(2026, 12, 31),
    )
    assert set_clocks(desk, mediation_id=opened.id) == {
        REJECTION: (day(26), NOTIFIED),
        RESULT: (date(2027, 2, 8), day(18)),
        PERFORM: (date(2026, 12, 31), None),
    }
    (row,) = pages.rows(desk, TODAY)
    assert (row.phase, row.next_on) == (Phase.TO_PERFORM, date(2026, 12, 31))
    noted(desk, agreed, performed_on=day(20))
    assert clock(desk, PERFORM).done_on == day(20)
    assert pages.counts(desk) == {Scope.RUNNING: 0, Scope.ENDED: 1, Scope.ALL: 1}


def test_its_lines_tell_its_dates_and_keep_the_mediators_exchanges_confidential(desk: Desk, opened: Mediation) -> None:
    noted(
        desk,
        opened,
        notified_on=NOTIFIED,
        reference="2026-118",
        stance=Stance.TAKES_PART,
        stance_on=day(12),
        agreed_on=day(12),
        proposal_on=day(15),
        proposal="Rembourser la moitié.",
        my_answer=ProposalAnswer.REFUSED,
        my_answer_on=day(16),
        outcome=MediationOutcome.FAILURE,
        ended_on=day(18),
    )
    assert lines(desk, mediation_id=opened.id) == [
        (REFERRED, "Médiateur saisi par le client"),
        (NOTIFIED, "Médiation notifiée aux deux parties"),
        (day(12), "Vous participez à la médiation"),
        (day(12), "Accord écrit pour entrer en médiation"),
        (day(15), "Proposition du médiateur"),
        (day(16), "Vous avez refusé la proposition"),
        (day(18), "Fin de la médiation\u00a0: échec"),
    ]
    secret = [one.title for one in desk.table(Event).where("id", mediation_id=opened.id, confidential=True)]
    assert secret == ["Proposition du médiateur", "Vous avez refusé la proposition"]


def test_an_order_that_the_law_does_not_know_is_refused_beside_its_field_and_nothing_is_written(
    desk: Desk, opened: Mediation
) -> None:
    before = dump(desk)
    for changes, field in (
        ({"notified_on": day(4)}, "notified_on"),
        ({"proposal_on": day(9), "notified_on": NOTIFIED}, "proposal_on"),
        ({"notified_on": NOTIFIED, "outcome": MediationOutcome.FAILURE, "ended_on": day(9)}, "ended_on"),
        ({"my_answer": ProposalAnswer.ACCEPTED, "my_answer_on": day(9)}, "proposal_on"),
    ):
        with pytest.raises(InvalidInput) as error:
            noted(desk, opened, **changes)
        assert faults(error) == [field]
    assert dump(desk) == before


def test_an_answer_after_the_time_limit_is_kept(desk: Desk, opened: Mediation) -> None:
    late = noted(desk, opened, notified_on=NOTIFIED, proposal_on=day(11), answer_by=day(14))
    late = noted(desk, late, my_answer=ProposalAnswer.ACCEPTED, my_answer_on=day(15))
    assert pages.mediation(desk, late.id or 0).my_answer_on == day(15)


def test_a_client_who_turns_out_to_be_a_professional_does_not_keep_the_end_from_being_noted(
    desk: Desk, opened: Mediation, consumer: Client
) -> None:
    clients.save(desk, replace(consumer, kind=ClientKind.PROFESSIONAL))
    seen = pages.file(desk, opened.id or 0, TODAY).conditions[0]
    assert (seen.code, seen.verdict) == ("consumer", Verdict.FAILED)
    ended = noted(desk, opened, rejected_on=day(9), outcome=MediationOutcome.REJECTED, ended_on=day(9))
    assert pages.mediation(desk, opened.id or 0) == ended
    with pytest.raises(InvalidInput, match="Un professionnel ne peut pas saisir"):
        noted(desk, ended, started_by_client=False)


def test_a_day_the_user_moved_stays_and_a_tick_stays(desk: Desk, opened: Mediation) -> None:
    running = noted(desk, opened, notified_on=NOTIFIED)
    disputes.postpone_deadline(desk, clock(desk, RESULT).id or 0, date(2027, 3, 1))
    disputes.complete_deadline(desk, clock(desk, REJECTION).id or 0)
    noted(desk, running, notified_on=day(12))
    assert set_clocks(desk, mediation_id=opened.id) == {
        REJECTION: (day(26), TODAY),
        RESULT: (date(2027, 3, 1), None),
    }
    assert clock(desk, RESULT).computed_on == date(2027, 2, 10)
    noted(desk, running, notified_on=None)
    assert set_clocks(desk, mediation_id=opened.id) == {REJECTION: (day(26), TODAY)}


def test_its_proposal_is_kept_as_a_file(desk: Desk, opened: Mediation, tmp_path: Path) -> None:
    document = tmp_path / "proposition.pdf"
    document.write_bytes(b"%PDF-1.4")
    changed = replace(opened, notified_on=NOTIFIED, proposal_on=day(15))
    mediations.save(desk, changed, document)
    file = pages.file(desk, opened.id or 0, TODAY)
    assert file.proposal_file is not None
    assert file.proposal_file.name == "proposition.pdf"


def test_a_mediation_of_what_is_gone_is_not_found(desk: Desk, opened: Mediation) -> None:
    for gone in (replace(opened, id=99), replace(opened, id=None, dispute_id=99), replace(opened, mediator_id=99)):
        with pytest.raises(NotFound):
            mediations.save(desk, gone)


# ---- limitation ------------------------------------------------------------------------------------------------------
def spans(desk: Desk) -> list[tuple[date, date | None, str]]:
    return [
        (one.happened_on, one.ended_on, one.note)
        for one in desk.table(LimitationEvent).all()
        if one.kind is LimitationEventKind.SUSPENDED
    ]


def test_the_suspension_follows_the_agreement_to_mediate_the_first_meeting_and_the_end(
    desk: Desk, opened: Mediation
) -> None:
    met = noted(desk, opened, notified_on=NOTIFIED, first_meeting_on=day(14))
    assert spans(desk) == [(day(14), None, "Première réunion de médiation")]
    agreed = noted(desk, met, agreed_on=day(12))
    assert spans(desk) == [(day(12), None, "Accord écrit pour entrer en médiation")]
    ended = noted(desk, agreed, outcome=MediationOutcome.FAILURE, ended_on=day(20))
    assert spans(desk) == [(day(12), day(20), "Accord écrit pour entrer en médiation")]
    noted(desk, ended, agreed_on=None, first_meeting_on=None)
    assert spans(desk) == []


def test_the_limitation_of_the_dispute_shows_the_suspension_and_six_months_left(
    desk: Desk, consumer: Client, mediator_id: int, new_invoice: Callable[..., Invoice]
) -> None:
    """A consumer's two years from 28 April 2024 would end on 28 April 2026; the mediation of April leaves six months."""
    invoice = new_invoice(consumer)
    changed = replace(
        invoice,
        issued_on=date(2024, 4, 29),
        performed_on=date(2024, 4, 28),
        due_on=date(2024, 5, 31),
    )
    invoices.save(desk, changed)
    wanted = Dispute(client_id=consumer.id or 0, title="Refonte", opened_on=date(2026, 3, 1))
    dispute_id = disputes.open_dispute(desk, wanted, [changed.id or 0]).value.id or 0
    running = mediations.save(desk, referral(dispute_id, mediator_id, referred_on=date(2026, 4, 1))).value
    unmoved = dossiers.dossier(desk, dispute_id, TODAY).limitation
    assert unmoved is not None
    assert unmoved.result.date == date(2026, 4, 28)
    agreed = noted(desk, running, notified_on=date(2026, 4, 2), agreed_on=date(2026, 4, 20))
    noted(desk, agreed, outcome=MediationOutcome.FAILURE, ended_on=date(2026, 6, 30))
    suspended = dossiers.dossier(desk, dispute_id, TODAY).limitation
    assert suspended is not None
    assert suspended.result.date == date(2026, 12, 30)
    assert any("2238" in step for step in suspended.result.steps)


def test_its_suspension_is_changed_with_its_dates_and_not_by_hand(desk: Desk, opened: Mediation) -> None:
    noted(desk, opened, notified_on=NOTIFIED, agreed_on=day(12))
    (event,) = desk.table(LimitationEvent).all()
    with pytest.raises(Refused, match="suit les dates de la médiation"):
        disputes.delete_limitation_event(desk, event.id or 0)
    with pytest.raises(Refused, match="suit les dates de la médiation"):
        disputes.save_limitation_event(desk, replace(event, happened_on=day(1)))


def test_a_suspension_the_user_noted_is_their_own(desk: Desk, opened: Mediation, dispute_id: int) -> None:
    own = LimitationEvent(dispute_id=dispute_id, kind=LimitationEventKind.SUSPENDED, happened_on=day(3))
    disputes.save_limitation_event(desk, own)
    agreed = noted(desk, opened, notified_on=NOTIFIED, agreed_on=day(12))
    noted(desk, agreed, agreed_on=None)
    assert spans(desk) == [(day(3), None, "")]


# ---- letters to the mediator -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("template", "stance"), STANCES.items())
def test_a_letter_that_leaves_says_whether_the_user_takes_part(
    desk: Desk, opened: Mediation, template: str, stance: Stance
) -> None:
    sent_to_mediator(desk, opened, template, None)
    assert pages.mediation(desk, opened.id or 0).stance is None
    letter = sent_to_mediator(desk, opened, template, day(12))
    held = pages.mediation(desk, opened.id or 0)
    assert (held.stance, held.stance_on) == (stance, day(12))
    assert "stance" not in {one.milestone for one in desk.table(Event).where(mediation_id=opened.id)}
    letters.track(desk, replace(letter, sent_on=day(13)))
    assert pages.mediation(desk, opened.id or 0).stance_on == day(13)
    letters.delete(desk, letter.id or 0)
    assert pages.mediation(desk, opened.id or 0).stance is None


@pytest.mark.parametrize(("template", "answer"), ANSWERS.items())
def test_a_letter_that_leaves_answers_the_proposal(
    desk: Desk, opened: Mediation, template: str, answer: ProposalAnswer
) -> None:
    noted(desk, opened, notified_on=NOTIFIED, proposal_on=day(15), answer_by=day(30))
    letter = sent_to_mediator(desk, opened, template, day(16))
    held = pages.mediation(desk, opened.id or 0)
    assert (held.my_answer, held.my_answer_on) == (answer, day(16))
    assert clock(desk, REPLY_BY).done_on == day(16)
    letters.delete(desk, letter.id or 0)
    assert pages.mediation(desk, opened.id or 0).my_answer is None
    assert clock(desk, REPLY_BY).done_on is None
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert pages.mediation(desk, opened.id or 0).my_answer is answer


def test_an_answer_sent_before_the_proposal_is_refused_whole(desk: Desk, opened: Mediation) -> None:
    noted(desk, opened, notified_on=NOTIFIED, proposal_on=day(15))
    before = dump(desk)
    with pytest.raises(InvalidInput, match="Votre réponse vient avant la proposition"):
        sent_to_mediator(desk, opened, "acceptation-proposition", day(14))
    assert dump(desk) == before


def test_the_last_letter_sent_decides_and_taking_it_back_leaves_the_one_before(desk: Desk, opened: Mediation) -> None:
    sent_to_mediator(desk, opened, "participation-declinee", day(12))
    second = sent_to_mediator(desk, opened, "participation-acceptee", day(14))
    assert pages.mediation(desk, opened.id or 0).stance is Stance.TAKES_PART
    letters.delete(desk, second.id or 0)
    held = pages.mediation(desk, opened.id or 0)
    assert (held.stance, held.stance_on) == (Stance.DECLINES, day(12))


def test_an_agreement_still_to_perform_is_reminded_after_its_dispute_is_closed(
    desk: Desk, opened: Mediation, dispute_id: int
) -> None:
    noted(
        desk,
        opened,
        notified_on=NOTIFIED,
        outcome=MediationOutcome.AGREEMENT,
        ended_on=date(2026, 11, 20),
        perform_by=date(2026, 11, 26),
    )
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, date(2026, 11, 21))
    assert [one.title for one in agenda.upcoming(desk, TODAY)] == ["Exécuter l’accord de médiation"]
    seen = today.overview(desk, TODAY)
    assert seen.first is not None
    assert seen.first.record == ("mediation", opened.id)
    noted(desk, desk.table(Mediation).get(opened.id or 0), performed_on=TODAY)
    assert agenda.upcoming(desk, TODAY) == []
