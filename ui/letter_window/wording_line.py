"""One line under the choice of the letter: whose text it is, and the way to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.text import Chip

EDIT = "Modifier le texte de cette lettre…"


class WordingLine(QWidget):
    """« Votre texte » when the letter says the user's own words; ``asked`` when they want to change them."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Chip("Votre texte", Tone.ACCENT, "pencil")
        self.link = Button(EDIT, Kind.LINK, name="letter.wording")
        self.link.clicked.connect(self.asked)
        flow = FlowLayout(12, 4, self)
        flow.addWidget(self.mark)
        flow.addWidget(self.link)
        self.mark.hide()

    def show_own(self, own: bool) -> None:
        """Say whether the text is the user's."""
        self.mark.setVisible(own)
