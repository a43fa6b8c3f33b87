"""The question before the one act that cannot be undone: what goes, what stays and where, typed word by word."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import privacy as operations
from litigedesk.operations import readable_exit
from litigedesk.operations.outcome import Outcome
from litigedesk.operations.privacy import Erasure
from litigedesk.queries import privacy
from litigedesk.queries.privacy import PrivacyRow

from ..forms.editors import CheckEditor, TextEditor
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout, Card
from ..widgets.text import IconText, Label
from . import show_dialog
from .everything import free_name, write_readable
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow


class Act(Enum):
    """What may be done with a client's data, for good."""

    LIGHTEN = "lighten"
    ANONYMISE = "anonymise"
    ERASE = "erase"

    @property
    def button(self) -> str:
        """The words of the button that asks for it."""
        return {"lighten": "Alléger…", "anonymise": "Anonymiser…", "erase": "Effacer…"}[self.value]

    @property
    def icon(self) -> str:
        """Its icon."""
        return {"lighten": "eraser", "anonymise": "eraser", "erase": "trash-2"}[self.value]

    @property
    def word(self) -> str:
        """What is typed to confirm it."""
        return {"lighten": "ALLÉGER", "anonymise": "ANONYMISER", "erase": "EFFACER"}[self.value]

    @property
    def done(self) -> str:
        """What was done, for the message bar."""
        return {"lighten": "Données allégées", "anonymise": "Client anonymisé", "erase": "Données effacées"}[self.value]


WHAT_GOES: Final = {
    Act.LIGHTEN: "Part tout ce qu’aucune raison ne garde plus : {parts}. Reste le client, avec ce que la loi fait garder.",
    Act.ANONYMISE: "Partent son nom, ses coordonnées, ses interlocuteurs, ses adresses, les notes et tous les textes libres, les "
    "courriers et les pièces. Restent les sommes, les dates et les numéros, sous « Client anonymisé ».",
    Act.ERASE: "Part tout : fiche, contrats, factures, paiements, litiges, courriers, pièces, ce qui attend dans la corbeille, les "
    "saisies en cours, l’index de recherche et les étapes à annuler.",
}
FOR_GOOD: Final = "« Annuler » ne le rendra pas, et aucune sauvegarde n’est faite avant : elle garderait la personne."
COPIES: Final = (
    "Les sauvegardes déjà faites, ici et au second emplacement, gardent cette personne jusqu’à leur tour d’être retirées : vers "
    "{month} si vous ouvrez LitigeDesk chaque jour, plus tard sinon. Revenir à l’une d’elles la ramènerait."
)
ELSEWHERE: Final = (
    "Ce que vous avez envoyé ou exporté (courriels, archives, dossiers remis) n’est pas effacé : à vous de le faire."
)
READ_REASONS: Final = "J’ai lu ces raisons et je passe outre"
COPY_FIRST: Final = "Garder d’abord une copie lisible"
COPY_WHERE: Final = "Pages et fichiers, dans un dossier que vous choisissez, hors de LitigeDesk."


def ask_erasure(window: "MainWindow", parent: QWidget, rows: Sequence[PrivacyRow]) -> bool:
    """Ask before several clients are erased at once; whether they were."""
    return ask_act(window, parent, Act.ERASE, rows)


def ask_act(window: "MainWindow", parent: QWidget, act: Act, rows: Sequence[PrivacyRow]) -> bool:
    """Ask, do it, and tell what is left; whether it was done."""
    dialog = ErasureDialog(window, parent, act, rows)
    show_dialog(dialog)
    return dialog.is_done


class ErasureDialog(PageDialog):
    """The button is enabled by the word typed and, while reasons run, by the tick that says they were read."""

    def __init__(self, window: "MainWindow", parent: QWidget, act: Act, rows: Sequence[PrivacyRow]) -> None:
        self.do_button = Button(act.button.rstrip("…"), Kind.PRIMARY, act.icon, name="erasure.do")
        names = rows[0].name if len(rows) == 1 else formats.count(len(rows), "client")
        super().__init__(
            parent, "erasure", f"{act.button.rstrip('…')} : {names}", self.do_button, width=640, height=680
        )
        self._window, self._context = window, window.context
        self._act, self._rows = act, tuple(rows)
        self.is_done = False
        self.close_button.set_text("Ne rien effacer")
        self._what()
        self._reasons()
        self._remains()
        self._confirmation()
        self.page.body.addStretch(1)
        self.do_button.clicked.connect(self._do)
        self._react()

    # ---- what it says ------------------------------------------------------------------------------------------------
    def _what(self) -> None:
        parts = ", ".join(part.label for part in self._rows[0].assessment.free_parts)
        card = Card("Ce qui part, pour toujours", gap=8)
        card.add(Label(WHAT_GOES[self._act].format(parts=parts), wrap=True))
        if len(self._rows) > 1:
            card.add(Label(", ".join(row.name for row in self._rows), Tone.MUTED, wrap=True, verbatim=True))
        self.page.add(card, Callout("Cela ne s’annule pas", FOR_GOOD, Tone.LATE))

    def _reasons(self) -> None:
        self.read = CheckEditor("read", READ_REASONS, called="les raisons lues", parent=self)
        self.read.changed.connect(self._react)
        running = [one for row in self._rows for one in row.assessment.running]
        self._despite = bool(running) and self._act is not Act.LIGHTEN
        self.read.hide()
        if not self._despite:
            return
        card = Card("Ce que la loi fait encore garder", gap=4)
        for reason in running:
            until = f", jusqu’au {formats.date_long(reason.until)}" if reason.until else f" : {reason.detail}"
            card.add(IconText("scale", f"{reason.rule.label}{until} ({reason.rule.source})", Tone.TEXT, wrap=True))
        self.page.add(card.add(self.read))
        self.read.show()

    def _remains(self) -> None:
        month = formats.month_year(privacy.copies_forget_by(self._context.today()))
        card = Card("Ce qui reste ailleurs", gap=8)
        card.add(IconText("history", COPIES.format(month=month), Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
        card.add(IconText("mail", ELSEWHERE, Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
        self.page.add(card)

    def _confirmation(self) -> None:
        self.copy_first = CheckEditor("copy_first", COPY_FIRST, hint=COPY_WHERE)
        self.word = TextEditor("word", f"Tapez {self._act.word} pour confirmer", width=200, called="la confirmation")
        self.word.changed.connect(self._react)
        self.page.add(Card("Confirmer", gap=12).add(self.copy_first, self.word))

    def _react(self) -> None:
        typed = formats.folded(self.word.value) == formats.folded(self._act.word)
        self.do_button.setEnabled(typed and (self.read.value or not self._despite))

    # ---- acting ------------------------------------------------------------------------------------------------------
    def _do(self) -> None:
        if self.copy_first.value and not self._copied():
            return
        self.bar.set_status("Effacement en cours…", Tone.MUTED, "clock")
        self.bar.repaint()  # a large file is then written anew, without a pause to draw
        try:
            done = self._outcome()
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        self.is_done = True
        self._forget_words()
        self._told(done)
        self.accept()

    def _outcome(self) -> Outcome[Erasure]:
        desk, ids = self._context.desk, [row.id for row in self._rows]
        match self._act:
            case Act.LIGHTEN:
                return operations.erase(desk, ids, parts=self._rows[0].assessment.free_parts)
            case Act.ANONYMISE:
                return operations.anonymise(desk, ids[0], despite_reasons=self.read.value)
            case Act.ERASE:
                return operations.erase(desk, ids, despite_reasons=self.read.value)

    def _copied(self) -> bool:
        """Write a readable copy of each where the user wants; false when they gave up or the disk refused."""
        chosen = QFileDialog.getExistingDirectory(
            self, formats.typographic("Où garder cette copie ?"), str(Path.home())
        )
        if not chosen:
            return False
        return self.copy_to(Path(chosen))

    def copy_to(self, folder: Path) -> bool:
        """Write a readable copy of each client in a folder; whether all were."""
        for row in self._rows:
            target = free_name(folder, f"Données effacées {self._context.today()} {row.id}")
            written = write_readable(
                self,
                self._context.desk,
                partial(readable_exit.of_client, client_id=row.id),
                target,
                lambda fault: self.bar.set_status(str(fault)),
            )
            if written is None:
                return False
        return True

    def _forget_words(self) -> None:
        """Empty the filters of all lists, which are remembered: what was looked for may be the person's name."""
        for pane in (pane for tab in self._window.tabs for pane in tab.panes()):
            if pane.filter.text():
                pane.filter.clear()
                pane.question.typed()

    def _told(self, done: Outcome[Erasure]) -> None:
        """No « Annuler » in the message bar: it would not work."""
        self._context.data_changed.emit(done.changed)
        self._context.drafts.changed.emit()
        erased = done.value
        files = f", {formats.count(erased.files, 'fichier')}" if erased.files else ""
        words = f"{self._act.done} : {formats.count(erased.records, 'fiche')}{files}."
        left = " ".join(f"Reste : {one}." for one in erased.left)
        self._context.note(formats.typographic(f"{words} {left}".strip()))
