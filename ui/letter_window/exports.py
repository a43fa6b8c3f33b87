"""The letter as a file of the user's or as an e-mail: names people can read, and where they go."""

import re
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk.errors import StorageError
from litigedesk.formats import typographic
from litigedesk.letters import email
from litigedesk.letters.addressee import known
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template
from litigedesk.operations.exports import write_file

from .preparation import Prepared

KINDS = {".pdf": "Document PDF (*.pdf)", ".docx": "Document Word (*.docx)"}
LONGEST = 120  # characters of a proposed name, so that the whole path stays under Windows' 260


def proposed_name(template: Template, facts: LetterFacts, suffix: str) -> str:
    """A name such as « 2026-11-22 Mise en demeure Atelier Boréal SARL LIT-2026-003.pdf », legal on every system."""
    client, to = facts.known_client, known(template, facts)
    who = client.name if client is not None else to.name if to is not None else ""
    words = f"{facts.written_on:%Y-%m-%d} {template.title} {who} {facts.reference}"
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", words)
    return f"{' '.join(words.split())[:LONGEST].rstrip(' .')}{suffix}"


def documents() -> Path:
    """Where the user keeps their documents."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    return found if found.is_dir() else Path.home()


def ask_where(parent: QWidget, folder: Path, name: str, suffix: str) -> Path | None:
    """The place the user chooses; the system's own window asks before it replaces a file. ``None`` if they give up.

    Raises ``StorageError`` when the suffix they left out makes it the name of a file that is there.
    """
    title = typographic("Enregistrer la lettre")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(folder / name), KINDS[suffix])
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() == suffix:
        return target
    target = target.with_name(target.name + suffix)
    if target.exists():
        raise StorageError(typographic(f"« {target.name} » existe déjà à cet endroit : choisissez un autre nom."))
    return target


# ---- e-mail ----------------------------------------------------------------------------------------------------------
def open_draft(owner: object, prepared: Prepared, attached: Sequence[email.Attachment] = ()) -> None:
    """Open a message with the letter and these pieces in the mail program; the draft lasts as long as ``owner`` does.

    Raises ``StorageError`` when it cannot be written, or when no program opens ``.eml`` files.
    """
    assert prepared.facts is not None
    data = email.draft(prepared.template, prepared.facts, prepared.pdf, attached)
    folder = Path(tempfile.mkdtemp(prefix="litigedesk-"))
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    target = folder / proposed_name(prepared.template, prepared.facts, ".eml")
    write_file(target, data)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
        raise StorageError(
            typographic(
                "Aucun programme de courriel n’ouvre les brouillons (.eml) sur cet ordinateur. Enregistrez le PDF, puis "
                "choisissez « Message simple »."
            )
        )


def open_message(prepared: Prepared) -> None:
    """Open an empty message with subject and words; the letter is to be attached by hand.

    Raises ``StorageError`` when the computer has no mail program.
    """
    assert prepared.facts is not None
    if not QDesktopServices.openUrl(QUrl(email.mailto(prepared.template, prepared.facts))):
        sentence = (
            "Aucun programme de courriel n’est installé : enregistrez le PDF et joignez-le depuis votre messagerie."
        )
        raise StorageError(typographic(sentence))
