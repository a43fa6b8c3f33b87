"""A month on paper: its weeks on one page, then the list of its dates."""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ...printing import show_preview
from .days import MonthDays
from .entry import CalendarEntry, counted
from .month import first_of, month_title
from .paper import Sheet
from .paper_list import draw_list, list_pages
from .paper_month import draw_month


class MonthPages:
    """The pages of a month as the printer draws them."""

    landscape = True

    def __init__(
        self, first: date, entries: Iterable[CalendarEntry], holidays: Mapping[date, str], today: date, title: str
    ) -> None:
        self._month = MonthDays(first, entries, holidays, today)
        self._lists = list_pages(self._month.entries(), today)
        self._title = title

    @property
    def count(self) -> int:
        """The page of the month, and those of the list when it has dates."""
        return 1 + len(self._lists)

    def draw(self, painter: QPainter, place: int) -> None:
        """Draw one page; what is printed says the day it was true."""
        sheet, month = Sheet(painter), self._month
        name = month_title(month.first)
        number = f"page {place + 1} sur {self.count}"
        if place:
            sheet.head(f"{name} — liste des dates", self._note(number))
            draw_list(sheet, self._lists[place - 1])
        else:
            shown = [entry for entry in month.entries() if first_of(entry.day) == month.first]
            sheet.head(name, self._note(counted(shown, month.today), number))
            draw_month(sheet, month)

    def _note(self, *facts: str) -> str:
        as_of = f"au {formats.date_long(self._month.today)}"
        return formats.typographic(" · ".join(filter(None, (self._title, as_of, *facts))))


def print_month(
    parent: QWidget,
    first: date,
    entries: Iterable[CalendarEntry],
    holidays: Mapping[date, str],
    today: date,
    title: str,
) -> None:
    """Preview and print a month; ``title`` says what is shown of it. Raises ``StorageError`` when the printer refuses."""
    show_preview(parent, MonthPages(first, entries, holidays, today, title), month_title(first))
