"""A mediation away and back: closed and opened again, the trash, and each step taken back to the last row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import (
    Clock,
    ClosingReason,
    DisputeStage,
    EventKind,
    MediationOutcome,
    ProposalAnswer,
    Stance,
)
from litigedesk.errors import Refused
from litigedesk.operations import complaints, disputes, letters, mediations, mediators, trash
from litigedesk.queries import mediations as pages
from litigedesk.queries.mediations import Scope
from tests.operations.mediation_world import (
    NOTIFIED,
    REFERRED,
    clock,
    dump,
    noted,
    referral,
    sent_to_mediator,
    set_clocks,
    written,
)

TODAY = date(2026, 11, 22)
RESULT, REPLY_BY, YEAR = Clock.RESULT, Clock.PROPOSAL_ANSWER, Clock.CLIENT_REFERRAL


def day(number: int) -> date:
    return date(2026, 11, number)


# ---- closed and opened again -----------------------------------------------------------------------------------------
def test_closing_ends_the_clocks_and_opening_again_brings_back_those_that_were_open(
    desk: Desk, opened: Mediation, dispute_id: int
) -> None:
    running = noted(desk, opened, notified_on=day(20))
    before = set_clocks(desk)
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20))
    assert clock(desk, RESULT).done_on == day(20)
    disputes.reopen(desk, dispute_id)
    assert set_clocks(desk) == before
    assert desk.table(Dispute).get(dispute_id).stage is DisputeStage.ASSISTED
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, TODAY)
    noted(desk, running, outcome=MediationOutcome.AGREEMENT, ended_on=day(21))
    disputes.reopen(desk, dispute_id)
    assert clock(desk, RESULT).done_on == day(21)


# ---- away and back ---------------------------------------------------------------------------------------------------
def whole(desk: Desk, opened: Mediation) -> Mediation:
    """The mediation with everything that may hang on it."""
    agreed = noted(desk, opened, notified_on=NOTIFIED, agreed_on=day(12), proposal_on=day(15), answer_by=day(30))
    letter = sent_to_mediator(desk, agreed, "participation-acceptee", day(13))
    with desk.db.transaction("Suites de la lettre"):
        desk.table(Event).insert(
            Event(
                dispute_id=agreed.dispute_id,
                kind=EventKind.LETTER,
                happened_on=day(13),
                title="Lettre envoyée",
                letter_id=letter.id,
                mediation_id=agreed.id,
            )
        )
        desk.table(Deadline).insert(
            Deadline(dispute_id=agreed.dispute_id, title="Réponse", due_on=day(28), letter_id=letter.id)
        )
    disputes.postpone_deadline(desk, clock(desk, RESULT).id or 0, date(2027, 3, 1))
    return pages.mediation(desk, agreed.id or 0)


def test_a_mediation_goes_with_all_that_hangs_on_it_and_comes_back_the_same(desk: Desk, opened: Mediation) -> None:
    mediation = whole(desk, opened)
    before = dump(desk)
    mediations.delete(desk, mediation.id or 0)
    for record in (Letter, LimitationEvent, Mediation):
        assert desk.table(record).count() == 0
    assert {one.clock for one in desk.table(Deadline).all()} == {Clock.COMPLAINT_ANSWER, YEAR}
    assert clock(desk, YEAR).done_on is None
    (entry,) = desk.trash.all()
    assert entry.label == "Médiation avec Jeanne Martin"
    trash.restore(desk, entry.id or 0)
    assert dump(desk) == before


def test_a_dispute_goes_with_its_complaint_and_mediation_and_comes_back_the_same(
    desk: Desk, opened: Mediation, dispute_id: int
) -> None:
    whole(desk, opened)
    before = dump(desk)
    disputes.delete(desk, dispute_id)
    assert desk.table(Deadline).count() == desk.table(Mediation).count() == desk.table(Event).count() == 0
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert dump(desk) == before


def test_a_dispute_that_comes_back_names_its_mediator_as_they_are_called_by_then(
    desk: Desk, opened: Mediation, dispute_id: int, mediator_id: int
) -> None:
    disputes.delete(desk, dispute_id)
    mediators.save(desk, replace(pages.mediator(desk, mediator_id), name="CM2C Paris"))
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert [one.body for one in pages.file(desk, opened.id or 0, TODAY).events] == ["CM2C Paris"]


def test_a_mediation_does_not_come_back_beside_another_one_that_was_opened_meanwhile(
    desk: Desk, opened: Mediation, dispute_id: int, mediator_id: int
) -> None:
    mediations.delete(desk, opened.id or 0)
    second = mediations.save(desk, referral(dispute_id, mediator_id, referred_on=day(8))).value
    before, (entry,) = dump(desk), desk.trash.all()
    with pytest.raises(Refused, match="notez sa fin, puis reprenez celle-ci"):
        trash.restore(desk, entry.id or 0)
    assert dump(desk) == before
    noted(desk, second, outcome=MediationOutcome.WITHDRAWN_BY_CLIENT, ended_on=day(9))
    assert clock(desk, YEAR).done_on == day(8)
    trash.restore(desk, entry.id or 0)
    assert clock(desk, YEAR).done_on == REFERRED
    assert pages.counts(desk)[Scope.RUNNING] == 1


def test_a_letter_of_a_mediation_that_is_gone_does_not_come_back_alone(desk: Desk, opened: Mediation) -> None:
    letter = sent_to_mediator(desk, opened, "participation-acceptee", day(13))
    letters.delete(desk, letter.id or 0)
    mediations.delete(desk, opened.id or 0)
    with pytest.raises(Refused, match="restaurez d’abord"):
        trash.restore(desk, desk.trash.all()[1].id or 0)


# ---- the way back ----------------------------------------------------------------------------------------------------
def every_step(desk: Desk, opened: Mediation, dispute_id: int) -> list[Callable[[], object]]:
    """A life of a mediation, one operation after the other."""
    held = {"m": opened}

    def note(**changes: object) -> Callable[[], object]:
        def run() -> None:
            held["m"] = noted(desk, held["m"], **changes)

        return run

    return [
        note(notified_on=NOTIFIED, reference="2026-118"),
        note(stance=Stance.TAKES_PART, stance_on=day(12), agreed_on=day(12), first_meeting_on=day(13)),
        lambda: complaints.save(desk, written(dispute_id, received_on=day(13), amount=Money.of(300))),
        note(completed_on=day(14), extended_on=day(15), extended_until=date(2027, 4, 30)),
        lambda: disputes.postpone_deadline(desk, clock(desk, RESULT).id or 0, date(2027, 5, 2)),
        note(proposal_on=day(15), answer_by=day(30), proposal="Moitié", proposal_amount=Money.of(150)),
        lambda: disputes.complete_deadline(desk, clock(desk, REPLY_BY).id or 0),
        note(my_answer=ProposalAnswer.ACCEPTED, my_answer_on=day(16)),
        note(client_answer=ProposalAnswer.ACCEPTED, client_answer_on=day(17)),
        note(outcome=MediationOutcome.AGREEMENT, ended_on=day(18), perform_by=date(2026, 12, 31)),
        note(performed_on=day(20), cost=Money.of(90), cost_paid_on=day(21)),
        lambda: disputes.close(desk, dispute_id, ClosingReason.SETTLED, day(20)),
        lambda: disputes.reopen(desk, dispute_id),
        note(agreed_on=None, first_meeting_on=None),
        lambda: mediations.delete(desk, opened.id or 0),
        lambda: trash.restore(desk, desk.trash.all()[0].id or 0),
        lambda: disputes.delete(desk, dispute_id),
        lambda: trash.restore(desk, desk.trash.all()[0].id or 0),
    ]


def test_each_step_can_be_taken_back_and_done_again_to_the_last_row(
    desk: Desk, opened: Mediation, dispute_id: int
) -> None:
    states = [dump(desk)]
    for step in every_step(desk, opened, dispute_id):
        step()
        states.append(dump(desk))
    taken = len(states) - 1
    for before in reversed(states[:taken]):
        desk.undo()
        assert dump(desk) == before
    for after in states[1:]:
        desk.redo()
        assert dump(desk) == after


def test_without_its_only_mediation_a_dispute_is_no_longer_assisted_and_is_again_when_it_comes_back(
    desk: Desk, dispute_id: int, opened: Mediation
) -> None:
    mediations.delete(desk, opened.id or 0)
    assert desk.table(Dispute).get(dispute_id).stage is DisputeStage.AMICABLE
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert desk.table(Dispute).get(dispute_id).stage is DisputeStage.ASSISTED
