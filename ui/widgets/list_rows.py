"""The rows of a list: one or several chosen, opened with Enter, their menu by the right button or the keyboard."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

_EXTENDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ListRows(QListView):
    """Enter and double click open the current row on every platform; Shift, Ctrl and Ctrl+A choose several.

    ``extending`` while a key or a click adds to what is chosen; ``menu_asked`` brings a point in global coordinates.
    """

    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.extending = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def chosen_runs(self) -> list[range]:
        """The places of the rows chosen, as runs of rows that follow each other."""
        held = cast(Iterable[QItemSelectionRange], self.selectionModel().selection())  # the stubs leave it out
        return [range(run.top(), run.bottom() + 1) for run in held if run.isValid()]

    @property
    def has_several(self) -> bool:
        """Whether more than one row is chosen."""
        return sum(map(len, self.chosen_runs())) > 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = not event.modifiers() & _EXTENDING
        if alone and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.has_several:
            self.setCurrentIndex(self.currentIndex())
            return
        self.extending = not alone
        super().keyPressEvent(event)
        self.extending = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.extending = bool(event.modifiers() & _EXTENDING)
        super().mousePressEvent(event)
        self.extending = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Under the pointer, or by the keyboard under the current row, wherever the pointer is."""
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            if self.indexAt(event.pos()).isValid():
                self.menu_asked.emit(event.globalPos())
            return
        area = self.visualRect(self.currentIndex())
        if area.isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(area.bottomLeft() + QPoint(24, -8)))
