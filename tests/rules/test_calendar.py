"""Public holidays by region, and the days that count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.rules.calendar import holidays, is_workable_day, is_working_day, next_working_day, of_library
from litigedesk.rules.law import Law, load

LAW: Law = load()
NATIONAL_2026 = [
    (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
]  # fmt: skip


def local(year: int, region: HolidayRegion) -> list[tuple[int, int, str]]:
    return [(day.date.month, day.date.day, day.name) for day in holidays(LAW, year, region) if day.local]


def test_the_eleven_national_holidays_are_named_in_french(law: Law) -> None:
    found = holidays(law, 2026)
    assert [(day.date.month, day.date.day) for day in found] == NATIONAL_2026
    assert [day.name for day in found[:3]] == ["Jour de l’an", "Lundi de Pâques", "Fête du Travail"]


@pytest.mark.parametrize(
    ("year", "monday", "ascension", "whit"),
    [
        (2025, date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9)),
        (2026, date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)),
        (2027, date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)),
        (2028, date(2028, 4, 17), date(2028, 5, 25), date(2028, 6, 5)),
    ],
)
def test_days_that_follow_easter_move_with_it(law: Law, year: int, monday: date, ascension: date, whit: date) -> None:
    assert {monday, ascension, whit} <= {day.date for day in holidays(law, year)}


def test_alsace_and_moselle_add_good_friday_and_saint_stephen() -> None:
    assert local(2026, HolidayRegion.ALSACE_MOSELLE) == [(4, 3, "Vendredi saint"), (12, 26, "Saint-Étienne")]
    assert local(2027, HolidayRegion.ALSACE_MOSELLE)[0][:2] == (3, 26)


@pytest.mark.parametrize(
    ("region", "month", "day"),
    [
        (HolidayRegion.MAYOTTE, 4, 27),
        (HolidayRegion.MARTINIQUE, 5, 22),
        (HolidayRegion.GUADELOUPE, 5, 27),
        (HolidayRegion.SAINT_MARTIN, 5, 27),
        (HolidayRegion.GUYANE, 6, 10),
        (HolidayRegion.SAINT_BARTHELEMY, 10, 9),
        (HolidayRegion.REUNION, 12, 20),
    ],
)
def test_overseas_adds_the_abolition_of_slavery_and_no_customary_day(
    region: HolidayRegion, month: int, day: int
) -> None:
    assert local(2026, region) == [(month, day, "Abolition de l’esclavage")]


@pytest.mark.parametrize("region", HolidayRegion)
def test_every_region_keeps_the_national_holidays(region: HolidayRegion) -> None:
    national = [(day.date.month, day.date.day) for day in holidays(LAW, 2026, region) if not day.local]
    assert national == NATIONAL_2026


def test_a_saturday_is_workable_but_not_worked(law: Law) -> None:
    saturday = date(2026, 5, 9)
    assert is_workable_day(law, saturday)
    assert not is_working_day(law, saturday)


def test_neither_sundays_nor_holidays_count(law: Law) -> None:
    for day in (date(2026, 5, 10), date(2026, 5, 8)):
        assert not is_workable_day(law, day)
        assert not is_working_day(law, day)


def test_the_next_working_day_crosses_the_new_year(law: Law) -> None:
    assert next_working_day(law, date(2027, 1, 1)) == date(2027, 1, 4)


def test_years_the_library_does_not_know_are_refused(law: Law) -> None:
    with pytest.raises(UserError, match="2100"):
        holidays(law, 2101)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.sampled_from(HolidayRegion))
def test_an_extension_ends_on_a_working_day_within_a_week_and_never_earlier(day: date, region: HolidayRegion) -> None:
    found = next_working_day(LAW, day, region)
    assert is_working_day(LAW, found, region)
    assert day <= found <= day + timedelta(7)
    assert not any(is_working_day(LAW, day + timedelta(n), region) for n in range((found - day).days))


def test_the_national_days_that_the_law_tells_are_those_of_the_library(law: Law) -> None:
    years = [monday.year for monday in law.national_holidays.easter_mondays]
    assert set(range(2015, 2056)) == set(years)
    for year in years:
        told = {day.date: day.name for day in holidays(law, year)}
        assert told == {day: typographic(name) for day, name in of_library(year).items()}, year
