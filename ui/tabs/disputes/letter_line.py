"""One letter of an agreement or of a procedure on its card: its title, where it is, and the way to follow it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Letter

from ...letter_words import letter_state
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import hbox
from ...widgets.text import IconText
from .commands import Commands


class LetterLine(QWidget):
    """``name`` begins the name of its link."""

    def __init__(self, commands: Commands, letter: Letter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        state, _, icon = letter_state(letter, commands.context.today())
        follow = Button("Suivre l’envoi", Kind.LINK, name=f"{name}.letter.{letter.id}")
        follow.setAccessibleName(formats.typographic(f"Suivre l’envoi : {letter.title}"))
        follow.clicked.connect(partial(commands.track, letter.id or 0))
        line = hbox(self, 0, 12)
        said = IconText(icon, f"{letter.title} · {state}", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
        said.setContentsMargins(0, 3, 0, 0)  # on the line of its link
        line.addWidget(said, 1)
        line.addWidget(follow, 0, Qt.AlignmentFlag.AlignTop)
