"""What is computed once for each row of a long list, and kept as long as the row itself."""

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

R = TypeVar("R")
V = TypeVar("V")
SPARE: Final = 5_000  # rows that went and are not forgotten at once


class PerRow(Generic[R, V]):
    """``compute`` for each row, once: lists hand in the same objects again as long as nothing touched them.

    Values are found by where the row stands in memory, so it holds the row too. Rows that went are forgotten once they are as many
    as the longest list.
    """

    def __init__(self, compute: Callable[[R], V]) -> None:
        self._compute = compute
        self._rows: dict[int, R] = {}
        self._values: dict[int, V] = {}
        self._most = 0

    def of(self, rows: Sequence[R]) -> list[V]:
        """The value of each of these rows, in their order."""
        try:
            return list(map(self._values.__getitem__, map(id, rows)))
        except KeyError:
            self.fill(rows)
        self._most = max(self._most, len(rows))
        if len(self._rows) > 2 * self._most + SPARE:
            self._rows = {id(row): row for row in rows}
            self._values = {place: self._values[place] for place in self._rows}
        return self.of(rows)

    def fill(self, rows: Sequence[R]) -> None:
        """Compute now what is not yet."""
        values, compute = self._values, self._compute
        for row in rows:
            if id(row) not in values:
                self._rows[id(row)] = row
                values[id(row)] = compute(row)
