"""The papers of a letter on file besides itself: the label of its envelope, the scan of its acknowledgment of receipt."""

from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import UserError
from litigedesk.operations import labels
from litigedesk.queries import files

from ..context import Context
from ..kept_files import KeptFiles
from ..letter_words import receipt_words
from ..printing import PdfPages, show_preview
from ..widgets.menu import add_action

LABEL: Final = "Imprimer l’étiquette…"


def print_label(context: Context, parent: QWidget, letter_id: int) -> None:
    """Show the page with the addresses and the number of a letter, from which it is printed; why not, in the message bar."""
    try:
        show_preview(parent, PdfPages(labels.written(context.desk, letter_id)), "étiquette du recommandé")
    except UserError as fault:
        context.fail(fault)


def open_receipt(context: Context, kept: KeptFiles, letter: Letter) -> None:
    """Show a copy of the scan in the program that the system has for it."""
    try:
        scan = files.stored_file(context.desk, letter.receipt_file_id)
    except UserError as gone:
        context.fail(gone)
        return
    if scan is not None:
        kept.open_document(scan)


def fill_menu(menu: QMenu, context: Context, parent: QWidget, kept: KeptFiles, letter: Letter) -> None:
    """The entries for the papers that this letter has."""
    if letter.send_method is SendMethod.REGISTERED:
        add_action(menu, LABEL, "printer", lambda: print_label(context, parent, letter.id or 0))
    if letter.receipt_file_id is not None:
        add_action(menu, f"{receipt_words(letter)}…", "badge-check", lambda: open_receipt(context, kept, letter))
