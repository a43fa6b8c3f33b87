"""Files dropped on the window where no page takes them: tables and statements are read, others told where they go."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from .context import Context
from .widgets.drop_files import Dropped

TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".vcf", ".vcard"})
STATEMENTS: Final = frozenset({".ofx", ".qfx", ".qif"})
INVOICES: Final = frozenset({".pdf", ".xml"})
DOSSIERS: Final = frozenset({".litige"})
WORDS: Final = "Lâchez pour importer : clients, factures, relevé de compte"
ELSEWHERE: Final = (
    "Ce fichier n’est ni un tableau ni un relevé : déposez-le sur la page d’un litige pour en faire une pièce."
)
SAVE_FIRST: Final = "Enregistrez d’abord ce fichier sur votre disque, puis déposez-le."


def import_dropped(context: Context, parent: QWidget, paths: Sequence[Path]) -> bool:
    """Open the window that reads these files; false when they are neither tables, cards nor statements."""
    kinds = {path.suffix.lower() for path in paths}
    if kinds and kinds <= TABLES:
        from .wizard.import_dialog import import_records

        import_records(context, parent, paths)
        return True
    if kinds and kinds <= STATEMENTS:
        from .dialogs.bank import import_statement

        import_statement(context, parent, paths)
        return True
    return False


def take(context: Context, parent: QWidget, what: Dropped) -> None:
    """What was dropped on the window: read, or told in words where it goes."""
    kinds = {path.suffix.lower() for path in what.paths}
    if not what.paths:
        context.note(what.refused[0] if what.refused else SAVE_FIRST)
    elif import_dropped(context, parent, what.paths):
        return
    elif kinds <= DOSSIERS:
        from .dialogs.receive_dossier import receive_file

        receive_file(context, parent, what.paths[0])
    elif kinds <= INVOICES:
        from .dialogs.einvoice import import_files

        made = import_files(context, parent, what.paths)
        if made is not None:
            context.navigate("invoice", made)
    else:
        context.note(ELSEWHERE)
