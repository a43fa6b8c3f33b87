"""A table of records of which some are chosen: a box before each, ticked with a click or with Space."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..models.records import Column
from .record_table import Cells, RecordTable

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


class TickCells(Cells[R]):
    """The records with a box in their first column; one that may not be chosen has none."""

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        describe: Callable[[R], str] | None,
        key: Callable[[R], str],
        may_tick: Callable[[R], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(columns, describe, parent)
        self._key, self._may_tick = key, may_tick
        self._ticked: set[str] = set()

    @property
    def ticked(self) -> list[R]:
        """The records chosen, in the order shown."""
        return [one for one in self.rows() if self._key(one) in self._ticked and self._may_tick(one)]

    def set_ticked(self, keys: Collection[str]) -> None:
        """Choose these and no others."""
        self._ticked = set(keys)
        if self.rowCount():
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
        self.ticked_changed.emit()

    def is_ticked(self, record: R) -> bool:
        """Whether a record is chosen."""
        return self._key(record) in self._ticked

    def replace(self, row: int, record: R) -> None:
        """Show another state of the record of that row."""
        self._rows[row] = record
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    # ---- Qt ----------------------------------------------------------------------------------------------------------
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.column() == 0 and role == Qt.ItemDataRole.CheckStateRole:
            record = self.record(index.row())
            if not self._may_tick(record):
                return None
            return Qt.CheckState.Checked if self.is_ticked(record) else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == 0 and self._may_tick(self.record(index.row())):
            return found | Qt.ItemFlag.ItemIsUserCheckable
        return found & ~Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        record = self.record(index.row())
        if not self._may_tick(record):
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        (self._ticked.add if on else self._ticked.discard)(self._key(record))
        self.dataChanged.emit(index, index, [role])
        self.ticked_changed.emit()
        return True


class TickTable(RecordTable[R]):
    """The table; ``current_changed`` when another row is looked at, ``ticked_changed`` when another is chosen."""

    current_changed = Signal()
    ticked_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        describe: Callable[[R], str] | None = None,
        *,
        key: Callable[[R], str],
        may_tick: Callable[[R], bool],
        parent: QWidget | None = None,
    ) -> None:
        self._key, self._may_tick = key, may_tick
        super().__init__(name, columns, describe, parent)
        self.ticks.ticked_changed.connect(self.ticked_changed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit())

    def _make_cells(self, columns: Sequence[Column[R]], describe: Callable[[R], str] | None) -> TickCells[R]:
        self.ticks: TickCells[R] = TickCells(columns, describe, self._key, self._may_tick, self)
        return self.ticks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.record is not None:
            first = self.ticks.index(self.currentIndex().row(), 0)
            on = not self.ticks.is_ticked(self.record)
            self.ticks.setData(
                first, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
            )
            return
        super().keyPressEvent(event)
