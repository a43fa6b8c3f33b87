"""One model for every list and table: rows of any kind, described by columns (title, text, value to sort by)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from litigedesk.formats import typographic

from .order import Order

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
        self, columns: Sequence[Column[R]], describe: Callable[[R], str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._describe = describe
        self._rows: list[R] = []
        self._order = Order(self.columns)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, in the order last asked for."""
        self.beginResetModel()
        self._rows = self.arranged(rows)
        self.endResetModel()

    def arranged(self, rows: Sequence[R]) -> list[R]:
        """Rows in the order last asked for."""
        return self._order.arranged(rows)

    def rows(self) -> list[R]:
        """The rows, in the order shown."""
        return list(self._rows)

    def record(self, row: int) -> R:
        """The row at that place."""
        return self._rows[row]

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
        self._order.ask(column, order)
        self.layoutAboutToBeChanged.emit()
        before, self._rows = self._rows, self.arranged(self._rows)
        moved(self, before, self._rows)
        self.layoutChanged.emit()


def moved(model: QAbstractItemModel, before: Sequence[Any], after: Sequence[Any]) -> None:
    """What views hold on to, such as the rows chosen, follows its rows to their new places."""
    old = model.persistentIndexList()
    kept = [(id(before[index.row()]), index.column()) for index in old]
    wanted = {row for row, _ in kept}
    places = {id(row): place for place, row in enumerate(after) if id(row) in wanted} if wanted else {}
    model.changePersistentIndexList(old, [model.index(places[row], column) for row, column in kept])


def _across(column: Column[Any]) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
