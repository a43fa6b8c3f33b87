"""What can be done to the pieces of a dispute or of a claim: one method each, whatever button, key, drop or menu asks for it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import Matter
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.errors import UserError
from litigedesk.formats import NBSP, typographic
from litigedesk.operations import pieces as operations
from litigedesk.operations.outcome import Outcome
from litigedesk.operations.pieces import Incoming, Taken
from litigedesk.queries import files
from litigedesk.queries import pieces as queries
from litigedesk.queries.piece_uses import Use, uses
from litigedesk.queries.pieces import PieceRow

from ..context import Context
from ..forms.piece_form import Offered, PaperChoiceForm, PieceForm
from ..kept_files import OPENED, KeptFiles
from ..widgets.drop_files import Dropped, dropped
from ..widgets.menu import add_action
from . import einvoice
from .form_dialog import ask_form, ask_made

NARROW: Final = 600  # px at the normal text size
SCANNED: Final = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})
MOST_SCANS: Final = 30
RENUMBER: Final = (
    "Les lettres déjà parties, et ce que vous avez déjà remis, citent les numéros d’aujourd’hui. Renumérotez seulement si rien "
    "n’est encore parti."
)


class PieceCommands:
    """Asks the operations and dialogs; ``owner`` is the widget the dialogs stand before.

    ``shown`` is told the ids of pieces just added, so that they come in sight.
    """

    def __init__(self, context: Context, owner: QWidget, shown: Callable[[list[int]], object] | None = None) -> None:
        self.context, self.owner, self._shown = context, owner, shown
        self.copies = KeptFiles(context)
        self._scans = Path.home()

    # ---- taking in ---------------------------------------------------------------------------------------------------
    def take(self, matter: Matter, what: Dropped, kind: PieceKind | None = None) -> None:
        """Make pieces of what was dropped or pasted, of that kind if one is given, and say what became of each."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found, unread = operations.read(what.paths)
            incoming = [*found, *(Incoming(name, data) for name, data in what.contents)]
            self._take(lambda: self.context.run(operations.add, matter, incoming, kind), [*what.refused, *unread])
        finally:
            QGuiApplication.restoreOverrideCursor()

    def ask_files(self, matter: Matter, kind: PieceKind | None = None) -> None:
        """Choose files, several at once; they are of that kind if one is given."""
        chosen, _ = QFileDialog.getOpenFileNames(self.owner, "Ajouter des fichiers comme pièces", str(Path.home()))
        if chosen:
            self.take(matter, Dropped(tuple(map(Path, chosen))), kind)

    def ask_scans(self, matter: Matter) -> None:
        """Choose the folder that a scanner fills, then among its latest pages and images."""
        chosen = QFileDialog.getExistingDirectory(self.owner, "Dossier où arrivent vos numérisations", str(self._scans))
        if chosen:
            self._scans = Path(chosen)
            self.choose_scans(matter, self._scans)

    def choose_scans(self, matter: Matter, folder: Path) -> None:
        """Choose among the latest pages and images of a folder."""
        found = recent_scans(folder)
        if not found:
            self.context.note(f"Aucun PDF ni image dans « {folder.name} ».")
            return
        today = self.context.today()
        offered = [Offered(path.name, _arrived(day, today), chosen=day == today) for path, day in found]

        def take(places: list[int]) -> bool:
            self.take(matter, Dropped(tuple(found[place][0] for place in places)))
            return True

        note = f"les plus récentes de « {folder.name} »"
        self._ask(PaperChoiceForm(self.context, "pieces:scans", "Numérisations à ajouter", note, offered, take))

    def ask_known(self, matter: Matter) -> None:
        """Choose among the papers kept with the contract, the invoices and the rest."""
        papers = queries.known_papers(self.context.desk, matter)
        if not papers:
            self.context.note("Tous les papiers déjà enregistrés sont parmi les pièces.")
            return
        self._ask(self.known_form(matter, papers))

    def known_form(self, matter: Matter, papers: Sequence[queries.KnownPaper]) -> PaperChoiceForm:
        """The choice itself."""

        def take(places: list[int]) -> bool:
            return self.add_known(matter, [papers[place] for place in places])

        offered = [Offered(one.title, _known(one)) for one in papers]
        note = "contrats, factures, livraisons, lettres…"
        return PaperChoiceForm(self.context, "pieces:known", "Papiers déjà enregistrés", note, offered, take)

    def add_known(self, matter: Matter, papers: Sequence[queries.KnownPaper]) -> bool:
        """Make pieces of papers already kept; false when it was refused."""
        return self._take(lambda: self.context.run(operations.add_known, matter, papers), [])

    def _ask(self, form: PaperChoiceForm) -> None:
        ask_form(form, self.owner, width=NARROW)

    def paste(self, matter: Matter) -> None:
        """Make pieces of the files or the image in the clipboard."""
        what = dropped(QGuiApplication.clipboard().mimeData())
        if what.is_empty:
            self.context.note("Le presse-papiers ne contient ni fichier ni image.")
        else:
            self.take(matter, what)

    def add_attachments(self, piece_id: int, places: Sequence[int]) -> None:
        """Make pieces of what is attached to an e-mail."""
        self._take(lambda: self.context.run(operations.add_attachments, piece_id, places), [])

    def _take(self, run: Callable[[], Outcome[Taken] | None], refused: Sequence[str]) -> bool:
        outcome = run()
        if outcome is None:
            return False
        taken = outcome.value
        told = in_words(taken, [*refused, *taken.refused])
        if taken.added:
            invoices = einvoice.recognised(self.context, taken.added)
            told += einvoice.in_words(invoices)
            self.context.step_done.emit(told)  # instead of the name of the step, and with « Annuler » as well
            if self._shown is not None:
                self._shown([one.id or 0 for one in taken.added])
            if len(invoices) == 1:  # once what the drop set off has ended, its cursor too
                QTimer.singleShot(0, self.owner, partial(self.read_invoice, invoices[0]))
        elif refused or taken.refused:
            self.context.fail(UserError(told))
        elif told:
            self.context.note(told)
        return True

    def read_invoice(self, piece: Piece) -> None:
        """Review the electronic invoice that a piece carries."""
        einvoice.review_piece(self.context, self.owner, piece)

    def hand_over(self, matter: Matter) -> None:
        """Hand the whole dossier over, as a PDF or an archive."""
        from .bundle import hand_over

        hand_over(self.context, self.owner, matter)

    # ---- one piece ---------------------------------------------------------------------------------------------------
    def edit(self, piece_id: int, field: str | None = None) -> int | None:
        """Change what a piece says of itself."""
        return ask_made(
            self.context,
            self.owner,
            lambda: PieceForm(self.context, piece_id),
            field=field,
            remove=lambda: self.delete(piece_id),
            width=NARROW,
        )

    def delete(self, piece_id: int) -> None:
        """Put a piece in the trash; the message bar offers to undo."""
        self.context.run(operations.delete, piece_id)

    def move(self, piece_id: int, to: int) -> None:
        """Put a piece at another rank; its number stays."""
        self.context.run(operations.move, piece_id, to)

    def renumber(self, matter: Matter) -> None:
        """Give the pieces the numbers of their order, once the user has read what that means."""
        rows = queries.rows(self.context.desk, matter)
        if [row.piece.number for row in rows] == list(range(1, len(rows) + 1)):
            self.context.note("Les numéros suivent déjà l’ordre de la liste.")
            return
        box = QMessageBox(QMessageBox.Icon.Question, "Renuméroter les pièces", "", parent=self.owner)
        box.setText(typographic(f"Renuméroter les pièces de 1 à {len(rows)}, dans l’ordre de la liste ?"))
        box.setInformativeText(typographic(RENUMBER))
        yes = box.addButton("Renuméroter", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("Garder les numéros", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            self.context.run(operations.renumber, matter)

    def read(self, row: PieceRow) -> bytes | None:
        """The bytes of its file; ``UserError`` when it is gone or altered."""
        return files.content(self.context.desk, row.file.id)

    @staticmethod
    def can_open(row: PieceRow) -> bool:
        """Whether opening its file can only show it."""
        return Path(row.file.name).suffix.lower() in OPENED

    def open(self, row: PieceRow) -> None:
        """Show a copy of its file in the program the system has for it."""
        self.copies.open_document(row.file)

    def fill_menu(self, menu: QMenu, rows: Sequence[PieceRow], piece_id: int) -> None:
        """The actions on one piece, the same under the ellipsis and in the list."""
        place = next((place for place, row in enumerate(rows) if row.piece.id == piece_id), None)
        if place is None:
            return
        row = rows[place]
        add_action(menu, "Ouvrir", "eye", lambda: self.open(row))
        add_action(menu, "Montrer dans son dossier", "folder-open", lambda: self.copies.show_in_folder(row.file))
        add_action(menu, "Modifier…", "pencil", lambda: self.edit(piece_id))
        if einvoice.may_hold_one(row.file):
            add_action(menu, "Lire la facture…", "receipt-euro", lambda: self.read_invoice(row.piece))
        self._fill_uses(menu, row)
        menu.addSeparator()
        if place > 0:
            add_action(menu, "Monter (Alt+↑)", "arrow-up", lambda: self.move(piece_id, place - 1))
        if place < len(rows) - 1:
            add_action(menu, "Descendre (Alt+↓)", "arrow-down", lambda: self.move(piece_id, place + 1))
        if len(rows) > 1:
            menu.addSeparator()
        add_action(menu, "Supprimer la pièce", "trash-2", lambda: self.delete(piece_id))

    def _fill_uses(self, menu: QMenu, row: PieceRow) -> None:
        """« Sert aussi pour »: the records of the dossier that keep this very paper, ticked when they do."""
        offered = uses(self.context.desk, row.piece)
        if not offered:
            return
        under = menu.addMenu("Sert aussi pour")
        for use in offered:
            entry = under.addAction(use.words)
            entry.setCheckable(True)
            entry.setChecked(use.serves)
            entry.triggered.connect(partial(self.serve, row.piece.id or 0, use, not use.serves))

    def serve(self, piece_id: int, use: Use, serves: bool) -> None:
        """Let a piece be the paper of a record too, or no longer."""
        self.context.run(operations.serve, piece_id, use, serves)


def in_words(taken: Taken, refused: Sequence[str]) -> str:
    """What became of files: « 3 pièces ajoutées ; 1 déjà là (pièce n° 2) ; 1 refusée : … »."""
    said = []
    if taken.added:
        said.append(f"{formats.count(len(taken.added), 'pièce ajoutée', 'pièces ajoutées')}")
    if taken.already:
        numbers = _listed([str(one.number) for one in taken.already])
        word = "pièce" if len(taken.already) == 1 else "pièces"
        said.append(f"{len(taken.already)} déjà là ({word} n°{NBSP}{numbers})")
    if refused:
        word = "refusée" if len(refused) == 1 else "refusées"
        said.append(f"{len(refused)} {word} : {' '.join(refused)}")
    sentence = " ; ".join(said)
    return typographic(sentence if refused or not sentence else f"{sentence}.")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"


def recent_scans(folder: Path) -> list[tuple[Path, date]]:
    """The latest pages and images of a folder with the day each came, the newest first; none of one that cannot be read."""
    try:
        found = sorted(_scans(folder), reverse=True)[:MOST_SCANS]
    except OSError:
        return []
    return [(path, datetime.fromtimestamp(moment).astimezone().date()) for moment, path in found]


def _scans(folder: Path) -> Iterable[tuple[float, Path]]:
    for path in folder.iterdir():
        if path.suffix.lower() in SCANNED and path.is_file() and not path.name.startswith("."):
            yield path.stat().st_mtime, path


def _arrived(day: date, today: date) -> str:
    return "aujourd’hui" if day == today else formats.date_medium(day)


def _known(paper: queries.KnownPaper) -> str:
    day = formats.date_medium(paper.dated_on) if paper.dated_on is not None else ""
    return " · ".join(filter(None, (day, "confidentielle" if paper.confidential else "")))
