"""Lists whose items wrap: each is tall enough for all its lines, whatever the style takes from its width."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem

ACROSS: Final = 2 * (
    8 + 3
)  # px: the padding of an item in the style sheet, and the margin that Qt adds around its text
ABOVE_AND_BELOW: Final = 2 * 6 + 4


class WrappedItems(QStyledItemDelegate):
    """Qt measures an item on the whole width of the list, then draws it on less, and cuts the last line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        room = QRect(0, 0, max(1, width - ACROSS), 1 << 14)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        return QSize(1, option.fontMetrics.boundingRect(room, flags, option.text).height() + ABOVE_AND_BELOW)


def wrap_items(held: QListWidget) -> None:
    """Let the items of a list wrap, measured again when its width changes."""
    held.setWordWrap(True)
    held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    held.setResizeMode(QListView.ResizeMode.Adjust)
    held.setItemDelegate(WrappedItems(held))
