"""Long work with its progress: what is being done, and how far it is."""

from typing import Final

from PySide6.QtWidgets import QProgressBar, QWidget

from ..palette import Tone
from ..theme import MIDDLE
from .layout import row, vbox
from .panels import Card
from .text import Label

THOUSAND: Final = 1000


class ProgressPage(QWidget):
    """A bar under a title; ``ending`` says what is still finished once the user gives up."""

    def __init__(self, title: str, ending: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ending = ending
        self.bar = QProgressBar()
        self.bar.setRange(0, THOUSAND)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Avancement")
        self.words = Label("", Tone.MUTED)
        self.share = Label("", Tone.MUTED, figures=True)
        card = Card(gap=12)
        card.add(Label(title, size=MIDDLE, weight=600), self.bar)
        card.add(row(self.words, self.share, stretch=self.words))
        layout = vbox(self, 24, 0)
        layout.addStretch(1)
        layout.addWidget(card)
        layout.addStretch(2)
        self._given_up = False

    def tell(self, thousandths: int, words: str) -> None:
        """Show a step."""
        if thousandths == 0:
            self._given_up = False
        self.bar.setValue(thousandths)
        self.share.set_text(f"{thousandths * 100 // THOUSAND} %")
        if words and not self._given_up:
            self.words.set_text(words)

    def give_up(self) -> None:
        """Say that it ends after the step at hand."""
        self._given_up = True
        self.words.set_text(f"Annulation : {self._ending}…")
