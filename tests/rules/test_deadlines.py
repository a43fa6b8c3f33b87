"""The worked examples of time limits, and what must hold of all of them."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import UserError
from litigedesk.rules.calendar import is_working_day
from litigedesk.rules.deadlines import Deadline, compute
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law, load

LAW: Law = load()
ALSACE = HolidayRegion.ALSACE_MOSELLE


def limit(name: str, start: str, **facts: object) -> Deadline:
    return compute(DeadlineName(name), date.fromisoformat(start), LAW, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "start", "expected", "facts"),
    [
        pytest.param("claim-declaration", "2026-05-08", "2026-05-18", {}, id="D-1"),
        pytest.param("working-days", "2026-05-08", "2026-05-18", {"days": 5}, id="D-1 by days"),
        pytest.param("workable-days", "2026-05-08", "2026-05-15", {"days": 5}, id="D-2"),
        pytest.param("claim-declaration", "2026-11-06", "2026-11-16", {}, id="D-3"),
        pytest.param("workable-days", "2026-11-06", "2026-11-13", {"days": 5}, id="D-3 workable"),
        pytest.param("theft-declaration", "2026-12-24", "2026-12-29", {}, id="D-5"),
        pytest.param("claim-declaration", "2026-11-22", "2026-11-27", {}, id="D-7"),
        pytest.param("mediation-result", "2026-09-15", "2026-12-14", {}, id="D-8"),
        pytest.param("mediation-result", "2026-03-02", "2026-05-31", {}, id="D-9"),
        pytest.param("mediation-result", "2025-11-03", "2026-02-01", {}, id="D-10"),
        pytest.param("mediation-rejection", "2026-12-11", "2027-01-01", {}, id="D-11"),
        pytest.param("mediation-referral", "2025-06-10", "2026-06-10", {}, id="D-12"),
        pytest.param("mediation-referral", "2024-02-29", "2025-02-28", {}, id="D-13"),
        pytest.param("injonction-opposition", "2026-01-31", "2026-03-02", {}, id="D-14"),
        pytest.param("petites-creances", "2026-11-30", "2026-12-30", {}, id="D-19"),
        pytest.param("petites-creances", "2026-12-31", "2027-02-01", {}, id="D-19 extended"),
        pytest.param("payment-term-30", "2026-07-31", "2026-08-30", {}, id="D-25"),
        pytest.param("payment-term-30", "2026-01-31", "2026-03-02", {}, id="D-25 February"),
        pytest.param("payment-term-30", "2024-01-31", "2024-03-01", {}, id="D-25 leap year"),
        pytest.param("payment-term-60", "2026-12-15", "2027-02-13", {}, id="D-26"),
        pytest.param("payment-term-45-eom-a", "2026-01-15", "2026-03-31", {}, id="D-27 A"),
        pytest.param("payment-term-45-eom-b", "2026-01-15", "2026-03-17", {}, id="D-27 B"),
        pytest.param("payment-term-45-eom-a", "2026-03-10", "2026-04-30", {}, id="D-28 A"),
        pytest.param("payment-term-45-eom-b", "2026-03-10", "2026-05-15", {}, id="D-28 B"),
        pytest.param("payment-term-45-eom-a", "2026-02-14", "2026-03-31", {}, id="D-30 A"),
        pytest.param("payment-term-45-eom-b", "2026-02-14", "2026-04-14", {}, id="D-30 B"),
        pytest.param("withdrawal", "2026-12-11", "2026-12-28", {}, id="D-32"),
        pytest.param("claims-made", "2026-03-31", "2031-03-31", {}, id="D-34"),
        pytest.param("lre-acceptance", "2026-11-22", "2026-12-07", {}, id="D-35"),
        pytest.param("public-payment", "2026-10-31", "2026-11-30", {}, id="public body"),
        pytest.param("calendar-days", "2026-11-22", "2026-11-30", {"days": 8}, id="calendar days"),
        pytest.param("formal-notice", "2026-11-22", "2026-11-30", {"days": 8}, id="formal notice"),
    ],
)
def test_worked_examples(name: str, start: str, expected: str, facts: dict[str, object]) -> None:
    assert limit(name, start, **facts).date == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("name", "start", "raw"),
    [
        ("injonction-opposition", "2026-01-31", "2026-02-28"),
        ("petites-creances", "2026-12-31", "2027-01-31"),
        ("withdrawal", "2026-12-11", "2026-12-25"),
        ("mediation-result", "2026-03-02", "2026-05-31"),
    ],
)
def test_the_date_before_extension_is_kept(name: str, start: str, raw: str) -> None:
    assert limit(name, start).raw_date == date.fromisoformat(raw)


def test_the_cautious_reading_of_a_registered_email_says_the_other() -> None:
    assert any("8\u00a0décembre\u00a02026" in warning for warning in limit("lre-acceptance", "2026-11-22").warnings)


def test_a_limit_that_no_text_extends_says_so_when_it_ends_on_a_sunday() -> None:
    assert any("aucun texte" in warning for warning in limit("mediation-result", "2026-03-02").warnings)
    assert not any("aucun texte" in warning for warning in limit("mediation-result", "2026-09-15").warnings)


# ---- the two regimes of the injonction -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("order", "last_day"),
    [("2026-08-31", "2027-03-01"), ("2026-09-01", "2026-12-01"), ("2026-03-15", "2026-09-15")],
)
def test_the_date_of_the_order_decides_how_long_one_has_to_serve_it(order: str, last_day: str) -> None:
    assert limit("injonction-service", order).date == date.fromisoformat(last_day)


def test_what_is_said_of_enforcement_is_not_said_of_service() -> None:
    order = date(2026, 9, 10)
    service, enforced = (
        limit("injonction-service", "2026-09-10"),
        limit("injonction-enforceable", "2026-10-15", order_date=order),
    )
    assert not [one for one in service.warnings if "1425" in one]
    assert [one for one in enforced.warnings if "1425" in one]


def test_an_old_order_is_enforceable_once_the_month_of_opposition_is_over() -> None:
    found = limit("injonction-enforceable", "2026-10-15", order_date=date(2026, 8, 20))
    assert (found.raw_date, found.date) == (date(2026, 11, 16), date(2026, 11, 17))  # the month ends on a Sunday


def test_a_new_order_is_enforceable_from_the_day_after_two_months() -> None:
    found = limit("injonction-enforceable", "2026-10-15", order_date=date(2026, 9, 10))
    assert (found.raw_date, found.date) == (date(2026, 12, 16), date(2026, 12, 16))
    assert "à partir du 1er\u00a0septembre\u00a02026" in found.source


def test_without_the_date_of_the_order_enforcement_cannot_be_told() -> None:
    with pytest.raises(UserError, match="date de l’ordonnance"):
        limit("injonction-enforceable", "2026-10-15")


def test_an_order_later_than_its_service_is_refused() -> None:
    with pytest.raises(UserError, match="postérieure"):
        limit("injonction-enforceable", "2026-10-15", order_date=date(2026, 10, 16))


# ---- words -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "start", "why"),
    [
        ("injonction-opposition", "2026-01-31", "Ce jour est un samedi"),
        ("withdrawal", "2026-12-11", "Ce jour est un jour férié (Noël)"),
    ],
)
def test_an_extension_says_what_moved_the_date(name: str, start: str, why: str) -> None:
    assert any(step.startswith(why) for step in limit(name, start).steps)


@pytest.mark.parametrize("name", DeadlineName)
def test_an_article_is_never_cited_without_its_code(name: DeadlineName) -> None:
    found = any_limit(name, date(2026, 10, 15), HolidayRegion.MAINLAND)
    said = " ".join([*found.steps, *found.warnings, found.source])
    assert not re.search(r"\((?:[LRD]\d|\d)[\d-]*\)", said)
    assert "huissier" not in said


# ---- local holidays --------------------------------------------------------------------------------------------------
def test_local_holidays_are_counted_where_they_apply_but_alarms_ignore_them() -> None:
    found = limit("claim-declaration", "2025-12-22", region=ALSACE)
    assert (found.date, found.alarm_date) == (date(2025, 12, 31), date(2025, 12, 30))
    assert any("Saint-Étienne" in warning for warning in found.warnings)


def test_a_local_holiday_gives_the_user_no_time_to_act_but_makes_them_wait() -> None:
    service = limit("injonction-service", "2025-06-26", region=ALSACE)
    assert (service.raw_date, service.date) == (date(2025, 12, 26), date(2025, 12, 26))
    opposition = limit("injonction-opposition", "2025-11-26", region=ALSACE)
    assert (opposition.raw_date, opposition.date) == (date(2025, 12, 26), date(2025, 12, 29))
    assert all("Saint-Étienne" in " ".join(found.warnings) for found in (service, opposition))


def test_alarms_for_what_the_user_must_do_are_not_extended() -> None:
    found = limit("injonction-service", "2026-08-31")
    assert (found.alarm_date, found.date) == (date(2027, 2, 28), date(2027, 3, 1))


# ---- numbers of days -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["working-days", "workable-days", "calendar-days"])
def test_a_bare_count_needs_its_number_of_days(name: str) -> None:
    with pytest.raises(UserError, match="nombre de jours"):
        limit(name, "2026-11-22")


@pytest.mark.parametrize("days", [0, -3, 3661])
def test_an_absurd_number_of_days_is_refused(days: int) -> None:
    with pytest.raises(UserError, match="entre 1 et"):
        limit("working-days", "2026-11-22", days=days)


def test_a_length_set_by_a_text_takes_no_number_of_days() -> None:
    with pytest.raises(UserError, match="n’indiquez pas de jours"):
        limit("injonction-opposition", "2026-11-22", days=10)


def test_a_policy_may_give_more_than_five_days_and_less_is_flagged() -> None:
    longer, shorter = (
        limit("claim-declaration", "2026-11-22", days=10),
        limit("claim-declaration", "2026-11-22", days=3),
    )
    assert longer.date == date(2026, 12, 4)
    assert shorter.date == date(2026, 11, 25)
    assert any("ne peut pas être inférieur" in warning for warning in shorter.warnings)
    assert not any("ne peut pas être inférieur" in warning for warning in longer.warnings)


# ---- what must hold of all -------------------------------------------------------------------------------------------
STARTS = st.dates(date(2015, 1, 1), date(2060, 12, 31))
REGIONS = st.sampled_from(HolidayRegion)
NAMES = st.sampled_from(DeadlineName)
EXTENDED = st.sampled_from(["injonction-service", "injonction-opposition", "petites-creances", "withdrawal"])


def any_limit(name: DeadlineName, start: date, region: HolidayRegion) -> Deadline:
    bare = {DeadlineName.WORKING_DAYS, DeadlineName.WORKABLE_DAYS, DeadlineName.CALENDAR_DAYS}
    order = start if name is DeadlineName.INJONCTION_ENFORCEABLE else None
    return compute(name, start, LAW, region=region, days=7 if name in bare else None, order_date=order)


@given(NAMES, STARTS, REGIONS)
def test_a_limit_ends_after_its_start_and_never_before_its_raw_date(
    name: DeadlineName, start: date, region: HolidayRegion
) -> None:
    found = any_limit(name, start, region)
    assert start < found.raw_date <= found.date
    assert start < found.alarm_date <= found.date
    assert found.steps
    assert found.source


@given(EXTENDED, STARTS, REGIONS)
def test_an_extended_limit_never_ends_on_a_day_off(name: str, start: date, region: HolidayRegion) -> None:
    assert is_working_day(LAW, any_limit(DeadlineName(name), start, region).date)


@given(NAMES, STARTS, REGIONS)
def test_starting_a_day_later_never_ends_earlier(name: DeadlineName, start: date, region: HolidayRegion) -> None:
    tomorrow = start + timedelta(1)
    # the shorter service of new orders makes the one exception, on the day the law changed
    assume(name is not DeadlineName.INJONCTION_SERVICE or tomorrow != date(2026, 9, 1))
    assert any_limit(name, start, region).date <= any_limit(name, tomorrow, region).date


@given(STARTS, st.integers(1, 60), REGIONS)
def test_as_many_working_days_lie_in_the_limit_as_were_asked(start: date, days: int, region: HolidayRegion) -> None:
    end = compute(DeadlineName.WORKING_DAYS, start, LAW, days=days, region=region).date
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(LAW, day, region) for day in between) == days
    assert is_working_day(LAW, end, region)
