"""A limitation period as a bar: what is left of it, today, what moved its end, and a later end that is only possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from litigedesk import formats

from ..palette import Tone
from ..theme import Theme, current
from .figures import MIDDLE_LEFT, MIDDLE_RIGHT, Painted
from .tips import plain_tip

THICK = 12  # px of the bar
NEAR = 12  # px within which a mark is pointed at


@dataclass(frozen=True)
class BarMark:
    """Something that happened on a day of the period: its icon and, on hover, its words."""

    day: date
    icon: str
    words: str


class LimitationBar(Painted):
    """What is left is filled and empties towards the end at the right, with today ticked.

    A later end that is only possible stands beyond, hatched. Marks stand above, and are told on hover and in the bar's name.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period: tuple[date, date, date] | None = None
        self._tone, self._end_words = Tone.FINE, ""
        self._possible: date | None = None
        self._marks: tuple[BarMark, ...] = ()

    def set_period(
        self,
        start: date,
        end: date,
        today: date,
        tone: Tone = Tone.FINE,
        *,
        possible: date | None = None,
        marks: Sequence[BarMark] = (),
    ) -> None:
        """Show the period; ``tone`` is fine, soon or late, and the chip above says how far in words."""
        self._period, self._tone = (start, end, today), tone
        self._possible = possible if possible is not None and possible > end else None
        self._marks = tuple(mark for mark in marks if start <= mark.day)
        self._end_words = f"{formats.date_long(end)} à 24\u00a0heures"
        words = f"Du {formats.date_long(start)} au {self._end_words} ; aujourd’hui, {formats.date_long(today)}"
        if self._possible is not None:
            words += f" ; peut-être jusqu’au {formats.date_long(self._possible)}"
        self.setAccessibleName(formats.typographic("; ".join([words, *(mark.words for mark in self._marks)])))
        self._restyle()

    # ---- size --------------------------------------------------------------------------------------------------------
    @property
    def _top(self) -> int:
        """Where the bar begins: under the icons of its marks, if there are any."""
        return current().side(16) + 6 if self._marks else 4

    def sizeHint(self) -> QSize:
        lines = 2 if self._possible is not None else 1
        return QSize(320, self._top + THICK + 6 + lines * (current().metrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _place(self, day: date) -> float:
        """How far from the left edge a day is."""
        assert self._period is not None
        start, end, _ = self._period
        whole = ((self._possible or end) - start).days
        return self.width() * min(1.0, max(0.0, (day - start).days / max(1, whole)))

    # ---- hover -------------------------------------------------------------------------------------------------------
    def told_at(self, point: QPoint) -> str:
        """What the bar says at a point: the mark there, or the part of the period."""
        if self._period is None:
            return ""
        start, end, today = self._period
        near = [(abs(self._place(mark.day) - point.x()), mark.words) for mark in self._marks]
        closest = min(near, default=(NEAR + 1, ""))
        if closest[0] <= NEAR:
            return closest[1]
        if self._possible is not None and point.x() > self._place(end):
            return f"Seulement possible, jusqu’au {formats.date_long(self._possible)} : n’y comptez pas."
        if point.x() < self._place(today):
            return f"Temps écoulé depuis le {formats.date_long(start)}."
        return f"Temps qui reste, jusqu’au {self._end_words}."

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._period is not None:
            QToolTip.showText(event.globalPos(), plain_tip(formats.typographic(self.told_at(event.pos()))), self)
            return True
        return super().event(event)

    # ---- painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._period is None:
            return
        painter, theme = self.painter(), current()
        _, end, today = self._period
        x, last = self._place(today), self._place(end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.color("info_bg"))
        painter.drawRoundedRect(QRectF(0, self._top, self.width(), THICK), 3, 3)
        painter.setBrush(theme.palette.color(self._tone))
        if last > x:
            painter.drawRoundedRect(QRectF(x, self._top, last - x, THICK), 3, 3)
        if self._possible is not None:
            self._draw_possible(painter, theme, max(x, last))
        painter.fillRect(QRectF(min(x, self.width() - 2), self._top - 4, 2, THICK + 8), theme.palette.color("text"))
        for mark in self._marks:
            self._draw_mark(painter, theme, mark)
        self._draw_words(painter, theme, x, last)

    def _draw_possible(self, painter: QPainter, theme: Theme, start: float) -> None:
        """Hatched within an outline: what a judge may not grant."""
        area = QRectF(start + 0.5, self._top + 0.5, max(0.0, self.width() - start - 1), THICK - 1)
        painter.setPen(QPen(theme.palette.color("field"), 1))
        painter.setBrush(QBrush(theme.palette.color("field"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, 3, 3)

    def _draw_mark(self, painter: QPainter, theme: Theme, mark: BarMark) -> None:
        side, x = theme.side(16), self._place(mark.day)
        left = min(max(0.0, x - side / 2), self.width() - side)
        painter.drawPixmap(QPointF(left, 0), theme.pixmap(mark.icon, "text", side, self.devicePixelRatioF()))
        painter.setPen(QPen(theme.palette.color("text"), 1))
        painter.drawLine(QPointF(x, side + 1), QPointF(x, self._top + THICK))

    def _draw_words(self, painter: QPainter, theme: Theme, x: float, last: float) -> None:
        metrics = theme.metrics()
        word = "aujourd’hui"
        wide, end_wide = metrics.horizontalAdvance(word) + 2, metrics.horizontalAdvance(self._end_words) + 2
        line = QRectF(0, self._top + THICK + 6, self.width(), metrics.height() + 4)
        painter.setFont(theme.font())
        painter.setPen(theme.palette.color("muted"))
        end_left = min(max(0.0, last - end_wide), self.width() - end_wide)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        if end_left < left + wide + 12:
            end_left = left + wide + 12  # today stays under its tick and the end makes room for it, if there is any
            if end_left + end_wide > self.width():
                end_left = self.width() - end_wide
                left = max(0.0, end_left - wide - 12)
        painter.drawText(QRectF(end_left, line.y(), end_wide, line.height()), MIDDLE_LEFT, self._end_words)
        painter.setPen(theme.palette.color("text"))
        painter.drawText(QRectF(left, line.y(), wide, line.height()), MIDDLE_LEFT, word)
        if self._possible is not None:
            painter.setPen(theme.palette.color("muted"))
            below = line.translated(0, line.height())
            words = f"peut-être jusqu’au {formats.date_long(self._possible)}"
            painter.drawText(below, MIDDLE_RIGHT, formats.typographic(words))
