"""The page of one client: what to do now, then invoices, disputes, mediations, claims and contracts, and who it is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Address, Client, Contact
from litigedesk.queries import clients
from litigedesk.queries.clients import ClientPage
from litigedesk.queries.invoices import InvoiceRow

from ...dialogs.record_commands import RecordCommands
from ...models.invoice_columns import columns
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.invoice_table import InvoiceTable, can_be_disputed
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, vbox
from ...widgets.panels import Card, KeyValues, NextAction, Page
from ...widgets.record_head import ButtonRow, RecordHead
from ...widgets.record_table import RecordTable
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label
from . import words
from .related import related_cards

SIDE = 344  # px of the column that says who the client is


class ClientView(Page):
    """Shows one client at a time; ``edit_asked(id, field)`` asks the tab for the form."""

    edit_asked = Signal(int, str)

    def __init__(self, commands: RecordCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Fiche du client")
        self.commands, self.context = commands, commands.context
        self.page: ClientPage | None = None
        self.table: RecordTable[InvoiceRow] | None = None

    @property
    def client_id(self) -> int | None:
        """The client shown."""
        return self.page.client.id if self.page else None

    def show_client(self, client_id: int) -> None:
        """Read a client and show it; ``NotFound`` when it is gone."""
        page = clients.page(self.context.desk, client_id)
        same = client_id == self.client_id
        scrolled = self.verticalScrollBar().value() if same else 0
        self.page = page
        with kept_focus(self):
            self._build(page, whole=same)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, page: ClientPage, *, whole: bool) -> None:
        clear(self.body)
        self.add(_head(page), self._buttons(page.client))
        if (step := words.next_step(page, self.context.today())) is not None:
            self.add(self._next(step))
        self.add(Columns(self._facts(page, whole=whole), _who(page), side=SIDE))
        self.body.addStretch(1)

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _buttons(self, client: Client) -> ButtonRow:
        client_id, commands = client.id or 0, self.commands
        line = ButtonRow()
        line.add("Nouvelle facture", "receipt-euro", "client.invoice", lambda: commands.new_invoice(client_id))
        line.add("Nouveau contrat", "file-plus", "client.contract", lambda: commands.new_contract(client_id))
        line.add("Ouvrir un litige", "scale", "client.dispute", self._open_dispute)
        line.add(
            "Noter une réclamation",
            "message-square-text",
            "client.complaint",
            lambda: commands.open_complaint(client_id),
        )
        line.add("Modifier", "pencil", "client.edit", lambda: self.edit_asked.emit(client_id, ""))
        line.add(
            "Données personnelles…",
            "user-round",
            "client.privacy",
            lambda: commands.show_privacy(client_id),
            Kind.QUIET,
        )
        line.add("Supprimer", "trash-2", "client.delete", lambda: commands.delete_client(client_id), Kind.QUIET)
        return line

    def _open_dispute(self) -> None:
        """Over the invoices chosen in the table, when several are."""
        rows = self.table.selected if self.table is not None else []
        if len(rows) > 1 and can_be_disputed(rows):
            self.commands.open_dispute_over(rows)
        else:
            self.commands.open_dispute(self.client_id or 0)

    def _next(self, step: words.Step) -> NextAction:
        client_id = self.client_id or 0
        actions: dict[str, Callable[[], object]] = {
            "kind": lambda: self.edit_asked.emit(client_id, "kind"),
            "dispute": lambda: self.commands.open_dispute(client_id, step.invoice_ids),
            "dossier": lambda: self.context.navigate("dispute", step.record_id),
            "invoice": lambda: self.commands.new_invoice(client_id),
        }
        button = Button(step.button, Kind.PRIMARY, step.icon, name="client.next")
        button.clicked.connect(lambda _on: actions[step.action]())
        return NextAction(step.sentence, step.reason, [button])

    # ---- what there is -----------------------------------------------------------------------------------------------
    def _facts(self, page: ClientPage, *, whole: bool) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        column.addWidget(self._invoices(page.invoices))
        for card in related_cards(self.context, page, whole=whole):
            column.addWidget(card)
        column.addStretch(1)
        return holder

    def _invoices(self, rows: Sequence[InvoiceRow]) -> Card:
        card = Card("Factures et avoirs", str(len(rows)) if rows else "")
        if not rows:
            self.table = None
            return card.add(Label("Aucune facture pour ce client.", Tone.MUTED))
        shown = columns(self.context.today(), detailed=False)
        invoices = InvoiceTable(self.commands, "Factures et avoirs du client", shown, rows)
        self.table = invoices.table
        self.table.setObjectName("client.invoices")
        return card.add(invoices)


def _head(page: ClientPage) -> RecordHead:
    client = page.client
    city = page.addresses[0].city if page.addresses else ""
    number = f"{_number_name(client)} {formats.siret(client.siret)}" if client.siret else ""
    erased = f"anonymisé le {formats.date_long(client.erased_on)}" if client.erased_on else ""
    return RecordHead(
        client.name,
        Chip(client.kind.label, Tone.MUTED, words.KIND_ICONS[client.kind]),
        " · ".join(filter(None, (client.legal_form, number, city, erased))),
        page.outstanding,
        "reste dû, hors intérêts",
    )


def _who(page: ClientPage) -> QWidget:
    holder = QWidget()
    column = vbox(holder, 0, 12)
    column.addWidget(_identity(page.client))
    for address in page.addresses:
        column.addWidget(_address(address))
    if page.contacts:
        card = Card("Interlocuteurs", str(len(page.contacts)))
        for contact in page.contacts:
            card.add(_contact(contact))
        column.addWidget(card)
    if page.client.notes:
        column.addWidget(Card("Notes").add(Label(page.client.notes, wrap=True)))
    column.addStretch(1)
    return holder


def _number_name(client: Client) -> str:
    return "SIREN" if len(client.siret) == 9 else "SIRET"


def _identity(client: Client) -> Card:
    pairs = [
        ("Type", client.kind.label),
        ("Forme", client.legal_form),
        (_number_name(client), formats.siret(client.siret)),
        ("N° de TVA", client.vat_number),
        ("Courriel", client.email),
        ("Téléphone", client.phone),
        ("Formule d’appel", client.salutation),
    ]
    return Card("Identité").add(KeyValues([(name, value) for name, value in pairs if value], first=112))


def _address(address: Address) -> Card:
    lines = [address.street, address.street_extra, f"{address.postcode} {address.city}".strip(), address.country]
    card = Card(
        address.label or ("Adresse" if address.main else "Autre adresse"), "pour les lettres" if address.main else ""
    )
    text = "\n".join(line for line in lines if line)
    return card.add(Label(text or "Adresse incomplète.", wrap=True))


def _contact(contact: Contact) -> QWidget:
    details = " · ".join(filter(None, (contact.role, contact.email, contact.phone)))
    return FactRow("user", contact.name, details)
