"""The half-year table: whole, dated, sourced, never extrapolated; the user's own rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from litigedesk.domain.records import UserRate
from litigedesk.errors import BugError, MissingRate, UserError
from litigedesk.rules.kinds import RateOrigin
from litigedesk.rules.law import Law
from litigedesk.rules.rates import RateTable, half_bounds, half_of, halves_between


def typed(half: str = "2027-S1", **changed: object) -> UserRate:
    row = UserRate(
        half=half,
        refi=Decimal("2.65"),
        legal_professional=Decimal("2.80"),
        source="Arrêté du 20 décembre 2026",
        read_on=date(2026, 12, 28),
    )
    return replace(row, **changed)  # type: ignore[arg-type]


def test_the_table_goes_from_2015_to_the_end_of_2026(law: Law) -> None:
    assert law.rates.complete_from == date(2015, 1, 1)
    assert law.rates.complete_until == date(2026, 12, 31)
    assert len(law.rates.rows) == 24


@pytest.mark.parametrize(
    ("half", "refi", "part", "pro", "default", "floor", "public"),
    [
        ("2015-S1", "0.05", "4.06", "0.93", "10.05", "2.79", "8.05"),
        ("2022-S2", "0.00", "3.15", "0.77", "10.00", "2.31", "8.00"),
        ("2023-S1", "2.50", "4.47", "2.06", "12.50", "6.18", "10.50"),
        ("2024-S1", "4.50", "8.01", "5.07", "14.50", "15.21", "12.50"),
        ("2024-S2", "4.25", "8.16", "4.92", "14.25", "14.76", "12.25"),
        ("2026-S2", "2.40", "6.84", "2.75", "12.40", "8.25", "10.40"),
    ],
)
def test_published_and_derived_rates_are_those_of_the_table(
    law: Law, half: str, refi: str, part: str, pro: str, default: str, floor: str, public: str
) -> None:
    row = law.rates.row(half)
    found = tuple(str(rate) for rate in (row.refi, row.part, row.pro, row.default, row.floor, row.public))
    assert found == (refi, part, pro, default, floor, public)


def test_the_floor_may_exceed_the_default_rate(law: Law) -> None:
    above = [row.half for row in law.rates.rows if row.floor > row.default]
    assert above == ["2024-S1", "2024-S2"]


def test_every_row_says_where_and_when_it_was_read(law: Law) -> None:
    assert all(row.source and row.confidence and row.read_on >= date(2026, 1, 1) for row in law.rates.rows)


def test_a_missing_half_year_is_named_with_what_to_do(law: Law) -> None:
    with pytest.raises(MissingRate, match=r"2027-S1 \(premier semestre 2027\)") as caught:
        law.rates.row("2027-S1")
    assert caught.value.half == "2027-S1"
    assert "Outils → Taux d’intérêt" in str(caught.value)


@pytest.mark.parametrize(
    ("today", "soon"), [(date(2026, 11, 29), False), (date(2026, 11, 30), True), (date(2027, 2, 1), True)]
)
def test_the_end_of_the_table_is_announced_one_month_before(law: Law, today: date, soon: bool) -> None:
    assert law.rates.expires_soon(today) is soon


@pytest.mark.parametrize(
    ("day", "half"),
    [
        (date(2026, 1, 1), "2026-S1"),
        (date(2026, 6, 30), "2026-S1"),
        (date(2026, 7, 1), "2026-S2"),
        (date(2026, 12, 31), "2026-S2"),
    ],
)
def test_a_half_year_holds_its_first_and_last_day(day: date, half: str) -> None:
    assert half_of(day) == half
    first, last = half_bounds(half)
    assert first <= day <= last


def test_the_half_years_touched_by_a_period_are_listed_in_order() -> None:
    assert halves_between(date(2025, 6, 30), date(2026, 7, 1)) == ["2025-S1", "2025-S2", "2026-S1", "2026-S2"]


def test_a_gap_in_the_table_is_refused(law: Law) -> None:
    rows = law.rates.rows
    with pytest.raises(BugError, match="gap between 2025-S1 and 2026-S1"):
        RateTable((*rows[:-3], *rows[-2:]), law.rates.margins)


def test_an_overlap_in_the_table_is_refused(law: Law) -> None:
    rows = law.rates.rows
    with pytest.raises(BugError, match="overlaps"):
        RateTable((*rows, rows[-1]), law.rates.margins)


# ---- the user's own rows ---------------------------------------------------------------------------------------------
def test_a_row_of_the_users_lengthens_the_table_and_is_marked_theirs(law: Law) -> None:
    table = law.rates.with_user_rows([typed()])
    row = table.row("2027-S1")
    assert table.complete_until == date(2027, 6, 30)
    assert (row.origin, str(row.default), str(row.floor), str(row.public)) == (
        RateOrigin.USER, "12.65", "8.40", "10.65",
    )  # fmt: skip
    assert (row.source, row.read_on, row.part) == ("Arrêté du 20 décembre 2026", date(2026, 12, 28), None)
    assert law.rates.complete_until == date(2026, 12, 31)


def test_rows_may_come_in_any_order_and_before_the_table(law: Law) -> None:
    table = law.rates.with_user_rows([typed("2027-S2"), typed("2014-S2"), typed("2027-S1")])
    assert (table.rows[0].half, table.rows[-1].half) == ("2014-S2", "2027-S2")


def test_a_row_already_in_the_table_is_refused(law: Law) -> None:
    with pytest.raises(UserError, match="2026-S2 est déjà dans la table"):
        law.rates.with_user_rows([typed("2026-S2")])


def test_the_same_half_year_typed_twice_is_refused(law: Law) -> None:
    with pytest.raises(UserError, match="2027-S1 est déjà"):
        law.rates.with_user_rows([typed(), typed()])


def test_a_row_that_leaves_a_gap_is_refused_and_the_gap_named(law: Law) -> None:
    with pytest.raises(UserError, match="2027-S1"):
        law.rates.with_user_rows([typed("2027-S2")])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"half": "2027"}, "n’est pas un semestre"),
        ({"half": "2027-S3"}, "n’est pas un semestre"),
        ({"refi": Decimal(-1)}, "pourcentage"),
        ({"refi": Decimal("NaN")}, "pourcentage"),
        ({"legal_professional": Decimal(100)}, "pourcentage"),
        ({"source": "  "}, "source"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_in_french(law: Law, changed: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said):
        law.rates.with_user_rows([typed(**changed)])


def test_once_shipped_a_half_year_typed_by_the_user_gives_way(law: Law) -> None:
    later = law.with_user_rates([typed("2026-S2", refi=Decimal(9)), typed()])
    assert str(later.rates.row("2026-S2").refi) == "2.40"
    assert later.rates.row("2027-S1").origin is RateOrigin.USER
