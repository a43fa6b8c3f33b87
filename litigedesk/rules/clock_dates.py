"""Dates that follow from the records, and the dates of a record for its picture."""

import datetime as dt
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.vocabulary import Clock


@dataclass(frozen=True, kw_only=True)
class ClockDate:
    """A date that follows from the records: what it is, why, and the day it was done if it was."""

    clock: Clock
    title: str
    date: dt.date
    reason: str
    done_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One date of a record for its picture: known, or expected (``known`` false)."""

    key: str
    label: str
    date: dt.date
    known: bool = True


_LINE = 120  # characters of a title: what an insurer asks for, or a name, may be much longer


def clock_date(clock: Clock, title: str, date: dt.date, reason: str, done_on: dt.date | None = None) -> ClockDate:
    """A date with its title, cut to one line, and its reason, both in French typography."""
    words = formats.typographic(title)
    line = words if len(words) <= _LINE else f"{words[: _LINE - 1].rstrip()}…"
    return ClockDate(clock=clock, title=line, date=date, reason=formats.typographic(reason), done_on=done_on)


def earliest(*days: dt.date | None) -> dt.date | None:
    """The first of the days that are known; ``None`` without one."""
    return min((day for day in days if day is not None), default=None)
