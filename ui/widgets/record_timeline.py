"""The course of a record as a line: what happened is filled, what is expected is a ring, today is a tick with its word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from litigedesk import formats
from litigedesk.rules.clock_dates import Milestone

from ..date_words import short_day
from ..theme import Theme, current, follow
from .tips import plain_tip

GAP = 12  # px between two labels
ROWS = 3  # rows of labels under the line; when they do not do, the dates go one under the other
DOT, TODAY_HALF = 6, 10
TODAY = "aujourd’hui"
MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class _Mark:
    """What is drawn on one day, with its two lines of words."""

    day: date
    when: str
    what: str
    known: bool


@dataclass(frozen=True)
class _Place:
    """A mark with the place of its point on the line, and the left and the row of its words."""

    mark: _Mark
    x: float
    left: float
    row: int


class RecordTimeline(QWidget):
    """The dates in proportion to time; ``describe()`` says the same in words, and is the tooltip and the accessible name."""

    def __init__(
        self, points: Sequence[Milestone], today: date, *, running: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._marks: tuple[_Mark, ...] = ()
        self._today: date | None = today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self._restyle)
        self.set_points(points, today, running=running)

    def set_points(self, points: Sequence[Milestone], today: date, *, running: bool = True) -> None:
        """Show these dates; those of one day share a mark, known and expected ones apart.

        Once it no longer runs, the present day is not on the line.
        """
        self._today = today if running else None
        ordered = sorted(points, key=lambda one: (one.date, not one.known))
        self._marks = tuple(
            _Mark(day, short_day(day, today), formats.typographic(", ".join(one.label for one in same)), known)
            for (day, known), group in groupby(ordered, key=lambda one: (one.date, one.known))
            for same in (list(group),)
        )
        self.setAccessibleName(self.describe())
        self.setToolTip(plain_tip("\n".join(self._words())))
        self._restyle()

    def describe(self) -> str:
        """All of it in one sentence."""
        return formats.typographic(" ; ".join(self._words()))

    def _words(self) -> list[str]:
        lines = [
            (mark.day, f"{formats.date_long(mark.day)} : {mark.what}{'' if mark.known else ' (attendu)'}")
            for mark in self._marks
        ]
        if self._today is not None:
            lines.append((self._today, f"{formats.date_long(self._today)} : {TODAY}"))
        return [formats.typographic(words) for _, words in sorted(lines, key=lambda line: line[0])]

    # ---- size --------------------------------------------------------------------------------------------------------
    @property
    def is_stacked(self) -> bool:
        """Whether the dates stand one under the other for want of width."""
        return any(place.row >= ROWS for place in self._places(self.width()))

    def _restyle(self) -> None:
        self._fit()
        self.updateGeometry()
        self.update()

    def _fit(self) -> None:
        wanted = self.sizeHint().height()
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        theme = current()
        if self.is_stacked:
            return QSize(240, (len(self._marks) + (self._today is not None)) * self._step(theme))
        rows = max((place.row for place in self._places(self.width())), default=0) + 1
        return QSize(480, self._words_top(theme, rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @staticmethod
    def _step(theme: Theme) -> int:
        return theme.line_height() + 8

    @staticmethod
    def _line_y(theme: Theme) -> int:
        return theme.line_height() + TODAY_HALF + 2

    # ---- places ------------------------------------------------------------------------------------------------------
    def _span(self) -> tuple[date, date]:
        days = [mark.day for mark in self._marks]
        days += [self._today] if self._today is not None else []
        return min(days), max(days)

    def _x(self, day: date, wide: float) -> float:
        first, last = self._span()
        room = max(1.0, wide - 2 * DOT)
        return DOT + room * (day - first).days / max(1, (last - first).days)

    def _places(self, wide: float) -> list[_Place]:
        """Each label under its point in the first row where it meets no other, moved aside while it still touches it.

        A row beyond ``ROWS`` means that they do not fit.
        """
        metrics, free = current().metrics(), [0.0] * ROWS
        found: list[_Place] = []
        for mark in self._marks:
            x = self._x(mark.day, wide)
            needed = max(metrics.horizontalAdvance(mark.when), metrics.horizontalAdvance(mark.what)) + 2
            wanted, most = max(0.0, x - needed / 2), wide - needed
            fitting = [
                (row, left) for row in range(ROWS) if (left := max(min(wanted, most), free[row])) <= min(x, most)
            ]
            if not fitting:
                return [*found, _Place(mark, x, 0, ROWS)]
            row, left = fitting[0]
            free[row] = left + needed + GAP
            found.append(_Place(mark, x, left, row))
        return found

    # ---- painting ----------------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter, theme = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_stacked:
            self._paint_stacked(painter, theme)
        else:
            self._paint_line(painter, theme)

    def _paint_line(self, painter: QPainter, theme: Theme) -> None:
        y, wide, palette = self._line_y(theme), self.width(), theme.palette
        places = self._places(wide)
        start, end = (self._x(day, wide) for day in self._span())
        waits = any(not place.mark.known for place in places)
        done = end if self._today is None else min(self._x(self._today, wide), end)
        done = done if waits else max(place.x for place in places)
        painter.fillRect(QRectF(start, y - 1, end - start, 2), palette.color("field"))
        painter.fillRect(QRectF(start, y - 2, done - start, 4), palette.color("accent"))
        for place in places:
            if place.row:
                stem = QRectF(place.x - 0.5, y + 1, 1, self._words_top(theme, place.row) - y - 1)
                painter.fillRect(stem, palette.color("line"))
        for place in places:
            self._paint_words(painter, theme, place)
        for place in places:
            self._paint_dot(painter, theme, QPointF(place.x, y), known=place.mark.known)
        if self._today is not None:
            self._paint_today(painter, theme, self._x(self._today, wide), y)

    def _words_top(self, theme: Theme, row: int) -> int:
        return self._line_y(theme) + DOT + 4 + row * (2 * theme.line_height() + 4)

    def _paint_words(self, painter: QPainter, theme: Theme, place: _Place) -> None:
        line, metrics, mark = theme.line_height(), theme.metrics(), place.mark
        top = self._words_top(theme, place.row)
        widths = [metrics.horizontalAdvance(words) + 2 for words in (mark.when, mark.what)]
        painter.setFont(theme.font())
        for i, (words, ink) in enumerate(((mark.when, "muted"), (mark.what, "text"))):
            left = min(max(place.left, place.x - widths[i] / 2), place.left + max(widths) - widths[i])
            area = QRectF(left, top + i * line, widths[i], line)
            painter.fillRect(area, theme.palette.color("surface"))  # over the stem of a label further down
            painter.setPen(theme.palette.color(ink))
            painter.drawText(area, MIDDLE_LEFT, words)

    def _paint_dot(self, painter: QPainter, theme: Theme, at: QPointF, *, known: bool) -> None:
        painter.setPen(QPen(theme.palette.color("accent"), 2))
        painter.setBrush(theme.palette.color("accent" if known else "surface"))
        painter.drawEllipse(at, DOT - 1, DOT - 1)

    def _paint_today(self, painter: QPainter, theme: Theme, x: float, y: int) -> None:
        painter.fillRect(QRectF(x - 1, y - TODAY_HALF, 2, 2 * TODAY_HALF), theme.palette.color("text"))
        wide = theme.metrics(weight=500).horizontalAdvance(TODAY) + 2
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.setFont(theme.font(weight=500))
        painter.setPen(theme.palette.color("text"))
        painter.drawText(QRectF(left, 0, wide, theme.line_height()), MIDDLE_LEFT, TODAY)

    def _paint_stacked(self, painter: QPainter, theme: Theme) -> None:
        """One date on each line, today among them."""
        step, x = self._step(theme), DOT + 1
        lines: list[tuple[date, _Mark | None]] = [(mark.day, mark) for mark in self._marks]
        if self._today is not None:
            lines.append((self._today, None))
        lines.sort(key=lambda line: line[0])
        painter.fillRect(QRectF(x - 1, step / 2, 2, step * (len(lines) - 1)), theme.palette.color("field"))
        when = max(theme.metrics().horizontalAdvance(mark.when) for mark in self._marks) + 12
        for i, (_, mark) in enumerate(lines):
            middle, left = i * step + step / 2, 2 * DOT + 12
            area = QRect(left, i * step, self.width() - left, step)
            painter.setFont(theme.font(weight=400 if mark else 500))
            if mark is None:
                painter.fillRect(QRectF(x - TODAY_HALF / 2, middle - 1, TODAY_HALF, 2), theme.palette.color("text"))
                painter.setPen(theme.palette.color("text"))
                painter.drawText(area, MIDDLE_LEFT, TODAY)
                continue
            self._paint_dot(painter, theme, QPointF(x, middle), known=mark.known)
            painter.setPen(theme.palette.color("muted"))
            painter.drawText(area, MIDDLE_LEFT, mark.when)
            painter.setPen(theme.palette.color("text"))
            room = area.adjusted(when, 0, 0, 0)
            what = theme.metrics().elidedText(mark.what, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, MIDDLE_LEFT, what)
