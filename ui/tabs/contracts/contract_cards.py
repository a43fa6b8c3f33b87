"""The cards that the pages of contracts share, whether of two parties or of three: invoices, terms in words, the paper itself."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import PaymentTerm
from litigedesk.queries import files
from litigedesk.queries.contracts import ContractPage
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.rules import payment_terms, regimes

from ...context import Context
from ...dialogs.explanation import explain
from ...dialogs.record_commands import RecordCommands
from ...kept_files import KeptFiles
from ...models.invoice_columns import columns
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.invoice_table import InvoiceTable
from ...widgets.kept_file import KeptFileLine
from ...widgets.panels import Card
from ...widgets.record_table import RecordTable
from ...widgets.text import IconText, Label


class InvoicesCard(Card):
    """The invoices and credit notes of a contract; ``table`` is ``None`` without any.

    ``narrow``, beside other cards, it has fewer columns and the link that adds an invoice.
    """

    def __init__(
        self, commands: RecordCommands, page: ContractPage, *, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        add: Button | None = None
        if narrow:
            add = Button("Nouvelle facture", Kind.LINK, name="contract.invoice")
            add.clicked.connect(lambda: commands.new_invoice(page.contract.client_id, page.contract.id))
        super().__init__("Factures et avoirs", str(len(page.invoices)) if page.invoices else "", add, parent=parent)
        self._commands = commands
        self.table: RecordTable[InvoiceRow] | None = None
        if not page.invoices:
            self.add(Label("Aucune facture pour ce contrat.", Tone.MUTED))
            return
        shown = columns(commands.context.today(), page.invoices, detailed=not narrow)
        invoices = InvoiceTable(commands, "Factures et avoirs du contrat", shown, page.invoices)
        self.table = invoices.table
        self.table.setObjectName("contract.invoices")
        self.add(invoices)

    def credit(self) -> None:
        """A credit note on the invoice chosen in the table."""
        row = self.table.record if self.table else None
        if row is not None:
            self._commands.credit(row.invoice.credited_invoice_id or row.invoice.id or 0)


class TermsCard(Card):
    """When an invoice is to be paid and what lateness costs, in words."""

    def __init__(self, context: Context, page: ContractPage, parent: QWidget | None = None) -> None:
        contract, law, today = page.contract, context.desk.law, context.today()
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
        super().__init__("Paiement et retard", right=why, parent=parent)
        self.add(IconText("calendar-clock", f"{term}.", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        if found.date is not None:
            example = f"Une facture datée d’aujourd’hui serait à payer le {formats.date_long(found.date)}."
            self.add(IconText("calendar-days", example, Tone.MUTED, wrap=True))
        penalty = regimes.penalty_words(contract.penalty_clause, contract.penalty_rate, page.client.kind, law, today)
        self.add(IconText("percent", penalty, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        warning = regimes.floor_warning(contract.penalty_clause, contract.penalty_rate, page.client.kind, law, today)
        if warning:
            self.add(IconText("triangle-alert", warning, Tone.SOON, wrap=True))


def file_line(context: Context, kept_files: KeptFiles, file_id: int | None, name: str) -> KeptFileLine | None:
    """The line of a kept file, ``None`` without one."""
    kept = files.stored_file(context.desk, file_id)
    return None if kept is None else KeptFileLine(kept, kept_files.open_document, name)
