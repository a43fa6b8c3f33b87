"""How much of a sum has come, as a bar; the sentence beside it says the same in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money

from ..palette import Tone
from ..theme import current, follow


class ShareBar(QWidget):
    """Filled from the left with what has come; ``tone`` is its colour."""

    def __init__(self, part: Money, whole: Money, tone: Tone = Tone.FINE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = min(1.0, part.cents / whole.cents) if whole > ZERO else 0.0
        self._tone = tone
        self.setAccessibleName(formats.typographic(f"{formats.money(part)} sur {formats.money(whole)}"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, current().side(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), current().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("info_bg"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), self.height()), 3, 3)
        if self._share:
            painter.setBrush(palette.color(self._tone))
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), self.height()), 3, 3)
