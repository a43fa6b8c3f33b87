"""What time brought since the user last looked: reminders that fell, dates that went by undone."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.agenda import SinceLastOpening

from ...agenda_entries import calendar_entry
from ...palette import Tone
from ...widgets.calendar.entry_rows import FullRow
from ...widgets.panels import Card
from ...widgets.text import Label
from .commands import Commands

SHOWN = 4  # lines; the others are counted


class SinceCard(Card):
    """One line for each date, those that are late first."""

    def __init__(self, commands: Commands, since: SinceLastOpening, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Depuis votre dernière ouverture", f"le {formats.date_long(since.day)}", gap=4, parent=parent)
        found = list({entry.key: entry for entry in (*since.late, *since.reminded)}.values())
        for entry in found[:SHOWN]:
            row = FullRow(calendar_entry(entry, today), today)
            row.clicked.connect(partial(commands.open_entry, entry))
            self.add(row)
        if len(found) > SHOWN:
            self.add(Label(f"et {formats.count(len(found) - SHOWN, 'autre')}, dans la liste", Tone.MUTED))
