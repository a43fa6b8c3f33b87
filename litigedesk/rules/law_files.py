"""Reads ``resources/law/*.toml`` and refuses what is not whole: missing or mistyped values, gaps, overlaps,
duplicates."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Protocol

from litigedesk import formats, paths
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import BugError
from litigedesk.rules import toml_rows
from litigedesk.rules.kinds import DeadlineName, DeadlineUnit, LimitationClaim
from litigedesk.rules.law import (
    DeadlineRule,
    InjonctionRegime,
    Law,
    LimitationRule,
    NationalHolidays,
    Parameter,
    RegionHolidays,
    Watch,
)
from litigedesk.rules.rates import Margins, Rate, RateTable, derived, half_bounds
from litigedesk.rules.toml_rows import Row


class _Dated(Protocol):
    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_until(self) -> dt.date | None: ...


def read(folder: Path | None = None) -> Law:
    """The whole law from a folder of TOML files, ours read once; ``BugError`` names the file and row at fault."""
    return _shipped(paths.resources() / "law") if folder is None else _law(folder, _rate_table(folder))


@cache
def _shipped(folder: Path) -> Law:
    return _law(folder, _shipped_rates(folder))


def read_rates() -> RateTable:
    """The table of rates of the shipped law alone, read once; ``BugError`` as for ``read``."""
    return _shipped_rates(paths.resources() / "law")


@cache
def _shipped_rates(folder: Path) -> RateTable:
    return _rate_table(folder)


def _law(folder: Path, rates: RateTable) -> Law:
    parameters = _parameters(folder)
    regimes = toml_rows.rows(folder / "injonction.toml", "regime", _regime)
    _check_consecutive("injonction.toml", regimes)
    deadline_rules = toml_rows.rows(folder / "deadlines.toml", "deadline", _deadline_rule)
    _check_each_once("deadlines.toml", [rule.name for rule in deadline_rules], DeadlineName)
    limitation_rules = toml_rows.rows(folder / "limitation.toml", "limitation", _limitation_rule)
    _check_each_once("limitation.toml", [rule.claim for rule in limitation_rules], LimitationClaim)
    regions = toml_rows.rows(folder / "holidays.toml", "region", _region, beside=("national",))
    (national,) = toml_rows.rows(folder / "holidays.toml", "national", _national, beside=("region",))
    _check_each_once("holidays.toml", [row.region for row in regions], HolidayRegion)
    return Law(
        rates=rates,
        parameters=tuple(parameters),
        deadline_rules=tuple(deadline_rules),
        injonction_regimes=tuple(regimes),
        limitation_rules=tuple(limitation_rules),
        national_holidays=national,
        region_holidays=tuple(regions),
        watch=tuple(toml_rows.rows(folder / "watch.toml", "watch", _watch)),
    )


def _parameters(folder: Path) -> list[Parameter]:
    parameters = toml_rows.rows(folder / "parameters.toml", "parameter", _parameter)
    parameters.sort(key=lambda row: (row.key, row.valid_from))
    for key, same in groupby(parameters, key=lambda row: row.key):
        _check_consecutive(f"parameters.toml, {key}", list(same))
    return parameters


def _rate_table(folder: Path) -> RateTable:
    latest = {row.key: row.value for row in _parameters(folder)}
    margins = Margins(latest["default-points"], latest["public-points"], latest["floor-multiple"])
    return RateTable(tuple(toml_rows.rows(folder / "rates.toml", "rate", lambda row: _rate(row, margins))), margins)


def _rate(row: Row, margins: Margins) -> Rate:
    half = toml_rows.text(row, "half")
    if (toml_rows.day(row, "valid_from"), toml_rows.day(row, "valid_until")) != half_bounds(half):
        raise ValueError(f"{half} is not from {row['valid_from']} to {row['valid_until']}")
    return derived(
        margins,
        half=half,
        refi=toml_rows.decimal(row, "refi"),
        pro=toml_rows.decimal(row, "pro"),
        part=toml_rows.decimal(row, "part"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )


def _parameter(row: Row) -> Parameter:
    return Parameter(
        key=str(row["key"]),
        label=toml_rows.text(row, "label"),
        value=toml_rows.decimal(row, "value"),
        unit=toml_rows.text(row, "unit"),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _deadline_rule(row: Row) -> DeadlineRule:
    return DeadlineRule(
        name=DeadlineName(row["rule"]),
        unit=DeadlineUnit(row["unit"]),
        count=toml_rows.whole(row, "count") if "count" in row else None,
        extended=bool(row["extended"]),
        user_acts=bool(row["user_acts"]),
        first_day_after=bool(row.get("first_day_after", False)),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        adjustable=bool(row.get("adjustable", False)),
        minimum=toml_rows.whole(row, "minimum") if "minimum" in row else None,
        note=toml_rows.note(row),
    )


def _regime(row: Row) -> InjonctionRegime:
    return InjonctionRegime(
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        service_months=toml_rows.whole(row, "service_months"),
        enforceable_months=toml_rows.whole(row, "enforceable_months"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _limitation_rule(row: Row) -> LimitationRule:
    return LimitationRule(
        claim=LimitationClaim(row["claim"]),
        years=toml_rows.whole(row, "years"),
        from_next_january=bool(row["from_next_january"]),
        registered_letter_interrupts=bool(row["registered_letter_interrupts"]),
        starts=toml_rows.text(row, "starts"),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _national(row: Row) -> NationalHolidays:
    return NationalHolidays(
        fixed=tuple(_fixed_day(one) for one in row["days"] if "after" not in one),
        moving=tuple(
            (toml_rows.whole(one, "after"), toml_rows.text(one, "name")) for one in row["days"] if "after" in one
        ),
        easter_mondays=_mondays(row["easter_mondays"]),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
    )


def _mondays(days: Sequence[dt.date]) -> tuple[dt.date, ...]:
    if wrong := [day for day in days if day.weekday() != 0]:
        raise ValueError(f"{wrong[0]} is no Monday")
    return tuple(days)


def _fixed_day(row: Row) -> tuple[int, int, str]:
    return toml_rows.whole(row, "month"), toml_rows.whole(row, "day"), toml_rows.text(row, "name")


def _region(row: Row) -> RegionHolidays:
    return RegionHolidays(
        region=HolidayRegion(row["region"]),
        subdivision=str(row["subdivision"]),
        kept=tuple(formats.typographic(name) for name in row["kept"]),
        added=tuple(_fixed_day(day) for day in row.get("added", ())),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        note=toml_rows.note(row),
    )


def _watch(row: Row) -> Watch:
    return Watch(
        when=toml_rows.text(row, "when"),
        on=toml_rows.day(row, "on") if "on" in row else None,
        what=toml_rows.text(row, "what"),
        action=toml_rows.text(row, "action"),
    )


def _check_consecutive(where: str, rows: Sequence[_Dated]) -> None:
    for before, after in pairwise(rows):
        if before.valid_until is None or after.valid_from <= before.valid_until:
            raise BugError(f"{where}: rows overlap at {after.valid_from}")
        if after.valid_from != before.valid_until + dt.timedelta(1):
            raise BugError(f"{where}: gap after {before.valid_until}")


def _check_each_once(where: str, found: Sequence[str], expected: Iterable[str]) -> None:
    if sorted(found) != sorted(expected):
        raise BugError(f"{where}: each of {sorted(expected)} must have one row, found {sorted(found)}")
