"""The tab Clients: everyone the user sells to, what each still owes, and the page or the form of one."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import NotFound
from litigedesk.operations import bulk
from litigedesk.queries import clients, list_facets, list_fields
from litigedesk.queries.clients import ClientRow
from litigedesk.queries.kept_rows import KeptRows

from ...context import Context
from ...dialogs.bulk import delete_several
from ...dialogs.record_commands import RecordCommands
from ...forms.client_form import ClientForm
from ...list_memory import ListMemory
from ...models.noun import Noun
from ...widgets.buttons import Button, Kind, Option
from ...widgets.kept_focus import focus_primary
from ...widgets.layout import vbox
from ...widgets.list_and_record import ListAndRecord
from ...widgets.list_pane import BulkAction, Column, ListPane, ListQuery
from ...widgets.panels import EmptyState
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from . import words
from .page import ClientView

ALL: Final = "all"
NOUN: Final = Noun("client", "clients")
COLUMNS: Final = (
    Column[ClientRow]("Nom", lambda row: row.name),
    Column[ClientRow](
        "Reste dû", lambda row: formats.money(row.outstanding), lambda row: row.outstanding, figures=True
    ),
    Column[ClientRow](
        "Prochaine date", lambda row: formats.date_short(row.next_on) if row.next_on else "", lambda row: row.next_on
    ),
    Column[ClientRow]("Type", lambda row: row.kind.label),
    Column[ClientRow]("Ville", lambda row: row.city),
)


class ClientsTab(Tab):
    """The list at the left; at the right the client chosen, or the form that adds or changes one."""

    entry: ClassVar[TabEntry] = entries.CLIENTS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = RecordCommands(context, self)
        self._refreshing = False
        self.kept = KeptRows(context.desk, clients.KEPT)
        self.list = self._make_list()
        self.view = ClientView(self.commands)
        self.view.edit_asked.connect(self.edit)
        nothing = EmptyState("users", "Aucun client choisi.", "Choisissez un client dans la liste.", compact=True)
        self.stage = ListAndRecord("clients", self.list, nothing, self._make_empty())
        self.stage.form_closed.connect(self.refresh)
        vbox(self, 0, 0).addWidget(self.stage)

    def _make_list(self) -> ListPane[ClientRow]:
        pane = ListPane(
            "Clients",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self.context.today()),
            lambda row: row.id,
            chips=[Option(ALL, "Tous")],
            new_tip="Nouveau client (Ctrl+N)",
            right_title="Reste dû",
            menu=self._fill_menu,
            empty=EmptyState(
                "users",
                "Aucun client pour l’instant.",
                "Le premier apparaîtra ici dès que vous l’aurez enregistré.",
                link=self._example("clients.example.list"),
                compact=True,
            ),
            searched=lambda row: row.searched,
            facets=lambda: list_facets.of_clients(self.context.today()),
            fields=list_fields.of_clients,
            noun=lambda: NOUN,
            bulk=[BulkAction("Supprimer", "trash-2", self._delete_several)],
            kept=lambda _query: self.kept,
        )
        pane.sort_by(0)
        pane.chosen.connect(self._choose)
        pane.arrived.connect(self.refresh)
        pane.opened.connect(lambda _id: self.stage.focus_right())
        pane.new_asked.connect(self.new_record)
        return pane

    def _make_empty(self) -> EmptyState:
        self.first_button = Button("Ajouter un client", Kind.PRIMARY, "plus", name="clients.first")
        self.first_button.clicked.connect(self.new_record)
        several = Button("Importer vos clients et vos factures…", Kind.LINK, name="clients.import")
        several.clicked.connect(lambda: self.context.ask("file.import"))
        return EmptyState(
            "users",
            "Ajoutez votre premier client",
            "Un nom et une adresse suffisent pour écrire une première lettre.",
            self.first_button,
            self._example("clients.example"),
            also=several,
            note="Rien ne quitte cet ordinateur.",
        )

    def _example(self, name: str) -> Button:
        link = Button("Essayer avec un exemple", Kind.LINK, name=name)
        link.clicked.connect(lambda: self.context.ask("file.demo"))
        return link

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _read(self, query: ListQuery) -> list[ClientRow]:
        everyone = self.kept.rows()
        if query.chip in {"", ALL}:
            return everyone
        kind = ClientKind(query.chip)
        return [row for row in everyone if row.kind is kind]

    @staticmethod
    def _chips(counts: Mapping[ClientKind, int]) -> list[Option]:
        """One chip for each kind there is; none to choose between while all are alike."""
        kinds = [Option(kind.value, words.PLURALS[kind], counts[kind]) for kind in ClientKind if kind in counts]
        return [Option(ALL, "Tous", sum(counts.values())), *(kinds if len(kinds) > 1 else [])]

    def refresh(self) -> None:
        """Read the list and the page again; a client that leaves the filter stays shown at the right."""
        shown = self.view.client_id
        counts = clients.counts(self.context.desk)
        chips = self._chips(counts)
        self.list.set_chips(chips)
        self.list.chips.setVisible(len(chips) > 1)
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        self.stage.set_empty(not counts)
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.select_none()
        elif self.list.current_id is not None or self.list.select_first():
            self._show(self.list.current_id or 0)
        else:
            self.stage.show_nothing()

    def _show(self, client_id: int) -> bool:
        try:
            self.view.show_client(client_id)
        except NotFound:
            return False
        self.stage.show_page(self.view)
        return True

    def _choose(self, client_id: int) -> None:
        if not self._refreshing:
            self.stage.leave_form()
            self._show(client_id)

    def _fill_menu(self, row: ClientRow, menu: QMenu) -> None:
        self.commands.fill_client_menu(menu, row.id, lambda: self.edit(row.id))

    def _delete_several(self, rows: Sequence[ClientRow]) -> None:
        delete_several(self.context, self, NOUN, [row.id for row in rows], bulk.delete_clients)

    # ---- forms -------------------------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """Put an empty form in front."""
        self._open_form(ClientForm(self.context, None))

    def edit(self, client_id: int, field: str = "") -> None:
        """Put the client's form in front, at one field if it is named."""
        try:
            form = ClientForm(self.context, client_id)
        except NotFound as gone:
            self.context.fail(gone)
            return
        self._open_form(form)
        if field:
            form.go_to(field)

    def _open_form(self, form: ClientForm) -> None:
        form.saved.connect(self._saved)
        self.stage.show_form(form)

    def _saved(self, client_id: object) -> None:
        """The form closes next, and then the record saved is the one to show."""
        if isinstance(client_id, int):
            self._refreshing = True
            self.list.select(client_id)
            self._refreshing = False
            self._show(client_id)

    # ---- what the window asks ----------------------------------------------------------------------------------------
    def focus_filter(self) -> None:
        """Put the cursor in the list's filter."""
        self.list.focus_filter()

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show a client, widening the filter when it hides it."""
        self.refresh_if_stale()
        self.stage.leave_form()
        self.list.reveal(record_id, ALL)
        if self._show(record_id):
            focus_primary(self.view)

    def keep(self, state: WindowState) -> None:
        """Remember how wide the list is."""
        state.keep_splitter("clients", self.stage.splitter)
        self.list.remember(ListMemory(self.context, state, "clients"))

    def panes(self) -> Sequence[ListPane[ClientRow]]:
        return (self.list,)

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """The form that adds a client."""
        return {"formulaire": self.new_record}
