"""How a list draws a record: name and sum, kind, next date with its icon and word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import Theme, current
from .text import TONE_ICONS


@dataclass(frozen=True)
class RowView:
    """What a row shows: up to three lines, of which the second and third may be left out."""

    title: str
    amount: str = ""
    detail: str = ""
    detail_icon: str = ""
    when: str = ""
    when_tone: Tone = Tone.MUTED
    when_icon: str | None = None

    def words(self) -> str:
        """The whole row as a screen reader says it."""
        return typographic(", ".join(filter(None, (self.title, self.detail, self.when, self.amount))))


class RowDelegate(QStyledItemDelegate):
    """Paints ``RowView``s; ``lines`` is two or three, and sets the height with the text size."""

    def __init__(self, present: Callable[[Any], RowView], role: int, lines: int, parent: QObject) -> None:
        super().__init__(parent)
        self._present, self._role, self._lines = present, role, lines

    @staticmethod
    def _line_step(theme: Theme) -> int:
        return theme.line_height() + 5

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, self._lines * self._line_step(current()) + 17)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, theme, area, state)
        view = self._present(index.data(self._role))
        inner = QRect(area.left() + 16, area.top() + 8, area.width() - 32, self._line_step(theme))
        ratio = painter.device().devicePixelRatio()
        self._paint_title(painter, theme, view, inner)
        if view.detail:
            inner.translate(0, self._line_step(theme))
            icon = theme.pixmap(view.detail_icon, "muted", theme.side(14), ratio) if view.detail_icon else None
            self._paint_line(painter, theme, inner, icon, view.detail, "muted", 400)
        if view.when:
            inner.translate(0, self._line_step(theme))
            name = TONE_ICONS[view.when_tone] if view.when_icon is None else view.when_icon
            icon = theme.pixmap(name, view.when_tone, theme.side(14), ratio) if name else None
            self._paint_line(painter, theme, inner, icon, view.when, view.when_tone, 500)
        painter.restore()

    def _paint_ground(self, painter: QPainter, theme: Theme, area: QRect, state: QStyle.StateFlag) -> None:
        palette = theme.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.color("selected"))
            painter.fillRect(area.left(), area.top(), 3, area.height(), palette.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, palette.color("hover"))
        painter.fillRect(area.left() + 16, area.bottom(), area.width() - 32, 1, palette.color("line"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_title(self, painter: QPainter, theme: Theme, view: RowView, area: QRect) -> None:
        amount_wide = 0
        if view.amount:
            metrics = theme.metrics(weight=500, tabular=True)
            amount_wide = metrics.horizontalAdvance(view.amount) + 8
            painter.setFont(theme.font(weight=500, tabular=True))
            painter.setPen(theme.palette.color("text"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, right, view.amount)
        self._paint_line(painter, theme, area.adjusted(0, 0, -amount_wide, 0), None, view.title, "text", 600)

    def _paint_line(
        self, painter: QPainter, theme: Theme, area: QRect, icon: Any, text: str, colour: str, weight: int
    ) -> None:
        if icon is not None:
            side = theme.side(14)
            painter.drawPixmap(QPointF(area.left(), area.top() + (area.height() - side) / 2), icon)
            area = area.adjusted(side + 8, 0, 0, 0)
        metrics = theme.metrics(weight=weight)
        painter.setFont(theme.font(weight=weight))
        painter.setPen(theme.palette.color(colour))
        shown = metrics.elidedText(typographic(text), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
