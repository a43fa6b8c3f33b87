"""French public holidays by region, and the days that count.

*Jours ouvrés* run from Monday to Friday, *jours ouvrables* from Monday to Saturday; neither holds public holidays.
National holidays (C. trav. L3133-1) are those of ``resources/law/holidays.toml`` in the years that it tells, else those of the
``holidays`` library, which takes long to import; local ones are those named in that file.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import UserError
from litigedesk.rules.law import Law, NationalHolidays, RegionHolidays

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR, LAST_YEAR = 1950, 2100  # what the library knows well


@dataclass(frozen=True, order=True)
class Holiday:
    """A public holiday; ``local`` when it is one of the region only."""

    date: dt.date
    name: str
    local: bool = False


def holidays(law: Law, year: int, region: HolidayRegion = HolidayRegion.MAINLAND) -> tuple[Holiday, ...]:
    """The public holidays of a year in a region, in order; ``UserError`` outside the years the library knows."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            formats.typographic(f"Les jours fériés sont connus de {FIRST_YEAR} à {LAST_YEAR}, pas pour {year}.")
        )
    rules = next(row for row in law.region_holidays if row.region is region)
    return _of_year(law.national_holidays, rules, year)


def is_holiday(law: Law, day: dt.date, region: HolidayRegion = HolidayRegion.MAINLAND) -> bool:
    """Whether a day is a public holiday in a region."""
    return any(holiday.date == day for holiday in holidays(law, day.year, region))


def is_working_day(law: Law, day: dt.date, region: HolidayRegion = HolidayRegion.MAINLAND) -> bool:
    """Whether a day is a *jour ouvré*: Monday to Friday, no public holiday."""
    return day.weekday() < 5 and not is_holiday(law, day, region)


def is_workable_day(law: Law, day: dt.date, region: HolidayRegion = HolidayRegion.MAINLAND) -> bool:
    """Whether a day is a *jour ouvrable*: Monday to Saturday, no public holiday."""
    return day.weekday() < 6 and not is_holiday(law, day, region)


def next_working_day(law: Law, day: dt.date, region: HolidayRegion = HolidayRegion.MAINLAND) -> dt.date:
    """The day itself when it is a *jour ouvré*, else the first one after it: the extension of CPC 642."""
    while not is_working_day(law, day, region):
        day += dt.timedelta(1)
    return day


@lru_cache(maxsize=512)
def _of_year(national_rules: NationalHolidays, rules: RegionHolidays, year: int) -> tuple[Holiday, ...]:
    national = _told(national_rules, year) or of_library(year)
    found = [Holiday(day, formats.typographic(name)) for day, name in national.items()]
    if rules.subdivision:
        local = of_library(year, rules.subdivision)
        named = [Holiday(day, formats.typographic(name), local=True) for day, name in local.items()]
        found += [holiday for holiday in named if holiday.name in rules.kept and holiday.date not in national]
    added = [Holiday(dt.date(year, month, day), name, local=True) for month, day, name in rules.added]
    found += [holiday for holiday in added if holiday.date not in national]
    return tuple(sorted(found))


def _told(rules: NationalHolidays, year: int) -> dict[dt.date, str]:
    """The national days of a year; none when its Easter is not told."""
    monday = next((one for one in rules.easter_mondays if one.year == year), None)
    if monday is None:
        return {}
    fixed = {dt.date(year, month, day): name for month, day, name in rules.fixed}
    return fixed | {monday + dt.timedelta(after): name for after, name in rules.moving}


def of_library(year: int, subdivision: str | None = None) -> dict[dt.date, str]:
    """What the library tells of a year, in French: by default it speaks the language of the machine."""
    return dict(_library()(subdiv=subdivision, years=year, language="fr"))


@cache
def _library() -> "type[HolidayBase]":
    """The library's class for France, from its own module: importing the package around it imports three hundred countries."""
    import holidays

    source = PathFinder.find_spec(
        "holidays.countries.france", [str(Path(folder, "countries")) for folder in holidays.__path__]
    )
    if source is None or source.loader is None:
        return type(holidays.country_holidays("FR"))
    module = module_from_spec(source)
    source.loader.exec_module(module)
    found: type[HolidayBase] = module.France
    return found
