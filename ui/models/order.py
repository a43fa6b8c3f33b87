"""The order of rows of one kind, by one of their columns."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt

from .sort_keys import SortKeys

if TYPE_CHECKING:
    from .records import Column

R = TypeVar("R")


class Order(Generic[R]):
    """By what rows are sorted, and which way: as they come before anything was asked.

    With ``keeps_keys`` what a row is sorted by is read once, and must follow from the row alone.
    """

    def __init__(self, columns: "Sequence[Column[R]]", *, keeps_keys: bool = False) -> None:
        self.columns = tuple(columns)
        self.keys = tuple(SortKeys(column.value) for column in self.columns) if keeps_keys else ()
        self._by: tuple[int, Qt.SortOrder] | None = None

    def ask(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by that column from now on; as they come for a column that there is not."""
        self._by = (column, order) if 0 <= column < len(self.columns) else None

    def arranged(self, rows: Sequence[R]) -> list[R]:
        """Rows in the order last asked for."""
        if self._by is None:
            return list(rows)
        column, order = self._by
        kept = self.keys[column] if self.keys else SortKeys(self.columns[column].value)
        keys = kept.of(rows)
        places, without = list(range(len(keys))), list[int]()
        if None in keys:  # no value: last both ways
            without = [place for place, key in enumerate(keys) if key is None]
            places = [place for place, key in enumerate(keys) if key is not None]
        places.sort(key=keys.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        return list(map(rows.__getitem__, [*places, *without]))

    def prepare(self, rows: Sequence[R]) -> Iterator[None]:
        """Read what these rows will be sorted by, a little at a time."""
        if self._by is not None and self.keys:
            yield from self.keys[self._by[0]].prepare(rows)
