"""The due date of an invoice: proposed with its working, typed over if the user knows better, never hidden."""

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.rules.payment_terms import ProposedDue

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, hbox, vbox
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .editors import DateEditor

FIELD: Final = "due_on"


class DueDate(QObject):
    """The editor, the line « proposée : … — rétablir » under it, and the card that shows the working.

    The date follows the proposal until the user types one; ``restored`` when they take the proposal again.
    """

    restored = Signal()

    def __init__(self, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self.editor = DateEditor(FIELD, "À payer le", today=today, nudge=True, called="l’échéance", bare=True)
        self.proposal: ProposedDue | None = None
        self.is_own = False
        self.line = QWidget()
        self._words = Label("", Tone.MUTED)
        self.restore_button = Button("Rétablir", Kind.LINK, name="due_on.restore")
        beside = hbox(self.line, 0, 8)
        beside.addWidget(self._words)
        beside.addWidget(self.restore_button)
        beside.addStretch(1)
        self.working = QWidget()
        vbox(self.working)
        self.editor.changed.connect(self._typed)
        self.restore_button.clicked.connect(self.restore)

    def begin(self, proposal: ProposedDue) -> None:
        """Take a date already shown as the user's own if it is not the one proposed."""
        self.is_own = self.editor.value is not None and self.editor.value != proposal.date
        self.propose(proposal)

    def propose(self, proposal: ProposedDue) -> None:
        """Show what is proposed now; the date follows unless it is the user's own."""
        if self.proposal is None or proposal != self.proposal:
            self.proposal = proposal
            self._show_working(proposal)
        if not self.is_own:
            self.editor.set_value(proposal.date)
        self._show_line()

    def restore(self) -> None:
        """Take the proposal again."""
        if self.proposal is not None and self.proposal.date is not None:
            self.is_own = False
            self.editor.set_value(self.proposal.date)
            self._show_line()
            self.restored.emit()

    def _typed(self) -> None:
        proposed = self.proposal.date if self.proposal else None
        self.is_own = self.editor.value != proposed
        self._show_line()

    def _show_line(self) -> None:
        proposed = self.proposal.date if self.proposal else None
        self.line.setVisible(self.is_own and proposed is not None)
        if proposed is not None:
            self._words.set_text(f"Votre date l’emporte. Proposée : {formats.date_long(proposed)}.")
            self.restore_button.setAccessibleName(f"Rétablir l’échéance proposée, {formats.date_long(proposed)}")

    def _show_working(self, proposal: ProposedDue) -> None:
        layout = self.working.layout()
        assert layout is not None
        clear(layout)
        card = Card("Échéance proposée")
        if proposal.date is not None:
            card.add(Label(formats.date_long(proposal.date), weight=600))
        for step in proposal.steps:
            card.add(Label(step, Tone.MUTED, wrap=True))
        for warning in proposal.warnings:
            card.add(IconText("triangle-alert", warning, Tone.SOON, wrap=True))
        card.add(IconText("book-open", proposal.source, Tone.MUTED, wrap=True))
        layout.addWidget(card)
