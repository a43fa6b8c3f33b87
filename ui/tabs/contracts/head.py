"""The head of a record's page: title and chip, a line under them, the one big sum, and a row of buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from litigedesk.domain.money import Money
from litigedesk.formats import money

from ...palette import Tone
from ...theme import TITLE
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox, vbox
from ...widgets.text import Chip, Label


class Head(QWidget):
    """What the record is, and the sum that matters at its right."""

    def __init__(self, title: str, chip: Chip, under: str, amount: Money, note: str) -> None:
        super().__init__()
        layout = hbox(self, 0, 12)
        who = vbox(gap=2)
        top = hbox(gap=12)
        self.title = Label(title, size=TITLE, weight=600, elide=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.title.setMinimumWidth(96)
        top.addWidget(self.title)
        top.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        who.addLayout(top)
        who.addWidget(Label(under, Tone.MUTED, elide=True))
        layout.addLayout(who, 1)
        much = vbox(gap=2)
        self.amount = Label(money(amount), size=TITLE, weight=600, figures=True)
        self.amount.setObjectName("head.amount")
        beneath = Label(note, Tone.MUTED)
        beneath.setAlignment(Qt.AlignmentFlag.AlignRight)
        much.addWidget(self.amount)
        much.addWidget(beneath)
        layout.addLayout(much)


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
