"""The time limits of law.md §8: how long, what moves them, and what the date means."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A computed time limit: the last day on which to act, or for a wait the first day on which one may.

    ``raw_date`` is before any extension to a working day. ``alarm_date`` ignores local holidays where they would give more time.
    """

    rule: DeadlineName
    start: date
    date: date
    raw_date: date
    alarm_date: date
    steps: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]


def compute(
    name: DeadlineName,
    start: date,
    law: Law,
    *,
    region: HolidayRegion = HolidayRegion.MAINLAND,
    days: int | None = None,
    order_date: date | None = None,
) -> Deadline:
    """The date of a time limit. ``UserError`` when ``days`` or ``order_date`` is needed and missing."""
    raise NotImplementedError
