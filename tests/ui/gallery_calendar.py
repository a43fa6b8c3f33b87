"""The sample month for the gallery: the calendar with the list of its day and the next dates."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tests.ui.calendar_dates import HOLIDAYS, TODAY, november
from ui.widgets.calendar import CalendarFilter, CalendarPane, DayList, UpcomingList
from ui.widgets.flow import Columns
from ui.widgets.panels import Page, SideColumn


def calendar_page() -> QWidget:
    """November 2026, on Friday 27."""
    pane, ahead = CalendarPane(TODAY), UpcomingList()
    pane.set_filters(
        [CalendarFilter("all", "Toutes les échéances"), CalendarFilter("none", "Rien", frozenset("x"))], "all"
    )
    pane.set_entries(november(), HOLIDAYS, TODAY)
    pane.show_day(date(2026, 11, 27))
    of_day = DayList(pane.day)
    of_day.set_day(pane.day, pane.entries_on(pane.day), pane.holiday(pane.day), TODAY)
    ahead.set_entries(pane.entries, TODAY)
    side = SideColumn(0)
    side.add(of_day, ahead)
    side.body.addStretch(1)
    page = Page()
    page.add(Columns(pane, side, side=392))
    return page
