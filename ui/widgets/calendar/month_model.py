"""The days of a month as a table of weeks, with the words that screen readers and tooltips take from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from litigedesk import formats

from ..tips import plain_tip
from .entry import CalendarEntry, counted, full_day, in_order
from .month import Week, first_of, weeks_of

CELL = Qt.ItemDataRole.UserRole + 1
DAYS = 7
SATURDAY = 5
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class DayCell:
    """One day as the month shows it; ``outside`` when it belongs to the month before or after."""

    day: date
    today: date
    outside: bool
    holiday: str
    entries: tuple[CalendarEntry, ...]

    @property
    def is_today(self) -> bool:
        """Whether it is the present day."""
        return self.day == self.today

    @property
    def is_off(self) -> bool:
        """Whether it is a weekend or a public holiday."""
        return self.day.weekday() >= SATURDAY or bool(self.holiday)

    def words(self) -> str:
        """The day, what is particular about it and its entries, in one sentence."""
        facts = [formats.date_full(self.day), "aujourd’hui" if self.is_today else ""]
        facts += [f"férié : {self.holiday}" if self.holiday else "", counted(self.entries, self.today)]
        said = ", ".join(filter(None, facts))
        listed = " ; ".join(entry.words(self.today) for entry in self.entries)
        return formats.typographic(f"{said} : {listed}" if listed else said)

    def tip(self) -> str:
        """The same for the eye, with the reasons; nothing for an ordinary day."""
        if not self.entries and not self.holiday:
            return ""
        head = f"{full_day(self.day)}, {self.holiday}" if self.holiday else full_day(self.day)
        return plain_tip("\n\n".join((head, *(entry.tip(self.today) for entry in self.entries))))


class MonthModel(QAbstractTableModel):
    """Weeks as rows, Monday to Sunday as columns; role ``CELL`` gives the ``DayCell``."""

    def __init__(self, parent: QObject, first: date) -> None:
        super().__init__(parent)
        self._weeks: tuple[Week, ...] = weeks_of(first)
        self._first, self._today, self._short = first, first, False
        self._entries: dict[date, tuple[CalendarEntry, ...]] = {}
        self._holidays: Mapping[date, str] = {}

    def set_month(self, first: date) -> None:
        """Show another month."""
        self.beginResetModel()
        self._first, self._weeks = first, weeks_of(first)
        self.endResetModel()

    def set_entries(self, entries: Iterable[CalendarEntry], holidays: Mapping[date, str], today: date) -> None:
        """Show these entries and these holidays by name."""
        by_day: dict[date, list[CalendarEntry]] = {}
        for entry in in_order(entries, today):
            by_day.setdefault(entry.day, []).append(entry)
        self._entries = {day: tuple(found) for day, found in by_day.items()}
        self._holidays, self._today = dict(holidays), today
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._weeks) - 1, DAYS - 1))

    def set_short_names(self, short: bool) -> None:
        """Write « lun. » over the columns, where « lundi » has no room."""
        if short != self._short:
            self._short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, DAYS - 1)

    # ---- days --------------------------------------------------------------------------------------------------------
    def cell(self, day: date) -> DayCell:
        """A day of any month."""
        outside = first_of(day) != self._first
        holiday = formats.typographic(self._holidays.get(day, ""))
        return DayCell(day, self._today, outside, holiday, self._entries.get(day, ()))

    def day_at(self, index: Index) -> date | None:
        """The day there, or ``None`` beside the table."""
        return self._weeks[index.row()][index.column()] if index.isValid() else None

    def index_of(self, day: date) -> QModelIndex:
        """The place of a day, invalid when the month does not show it."""
        week, place = divmod((day - self._weeks[0][0]).days, DAYS)
        return self.index(week, place) if 0 <= week < len(self._weeks) else QModelIndex()

    # ---- QAbstractTableModel -----------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._weeks)

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
            return formats.typographic(" ; ".join(entry.why for entry in self.cell(day).entries if entry.why))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < DAYS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (formats.WEEKDAYS_SHORT if self._short else formats.WEEKDAYS)[section]
        return formats.WEEKDAYS[section] if role == Qt.ItemDataRole.AccessibleTextRole else None
