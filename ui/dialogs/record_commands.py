"""What can be done to clients, contracts and invoices: one method each, whatever button, menu or row asks for it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.records import Invoice
from litigedesk.domain.vocabulary import ContractKind, InvoiceKind
from litigedesk.operations import bulk, clients, contracts, invoices
from litigedesk.queries import contracts as contracts_of
from litigedesk.queries.invoices import InvoiceRow

from ..context import Context
from ..widgets.invoice_table import NOUN, can_be_disputed
from ..widgets.menu import add_action
from . import records
from .bulk import delete_several


class RecordCommands:
    """Asks the operations and dialogs; ``owner`` is the widget the dialogs stand before."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        self.context, self.owner = context, owner

    # ---- clients -----------------------------------------------------------------------------------------------------
    def edit_client(self, client_id: int, field: str | None = None) -> int | None:
        """Change a client in a window, at one field if it is named."""
        return records.edit_client(self.context, self.owner, client_id, field)

    def delete_client(self, client_id: int) -> None:
        """Put a client in the trash; when something needs it, the message bar says what."""
        self.context.run(clients.delete, client_id)

    def show_privacy(self, client_id: int) -> None:
        """Show why the data of a client are kept, and what can be done with them."""
        from ..main_window import MainWindow
        from .privacy import show_client

        window = self.owner.window()
        if isinstance(window, MainWindow):
            show_client(window, window, client_id)

    def open_dispute(self, client_id: int, invoice_ids: Sequence[int] = ()) -> None:
        """Open a dispute and go to its dossier."""
        from .dispute import edit_dispute

        dispute_id = edit_dispute(self.context, self.owner, None, client_id, invoice_ids)
        if dispute_id is not None:
            self.context.navigate("dispute", dispute_id)

    def open_complaint(self, client_id: int) -> None:
        """Note a complaint of this client, and go to its dossier."""
        from .mediation import open_complaint

        dispute_id = open_complaint(self.context, self.owner, client_id)
        if dispute_id is not None:
            self.context.navigate("dispute", dispute_id)

    # ---- contracts ---------------------------------------------------------------------------------------------------
    def new_contract(self, client_id: int | None = None) -> int | None:
        """Ask for a contract in a window; one to complete, or of another client after all, is then shown."""
        contract_id = records.edit_contract(self.context, self.owner, None, client_id)
        if contract_id is not None:
            made = contracts_of.page(self.context.desk, contract_id)
            if made.contract.kind is ContractKind.TRIPARTITE or made.client.id != client_id:
                self.context.navigate("contract", contract_id)
        return contract_id

    def delete_contract(self, contract_id: int) -> None:
        """Put a contract in the trash; when invoices refer to it, the message bar says so."""
        self.context.run(contracts.delete, contract_id)

    # ---- invoices and payments ---------------------------------------------------------------------------------------
    def new_invoice(self, client_id: int | None = None, contract_id: int | None = None) -> int | None:
        """Ask for an invoice in a window."""
        return records.edit_invoice(self.context, self.owner, None, client_id, contract_id)

    def edit_invoice(self, invoice_id: int) -> int | None:
        """Change an invoice in a window."""
        return records.edit_invoice(self.context, self.owner, invoice_id)

    def credit(self, invoice_id: int) -> int | None:
        """Ask for a credit note that reduces an invoice."""
        return records.edit_invoice(self.context, self.owner, None, credited_id=invoice_id)

    def pay(self, invoice_ids: Sequence[int]) -> int | None:
        """Note a payment on one of these invoices."""
        return records.edit_payment(self.context, self.owner, None, invoice_ids)

    def edit_payment(self, payment_id: int) -> int | None:
        """Change or delete a payment."""
        return records.edit_payment(self.context, self.owner, payment_id)

    def delete_invoice(self, invoice_id: int) -> None:
        """Put an invoice in the trash with its payments; when a dispute or credit note needs it, the message bar says so."""
        self.context.run(invoices.delete, invoice_id)

    def open_dispute_over(self, rows: Sequence[InvoiceRow]) -> None:
        """Open one dispute over several invoices of one client, and go to its dossier."""
        self.open_dispute(rows[0].invoice.client_id, [row.invoice.id or 0 for row in rows])

    def delete_invoices(self, rows: Sequence[InvoiceRow]) -> None:
        """Ask, then put several invoices in the trash in one step."""
        ids = [row.invoice.id or 0 for row in rows]
        delete_several(self.context, self.owner, NOUN, ids, bulk.delete_invoices)

    # ---- menus -------------------------------------------------------------------------------------------------------
    def fill_client_menu(self, menu: QMenu, client_id: int, edit: Callable[[], object]) -> None:
        """The actions on a client: the same as the buttons of its page."""
        add_action(menu, "Nouvelle facture", "receipt-euro", lambda: self.new_invoice(client_id))
        add_action(menu, "Nouveau contrat", "file-plus", lambda: self.new_contract(client_id))
        add_action(menu, "Ouvrir un litige", "scale", lambda: self.open_dispute(client_id))
        add_action(menu, "Noter une réclamation", "message-square-text", lambda: self.open_complaint(client_id))
        menu.addSeparator()
        add_action(menu, "Modifier", "pencil", edit)
        add_action(menu, "Données personnelles…", "user-round", lambda: self.show_privacy(client_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self.delete_client(client_id))

    def fill_contract_menu(
        self, menu: QMenu, contract_id: int, client_id: int, unpaid: Sequence[int], edit: Callable[[], object]
    ) -> None:
        """The actions on a contract."""
        add_action(menu, "Nouvelle facture", "receipt-euro", lambda: self.new_invoice(client_id, contract_id))
        if unpaid:
            add_action(menu, "Noter un paiement", "banknote", lambda: self.pay(unpaid))
        menu.addSeparator()
        add_action(menu, "Voir le client", "users", lambda: self.context.navigate("client", client_id))
        add_action(menu, "Modifier", "pencil", edit)
        add_action(menu, "Supprimer", "trash-2", lambda: self.delete_contract(contract_id))

    def fill_invoice_menu(self, menu: QMenu, row: InvoiceRow, edit: Callable[[], object] | None = None) -> None:
        """The actions on an invoice or a credit note."""
        invoice = row.invoice
        invoice_id = invoice.id or 0
        if invoice.kind is InvoiceKind.INVOICE:
            add_action(menu, "Noter un paiement", "banknote", lambda: self.pay([invoice_id]))
            add_action(menu, "Faire un avoir", "receipt-euro", lambda: self.credit(invoice_id))
            self._add_dispute(menu, invoice)
            menu.addSeparator()
        add_action(menu, "Voir le client", "users", lambda: self.context.navigate("client", invoice.client_id))
        add_action(menu, "Modifier", "pencil", edit or (lambda: self.edit_invoice(invoice_id)))
        add_action(menu, "Supprimer", "trash-2", lambda: self.delete_invoice(invoice_id))

    def fill_payment_menu(self, menu: QMenu, payment_id: int) -> None:
        """The actions on a payment."""
        add_action(menu, "Modifier…", "pencil", lambda: self.edit_payment(payment_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self.context.run(invoices.delete_payment, payment_id))

    def fill_invoices_menu(self, menu: QMenu, rows: Sequence[InvoiceRow]) -> None:
        """What can be done to several invoices at once."""
        if can_be_disputed(rows):
            words = f"Ouvrir un litige sur {NOUN.counted(len(rows))}"
            add_action(menu, words, "scale", lambda: self.open_dispute_over(rows))
        add_action(menu, f"Supprimer {NOUN.counted(len(rows))}", "trash-2", lambda: self.delete_invoices(rows))

    def _add_dispute(self, menu: QMenu, invoice: Invoice) -> None:
        if invoice.dispute_id is None:
            ids = [invoice.id or 0]
            add_action(menu, "Ouvrir un litige", "scale", lambda: self.open_dispute(invoice.client_id, ids))
        else:
            dispute_id = invoice.dispute_id
            add_action(menu, "Voir le litige", "scale", lambda: self.context.navigate("dispute", dispute_id))
