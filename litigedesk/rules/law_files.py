"""Reads ``resources/law/*.toml`` and refuses what is not whole: missing or mistyped values, gaps, overlaps,
duplicates."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

from litigedesk import formats, paths
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import BugError
from litigedesk.rules.kinds import DeadlineName, DeadlineUnit, LimitationClaim
from litigedesk.rules.law import (
    DeadlineRule,
    InjonctionRegime,
    Law,
    LimitationRule,
    Parameter,
    RegionHolidays,
    Watch,
)
from litigedesk.rules.rates import Margins, Rate, RateTable, derived, half_bounds

Row = Mapping[str, Any]
Made = TypeVar("Made")


class _Dated(Protocol):
    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_until(self) -> dt.date | None: ...


def read(folder: Path | None = None) -> Law:
    """The whole law from a folder of TOML files; ``BugError`` names the file and row at fault."""
    folder = folder or paths.resources() / "law"
    parameters = _rows(folder / "parameters.toml", "parameter", _parameter)
    parameters.sort(key=lambda row: (row.key, row.valid_from))
    for key, same in groupby(parameters, key=lambda row: row.key):
        _check_consecutive(f"parameters.toml, {key}", list(same))
    regimes = _rows(folder / "injonction.toml", "regime", _regime)
    _check_consecutive("injonction.toml", regimes)
    deadline_rules = _rows(folder / "deadlines.toml", "deadline", _deadline_rule)
    _check_each_once("deadlines.toml", [rule.name for rule in deadline_rules], DeadlineName)
    limitation_rules = _rows(folder / "limitation.toml", "limitation", _limitation_rule)
    _check_each_once("limitation.toml", [rule.claim for rule in limitation_rules], LimitationClaim)
    regions = _rows(folder / "holidays.toml", "region", _region)
    _check_each_once("holidays.toml", [row.region for row in regions], HolidayRegion)
    return Law(
        rates=_rate_table(folder / "rates.toml", parameters),
        parameters=tuple(parameters),
        deadline_rules=tuple(deadline_rules),
        injonction_regimes=tuple(regimes),
        limitation_rules=tuple(limitation_rules),
        region_holidays=tuple(regions),
        watch=tuple(_rows(folder / "watch.toml", "watch", _watch)),
    )


def _rows(path: Path, table: str, make: Callable[[Row], Made]) -> list[Made]:
    try:
        with path.open("rb") as stream:
            document = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BugError(f"{path.name} cannot be read: {error!r}") from error
    if list(document) != [table]:
        raise BugError(f"{path.name} must hold rows of {table} and nothing else, not {list(document)}")
    made = []
    for place, row in enumerate(document[table], 1):
        try:
            made.append(make(row))
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise BugError(f"{path.name}, {table} {place}: {error!r}") from error
    return made


def _rate_table(path: Path, parameters: Sequence[Parameter]) -> RateTable:
    latest = {row.key: row.value for row in parameters}
    margins = Margins(latest["default-points"], latest["public-points"], latest["floor-multiple"])
    return RateTable(tuple(_rows(path, "rate", lambda row: _rate(row, margins))), margins)


def _rate(row: Row, margins: Margins) -> Rate:
    half = _text(row, "half")
    if (_day(row, "valid_from"), _day(row, "valid_until")) != half_bounds(half):
        raise ValueError(f"{half} is not from {row['valid_from']} to {row['valid_until']}")
    return derived(
        margins,
        half=half,
        refi=_decimal(row, "refi"),
        pro=_decimal(row, "pro"),
        part=_decimal(row, "part"),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        confidence=_text(row, "confidence"),
    )


def _parameter(row: Row) -> Parameter:
    return Parameter(
        key=str(row["key"]),
        label=_text(row, "label"),
        value=_decimal(row, "value"),
        unit=_text(row, "unit"),
        valid_from=_day(row, "valid_from"),
        valid_until=_end(row),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        confidence=_text(row, "confidence"),
        note=_note(row),
    )


def _deadline_rule(row: Row) -> DeadlineRule:
    return DeadlineRule(
        name=DeadlineName(row["rule"]),
        unit=DeadlineUnit(row["unit"]),
        count=_whole(row, "count") if "count" in row else None,
        extended=bool(row["extended"]),
        user_acts=bool(row["user_acts"]),
        first_day_after=bool(row.get("first_day_after", False)),
        valid_from=_day(row, "valid_from"),
        valid_until=_end(row),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        confidence=_text(row, "confidence"),
        adjustable=bool(row.get("adjustable", False)),
        minimum=_whole(row, "minimum") if "minimum" in row else None,
        note=_note(row),
    )


def _regime(row: Row) -> InjonctionRegime:
    return InjonctionRegime(
        valid_from=_day(row, "valid_from"),
        valid_until=_end(row),
        service_months=_whole(row, "service_months"),
        enforceable_months=_whole(row, "enforceable_months"),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        confidence=_text(row, "confidence"),
        note=_note(row),
    )


def _limitation_rule(row: Row) -> LimitationRule:
    return LimitationRule(
        claim=LimitationClaim(row["claim"]),
        years=_whole(row, "years"),
        from_next_january=bool(row["from_next_january"]),
        registered_letter_interrupts=bool(row["registered_letter_interrupts"]),
        starts=_text(row, "starts"),
        valid_from=_day(row, "valid_from"),
        valid_until=_end(row),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        confidence=_text(row, "confidence"),
        note=_note(row),
    )


def _region(row: Row) -> RegionHolidays:
    return RegionHolidays(
        region=HolidayRegion(row["region"]),
        subdivision=str(row["subdivision"]),
        kept=tuple(formats.typographic(name) for name in row["kept"]),
        added=tuple(
            (_whole(day, "month"), _whole(day, "day"), formats.typographic(day["name"])) for day in row.get("added", ())
        ),
        source=_text(row, "source"),
        read_on=_day(row, "read_on"),
        note=_note(row),
    )


def _watch(row: Row) -> Watch:
    return Watch(
        when=_text(row, "when"),
        on=_day(row, "on") if "on" in row else None,
        what=_text(row, "what"),
        action=_text(row, "action"),
    )


def _text(row: Row, key: str) -> str:
    text = row[key]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} is not text: {text!r}")
    return formats.typographic(text)


def _note(row: Row) -> str:
    return _text(row, "note") if "note" in row else ""


def _day(row: Row, key: str) -> dt.date:
    day = row[key]
    if type(day) is not dt.date:
        raise ValueError(f"{key} is not a date: {day!r}")
    return day


def _end(row: Row) -> dt.date | None:
    return _day(row, "valid_until") if "valid_until" in row else None


def _decimal(row: Row, key: str) -> Decimal:
    text = row[key]
    if not isinstance(text, str):
        raise ValueError(f"{key} must be a string, to stay exact: {text!r}")
    return Decimal(text)


def _whole(row: Row, key: str) -> int:
    number = row[key]
    if type(number) is not int:
        raise ValueError(f"{key} is not a whole number: {number!r}")
    return number


def _check_consecutive(where: str, rows: Sequence[_Dated]) -> None:
    for before, after in pairwise(rows):
        if before.valid_until is None or after.valid_from <= before.valid_until:
            raise BugError(f"{where}: rows overlap at {after.valid_from}")
        if after.valid_from != before.valid_until + dt.timedelta(1):
            raise BugError(f"{where}: gap after {before.valid_until}")


def _check_each_once(where: str, found: Sequence[str], expected: Iterable[str]) -> None:
    if sorted(found) != sorted(expected):
        raise BugError(f"{where}: each of {sorted(expected)} must have one row, found {sorted(found)}")
