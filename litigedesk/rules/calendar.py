"""French public holidays by region, and days that count (law.md §8.4)."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.rules.law import Law


@dataclass(frozen=True, order=True)
class Holiday:
    """A public holiday; ``local`` when it is one of the region only."""

    date: date
    name: str
    local: bool = False


def holidays(law: Law, year: int, region: HolidayRegion = HolidayRegion.MAINLAND) -> tuple[Holiday, ...]:
    """The public holidays of a year in a region, in order."""
    raise NotImplementedError
