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
    name, before = focused.objectName(), set(page.findChildren(QWidget))
    yield
    if focused.isVisibleTo(page):  # it was not built anew
        return
    built = [one for one in page.findChildren(QWidget) if one not in before]  # the others are deleted a moment later
    same = next((one for one in built if name and one.objectName() == name), None)
    _give(same or next(filter(_is_primary, built), None))


def focus_primary(page: QWidget | None) -> None:
    """Give the keys to the filled button of the page, which is what to do now; nothing without one."""
    if page is not None:
        _give(next((one for one in page.findChildren(Button) if _is_primary(one) and one.isVisibleTo(page)), None))


def _is_primary(widget: QWidget) -> bool:
    return isinstance(widget, Button) and widget.property("kind") == Kind.PRIMARY and widget.isEnabled()


def _give(wanted: QWidget | None) -> None:
    """A control not shown yet takes the keys when it is."""
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
