"""The days of a month with what is on them, for the screen and for paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from litigedesk import formats

from ..tips import plain_tip
from .entry import NOTHING_HIDDEN, CalendarEntry, Hidden, counted, full_day, in_order
from .month import Week, first_of, weeks_of

SATURDAY = 5


@dataclass(frozen=True)
class DayCell:
    """One day as the month shows it; ``outside`` when it belongs to the month before or after."""

    day: date
    today: date
    outside: bool
    holiday: str
    entries: tuple[CalendarEntry, ...]
    hidden: Hidden = NOTHING_HIDDEN

    @property
    def number(self) -> str:
        """The day in its month, « 1er » to « 31 »."""
        return "1er" if self.day.day == 1 else str(self.day.day)

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
        facts += [
            f"férié : {self.holiday}" if self.holiday else "",
            counted(self.entries, self.today, {self.day: self.hidden}),
        ]
        said = ", ".join(filter(None, facts))
        told = [entry.words(self.today) for entry in self.entries]
        listed = " ; ".join([*told, self._others] if self.hidden.count else told)
        return formats.typographic(f"{said} : {listed}" if listed else said)

    def tip(self) -> str:
        """The same for the eye, with the reasons; nothing for an ordinary day."""
        if not self.entries and not self.holiday:
            return ""
        head = f"{full_day(self.day)}, {self.holiday}" if self.holiday else full_day(self.day)
        told = [entry.tip(self.today) for entry in self.entries]
        return plain_tip("\n\n".join((head, *told, self._others) if self.hidden.count else (head, *told)))

    @property
    def _others(self) -> str:
        return f"et {formats.count(self.hidden.count, 'autre')}"


class MonthDays:
    """A month: its weeks, and each of its days with the entries and the holiday on it."""

    def __init__(
        self,
        first: date,
        entries: Iterable[CalendarEntry],
        holidays: Mapping[date, str],
        today: date,
        hidden: Mapping[date, Hidden] | None = None,
    ) -> None:
        self.today, self._hidden = today, hidden or {}
        self._holidays = dict(holidays)
        self._entries: dict[date, list[CalendarEntry]] = {}
        for entry in in_order(entries, today):
            self._entries.setdefault(entry.day, []).append(entry)
        self.turn_to(first)

    def turn_to(self, first: date) -> None:
        """Show another month of the same dates."""
        self.first = first
        self.weeks: tuple[Week, ...] = weeks_of(first)

    def cell(self, day: date) -> DayCell:
        """A day, of this month or another."""
        holiday = formats.typographic(self._holidays.get(day, ""))
        entries, hidden = tuple(self._entries.get(day, ())), self._hidden.get(day, NOTHING_HIDDEN)
        return DayCell(day, self.today, first_of(day) != self.first, holiday, entries, hidden)

    def entries(self) -> tuple[CalendarEntry, ...]:
        """Those of the days of its weeks, in order."""
        return tuple(entry for week in self.weeks for day in week for entry in self.cell(day).entries)
