"""The menu of a row, everywhere: the right button opens what its « ⋯ » opens, and the keyboard does what the mouse does."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from .focus_order import FocusFilter
from .widgets.buttons import IconButton

MORE: Final = "ellipsis"


class RowMenus(FocusFilter):
    """One for the whole program; ``owner`` is the window it lives as long as.

    The Menu key (where the system does not send it itself) and Shift+F10 ask the control that has the keys for its menu. A request
    that no control answers reaches the window, and opens the menu of the « ⋯ » button of the row it came from.
    """

    def __init__(self, owner: QWidget) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        super().__init__(app, owner)
        owner.window().installEventFilter(self)

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        super()._follow(left, entered)
        if entered is not None:  # each window that the keys come to, beside the control that has them
            entered.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _asks_menu(event):
            focused = QApplication.focusWidget()
            return focused is not None and watched is focused and _may_open() and ask_menu(focused)
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._asked(watched, event)
        return False

    @staticmethod
    def _asked(watched: QObject, event: QContextMenuEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        focused = QApplication.focusWidget()
        if by_keys and event.spontaneous() and focused is not None:  # the system does not know where the current row is
            return not _may_open() or ask_menu(focused)
        if watched.isWindow():  # nobody on the way up answered
            start = focused if by_keys else watched.childAt(watched.mapFromGlobal(event.globalPos()))
            if start is not None and (button := more_button(start)) is not None:
                button.menu().popup(button.mapToGlobal(QPoint(0, button.height())) if by_keys else event.globalPos())
                return True
        return False


def _may_open() -> bool:
    return QApplication.activePopupWidget() is None


def _asks_menu(event: QKeyEvent) -> bool:
    held = event.modifiers()
    shift = held == Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_F10
    return shift or (event.key() == Qt.Key.Key_Menu and held == Qt.KeyboardModifier.NoModifier)


def ask_menu(widget: QWidget) -> bool:
    """Ask a control, then whatever holds it, for its menu; false when none has one."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    point = _place(widget)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, target.mapToGlobal(point))
    QCoreApplication.sendEvent(target, event)
    return event.isAccepted()


def _place(widget: QWidget) -> QPoint:
    """Where the current row or the cursor is."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        return widget.visualRect(widget.currentIndex()).center()
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    point = cursor.center() if cursor is not None else widget.rect().center()
    return QPoint(point) if widget.rect().contains(point) else widget.rect().center()


def more_button(widget: QWidget) -> IconButton | None:
    """The « ⋯ » button of the row that holds a control: the nearest around it, when it is the only one there."""
    around: QWidget | None = widget
    while around is not None and not around.isWindow() and not isinstance(around, QAbstractScrollArea):
        found = [one for one in around.findChildren(IconButton) if _opens(one)]
        if isinstance(around, IconButton) and _opens(around):
            found.append(around)
        if found:
            return found[0] if len(found) == 1 else None
        around = around.parentWidget()
    return None


def _opens(button: IconButton) -> bool:
    return button.icon_name == MORE and button.isVisible() and button.isEnabled() and bool(button.menu())
