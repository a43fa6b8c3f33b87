"""Tab goes as one reads, in every window: the order follows the layouts, also of what was put on a page later."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from .widgets.layout import placed

_TABS: Final = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_GOES_ON: Final = _TABS | {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FocusFilter(QObject):
    """Sees the keys of the widget that has them and of no other: a filter of the whole program would slow every event.

    It lives as long as its owner, by default the program.
    """

    def __init__(self, application: QApplication, owner: QObject | None = None) -> None:
        super().__init__(owner or application)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def concerns(self, widget: QWidget) -> bool:
        """Whether the keys of that widget are to be seen."""
        return True

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):  # one being destroyed has lost the keys too
            self._watched.removeEventFilter(self)
        self._watched = entered if entered is not None and self.concerns(entered) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


class ReadingOrder(FocusFilter):
    """Puts the controls of the window in reading order just before a key goes from one to the next."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _GOES_ON
            and isinstance(watched, QWidget)
        ):
            stops = put_in_order(watched.window())
            if watched.isWindow() and stops and event.key() in _TABS:  # nothing is lit yet: one starts at an end
                forward = event.key() == Qt.Key.Key_Tab
                stops[0 if forward else -1].setFocus(
                    Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                )
                return True
        return False


def put_in_order(window: QWidget) -> list[QWidget]:
    """Make the Tab key go round what is in sight in reading order, which is returned."""
    stops = list(reading(window))
    known = set(stops)
    present = [one for one in _chain(window) if one in known]
    start = present.index(stops[0]) if stops and stops[0] in present else 0
    if present[start:] + present[:start] != stops:
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
    return stops


def reading(widget: QWidget) -> Iterator[QWidget]:
    """The controls inside a widget that the Tab key stops at, as one reads them."""
    for child in children(widget):
        if not child.isVisible() or child.isWindow():
            continue
        if stops_at(child):
            yield child
        yield from reading(child)


def stops_at(widget: QWidget) -> bool:
    """Whether the Tab key stops at a widget that is in sight."""
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def children(widget: QWidget) -> list[QWidget]:
    """The parts of a widget in reading order: as its layout places them, then those that lie over it."""
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        return [shown] if shown is not None else []
    if isinstance(widget, QSplitter):
        return [one for place in range(widget.count()) if (one := widget.widget(place)) is not None]
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QAbstractItemView | QPlainTextEdit | QTextEdit | QAbstractScrollArea):
        return []  # the keys of what is inside are its own
    layout = widget.layout()
    held = placed(layout) if layout is not None else []
    known = set(held)
    over = [
        one
        for one in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one not in known
    ]
    return held + sorted(over, key=lambda one: (one.y(), one.x()))
