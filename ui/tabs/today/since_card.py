"""What time brought since the user last looked: reminders that fell, dates that went by undone."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.agenda import Entry
from litigedesk.queries.today import SinceLastOpening

from ...agenda_entries import ICONS
from ...palette import Tone
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label
from .commands import Commands

SHOWN = 5  # lines; the others are counted


class SinceCard(Card):
    """One line for each date, those that are late first."""

    def __init__(self, commands: Commands, since: SinceLastOpening, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Depuis votre dernière ouverture", f"le {formats.date_long(since.day)}", gap=4, parent=parent)
        lines = list(_lines(since, today))
        for entry, chip in lines[:SHOWN]:
            row = FactRow(ICONS[entry.subject], entry.title, entry.who, chip, pressable=True)
            row.clicked.connect(partial(commands.open_entry, entry))
            self.add(row)
        if len(lines) > SHOWN:
            self.add(Label(f"et {formats.count(len(lines) - SHOWN, 'autre')}, dans la liste", Tone.MUTED))


def _lines(since: SinceLastOpening, today: date) -> Iterator[tuple[Entry, Chip]]:
    """A date that came and went between two openings is late, and is not also told as coming."""
    for entry in since.late:
        yield entry, Chip(formats.days_away(entry.day, today), Tone.LATE)
    late = {entry.key for entry in since.late}
    for entry in since.reminded:
        if entry.key not in late:
            yield entry, Chip(f"rappel : {formats.days_away(entry.day, today)}", Tone.SOON)
