"""Kept files handed to other programs: always a copy with a readable name, never the kept file itself."""

import re
import stat
import weakref
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from litigedesk.bundle.names import legal_name, legal_suffix
from litigedesk.domain.records import Letter, StoredFile
from litigedesk.errors import StorageError, UserError
from litigedesk.formats import typographic
from litigedesk.operations.exports import write_file
from litigedesk.queries import files

from .context import Context
from .passing_folder import PassingFolder

PDF, WORD = "pdf", "docx"
LONGEST = 120  # characters, so that the whole path stays under Windows' 260
# What only shows itself: under any other ending there may be a program, a script, a page with its scripts or a shortcut.
_PAPERS = (".pdf", ".txt", ".csv", ".ics", ".eml", ".msg", ".docx", ".doc", ".odt", ".rtf", ".zip")
_SHEETS = (".xlsx", ".xls", ".ods", ".pptx", ".ppt", ".odp")
_SEEN = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".bmp", ".heic", ".avif")
_HEARD = (".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".mov", ".mkv", ".avi", ".webm")
OPENED = frozenset((*_PAPERS, *_SHEETS, *_SEEN, *_HEARD))
_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class KeptFiles:
    """Writes copies into a folder that leaves with the program."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = PassingFolder()

    def open_document(self, kept: StoredFile) -> None:
        """Show a copy of a document in the program that the system has for it; says so when there is none.

        What could run instead of being shown is not opened.
        """
        if Path(kept.name).suffix.lower() not in OPENED:
            sentence = f"« {kept.name} » n’est pas ouvert d’ici : ce genre de fichier peut agir sur l’ordinateur."
            self._context.fail(UserError(typographic(f"{sentence} Vous pouvez le montrer dans son dossier.")))
        elif (path := self.copy_of(kept)) is not None:
            self._show(path, "ouvrir ce document")

    def copy_of(self, kept: StoredFile) -> Path | None:
        """A read-only copy under its own name, alone in a folder; ``None``, and the message bar says why, when it cannot be."""
        suffix = legal_suffix(kept.name)
        name = legal_name(kept.name[: len(kept.name) - len(suffix)], suffix)
        target = self._place(f"document-{kept.id}", name)
        with suppress(OSError):  # the writing that follows says why
            if target.exists():
                target.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows does not replace a read-only file
        if not self._write(kept.id, target):
            return None
        with suppress(OSError):  # a copy that can be written does no harm to the kept file
            target.chmod(stat.S_IRUSR)
        return target

    def show_in_folder(self, kept: StoredFile) -> None:
        """Open the folder of a copy, which stands there alone."""
        if (path := self.copy_of(kept)) is not None:
            self._show(path.parent, "montrer un dossier")

    def last_as_long_as(self, owner: object) -> None:
        """Keep the folder until that owner is gone: a file open in another program is not taken away from it."""
        weakref.finalize(owner, self._folder.remove)

    def open_bytes(self, data: bytes, name: str, what: str) -> None:
        """Show something made for a look, such as a letter on a letterhead, in the program that the system has for it."""
        target = self._place("essai", name)
        try:
            write_file(target, data)
        except UserError as error:
            self._context.fail(error)
            return
        self._show(target, what)

    def _open(self, folder_name: str, name: str, file_id: int | None, what: str) -> None:
        target = self._place(folder_name, name)
        if self._write(file_id, target):
            self._show(target, what)

    def _place(self, folder_name: str, name: str) -> Path:
        folder = Path(gettempdir()) / folder_name
        with suppress(OSError):  # the writing that follows says why
            folder = self._folder.path / folder_name
            folder.mkdir(exist_ok=True)
        return folder / name

    def _show(self, path: Path, what: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._context.fail(UserError(f"Aucun programme de cet ordinateur ne sait {what}."))

    def _write(self, file_id: int | None, target: Path) -> bool:
        try:
            data = files.content(self._context.desk, file_id)
            if data is None:
                raise StorageError("Cette lettre n’a pas de fichier de ce genre.")
            if not _holds(target, data):
                write_file(target, data)
        except UserError as error:
            self._context.fail(error)
            return False
        return True


class LetterFiles(KeptFiles):
    """The same for filed letters, named after their day, title and dossier."""

    @staticmethod
    def name(letter: Letter, reference: str, kind: str) -> str:
        """``2026-11-02 Relance ferme LIT-2026-003.pdf``, a name that every system allows."""
        words = _UNWRITABLE.sub("-", f"{letter.written_on} {letter.title} {reference}")
        return f"{words[:LONGEST].rstrip(' .')}.{kind}"

    def open(self, letter: Letter, reference: str, kind: str) -> None:
        """Show a copy of a letter, as a PDF or a Word file."""
        program = "lire un PDF" if kind == PDF else "ouvrir un document Word"
        self._open(str(letter.id), self.name(letter, reference, kind), _file_of(letter, kind), program)

    def copy(self, letter: Letter, kind: str, target: Path) -> bool:
        """Write a copy at that place; false, and the message bar says why, when it cannot be."""
        return self._write(_file_of(letter, kind), target)


def _holds(target: Path, data: bytes) -> bool:
    """Whether that copy is there already: open in another program, Windows would let nobody write it again."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _file_of(letter: Letter, kind: str) -> int | None:
    return letter.pdf_file_id if kind == PDF else letter.docx_file_id
