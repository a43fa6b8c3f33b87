"""The course of a complaint and of its mediation: dates that follow, where it stands, what suspends, and the picture."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.mediation import Complaint, Convention, Mediation
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ComplaintChannel,
    LimitationEventKind,
    MediationOutcome,
    ProposalAnswer,
    Stance,
)
from litigedesk.rules import mediation as rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.rules.kinds import LimitationClaim
from litigedesk.rules.law import Law, load
from litigedesk.rules.limitation import Cause
from litigedesk.rules.limitation import compute as limitation
from litigedesk.rules.mediation import AnswerDelays, Phase

LAW: Law = load()
EMPTY = Mediation(dispute_id=1, mediator_id=1)
WRITTEN = Complaint(dispute_id=1, received_on=date(2026, 11, 6), channel=ComplaintChannel.LETTER, grievance="x")
ALOUD = replace(WRITTEN, channel=ComplaintChannel.IN_PERSON)


def day(text: str) -> date:
    return date.fromisoformat(text)


def clocks(mediation: Mediation) -> dict[Clock, ClockDate]:
    return {one.clock: one for one in rules.mediation_clocks(mediation, LAW)}


def started(
    complaint: Complaint,
    *,
    client: ClientKind = ClientKind.CONSUMER,
    delays: AnswerDelays = AnswerDelays(answer_days=15),  # noqa: B008 -- frozen
    referred_on: date | None = None,
) -> dict[Clock, ClockDate]:
    found = rules.complaint_clocks(complaint, client, delays, referred_on, LAW)
    return {one.clock: one for one in found}


# ---- what a complaint starts -----------------------------------------------------------------------------------------
def test_a_written_complaint_starts_the_answer_the_clients_year_and_the_insurers_days() -> None:
    found = started(WRITTEN, delays=AnswerDelays(answer_days=15, insurer_days=5))
    assert {clock: one.date for clock, one in found.items()} == {
        Clock.COMPLAINT_ANSWER: date(2026, 11, 21),
        Clock.CLIENT_REFERRAL: date(2027, 11, 6),
        Clock.INSURER: date(2026, 11, 16),  # D-3: 11 November is skipped
    }
    assert "votre choix, aucun texte ne fixe ce délai" in found[Clock.COMPLAINT_ANSWER].reason
    assert "L612-2,\u00a04°" in found[Clock.CLIENT_REFERRAL].reason
    assert "L113-2,\u00a04°" in found[Clock.INSURER].reason


def test_a_complaint_made_aloud_starts_no_clock_of_the_mediator_and_is_to_be_asked_for_in_writing() -> None:
    found = started(ALOUD)
    assert list(found) == [Clock.COMPLAINT_ANSWER]
    assert found[Clock.COMPLAINT_ANSWER].title == "Demander une réclamation écrite"


@pytest.mark.parametrize("kind", [ClientKind.PROFESSIONAL, ClientKind.PUBLIC])
def test_who_is_no_consumer_has_no_year_to_go_to_a_consumers_mediator(kind: ClientKind) -> None:
    assert Clock.CLIENT_REFERRAL not in started(WRITTEN, client=kind)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        pytest.param("2025-06-10", "2026-06-10", id="D-12"),
        pytest.param("2024-02-29", "2025-02-28", id="D-13"),
        pytest.param("2025-12-31", "2026-12-31", id="31 December"),
        pytest.param("2026-01-03", "2027-01-03", id="ends on a Sunday"),
        pytest.param("1990-01-01", "1991-01-01", id="a holiday of long ago"),
    ],
)
def test_the_clients_year_ends_on_the_same_day_and_is_never_put_off(received: str, last: str) -> None:
    found = started(replace(WRITTEN, received_on=day(received)))
    assert found[Clock.CLIENT_REFERRAL].date == day(last)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        pytest.param("2026-05-08", "2026-05-18", id="D-1"),
        pytest.param("2026-11-06", "2026-11-16", id="D-3"),
        pytest.param("2026-11-22", "2026-11-27", id="D-7"),
        pytest.param("2025-12-22", "2025-12-30", id="26 December, a holiday in Alsace-Moselle only"),
    ],
)
def test_the_insurer_is_told_within_five_working_days(known: str, last: str) -> None:
    found = started(replace(WRITTEN, received_on=day(known)), delays=AnswerDelays(answer_days=15, insurer_days=5))
    assert found[Clock.INSURER].date == day(last)


def test_an_answer_or_a_referral_ends_its_clock_on_its_day() -> None:
    found = started(replace(WRITTEN, answered_on=date(2026, 11, 20)), referred_on=date(2026, 12, 1))
    assert found[Clock.COMPLAINT_ANSWER].done_on == date(2026, 11, 20)
    assert found[Clock.CLIENT_REFERRAL].done_on == date(2026, 12, 1)


# ---- what a mediation starts -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("notice", "last"),
    [
        pytest.param("2026-09-15", "2026-12-14", id="D-8"),
        pytest.param("2026-03-02", "2026-05-31", id="D-9, a Sunday, not put off"),
        pytest.param("2025-11-03", "2026-02-01", id="D-10, a Sunday, not put off"),
        pytest.param("2024-02-29", "2024-05-29", id="29 February"),
        pytest.param("2026-12-31", "2027-03-31", id="31 December"),
    ],
)
def test_the_outcome_is_due_ninety_days_after_the_notice_and_not_after_the_referral(notice: str, last: str) -> None:
    mediation = replace(EMPTY, referred_on=day(notice) - timedelta(20), notified_on=day(notice))
    assert rules.result_by(mediation, LAW) == day(last)
    assert clocks(mediation)[Clock.RESULT].date == day(last)
    assert "R612-5" in clocks(mediation)[Clock.RESULT].reason


def test_without_the_notice_no_ninety_days_run() -> None:
    assert rules.result_by(replace(EMPTY, referred_on=date(2026, 9, 1)), LAW) is None
    assert Clock.RESULT not in clocks(replace(EMPTY, referred_on=date(2026, 9, 1)))


@pytest.mark.parametrize(
    ("referred", "last"),
    [
        pytest.param("2026-12-11", "2027-01-01", id="D-11, a holiday, not put off"),
        pytest.param("2024-02-08", "2024-02-29", id="29 February"),
    ],
)
def test_the_mediator_may_reject_a_file_within_three_weeks(referred: str, last: str) -> None:
    found = clocks(replace(EMPTY, referred_on=day(referred)))
    assert found[Clock.REJECTION].date == day(last)
    assert "aucune sanction" in found[Clock.REJECTION].reason


@pytest.mark.parametrize("field", ["rejected_on", "notified_on", "ended_on"])
def test_whatever_the_mediator_does_with_the_file_ends_the_wait_for_a_rejection(field: str) -> None:
    mediation = replace(EMPTY, referred_on=date(2026, 9, 1), **{field: date(2026, 9, 10)})  # type: ignore[arg-type]
    assert clocks(mediation)[Clock.REJECTION].done_on == date(2026, 9, 10)


def test_an_extension_replaces_the_ninety_days_by_the_date_announced_and_says_so() -> None:
    mediation = replace(
        EMPTY, notified_on=date(2026, 9, 15), extended_on=date(2026, 12, 1), extended_until=date(2027, 2, 28)
    )
    result = clocks(mediation)[Clock.RESULT]
    assert result.date == rules.result_by(mediation, LAW) == date(2027, 2, 28)
    assert "Nouvelle date annoncée par le médiateur le 1er\u00a0décembre\u00a02026" in result.reason


def test_a_new_date_before_the_end_of_the_ninety_days_is_kept_and_said_to_be_odd() -> None:
    mediation = replace(EMPTY, notified_on=date(2026, 9, 15), extended_until=date(2026, 12, 13))
    assert clocks(mediation)[Clock.RESULT].date == date(2026, 12, 13)
    assert "avant la fin des 90\u00a0jours, le 14\u00a0décembre\u00a02026" in clocks(mediation)[Clock.RESULT].reason
    usual = replace(mediation, extended_until=date(2026, 12, 14))
    assert "avant la fin" not in clocks(usual)[Clock.RESULT].reason


def test_the_time_to_answer_a_proposal_is_the_mediators_and_never_a_number_of_ours() -> None:
    proposed = replace(EMPTY, proposal_on=date(2026, 11, 10))
    assert Clock.PROPOSAL_ANSWER not in clocks(proposed)
    asked = clocks(replace(proposed, answer_by=date(2026, 12, 3)))[Clock.PROPOSAL_ANSWER]
    assert asked.date == date(2026, 12, 3)
    assert "fixé par le médiateur" in asked.reason
    assert clocks(replace(proposed, answer_by=date(2026, 11, 10)))[Clock.PROPOSAL_ANSWER].date == date(2026, 11, 10)


def test_an_agreement_is_to_be_performed_by_its_day_and_a_failure_is_not() -> None:
    ended = replace(EMPTY, ended_on=date(2026, 11, 20), perform_by=date(2026, 12, 20))
    assert Clock.PERFORMANCE in clocks(replace(ended, outcome=MediationOutcome.AGREEMENT))
    assert Clock.PERFORMANCE not in clocks(replace(ended, outcome=MediationOutcome.FAILURE))


def test_a_convention_without_an_end_has_no_clock() -> None:
    convention = Convention(mediator_id=1, starts_on=date(2024, 2, 29))
    assert rules.convention_clock(convention, "CM2C") is None
    found = rules.convention_clock(replace(convention, ends_on=date(2027, 2, 28)), "CM2C")
    assert found is not None
    assert (found.date, found.title) == (date(2027, 2, 28), "Renouveler la convention avec CM2C")


# ---- suspension ------------------------------------------------------------------------------------------------------
def suspended_until(mediation: Mediation, claim: LimitationClaim, start: str) -> date:
    span = rules.suspended(mediation)
    causes = [Cause(LimitationEventKind.SUSPENDED, *span)] if span else []
    return limitation(claim, day(start), causes, LAW).date


def test_a_referral_by_the_client_and_the_mediators_notice_suspend_nothing() -> None:
    mediation = replace(
        EMPTY,
        referred_on=date(2026, 9, 1),
        notified_on=date(2026, 9, 15),
        stance=Stance.TAKES_PART,
        stance_on=date(2026, 9, 20),
        completed_on=date(2026, 9, 25),
        proposal_on=date(2026, 11, 1),
    )
    assert rules.suspended(mediation) is None


def test_the_written_agreement_suspends_and_failing_it_the_first_meeting() -> None:
    met = replace(EMPTY, first_meeting_on=date(2026, 10, 1))
    assert rules.suspended(met) == (date(2026, 10, 1), None)
    agreed = replace(met, agreed_on=date(2026, 9, 20), ended_on=date(2026, 12, 1))
    assert rules.suspended(agreed) == (date(2026, 9, 20), date(2026, 12, 1))


def test_after_the_end_what_was_left_runs_again() -> None:
    """C. civ. 2238: 61 days stood still, and more than six months were left."""
    mediation = replace(EMPTY, agreed_on=date(2026, 9, 1), ended_on=date(2026, 11, 1))
    assert suspended_until(mediation, LimitationClaim.CONSUMER, "2026-03-10") == date(2028, 5, 10)


def test_six_months_at_least_are_left_after_the_end() -> None:
    """C. civ. 2238: a fortnight was left when the parties agreed to mediate."""
    mediation = replace(EMPTY, agreed_on=date(2026, 11, 8), ended_on=date(2026, 12, 15))
    assert suspended_until(mediation, LimitationClaim.CONSUMER, "2024-11-22") == date(2027, 6, 15)


def test_an_agreement_once_the_claim_was_barred_revives_nothing() -> None:
    mediation = replace(EMPTY, agreed_on=date(2026, 11, 23), ended_on=date(2026, 12, 15))
    assert suspended_until(mediation, LimitationClaim.CONSUMER, "2024-11-22") == date(2026, 11, 22)


# ---- where it stands -------------------------------------------------------------------------------------------------
# What is noted together, in the order in which it happens; each step may be left out.
LIFE: tuple[tuple[Phase, dict[str, object]], ...] = (
    (Phase.REFERRED, {"referred_on": day("2026-03-01")}),
    (Phase.NOTIFIED, {"notified_on": day("2026-03-10")}),
    (Phase.TAKING_PART, {"stance": Stance.TAKES_PART, "stance_on": day("2026-03-15")}),
    (
        Phase.TAKING_PART,
        {"stance": Stance.TAKES_PART, "agreed_on": day("2026-03-16"), "completed_on": day("2026-03-20")},
    ),
    (Phase.PROPOSED, {"proposal_on": day("2026-04-01"), "answer_by": day("2026-04-15")}),
    (Phase.ANSWERED, {"my_answer": ProposalAnswer.ACCEPTED, "my_answer_on": day("2026-04-10")}),
    (
        Phase.TO_PERFORM,
        {"outcome": MediationOutcome.AGREEMENT, "ended_on": day("2026-04-20"), "perform_by": day("2026-05-20")},
    ),
    (
        Phase.ENDED,
        {"outcome": MediationOutcome.AGREEMENT, "ended_on": day("2026-04-20"), "performed_on": day("2026-05-02")},
    ),
)
ORDER = list(Phase)


@given(st.sets(st.integers(0, len(LIFE) - 1)))
def test_a_mediation_never_goes_back_as_what_happens_is_noted(noted: set[int]) -> None:
    mediation, before = EMPTY, ORDER.index(rules.phase(EMPTY))
    for step in sorted(noted):
        phase, changes = LIFE[step]
        mediation = replace(mediation, **changes)  # type: ignore[arg-type]
        now = ORDER.index(rules.phase(mediation))
        assert now >= before
        assert rules.phase(mediation) is phase
        before = now


@pytest.mark.parametrize("outcome", [one for one in MediationOutcome if one is not MediationOutcome.AGREEMENT])
def test_any_other_end_leaves_nothing_to_perform(outcome: MediationOutcome) -> None:
    assert rules.phase(replace(EMPTY, outcome=outcome, ended_on=date(2026, 11, 1))) is Phase.ENDED


def test_an_agreement_with_a_day_to_perform_it_is_not_over_until_it_is() -> None:
    agreed = replace(EMPTY, outcome=MediationOutcome.AGREEMENT, ended_on=date(2026, 11, 1))
    assert rules.phase(agreed) is Phase.ENDED
    assert rules.phase(replace(agreed, perform_by=date(2026, 12, 1))) is Phase.TO_PERFORM
    done = replace(agreed, perform_by=date(2026, 12, 1), performed_on=date(2026, 11, 10))
    assert rules.phase(done) is Phase.ENDED


def test_declining_does_not_make_a_mediation_one_in_which_the_user_takes_part() -> None:
    declined = replace(EMPTY, notified_on=date(2026, 9, 15), stance=Stance.DECLINES, stance_on=date(2026, 9, 20))
    assert rules.phase(declined) is Phase.NOTIFIED


def test_both_must_accept() -> None:
    yes, no = ProposalAnswer.ACCEPTED, ProposalAnswer.REFUSED
    assert rules.both_accepted(replace(EMPTY, my_answer=yes, client_answer=yes))
    assert not rules.both_accepted(replace(EMPTY, my_answer=no, client_answer=no))
    assert not rules.both_accepted(replace(EMPTY, my_answer=yes))
    assert not rules.both_accepted(EMPTY)


# ---- the picture -----------------------------------------------------------------------------------------------------
def test_the_picture_shows_what_happened_and_what_is_expected_in_order() -> None:
    mediation = replace(
        EMPTY,
        referred_on=date(2026, 9, 1),
        notified_on=date(2026, 9, 15),
        stance=Stance.TAKES_PART,
        stance_on=date(2026, 9, 20),
        proposal_on=date(2026, 11, 10),
        answer_by=date(2026, 11, 30),
    )
    seen = [(one.label, one.date, one.known) for one in rules.milestones(mediation, LAW)]
    assert seen == [
        ("saisine", date(2026, 9, 1), True),
        ("notification", date(2026, 9, 15), True),
        ("votre accord", date(2026, 9, 20), True),
        ("proposition", date(2026, 11, 10), True),
        ("votre réponse", date(2026, 11, 30), False),
        ("fin des 90 jours", date(2026, 12, 14), False),
    ]


def test_what_was_done_is_no_longer_expected() -> None:
    ended = replace(
        EMPTY,
        notified_on=date(2026, 9, 15),
        proposal_on=date(2026, 10, 10),
        answer_by=date(2026, 11, 30),
        outcome=MediationOutcome.FAILURE,
        ended_on=date(2026, 11, 1),
    )
    assert [(one.label, one.known) for one in rules.milestones(ended, LAW)] == [
        ("notification", True),
        ("proposition", True),
        ("échec", True),
    ]


DAYS = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
DATES = (
    "referred_on", "notified_on", "rejected_on", "agreed_on", "first_meeting_on", "completed_on", "extended_on",
    "extended_until", "proposal_on", "answer_by", "ended_on", "perform_by", "performed_on",
)  # fmt: skip


@st.composite
def any_mediation(draw: st.DrawFn) -> Mediation:
    """Dates in any disorder: a form shows them before they can be refused."""
    dates = {field: draw(DAYS) for field in DATES}
    stance, answer = draw(st.none() | st.sampled_from(Stance)), draw(st.none() | st.sampled_from(ProposalAnswer))
    outcome = draw(st.sampled_from(MediationOutcome)) if dates["ended_on"] else None
    return replace(EMPTY, **dates, stance=stance, my_answer=answer, outcome=outcome)  # type: ignore[arg-type]


@given(any_mediation())
def test_whatever_its_dates_a_mediation_can_be_drawn_each_date_once_and_in_order(mediation: Mediation) -> None:
    drawn = rules.milestones(mediation, LAW)
    assert [one.date for one in drawn] == sorted(one.date for one in drawn)
    assert len({one.key for one in drawn}) == len(drawn)
    found = clocks(mediation)
    assert len(found) == len(rules.mediation_clocks(mediation, LAW))
    assert all(one.title and one.reason and "  " not in one.reason for one in found.values())


@given(any_mediation())
def test_only_an_agreement_or_a_meeting_suspends(mediation: Mediation) -> None:
    span = rules.suspended(mediation)
    assert (span is None) == (mediation.agreed_on is None and mediation.first_meeting_on is None)
    if span is not None:
        assert span[1] == mediation.ended_on
