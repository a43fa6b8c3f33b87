"""How a list draws a piece: its number as the stamp shows it, its title, and what it is."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from litigedesk.domain.evidence import Piece
from litigedesk.formats import typographic
from litigedesk.queries.pieces import PieceRow

from ..theme import Theme, current

ROW: Final = int(Qt.ItemDataRole.UserRole) + 1
SIDE: Final = 12  # px at the left and the right
LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PieceDelegate(QStyledItemDelegate):
    """``describe`` writes the second line; a lock says that a piece is confidential, as its name for screen readers does."""

    def __init__(self, describe: Callable[[Piece], str], parent: QObject) -> None:
        super().__init__(parent)
        self._describe = describe

    @staticmethod
    def _step(theme: Theme) -> int:
        return theme.line_height() + 5

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(240, 2 * self._step(current()) + 17)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: PieceRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, theme, area, state)
        number = self._number(painter, theme, area, row.piece.number)
        inner = QRect(number.right() + 1 + SIDE, area.top() + 8, 0, self._step(theme))
        inner.setRight(area.right() - SIDE)
        title = QRect(inner)
        if row.piece.confidential:
            title.setRight(self._lock(painter, theme, inner) - 8)
        self._line(painter, theme, title, row.piece.title, "text", 600)
        inner.translate(0, self._step(theme))
        self._line(painter, theme, inner, self._describe(row.piece), "muted", 400)
        painter.restore()

    def _ground(self, painter: QPainter, theme: Theme, area: QRect, state: QStyle.StateFlag) -> None:
        palette = theme.palette
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.color("selected"))
            painter.fillRect(area.left(), area.top(), 3, area.height(), palette.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, palette.color("hover"))
        painter.fillRect(area.left() + SIDE, area.bottom(), area.width() - 2 * SIDE, 1, palette.color("line"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 3, 3)

    def _number(self, painter: QPainter, theme: Theme, area: QRect, number: int) -> QRect:
        """The number in a frame; returns where it stands."""
        metrics = theme.metrics(weight=600, tabular=True)
        wide = max(metrics.horizontalAdvance("88"), metrics.horizontalAdvance(str(number))) + 14
        height = metrics.height() + 8
        box = QRect(area.left() + SIDE, area.top() + (area.height() - height) // 2, wide, height)
        painter.setPen(QPen(theme.palette.color("field"), 1))
        painter.setBrush(theme.palette.color("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font(weight=600, tabular=True))
        painter.setPen(theme.palette.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        return box

    def _lock(self, painter: QPainter, theme: Theme, line: QRect) -> int:
        """A lock at the right of the line; returns its left edge."""
        side = theme.side(14)
        left = line.right() - side
        icon = theme.pixmap("lock", "muted", side, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(left, line.top() + (line.height() - side) / 2), icon)
        return left

    def _line(self, painter: QPainter, theme: Theme, area: QRect, text: str, colour: str, weight: int) -> None:
        painter.setFont(theme.font(weight=weight))
        painter.setPen(theme.palette.color(colour))
        shown = theme.metrics(weight=weight).elidedText(typographic(text), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, LEFT, shown)
