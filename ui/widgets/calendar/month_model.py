"""The days of a month as a table of weeks, with the words that screen readers take from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from litigedesk import formats

from .days import DayCell, MonthDays
from .entry import CalendarEntry, Hidden

CELL = Qt.ItemDataRole.UserRole + 1
DAYS = 7
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class MonthModel(QAbstractTableModel):
    """Weeks as rows, Monday to Sunday as columns; role ``CELL`` gives the ``DayCell``."""

    def __init__(self, parent: QObject, first: date) -> None:
        super().__init__(parent)
        self._month = MonthDays(first, (), {}, first)
        self._short = False

    def set_month(self, first: date) -> None:
        """Show another month."""
        self.beginResetModel()
        self._month.turn_to(first)
        self.endResetModel()

    def set_entries(
        self,
        entries: Iterable[CalendarEntry],
        holidays: Mapping[date, str],
        today: date,
        hidden: Mapping[date, Hidden] | None = None,
    ) -> None:
        """Show these entries and these holidays by name, and how many are ``hidden`` on some days."""
        self._month = MonthDays(self._month.first, entries, holidays, today, hidden)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, DAYS - 1))

    def set_short_names(self, short: bool) -> None:
        """Write « lun. » over the columns, where « lundi » has no room."""
        if short != self._short:
            self._short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, DAYS - 1)

    # ---- days --------------------------------------------------------------------------------------------------------
    def cell(self, day: date) -> DayCell:
        """A day, of this month or another."""
        return self._month.cell(day)

    def day_at(self, index: Index) -> date | None:
        """The day there, or ``None`` beside the table."""
        return self._month.weeks[index.row()][index.column()] if index.isValid() else None

    def index_of(self, day: date) -> QModelIndex:
        """The place of a day, invalid when the month does not show it."""
        week, place = divmod((day - self._month.weeks[0][0]).days, DAYS)
        return self.index(week, place) if 0 <= week < self.rowCount() else QModelIndex()

    # ---- QAbstractTableModel -----------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._month.weeks)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day_at(index)
        if day is None:
            return None
        if role == CELL:
            return self.cell(day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cell(day).words()
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return formats.typographic(" ".join(entry.why for entry in self.cell(day).entries if entry.why))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < DAYS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (formats.WEEKDAYS_SHORT if self._short else formats.WEEKDAYS)[section]
        return formats.WEEKDAYS[section] if role == Qt.ItemDataRole.AccessibleTextRole else None
