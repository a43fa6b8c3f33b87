"""The letters of a dossier as they were filed: what was asked, how each left, what became of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage, SendMethod
from litigedesk.letters.ids import LADDER
from litigedesk.letters.template import Template
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.letters import fitting_letters
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.next_step.portage import UNPAID_LADDER
from litigedesk.rules import registered_mail

from ... import legal_words
from ...dialogs.letter_papers import fill_menu, open_receipt
from ...kept_files import PDF, WORD, LetterFiles
from ...letter_words import letter_state, receipt_words
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, EmptyState
from ...widgets.text import Chip, IconText, Label
from .commands import Commands

CONFIDENTIAL = "Confidentiel : échangé dans la médiation, à ne pas produire devant un juge (C. conso. L612-3)."


class LettersPart(QWidget):
    """Newest first, a card for each; the letters that fit this dispute can be written from here."""

    def __init__(
        self, commands: Commands, files: LetterFiles, dossier: Dossier, step: NextStep, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = vbox(self, 0, 12)
        dispute_id = dossier.dispute.id or 0
        offered = _offered(dossier, fitting_letters(commands.context.desk, of_dispute(dispute_id)))
        next_one = _next_template(dossier, step, offered)
        write = Button("Rédiger une lettre", Kind.SECONDARY, "file-plus", name="letters.write")
        write.clicked.connect(lambda: commands.compose(dispute_id, next_one))
        write.setEnabled(bool(next_one))
        others = _choice(commands, dispute_id, offered)
        if not dossier.letters:
            layout.addWidget(
                EmptyState(
                    "mail",
                    "Aucune lettre dans ce dossier.",
                    "Chaque lettre enregistrée est gardée ici telle qu’elle est partie.",
                    write,
                    others,
                    compact=True,
                )
            )
            layout.addStretch(1)
            return
        if dossier.dispute.stage is not DisputeStage.CLOSED:
            layout.addLayout(row(write, others, None, gap=16))
        for letter in dossier.letters:
            layout.addWidget(LetterCard(commands, files, letter, dossier.dispute.reference))
        layout.addStretch(1)

    def reveal(self, letter_id: int) -> None:
        """Put the keys on a letter."""
        first = self.findChild(Button, f"letter.{letter_id}.track")
        if isinstance(first, Button):
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def _offered(dossier: Dossier, fitting: Sequence[Template]) -> list[Template]:
    """Under portage the user reminds, politely; what is firmer is the company's, asked of it by letter."""
    firmer = LADDER[1:] if dossier.portage is not None else ()
    return [one for one in fitting if one.id not in firmer]


def _choice(commands: Commands, dispute_id: int, offered: Sequence[Template]) -> Button:
    """All the letters that fit, by name."""
    button = Button("Choisir la lettre…", Kind.LINK, name="letters.choose")
    menu = QMenu(button)
    for one in offered:
        icon = "lock" if one.confidential else "file-text"
        add_action(menu, one.title, icon, partial(commands.compose, dispute_id, one.id))
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))
    return button


def _next_template(dossier: Dossier, step: NextStep, offered: Sequence[Template]) -> str:
    """The letter that the next step asks for, else the one after the last of the ladder, else the first that fits."""
    if step.template is not None:
        return step.template
    if dossier.sums.lines or dossier.dispute.kind is DisputeKind.UNPAID:
        ladder = LADDER if dossier.portage is None else UNPAID_LADDER
        written = [ladder.index(letter.template) for letter in dossier.letters if letter.template in ladder]
        return ladder[min(max(written, default=-1) + 1, len(ladder) - 1)]
    return offered[0].id if offered else ""


class LetterCard(Card):
    """One letter: its state in words, its dates, its files."""

    def __init__(
        self,
        commands: Commands,
        files: LetterFiles,
        letter: Letter,
        reference: str,
        parent: QWidget | None = None,
    ) -> None:
        today = commands.context.today()
        state, tone, icon = letter_state(letter, today)
        self.state = Chip(state, tone, icon)
        super().__init__(letter.title, formats.date_long(letter.written_on), self.state, gap=4, parent=parent)
        self._files, self._letter, self._reference, self._commands = files, letter, reference, commands
        asked = letter.send_method.label
        if letter.amount_due:
            asked += f" · {formats.money(letter.amount_due)} demandés"
        if letter.reply_by is not None:
            asked += f" · réponse attendue le {formats.date_long(letter.reply_by)}"
        self.add(Label(asked, Tone.MUTED, wrap=True))
        if followed := _followed(letter):
            self.add(Label(followed, Tone.MUTED, wrap=True))
        if letter.confidential:
            self.add(IconText("lock", CONFIDENTIAL, wrap=True))
        if letter.send_method.is_registered:
            self.setToolTip(legal_words.tip("lre" if letter.send_method is SendMethod.ELECTRONIC else "lrar"))
        self.body.addSpacing(4)
        self.add(self._buttons())

    def _buttons(self) -> QWidget:
        holder = QWidget()
        letter_id = self._letter.id or 0
        follow = Button("Suivre l’envoi", Kind.SECONDARY, "mail-check", name=f"letter.{letter_id}.track")
        follow.clicked.connect(lambda: self._commands.track(letter_id))
        pdf = Button("Ouvrir le PDF", Kind.QUIET, "file-text", name=f"letter.{letter_id}.pdf")
        pdf.clicked.connect(lambda: self._files.open(self._letter, self._reference, PDF))
        word = Button("Ouvrir dans Word", Kind.QUIET, "file-type", name=f"letter.{letter_id}.word")
        word.clicked.connect(lambda: self._files.open(self._letter, self._reference, WORD))
        more = IconButton("ellipsis", f"Autres actions : {self._letter.title}")
        menu = QMenu(more)
        add_action(menu, "Enregistrer une copie du PDF…", "download", lambda: self._save_copy(PDF))
        add_action(menu, "Enregistrer une copie Word…", "download", lambda: self._save_copy(WORD))
        fill_menu(menu, self._commands.context, self, self._files, self._letter)
        menu.addSeparator()
        add_action(menu, "Supprimer la lettre", "trash-2", lambda: self._commands.delete_letter(letter_id))
        more.setMenu(menu)
        line = hbox(holder)
        flow = FlowLayout()
        for button in (follow, pdf, word, *self._receipt()):
            flow.addWidget(button)
        line.addLayout(flow, 1)
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _receipt(self) -> list[Button]:
        """The scan that proves the receipt, when there is one."""
        if self._letter.receipt_file_id is None:
            return []
        shown = Button(receipt_words(self._letter), Kind.QUIET, "badge-check", name=f"letter.{self._letter.id}.receipt")
        shown.clicked.connect(lambda: open_receipt(self._commands.context, self._files, self._letter))
        return [shown]

    def _save_copy(self, kind: str) -> None:
        name = self._files.name(self._letter, self._reference, kind)
        chosen, _ = QFileDialog.getSaveFileName(self.window(), "Enregistrer une copie", str(Path.home() / name))
        if chosen and self._files.copy(self._letter, kind, Path(chosen)):
            self._commands.context.note(f"Copie enregistrée : {Path(chosen).name}")


def _followed(letter: Letter) -> str:
    """Number and dates of a letter on its way, beyond what its chip says."""
    if not letter.tracking_number and letter.presented_on is None and letter.received_on is None:
        return ""
    parts = []
    if letter.tracking_number:
        parts.append(f"n° {registered_mail.shown(letter.tracking_number)}")
    received = "acceptée" if letter.send_method is SendMethod.ELECTRONIC else "reçue"
    for before, day in (
        ("envoyée", letter.sent_on),
        ("présentée", letter.presented_on),
        (received, letter.received_on),
    ):
        if day is not None:
            parts.append(f"{before} le {formats.date_long(day)}")
    if letter.outcome is not None and letter.received_on is None:
        parts.append(letter.outcome.label.lower())
    return " · ".join(parts)
