"""The letters about a record: what was written and what became of it, and those that can be written now."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters.template import Template

from ..kept_files import PDF, WORD
from ..letter_words import letter_state, receipt_words
from ..palette import Tone
from .buttons import Button, IconButton, Kind
from .flow import Columns
from .layout import hbox, vbox
from .menu import add_action
from .panels import Card
from .text import Chip, Icon, Label

STACKED: Final = 340  # px at the normal text size: below, the state goes under the title


class LettersCard(Card):
    """One line a letter, and « Rédiger une lettre » with each of those ``offered``; ``name`` begins the names of its buttons."""

    write_asked = Signal(str)  # the id of a template
    track_asked = Signal(int)
    delete_asked = Signal(int)
    open_asked = Signal(object, str)  # the letter, and PDF or WORD
    label_asked = Signal(int)
    receipt_asked = Signal(object)

    def __init__(
        self,
        letters: Sequence[Letter],
        offered: Sequence[Template],
        today: date,
        *,
        name: str,
        empty: str,
        parent: QWidget | None = None,
    ) -> None:
        self._name, self._today = name, today
        super().__init__("Lettres", str(len(letters) or ""), self._writing(offered), parent=parent)
        for letter in letters:
            self.add(self._line(letter))
        if not letters:
            self.add(Label(empty, Tone.MUTED, wrap=True))

    def _writing(self, offered: Sequence[Template]) -> Button | None:
        if not offered:
            return None
        button = Button("Rédiger une lettre", Kind.QUIET, "file-plus", name=f"{self._name}.write")
        menu = QMenu(button)
        for one in offered:
            icon = "lock" if one.confidential else "file-text"
            add_action(menu, f"{one.title}…", icon, partial(self._write, one.id))
        button.setMenu(menu)
        return button

    def _write(self, template: str) -> None:
        self.write_asked.emit(template)

    def _line(self, letter: Letter) -> QWidget:
        holder, said = QWidget(), QWidget()
        state, tone, icon = letter_state(letter, self._today)
        line = hbox(holder, 0, 12)
        line.addWidget(Icon("mail", Tone.MUTED, 20))
        words = vbox(said, gap=0)
        words.addWidget(Label(letter.title, weight=500, wrap=True))
        sent = f"{formats.date_long(letter.written_on)} · {letter.send_method.label.lower()}"
        words.addWidget(Label(sent, Tone.MUTED, wrap=True))
        line.addWidget(Columns(said, Chip(state, tone, icon), share=False, gap=4, break_at=STACKED), 1)
        line.addWidget(self._more(letter))
        return holder

    def _more(self, letter: Letter) -> IconButton:
        more = IconButton("ellipsis", f"Actions : {letter.title}")
        more.setObjectName(f"{self._name}.letter.{letter.id}")
        menu, letter_id = QMenu(more), letter.id or 0
        add_action(menu, "Suivre l’envoi…", "mail-check", lambda: self.track_asked.emit(letter_id))
        add_action(menu, "Ouvrir le PDF", "file-text", lambda: self.open_asked.emit(letter, PDF))
        add_action(menu, "Ouvrir dans Word", "file-type", lambda: self.open_asked.emit(letter, WORD))
        if letter.receipt_file_id is not None:
            add_action(menu, f"{receipt_words(letter)}…", "badge-check", lambda: self.receipt_asked.emit(letter))
        if letter.send_method is SendMethod.REGISTERED:
            add_action(menu, "Imprimer l’étiquette…", "printer", lambda: self.label_asked.emit(letter_id))
        menu.addSeparator()
        add_action(menu, "Supprimer la lettre", "trash-2", lambda: self.delete_asked.emit(letter_id))
        more.setMenu(menu)
        return more
