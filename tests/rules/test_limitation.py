"""Limitation periods: lengths, interruptions, suspensions, and prudence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.errors import UserError
from litigedesk.rules import limitation_alarms
from litigedesk.rules.kinds import LimitationClaim
from litigedesk.rules.law import Law, load
from litigedesk.rules.limitation import Cause, Limitation, compute, for_client
from litigedesk.rules.limitation_alarms import Alarm
from litigedesk.rules.limitation_start import Start, earliest_start

LAW: Law = load()
CONSUMER, PROFESSIONAL, PUBLIC, INSURER = (
    LimitationClaim.CONSUMER, LimitationClaim.PROFESSIONAL, LimitationClaim.PUBLIC, LimitationClaim.INSURER,
)  # fmt: skip


def cause(kind: str, on: str, ended: str | None = None) -> Cause:
    return Cause(LimitationEventKind(kind), date.fromisoformat(on), date.fromisoformat(ended) if ended else None)


def period(claim: LimitationClaim, start: str, *causes: Cause) -> Limitation:
    return compute(claim, date.fromisoformat(start), causes, LAW)


@pytest.mark.parametrize(
    ("claim", "start", "end"),
    [
        pytest.param(CONSUMER, "2024-11-22", "2026-11-22", id="D-22, a Sunday, not extended"),
        pytest.param(PROFESSIONAL, "2022-05-14", "2027-05-14", id="D-23"),
        pytest.param(PUBLIC, "2022-05-14", "2026-12-31", id="four years from next January"),
        pytest.param(PUBLIC, "2022-01-01", "2026-12-31", id="even from 1 January"),
        pytest.param(INSURER, "2025-02-10", "2027-02-10", id="insurer"),
        pytest.param(CONSUMER, "2024-02-29", "2026-02-28", id="29 February"),
        pytest.param(PROFESSIONAL, "2008-06-18", "2013-06-18", id="Cass. com. 12 December 2018"),
    ],
)
def test_a_period_ends_on_the_same_day_number(claim: LimitationClaim, start: str, end: str) -> None:
    found = period(claim, start)
    assert found.date == date.fromisoformat(end)
    assert found.safe_date == found.date - timedelta(1)
    assert found.prudent_date == found.date


@pytest.mark.parametrize("kind", ["recognised", "served"])
def test_an_interruption_starts_a_new_period_of_the_same_length(kind: str) -> None:
    found = period(CONSUMER, "2024-11-22", cause(kind, "2025-06-15"))
    assert (found.start, found.date) == (date(2025, 6, 15), date(2027, 6, 15))


def test_interruptions_follow_each_other_in_the_order_of_their_days() -> None:
    found = period(CONSUMER, "2024-11-22", cause("served", "2027-01-10"), cause("served", "2026-01-10"))
    assert found.date == date(2029, 1, 10)


def test_an_interruption_on_the_last_day_is_in_time_and_the_day_after_too_late() -> None:
    assert period(CONSUMER, "2024-11-22", cause("served", "2026-11-22")).date == date(2028, 11, 22)
    late = period(CONSUMER, "2024-11-22", cause("served", "2026-11-23"))
    assert late.date == date(2026, 11, 22)
    assert any("était acquise" in warning for warning in late.warnings)


def test_an_event_before_the_start_is_ignored_and_this_is_said() -> None:
    found = period(CONSUMER, "2024-11-22", cause("recognised", "2024-10-01"))
    assert found.date == date(2026, 11, 22)
    assert any("antérieur" in warning for warning in found.warnings)


def test_a_recognition_leaves_the_earlier_date_as_the_prudent_limit() -> None:
    found = period(CONSUMER, "2024-11-22", cause("recognised", "2025-06-15"))
    assert (found.date, found.prudent_date) == (date(2027, 6, 15), date(2026, 11, 22))
    assert any("22\u00a0novembre\u00a02026 comme limite" in warning for warning in found.warnings)


def test_a_recognition_in_writing_moves_the_prudent_limit_too() -> None:
    written = Cause(LimitationEventKind.RECOGNISED, date(2025, 6, 15), certain=True)
    found = period(CONSUMER, "2024-11-22", written)
    assert found.date == found.prudent_date == date(2027, 6, 15)
    assert found.prudent_safe_date == date(2027, 6, 14)


def test_an_act_served_after_the_prudent_limit_counts_only_if_the_doubtful_recognition_does() -> None:
    found = period(CONSUMER, "2024-11-22", cause("recognised", "2025-06-15"), cause("served", "2027-01-10"))
    assert (found.date, found.prudent_date) == (date(2029, 1, 10), date(2026, 11, 22))


def test_what_moved_the_end_is_told_in_order_with_the_day_before_and_after() -> None:
    found = period(
        CONSUMER,
        "2024-11-22",
        Cause(LimitationEventKind.SUSPENDED, date(2025, 7, 1), date(2025, 7, 31), event_id=3),
        Cause(LimitationEventKind.SERVED, date(2025, 6, 15), event_id=2),
        Cause(LimitationEventKind.REGISTERED_LETTER, date(2025, 1, 5), event_id=1),
    )
    assert found.first_end == date(2026, 11, 22)
    assert [(move.cause.event_id, move.before, move.after) for move in found.moves] == [
        (1, date(2026, 11, 22), date(2026, 11, 22)),
        (2, date(2026, 11, 22), date(2027, 6, 15)),
        (3, date(2027, 6, 15), date(2027, 7, 15)),
    ]
    assert "sans effet" in found.moves[0].sentence


@pytest.mark.parametrize("claim", [CONSUMER, PROFESSIONAL])
def test_a_registered_letter_interrupts_nothing_between_private_parties(claim: LimitationClaim) -> None:
    found = period(claim, "2024-11-22", cause("registered-letter", "2025-06-15"))
    assert found.date == period(claim, "2024-11-22").date
    assert any("n’interrompt pas" in warning for warning in found.warnings)


def test_a_registered_letter_interrupts_against_an_insurer_and_a_public_body() -> None:
    assert period(INSURER, "2025-02-10", cause("registered-letter", "2026-01-05")).date == date(2028, 1, 5)
    assert period(PUBLIC, "2022-05-14", cause("registered-letter", "2025-03-01")).date == date(2029, 12, 31)


def test_a_suspension_keeps_the_time_already_run() -> None:
    found = period(PROFESSIONAL, "2022-05-14", cause("suspended", "2024-01-10", "2024-03-10"))
    assert found.date == date(2027, 5, 14) + timedelta(60)
    assert found.start == date(2022, 5, 14)


def test_at_least_six_months_are_left_after_a_mediation() -> None:
    found = period(CONSUMER, "2024-11-22", cause("suspended", "2026-10-01", "2026-12-15"))
    assert found.date == date(2027, 6, 15)


def test_a_suspension_begun_after_the_end_changes_nothing() -> None:
    found = period(CONSUMER, "2024-11-22", cause("suspended", "2026-11-23", "2027-02-01"))
    assert found.date == date(2026, 11, 22)
    assert any("hors du délai" in warning for warning in found.warnings)


def test_overlapping_suspensions_count_once() -> None:
    one = period(PROFESSIONAL, "2022-05-14", cause("suspended", "2024-01-10", "2024-03-10"))
    both = period(
        PROFESSIONAL,
        "2022-05-14",
        cause("suspended", "2024-01-10", "2024-02-20"),
        cause("suspended", "2024-02-01", "2024-03-10"),
    )
    assert both.date == one.date


def test_a_mediation_still_going_on_is_not_counted_yet() -> None:
    found = period(CONSUMER, "2024-11-22", cause("suspended", "2026-10-01"))
    assert found.date == date(2026, 11, 22)
    assert any("en cours" in warning for warning in found.warnings)


def test_a_mediation_with_a_public_body_is_told_but_not_counted() -> None:
    found = period(PUBLIC, "2022-05-14", cause("suspended", "2024-01-10", "2024-03-10"))
    assert found.date == date(2026, 12, 31)
    assert any("CJA L213-6" in warning for warning in found.warnings)


def test_a_suspension_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="finir avant"):
        period(CONSUMER, "2024-11-22", cause("suspended", "2026-10-01", "2026-09-01"))


# ---- words -----------------------------------------------------------------------------------------------------------
def test_the_last_hour_of_the_last_day_is_told_without_doubt() -> None:
    last = period(CONSUMER, "2024-11-22").steps[-1]
    assert "dimanche 22\u00a0novembre\u00a02026 à 24\u00a0heures" in last
    assert "minuit" not in last


# ---- where to start --------------------------------------------------------------------------------------------------
def test_completion_starts_the_period_whatever_the_invoice() -> None:
    start = earliest_start(completed=date(2024, 11, 22), invoiced=date(2024, 11, 10), due=date(2024, 11, 20))
    assert (start.date, start.warnings) == (date(2024, 11, 22), ())


def test_a_later_due_date_is_told_but_the_earlier_completion_kept() -> None:
    start = earliest_start(completed=date(2024, 11, 22), invoiced=None, due=date(2024, 12, 22))
    assert start.date == date(2024, 11, 22)
    assert any("2233" in warning for warning in start.warnings)


def test_without_completion_the_earliest_known_date_serves_and_this_is_said() -> None:
    start = earliest_start(completed=None, invoiced=date(2024, 11, 25), due=date(2024, 12, 25))
    assert start.date == date(2024, 11, 25)
    assert any("n’est pas connue" in warning for warning in start.warnings)


def test_without_any_date_one_is_asked_for() -> None:
    with pytest.raises(UserError, match="Indiquez la date"):
        earliest_start(completed=None, invoiced=None, due=None)


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        (ClientKind.CONSUMER, date(2026, 11, 22)),
        (ClientKind.PROFESSIONAL, date(2029, 11, 22)),
        (ClientKind.PUBLIC, date(2028, 12, 31)),
        (ClientKind.UNKNOWN, date(2026, 11, 22)),
    ],
)
def test_the_kind_of_client_decides_and_an_unknown_one_gets_the_shortest(kind: ClientKind, end: date) -> None:
    found = for_client(kind, Start(date=date(2024, 11, 22)), [], LAW)
    assert found.date == end
    assert (kind is ClientKind.UNKNOWN) == any("pas encore choisi" in warning for warning in found.warnings)


# ---- what must always hold -------------------------------------------------------------------------------------------
DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@st.composite
def any_cause(draw: st.DrawFn) -> Cause:
    kind = draw(st.sampled_from(LimitationEventKind))
    on = draw(DAYS)
    lasting = kind is LimitationEventKind.SUSPENDED and draw(st.booleans())
    ended = on + timedelta(draw(st.integers(0, 500))) if lasting else None
    return Cause(kind, on, ended, certain=draw(st.booleans()))


CAUSES = st.lists(any_cause(), max_size=4)
LEAP_DAY = timedelta(
    1
)  # years are counted from day-number to day-number, suspensions in days: 29 February may lie between
CLAIMS = st.sampled_from(LimitationClaim)


@given(CLAIMS, DAYS, CAUSES, st.integers(1, 300))
def test_a_later_start_never_ends_earlier(claim: LimitationClaim, start: date, causes: list[Cause], later: int) -> None:
    assert (
        compute(claim, start, causes, LAW).date <= compute(claim, start + timedelta(later), causes, LAW).date + LEAP_DAY
    )


@given(CLAIMS, DAYS, CAUSES, any_cause())
def test_one_more_event_never_ends_a_period_earlier(
    claim: LimitationClaim, start: date, causes: list[Cause], more: Cause
) -> None:
    assert compute(claim, start, causes, LAW).date <= compute(claim, start, [*causes, more], LAW).date + LEAP_DAY


@given(CLAIMS, DAYS, CAUSES)
def test_the_order_in_which_events_are_given_changes_nothing(
    claim: LimitationClaim, start: date, causes: list[Cause]
) -> None:
    assert compute(claim, start, causes, LAW).date == compute(claim, start, causes[::-1], LAW).date


@given(CLAIMS, DAYS, CAUSES)
def test_prudence_never_gives_a_later_date(claim: LimitationClaim, start: date, causes: list[Cause]) -> None:
    found = compute(claim, start, causes, LAW)
    assert found.prudent_date <= found.date
    assert start <= found.start < found.safe_date < found.date
    if claim is PUBLIC:
        assert (found.date.month, found.date.day) == (12, 31)


@given(CLAIMS, DAYS, CAUSES)
def test_each_cause_is_told_once_unless_nothing_came_of_it_in_the_running_period(
    claim: LimitationClaim, start: date, causes: list[Cause]
) -> None:
    found = compute(claim, start, causes, LAW)
    assert all(move.before <= move.after + LEAP_DAY for move in found.moves)
    assert {move.cause for move in found.moves} == set(causes)


# ---- alarms ----------------------------------------------------------------------------------------------------------
SAFE = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("today", "level"),
    [
        (date(2026, 5, 20), Alarm.NONE),
        (date(2026, 5, 21), Alarm.SIX_MONTHS),
        (date(2026, 8, 20), Alarm.SIX_MONTHS),
        (date(2026, 8, 21), Alarm.THREE_MONTHS),
        (date(2026, 10, 21), Alarm.ONE_MONTH),
        (date(2026, 11, 6), Alarm.FIFTEEN_DAYS),
        (SAFE, Alarm.FIFTEEN_DAYS),
        (date(2026, 11, 22), Alarm.OVER),
    ],
)
def test_an_alarm_rings_at_each_step_before_the_safe_day(today: date, level: Alarm) -> None:
    assert limitation_alarms.level(SAFE, today) is level


@given(DAYS)
def test_reminders_fall_on_the_days_on_which_alarms_begin(safe: date) -> None:
    told = [safe - timedelta(days) for days in limitation_alarms.reminders(safe)]
    levels = [limitation_alarms.level(safe, day) for day in told]
    assert levels == [Alarm.SIX_MONTHS, Alarm.THREE_MONTHS, Alarm.ONE_MONTH, Alarm.FIFTEEN_DAYS]
