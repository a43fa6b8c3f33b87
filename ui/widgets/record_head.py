"""The head of a record's page: title and chip, a line under them, the one big sum, and a row of buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk.domain.money import Money
from litigedesk.formats import money

from ..palette import Tone
from ..theme import TITLE
from .buttons import Button, Kind
from .flow import Columns, FlowLayout
from .layout import vbox
from .text import Chip, Label, TitleLabel

BREAK_AT = 480  # px at the normal text size: narrower, the sum goes under the title


class RecordHead(Columns):
    """What the record is, and the sum that matters at its right, ``None`` when there is none."""

    def __init__(self, title: str, chip: Chip, under: str, amount: Money | None, note: str) -> None:
        shown = "" if amount is None else money(amount)
        self.amount = Label(shown, size=TITLE, weight=600, figures=True)
        self.amount.setObjectName("head.amount")
        self.amount.setAccessibleName(f"{shown}, {note}" if shown else "")
        super().__init__(_names(title, chip, under), _much(self.amount, note), share=False, gap=12, break_at=BREAK_AT)


def _names(title: str, chip: Chip, under: str) -> QWidget:
    holder = QWidget()
    column = vbox(holder, 0, 2)
    top = FlowLayout(12, 4)
    top.addWidget(TitleLabel(title))
    top.addWidget(chip)
    column.addLayout(top)
    column.addWidget(Label(under, Tone.MUTED, wrap=True))
    return holder


def _much(amount: Label, note: str) -> QWidget:
    holder = QWidget()
    column = vbox(holder, 0, 2)
    beneath = Label(note, Tone.MUTED)
    beneath.setAlignment(Qt.AlignmentFlag.AlignRight)
    column.addWidget(amount)
    column.addWidget(beneath)
    return holder


class ButtonRow(QWidget):
    """Buttons that wrap onto the next line on a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self._line = FlowLayout(8, 8, self)

    def add(self, text: str, icon: str, name: str, do: Callable[[], object], kind: Kind = Kind.SECONDARY) -> Button:
        """Add one; returns it."""
        button = Button(text, kind, icon, name=name)
        button.clicked.connect(lambda _on: do())
        self._line.addWidget(button)
        return button
