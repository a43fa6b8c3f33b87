"""« Relancer toutes les factures en retard… »: the list to look through, the letters as they are written, what came of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.operations.exports import write_file
from litigedesk.queries.reminders import Candidate, candidates

from ..context import Context
from ..forms.editors import CheckEditor, ChoiceEditor
from ..palette import Tone
from ..printing import PdfPages, show_preview
from ..screen_room import screen_room
from ..tasks import Tasks
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import BottomBar, Callout, Card, Page
from ..widgets.progress_page import ProgressPage
from ..widgets.text import IconText, Label
from .beside import read_beside
from .reminders_review import ReviewPage
from .reminders_work import Done, ReminderWork, Wanted

TITLE: Final = "Relancer toutes les factures en retard"
WIDTH, TALLEST = 1290, 0.92  # px at the normal text size; of the screen's free height
PRINTED, WORD = "pdf", "docx"
POST_THEM: Final = "Une fois postées, notez leur envoi dans chaque dossier : les délais en dépendent."
SHOWN: Final = 12  # names in the result, before « et 30 autres »


def remind_all(context: Context, parent: QWidget | None) -> None:
    """Look through the reminders of the day and write those chosen."""
    today = context.today()
    waiting = read_beside(parent, context.desk, "Factures en retard", lambda desk: candidates(desk, today))
    if waiting is None:
        return
    dialog = RemindersDialog(context, parent, waiting)
    dialog.exec()
    dialog.deleteLater()


class RemindersDialog(QDialog):
    """Three pages one after the other; Escape leaves, or while it writes gives up after the letter at hand."""

    def __init__(self, context: Context, parent: QWidget | None, waiting: Sequence[Candidate]) -> None:
        super().__init__(parent)
        self._context = context
        self.done_with: Done | None = None
        self.setObjectName("dialog.reminders")
        self.setWindowTitle(typographic(TITLE))
        self.tasks = Tasks()
        self.review = ReviewPage(context, self.tasks, waiting)
        self.progress = ProgressPage("Les lettres s’écrivent", "la lettre en cours se termine")
        self.written = ResultPage()
        self.stack = QStackedWidget()
        for page in (self.review, self.progress, self.written):
            self.stack.addWidget(page)
        self._make_options()
        self._make_bar()
        layout = vbox(self, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.bar)
        self.work = ReminderWork(context, self.tasks, self)
        self.work.told.connect(self.progress.tell)
        self.work.ended.connect(self._show_result)
        self.review.changed.connect(self._count)
        self.finished.connect(lambda _result: self.work.stop())
        self.destroyed.connect(self.tasks.stop)
        self._show(self.review, self.write_button, leave="Annuler")
        self._count()
        self.review.table.setFocus()
        room = screen_room(self)
        self.resize(
            min(round(WIDTH * current().text_scale), room.width() - 32),
            min(round(720 * current().text_scale), round(room.height() * TALLEST)),
        )

    def _make_options(self) -> None:
        self.output = ChoiceEditor(
            "output",
            "Ensuite",
            [(PRINTED, "Un PDF à imprimer"), (WORD, "Un fichier Word par lettre")],
            segments=True,
            hint="Les lettres sont sur papier ; pour écrire par courriel, passez par le dossier.",
        )
        self.output.set_value(PRINTED)
        self.duplex = CheckEditor("duplex", "Recto verso : une feuille par lettre")
        self.sent = CheckEditor(
            "sent", f"Noter qu’elles partent aujourd’hui, {formats.date_long(self._context.today())}"
        )
        self.output.changed.connect(lambda: self.duplex.setVisible(self.output.value == PRINTED))
        for editor in (self.output, self.duplex, self.sent):
            self.review.below.addWidget(editor)

    def _make_bar(self) -> None:
        self.cancel_button = Button("Annuler", Kind.QUIET, name="reminders.cancel", tip="Échap")
        self.write_button = Button("Écrire", Kind.PRIMARY, "send", name="reminders.write", tip="Ctrl+Entrée")
        self.save_button = Button("Enregistrer le PDF…", Kind.SECONDARY, "download", name="reminders.save")
        self.print_button = Button("Imprimer…", Kind.PRIMARY, "printer", name="reminders.print", tip="Ctrl+P")
        self.show_button = Button("Montrer le dossier", Kind.PRIMARY, "folder-open", name="reminders.show")
        self.cancel_button.clicked.connect(self.reject)
        self.write_button.clicked.connect(self.write)
        self.write_button.setShortcut("Ctrl+Return")
        self.save_button.clicked.connect(self._save_pdf)
        self.print_button.clicked.connect(self._print)
        self.print_button.setShortcut("Ctrl+P")
        self.show_button.clicked.connect(self._show_folder)
        self._buttons = (self.write_button, self.save_button, self.print_button, self.show_button)
        self.bar = BottomBar(self.cancel_button, *self._buttons)

    # ---- the three pages ---------------------------------------------------------------------------------------------
    def _show(self, page: QWidget, *buttons: Button, leave: str) -> None:
        self.bar.set_status("")
        for button in self._buttons:
            button.setVisible(button in buttons)
        self.cancel_button.set_text(leave)
        self.cancel_button.setEnabled(True)
        self.stack.setCurrentWidget(page)

    def _count(self) -> None:
        count = len(self.review.chosen)
        words = formats.count(count, "lettre") if count else "les lettres cochées"
        self.write_button.set_text(f"Écrire {words}")
        self.write_button.setEnabled(bool(count))

    def _show_result(self, done: Done) -> None:
        self.done_with = done
        self.written.show_done(done)
        buttons = [self.show_button] if done.files else [self.save_button, self.print_button] if done.pdf else []
        self._show(self.written, *buttons, leave="Fermer")
        (buttons[-1] if buttons else self.cancel_button).setFocus()

    # ---- acting ------------------------------------------------------------------------------------------------------
    def write(self) -> None:
        """Ask where the Word files go, then write the letters chosen."""
        lines = self.review.chosen
        if self.stack.currentWidget() is not self.review or not lines:
            return
        folder = None
        if self.output.value == WORD:
            from ..letter_window.exports import documents

            chosen = QFileDialog.getExistingDirectory(self, typographic("Où ranger les lettres ?"), str(documents()))
            if not chosen:
                return
            folder = Path(chosen)
        self.progress.tell(0, "Préparation")
        self._show(self.progress, leave="Annuler")
        self.cancel_button.setFocus()
        today = self._context.today() if self.sent.value else None
        self.work.start(lines, Wanted(folder=folder, duplex=self.duplex.value, sent_on=today))

    def _print(self) -> None:
        if self.done_with is not None and self.done_with.pdf:
            try:
                show_preview(
                    self, PdfPages(self.done_with.pdf), f"Relances du {formats.date_long(self._context.today())}"
                )
            except UserError as fault:
                self.bar.set_status(str(fault))

    def _save_pdf(self) -> None:
        from ..letter_window.exports import KINDS, documents

        if self.done_with is None:
            return
        place = documents() / f"{self._context.today()} Relances.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, typographic("Enregistrer le PDF"), str(place), KINDS[".pdf"])
        if not chosen:
            return
        target = Path(chosen)
        try:
            write_file(target, self.done_with.pdf)
        except UserError as fault:
            self.bar.set_status(str(fault))
        else:
            self.bar.set_status(f"Enregistré : {target.name}", Tone.FINE, "circle-check")

    def _show_folder(self) -> None:
        if self.done_with is not None and self.done_with.files:
            folder = self.done_with.files[0].parent
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self.bar.set_status("Aucun programme de cet ordinateur ne sait montrer un dossier.")

    # ---- leaving -----------------------------------------------------------------------------------------------------
    def reject(self) -> None:
        """Escape: give up after the letter at hand, else close."""
        if self.work.is_busy:
            self.cancel_button.setEnabled(False)
            self.progress.give_up()
            self.work.cancel()
            return
        super().reject()


class ResultPage(Page):
    """How many letters are in their dossiers, where their files are, and what was left out and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Lettres écrites")

    def show_done(self, done: Done) -> None:
        """Say what came of it."""
        clear(self.body)
        filed, left = done.batch.filed, done.batch.left_out
        if done.fault:
            self.add(Callout("L’enregistrement s’est arrêté", done.fault, Tone.LATE, icon="circle-alert"))
        if done.given_up:
            words = (
                f"{formats.count(len(filed), 'lettre est enregistrée', 'lettres sont enregistrées')} sur {done.chosen}"
            )
            self.add(Callout("Arrêté à votre demande", f"{words} ; les autres n’ont pas été commencées.", Tone.SOON))
        if filed:
            self.add(self._filed(done))
        elif not left and not done.fault:
            self.add(Callout("Rien n’a été écrit", "Aucune lettre n’a été enregistrée.", Tone.MUTED, icon="info"))
        if left:
            card = Card("Laissées de côté", formats.count(len(left), "lettre"), gap=8)
            for one in left:
                words = f"{one.line.candidate.client_name} : {one.why}"
                card.add(IconText("triangle-alert", words, Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
            self.add(card)
        self.body.addStretch(1)

    @staticmethod
    def _filed(done: Done) -> Card:
        filed = done.batch.filed
        count = formats.count(
            len(filed), "lettre enregistrée dans son dossier", "lettres enregistrées dans leurs dossiers"
        )
        card = Card(count, gap=8)
        for one in filed[:SHOWN]:
            words = (
                f"{one.line.candidate.client_name}, {one.letter.title.lower()}, {formats.money(one.letter.amount_due)}"
            )
            card.add(IconText("circle-check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
        if len(filed) > SHOWN:
            card.add(Label(f"et {formats.count(len(filed) - SHOWN, 'autre')}.", Tone.MUTED))
        if done.files:
            card.add(Label(f"Fichiers Word dans {done.files[0].parent}", Tone.MUTED, wrap=True, verbatim=True))
        if filed[0].letter.sent_on is None:
            card.add(
                Label(
                    POST_THEM,
                    Tone.MUTED,
                    wrap=True,
                )
            )
        card.add(
            Label("Ctrl+Z dans la fenêtre principale reprend toutes ces lettres d’un coup.", Tone.MUTED, wrap=True)
        )
        return card
