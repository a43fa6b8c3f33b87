"""The calendar: a month, the list of its chosen day, the next dates, and the month on paper.

It knows neither records nor rules: the host hands it entries and holidays and acts on its signals.
"""

from .day_list import DayList
from .entry import CalendarEntry, Hidden
from .filters import CalendarFilter
from .grid import MonthCalendar
from .month import weeks_of, years_shown
from .pane import CalendarPane
from .print_month import print_month
from .upcoming import LATE_SHOWN, NEXT, UpcomingList

__all__ = [
    "LATE_SHOWN",
    "NEXT",
    "CalendarEntry",
    "CalendarFilter",
    "CalendarPane",
    "DayList",
    "Hidden",
    "MonthCalendar",
    "UpcomingList",
    "print_month",
    "weeks_of",
    "years_shown",
]
