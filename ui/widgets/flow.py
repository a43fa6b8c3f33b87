"""Layouts that give way on a narrow window: items that wrap onto the next line, columns that stack."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from ..theme import current

NARROW = 760  # px at the normal text size: below, two columns become one


class FlowLayout(QLayout):
    """Items at their own size from left to right, wrapped onto the next line when the width is used up."""

    def __init__(self, gap: int = 8, line_gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self._heights: dict[int, int] = {}  # by width: Qt asks hundreds of times while it lays a page out
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        """Measure anew: something in it changed."""
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        self._heights.clear()
        self._hint = self._least = None

    def addItem(self, item: QLayoutItem, /) -> None:
        """Keep an item of ours for a widget: the binding may void Qt's own one under our hands.

        Qt frees the items of other layouts without telling it; one of ours made at the same address then inherits their
        owner, and is declared deleted with it while the widget still stands here.
        """
        widget, inner = item.widget(), item.layout()
        self._forget()
        self._items.append(QWidgetItem(widget) if widget is not None else inner or item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, area: QRect, /) -> None:
        super().setGeometry(area)
        spare = max(0, area.height() - self.heightForWidth(area.width()))
        self._arrange(area.adjusted(0, spare // 2, 0, 0), move=True)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            sizes = [item.sizeHint() for item in self._shown()]
            width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
            self._hint = QSize(width, max((size.height() for size in sizes), default=0))
        return self._hint

    def minimumSize(self) -> QSize:
        if self._least is None:
            sizes = [item.minimumSize() for item in self._shown()]
            self._least = QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))
        return self._least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, move: bool) -> int:
        y = area.y()
        for line in self._lines(area.width()):
            sizes = [_fitted(item, area.width()) for item in line]
            height = max(size.height() for size in sizes)
            x = area.x()
            for item, size in zip(line, sizes, strict=True):
                if move:
                    middle = y + (height - size.height()) // 2
                    item.setGeometry(QRect(x, middle, size.width(), size.height()))
                x += size.width() + self._gap
            y += height + self._line_gap
        return max(0, y - area.y() - self._line_gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines


def _fitted(item: QLayoutItem, width: int) -> QSize:
    """The item at its own size, or taller within the width where it can wrap."""
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())


class Columns(QWidget):
    """Two columns side by side, one under the other when the widget is narrow.

    ``side`` in pixels fixes the width of the second one; else they share the room, or with ``share=False`` the second keeps
    its own size. ``break_at`` is the width, at the
    normal text size, below which they stack.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        side: int = 0,
        share: bool = True,
        gap: int = 16,
        break_at: int = NARROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.first, self.second = first, second
        self._side, self._break_at = side, break_at
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._layout.addWidget(first, 1)
        self._layout.addWidget(second, 1 if share and not side else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._settle(1 << 14)

    @property
    def is_stacked(self) -> bool:
        """Whether the second column is under the first."""
        return self._layout.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to let the columns stack."""
        widths = (self.first.minimumSizeHint().width(), self.second.minimumSizeHint().width())
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle(self.width())

    def _settle(self, width: int) -> None:
        scale = current().text_scale
        stacked = width < self._break_at * scale
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
        self._layout.setStretch(0, 0 if stacked else 1)
        if self._side:
            wide = round(self._side * min(1.3, scale))
            self.second.setMinimumWidth(0 if stacked else wide)
            self.second.setMaximumWidth(16777215 if stacked else wide)
