"""The page of one invoice or credit note: where it stands, its dates and sums, payments and credit notes."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Payment
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.queries import invoices
from litigedesk.queries.invoices import InvoicePage

from ...dialogs.explanation import explain
from ...dialogs.record_commands import RecordCommands
from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, vbox
from ...widgets.ledger import Ledger, LedgerLine
from ...widgets.long_card import fill_card
from ...widgets.panels import Card, KeyValues, Page
from ...widgets.record_head import ButtonRow, RecordHead
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from . import words
from .contract_cards import file_line


class InvoiceView(Page):
    """Shows one invoice at a time; ``edit_asked(id)`` asks the tab for the form."""

    edit_asked = Signal(int)

    def __init__(self, commands: RecordCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Fiche de la facture")
        self.commands, self.context = commands, commands.context
        self._files = KeptFiles(self.context)
        self.page: InvoicePage | None = None

    @property
    def invoice_id(self) -> int | None:
        """The invoice shown."""
        return self.page.row.invoice.id if self.page else None

    def show_invoice(self, invoice_id: int) -> None:
        """Read an invoice and show it; ``NotFound`` when it is gone."""
        page = invoices.page(self.context.desk, invoice_id)
        same = invoice_id == self.invoice_id
        scrolled = self.verticalScrollBar().value() if same else 0
        self.page = page
        with kept_focus(self):
            self._build(page, whole=same)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, page: InvoicePage, *, whole: bool) -> None:
        invoice = page.row.invoice
        clear(self.body)
        text, tone, icon = words.state(page.row, self.context.today())
        title = f"{invoice.kind.label} {invoice.number}"
        self.add(
            RecordHead(
                title,
                Chip(text, tone, icon),
                " · ".join(filter(None, (page.client.name, invoice.title))),
                page.row.outstanding if self._is_invoice else invoice.gross,
                "reste dû, hors intérêts" if self._is_invoice else "à déduire",
            ),
            self._buttons(page),
            Columns(self._facts(page), self._sums(page, whole=whole)),
        )
        self.body.addStretch(1)

    @property
    def _is_invoice(self) -> bool:
        return self.page is not None and self.page.row.invoice.kind is InvoiceKind.INVOICE

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _buttons(self, page: InvoicePage) -> ButtonRow:
        invoice, commands = page.row.invoice, self.commands
        invoice_id = invoice.id or 0
        line = ButtonRow()
        if self._is_invoice:
            late = bool(page.row.days_late(self.context.today())) and page.dispute is None
            pay, dispute = (Kind.SECONDARY, Kind.PRIMARY) if late else (Kind.PRIMARY, Kind.SECONDARY)
            pay = pay if page.row.outstanding else Kind.SECONDARY
            line.add("Noter un paiement", "banknote", "invoice.pay", lambda: commands.pay([invoice_id]), pay)
            line.add("Faire un avoir", "minus", "invoice.credit", lambda: commands.credit(invoice_id))
            if page.dispute is None:
                ids = [invoice_id]
                line.add(
                    "Ouvrir un litige",
                    "scale",
                    "invoice.dispute",
                    lambda: commands.open_dispute(invoice.client_id, ids),
                    dispute,
                )
            else:
                dispute_id = page.dispute.id or 0
                line.add(
                    "Voir le litige", "scale", "invoice.dispute", lambda: self.context.navigate("dispute", dispute_id)
                )
        line.add("Modifier", "pencil", "invoice.edit", lambda: self.edit_asked.emit(invoice_id))
        line.add("Supprimer", "trash-2", "invoice.delete", lambda: commands.delete_invoice(invoice_id), Kind.QUIET)
        return line

    # ---- dates -------------------------------------------------------------------------------------------------------
    def _facts(self, page: InvoicePage) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        column.addWidget(self._dates(page))
        column.addWidget(self._links(page))
        paper = file_line(self.context, self._files, page.row.invoice.file_id, "invoice.document")
        if paper is not None:
            column.addWidget(Card("Le fichier").add(paper))
        if page.row.invoice.notes:
            column.addWidget(Card("Notes").add(Label(page.row.invoice.notes, wrap=True)))
        column.addStretch(1)
        return holder

    def _dates(self, page: InvoicePage) -> Card:
        invoice = page.row.invoice
        pairs = [
            ("Datée du", formats.date_long(invoice.issued_on)),
            ("Prestation finie", formats.date_long(invoice.performed_on) if invoice.performed_on else ""),
            ("Reçue le", formats.date_long(invoice.received_on) if invoice.received_on else ""),
            ("À payer le", formats.date_long(invoice.due_on) if self._is_invoice else ""),
        ]
        known = [(name, value) for name, value in pairs if value]
        if not self._is_invoice:
            return Card("Dates").add(KeyValues(known, first=128))
        proposed = invoices.propose_due(
            self.context.desk,
            client_id=invoice.client_id,
            contract_id=invoice.contract_id,
            issued_on=invoice.issued_on,
            performed_on=invoice.performed_on,
            received_on=invoice.received_on,
        )
        why = Button("Pourquoi ?", Kind.LINK, name="invoice.why")
        why.setAccessibleName("Pourquoi cette échéance\u202f?")
        why.clicked.connect(
            lambda: explain(self, "Échéance de la facture", proposed.steps, [proposed.source], proposed.warnings)
        )
        card = Card("Dates", right=why).add(KeyValues(known, first=128))
        if proposed.date is not None and proposed.date != invoice.due_on:
            own = f"Date choisie par vous ; proposée : {formats.date_long(proposed.date)}."
            card.add(IconText("pencil", own, Tone.MUTED, wrap=True))
        return card

    def _links(self, page: InvoicePage) -> Card:
        card = Card("Où elle se rattache")
        contract, dispute, credited = page.contract, page.dispute, page.credited
        rows = [("users", page.client.name, page.client.kind.label, "client", page.client.id)]
        if contract is not None:
            rows.append(
                ("file-text", f"{contract.kind.label} {contract.reference}", contract.title, "contract", contract.id)
            )
        if dispute is not None:
            rows.append(("scale", dispute.reference, dispute.stage.label_of(dispute.kind), "dispute", dispute.id))
        if credited is not None:
            rows.append(("receipt-euro", credited.number, "facture que cet avoir réduit", "invoice", credited.id))
        for icon, title, detail, kind, record_id in rows:
            row = FactRow(icon, title, detail, pressable=True)
            row.clicked.connect(lambda _on=False, to=(kind, record_id or 0): self.context.navigate(*to))
            card.add(row)
        return card

    # ---- sums --------------------------------------------------------------------------------------------------------
    def _sums(self, page: InvoicePage, *, whole: bool) -> QWidget:
        invoice = page.row.invoice
        lines = [LedgerLine("Montant HT", invoice.net), LedgerLine("TVA", invoice.vat)] if invoice.vat else []
        lines.append(LedgerLine("Total TTC" if invoice.vat else "Total, sans TVA", invoice.gross))
        if self._is_invoice:
            lines += [LedgerLine("Avoirs", -page.row.credited)] if page.row.credited else []
            beyond = page.row.beyond_principal
            lines += [LedgerLine("Intérêts et indemnité reçus", beyond)] if beyond else []
            lines += [
                LedgerLine("Déjà payé", -page.row.paid if page.row.paid else ZERO),
                LedgerLine("Reste dû, hors intérêts", page.row.outstanding, total=True),
            ]
        holder = QWidget()
        column = vbox(holder, 0, 12)
        column.addWidget(Card("Montants").add(Ledger(lines)))
        if self._is_invoice:
            column.addWidget(self._payments(page, whole=whole))
        if page.credit_notes:
            column.addWidget(self._credit_notes(page))
        column.addStretch(1)
        return holder

    def _payments(self, page: InvoicePage, *, whole: bool) -> Card:
        card = Card("Paiements reçus", str(len(page.payments)) if page.payments else "")
        if not page.payments:
            return card.add(Label("Aucun paiement noté.", Tone.MUTED))
        return fill_card(card, (self._payment(payment) for payment in reversed(page.payments)), whole=whole)

    def _payment(self, payment: Payment) -> FactRow:
        detail = " · ".join(filter(None, (payment.method.label, payment.note)))
        row = FactRow(
            "banknote", formats.date_long(payment.paid_on), detail, formats.money(payment.amount), pressable=True
        )
        row.setToolTip("Modifier ou supprimer ce paiement")
        row.clicked.connect(lambda _on=False: self.commands.edit_payment(payment.id or 0))
        row.menu_asked.connect(partial(self._offer, payment.id or 0))
        return row

    def _offer(self, payment_id: int, point: QPoint) -> None:
        """What can be done to a payment."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill_payment_menu(menu, payment_id)
        menu.popup(point)

    def _credit_notes(self, page: InvoicePage) -> Card:
        card = Card("Avoirs", str(len(page.credit_notes)))
        for note in page.credit_notes:
            row = FactRow(
                "minus", note.number, formats.date_long(note.issued_on), formats.money(-note.gross), pressable=True
            )
            row.clicked.connect(lambda _on=False, record_id=note.id: self.context.navigate("invoice", record_id or 0))
            card.add(row)
        return card
