"""The instalments of an agreement as a table: each with its day, its sum, and its state by icon and word."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from litigedesk import formats
from litigedesk.rules.instalments import InstalmentState, TrackedInstalment

from ...palette import Tone
from ...widgets.text import IconText, Label

SIGNS: Final = {
    InstalmentState.PAID: ("circle-check", Tone.FINE),
    InstalmentState.PART: ("hourglass", Tone.SOON),
    InstalmentState.LATE: ("circle-alert", Tone.LATE),
    InstalmentState.TO_COME: ("circle-dashed", Tone.MUTED),
}


def state_words(line: TrackedInstalment) -> str:
    """``Payé le 3 nov. 2026``, ``En retard de 12 jours, 100 € reçus``, ``À venir``."""
    if line.paid_on is not None:
        return f"Payé le {formats.date_medium(line.paid_on)}"
    words = line.state.label
    if line.late_days:
        words = f"{words} de {formats.count(line.late_days, 'jour')}"
    return f"{words}, {formats.money(line.received)} reçus" if line.received else words


class InstalmentLines(QWidget):
    """``lines`` in their order; ``first`` is the place of the first one in the whole table."""

    def __init__(self, lines: Sequence[TrackedInstalment], first: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        alone = len(lines) == first == 1
        for place, line in enumerate(lines):
            icon, tone = SIGNS[line.state]
            numbered = "" if alone else f"{first + place}.  "
            day = Label(f"{numbered}{formats.date_medium(line.instalment.due_on)}", figures=True)
            day.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            amount = Label(formats.money(line.instalment.amount), figures=True)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            state = IconText(icon, state_words(line), tone, wrap=True)
            said = f"Versement {first + place}, {formats.date_long(line.instalment.due_on)} : {amount.full_text()}"
            state.setAccessibleName(formats.typographic(f"{said}, {state_words(line).lower()}"))
            grid.addWidget(day, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(amount, place, 1)
            grid.addWidget(state, place, 2)
