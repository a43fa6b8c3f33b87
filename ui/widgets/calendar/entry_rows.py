"""Entries as rows that open them, and the card that holds such rows."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ...date_words import weekday
from ...palette import Tone
from ...theme import current, follow
from ..flow import Columns
from ..layout import hbox, placed, vbox
from ..panels import Card
from ..rows import PressableRow
from ..text import Chip, Icon, Label
from ..tips import plain_tip
from .entry import CalendarEntry

BESIDE = 300  # px at the normal text size: below, the chip goes under the words


class EntryRow(PressableRow):
    """An entry; why it is that day is its tooltip, and its description for screen readers."""

    def __init__(self, entry: CalendarEntry, words: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.entry = entry
        self.setObjectName(f"calendar.{type(self).__name__}.{entry.key}")
        self.setToolTip(plain_tip(entry.tip(today)))
        self.setAccessibleDescription(formats.typographic(entry.why))
        self.set_pressable(entry.pressable)


class FullRow(EntryRow):
    """An entry in full, with the chip of its state."""

    def __init__(self, entry: CalendarEntry, today: date, parent: QWidget | None = None) -> None:
        super().__init__(entry, entry.words(today), today, parent)
        layout = hbox(self, (0, 4, 0, 4), 12)
        layout.addWidget(Icon(entry.icon, Tone.MUTED, 20), 0, Qt.AlignmentFlag.AlignTop)
        said = QWidget()
        words = vbox(said, gap=0)
        words.addWidget(Label(entry.title, weight=500, wrap=True))
        if entry.detail:
            words.addWidget(Label(entry.detail, Tone.MUTED, wrap=True))
        chip = Chip(entry.state(today), entry.tone(today), entry.sign(today))
        layout.addWidget(Columns(said, chip, share=False, gap=4, break_at=BESIDE), 1)


class DatedRow(EntryRow):
    """An entry on one line: its sign, its day, its title."""

    def __init__(self, entry: CalendarEntry, today: date, parent: QWidget | None = None) -> None:
        day, tone = weekday(entry.day, today), entry.tone(today)
        super().__init__(entry, f"{day}, {entry.words(today)}", today, parent)
        self._day = Label(day, tone)
        layout = hbox(self, 0, 8)
        layout.addWidget(Icon(entry.sign(today), tone))
        layout.addWidget(self._day)
        layout.addWidget(Label(", ".join(filter(None, (entry.title, entry.detail))), elide=True), 1)
        follow(self._restyle)

    def _restyle(self) -> None:
        metrics = current().metrics()
        forms = [
            f"30{formats.NBSP}sept.{formats.NBSP}2026",
            *(f"{name} 30{formats.NBSP}sept." for name in formats.WEEKDAYS_SHORT),
        ]
        widest = max(metrics.horizontalAdvance(one) for one in forms)
        self._day.setFixedWidth(widest + 4)
        self.setFixedHeight(current().line_height() + 10)


class EntryCard(Card):
    """A card of rows; ``entry_opened(key)`` when one is pressed."""

    entry_opened = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, gap=4, parent=parent)
        self._lines = vbox(gap=0)

    def rows(self) -> list[EntryRow]:
        """The rows shown."""
        return [row for row in placed(self._lines) if isinstance(row, EntryRow)]

    def _add_row(self, row: EntryRow) -> None:
        row.clicked.connect(self._open)
        self._lines.addWidget(row)
        row.show()  # at once, or it could not take the keys yet

    def _add_words(self, text: str, tone: Tone = Tone.MUTED, weight: int = 400) -> None:
        self._lines.addWidget(Label(text, tone, weight=weight, wrap=True))

    def _open(self) -> None:
        row = self.sender()
        if isinstance(row, EntryRow) and row.entry.pressable:
            self.entry_opened.emit(row.entry.key)
