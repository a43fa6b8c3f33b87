"""How the box draws its lines: icon, name with the words found in bold, detail or excerpt, date or sum at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from litigedesk.formats import typographic

from ..theme import Theme, current
from .lines import LINE, Line, LineKind, Mark

SIDE = 16  # px at the left and the right
GAP = 12
MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Heights follow the text size."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, line = current(), index.data(LINE)
        step = theme.line_height()
        tall = {LineKind.HEADING: step + 20, LineKind.MORE: step + 16}.get(line.what, 2 * step + 16)
        return QSize(240, tall if line.detail or line.what is not LineKind.RESULT else step + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = current(), index.data(LINE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = area.adjusted(SIDE, 0, -SIDE, 0)
        if line.what is LineKind.HEADING:
            inner.setTop(area.bottom() - theme.line_height() - 6)
            _draw(painter, theme, inner, typographic(line.title), (), "muted", 600)
        else:
            self._ground(painter, theme, area, option.state)
            self._result(painter, theme, inner, line)
        painter.restore()

    def _ground(self, painter: QPainter, theme: Theme, area: QRect, state: QStyle.StateFlag) -> None:
        palette = theme.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.color("selected"))
            painter.fillRect(area.left(), area.top(), 3, area.height(), palette.color("accent"))
            painter.setPen(QPen(palette.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, palette.color("hover"))

    def _result(self, painter: QPainter, theme: Theme, area: QRect, line: Line) -> None:
        step = theme.line_height()
        top = QRect(area.left(), area.top() + 8, area.width(), step)
        indent = theme.side(16) + GAP
        if line.icon:
            icon = theme.pixmap(line.icon, "muted", theme.side(16), painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(top.left(), top.top() + (step - theme.side(16)) / 2), icon)
        top.setLeft(top.left() + indent)
        tone = "accent" if line.what is LineKind.MORE else "text"
        below = QRect(top.left(), top.bottom() + 1, area.right() - top.left() + 1, step)
        top.setRight(self._right(painter, theme, top, line))
        _draw(painter, theme, top, line.title, line.title_marks, tone, 500)
        if line.detail:
            _draw(painter, theme, below, line.detail, line.detail_marks, "muted", 400)

    def _right(self, painter: QPainter, theme: Theme, area: QRect, line: Line) -> int:
        """What stands at the right; returns where the name must end."""
        words = typographic(line.when or line.aside)
        if not words:
            return area.right()
        tone, weight = (line.when_tone.value, 500) if line.when else ("muted", 400)
        metrics = theme.metrics(weight=weight, tabular=True)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() * 2 // 5)
        wide = metrics.horizontalAdvance(words)
        painter.setFont(theme.font(weight=weight, tabular=True))
        painter.setPen(theme.palette.color(tone))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | MIDDLE, words)
        left = area.right() - wide
        if line.when and line.when_icon:
            side = theme.side(14)
            left -= side + 6
            icon = theme.pixmap(line.when_icon, tone, side, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(left, area.top() + (area.height() - side) / 2), icon)
        return left - GAP


def _draw(
    painter: QPainter, theme: Theme, area: QRect, text: str, marks: Sequence[Mark], tone: str, weight: int
) -> None:
    """A line with its marks in bold, in the colour of text; what has no room ends with « … »."""
    left = area.left()
    for part, is_mark in _parts(text, marks):
        heavy = 600 if is_mark else weight  # the heaviest Inter at hand: more would be smeared by Qt
        font: QFont = theme.font(weight=heavy)
        metrics = theme.metrics(weight=heavy)
        room = area.right() - left + 1
        wide = metrics.horizontalAdvance(part)
        painter.setFont(font)
        painter.setPen(theme.palette.color("text" if is_mark else tone))
        shown = part if wide <= room else metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignLeft | MIDDLE, shown)
        left += wide
        if wide > room:
            return


def _parts(text: str, marks: Sequence[Mark]) -> list[tuple[str, bool]]:
    found, last = [], 0
    for start, end in marks:
        found += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [(part, is_mark) for part, is_mark in (*found, (text[last:], False)) if part]
