"""Filed letters handed to other programs: always a copy with a readable name, never the kept file itself."""

import re
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from litigedesk.domain.records import Letter
from litigedesk.errors import StorageError, UserError
from litigedesk.operations.exports import write_file
from litigedesk.queries import files

from ...context import Context

PDF, WORD = "pdf", "docx"
LONGEST = 120  # characters, so that the whole path stays under Windows' 260
_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class LetterFiles:
    """Writes copies into a folder that leaves with the program."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder = QTemporaryDir()

    @staticmethod
    def name(letter: Letter, reference: str, kind: str) -> str:
        """``2026-11-02 Relance ferme LIT-2026-003.pdf``, a name that every system allows."""
        words = _UNWRITABLE.sub("-", f"{letter.written_on} {letter.title} {reference}")
        return f"{words[:LONGEST].rstrip(' .')}.{kind}"

    def open(self, letter: Letter, reference: str, kind: str) -> None:
        """Show a copy in the program that the system has for it; says so when there is none."""
        folder = Path(self._folder.path()) / str(letter.id)
        with suppress(OSError):  # the writing that follows says why
            folder.mkdir(exist_ok=True)
        target = folder / self.name(letter, reference, kind)
        if not self.copy(letter, kind, target):
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            program = "lire un PDF" if kind == PDF else "ouvrir un document Word"
            self._context.fail(UserError(f"Aucun programme de cet ordinateur ne sait {program}."))

    def copy(self, letter: Letter, kind: str, target: Path) -> bool:
        """Write a copy at that place; false, and the message bar says why, when it cannot be."""
        file_id = letter.pdf_file_id if kind == PDF else letter.docx_file_id
        try:
            data = files.content(self._context.desk, file_id)
            if data is None:
                raise StorageError("Cette lettre n’a pas de fichier de ce genre.")
            write_file(target, data)
        except UserError as error:
            self._context.fail(error)
            return False
        return True
