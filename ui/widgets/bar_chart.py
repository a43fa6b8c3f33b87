"""A chart of bars: each is a line one can go to with the arrows, which says its figure and opens what it counts."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from litigedesk.chart import Bar, Chart, Line
from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import Theme, current, follow
from .figures import MIDDLE_LEFT, MIDDLE_RIGHT, Painted
from .flow import FlowLayout
from .layout import clear, hbox, vbox
from .text import Label
from .tips import plain_tip

THICK = 14  # px of a bar at the normal text size
GAP = 12
WIDEST_LABEL = 240  # px at the normal text size
SHORTEST = 160  # px at the normal text size: with less room for the bars, the words stand above them
PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense6Pattern)
ON_A_BAR = "Entrée : voir ce qui est compté"


@dataclass(frozen=True)
class Measures:
    """How wide the labels and the figures are, in pixels, and how they stand; ``longest`` fills the track.

    ``lines`` of words stand above the bar, none beside it: both on one, or the figure under the label.
    """

    labels: int
    figures: int
    lines: int
    longest: int


class BarLine(Painted):
    """One bar with its word and its figure."""

    opened = Signal(object)
    moved = Signal(int)

    def __init__(self, line: Line, bar: Bar, parent: QWidget | None = None) -> None:
        self.line, self.bar = line, bar
        self._measures = Measures(0, 0, lines=0, longest=1)
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(line.said)
        self.setToolTip(plain_tip(line.said))
        if line.counted:
            self.setAccessibleDescription(typographic(ON_A_BAR))
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def measure(self, measures: Measures) -> None:
        """Stand like the other bars of the chart."""
        if measures != self._measures:
            self._measures = measures
            self._restyle()

    def sizeHint(self) -> QSize:
        theme = current()
        if lines := self._measures.lines:
            return QSize(240, lines * (theme.line_height() + 4) + theme.side(THICK) + 14)
        return QSize(400, max(32, theme.line_height() + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    # ---- keys --------------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
        step = {**steps, **ends}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self.line)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.line)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    # ---- painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, measures = self.painter(), current(), self._measures
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self.line.counted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.palette.color("hover"))
            painter.drawRoundedRect(edge, 4, 4)
        inner = self.rect().adjusted(6, 0, -6, 0)
        thick = theme.side(THICK)
        figure = inner
        if measures.lines:
            words = QRect(inner.x(), 4, inner.width(), theme.line_height() + 4)
            figure = words.translated(0, (measures.lines - 1) * words.height())
            track = QRectF(inner.x(), figure.bottom() + 3, inner.width(), thick)
            labels = inner.width() - (measures.figures + GAP if measures.lines == 1 else 0)
        else:
            words, labels = inner, measures.labels
            left = inner.x() + labels + GAP
            room = max(8, inner.width() - labels - measures.figures - 2 * GAP)
            track = QRectF(left, (self.height() - thick) / 2, room, thick)
        self._draw_label(painter, theme, words, labels)
        painter.setFont(theme.font(tabular=True))
        painter.drawText(figure, MIDDLE_LEFT if measures.lines > 1 else MIDDLE_RIGHT, self.bar.shown)
        self._draw_bar(painter, theme, track)
        if self.hasFocus():
            painter.setPen(QPen(theme.palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(edge, 4, 4)

    def _draw_label(self, painter: QPainter, theme: Theme, area: QRect, room: int) -> None:
        left = area.x()
        if self.bar.late:
            side = theme.side(16)
            sign = theme.pixmap("circle-alert", "late", side, self.devicePixelRatioF())
            painter.drawPixmap(left, area.y() + (area.height() - side) // 2, sign)
            left, room = left + side + 6, room - side - 6
        painter.setPen(theme.palette.color("text"))
        painter.setFont(theme.font())
        label = theme.metrics().elidedText(typographic(self.bar.label), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, area.y(), room, area.height()), MIDDLE_LEFT, label)

    def _draw_bar(self, painter: QPainter, theme: Theme, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.color("info_bg"))
        painter.drawRoundedRect(track, 3, 3)
        ink = theme.palette.color(Tone.LATE if self.bar.late else Tone.ACCENT)
        start = track.x()
        for place, part in enumerate(self.bar.parts):
            if part > 0:
                wide = max(3.0, track.width() * part / self._measures.longest)
                draw_part(painter, QRectF(start, track.y(), wide, track.height()), place, ink)
                start += wide


def draw_part(painter: QPainter, area: QRectF, place: int, ink: QColor) -> None:
    """The part of a bar at that place: plain, hatched or dotted, within an edge of the same ink."""
    painter.setPen(Qt.PenStyle.NoPen)
    if place:
        painter.setBrush(current().palette.color("surface"))
        painter.drawRect(area)
        painter.setPen(QPen(ink, 1))
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(QBrush(ink, PATTERNS[min(place, len(PATTERNS) - 1)]))
    painter.drawRoundedRect(area, 2, 2)


class Sample(Painted):
    """What a part looks like, beside its name in the legend."""

    def __init__(self, place: int) -> None:
        self._place = place
        super().__init__()
        follow(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(current().side(24), current().side(THICK))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_part(self.painter(), QRectF(self.rect()), self._place, current().palette.color("accent"))


class BarChart(QWidget):
    """The bars of a chart under each other, by group; one of them takes Tab, the arrows, Home and End go over the others.

    ``opened(line)`` on Enter, the space bar or a click.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = vbox(self, 0, 0)
        self._longest = 1
        self.bars: list[BarLine] = []
        follow(self._measure)

    def set_chart(self, chart: Chart) -> None:
        """Draw these bars; the first one takes the keyboard."""
        clear(self._column)
        self.setAccessibleName(typographic(f"{chart.title} : {chart.summary}"))
        self.bars, self._longest = [], chart.longest
        if len(chart.parts) > 1:
            self._column.addWidget(_legend(chart.parts))
            self._column.addSpacing(4)
        group = ""
        for line, bar in chart.drawn:
            if bar.group != group:
                group = bar.group
                self._column.addSpacing(8)
                self._column.addWidget(Label(group, Tone.MUTED, weight=600))
            drawn = BarLine(line, bar)
            drawn.opened.connect(self.opened)
            drawn.moved.connect(self._move)
            self.bars.append(drawn)
            self._column.addWidget(drawn)
        self._take_tab(0)
        self._measure()

    def _take_tab(self, place: int) -> None:
        for index, bar in enumerate(self.bars):
            bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == place else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.bars[place] if self.bars else None)  # type: ignore[arg-type]  # none takes it away

    def _move(self, step: int) -> None:
        here = next((place for place, bar in enumerate(self.bars) if bar is self.sender()), 0)
        place = min(max(0, here + step), len(self.bars) - 1)
        self._take_tab(place)
        self.bars[place].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        if not self.bars:
            return
        theme = current()
        plain, figures = theme.metrics(), theme.metrics(tabular=True)
        signs = theme.side(16) + 6 if any(one.bar.late for one in self.bars) else 0
        longest = max(plain.horizontalAdvance(typographic(one.bar.label)) for one in self.bars) + signs + 2
        labels = min(longest, theme.side(WIDEST_LABEL))
        shown = max(figures.horizontalAdvance(one.bar.shown) for one in self.bars) + 2
        lines = 0
        if self.width() - labels - shown - 2 * GAP < theme.side(SHORTEST):
            lines = 1 if longest + shown + 2 * GAP <= self.width() else 2
        for one in self.bars:
            one.measure(Measures(labels, shown, lines, self._longest))


def _legend(parts: tuple[str, ...]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(16, 4, holder)
    for place, name in enumerate(parts):
        item = QWidget()
        beside = hbox(item, (6, 0, 0, 0), 8)
        beside.addWidget(Sample(place))
        beside.addWidget(Label(name))
        flow.addWidget(item)
    return holder
