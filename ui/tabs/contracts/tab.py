"""The tab Contrats: contracts, every invoice whether it has one or not, and the portage companies under a sub-tab of their own."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from litigedesk.domain.vocabulary import ContractKind, ProfileStatus
from litigedesk.errors import NotFound
from litigedesk.queries import contracts, invoices, portage
from litigedesk.queries.invoices import InvoiceRow

from ...context import Context
from ...dialogs import einvoice
from ...dialogs.form_dialog import form_window
from ...dialogs.record_commands import RecordCommands
from ...dropped_files import import_dropped
from ...forms.contract_form import ContractForm
from ...forms.form import Form
from ...forms.invoice_form import InvoiceForm
from ...list_memory import ListMemory
from ...models.list_query import ListQuery, ListState
from ...widgets.buttons import Button, Kind, Option, SubTabs
from ...widgets.drop_area import DropArea
from ...widgets.drop_files import Dropped
from ...widgets.kept_focus import focus_primary
from ...widgets.layout import hbox, vbox
from ...widgets.list_and_record import ListAndRecord
from ...widgets.list_pane import ListPane
from ...widgets.panels import EmptyState
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from .companies_part import CompaniesPart
from .contract_page import ContractView, unpaid_ids
from .invoice_page import InvoiceView
from .portage_commands import PortageCommands
from .portage_page import TripartiteView
from .record_list import CONTRACTS, INVOICES, UNPAID, RecordList, identity
from .words import Row

RECORDS, COMPANIES = "records", "companies"
DROP: Final = "Déposez une facture : électronique, elle se lit toute seule ; sinon le fichier reste joint."
PARTS: Final = (Option(RECORDS, "Contrats et factures"), Option(COMPANIES, "Sociétés de portage"))


class ContractsTab(Tab):
    """Chips say which list is shown: contracts, all invoices and credit notes, or the unpaid ones.

    The sub-tabs are there for whom portage concerns.
    """

    entry: ClassVar[TabEntry] = entries.CONTRACTS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = RecordCommands(context, self)
        self._refreshing = False
        self._shown: int | None = None  # identity of the record at the right
        self.list = self._make_list()
        of_portage = PortageCommands(self.commands)
        self.contract_view, self.invoice_view = ContractView(self.commands), InvoiceView(self.commands)
        self.tripartite_view, self.companies = TripartiteView(of_portage), CompaniesPart(of_portage)
        self.contract_view.edit_asked.connect(self.edit)
        self.tripartite_view.edit_asked.connect(self.edit)
        self.invoice_view.edit_asked.connect(lambda invoice_id: self.edit(-invoice_id))
        nothing = EmptyState("file-text", "Rien n’est choisi.", "Choisissez une ligne de la liste.", compact=True)
        self.stage = ListAndRecord("contracts", self.list, nothing, self._make_empty())
        self.stage.form_closed.connect(self.refresh)
        self.parts = SubTabs(PARTS, "Parties des contrats")
        self.parts.chosen.connect(lambda _key: self.refresh_now())
        self._top = QWidget()
        hbox(self._top, (16, 8, 16, 0), 0).addWidget(self.parts)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.stage)
        self.pages.addWidget(self.companies)
        DropArea(self, DROP).dropped.connect(self._take)
        layout = vbox(self, 0, 0)
        layout.addWidget(self._top)
        layout.addWidget(self.pages, 1)

    def _make_list(self) -> RecordList:
        empty = EmptyState(
            "file-text",
            "Aucun contrat pour l’instant.",
            "Une facture peut aussi être enregistrée sans contrat.",
            compact=True,
        )
        pane = RecordList(self.commands, self._fill_menu, empty)
        pane.sort_by(0, Qt.SortOrder.DescendingOrder)
        pane.chosen.connect(self._choose)
        pane.opened.connect(lambda _id: self.stage.focus_right())
        pane.new_asked.connect(self.new_record)
        pane.arrived.connect(self._show_list)
        pane.chips.chosen.connect(lambda _key: self._show_list())
        return pane

    def _make_empty(self) -> EmptyState:
        self.first_button = Button("Nouvelle facture", Kind.PRIMARY, "plus", name="contracts.first")
        self.first_button.clicked.connect(self.new_invoice)
        self.first_contract = Button("Nouveau contrat", Kind.LINK, name="contracts.first_contract")
        self.first_contract.clicked.connect(self.new_contract)
        self.first_import = Button("Importer une facture électronique", Kind.LINK, name="contracts.first_import")
        self.first_import.clicked.connect(self.import_invoice)
        return EmptyState(
            "file-text",
            "Enregistrez une facture ou un contrat",
            "Une facture suffit pour suivre ce qu’on vous doit ; le contrat donne le délai de paiement et les pénalités.",
            self.first_button,
            self.first_contract,
            also=self.first_import,
            note="Rien ne quitte cet ordinateur.",
        )

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _chips(self) -> tuple[list[Option], bool]:
        signed, held, unpaid = self.list.counts()
        options = [
            Option(CONTRACTS, "Contrats", signed),
            Option(INVOICES, "Factures", held),
            Option(UNPAID, "À encaisser", unpaid),
        ]
        return options, not (held or signed)

    def refresh(self) -> None:
        """Read the part in front again; a record that leaves the filter stays shown at the right."""
        concerned = portage.concerns(self.context.desk)
        self._top.setVisible(concerned)
        if concerned and self.parts.key == COMPANIES:
            self.companies.refresh()
            self.pages.setCurrentWidget(self.companies)
            return
        self.pages.setCurrentWidget(self.stage)
        ported = self.context.desk.profile().status is ProfileStatus.PORTAGE
        self.first_contract.set_text("Nouveau contrat de portage" if ported else "Nouveau contrat")
        shown = self._shown
        options, empty = self._chips()
        self.list.set_chips(options)
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        self.stage.set_empty(empty)
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.select_none()
        else:
            self._show_list()

    def _show_list(self) -> None:
        """Show the current row's record, or the first's."""
        if self.list.current_id is None:
            self.list.select_first()
        current = self.list.current_id
        if current is None or not self._show(current):
            self._shown = None
            self.stage.show_nothing()

    def _show(self, wanted: int) -> bool:
        view: ContractView | TripartiteView | InvoiceView = self.invoice_view
        try:
            if wanted < 0:
                self.invoice_view.show_invoice(-wanted)
            elif portage.tripartite(self.context.desk, wanted) is not None:
                view = self.tripartite_view
                self.tripartite_view.show_contract(wanted)
            else:
                view = self.contract_view
                self.contract_view.show_contract(wanted)
        except NotFound:
            return False
        self._shown = wanted
        self.stage.show_page(view)
        return True

    def _choose(self, wanted: int) -> None:
        if not self._refreshing:
            self.stage.leave_form()
            self._show(wanted)

    def _fill_menu(self, row: Row, menu: QMenu) -> None:
        wanted = identity(row)
        if isinstance(row, InvoiceRow):
            self.commands.fill_invoice_menu(menu, row, lambda: self.edit(wanted))
            return
        unpaid = unpaid_ids(contracts.page(self.context.desk, row.id))
        self.commands.fill_contract_menu(menu, row.id, row.client_id, unpaid, lambda: self.edit(wanted))

    # ---- forms -------------------------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """Ctrl+N: what is shown."""
        if self.parts.key == COMPANIES and self.pages.currentWidget() is self.companies:
            self.companies.add_company()
        elif self.list.query.chip == CONTRACTS:
            self.new_contract()
        else:
            self.new_invoice()

    def new_contract(self) -> None:
        """Put an empty contract in front."""
        self._open_form(ContractForm(self.context, None), 1)

    def new_tripartite(self) -> None:
        """Put an empty three-party contract in front."""
        self._open_form(ContractForm(self.context, None, kind=ContractKind.TRIPARTITE), 1)

    def new_invoice(self) -> None:
        """Put an empty invoice in front."""
        self._open_form(InvoiceForm(self.context, None), -1)

    def import_invoice(self) -> None:
        """Choose an invoice whose file says what it holds, review it, and show it once saved."""
        self._imported(einvoice.ask_file(self.context, self))

    def _take(self, what: Dropped) -> None:
        if import_dropped(self.context, self, what.paths):
            return
        if what.paths:
            self._imported(einvoice.import_files(self.context, self, what.paths))
        else:
            self.context.note("Enregistrez d’abord cette facture sur votre disque, puis déposez le fichier.")

    def _imported(self, invoice_id: int | None) -> None:
        if invoice_id is not None:
            self.context.navigate("invoice", invoice_id)

    def edit(self, wanted: int) -> None:
        """Put the form of a contract, or with a minus sign of an invoice, in front."""
        try:
            form = ContractForm(self.context, wanted) if wanted > 0 else InvoiceForm(self.context, -wanted)
        except NotFound as gone:
            self.context.fail(gone)
            return
        self._open_form(form, 1 if wanted > 0 else -1)

    def _open_form(self, form: Form, sign: int) -> None:
        form.saved.connect(lambda record_id: self._saved(sign * record_id))
        self.stage.show_form(form)

    def _saved(self, wanted: int) -> None:
        """The form closes next, and then the record saved is the one to show."""
        self._refreshing = True
        self._reveal(wanted)
        self._refreshing = False
        self._show(wanted)

    def _reveal(self, wanted: int) -> None:
        """Make the record's row current, changing the list or widening the filter when it hides it."""
        self.list.reveal(wanted, CONTRACTS if wanted > 0 else INVOICES)

    def global_actions(self) -> dict[str, Callable[[], object]]:
        """An invoice can be imported from any tab."""
        return {"invoice.import": self.import_invoice}

    # ---- what the window asks ----------------------------------------------------------------------------------------
    def focus_filter(self) -> None:
        """Put the cursor in the list's filter."""
        self.show_part(RECORDS)
        self.list.focus_filter()

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show a contract, or an invoice or a portage company when ``kind`` says so."""
        if kind == "portage_company":
            self.show_part(COMPANIES)
            self.companies.show_company(record_id)
            return
        self.show_part(RECORDS)
        wanted = -record_id if kind == "invoice" else record_id
        self.refresh_if_stale()
        self.stage.leave_form()
        self._saved(wanted)
        if (shown := self.stage.right.currentWidget()) is not None:
            focus_primary(shown)

    def show_list(self, kind: str, query: ListQuery) -> None:
        """Show the contracts or invoices that are asked for."""
        self.show_part(RECORDS)
        self.stage.leave_form()
        self.list.show_state(ListState(query))
        self._show_list()
        self.list.view.setFocus()

    def show_part(self, key: str) -> None:
        """Choose a sub-tab: ``RECORDS`` or ``COMPANIES``."""
        if key != self.parts.key:
            self.parts.set_key(key)
            self.refresh_now()

    def keep(self, state: WindowState) -> None:
        """Remember how wide the list is."""
        state.keep_splitter("contracts", self.stage.splitter)
        self.list.remember(ListMemory(self.context, state, "contracts"))

    def panes(self) -> Sequence[ListPane[Row]]:
        return (self.list,)

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """The list of invoices with one of them, then both forms."""

        def invoice() -> None:
            held = invoices.rows(self.context.desk)
            if held:
                self.open_record(held[0].invoice.id or 0, "invoice")

        return {
            "facture": invoice,
            "formulaire-facture": self.new_invoice,
            "facture-electronique": lambda: form_window(einvoice.example(self.context), self, einvoice.WITH_SIDE),
            "formulaire-contrat": self.new_contract,
            "formulaire-contrat-portage": self.new_tripartite,
            **self._portage_scenes(),
        }

    def _portage_scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """A three-party contract and the companies, when there are any."""
        desk = self.context.desk
        held = next((row.id for row in contracts.rows(desk) if row.phase is not None), None)
        found: dict[str, Callable[[], QWidget | None]] = {}
        if held is not None:
            found["contrat-portage"] = lambda: self.open_record(held)
        if portage.companies(desk):
            found["societes-portage"] = lambda: self.show_part(COMPANIES)
        return found
