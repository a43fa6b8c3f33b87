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
        self._held: dict[int, tuple[R, V]] = {}
        self._most = 0

    def of(self, rows: Sequence[R]) -> list[V]:
        """The value of each of these rows, in their order."""
        self.fill(rows)
        held = self._held
        self._most = max(self._most, len(rows))
        if len(held) > 2 * self._most + SPARE:
            self._held = held = {id(row): held[id(row)] for row in rows}
        return [held[place][1] for place in map(id, rows)]

    def fill(self, rows: Sequence[R]) -> None:
        """Compute now what is not yet."""
        held, compute = self._held, self._compute
        for row in rows:
            if id(row) not in held:
                held[id(row)] = (row, compute(row))
