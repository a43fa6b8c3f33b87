"""One sum in two parts side by side: plain for the first, hatched for the second, each with its words and its sum under it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.money import Money

from ..theme import current
from .figures import MIDDLE_LEFT, MIDDLE_RIGHT, Painted

THICK = 12  # px of the bar


@dataclass(frozen=True)
class Part:
    """One part of a sum: what it is and how much."""

    words: str
    amount: Money

    @property
    def said(self) -> str:
        """``Non contesté : 2 158,50 €``."""
        return formats.typographic(f"{self.words} : {formats.money(self.amount)}")


class SplitBar(Painted):
    """The widths say the shares; the sums are written, so nothing is told by length or pattern alone."""

    def __init__(self, first: Part, second: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = first, second
        self.setAccessibleName(f"{first.said} ; {second.said}")
        self.setToolTip(f"{first.said}\n{second.said}")

    @property
    def is_narrow(self) -> bool:
        """Whether the words of the two parts do not fit on one line."""
        metrics = current().metrics()
        wide = metrics.horizontalAdvance(self.first.said) + metrics.horizontalAdvance(self.second.said)
        return wide + 24 > max(self.width(), 1)

    def sizeHint(self) -> QSize:
        lines = 2 if self.is_narrow else 1
        return QSize(320, THICK + 6 + lines * (current().metrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.painter(), current()
        whole = self.first.amount.cents + self.second.amount.cents
        place = self.width() * self.first.amount.cents / whole if whole else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.color("accent"))
        if place > 0:
            painter.drawRoundedRect(QRectF(0, 0, place, THICK), 3, 3)
        painter.setPen(QPen(theme.palette.color("field"), 1))
        painter.setBrush(QBrush(theme.palette.color("field"), Qt.BrushStyle.BDiagPattern))
        if place < self.width() - 1:
            painter.drawRoundedRect(QRectF(place + 0.5, 0.5, self.width() - place - 1, THICK - 1), 3, 3)
        height = theme.metrics().height() + 4
        line = QRectF(0, THICK + 6, self.width(), height)
        painter.setFont(theme.font())
        painter.setPen(theme.palette.color("text"))
        painter.drawText(line, MIDDLE_LEFT, self.first.said)
        below = line.translated(0, height) if self.is_narrow else line
        painter.drawText(below, MIDDLE_LEFT if self.is_narrow else MIDDLE_RIGHT, self.second.said)
