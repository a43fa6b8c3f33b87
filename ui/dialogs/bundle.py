"""« Remettre le dossier… »: for whom and as what, then the work with its progress, then the files and what they could not show."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.domain.matter import Matter
from litigedesk.errors import StorageError, UserError
from litigedesk.formats import typographic
from litigedesk.operations import bundles

from ..context import Context
from ..palette import Tone
from ..screen_room import screen_room
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import BottomBar, Callout, Card, Page
from ..widgets.progress_page import ProgressPage
from ..widgets.text import IconText, Label
from .bundle_choices import PDF, ZIP, ChoicePage
from .bundle_work import BundleWork, Written

TITLE: Final = "Remettre le dossier"
WIDTH: Final = 980  # px at the normal text size
TALLEST: Final = 0.9  # of the screen's free height
LONGEST: Final = 120  # characters of a proposed name, so that the whole path stays under Windows' 260
KINDS: Final = {PDF: "Document PDF (*.pdf)", ZIP: "Archive ZIP (*.zip)"}
_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def hand_over(context: Context, parent: QWidget | None, matter: Matter, *, audience: str = "") -> None:
    """Ask for whom and write the dossier of a dispute or of a claim; a record that is gone is told in the message bar.

    ``audience`` is the reader proposed first, the usual one when none is given.
    """
    try:
        dialog = BundleDialog(context, parent, matter, audience=audience)
    except UserError as gone:
        context.fail(gone)
        return
    dialog.exec()
    dialog.deleteLater()


class BundleDialog(QDialog):
    """Three pages one after the other; Escape leaves, or while it writes gives up and comes back to the choices."""

    def __init__(self, context: Context, parent: QWidget | None, matter: Matter, *, audience: str = "") -> None:
        from ..letter_window.exports import documents

        super().__init__(parent)
        self._context, self._matter, self._folder = context, matter, documents()
        self._draft = f"bundle:{matter.kind}:{matter.id}"
        self.written: Written | None = None
        self.setObjectName("dialog.bundle")
        self.setWindowTitle(typographic(TITLE))
        self.choices = ChoicePage(context, matter, audience=audience)
        if (kept := context.drafts.get(self._draft)) is not None:
            self.choices.asked.set_value(kept.get("asked"))
        self.choices.asked.changed.connect(self._keep_asked)
        self.progress = ProgressPage("Le dossier se prépare", "la pièce en cours se termine")
        self.outcome = ResultPage()
        self.stack = QStackedWidget()
        for page in (self.choices, self.progress, self.outcome):
            self.stack.addWidget(page)
        self._make_bar()
        layout = vbox(self, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.bar)
        self.work = BundleWork(self)
        self.work.told.connect(self.progress.tell)
        self.work.ended.connect(self._show_result)
        self.work.failed.connect(self._fail)
        self.work.given_up.connect(lambda: self._show_choices("Rien n’a été écrit.", Tone.MUTED, "info"))
        self.finished.connect(lambda _result: self.work.stop())
        self.destroyed.connect(self.work.stop)
        self._show_choices()
        self._fit()

    def _make_bar(self) -> None:
        self.cancel_button = Button("Annuler", Kind.QUIET, name="bundle.cancel", tip="Échap")
        self.make_button = Button("Créer le dossier…", Kind.PRIMARY, "archive", name="bundle.make", tip="Ctrl+Entrée")
        self.show_button = Button("Montrer dans son dossier", Kind.SECONDARY, "folder-open", name="bundle.show")
        self.open_button = Button("Ouvrir", Kind.PRIMARY, "eye", name="bundle.open")
        self.cancel_button.clicked.connect(self.reject)
        self.make_button.clicked.connect(self.make)
        self.make_button.setShortcut("Ctrl+Return")
        self.show_button.clicked.connect(self._show_folder)
        self.open_button.clicked.connect(self._open)
        self.bar = BottomBar(self.cancel_button, self.show_button, self.make_button, self.open_button)

    def _fit(self) -> None:
        room = screen_room(self)
        width = min(round(WIDTH * current().text_scale), room.width() - 32)
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()  # the style sheet sets heights
        needed = self.choices.holder.sizeHint().height() + self.bar.maximumHeight()
        self.resize(width, min(needed + 24, round(room.height() * TALLEST)))

    # ---- the three pages ---------------------------------------------------------------------------------------------
    def _show_choices(self, said: str = "", tone: Tone = Tone.LATE, icon: str = "circle-alert") -> None:
        self._show(self.choices, self.make_button, leave="Annuler")
        self.bar.set_status(said, tone, icon)
        self.choices.audience.field.setFocus()

    def _show_result(self, written: Written) -> None:
        self.written = written
        self.outcome.show_written(written, self.choices.facts.left_out)
        self._show(self.outcome, self.show_button, self.open_button, leave="Fermer")
        self.open_button.setFocus()

    def _fail(self, sentence: str) -> None:
        self._show_choices()
        self.choices.say(sentence)

    def _show(self, page: QWidget, *buttons: Button, leave: str) -> None:
        self.bar.set_status("")
        for button in (self.make_button, self.show_button, self.open_button):
            button.setVisible(button in buttons)
        self.cancel_button.set_text(leave)
        self.cancel_button.setEnabled(True)
        self.stack.setCurrentWidget(page)

    # ---- acting ------------------------------------------------------------------------------------------------------
    def make(self) -> None:
        """Ask where, then write."""
        if self.stack.currentWidget() is not self.choices:
            return
        self.choices.say("")
        wrong = self.choices.problem()
        if wrong is not None:
            wrong.field.setFocus()
            self.bar.set_status(f"À corriger : {wrong.called}")
            return
        try:
            targets = self._ask_where()
            if not targets:
                return
            wanted = self.choices.wanted()
            given = bundles.facts(self._context.desk, self._matter, wanted)
        except UserError as fault:
            self._fail(str(fault))
            return
        self._folder = targets[0].parent
        self.progress.tell(0, "Préparation")
        self._show(self.progress, leave="Annuler")
        self.cancel_button.setFocus()
        self.work.start(given, targets, wanted)

    def proposed_name(self) -> str:
        """A name such as « 2026-11-22 Dossier avocat LIT-2026-003 », legal on every system."""
        facts = self.choices.facts
        words = f"{facts.made_on} Dossier {facts.audience.label.lower()} {facts.reference}"
        return _UNWRITABLE.sub(" ", words)[:LONGEST].rstrip(" .")

    def _ask_where(self) -> list[Path]:
        """The files to write; the system's own window asks before it replaces one. Raises ``StorageError`` for the others."""
        first, *others = self.choices.endings
        place = self._folder / f"{self.proposed_name()}{first}"
        chosen, _ = QFileDialog.getSaveFileName(self, typographic(TITLE), str(place), KINDS[first])
        if not chosen:
            return []
        target = Path(chosen)
        named = target.suffix.lower() == first
        target = target if named else target.with_name(f"{target.name}{first}")
        besides = [target.with_suffix(ending) for ending in others]
        free = [*besides, *_volumes(target)] if named else [target, *besides, *_volumes(target)]
        for one in free:
            if one.exists():
                raise StorageError(
                    typographic(f"« {one.name} » existe déjà à cet endroit : choisissez un autre nom, ou retirez-le.")
                )
        return [target, *besides]

    def _open(self) -> None:
        if self.written is not None:
            self._launch(self.written.files[0], "ouvrir ce fichier")

    def _show_folder(self) -> None:
        if self.written is not None:
            self._launch(self.written.files[0].parent, "montrer un dossier")

    def _launch(self, path: Path, what: str) -> None:
        if not path.exists():
            self.bar.set_status(f"« {path.name} » n’est plus là.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.bar.set_status(f"Aucun programme de cet ordinateur ne sait {what}.")

    # ---- leaving -----------------------------------------------------------------------------------------------------
    def reject(self) -> None:
        """Escape: give up the work that runs, else close and keep what was typed."""
        if self.work.is_busy:
            self.cancel_button.setEnabled(False)
            self.progress.give_up()
            self.work.cancel()
            return
        self._keep_asked()
        super().reject()

    def _keep_asked(self) -> None:
        """What is typed to the reader of the dossier waits for the next time, until the dossier is made."""
        asked = self.choices.asked.value
        if self.written is None and asked != self.choices.proposed:
            self._context.drafts.keep(self._draft, {"asked": asked}, TITLE)
        else:
            self._context.drafts.drop(self._draft)


def _volumes(target: Path) -> Sequence[Path]:
    """Files of an earlier dossier of that name cut in volumes, which new ones might replace or stand among."""
    pattern = re.compile(rf"{re.escape(target.stem)} \(\d+ sur \d+\){re.escape(target.suffix)}", re.IGNORECASE)
    try:
        return sorted(one for one in target.parent.iterdir() if pattern.fullmatch(one.name))
    except OSError:
        return []  # writing there will say why


class ResultPage(Page):
    """The files, then the pieces that the PDF cannot show, then those left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Dossier créé")

    def show_written(self, written: Written, left_out: Sequence[str]) -> None:
        """Say what was written."""
        clear(self.body)
        count = formats.count(written.pages, "page")
        where = written.files[0].parent
        card = Card("Le dossier est prêt", f"{count} en tout", gap=8)
        for file in written.files:
            words = f"{file.name} ({formats.file_size(_size(file))})"
            card.add(IconText("circle-check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
        place = Label(f"Dans {where}", Tone.MUTED, wrap=True, verbatim=True)
        self.add(card.add(place))
        if written.slips:
            self.add(self._slips(written))
        if left_out:
            words = formats.count(len(left_out), "pièce confidentielle laissée", "pièces confidentielles laissées")
            self.add(Callout(f"{words} de côté", f"{' ; '.join(left_out)}.", Tone.SOON, icon="lock"))
        self.body.addStretch(1)

    @staticmethod
    def _slips(written: Written) -> Card:
        originals = any(file.suffix.lower() == ZIP for file in written.files)
        also = (
            "L’archive contient les originaux."
            if originals
            else "Joignez l’original de chacune, ou faites une archive ZIP."
        )
        card = Card("Remplacées par une feuille dans le PDF", formats.count(len(written.slips), "pièce"), gap=8)
        card.add(Label(f"Elles ne peuvent pas être montrées en pages. {also}", Tone.MUTED, wrap=True))
        for slip in written.slips:
            words = f"Pièce n° {slip.number}, {slip.title} : {slip.why}"
            card.add(IconText("triangle-alert", words, Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
        return card


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # taken away meanwhile
