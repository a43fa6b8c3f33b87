"""The choice of one of a client's contracts, offered once the client is known."""

from PySide6.QtWidgets import QWidget

from litigedesk.queries import contracts

from ..context import Context
from .editors import ChoiceEditor

NONE = "Aucun, ou pas encore noté"


class ContractChoice(ChoiceEditor):
    """A contract of the client given to ``offer``, by id; hidden while there is none to choose."""

    def __init__(self, context: Context, name: str = "contract_id", parent: QWidget | None = None) -> None:
        super().__init__(name, "Contrat concerné", (), segments=False, empty=NONE, optional=True, parent=parent)
        self._context = context
        self._client: int | None = 0  # the client whose contracts are offered; none has that id

    def offer(self, client_id: int | None) -> None:
        """Offer this client's contracts; the choice stays when it is one of them."""
        if self._client == client_id:
            return
        self._client = client_id
        rows = contracts.rows(self._context.desk, client_id=client_id) if client_id else []
        chosen = self.value
        self.set_options(
            [(row.id, " · ".join(filter(None, (row.reference or row.kind.label, row.title)))) for row in rows], NONE
        )
        self.set_value(chosen if chosen in [row.id for row in rows] else None)
        self.setVisible(bool(rows))
