"""What waits on the first screen, each as one short line: enough to put it in its place and to know what is first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from litigedesk.queries.today.task import SHORT_DAYS, SOON_DAYS, TaskKind
from litigedesk.rules import limitation_alarms

STEP, DATE, LETTER, INVOICE, STUCK = range(5)  # where a line comes from, in the order of what falls on the same day


class Part(StrEnum):
    """Where something stands on the first screen."""

    LATE = "late"
    SOON = "soon"
    STUCK = "stuck"
    LIMITATIONS = "limitations"
    WAITING = "waiting"
    LATER = "later"


class Line(NamedTuple):
    """One thing that waits; lines in order are things in the order in which they are shown.

    ``place`` tells apart what comes from the same ``source`` with the same day and name, ``record_id`` is the dispute, date,
    letter or invoice. What is to be done as soon as one can has today's day.
    """

    day: date
    who: str
    source: int
    place: Any
    record_id: int
    kind: TaskKind

    def is_same(self, other: "Line") -> bool:
        """Whether it is the same thing, perhaps read at another time."""
        return (self.source, self.record_id) == (other.source, other.record_id)


@dataclass(frozen=True)
class Span:
    """Days, the first and the last included; ``None`` where it has no end."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Spans:
    """The days that make the parts, seen from one of them."""

    def __init__(self, today: date) -> None:
        self.today, self.short = today, today + timedelta(days=SHORT_DAYS)
        yesterday, week = today - timedelta(days=1), today + timedelta(days=SOON_DAYS)
        self.late, self.soon, self.later = (
            Span(None, yesterday), Span(today, week), Span(week + timedelta(days=1), None),
        )  # fmt: skip
        self.by_day = ((Part.LATE, self.late), (Part.SOON, self.soon), (Part.LATER, self.later))
        pressing = limitation_alarms.pressing_until(today)
        self.limitations = (
            (Part.LATE, self.late),
            (Part.SOON, Span(today, pressing)),
            (Part.LIMITATIONS, Span(pressing + timedelta(days=1), limitation_alarms.ringing_until(today))),
        )


def in_parts(
    days: Iterable[tuple[date, int]], spans: Iterable[tuple[Part, Span]], kind: TaskKind
) -> Counter[tuple[Part, TaskKind]]:
    """How many things there are in each part, from how many fall on each day."""
    found: Counter[tuple[Part, TaskKind]] = Counter()
    spans = tuple(spans)
    for day, count in days:
        for part, span in spans:
            if day in span:
                found[part, kind] += count
    return found


def until_enough(days: Iterable[tuple[date, int]], span: Span, most: int) -> date | None:
    """The first day by which a span has so many things, its last one when it has fewer; ``None`` when it has none."""
    held, last = 0, None
    for day, count in sorted(days):
        if day in span:
            held, last = held + count, day
            if held >= most:
                break
    return last
