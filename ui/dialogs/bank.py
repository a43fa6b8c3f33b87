"""« Importer un relevé de compte… »: the files, their columns when they are tables, the sums received and what they pay."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.exchange import bank_table
from litigedesk.formats import typographic
from litigedesk.operations import bank as operations
from litigedesk.operations.bank import Recorded
from litigedesk.queries import bank_files, settlement
from litigedesk.queries.bank_files import Fields, FileRead, Statement
from litigedesk.queries.settlement import Settling
from litigedesk.rules.settlement import Proposal, proposals

from ..context import Context
from ..screen_room import screen_room
from ..tasks import Tasks
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.progress_page import THOUSAND, ProgressPage
from ..wizard.files_page import FilesPage
from ..wizard.meanwhile import Meanwhile
from .bank_columns import BankColumnsPage
from .bank_result import BankResultPage
from .bank_review import BankReviewPage

TITLE: Final = "Importer un relevé de compte"
WIDTH, TALLEST = 1290, 0.92  # px at the normal text size; of the screen's free height
FILTERS: Final = "Relevés (*.ofx *.qfx *.qif *.xml *.csv *.tsv *.txt *.xlsx);;Tous les fichiers (*)"
KNOWN: Final = (
    ("landmark", "OFX, QIF ou CAMT (XML) : le mieux. Votre banque les propose sous « Télécharger mes opérations »."),
    ("table", "CSV ou Excel (.xlsx) : LitigeDesk propose le sens de chaque colonne, vous le corrigez."),
    ("lock", "Le fichier est lu sur cet ordinateur, et seules les sommes que vous cochez sont notées."),
)
DROP: Final = "Déposez ici le fichier de votre banque : LitigeDesk cherche quelle somme reçue paie quelle facture."
READ, MATCH = "read", "match"

ReadAll = tuple[list[FileRead], list[tuple[str, str]]]


def import_statement(context: Context, parent: QWidget | None, paths: Sequence[Path] = ()) -> None:
    """Read a statement of account, files dropped already in hand or not, and note what the user confirms."""
    dialog = BankDialog(context, parent)
    if paths:
        dialog.read(paths)
    dialog.exec()
    dialog.deleteLater()


@dataclass
class _Reading:
    """What the files hold so far: whole statements, the tables still to be explained, the columns to remember."""

    statements: list[Statement] = field(default_factory=list)
    tables: list[FileRead] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class BankDialog(QDialog):
    """Four pages one after the other; Escape leaves, or while it writes gives everything up."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.tasks = Tasks()
        self.outcome: Recorded | None = None
        self._reading = _Reading()
        self._settling: Settling | None = None
        self._working = False
        self.meanwhile = Meanwhile(self)
        self.setObjectName("dialog.bank")
        self.setWindowTitle(typographic(TITLE))
        self.files = FilesPage("Le fichier de votre banque", DROP, KNOWN, FILTERS)
        self.columns = BankColumnsPage()
        self.progress = ProgressPage("Les paiements se notent", "rien ne sera enregistré")
        self.review = BankReviewPage(context)
        self.written = BankResultPage()
        self.stack = QStackedWidget()
        for page in (self.files, self.columns, self.progress, self.review, self.written):
            self.stack.addWidget(page)
        self._make_bar()
        layout = vbox(self, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.bar)
        self.files.chosen.connect(self.read)
        self.columns.changed.connect(self._columns_changed)
        self.columns.reread.connect(self._reread)
        self.review.changed.connect(self._count)
        self.finished.connect(lambda _result: self.tasks.stop())
        self.destroyed.connect(self.tasks.stop)
        self._show(self.files, leave="Annuler")
        self.files.choose_button.setFocus()
        room = screen_room(self)
        self.resize(
            min(round(WIDTH * current().text_scale), room.width() - 32),
            min(round(720 * current().text_scale), round(room.height() * TALLEST)),
        )

    def _make_bar(self) -> None:
        self.cancel_button = Button("Annuler", Kind.QUIET, name="bank.cancel", tip="Échap")
        self.back_button = Button("Autre fichier", Kind.QUIET, name="bank.back")
        self.next_button = Button("Continuer", Kind.PRIMARY, name="bank.next", tip="Ctrl+Entrée")
        self.record_button = Button("Noter", Kind.PRIMARY, "banknote", name="bank.record", tip="Ctrl+Entrée")
        self.undo_button = Button("Annuler ces paiements", Kind.SECONDARY, "undo-2", name="bank.undo")
        self.close_button = Button("Fermer", Kind.PRIMARY, name="bank.close")
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self._back)
        self.next_button.clicked.connect(self._columns_done)
        self.record_button.clicked.connect(self.record)
        self.undo_button.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.accept)
        self.next_button.setShortcut("Ctrl+Return")
        self.record_button.setShortcut("Ctrl+Return")
        self._buttons = (
            self.cancel_button, self.back_button, self.undo_button, self.next_button, self.record_button, self.close_button,
        )  # fmt: skip
        self.bar = BottomBar(*self._buttons)

    def _show(self, page: QWidget, *buttons: Button, leave: str = "") -> None:
        self.bar.set_status("")
        for button in self._buttons:
            button.setVisible(button in buttons)
        self.cancel_button.setVisible(bool(leave))
        self.cancel_button.set_text(leave)
        self.cancel_button.setEnabled(True)
        self.stack.setCurrentWidget(page)

    # ---- reading -----------------------------------------------------------------------------------------------------
    def read(self, paths: Sequence[Path]) -> None:
        """Read these files beside the window; those that cannot be read are told."""
        self._reading = _Reading()
        self.files.show_faults(())
        self.files.choose_button.setEnabled(False)
        self.bar.set_status("Lecture du relevé…", icon="clock")
        self.tasks.start(READ, partial(_read_all, tuple(paths)), self._have_read)

    def _have_read(self, found: ReadAll) -> None:
        files, faults = found
        self.files.choose_button.setEnabled(True)
        self.bar.set_status("")
        self.files.show_faults(faults)
        if not files:
            self._show(self.files, leave="Annuler")
            return
        for one in files:
            self._reading.names.append(one.path.name)
            self._reading.statements += one.statements
            if one.table is not None:
                self._reading.tables.append(one)
        self._next_table()

    def _next_table(self) -> None:
        """Ask what the columns of the next table hold, unless the user said so before."""
        while self._reading.tables:
            one = self._reading.tables[0]
            assert one.table is not None
            key = bank_files.fingerprint(one.table.table)
            fields, known = bank_files.columns(self._context.desk, one.table.table)
            if (known or key in self._reading.columns) and self._take(one, fields):
                continue
            self.columns.show_file(one, fields)
            self._show(self.columns, self.next_button, self.back_button, leave="Annuler")
            self._columns_changed()
            (self.next_button if self.next_button.isEnabled() else self.columns.table.combos[0]).setFocus()
            return
        self._match()

    def _take(self, one: FileRead, fields: Fields) -> bool:
        """Make lines of a table; false, with the reason in the bar, when no line can be read so."""
        assert one.table is not None
        try:
            made = bank_table.statement(one.table.table, fields)
        except UserError as fault:
            self.bar.set_status(str(fault))
            return False
        self._reading.statements.append(made)
        self._reading.columns[bank_files.fingerprint(one.table.table)] = bank_files.written(fields)
        self._reading.tables.remove(one)
        return True

    def _columns_changed(self) -> None:
        self.next_button.setEnabled(not self.columns.obstacle)

    def _columns_done(self) -> None:
        one = self.columns.file
        if one is not None and self._take(one, self.columns.fields):
            self._next_table()

    def _reread(self, encoding: str | None, delimiter: str | None) -> None:
        """Read the table shown otherwise."""
        one = self.columns.file
        if one is None:
            return

        def shown(again: FileRead) -> None:
            if again.table is None:
                return
            self._reading.tables = [again if held is one else held for held in self._reading.tables]
            self.columns.show_file(again, bank_files.columns(self._context.desk, again.table.table)[0])
            self._columns_changed()

        again = partial(bank_files.read, one.path, encoding=encoding, delimiter=delimiter)
        self.tasks.start(READ, again, shown, lambda fault: self.bar.set_status(str(fault)))

    # ---- what pays what ----------------------------------------------------------------------------------------------
    def _match(self) -> None:
        settling = self._settling = settlement.facts(self._context.desk)
        lines = bank_files.received(self._reading.statements)
        self.bar.set_status("Recherche des factures payées…", icon="clock")
        work = partial(proposals, lines, settling.invoices, settling.noted, settling.dues)
        self.tasks.start(MATCH, work, self._matched)

    def _matched(self, found: list[Proposal]) -> None:
        assert self._settling is not None
        unread = [
            f"Ligne {one.place} : {one.reason[:1].lower()}{one.reason[1:]}"
            for held in self._reading.statements
            for one in held.unread
        ]
        self._show(self.review, self.back_button, self.record_button, leave="Annuler")
        self.review.show_proposals(found, self._settling, unread)
        self._count()
        self.review.table.setFocus()

    def _count(self) -> None:
        count = len(self.review.chosen)
        conflict = self.review.conflict
        self.record_button.set_text(
            f"Noter {formats.count(count, 'paiement')}" if count else "Noter les paiements cochés"
        )
        self.record_button.setEnabled(bool(count) and not conflict)
        if self.stack.currentWidget() is self.review:
            self.bar.set_status(conflict)

    def _back(self) -> None:
        self.tasks.drop(READ)
        self.tasks.drop(MATCH)
        self._show(self.files, leave="Annuler")
        self.files.choose_button.setFocus()

    # ---- writing -----------------------------------------------------------------------------------------------------
    def record(self) -> None:
        """Note the lines ticked, all in one step; « Annuler » meanwhile leaves nothing behind."""
        settling, rows = self._settling, self.review.chosen
        if settling is None or not rows or self.stack.currentWidget() is not self.review:
            return
        confirmed = [one.confirmed(settling) for one in rows]
        self._show(self.progress, leave="Annuler")
        self.cancel_button.setFocus()
        try:
            outcome = self._written(confirmed)
        except UserError as fault:
            self._show(self.review, self.back_button, self.record_button, leave="Annuler")
            self._count()
            self.bar.set_status(str(fault))
            return
        self.outcome = outcome
        self.written.show_outcome(outcome)
        self._show(self.written, self.undo_button, self.close_button)
        self.undo_button.setEnabled(bool(outcome.payments or outcome.recognised))
        self.close_button.setFocus()

    def _written(self, confirmed: Sequence[operations.Confirmed]) -> Recorded:
        def step(done: int, total: int) -> None:
            self.progress.tell(done * THOUSAND // max(1, total), f"{done + 1} sur {total}")
            self.meanwhile.breathe()

        self._working = True
        try:
            with self.meanwhile.working():
                names = ", ".join(self._reading.names)[:200]
                outcome = operations.record(self._context.desk, confirmed, names, self._reading.columns, step)
        finally:
            self._working = False
        self._context.announce(outcome)
        return outcome.value

    def _undo(self) -> None:
        """Take these payments back."""
        self._context.undo()
        self.accept()

    def reject(self) -> None:
        """Escape: give up what is being written, else close."""
        if self._working:
            self.cancel_button.setEnabled(False)
            self.progress.give_up()
            self.meanwhile.give_up()
            return
        super().reject()


def _read_all(paths: Sequence[Path]) -> ReadAll:
    """The files that can be read, and why the others cannot."""
    files: list[FileRead] = []
    faults: list[tuple[str, str]] = []
    for path in paths:
        try:
            files.append(bank_files.read(path))
        except UserError as fault:
            faults.append((path.name, str(fault)))
    return files, faults
