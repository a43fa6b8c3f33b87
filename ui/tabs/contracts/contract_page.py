"""The page of one contract: what it brings in, its invoices, and its terms in words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import PaymentTerm
from litigedesk.queries import contracts
from litigedesk.queries.contracts import ContractPage
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.rules import payment_terms, regimes

from ...dialogs.explanation import explain
from ...dialogs.record_commands import RecordCommands
from ...models.invoice_columns import columns, describe
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, vbox
from ...widgets.panels import Card, KeyValues, Page
from ...widgets.record_head import ButtonRow, RecordHead
from ...widgets.record_table import RecordTable
from ...widgets.text import Chip, IconText, Label
from . import words


class ContractView(Page):
    """Shows one contract at a time; ``edit_asked(id)`` asks the tab for the form."""

    edit_asked = Signal(int)

    def __init__(self, commands: RecordCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Fiche du contrat")
        self.commands, self.context = commands, commands.context
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
        signed = f"signé le {formats.date_long(contract.signed_on)}" if contract.signed_on else "pas encore signé"
        self.add(
            RecordHead(
                f"{contract.reference} — {contract.title}" if contract.title else contract.reference,
                Chip(contract.kind.label, Tone.MUTED, words.KIND_ICONS[contract.kind]),
                f"{page.client.name} · {signed}",
                Money.total(row.outstanding for row in page.invoices),
                "reste dû, hors intérêts",
            ),
            self._buttons(page),
            self._invoices(page),
            Columns(self._agreed(page), self._terms(page)),
        )
        self.body.addStretch(1)

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _buttons(self, page: ContractPage) -> ButtonRow:
        contract_id, client_id = page.contract.id or 0, page.contract.client_id
        unpaid = unpaid_ids(page)
        invoice: Callable[[], object] = lambda: self.commands.new_invoice(client_id, contract_id)  # noqa: E731
        line = ButtonRow()
        if unpaid:
            line.add("Noter un paiement", "banknote", "contract.pay", lambda: self.commands.pay(unpaid), Kind.PRIMARY)
        line.add(
            "Nouvelle facture", "receipt-euro", "contract.invoice", invoice, Kind.SECONDARY if unpaid else Kind.PRIMARY
        )
        line.add("Faire un avoir", "minus", "contract.credit", self._credit).setEnabled(bool(page.invoices))
        line.add("Voir le client", "users", "contract.client", lambda: self.context.navigate("client", client_id))
        line.add("Modifier", "pencil", "contract.edit", lambda: self.edit_asked.emit(contract_id))
        line.add(
            "Supprimer", "trash-2", "contract.delete", lambda: self.commands.delete_contract(contract_id), Kind.QUIET
        )
        return line

    def _credit(self) -> None:
        """A credit note on the invoice chosen in the table."""
        row = self.table.record if self.table else None
        if row is not None:
            self.commands.credit(row.invoice.credited_invoice_id or row.invoice.id or 0)

    # ---- invoices ----------------------------------------------------------------------------------------------------
    def _invoices(self, page: ContractPage) -> Card:
        card = Card("Factures et avoirs", str(len(page.invoices)) if page.invoices else "")
        if not page.invoices:
            self.table = None
            return card.add(Label("Aucune facture pour ce contrat.", Tone.MUTED))
        today = self.context.today()
        table = RecordTable[InvoiceRow](
            "Factures et avoirs du contrat",
            columns(today, page.invoices, detailed=True),
            lambda row: describe(row, today),
        )
        table.setObjectName("contract.invoices")
        table.set_rows(page.invoices)
        table.opened.connect(lambda row: self.context.navigate("invoice", row.invoice.id))
        table.menu_asked.connect(self._ask_menu)
        self.table = table
        return card.add(table)

    def _ask_menu(self, row: InvoiceRow, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill_invoice_menu(menu, row)
        menu.popup(point)

    # ---- terms in words ----------------------------------------------------------------------------------------------
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
        column.addWidget(Card("Ce qui est convenu").add(KeyValues(known, first=112)))
        if contract.notes:
            column.addWidget(Card("Notes").add(Label(contract.notes, wrap=True)))
        column.addStretch(1)
        return holder

    def _terms(self, page: ContractPage) -> QWidget:
        contract, law, today = page.contract, self.context.desk.law, self.context.today()
        term = contract.payment_term.label
        if contract.payment_term is PaymentTerm.CUSTOM and contract.payment_days is not None:
            term = f"{formats.count(contract.payment_days, 'jour')} après la date de facture"
        found = payment_terms.propose(
            contract.payment_term,
            law,
            client=page.client.kind,
            issued=today,
            performed=today,
            received=today,
            custom_days=contract.payment_days,
        )
        why = Button("Pourquoi ?", Kind.LINK, name="contract.why")
        why.clicked.connect(
            lambda: explain(self, "Délai de paiement, sur un exemple", found.steps, [found.source], found.warnings)
        )
        card = Card("Paiement et retard", right=why)
        card.add(IconText("calendar-clock", f"{term}.", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        if found.date is not None:
            example = f"Une facture datée d’aujourd’hui serait à payer le {formats.date_long(found.date)}."
            card.add(IconText("calendar-days", example, Tone.MUTED, wrap=True))
        penalty = regimes.penalty_words(contract.penalty_clause, contract.penalty_rate, page.client.kind, law, today)
        card.add(IconText("percent", penalty, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        warning = regimes.floor_warning(contract.penalty_clause, contract.penalty_rate, page.client.kind, law, today)
        if warning:
            card.add(IconText("triangle-alert", warning, Tone.SOON, wrap=True))
        return card


def unpaid_ids(page: ContractPage) -> tuple[int, ...]:
    """The invoices that still wait for money, oldest first."""
    owing = sorted((row for row in page.invoices if row.outstanding), key=lambda row: row.invoice.due_on)
    return tuple(row.invoice.id for row in owing if row.invoice.id is not None)


def _day(day: date | None) -> str:
    return formats.date_long(day) if day is not None else ""
