"""What can be done to the letters about a record: one method each, whatever tab asks for it."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.matter import Matter
from litigedesk.domain.records import Letter
from litigedesk.operations import letters

from ..context import Context
from ..kept_files import LetterFiles
from ..widgets.record_letters import LettersCard
from . import dispute as dispute_dialogs
from .letter_papers import open_receipt, print_label
from .next_step import compose


class LetterCommands:
    """Asks the operations and dialogs; ``owner`` is the widget the dialogs stand before."""

    def __init__(self, context: Context, owner: QWidget, files: LetterFiles) -> None:
        self.context, self.owner, self.files = context, owner, files

    def compose(self, matter: Matter, template: str) -> None:
        """Write a letter about a record."""
        compose(self.context, self.owner, matter, template)

    def track(self, letter_id: int) -> None:
        """Note how a letter left and what became of it."""
        dispute_dialogs.track_letter(self.context, self.owner, letter_id)

    def delete(self, letter_id: int) -> None:
        """Put a letter in the trash."""
        self.context.run(letters.delete, letter_id)

    def open(self, letter: Letter, reference: str, kind: str) -> None:
        """Show a copy of a letter, as a PDF or a Word file."""
        self.files.open(letter, reference, kind)

    def serve(self, card: LettersCard, matter: Matter, reference: str) -> None:
        """Do what a card of letters about a record asks; ``reference`` names the files shown."""
        card.write_asked.connect(lambda template: self.compose(matter, template))
        card.track_asked.connect(self.track)
        card.delete_asked.connect(self.delete)
        card.open_asked.connect(lambda letter, kind: self.open(letter, reference, kind))
        card.label_asked.connect(lambda letter_id: print_label(self.context, self.owner, letter_id))
        card.receipt_asked.connect(lambda letter: open_receipt(self.context, self.files, letter))
