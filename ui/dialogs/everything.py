"""« Exporter toutes vos données… »: the readable exit, in a new folder of the user's choice."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import StorageError, UserError
from litigedesk.operations import readable_exit
from litigedesk.operations.readable_exit import Gathered, Written
from litigedesk.reading import Reading

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout, Card
from ..widgets.text import IconText, Label
from .long_work import LongWork, Progress
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from litigedesk.desk import Desk

    from ..context import Context

CONTENTS: Final = (
    (
        "file-text",
        "Une page par client, contrat, litige, médiation et sinistre, à lire et imprimer dans tout navigateur",
    ),
    ("table", "Un fichier CSV par table, pour Excel ou LibreOffice"),
    ("archive", "Vos fichiers d’origine, rangés par dossier sous leur nom"),
)
KEPT: Final = "Rien n’est retiré d’ici. Ni LitigeDesk ni Internet ne sont nécessaires pour lire ce dossier."
UNPROTECTED: Final = (
    "Ce dossier n’est pas chiffré : quiconque l’ouvre lit tout. Gardez-le en lieu sûr, ou effacez-le après usage."
)
MOST_NAMES: Final = 100


class EverythingDialog(PageDialog):
    """Says what will be in the folder, asks where, writes it with its progress, then offers to open it."""

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        self.write_button = Button("Choisir où et exporter…", Kind.PRIMARY, "folder-output", name="exit.write")
        self.open_button = Button("Ouvrir", Kind.PRIMARY, "eye", name="exit.open")
        super().__init__(
            parent, "exit", "Exporter toutes vos données", self.write_button, self.open_button, width=620, height=440
        )
        self._context = context
        self.written: Written | None = None
        card = Card("Dans un nouveau dossier", gap=8)
        for icon, words in CONTENTS:
            card.add(IconText(icon, words, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        card.add(Label(KEPT, Tone.MUTED, wrap=True))
        self.told = Card(gap=8)
        self.told.hide()
        self.page.add(card, Callout("Sans mot de passe", UNPROTECTED, Tone.SOON), self.told)
        self.page.body.addStretch(1)
        self.write_button.clicked.connect(self._ask_where)
        self.open_button.clicked.connect(self._open)
        self.open_button.hide()

    def _ask_where(self) -> None:
        title = formats.typographic("Où créer le dossier d’export ?")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen:
            self.write(free_name(Path(chosen), f"LitigeDesk export {self._context.today():%Y-%m-%d}"))

    def write(self, target: Path) -> Written | None:
        """Write the folder; ``None`` when it was given up or refused."""
        self.bar.set_status("")
        self.told.hide()
        written = write_readable(
            self,
            self._context.desk,
            readable_exit.everything,
            target,
            lambda fault: self.bar.set_status(str(fault)),
        )
        if written is not None:
            self._show(written)
        return written

    def _show(self, written: Written) -> None:
        self.written = written
        pages, files = formats.count(written.pages, "page"), formats.count(written.files, "fichier")
        words = f"{written.path.name} : {pages}, {formats.count(written.tables, 'tableau', 'tableaux')}, {files}."
        self.told.add(IconText("circle-check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
        self.told.add(Label(f"Dans {written.path.parent}", Tone.MUTED, wrap=True, verbatim=True))
        for fault in written.faults:
            self.told.add(IconText("triangle-alert", fault, Tone.SOON, wrap=True))
        self.told.show()
        self.write_button.hide()
        self.open_button.show()
        self.open_button.setFocus()

    def _open(self) -> None:
        if self.written is not None:
            open_page(self.written)


def open_page(written: Written) -> None:
    """Show what was written in the browser, or the archive in its program."""
    page = written.path / "index.html"
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(page if page.is_file() else written.path)))


def free_name(folder: Path, name: str) -> Path:
    """A name in a folder that nothing has yet: nothing is ever overwritten."""
    for again in range(1, MOST_NAMES):
        path = folder / (name if again == 1 else f"{name} ({again})")
        if not path.exists():
            return path
    raise StorageError(formats.typographic(f"Trop de dossiers s’appellent déjà « {name} » : rangez-en quelques-uns."))


def write_readable(
    parent: QWidget,
    desk: "Desk",
    gather: Callable[[Reading], Gathered],
    target: Path,
    refused: Callable[[UserError], object],
) -> Written | None:
    """Gather and write in a thread of its own; ``None`` when it was given up, or refused, which is told."""
    reading, vault = Reading.of(desk), desk.vault
    write = readable_exit.write_zip if target.suffix.lower() == ".zip" else readable_exit.write_folder

    def work(progress: Progress) -> Written:
        given = gather(reading)
        return write(given, vault, target, lambda done, total, _what: progress(done, total), lambda: False)

    try:
        return LongWork(parent, "Export de vos données", work, words="Pages, tableaux et fichiers").ask()
    except UserError as fault:
        refused(fault)
        return None
