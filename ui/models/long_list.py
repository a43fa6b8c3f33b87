"""The model of a list of any length."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QStringListModel, Qt

from .order import Order
from .records import RECORD_ROLE, Column, Index, moved

R = TypeVar("R")
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LongListModel(QStringListModel, Generic[R]):
    """Rows in memory, one column; ``RECORD_ROLE`` gives the row itself, its text is that of the first of ``columns``.

    A view asks how many rows there are for each row that it lays out. Here Qt answers that by itself, which for fifty thousand is
    forty times faster than asking us: it holds as many empty texts as there are rows, and nothing else.
    """

    def __init__(
        self, columns: Sequence[Column[R]], describe: Callable[[R], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.order = Order(columns, keeps_keys=True)
        self._describe = describe
        self._rows: list[R] = []

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """What the rows can be sorted by."""
        return self.order.columns

    def arranged(self, rows: Sequence[R]) -> list[R]:
        """Rows in the order last asked for."""
        return self.order.arranged(rows)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, which are in that order already."""
        self._rows = list(rows)
        self.setStringList([""] * len(self._rows))

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
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RECORD_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[0].text(row)
        return self._describe(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _ROW if index.isValid() else Qt.ItemFlag.NoItemFlags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.order.ask(column, order)
        self.layoutAboutToBeChanged.emit()
        before, self._rows = self._rows, self.arranged(self._rows)
        moved(self, before, self._rows)
        self.layoutChanged.emit()
