"""The card of the chosen day: all its dates in full, and the way to add one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ...palette import Tone
from ...theme import BODY
from ..buttons import Button, Kind
from ..flow import Columns
from ..kept_focus import kept_focus
from ..layout import clear, row
from ..text import Label, TitleLabel
from .entry import CalendarEntry, full_day, in_order
from .entry_rows import EntryCard, FullRow

BESIDE = 320  # px at the normal text size: below, the link goes under the day


class DayList(EntryCard):
    """A day and its entries; ``add_asked(date)`` from the link, ``more_asked(date)`` for those only counted."""

    add_asked = Signal(object)
    more_asked = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._day = day
        self._title = TitleLabel("", size=BODY)
        self._title.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)  # in line with the link
        self._note = Label("", Tone.MUTED, wrap=True)
        self._add = Button("Ajouter une date", Kind.LINK, name="calendar.add")
        self._add.clicked.connect(lambda: self.add_asked.emit(self._day))
        self.add(Columns(self._title, self._add, share=False, gap=4, break_at=BESIDE), self._note, self._lines)
        self.set_day(day, (), "", day)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day

    def set_day(self, day: date, entries: Sequence[CalendarEntry], holiday: str, today: date, hidden: int = 0) -> None:
        """Show a day with these entries and how many are ``hidden``, and the name of its public holiday if it is one."""
        self._day = day
        self._title.set_text(full_day(day))
        self.setAccessibleName(self._title.full_text())
        said = ", ".join(filter(None, ("aujourd’hui" if day == today else "", f"férié : {holiday}" if holiday else "")))
        self._note.set_text(said[:1].upper() + said[1:])
        self._note.setVisible(bool(said))
        with kept_focus(self):
            clear(self._lines)
            for entry in in_order(entries, today):
                self._add_row(FullRow(entry, today))
            if hidden:
                self._add_words(f"et {formats.count(hidden, 'autre')}")
                more = Button("En montrer davantage", Kind.LINK, name="calendar.more")
                more.clicked.connect(lambda: self.more_asked.emit(self._day))
                self._lines.addLayout(row(more, None))
            if not entries:
                self._add_words("Aucune date ce jour-là.")

    def focus_first(self) -> None:
        """Give the keys to the first entry that opens, or to the link."""
        first = next((one for one in self.rows() if one.pressable), self._add)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
