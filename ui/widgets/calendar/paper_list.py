"""The next pages of a printed month: its dates as a table, with whose they are, why, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect

from litigedesk import formats

from .entry import CalendarEntry
from .paper import BODY, BOTTOM, GREY, HEAD, LEFT, LINE, RIGHT, TOP, WRAPPED, Sheet, line_height, wrapped_height

COLUMNS = (("Date", 470), ("Échéance", 960), ("Pourquoi ce jour", 860), ("État", 440))
GAP, PAD, SIGN, THIN = 40, 14, 30, 2
START = TOP + HEAD + 60  # under the names of the columns


@dataclass(frozen=True)
class ListLine:
    """A line of the table: the words of its cells, its sign, and the height it takes."""

    day: str
    title: str
    detail: str
    why: str
    state: str
    sign: str
    height: int


def list_pages(entries: Sequence[CalendarEntry], today: date) -> tuple[tuple[ListLine, ...], ...]:
    """The lines of each page; no page without entries."""
    pages: list[list[ListLine]] = []
    top = BOTTOM
    for entry in entries:
        line = _line(entry, today)
        if top + line.height > BOTTOM:
            pages.append([])
            top = START
        pages[-1].append(line)
        top += line.height
    return tuple(tuple(page) for page in pages)


def draw_list(sheet: Sheet, lines: Sequence[ListLine]) -> None:
    """One page of the table, under the head of the page."""
    left = LEFT
    for name, wide in COLUMNS:
        sheet.text(QRect(left, START - 60, wide - GAP, 50), name, weight=600)
        left += wide
    top = START
    for line in lines:
        sheet.fill(QRect(LEFT, top, RIGHT - LEFT, THIN), LINE)
        _draw_line(sheet, line, top + PAD)
        top += line.height
    sheet.fill(QRect(LEFT, top, RIGHT - LEFT, THIN), LINE)


def _line(entry: CalendarEntry, today: date) -> ListLine:
    said = [formats.typographic(text) for text in (entry.title, entry.detail, entry.why, entry.state(today))]
    title, detail, why, state = said
    day = formats.date_full(entry.day)
    room = [wide - GAP for _, wide in COLUMNS]
    cells = (
        wrapped_height(day, room[0], BODY),
        wrapped_height(title, room[1], BODY, 600) + wrapped_height(detail, room[1], BODY),
        wrapped_height(why, room[2], BODY),
        wrapped_height(state, room[3] - SIGN - 10, BODY),
    )
    return ListLine(day, title, detail, why, state, entry.sign(today), max(cells) + 2 * PAD)


def _draw_line(sheet: Sheet, line: ListLine, top: int) -> None:
    high, left = line.height, LEFT
    room = [wide - GAP for _, wide in COLUMNS]
    sheet.text(QRect(left, top, room[0], high), line.day, flags=WRAPPED)
    left += COLUMNS[0][1]
    sheet.text(QRect(left, top, room[1], high), line.title, weight=600, flags=WRAPPED)
    under = top + wrapped_height(line.title, room[1], BODY, 600)
    sheet.text(QRect(left, under, room[1], high), line.detail, colour=GREY, flags=WRAPPED)
    left += COLUMNS[1][1]
    sheet.text(QRect(left, top, room[2], high), line.why, flags=WRAPPED)
    left += COLUMNS[2][1]
    sheet.sign(line.sign, left, top + (line_height(BODY) - SIGN) // 2, SIGN)
    sheet.text(QRect(left + SIGN + 10, top, room[3] - SIGN - 10, high), line.state, flags=WRAPPED)
