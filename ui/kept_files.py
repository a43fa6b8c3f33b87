"""Kept files handed to other programs: always a copy with a readable name, never the kept file itself."""

import re
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from litigedesk.domain.records import Letter, StoredFile
from litigedesk.errors import StorageError, UserError
from litigedesk.operations.exports import write_file
from litigedesk.queries import files

from .context import Context

PDF, WORD = "pdf", "docx"
LONGEST = 120  # characters, so that the whole path stays under Windows' 260
_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class KeptFiles:
    """Writes copies into a folder that leaves with the program."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = QTemporaryDir()

    def open_document(self, kept: StoredFile) -> None:
        """Show a copy of a document in the program that the system has for it; says so when there is none."""
        stem, _, ending = _UNWRITABLE.sub("-", kept.name).rpartition(".")
        name = f"{stem[:LONGEST].rstrip(' .')}.{ending[:LONGEST]}" if stem else ending[:LONGEST]
        self._open(f"document-{kept.id}", name, kept.id, "ouvrir ce document")

    def _open(self, folder_name: str, name: str, file_id: int | None, what: str) -> None:
        folder = Path(self._folder.path()) / folder_name
        with suppress(OSError):  # the writing that follows says why
            folder.mkdir(exist_ok=True)
        target = folder / name
        if self._write(file_id, target) and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._context.fail(UserError(f"Aucun programme de cet ordinateur ne sait {what}."))

    def _write(self, file_id: int | None, target: Path) -> bool:
        try:
            data = files.content(self._context.desk, file_id)
            if data is None:
                raise StorageError("Cette lettre n’a pas de fichier de ce genre.")
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


def _file_of(letter: Letter, kind: str) -> int | None:
    return letter.pdf_file_id if kind == PDF else letter.docx_file_id
