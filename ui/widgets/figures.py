"""Pictures where people would rather look than read: stepper, ages of money. All say it in words too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money

from ..palette import Tone
from ..theme import Theme, current, follow

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Painted(QWidget):
    """A picture whose height follows the text size, and whose name says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def painter(self) -> QPainter:
        """A painter with smooth edges, for one paint event."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


@dataclass(frozen=True)
class Step:
    """One stage: its name and what it holds (« à envoyer »)."""

    name: str
    note: str = ""


class Stepper(Painted):
    """The stages of a dispute: done is ticked, now is ringed and bold, next is a thin ring.

    When the names do not fit, only the rings are drawn with the present stage in words under them.
    """

    def __init__(self, steps: Sequence[Step] = (), now: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._now = tuple(steps), now
        self.set_steps(steps, now)

    def set_steps(self, steps: Sequence[Step], now: int) -> None:
        """Show these stages, ``now`` being the place of the present one (the number of stages when all are done)."""
        self._steps, self._now = tuple(steps), now
        if 0 <= now < len(steps):
            words = f"Étape {now + 1} sur {len(steps)} : {steps[now].name}, {steps[now].note}".rstrip(", ")
            self.setAccessibleName(formats.typographic(words))
        self.setToolTip("\n".join(formats.typographic(f"{i}. {s.name} : {s.note}") for i, s in enumerate(steps, 1)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, current().side(24) + current().line_height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @property
    def is_compact(self) -> bool:
        """Whether the names do not fit."""
        bold, plain = current().metrics(weight=600), current().metrics()
        widest = max(
            (max(bold.horizontalAdvance(s.name), plain.horizontalAdvance(s.note)) for s in self._steps), default=0
        )
        return (widest + current().side(24) + 22) * len(self._steps) > self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.painter(), current()
        compact, width = self.is_compact, self.width() / max(1, len(self._steps))
        ring = theme.side(24)
        for i in range(len(self._steps)):
            x = i * width
            name_width = 0 if compact else theme.metrics(weight=600).horizontalAdvance(self._steps[i].name) + 10
            if i < len(self._steps) - 1:
                self._draw_line(painter, theme, i, x + ring + 10 + name_width, x + width - 10)
            self._draw_ring(painter, theme, i, x)
            if not compact:
                self._draw_words(painter, theme, i, QRectF(x + ring + 10, 0, width - ring - 16, self.height()))
        if compact and 0 <= self._now < len(self._steps):
            step = self._steps[self._now]
            painter.setFont(theme.font(weight=600))
            painter.setPen(theme.palette.color("text"))
            words = formats.typographic(f"{step.name} — {step.note}" if step.note else step.name)
            words = theme.metrics(weight=600).elidedText(words, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRectF(0, ring + 2, self.width(), self.height() - ring - 2), MIDDLE_LEFT, words)

    def _is_done(self, place: int) -> bool:
        """Whether the stage at that place is behind; a stage that was passed over is not."""
        return place < self._now

    def _draw_line(self, painter: QPainter, theme: Theme, place: int, start: float, end: float) -> None:
        done = place < self._now
        style = Qt.PenStyle.SolidLine if done else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.palette.color("accent" if done else "field"), 2 if done else 1, style))
        if end > start:
            middle = theme.side(24) / 2
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))

    def _draw_ring(self, painter: QPainter, theme: Theme, place: int, x: float) -> None:
        palette, side = theme.palette, theme.side(24)
        ring = QRectF(x + 1, 1, side - 2, side - 2)
        if self._is_done(place):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("accent"))
            painter.drawEllipse(ring)
            tick = theme.pixmap("check", "on_accent", theme.side(14), self.devicePixelRatioF(), 2.5)
            painter.drawPixmap(QPointF(x + theme.side(5), theme.side(5)), tick)
            return
        present = place == self._now
        painter.setPen(QPen(palette.color("accent" if present else "field"), 2 if present else 1))
        painter.setBrush(palette.color("accent_soft" if present else "surface"))
        painter.drawEllipse(ring)
        painter.setFont(theme.font(weight=600))
        painter.setPen(palette.color("accent" if present else "muted"))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def _draw_words(self, painter: QPainter, theme: Theme, place: int, area: QRectF) -> None:
        step, present = self._steps[place], place == self._now
        line, ring = theme.line_height(), theme.side(24)
        painter.setFont(theme.font(weight=600 if present else 500))
        painter.setPen(theme.palette.color("text" if place <= self._now else "muted"))
        painter.drawText(QRectF(area.x(), 0, area.width() + 6, ring), MIDDLE_LEFT, formats.typographic(step.name))
        painter.setFont(theme.font())
        painter.setPen(theme.palette.color("muted"))
        note = theme.metrics().elidedText(
            formats.typographic(step.note), Qt.TextElideMode.ElideRight, int(area.width()) + 6
        )
        painter.drawText(QRectF(area.x(), ring, area.width() + 6, line + 4), MIDDLE_LEFT, note)


@dataclass(frozen=True)
class Bar:
    """One line of the ages of money; ``tone`` is late, accent or muted."""

    label: str
    amount: Money
    tone: Tone = Tone.ACCENT


class AgeBars(Painted):
    """Money outstanding by age: word, bar, sum. The length says it; colour and the late icon only repeat it."""

    def __init__(self, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these ages."""
        self._bars = tuple(bars)
        words = "; ".join(f"{bar.label} : {formats.money(bar.amount)}" for bar in bars)
        self.setAccessibleName(formats.typographic(words))
        self._restyle()

    def _line(self) -> int:
        return max(32, current().line_height() + 12)

    def sizeHint(self) -> QSize:
        return QSize(320, self._line() * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, line = self.painter(), current(), self._line()
        words = theme.metrics()
        figures = theme.metrics(tabular=True)
        labels = max((words.horizontalAdvance(formats.typographic(bar.label)) for bar in self._bars), default=0)
        sums = max((figures.horizontalAdvance(formats.money(bar.amount)) for bar in self._bars), default=0)
        left, right = max(labels + theme.side(16) + 16, 128), self.width() - max(sums + 8, 88)
        most = max((bar.amount for bar in self._bars), default=ZERO).cents or 1
        for i, bar in enumerate(self._bars):
            self._draw(painter, theme, bar, QRect(left, i * line, max(8, right - left), line), bar.amount.cents / most)

    def _draw(self, painter: QPainter, theme: Theme, bar: Bar, area: QRect, share: float) -> None:
        palette, y = theme.palette, area.y()
        painter.setPen(palette.color("text"))
        painter.setFont(theme.font())
        painter.drawText(QRect(0, y, area.x(), area.height()), MIDDLE_LEFT, formats.typographic(bar.label))
        painter.setFont(theme.font(tabular=True))
        painter.drawText(QRect(0, y, self.width(), area.height()), MIDDLE_RIGHT, formats.money(bar.amount))
        if bar.tone is Tone.LATE and bar.amount:
            side = theme.side(16)
            sign = theme.pixmap("circle-alert", "late", side, self.devicePixelRatioF())
            painter.drawPixmap(area.x() - side - 6, y + (area.height() - side) // 2, sign)
        track = QRectF(area.x(), y + area.height() / 2 - 6, area.width(), 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("info_bg"))
        painter.drawRoundedRect(track, 3, 3)
        if bar.amount > ZERO:
            painter.setBrush(palette.color("field" if bar.tone is Tone.MUTED else bar.tone))
            track.setWidth(max(6, track.width() * share))
            painter.drawRoundedRect(track, 3, 3)
