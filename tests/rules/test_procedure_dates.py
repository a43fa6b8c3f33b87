"""The dates that follow from a procedure: worked examples, both regimes of the order to pay, and what holds whatever the dates."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import validation
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClientKind, Clock, DisputeStage, HolidayRegion, LimitationEventKind
from litigedesk.rules import procedures as rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import Phase, timeline

Kind, Outcome = ProcedureKind, ProcedureOutcome
TODAY = date(2026, 11, 22)


def procedure(kind: ProcedureKind, **dates: Any) -> Procedure:
    return Procedure(id=1, dispute_id=1, kind=kind, **dates)


def clocks(one: Procedure, law: Law, **where: Any) -> dict[Clock, ClockDate]:
    found = rules.clocks(one, law, **where)
    assert len({line.clock for line in found}) == len(found)
    return {line.clock: line for line in found}


# ---- worked examples -------------------------------------------------------------------------------------------------
def test_the_client_may_oppose_until_the_monday_when_the_month_ends_on_a_saturday(law: Law) -> None:
    served = procedure(
        Kind.PAYMENT_ORDER, decided_on=date(2026, 1, 15), served_on=date(2026, 1, 31), served_in_person=True
    )
    found = clocks(served, law)[Clock.OPPOSITION]
    assert found.date == date(2026, 3, 2)
    assert "CPC\u00a01416" in found.reason
    assert "personne" not in found.reason
    assert "personne" in clocks(replace(served, served_in_person=False), law)[Clock.OPPOSITION].reason


@pytest.mark.parametrize(
    ("sent", "expected"), [(date(2026, 11, 30), date(2026, 12, 30)), (date(2026, 12, 31), date(2027, 2, 1))]
)
def test_a_month_of_small_claims_is_told_with_both_its_readings(law: Law, sent: date, expected: date) -> None:
    found = clocks(procedure(Kind.SMALL_CLAIMS, asked_on=sent), law)[Clock.SMALL_CLAIMS]
    assert found.date == expected
    assert ("31\u00a0janvier\u00a02027" in found.reason) is (expected == date(2027, 2, 1))


@pytest.mark.parametrize(
    ("order", "served", "to_serve", "first_day"),
    [
        (date(2026, 8, 31), date(2026, 9, 15), date(2027, 2, 28), date(2026, 10, 16)),
        (date(2026, 9, 1), date(2026, 9, 15), date(2026, 12, 1), date(2026, 11, 17)),
    ],
)
def test_the_date_of_the_order_decides_how_long_one_has_to_serve_it_and_when_it_is_enforceable(
    law: Law, order: date, served: date, to_serve: date, first_day: date
) -> None:
    given_order = procedure(Kind.PAYMENT_ORDER, decided_on=order)
    assert clocks(given_order, law)[Clock.ORDER_SERVICE].date == to_serve
    assert clocks(replace(given_order, served_on=served), law)[Clock.ENFORCEABLE].date == first_day


def test_an_opposition_takes_the_enforceable_day_away_and_asks_for_a_lawyer_or_for_costs(law: Law) -> None:
    opposed = procedure(
        Kind.PAYMENT_ORDER, decided_on=date(2026, 9, 7), served_on=date(2026, 9, 21), opposed_on=date(2026, 10, 12)
    )
    judicial = clocks(replace(opposed, court=CourtKind.JUDICIAL, granted=Money.of(9000)), law)
    assert Clock.ENFORCEABLE not in judicial
    assert Clock.AFTER_OPPOSITION not in judicial
    assert judicial[Clock.OPPOSITION].done_on == date(2026, 10, 12)
    for given_court, granted in ((CourtKind.JUDICIAL, 12000), (CourtKind.COMMERCIAL, 900)):
        found = clocks(replace(opposed, court=given_court, granted=Money.of(granted)), law)
        assert found[Clock.AFTER_OPPOSITION].date == date(2026, 10, 27)


def test_only_a_commercial_court_asks_for_costs_within_fifteen_days(law: Law) -> None:
    asked = procedure(Kind.PAYMENT_ORDER, asked_on=date(2026, 11, 6))
    assert clocks(replace(asked, court=CourtKind.ECONOMIC), law)[Clock.COSTS_DEPOSIT].date == date(2026, 11, 21)
    assert not clocks(replace(asked, court=CourtKind.JUDICIAL), law)


def test_a_claim_is_declared_in_two_months_in_four_from_overseas_and_relief_asked_for_in_six(law: Law) -> None:
    opened = procedure(Kind.INSOLVENCY, decided_on=date(2026, 9, 10), published_on=date(2026, 9, 22))
    found = clocks(opened, law)
    assert found[Clock.CLAIM_DECLARATION].date == date(2026, 11, 22)  # a Sunday: what one must do is not put off
    assert found[Clock.RELIEF].date == date(2027, 3, 22)
    for where in ({"region": HolidayRegion.REUNION}, {"abroad": True}):
        assert clocks(opened, law, **where)[Clock.CLAIM_DECLARATION].date == date(2027, 1, 22)
    declared = clocks(replace(opened, declared_on=date(2026, 10, 2)), law)
    assert declared[Clock.CLAIM_DECLARATION].done_on == date(2026, 10, 2)
    assert Clock.RELIEF not in declared


def test_after_a_judgment_the_interest_rises_after_two_months_and_the_title_lasts_ten_years(law: Law) -> None:
    won = procedure(
        Kind.JUDGMENT, decided_on=date(2026, 6, 30), served_on=date(2026, 7, 10), enforceable_on=date(2026, 8, 10)
    )
    found = clocks(won, law)
    assert found[Clock.RATE_INCREASE].date == date(2026, 10, 11)
    assert found[Clock.TITLE_END].date == date(2036, 6, 29)
    paid = clocks(replace(won, outcome=Outcome.PAID, ended_on=date(2026, 9, 1)), law)
    assert not paid
    kept = clocks(replace(won, outcome=Outcome.UNRECOVERABLE, ended_on=date(2026, 9, 1)), law)
    assert kept[Clock.TITLE_END].done_on is None


def test_an_officers_title_has_no_ten_years_and_no_five_points(law: Law) -> None:
    title = procedure(Kind.SMALL_CLAIMS, asked_on=date(2026, 6, 1), decided_on=date(2026, 6, 20))
    assert set(clocks(title, law)) == {Clock.SMALL_CLAIMS}
    assert rules.judgment_on([title]) is None


def test_three_months_without_a_meeting_are_counted_from_the_request(law: Law) -> None:
    asked = procedure(Kind.CONCILIATION, asked_on=date(2026, 9, 14))
    assert clocks(asked, law)[Clock.CONCILIATION].date == date(2026, 12, 14)
    met = clocks(replace(asked, meeting_on=date(2026, 11, 3)), law)
    assert set(met) == {Clock.MEETING}
    assert met[Clock.MEETING].date == date(2026, 11, 3)


# ---- the course ------------------------------------------------------------------------------------------------------
def test_no_payment_may_be_taken_from_the_officers_letter_to_the_outcome() -> None:
    asked = procedure(Kind.SMALL_CLAIMS, asked_on=date(2026, 11, 2))
    assert rules.no_payment([replace(asked, asked_on=None)]) is None
    assert rules.no_payment([asked]) is asked
    assert rules.no_payment([replace(asked, outcome=Outcome.SILENCE, ended_on=date(2026, 12, 3))]) is None


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), None),
        ((Kind.CONCILIATION,), DisputeStage.ASSISTED),
        ((Kind.SMALL_CLAIMS, Kind.PAYMENT_ORDER), DisputeStage.JUDICIAL),
        ((Kind.INSOLVENCY, Kind.PUBLIC_CLAIM), None),
    ],
)
def test_a_procedure_that_has_begun_brings_its_dispute_further(
    kinds: tuple[ProcedureKind, ...], expected: DisputeStage | None
) -> None:
    held = [procedure(kind, asked_on=TODAY) for kind in kinds]
    assert rules.stage(held) is expected
    assert rules.stage([replace(one, asked_on=None) for one in held]) is None


@pytest.mark.parametrize(
    ("one", "client", "expected"),
    [
        (procedure(Kind.CONCILIATION, asked_on=date(2026, 9, 1)), ClientKind.CONSUMER, None),
        (
            procedure(Kind.CONCILIATION, agreed_on=date(2026, 9, 8), ended_on=date(2026, 10, 1)),
            ClientKind.CONSUMER,
            (LimitationEventKind.SUSPENDED, date(2026, 9, 8), date(2026, 10, 1)),
        ),
        (procedure(Kind.SMALL_CLAIMS, asked_on=date(2026, 9, 1)), ClientKind.CONSUMER, None),
        (
            procedure(Kind.PAYMENT_ORDER, asked_on=date(2026, 9, 1), decided_on=date(2026, 9, 9)),
            ClientKind.CONSUMER,
            None,
        ),
        (
            procedure(Kind.PAYMENT_ORDER, served_on=date(2026, 10, 1)),
            ClientKind.CONSUMER,
            (LimitationEventKind.SERVED, date(2026, 10, 1), None),
        ),
        (procedure(Kind.PAYMENT_ORDER, served_on=date(2026, 10, 1), outcome=Outcome.LAPSED), ClientKind.CONSUMER, None),
        (
            procedure(Kind.PUBLIC_CLAIM, asked_on=date(2026, 9, 1)),
            ClientKind.PUBLIC,
            (LimitationEventKind.REGISTERED_LETTER, date(2026, 9, 1), None),
        ),
        (procedure(Kind.PUBLIC_CLAIM, asked_on=date(2026, 9, 1)), ClientKind.PROFESSIONAL, None),
    ],
)
def test_only_what_the_law_says_moves_the_limitation(
    one: Procedure, client: ClientKind, expected: tuple[LimitationEventKind, date, date | None] | None
) -> None:
    found = timeline.cause(one, client)
    assert (None if found is None else (found.kind, found.on, found.ended)) == expected


# ---- whatever the dates ----------------------------------------------------------------------------------------------
_DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 22))
_FIELDS = ("asked_on", "meeting_on", "agreed_on", "decided_on", "served_on", "opposed_on", "enforceable_on", "published_on",
           "declared_on")  # fmt: skip
_PROCEDURES = st.builds(
    Procedure,
    id=st.just(1),
    dispute_id=st.just(1),
    kind=st.sampled_from(Kind),
    court=st.none() | st.sampled_from(CourtKind),
    granted=st.none() | st.integers(0, 2_000_000).map(Money),
    served_in_person=st.none() | st.booleans(),
    **{name: st.none() | _DAYS for name in _FIELDS},
)  # fmt: skip
_ENDS = st.tuples(st.sampled_from(Outcome), _DAYS) | st.none()


@given(_PROCEDURES, _ENDS, st.sampled_from(ClientKind))
def test_any_procedure_has_a_phase_clocks_and_steps_and_sound_ones_keep_their_order(
    law: Law, one: Procedure, end: tuple[ProcedureOutcome, date] | None, client: ClientKind
) -> None:
    made = replace(one, outcome=end[0], ended_on=end[1]) if end is not None else one
    found = clocks(made, law)
    assert (rules.phase(made) is Phase.ENDED) is (made.ended_on is not None)
    assert (rules.steps(made) == ()) is (made.ended_on is not None)
    assert {line.key for line in timeline.happenings(made)} <= {*rules.STEPS[made.kind], "published"}
    cause = timeline.cause(made, client)
    assert cause is None or cause.ended is None or cause.on <= cause.ended
    if any(fault.blocking for fault in validation.procedure_problems(made, TODAY)):
        return
    for clock in (Clock.ORDER_SERVICE, Clock.OPPOSITION, Clock.ENFORCEABLE, Clock.SMALL_CLAIMS, Clock.CONCILIATION):
        if clock in found:
            start = made.asked_on or made.decided_on or made.served_on
            assert start is not None
            assert found[clock].date > start
    if made.ended_on is not None:
        assert {line.clock for line in found.values() if line.done_on is None} <= {Clock.TITLE_END}


@given(_PROCEDURES, st.sampled_from(_FIELDS))
def test_a_day_to_come_is_refused_unless_it_can_be_known_before(one: Procedure, field: str) -> None:
    made = replace(one, **{field: TODAY + timedelta(days=1)})  # type: ignore[arg-type]
    faults = [fault for fault in validation.procedure_problems(made, TODAY) if fault.field == field and fault.blocking]
    assert any("à venir" in fault.sentence for fault in faults) is (field not in {"meeting_on", "enforceable_on"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": date(2026, 9, 9), "served_on": date(2026, 9, 8)}, "served_on"),
        ({"opposed_on": date(2026, 9, 9)}, "served_on"),
        ({"asked_on": date(2026, 9, 9), "decided_on": date(2026, 9, 8)}, "decided_on"),
        ({"ended_on": date(2026, 9, 9)}, "outcome"),
        ({"outcome": Outcome.PAID}, "ended_on"),
        ({"cost": Money.of("-1.00")}, "cost"),
    ],
)
def test_a_fault_is_said_beside_its_field(changes: dict[str, Any], field: str) -> None:
    faults = validation.procedure_problems(procedure(Kind.PAYMENT_ORDER, **changes), TODAY)
    assert field in {fault.field for fault in faults if fault.blocking}
