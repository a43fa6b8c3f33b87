"""Dates that follow from a record, each with how far it is and why: the clocks of a complaint or of a mediation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.rules.clock_dates import ClockDate

from ..date_words import clock_chip
from ..palette import Tone
from .deadline_line import BEGIN
from .flow import FlowLayout
from .layout import clear, hbox, vbox
from .text import Chip, Label

WHOSE: Final = {
    Clock.COMPLAINT_ANSWER: "votre choix",
    Clock.CLIENT_REFERRAL: "droit du client",
    Clock.INSURER: "votre contrat",
    Clock.PROPOSAL_ANSWER: "délai du médiateur",
}


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """One date: ``note`` says whose it is; ``only_told`` marks somebody else's right, which is never late."""

    title: str
    day: date
    reason: str = ""
    note: str = ""
    done_on: date | None = None
    only_told: bool = False
    begins: bool = False

    @classmethod
    def of_rule(cls, found: ClockDate) -> "ClockView":
        """What a rule gives, before anything is saved."""
        return cls(
            title=found.title,
            day=found.date,
            reason=found.reason,
            note=WHOSE.get(found.clock, ""),
            done_on=found.done_on,
            only_told=found.clock.only_told,
            begins=found.clock in BEGIN,
        )

    @classmethod
    def of_deadline(cls, deadline: Deadline) -> "ClockView":
        """A deadline as it is kept; one that the user moved says so."""
        clock, moved = deadline.clock, deadline.computed_on not in {None, deadline.due_on}
        return cls(
            title=deadline.title,
            day=deadline.due_on,
            reason=deadline.reason,
            note="déplacée par vous" if moved else WHOSE.get(clock, "") if clock else "",
            done_on=deadline.done_on,
            only_told=clock is not None and clock.only_told,
            begins=clock in BEGIN,
        )


class ClockLine(QWidget):
    """Title, day and chip; with ``reason``, why under them. ``narrow`` puts the chip under the words."""

    def __init__(
        self, view: ClockView, today: date, *, reason: bool, narrow: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chip = Chip(*clock_chip(view.day, view.done_on, today, only_told=view.only_told, begins=view.begins))
        day = " · ".join(filter(None, (formats.date_long(view.day), view.note)))
        words = vbox(gap=2)
        words.addWidget(Label(view.title, weight=500, wrap=True))
        if narrow:
            beside = QWidget()
            flow = FlowLayout(8, 2, beside)
            flow.addWidget(Label(day))
            flow.addWidget(self.chip)
            words.addWidget(beside)
            vbox(self).addLayout(words)
        else:
            words.addWidget(Label(day, Tone.MUTED, elide=True))
            line = hbox(self, gap=12)
            line.addLayout(words, 1)
            line.addWidget(self.chip)
        if reason and view.reason:
            words.addWidget(Label(view.reason, Tone.MUTED, wrap=True))
        self.setAccessibleName(formats.typographic(f"{view.title} : {day}, {self.chip.text()}. {view.reason}"))


class ClockList(QWidget):
    """Several clocks under each other."""

    def __init__(self, *, reason: bool = False, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason, self._narrow = reason, narrow
        self._shown: tuple[ClockView, ...] = ()
        self._layout = vbox(self, 0, 12)

    def show_clocks(self, views: Sequence[ClockView], today: date) -> None:
        """Show these dates; the same ones again change nothing."""
        if tuple(views) == self._shown:
            return
        self._shown = tuple(views)
        clear(self._layout)
        for view in views:
            self._layout.addWidget(ClockLine(view, today, reason=self._reason, narrow=self._narrow))
