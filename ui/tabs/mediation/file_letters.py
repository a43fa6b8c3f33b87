"""The letters of a mediation: what was written and what became of it, and those that can be written now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Letter
from litigedesk.letters.template import Family, Template
from litigedesk.queries import letters
from litigedesk.queries.mediations import MediationFile

from ...kept_files import PDF, WORD
from ...letter_words import letter_state
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import Columns
from ...widgets.layout import hbox, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card
from ...widgets.text import Chip, Icon, Label
from .commands import Commands

STACKED = 340  # px at the normal text size: below, the state goes under the title
WRITTEN_HERE = (Family.MEDIATION, Family.COMPLAINT)


class LettersCard(Card):
    """One line a letter, and « Rédiger » with each letter that fits."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        offered = [
            one
            for one in letters.fitting_letters(commands.context.desk, of_dispute(file.dispute.id or 0))
            if one.family in WRITTEN_HERE
        ]
        super().__init__("Lettres", str(len(file.letters) or ""), _write(commands, file, offered), parent=parent)
        for letter in file.letters:
            self.add(_line(commands, file, letter))
        if not file.letters:
            self.add(Label("Aucune lettre dans cette médiation.", Tone.MUTED))


def _write(commands: Commands, file: MediationFile, offered: Sequence[Template]) -> Button | None:
    if not offered:
        return None
    button = Button("Rédiger une lettre", Kind.QUIET, "file-plus", name="mediation.write")
    menu = QMenu(button)
    for one in offered:
        icon = "lock" if one.confidential else "file-text"
        add_action(menu, f"{one.title}…", icon, partial(commands.compose, file, one.id))
    button.setMenu(menu)
    return button


def _line(commands: Commands, file: MediationFile, letter: Letter) -> QWidget:
    holder = QWidget()
    state, tone, icon = letter_state(letter, commands.context.today())
    line = hbox(holder, 0, 12)
    line.addWidget(Icon("mail", Tone.MUTED, 20))
    said = QWidget()
    words = vbox(said, gap=0)
    words.addWidget(Label(letter.title, weight=500, wrap=True))
    sent = f"{formats.date_long(letter.written_on)} · {letter.send_method.label.lower()}"
    words.addWidget(Label(sent, Tone.MUTED, wrap=True))
    line.addWidget(Columns(said, Chip(state, tone, icon), share=False, gap=4, break_at=STACKED), 1)
    more = IconButton("ellipsis", f"Actions : {letter.title}")
    more.setObjectName(f"mediation.letter.{letter.id}")
    menu, letter_id, reference = QMenu(more), letter.id or 0, file.dispute.reference
    add_action(menu, "Suivre l’envoi…", "mail-check", lambda: commands.track(letter_id))
    add_action(menu, "Ouvrir le PDF", "file-text", lambda: commands.files.open(letter, reference, PDF))
    add_action(menu, "Ouvrir dans Word", "file-type", lambda: commands.files.open(letter, reference, WORD))
    menu.addSeparator()
    add_action(menu, "Supprimer la lettre", "trash-2", lambda: commands.delete_letter(letter_id))
    more.setMenu(menu)
    line.addWidget(more)
    return holder
