"""What changed of itself since the user last looked: copies and rates, dates that went by undone, reminders that fell."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.agenda import Entry
from litigedesk.queries.today.since import Change, ChangeKind, Since

from ...agenda_entries import calendar_entry
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.calendar.entry_rows import FullRow
from ...widgets.layout import row
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from .commands import Commands

SHOWN: Final = 4  # lines; the others on request
ACTIONS: Final[Mapping[ChangeKind, tuple[str, str]]] = {  # the icon, and where it is mended
    ChangeKind.COPY: ("database-backup", "file.backups"),
    ChangeKind.RATES: ("percent", "tools.rates"),
}


class SinceCard(Card):
    """One line for each change, then for each date, those that are late first."""

    def __init__(self, commands: Commands, since: Since, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Depuis votre dernière ouverture", f"le {formats.date_long(since.day)}", gap=4, parent=parent)
        self._commands, self._since, self._today = commands, since, today
        self._after = max(0, SHOWN - len(since.changes))  # dates shown at once
        self.add(*map(self._change, since.changes), *map(self._date, since.dates[: self._after]))
        if others := len(since.dates) + since.hidden - self._after:
            self._more = Button(f"Voir {formats.count(others, 'autre')}", Kind.LINK, name="today.since.more")
            self._more.clicked.connect(self._show_others)
            self.add(row(self._more, None))

    def _change(self, one: Change) -> FactRow:
        icon, action = ACTIONS[one.kind]
        line = FactRow(icon, one.title, one.detail, icon_tone=Tone.LATE, pressable=True)
        line.setObjectName(f"today.since.{one.kind}")
        line.clicked.connect(partial(self._commands.context.ask, action))
        return line

    def _date(self, entry: Entry) -> FullRow:
        line = FullRow(calendar_entry(entry, self._today), self._today)
        line.clicked.connect(partial(self._commands.open_entry, entry))
        return line

    def _show_others(self) -> None:
        others = [self._date(entry) for entry in self._since.dates[self._after :]]
        self.add(*others)
        if self._since.hidden:
            words = f"Voir les {formats.number(self._since.hidden)} autres dans le calendrier"
            rest = Button(words, Kind.LINK, name="today.since.calendar")
            rest.clicked.connect(partial(self._commands.show_dates, ""))
            self.add(row(rest, None))
        for line in others:
            line.show()  # at once, or it could not take the keys yet
        others[0].setFocus()
        self._more.hide()
