"""Which copies to keep, whatever the clock says."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

KEEP_ALL = timedelta(days=2)
# Beyond that, the newest copy of each of the last 12 days that have one, then of 10 weeks, then of 9 months: about a year.
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 12, 10, 9


class Dated(Protocol):
    """A copy, as far as thinning goes."""

    @property
    def taken_at(self) -> datetime:
        """When it was taken, local time."""


D = TypeVar("D", bound=Dated)


def kept(copies: Sequence[D], now: datetime) -> set[D]:
    """Which to keep: all of two days, then the newest of each of 12 days, 10 weeks, 9 months that have one.

    A copy dated after ``now`` is kept and takes nobody's place.
    """
    left = sorted(copies, key=lambda copy: copy.taken_at, reverse=True)
    keep = {copy for copy in left if now - copy.taken_at < KEEP_ALL}
    left = [copy for copy in left if copy not in keep]
    periods: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (KEEP_DAYS, lambda day: day),
        (KEEP_WEEKS, lambda day: day.isocalendar()[:2]),
        (KEEP_MONTHS, lambda day: (day.year, day.month)),
    )
    for most, period in periods:
        groups: dict[Hashable, list[D]] = {}
        for copy in left:
            groups.setdefault(period(copy.taken_at.date()), []).append(copy)
        latest, older = list(groups.values())[:most], list(groups.values())[most:]
        keep |= {group[0] for group in latest}
        left = [copy for group in older for copy in group]
    return keep


def believed(moments: Iterable[datetime], now: datetime) -> datetime:
    """The moment to thin by: ``now``, unless the clock has just leapt ahead of the copies.

    After a leap of over two days – a holiday, or a clock set wrong – it is the last copy before the leap, until the copies since
    then span two days themselves: a clock that is wrong for a day or two thins nothing that the right one would keep.
    """
    before = sorted((moment for moment in moments if moment <= now), reverse=True)
    start = now
    for moment in before:
        if start - moment > KEEP_ALL:
            return now if now - start >= KEEP_ALL else moment
        start = moment
    return now
