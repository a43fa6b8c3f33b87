"""The pieces of a dispute under what they prove."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.queries.disputes import Dossier

from ...dialogs.pieces import PieceCommands
from ...widgets.layout import vbox
from ...widgets.piece_panel import PiecePanel
from .commands import Commands
from .evidence_card import EvidenceFold


class PiecesPart(QWidget):
    """Shows one dispute at a time; the panel goes on, with the piece chosen and how far it was read."""

    def __init__(self, commands: Commands, adding: PieceCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._adding = commands, adding
        self._evidence: EvidenceFold | None = None
        self._dispute_id: int | None = None
        self.panel = PiecePanel(adding)
        self._column = vbox(self, 0, 12)
        self._column.addWidget(self.panel)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a dispute; the proofs stay open or closed while it is the same."""
        same = dossier.dispute.id == self._dispute_id
        opened = same and self._evidence is not None and self._evidence.fold.is_open()
        self._dispute_id = dossier.dispute.id
        old, self._evidence = self._evidence, EvidenceFold(self._commands, self._adding, dossier, opened=opened)
        self._column.insertWidget(0, self._evidence)
        if old is not None:
            old.hide()
            old.deleteLater()
        self.panel.show_matter(of_dispute(dossier.dispute.id or 0))

    def show_proofs(self, *, opened: bool) -> None:
        """Open or close the list of proofs."""
        if self._evidence is not None:
            self._evidence.fold.header.setChecked(opened)
