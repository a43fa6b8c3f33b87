"""Windows as tall as their words need at their width, within the screen; Tab through a bar as one reads it."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ..screen_room import screen_room
from ..theme import current
from ..widgets.layout import placed

TALLEST = 0.9  # of the screen's free height


def tab_as_read(bar: QWidget) -> None:
    """Let Tab go through a bar from left to right, whatever the order in which its buttons were made."""
    layout = bar.layout()
    assert layout is not None
    stops = [one for one in placed(layout) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def fit(dialog: QDialog, width: int) -> None:
    """Give a window that does not scroll the height of its wrapped words; ``width`` is in pixels at the normal text size."""
    room = screen_room(dialog)
    wide = min(round(width * current().text_scale), room.width() - 32)
    for widget in dialog.findChildren(QWidget):
        widget.ensurePolished()  # the style sheet sets heights
    layout = dialog.layout()
    assert layout is not None
    layout.activate()
    needed = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    dialog.resize(wide, min(needed, round(room.height() * TALLEST)))
