"""How a day of the month is drawn: number, holiday, labels, and what is said when there is no room for them."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from litigedesk import formats

from ...palette import Tone
from ...theme import Theme, current
from .days import SATURDAY, DayCell
from .entry import LATER_SIGN, SIGNS, CalendarEntry
from .month_model import CELL, DAYS

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
TOP, INDENT = 3, 8  # px above the number and before it
GAP = 1  # px between labels
FEWEST_LETTERS = 4.5  # a label with room for fewer is a sign and a count
LABELS = 2  # that a cell always has room for


@dataclass(frozen=True)
class CellLine:
    """A line under the number: an entry, the entries of one tone, or how many more there are."""

    area: QRect
    text: str
    tone: Tone = Tone.MUTED
    sign: str = ""
    entry: CalendarEntry | None = None


def number_height(theme: Theme) -> int:
    """The height of the day's number."""
    return theme.line_height() + 3


def label_height(theme: Theme) -> int:
    """The height of a label."""
    return theme.line_height() + 4


def cell_height(theme: Theme) -> int:
    """The least height of a day: its number and two labels."""
    return TOP + number_height(theme) + 2 + LABELS * (label_height(theme) + GAP)


def cell_lines(cell: DayCell, area: QRect, theme: Theme) -> tuple[CellLine, ...]:
    """The lines that fit: labels, then « + n autres »; signs with a count where the column is too narrow for words."""
    slots = _slots(area, theme)
    narrow = slots[0].width() - _text_left(theme) - 4 < FEWEST_LETTERS * theme.metrics().averageCharWidth()
    whole = _by_tone(cell) if narrow else [(entry,) for entry in cell.entries]
    room = len(slots) - bool(cell.hidden.count)
    kept = len(whole) if len(whole) <= room else len(slots) - 1
    lines = [_line(slot, same, cell, theme, narrow=narrow) for slot, same in zip(slots, whole[:kept], strict=False)]
    if rest := sum(len(same) for same in whole[kept:]) + cell.hidden.count:
        words = f"+ {formats.number(rest)} autres"
        fits = theme.metrics(weight=500).horizontalAdvance(words) <= slots[kept].width() - INDENT
        lines.append(CellLine(slots[kept], words if fits else f"+ {formats.number(rest)}"))
    return tuple(lines)


def _slots(area: QRect, theme: Theme) -> list[QRect]:
    top, pitch = area.y() + TOP + number_height(theme) + 2, label_height(theme) + GAP
    room = max(LABELS, (area.bottom() + 1 - top) // pitch)
    return [QRect(area.x() + 4, top + i * pitch, area.width() - 7, pitch - GAP) for i in range(room)]


def _text_left(theme: Theme) -> int:
    return 6 + theme.side(14)


def _by_tone(cell: DayCell) -> list[tuple[CalendarEntry, ...]]:
    groups: dict[Tone, list[CalendarEntry]] = {}
    for entry in cell.entries:
        groups.setdefault(entry.tone(cell.today), []).append(entry)
    return [tuple(same) for same in groups.values()]


def _line(area: QRect, same: tuple[CalendarEntry, ...], cell: DayCell, theme: Theme, *, narrow: bool) -> CellLine:
    entry = same[0]
    tone = entry.tone(cell.today)
    if narrow:
        return CellLine(area, str(len(same)), tone, SIGNS.get(tone, LATER_SIGN))
    room = area.width() - _text_left(theme) - 2
    words = theme.metrics().elidedText(formats.typographic(entry.label), Qt.TextElideMode.ElideRight, room)
    return CellLine(area, words, tone, entry.sign(cell.today), entry)


class DayDelegate(QStyledItemDelegate):
    """Paints a ``DayCell``: days off sunken, other months pale, today's number inverted, the chosen day framed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(current().side(44), cell_height(current()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown: Any = option  # the stubs leave out what a style option holds
        cell, area, theme = index.data(CELL), shown.rect, current()
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(shown.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(shown.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, theme.palette.color(_ground(cell, focused=focused, hovered=hovered)))
        _draw_edges(painter, area, index, theme)
        lines = cell_lines(cell, area, theme)
        _draw_head(painter, cell, area, theme, lines, bold=chosen or cell.is_today)
        for line in lines:
            _draw_line(painter, line, theme)
        if chosen:
            _draw_frame(painter, area, theme, focused=focused)
        painter.restore()


def _ground(cell: DayCell, *, focused: bool, hovered: bool) -> str:
    if focused:
        return "selected"
    if hovered:
        return "hover"
    return "bg" if cell.outside else "sunken" if cell.is_off else "surface"


def _draw_edges(painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, theme: Theme) -> None:
    """Lines left and above; the first row has the header's own above it, the last ones close the table."""
    line = theme.palette.color("line")
    painter.fillRect(area.x(), area.y(), 1, area.height(), line)
    if index.row():
        painter.fillRect(area.x(), area.y(), area.width(), 1, line)
    if index.column() == DAYS - 1:
        painter.fillRect(area.right(), area.y(), 1, area.height(), line)
    if index.row() == index.model().rowCount() - 1:
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, line)


def _draw_head(
    painter: QPainter, cell: DayCell, area: QRect, theme: Theme, lines: tuple[CellLine, ...], *, bold: bool
) -> None:
    wide = theme.metrics(weight=600).horizontalAdvance(cell.number)
    head = QRect(area.x() + INDENT, area.y() + TOP, wide, number_height(theme))
    painter.setFont(theme.font(weight=600 if bold else 400))
    quiet = cell.outside or cell.day.weekday() >= SATURDAY
    ink = "muted" if quiet else "text"
    if cell.is_today:
        ink = "surface"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.color("text"))
        painter.drawRoundedRect(QRectF(head.adjusted(-4, 0, 4, 0)), 4, 4)
    painter.setPen(theme.palette.color(ink))
    painter.drawText(head, MIDDLE_LEFT, cell.number)
    _draw_notes(painter, cell, head, area, theme, lines)


def _draw_notes(
    painter: QPainter, cell: DayCell, head: QRect, area: QRect, theme: Theme, lines: tuple[CellLine, ...]
) -> None:
    """« aujourd’hui » and the holiday: beside the number, on a free line under it, or shortened beside it."""
    free = _slots(area, theme)[len(lines) :]
    beside = QRect(head.right() + 9, head.y(), area.right() - head.right() - 11, head.height())
    notes = [("aujourd’hui", "text", 500)] if cell.is_today else []
    if cell.holiday:
        notes.append((cell.holiday, "muted", 400))
    for words, ink, weight in notes:
        metrics = theme.metrics(weight=weight)
        wide = metrics.horizontalAdvance(words)
        place = beside
        if wide > beside.width() and free:
            place = free.pop(0).adjusted(INDENT - 4, 0, 0, 0)
        painter.setFont(theme.font(weight=weight))
        painter.setPen(theme.palette.color(ink))
        cut = "auj." if ink == "text" and wide > place.width() else words
        shown = metrics.elidedText(cut, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, MIDDLE_LEFT, shown)
        if place is beside:
            beside = beside.adjusted(wide + 8, 0, 0, 0)


def _draw_line(painter: QPainter, line: CellLine, theme: Theme) -> None:
    painter.setFont(theme.font(weight=400 if line.sign else 500))
    if not line.sign:
        painter.setPen(theme.palette.color("muted"))
        painter.drawText(line.area.adjusted(INDENT - 4, 0, 0, 0), MIDDLE_LEFT, line.text)
        return
    ink = "text" if line.tone is Tone.MUTED else str(line.tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.palette.background(line.tone))
    painter.drawRoundedRect(QRectF(line.area), 3, 3)
    side = theme.side(14)
    picture = theme.pixmap(line.sign, ink, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(line.area.x() + 3, line.area.y() + (line.area.height() - side) // 2, picture)
    painter.setPen(theme.palette.color(ink))
    painter.drawText(line.area.adjusted(_text_left(theme), 0, 0, 0), MIDDLE_LEFT, line.text)


def _draw_frame(painter: QPainter, area: QRect, theme: Theme, *, focused: bool) -> None:
    """Two pixels around the chosen day; with the keys, its ground is tinted as well and the frame is thicker."""
    thick = 3 if focused else 2
    inset = thick / 2
    painter.setPen(QPen(theme.palette.color("accent"), thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), 3, 3)
