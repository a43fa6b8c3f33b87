"""The first page of a printed month: its weeks, with whole titles as far as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect

from litigedesk import formats

from ...palette import Tone
from .days import DayCell, MonthDays
from .entry import LATER_SIGN, LEGEND, SIGNS, CalendarEntry
from .month_model import DAYS
from .paper import (
    BODY,
    BOTTOM,
    GREY,
    HEAD,
    INK,
    LEFT,
    LINE,
    PAPER,
    RIGHT,
    SHADE,
    SMALL,
    TOP,
    WRAPPED,
    Sheet,
    line_height,
    text_width,
    wrapped_height,
)

NAMES, LEGEND_LINE = 50, 60  # the lines above and under the table
PAD, SIGN = 12, 28
THIN = 2


def draw_month(sheet: Sheet, month: MonthDays) -> None:
    """The table of the weeks and its legend, under the head of the page."""
    table = QRect(LEFT, TOP + HEAD + NAMES, RIGHT - LEFT, BOTTOM - LEGEND_LINE - TOP - HEAD - NAMES)
    across = [table.x() + round(table.width() * place / DAYS) for place in range(DAYS + 1)]
    down = [table.y() + round(table.height() * week / len(month.weeks)) for week in range(len(month.weeks) + 1)]
    for place, name in enumerate(formats.WEEKDAYS):
        area = QRect(across[place] + PAD, table.y() - NAMES, across[place + 1] - across[place], NAMES)
        sheet.text(area, name, weight=600)
    for row, week in enumerate(month.weeks):
        for column, day in enumerate(week):
            left, top = across[column], down[row]
            _draw_day(sheet, month.cell(day), QRect(left, top, across[column + 1] - left, down[row + 1] - top))
    for y in down:
        sheet.fill(QRect(table.x(), y, table.width() + THIN, THIN), LINE)
    for x in across:
        sheet.fill(QRect(x, table.y(), THIN, table.height()), LINE)
    _draw_legend(sheet)


def _draw_day(sheet: Sheet, cell: DayCell, area: QRect) -> None:
    if cell.is_off:
        sheet.fill(area, SHADE)
    head = QRect(area.x() + PAD, area.y() + 8, text_width(cell.number, BODY, 600), line_height(BODY))
    ink = GREY if cell.outside else INK
    if cell.is_today:
        sheet.fill(head.adjusted(-6, -2, 6, 2), INK)
        ink = PAPER
    sheet.text(head.adjusted(0, 0, 4, 0), cell.number, weight=400 if cell.outside else 600, colour=ink)
    notes = ", ".join(filter(None, ("aujourd’hui" if cell.is_today else "", cell.holiday)))
    left = head.right() + 20
    sheet.text(QRect(left, head.y(), area.right() - left - 4, head.height()), notes, SMALL, colour=GREY)
    _draw_entries(sheet, cell, QRect(area.x() + PAD, head.bottom() + 8, area.width() - 2 * PAD, 0), area.bottom() - 4)


def _draw_entries(sheet: Sheet, cell: DayCell, first: QRect, bottom: int) -> None:
    line, top, room = line_height(SMALL), first.y(), first.width() - SIGN - 8
    heights = [_height(entry, cell, room) for entry in cell.entries]
    kept = _kept(heights, bottom - top, line)
    for entry, height in zip(cell.entries[:kept], heights, strict=False):
        high = min(height, (bottom - top - (line if kept < len(heights) else 0)) // line * line)
        sheet.sign(entry.sign(cell.today), first.x(), top + (line - SIGN) // 2, SIGN)
        area = QRect(first.x() + SIGN + 8, top, room, high)
        sheet.text(area, _words(entry), SMALL, _weight(entry, cell), flags=WRAPPED)
        top += height + 4
    if rest := len(heights) - kept:
        words = f"+ {formats.count(rest, 'autre')}, dans la liste"
        sheet.text(QRect(first.x(), bottom - line, first.width(), line), words, SMALL, 600)


def _words(entry: CalendarEntry) -> str:
    return formats.typographic(entry.title)


def _weight(entry: CalendarEntry, cell: DayCell) -> int:
    return 600 if entry.tone(cell.today) is Tone.LATE else 400


def _height(entry: CalendarEntry, cell: DayCell, room: int) -> int:
    return wrapped_height(_words(entry), room, SMALL, _weight(entry, cell))


def _kept(heights: Sequence[int], room: int, line: int) -> int:
    """How many entries fit: all, or as many as leave a line to say how many more there are; never none."""
    needed = [sum(heights[:n]) + 4 * n for n in range(len(heights) + 1)]
    if needed[-1] <= room + 4:
        return len(heights)
    return max(1, sum(1 for height in needed[1:] if height <= room - line))


def _draw_legend(sheet: Sheet) -> None:
    left, top, line = LEFT, BOTTOM - line_height(SMALL), line_height(SMALL)
    for tone, words in LEGEND:
        sheet.sign(SIGNS.get(tone, LATER_SIGN), left, top + (line - SIGN) // 2, SIGN)
        wide = text_width(formats.typographic(words), SMALL) + 4
        sheet.text(QRect(left + SIGN + 10, top, wide, line), formats.typographic(words), SMALL)
        left += SIGN + wide + 60
