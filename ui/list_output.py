"""A list on paper and as a file: the preview first, then the printer; XLSX or CSV where the user says."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from litigedesk import formats
from litigedesk.errors import StorageError, UserError
from litigedesk.exchange import spreadsheet
from litigedesk.formats import typographic
from litigedesk.listing import Listing
from litigedesk.operations.exports import write_file
from litigedesk.paper.list_pages import write_list

from .context import Context
from .dialogs.long_work import PATIENCE, LongWork, Progress
from .printing import PdfPages, show_preview

KINDS: Final = {".xlsx": "Classeur Excel (*.xlsx)", ".csv": "Texte séparé par des points-virgules (*.csv)"}
WRITERS: Final = {".xlsx": spreadsheet.write_xlsx, ".csv": spreadsheet.write_csv}
MOST_PRINTED: Final = 5_000  # lines: beyond, more than a hundred pages that nobody wants


def print_listing(context: Context, parent: QWidget, listing: Listing) -> None:
    """The pages of a list in the preview, from which they are printed; what refuses is said in the message bar."""
    if not listing.rows:
        context.note("Il n’y a rien à imprimer dans cette liste.")
        return
    if len(listing.rows) > MOST_PRINTED:
        context.note(
            f"Plus de {formats.number(MOST_PRINTED)} lignes : réduisez la liste par un filtre, ou exportez-la."
        )
        return
    today = context.today()
    try:
        pdf = beside(parent, "Mise en page de la liste", lambda: write_list(listing, today))
        if pdf is not None:
            show_preview(parent.window(), PdfPages(pdf), listing.title)
    except UserError as refused:
        context.fail(refused)


def export_listing(context: Context, parent: QWidget, listing: Listing) -> Path | None:
    """Ask where, then write the list there; the end of the name says in what form. ``None`` when nothing was written."""
    name = f"{formats.folded(listing.title).replace(' ', '-')}-{context.today():%Y-%m-%d}.xlsx"
    title = typographic(f"Exporter : {formats.count(len(listing.rows), 'ligne')}")
    chosen, kind = QFileDialog.getSaveFileName(parent, title, str(_documents() / name), ";;".join(KINDS.values()))
    if not chosen:
        return None
    try:
        target = _named(Path(chosen), kind)
        if beside(parent, "Export de la liste", lambda: WRITERS[target.suffix.lower()](listing), target) is None:
            return None
    except UserError as refused:
        context.fail(refused)
        return None
    context.note(f"Liste exportée : {formats.count(len(listing.rows), 'ligne')} dans « {target} ».")
    return target


def beside(parent: QWidget, title: str, make: Callable[[], bytes], target: Path | None = None) -> bytes | None:
    """The list as a file, made beside the window and then written; ``None`` when the user gave up meanwhile: nothing is written."""

    def work(progress: Progress) -> bytes:
        made = make()
        progress(1, 1)
        if target is not None:
            write_file(target, made)
        return made

    return LongWork(parent, title, work, words="Quelques secondes pour des milliers de lignes").ask(PATIENCE)


def _named(target: Path, kind: str) -> Path:
    """The name with the end of its form: the one chosen in the window when the name has none that is known."""
    if target.suffix.lower() in WRITERS:
        return target
    suffix = next((suffix for suffix, words in KINDS.items() if words == kind), ".xlsx")
    target = target.with_name(target.name + suffix)
    if target.exists():
        raise StorageError(typographic(f"« {target.name} » existe déjà à cet endroit : choisissez un autre nom."))
    return target


def _documents() -> Path:
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    return found if found.is_dir() else Path.home()


def ask_which(parent: QWidget, choices: list[tuple[str, Callable[[], Listing]]]) -> Callable[[], Listing] | None:
    """Which part of a list: what is shown, the selection or all of it; ``None`` when the user gives up."""
    if len(choices) == 1:
        return choices[0][1]
    box = QMessageBox(QMessageBox.Icon.Question, "Exporter cette liste", "", parent=parent)
    box.setObjectName("list.which")
    box.setText("Que voulez-vous exporter ?".replace(" ?", f"{formats.NARROW}?"))
    buttons = {box.addButton(typographic(words), QMessageBox.ButtonRole.AcceptRole): make for words, make in choices}
    box.setEscapeButton(box.addButton("Annuler", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    make = next((make for button, make in buttons.items() if button is box.clickedButton()), None)
    box.deleteLater()
    return make
