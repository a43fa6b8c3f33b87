"""A table of records inside a page: as tall as its rows up to a limit, sorted by its header, opened with Enter."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ..models.records import RECORD_ROLE, ROOT, Column, RecordModel
from ..theme import current, follow

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROWS_AT_MOST = 12  # beyond, the table scrolls within itself
READABLE = 136  # px at the normal text size: what a column that takes the room left needs


class Cells(RecordModel[R]):
    """The same records with the tones, icons and figures of the theme."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self.record(index.row())
        theme = current()
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return theme.palette.color(column.tone(record))
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None and (name := column.icon(record)):
            return theme.icon(name, column.tone(record) if column.tone is not None else "muted")
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(tabular=column.figures)
        return super().data(index, role)


class RecordTable(QTableView, Generic[R]):
    """Rows and columns of one kind of record; ``opened`` and ``menu_asked`` bring the record of the current row.

    With ``several`` more than one can be chosen, and the signal of that name brings them whenever they change. Columns that take
    the room left never get less than ``least`` (px at the normal text size): without room for it the table scrolls sideways.
    """

    opened = Signal(object)
    menu_asked = Signal(object, QPoint)  # in global coordinates
    several = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        describe: Callable[[R], str] | None = None,
        parent: QWidget | None = None,
        *,
        several: bool = False,
        least: int = 0,
    ) -> None:
        super().__init__(parent)
        self._least = least
        self.setAccessibleName(name)
        self.cells = self._make_cells(columns, describe)
        self.setModel(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.several.emit(self.selected))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD_ROLE)))
        follow(self._restyle)

    def _make_cells(self, columns: Sequence[Column[R]], describe: Callable[[R], str] | None) -> Cells[R]:
        return Cells(columns, describe, self)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the first is current, so that the keyboard starts somewhere."""
        self.cells.set_rows(rows)
        if rows:
            self.setCurrentIndex(self.cells.index(0, 0))
        self._fit()

    @property
    def record(self) -> R | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.cells.record(index.row()) if index.isValid() else None

    @property
    def selected(self) -> list[R]:
        """The records chosen, in the order shown."""
        return [self.cells.record(place) for place in sorted({index.row() for index in self.selectedIndexes()})]

    def _restyle(self) -> None:
        theme = current()
        self.verticalHeader().setDefaultSectionSize(max(32, theme.line_height() + 16))
        header = self.horizontalHeader()
        header.setFont(theme.font(weight=500))
        for place, column in enumerate(self.cells.columns):
            stretched = column.width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, mode)
            if not stretched:
                self.setColumnWidth(place, round(column.width * theme.text_scale))
        self.viewport().update()
        self._fit()

    def _fit(self) -> None:
        rows = min(max(1, self.cells.rowCount(ROOT)), ROWS_AT_MOST)
        height = rows * self.verticalHeader().defaultSectionSize() + self.horizontalHeader().sizeHint().height()
        height += 2 * self.frameWidth()
        wide = self._spare_room()
        if wide > self.viewport().width():  # the bar under the columns must not cover the last row
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def _spare_room(self) -> float:
        """Leave out spare columns, the last first, until the others can be read; the width that the fixed ones take."""
        scale, columns = current().text_scale, self.cells.columns
        left_out: set[int] = set()
        wide = sum(column.width or READABLE for column in columns) * scale
        for place in reversed(range(len(columns))):
            if columns[place].spare and wide > self.viewport().width():
                left_out.add(place)
                wide -= columns[place].width * scale
        for place, column in enumerate(columns):
            if column.spare:
                self.setColumnHidden(place, place in left_out)
        wide = sum(column.width for place, column in enumerate(columns) if place not in left_out) * scale
        return wide + self._keep_least(wide)

    def _keep_least(self, fixed: float) -> float:
        """Hold the columns that take the room left at their least where less is left; the width they then take."""
        taking = [place for place, column in enumerate(self.cells.columns) if column.width == 0]
        if not self._least or not taking:
            return 0
        least = round(self._least * current().text_scale)
        tight = fixed + least * len(taking) > self.viewport().width()
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        for place in taking:
            if self.horizontalHeader().sectionResizeMode(place) != mode:
                self.horizontalHeader().setSectionResizeMode(place, mode)
            if tight:
                self.setColumnWidth(place, least)
        return least * len(taking) if tight else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.menu_asked.emit(index.data(RECORD_ROLE), self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.record is not None:
            self.opened.emit(self.record)
            return
        super().keyPressEvent(event)
