"""« Importer des clients ou des factures… »: the file, its columns, what would be done, what was done."""

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from litigedesk import formats, imports
from litigedesk.bundle.work import Cancelled
from litigedesk.domain.upkeep import ImportBatch
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.imports import LineStatus, Plan, Reading, Source
from litigedesk.operations import backup
from litigedesk.operations import imports as operations

from ..context import Context
from ..screen_room import screen_room
from ..tasks import Tasks
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.figures import Step, Stepper
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.progress_page import THOUSAND, ProgressPage
from .files_page import FilesPage
from .import_columns import ImportColumnsPage
from .import_preview import ImportPreviewPage
from .import_result import ImportResultPage
from .meanwhile import GivenUp, Meanwhile
from .refused_file import save_refused

TITLE: Final = "Importer des clients ou des factures"
WIDTH, TALLEST = 1200, 0.92  # px at the normal text size; of the screen's free height
STEPS: Final = (Step("Fichier"), Step("Colonnes"), Step("Vérification"), Step("Résultat"))
FILTERS: Final = "Tableaux, cartes et factures (*.csv *.tsv *.txt *.xlsx *.vcf *.pdf *.xml);;Tous les fichiers (*)"
DROP: Final = (
    "Déposez ici un tableau, des cartes de visite ou des factures électroniques. Rien n’est écrit avant votre accord."
)
KNOWN: Final = (
    ("table", "CSV ou Excel (.xlsx), quels que soient leurs colonnes, leurs dates et leurs nombres."),
    ("badge-check", "Les exports d’Indy, Abby, Freebe, Henrri, Shine et Obat : leurs colonnes sont reconnues."),
    ("id-card", "Des cartes de visite (vCard, .vcf) de votre téléphone ou de votre messagerie."),
    ("folder-open", "Un dossier de factures électroniques (Factur-X, XML) : elles y restent, une copie est gardée."),
)
READ: Final = "read"
COPY: Final = "copy"


def import_records(context: Context, parent: QWidget | None, paths: Sequence[Path] = ()) -> None:
    """Import clients or invoices, files dropped already in hand or not."""
    dialog = ImportDialog(context, parent)
    if paths:
        dialog.read(paths)
    dialog.exec()
    dialog.deleteLater()


class ImportDialog(QDialog):
    """Four pages one after the other; Escape leaves, or while it works gives the work up."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.tasks = Tasks()
        self.meanwhile = Meanwhile(self)
        self.batch: ImportBatch | None = None
        self._paths: tuple[Path, ...] = ()
        self._kind = ImportKind.CLIENTS
        self._working = self._reading_again = False
        self._cancel = Event()
        self._steps = _Steps()
        self._steps.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.setObjectName("dialog.import")
        self.setWindowTitle(typographic(TITLE))
        self._make_pages()
        self._make_bar()
        layout = vbox(self, 0, 0)
        head = vbox(None, (24, 16, 24, 0), 0)
        self.stepper = Stepper(STEPS, now=0)
        head.addWidget(self.stepper)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.bar)
        self.finished.connect(lambda _result: self._stop())
        self.destroyed.connect(self.tasks.stop)
        self._show_files()
        room = screen_room(self)
        self.resize(
            min(round(WIDTH * current().text_scale), room.width() - 32),
            min(round(720 * current().text_scale), round(room.height() * TALLEST)),
        )

    def _make_pages(self) -> None:
        self.files = FilesPage("Le fichier à importer", DROP, KNOWN, FILTERS, folder="Le dossier des factures")
        self.past_button = Button("Imports précédents…", Kind.LINK, name="import.past")
        self.past_button.clicked.connect(self._show_past)
        self.files.body.insertWidget(self.files.body.count() - 1, self.past_button)
        self.columns = ImportColumnsPage(self._context)
        self.progress = ProgressPage("Lecture du fichier", "rien ne sera enregistré")
        self.preview = ImportPreviewPage()
        self.done_page = ImportResultPage()
        self.stack = QStackedWidget()
        for page in (self.files, self.columns, self.progress, self.preview, self.done_page):
            self.stack.addWidget(page)
        self.files.chosen.connect(self.read)
        self.columns.changed.connect(self._columns_changed)
        self.columns.reread.connect(self._reread)
        self.columns.bank_asked.connect(self._as_statement)
        self.preview.changed.connect(self._count)

    def _make_bar(self) -> None:
        self.cancel_button = Button("Annuler", Kind.QUIET, name="import.cancel", tip="Échap")
        self.back_button = Button("Revenir", Kind.QUIET, name="import.back")
        self.next_button = Button("Continuer", Kind.PRIMARY, name="import.next", tip="Ctrl+Entrée")
        self.import_button = Button("Importer", Kind.PRIMARY, "file-down", name="import.apply", tip="Ctrl+Entrée")
        self.save_button = Button(
            "Enregistrer les lignes refusées (CSV)…", Kind.SECONDARY, "download", name="import.save_refused"
        )
        self.undo_button = Button("Annuler l’import", Kind.SECONDARY, "undo-2", name="import.undo")
        self.close_button = Button("Fermer", Kind.PRIMARY, name="import.close")
        for button, act in (
            (self.cancel_button, self.reject),
            (self.back_button, self._back),
            (self.next_button, self.plan),
            (self.import_button, self.apply),
            (self.save_button, self._save_refused),
            (self.undo_button, self._undo),
            (self.close_button, self.accept),
        ):
            button.clicked.connect(act)
        self.next_button.setShortcut("Ctrl+Return")
        self.import_button.setShortcut("Ctrl+Return")
        self._buttons = (
            self.cancel_button, self.back_button, self.save_button, self.undo_button, self.next_button, self.import_button,
            self.close_button,
        )  # fmt: skip
        self.bar = BottomBar(*self._buttons)

    def _show(self, page: QWidget, step: int, *buttons: Button) -> None:
        self.bar.set_status("")
        for button in self._buttons:
            button.setVisible(button in buttons)
        self.cancel_button.setEnabled(True)
        self.stepper.set_steps(STEPS, step)
        self.stack.setCurrentWidget(page)

    def _show_files(self) -> None:
        self._show(self.files, 0, self.cancel_button)
        self.files.choose_button.setFocus()

    def _show_columns(self) -> None:
        self._show(self.columns, 1, self.cancel_button, self.back_button, self.next_button)
        self._columns_changed()
        combos = self.columns.table.combos
        (self.next_button if self.next_button.isEnabled() or not combos else combos[0]).setFocus()

    def _show_progress(self, step: int, words: str) -> None:
        self._show(self.progress, step, self.cancel_button)
        self.progress.tell(0, words)
        self.cancel_button.setFocus()

    # ---- the file ----------------------------------------------------------------------------------------------------
    def read(self, paths: Sequence[Path]) -> None:
        """Read these files beside the window."""
        self._paths = tuple(paths)
        self.files.show_faults(())
        self._start_reading(None, self._have_read)

    def _start_reading(self, reading: Reading | None, done: Callable[[Source | None], None]) -> None:
        self._cancel = Event()
        cancel, steps, paths = self._cancel, self._steps, self._paths

        def progress(at: int, total: int, words: str) -> None:
            if cancel.is_set():
                raise Cancelled
            steps.told.emit(at, total, words)

        def work() -> Source | None:
            try:
                return imports.read_source(paths, progress, reading)
            except Cancelled:
                return None

        self._show_progress(0 if reading is None else 1, "Lecture du fichier")
        self.tasks.start(READ, work, done, self._unread)

    def _unread(self, fault: UserError) -> None:
        if self._reading_again:
            self._reading_again = False
            self._show_columns()
            self.bar.set_status(str(fault))
            return
        self._show_files()
        self.files.show_faults([(self._paths[0].name, str(fault))])

    def _have_read(self, source: Source | None) -> None:
        if source is None:
            self._show_files()
            return
        self._kind = source.kind_guess
        self.columns.show_source(source, source.kind_guess)
        self._show_columns()
        if self.columns.may_be_skipped and not self.columns.obstacle:
            self.plan()

    def _reread(self, reading: Reading) -> None:
        """Read the same file otherwise."""
        kind = self.columns.kind.value or self._kind
        self._reading_again = True

        def shown(source: Source | None) -> None:
            self._reading_again = False
            if source is not None:
                self.columns.show_source(source, kind)
            self._show_columns()

        self._start_reading(reading, shown)

    def _tell(self, at: int, total: int, words: str) -> None:
        if self.tasks.is_busy():
            told = f"{words} : {formats.number(at)}" + (f" sur {formats.number(total)}" if total else "")
            self.progress.tell(max(1, at * THOUSAND // max(1, total)) if total else 1, told)

    # ---- the plan ----------------------------------------------------------------------------------------------------
    def _columns_changed(self) -> None:
        self.next_button.setEnabled(not self.columns.obstacle)

    def plan(self) -> None:
        """Look at every line; nothing is written."""
        source, mapping = self.columns.source, self.columns.mapping
        if source is None or mapping is None or self.columns.obstacle:
            return
        desk, kind = self._context.desk, mapping.kind
        found = self._work(2, "Examen des lignes", partial(imports.plan, desk, source, kind, mapping))
        if not isinstance(found, Plan):
            self._show_columns()
            self.bar.set_status(str(found) if found is not None else "")
            return
        gc.freeze()  # Python would look through the plan of a large file again and again while the user does
        self._show(self.preview, 2, self.cancel_button, self.back_button, self.import_button)
        self.preview.show_plan(found)
        self._count()
        self.preview.table.setFocus()

    def _work(self, step: int, words: str, work: Callable[..., object]) -> object:
        """Do long work on the desk, in this thread, with its progress; the fault when it was refused, ``None`` when given up."""

        def progress(at: int, total: int, told: str) -> None:
            self.progress.tell(
                at * THOUSAND // max(1, total), f"{told} : {formats.number(at)} sur {formats.number(total)}"
            )
            self.meanwhile.breathe()

        self._show_progress(step, words)
        self._working = True
        try:
            with self.meanwhile.working():
                return work(progress, lambda: self.meanwhile.given_up)
        except (Cancelled, GivenUp):
            return None
        except UserError as fault:
            return fault
        finally:
            self._working = False

    def _count(self) -> None:
        decisions = self.preview.decisions
        if decisions is None:
            return
        taken, refused = decisions.taken, decisions.plan.counts[LineStatus.REFUSED]
        words = f"Importer {formats.count(taken, 'ligne')}" if taken else "Rien à importer"
        if refused and not taken:
            words = f"Garder {formats.count(refused, 'ligne refusée', 'lignes refusées')}"
        self.import_button.set_text(words)
        self.import_button.setEnabled(bool(taken or refused))

    def _back(self) -> None:
        page = self.stack.currentWidget()
        if page is self.preview and not self.columns.may_be_skipped:
            self._show_columns()
        else:
            self._show_files()

    # ---- doing it ----------------------------------------------------------------------------------------------------
    def apply(self) -> None:
        """Do it, all in one step; « Annuler » meanwhile leaves nothing behind."""
        decisions = self.preview.decisions
        if decisions is None or not self.import_button.isEnabled() or self.stack.currentWidget() is not self.preview:
            return
        desk = self._context.desk
        found: object = self._copied()
        if found is True:
            found = self._work(
                2, "Enregistrement", partial(operations.apply, desk, decisions.plan, decisions.choices())
            )
        if found is None or isinstance(found, UserError):
            self._show(self.preview, 2, self.cancel_button, self.back_button, self.import_button)
            self._count()
            self.bar.set_status(str(found) if found is not None else "Import annulé : rien n’a été enregistré.")
            return
        self._done(found)

    def _copied(self) -> bool | UserError | None:
        """A copy before the import, beside the window; the fault when it was refused, ``None`` when given up."""
        desk, ended, loop = self._context.desk, list[bool | UserError](), QEventLoop()
        self._cancel = Event()
        self._show_progress(2, "Copie de vos données avant l’import")

        def end(outcome: bool | UserError) -> None:
            ended.append(outcome)
            loop.quit()

        self.tasks.start(COPY, lambda: backup.safeguard(desk, reason="import"), lambda _: end(True), end)
        loop.exec()
        return None if self._cancel.is_set() else ended[0]

    def _done(self, outcome: object) -> None:
        from litigedesk.operations.outcome import Outcome

        assert isinstance(outcome, Outcome)
        self._context.announce(outcome)
        batch: ImportBatch = outcome.value
        self.batch = batch
        refused = operations.refused(self._context.desk, batch.id or 0)
        self.done_page.show_batch(batch, refused)
        buttons = [self.undo_button, self.close_button, *([self.save_button] if refused else [])]
        self._show(self.done_page, 3, *buttons)
        self.close_button.setFocus()

    def _save_refused(self) -> None:
        if self.batch is not None:
            save_refused(self._context, self, self.batch, self.bar, self._paths[0].parent)

    def _undo(self) -> None:
        """Take the whole import back."""
        self._context.undo()
        self.accept()

    # ---- elsewhere ---------------------------------------------------------------------------------------------------
    def _show_past(self) -> None:
        from ..dialogs import show_dialog
        from .import_past import PastImportsDialog

        show_dialog(PastImportsDialog(self._context, self))

    def _as_statement(self) -> None:
        """The file is a statement of account: its own window reads it."""
        from ..dialogs.bank import import_statement

        paths, parent = self._paths, self.parentWidget()
        self.accept()
        import_statement(self._context, parent, paths)

    def reject(self) -> None:
        """Escape: give up the work at hand, else close."""
        if self._working:
            self.cancel_button.setEnabled(False)
            self.progress.give_up()
            self.meanwhile.give_up()
        elif self.tasks.is_busy():
            self.cancel_button.setEnabled(False)
            self.progress.give_up()
            self._cancel.set()
        else:
            super().reject()

    def _stop(self) -> None:
        gc.unfreeze()
        self._cancel.set()
        self.tasks.stop()


class _Steps(QObject):
    """Where the thread says how far it is."""

    told = Signal(int, int, str)
