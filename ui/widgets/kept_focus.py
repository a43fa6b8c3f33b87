"""The keys stay where they were when a page is built anew, also behind a window that is still open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from .buttons import Button, Kind


@contextmanager
def kept_focus(page: QWidget) -> Iterator[None]:
    """Build the page anew inside: the control of the same name then has the keys, or failing that the filled button.

    The control is the one its window remembers, for while a dialog is open before it nothing here has the keys.
    """
    focused = cast(QWidget | None, page.window().focusWidget())  # the stubs leave out that there may be none
    if focused is None or not page.isAncestorOf(focused):
        yield
        return
    name = focused.objectName()
    yield
    for found in page.findChildren(QWidget, name) if name else []:
        if found.isVisibleTo(page):  # what was there before is hidden, and deleted a moment later
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            return
    focus_primary(page)


def focus_primary(page: QWidget | None) -> None:
    """Give the keys to the filled button of the page, which is what to do now; nothing without one."""
    if page is None:
        return
    for button in page.findChildren(Button):
        if button.property("kind") == Kind.PRIMARY and button.isVisibleTo(page) and button.isEnabled():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
