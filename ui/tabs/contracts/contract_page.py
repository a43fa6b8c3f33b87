"""The page of one contract: what it brings in, its invoices, and its terms in words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.queries import contracts
from litigedesk.queries.contracts import ContractPage
from litigedesk.queries.invoices import InvoiceRow

from ...dialogs.record_commands import RecordCommands
from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.buttons import Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, vbox
from ...widgets.panels import Card, KeyValues, Page
from ...widgets.record_head import ButtonRow, RecordHead
from ...widgets.record_table import RecordTable
from ...widgets.text import Chip, Label
from . import words
from .contract_cards import InvoicesCard, TermsCard, file_line


class ContractView(Page):
    """Shows one contract at a time; ``edit_asked(id)`` asks the tab for the form."""

    edit_asked = Signal(int)

    def __init__(self, commands: RecordCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Fiche du contrat")
        self.commands, self.context = commands, commands.context
        self._files = KeptFiles(self.context)
        self.page: ContractPage | None = None
        self.table: RecordTable[InvoiceRow] | None = None

    @property
    def contract_id(self) -> int | None:
        """The contract shown."""
        return self.page.contract.id if self.page else None

    def show_contract(self, contract_id: int) -> None:
        """Read a contract and show it; ``NotFound`` when it is gone."""
        page = contracts.page(self.context.desk, contract_id)
        scrolled = self.verticalScrollBar().value() if contract_id == self.contract_id else 0
        self.page = page
        with kept_focus(self):
            self._build(page)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, page: ContractPage) -> None:
        contract = page.contract
        clear(self.body)
        invoices = InvoicesCard(self.commands, page)
        self.table = invoices.table
        signed = f"signé le {formats.date_long(contract.signed_on)}" if contract.signed_on else "pas encore signé"
        self.add(
            RecordHead(
                f"{contract.reference} — {contract.title}" if contract.title else contract.reference,
                Chip(contract.kind.label, Tone.MUTED, words.KIND_ICONS[contract.kind]),
                f"{page.client.name} · {signed}",
                Money.total(row.outstanding for row in page.invoices),
                "reste dû, hors intérêts",
            ),
            self._buttons(page, invoices),
            invoices,
            Columns(self._agreed(page), TermsCard(self.context, page)),
        )
        self.body.addStretch(1)

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _buttons(self, page: ContractPage, invoices: InvoicesCard) -> ButtonRow:
        contract_id, client_id = page.contract.id or 0, page.contract.client_id
        unpaid = unpaid_ids(page)
        invoice: Callable[[], object] = lambda: self.commands.new_invoice(client_id, contract_id)  # noqa: E731
        line = ButtonRow()
        if unpaid:
            line.add("Noter un paiement", "banknote", "contract.pay", lambda: self.commands.pay(unpaid), Kind.PRIMARY)
        line.add(
            "Nouvelle facture", "receipt-euro", "contract.invoice", invoice, Kind.SECONDARY if unpaid else Kind.PRIMARY
        )
        line.add("Faire un avoir", "minus", "contract.credit", invoices.credit).setEnabled(bool(page.invoices))
        line.add("Voir le client", "users", "contract.client", lambda: self.context.navigate("client", client_id))
        line.add("Modifier", "pencil", "contract.edit", lambda: self.edit_asked.emit(contract_id))
        line.add(
            "Supprimer", "trash-2", "contract.delete", lambda: self.commands.delete_contract(contract_id), Kind.QUIET
        )
        return line

    def _agreed(self, page: ContractPage) -> QWidget:
        contract = page.contract
        pairs = [
            ("Client", page.client.name),
            ("Signé le", _day(contract.signed_on)),
            ("Début", _day(contract.starts_on)),
            ("Fin", _day(contract.ends_on)),
            ("Montant HT", formats.money(contract.amount) if contract.amount else ""),
        ]
        holder = QWidget()
        column = vbox(holder, 0, 12)
        known = [(name, value) for name, value in pairs if value]
        agreed = Card("Ce qui est convenu").add(KeyValues(known, first=112))
        paper = file_line(self.context, self._files, contract.file_id, "contract.document")
        agreed.add(paper or Label("Le document signé n’est pas joint.", Tone.MUTED, wrap=True))
        column.addWidget(agreed)
        if contract.notes:
            column.addWidget(Card("Notes").add(Label(contract.notes, wrap=True)))
        column.addStretch(1)
        return holder


def unpaid_ids(page: ContractPage) -> tuple[int, ...]:
    """The invoices that still wait for money, oldest first."""
    owing = sorted((row for row in page.invoices if row.outstanding), key=lambda row: row.invoice.due_on)
    return tuple(row.invoice.id for row in owing if row.invoice.id is not None)


def _day(day: date | None) -> str:
    return formats.date_long(day) if day is not None else ""
