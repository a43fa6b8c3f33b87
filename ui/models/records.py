"""One model for every list and table: rows of any kind, described by columns (title, text, value to sort by)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from litigedesk.formats import typographic

from .sort_keys import SortKeys

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title, the text of a row, and the value to sort by (text, date, sum or number; ``None`` last)."""

    title: str
    text: Callable[[R], str]
    key: Callable[[R], Any] | None = None
    figures: bool = False  # sums and dates: right-aligned, tabular
    width: int = 0  # px at 100 %; 0 takes the room left
    tone: Callable[[R], str] | None = None
    icon: Callable[[R], str] | None = None
    spare: bool = False  # left out where the columns of width 0 would have no room to be read

    def value(self, row: R) -> Any:
        """The value to sort by."""
        return (self.key or self.text)(row)


class RecordModel(QAbstractTableModel, Generic[R]):
    """Rows in memory with their columns; ``RECORD_ROLE`` gives the row itself. Text sorts as French dictionaries do."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        describe: Callable[[R], str] | None = None,
        parent: QObject | None = None,
        *,
        keeps_keys: bool = False,
    ) -> None:
        """With ``keeps_keys`` what a row is sorted by is read once, and must follow from the row alone."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._describe = describe
        self._rows: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self.keys = tuple(SortKeys(column.value) for column in self.columns) if keeps_keys else ()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, in the order last asked for."""
        self.beginResetModel()
        self._rows = self.arranged(rows)
        self.endResetModel()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, which are in that order already."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def arranged(self, rows: Sequence[R]) -> list[R]:
        """Rows in the order last asked for."""
        if self._sorted_by is None:
            return list(rows)
        column, order = self._sorted_by
        kept = self.keys[column] if self.keys else SortKeys(self.columns[column].value)
        keys = kept.of(rows)
        places = [place for place, key in enumerate(keys) if key is not None]
        places.sort(key=keys.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        if len(places) < len(keys):
            places += [place for place, key in enumerate(keys) if key is None]  # no value: last both ways
        return [rows[place] for place in places]

    def rows(self) -> list[R]:
        """The rows, in the order shown."""
        return list(self._rows)

    def record(self, row: int) -> R:
        """The row at that place."""
        return self._rows[row]

    def place(self, is_wanted: Callable[[R], bool]) -> int | None:
        """The place of the first row that is wanted, ``None`` when none is."""
        return next((place for place, row in enumerate(self._rows) if is_wanted(row)), None)

    # ---- Qt ----------------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == RECORD_ROLE:
            return row
        if role == SORT_ROLE:
            return column.value(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and self._describe is not None:
            return self._describe(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_across(column) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return typographic(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_across(self.columns[section]) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [(id(self._rows[index.row()]), index.column()) for index in old]
        wanted = {row for row, _ in kept}
        self._rows = self.arranged(self._rows)
        places = {id(row): place for place, row in enumerate(self._rows) if id(row) in wanted}
        self.changePersistentIndexList(old, [self.index(places[row], column) for row, column in kept])
        self.layoutChanged.emit()


def _across(column: Column[Any]) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
