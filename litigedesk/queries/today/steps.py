"""The next steps of the disputes among what waits, as it is known where each dispute stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.queries.dispute_list import DisputeRow, Move
from litigedesk.queries.today.lines import STEP, STUCK, Line, Part, Span, Spans
from litigedesk.queries.today.task import TaskKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk

AT_ONCE: Final = 50  # disputes looked at together for one whose step presses


class Steps:
    """Reads no more than the first steps of a part."""

    def __init__(self, desk: "Desk", spans: Spans) -> None:
        self._desk, self._spans = desk, spans
        self._days = desk.standing.days(spans.today)
        self.rows: dict[int, DisputeRow] = {}  # those that were read

    @property
    def undated(self) -> int:
        """How many are to be done as soon as one can."""
        return sum(count for move, day, count in self._days if move is Move.TO_DO and day is None)

    def counts(self) -> Counter[tuple[Part, TaskKind]]:
        """How many there are in each part."""
        found: Counter[tuple[Part, TaskKind]] = Counter()
        for move, day, count in self._days:
            if move is Move.STUCK:
                found[Part.STUCK, TaskKind.NO_NEXT_STEP] += count
            elif move is Move.WAITING:
                found[Part.WAITING, TaskKind.WAITING] += count
            else:
                due = day or self._spans.today
                found[next(part for part, span in self._spans.by_day if due in span), TaskKind.NEXT_STEP] += count
        return found

    def stuck(self, most: int) -> list[Line]:
        """The first disputes whose plan is over while something is still owed, in the order of their list."""
        rows = self._desk.standing.first(self._spans.today, Move.STUCK, most)
        self._keep(rows)
        today, kind = self._spans.today, TaskKind.NO_NEXT_STEP
        return [Line(today, "", STUCK, place, row.id, kind) for place, row in enumerate(rows)]

    def waiting(self, most: int) -> list[Line]:
        """The first steps that are somebody else's."""
        return self._lines(self._desk.standing.first(self._spans.today, Move.WAITING, most), TaskKind.WAITING)

    def first(self, span: Span, most: int, *, dated: bool = False) -> list[Line]:
        """The first of some days; ``dated`` leaves out what is to be done as soon as one can."""
        after = None if span.first is None else date.fromordinal(span.first.toordinal() - 1)
        rows = self._desk.standing.first(self._spans.today, Move.TO_DO, most, after=after, until=span.last, dated=dated)
        return self._lines(rows, TaskKind.NEXT_STEP)

    def pressing(self, costly: Sequence[tuple[date, int]], span: Span) -> Iterable[Line]:
        """The first step that falls on the day of a date that costs a right, days and disputes being handed in in order."""
        near = [(day, dispute_id) for day, dispute_id in costly if day in span and day <= self._spans.short]
        for place in range(0, len(near), AT_ONCE):
            asked = set(near[place : place + AT_ONCE])
            last = max(day for day, _ in asked)
            asked |= {one for one in near[place + AT_ONCE :] if one[0] == last}  # names decide within a day
            rows = self._desk.standing.some(self._spans.today, {dispute_id for _, dispute_id in asked})
            steps = [row for row in rows if row.move is Move.TO_DO and row.step and (row.step.by, row.id) in asked]
            if steps:
                return self._lines(steps, TaskKind.NEXT_STEP)
        return ()

    def read(self, ids: Iterable[int]) -> None:
        """Read the lines of these disputes too."""
        wanted = set(ids) - self.rows.keys()
        self._keep(self._desk.standing.some(self._spans.today, wanted) if wanted else ())

    def _keep(self, rows: Iterable[DisputeRow]) -> None:
        self.rows.update((row.id, row) for row in rows)

    def _lines(self, rows: Sequence[DisputeRow], kind: TaskKind) -> list[Line]:
        self._keep(rows)
        return [
            Line(row.step.by or self._spans.today, row.client_name, STEP, place, row.id, kind)
            for place, row in enumerate(rows)
            if row.step is not None
        ]
