"""The card of the next dates: what is late first, then ten from today on."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ...palette import Tone
from ..kept_focus import kept_focus
from ..layout import clear
from .entry import CalendarEntry, in_order
from .entry_rows import DatedRow, EntryCard

NEXT = 10
LATE_SHOWN = 3  # the oldest; the others are counted, or they would push away what comes


class UpcomingList(EntryCard):
    """The next ten open entries from today on, after what is late."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Les dix prochaines échéances", parent)
        self.add(self._lines)

    def set_entries(self, entries: Iterable[CalendarEntry], today: date, late_count: int | None = None) -> None:
        """Show those of these entries that are open and come first; ``late_count`` are late in all, when not all are handed in."""
        waiting = [entry for entry in in_order(entries, today) if entry.is_open]
        late = [entry for entry in waiting if entry.day < today]
        ahead = [entry for entry in waiting if entry.day >= today]
        with kept_focus(self):
            clear(self._lines)
            if late:
                self._show_late(late, len(late) if late_count is None else late_count, today)
            for entry in ahead[:NEXT]:
                self._add_row(DatedRow(entry, today))
            if not ahead:
                self._add_words("Aucune échéance à venir.")

    def _show_late(self, late: list[CalendarEntry], count: int, today: date) -> None:
        self._add_words("En retard", Tone.LATE, 500)
        for entry in late[:LATE_SHOWN]:
            self._add_row(DatedRow(entry, today))
        if count > LATE_SHOWN:
            self._add_words(f"et {formats.count(count - LATE_SHOWN, 'autre')} en retard", Tone.LATE)
        self._lines.addSpacing(4)
        self._add_words("À venir", weight=500)
