"""Ctrl+Z and its way back, in every window: the typing of the field one is in comes first, then the steps of the data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from .focus_order import FocusFilter, ReadingOrder
from .panes import PaneKeys

if TYPE_CHECKING:
    from .context import Context
    from .widgets.message_bar import MessageBar

UNDO: Final = ("Ctrl+Z",)
REDO: Final = ("Ctrl+Shift+Z", "Ctrl+Y")
TextField = QLineEdit | QPlainTextEdit | QTextEdit


def watch_keys(application: QApplication) -> None:
    """Let Tab follow the layouts, F6 go from part to part, and Ctrl+Z take the typing first, in every window of the program."""
    if application.findChild(TypingFirst) is None:
        ReadingOrder(application)
        PaneKeys(application)
        TypingFirst(application)


def add_undo_keys(window: QWidget, context: "Context") -> None:
    """Let the keys take back and redo the last step in a window that stands before the main one."""
    for keys, step, is_there in (
        (UNDO, context.undo, lambda: context.desk.undo_label is not None),
        (REDO, context.redo, lambda: context.desk.redo_label is not None),
    ):
        for key in keys:
            QShortcut(QKeySequence(key), window, _guarded(step, is_there))


def _guarded(step: Callable[[], None], is_there: Callable[[], bool]) -> Callable[[], None]:
    return lambda: step() if is_there() else None


def show_messages(bar: "MessageBar", context: "Context") -> Callable[[], None]:
    """Let a message bar say what is done, undone, noted and refused; the function returned makes it deaf again."""
    pairs = (
        (context.step_done, bar.done),
        (context.step_undone, bar.undone),
        (context.error_raised, bar.error),
        (context.noted, bar.note),
        (bar.undo_asked, context.undo),
        (bar.redo_asked, context.redo),
    )
    for signal, slot in pairs:
        signal.connect(slot)

    def stop() -> None:
        for signal, slot in pairs:
            signal.disconnect(slot)

    return stop


class TypingFirst(FocusFilter):
    """Decides whose Ctrl+Z it is while a text field has the keys.

    It is the field's as long as something was typed or taken back in it, and in a form being filled in always: a key pressed once
    too often must not reach the data. A field nobody typed in leaves the key to the window.
    """

    def concerns(self, widget: QWidget) -> bool:
        return text_field(widget) is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        pressed, field = _pressed(event), text_field(watched)
        if not pressed or field is None:
            return False
        theirs = belongs_to_typing(field)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(theirs)
            return True
        if event.type() == QEvent.Type.KeyPress and theirs:
            field.undo() if pressed in UNDO else field.redo()
            return True
        return False


def _pressed(event: QKeyEvent) -> str:
    """Which of the keys of undo and redo it is, or an empty string."""
    keys = QKeySequence(event.keyCombination()).toString()
    return keys if keys in {*UNDO, *REDO} else ""


def text_field(widget: QWidget) -> TextField | None:
    """Where the widget that has the keys is typed in, if it is."""
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, TextField) else None


def belongs_to_typing(field: TextField) -> bool:
    """Whether Ctrl+Z is about what was typed in the field."""
    if field.isReadOnly():
        return False
    history = field if isinstance(field, QLineEdit) else field.document()
    if history.isUndoAvailable() or history.isRedoAvailable():
        return True
    from .forms.form import Form

    form = field.parentWidget()
    while form is not None and not isinstance(form, Form):
        form = form.parentWidget()
    return form is not None and form.is_dirty
