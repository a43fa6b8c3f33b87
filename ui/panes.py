"""F6 goes from one part of a window to the next, and back to where one was in it."""

from collections.abc import Iterator
from typing import Final, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

from .focus_order import FocusFilter, children, reading, stops_at

_VIEWS: Final = (QScrollArea, QAbstractItemView, QPlainTextEdit, QTextEdit)
_TOP_BAR: Final = "topbar"
_last: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()  # where the keys were in each part


class PaneKeys(FocusFilter):
    """F6 and Shift+F6 in every window; the main one has them in its menu too."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F6
            and isinstance(watched, QWidget)
        ):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            go_to_pane(watched.window(), -1 if back else 1)
            return True
        return False


def go_to_pane(window: QWidget, step: int) -> None:
    """Give the keys to the part ``step`` places further, as one reads, going round."""
    found = list(panes(window))
    focused = cast(QWidget | None, window.focusWidget())  # the stubs leave out that there may be none
    here = None
    if focused is not None:
        here = next((place for place, pane in enumerate(found) if _holds(pane, focused)), None)
    if here is not None and focused is not None:
        _last[found[here]] = focused
    if found:
        place = (here + step) % len(found) if here is not None else (0 if step > 0 else len(found) - 1)
        _enter(found[place])


def panes(widget: QWidget) -> Iterator[QWidget]:
    """The parts in sight that hold a control: bars, lists, pages, texts; a part inside another is not counted."""
    for child in children(widget):
        if not child.isVisible() or child.isWindow():
            continue
        if isinstance(child, _parts()) or child.objectName() == _TOP_BAR:
            if stops_at(child) or next(reading(child), None) is not None:
                yield child
        else:
            yield from panes(child)


def _parts() -> tuple[type[QWidget], ...]:
    from .widgets.list_pane import ListPane
    from .widgets.message_bar import MessageBar
    from .widgets.panels import BottomBar

    return (*_VIEWS, ListPane, BottomBar, MessageBar)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _enter(pane: QWidget) -> None:
    before = _last.get(pane)
    stops = [pane] if stops_at(pane) else list(reading(pane))
    wanted = before if before in stops else stops[0]
    wanted.setFocus(Qt.FocusReason.TabFocusReason)
    holder = wanted.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(wanted)
        holder = holder.parentWidget()
