"""What can be done about the agreements of a dispute: propose one, note a step, write its letter."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.vocabulary import DisputeKind
from litigedesk.operations import agreements
from litigedesk.queries import portage
from litigedesk.queries.agreements import AgreementView

from ...context import Context
from ...dialogs import agreements as dialogs
from ...forms.agreement_steps import OUTCOME, SIGNED
from ...widgets.menu import add_action

ENTRIES: Final = {
    AgreementKind.INSTALMENTS: "Proposer un échéancier…",
    AgreementKind.ACKNOWLEDGMENT: "Reconnaissance de dette…",
    AgreementKind.SETTLEMENT: "Accord transactionnel…",
}
OF_THE_COMPANY: Final = "La société de portage, créancière, peut seule accorder un délai ou transiger"


class AgreementCommands:
    """Asks the operations and dialogs; ``parent`` is the window the dialogs stand before."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context, self.parent = context, parent

    def propose(self, dispute_id: int, kind: AgreementKind) -> int | None:
        """Ask for a new agreement; its id once saved."""
        return dialogs.propose_agreement(self.context, self.parent, dispute_id, kind)

    def edit(self, agreement_id: int, field: str | None = None) -> None:
        """Change the whole of an agreement, at one field if it is named."""
        dialogs.edit_agreement(self.context, self.parent, agreement_id, field)

    def note(self, agreement_id: int, step: str) -> None:
        """Note one step."""
        dialogs.note_agreement_step(self.context, self.parent, agreement_id, step)

    def delete(self, agreement_id: int) -> None:
        """Put an agreement in the trash; the message bar offers to undo."""
        self.context.run(agreements.delete, agreement_id)

    # ---- menus -------------------------------------------------------------------------------------------------------
    def fill_new(self, menu: QMenu, dispute_id: int, kind: DisputeKind) -> None:
        """The agreements one may propose in an open dispute; under portage the creditor alone may."""
        if portage.side_of(self.context.desk, dispute_id) is not None:
            menu.addAction(OF_THE_COMPANY).setEnabled(False)
            return
        for one, words in ENTRIES.items():
            if kind is DisputeKind.UNPAID or one is AgreementKind.SETTLEMENT:
                add_action(menu, words, "clipboard-list", partial(self.propose, dispute_id, one))

    def fill_menu(self, menu: QMenu, view: AgreementView) -> None:
        """The other actions on an agreement."""
        agreement_id = view.agreement.id or 0
        add_action(menu, "Modifier l’accord…", "pencil", lambda: self.edit(agreement_id))
        if view.is_open and not view.is_running:
            add_action(menu, "Noter la signature…", "calendar-check", lambda: self.note(agreement_id, SIGNED))
        if view.is_open:
            add_action(menu, "Noter la fin de l’accord…", "archive", lambda: self.note(agreement_id, OUTCOME))
        menu.addSeparator()
        add_action(menu, "Supprimer l’accord", "trash-2", lambda: self.delete(agreement_id))
