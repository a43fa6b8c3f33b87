"""The files of mediations: the list at the left, the one chosen at the right."""

from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.errors import NotFound
from litigedesk.queries import mediations
from litigedesk.queries.mediations import MediationRow, Scope

from ...widgets.buttons import Button, Kind, Option
from ...widgets.kept_focus import focus_primary
from ...widgets.layout import vbox
from ...widgets.list_and_record import ListAndRecord
from ...widgets.list_pane import Column, ListPane, ListQuery
from ...widgets.panels import EmptyState
from . import words
from .commands import Commands
from .file_page import FilePage

COLUMNS: Final = (
    Column[MediationRow](
        "Prochaine date", lambda row: formats.date_short(row.next_on) if row.next_on else "", lambda row: row.next_on
    ),
    Column[MediationRow]("Somme en jeu", lambda row: formats.money(row.amount), lambda row: row.amount, figures=True),
    Column[MediationRow]("Nom", lambda row: row.client_name),
    Column[MediationRow]("Étape", lambda row: row.phase.label, lambda row: words.place_of(row.phase)),
    Column[MediationRow]("Médiateur", lambda row: row.mediator),
)
ONLY_THE_CLIENT: Final = (
    "Seul votre client peut saisir le médiateur (C. conso. L611-3). Quand il l’a fait, ouvrez ici son dossier : les délais, les "
    "lettres et les conditions suivent."
)


class FilesPart(QWidget):
    """The list and the page; one sentence and one button while there is no mediation."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._context = commands, commands.context
        self._refreshing = False
        self.list = self._make_list()
        self.page = FilePage(commands)
        nothing = EmptyState(
            "handshake", "Aucune médiation choisie.", "Choisissez une médiation dans la liste.", compact=True
        )
        self.stage = ListAndRecord("mediations", self.list, nothing, self._make_empty())
        vbox(self, 0, 0).addWidget(self.stage)

    def _make_list(self) -> ListPane[MediationRow]:
        pane = ListPane(
            "Médiations",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self._context.today()),
            lambda row: row.id,
            chips=self._chips(),
            new_text="Ouvrir",
            new_tip="Ouvrir une médiation (Ctrl+N)",
            right_title="Somme en jeu",
            menu=self._fill_menu,
            empty=EmptyState(
                "", "Aucune médiation en cours.", "Celles qui sont terminées restent consultables.", compact=True
            ),
        )
        pane.sort_by(0)
        pane.chosen.connect(self._choose)
        pane.opened.connect(lambda _id: self.stage.focus_right())
        pane.new_asked.connect(self.new_record)
        return pane

    def _make_empty(self) -> EmptyState:
        first = Button("Ouvrir une médiation", Kind.PRIMARY, "plus", name="mediations.first")
        first.clicked.connect(self.new_record)
        example = Button("Essayer avec un exemple", Kind.LINK, name="mediations.example")
        example.clicked.connect(lambda: self._context.ask("file.demo"))
        return EmptyState("handshake", "Aucune médiation.", ONLY_THE_CLIENT, first, example)

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _read(self, query: ListQuery) -> list[MediationRow]:
        return mediations.rows(
            self._context.desk, self._context.today(), Scope(query.chip or Scope.RUNNING), query.text
        )

    def _chips(self) -> list[Option]:
        counts = mediations.counts(self._context.desk)
        return [
            Option(Scope.RUNNING, "En cours", counts[Scope.RUNNING]),
            Option(Scope.ENDED, "Terminées", counts[Scope.ENDED]),
            Option(Scope.ALL, "Toutes"),
        ]

    def refresh(self) -> None:
        """Read the list and the file again; one that leaves the filter stays shown at the right."""
        shown = self.page.mediation_id
        self.list.set_chips(self._chips())
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        self.stage.set_empty(mediations.counts(self._context.desk)[Scope.ALL] == 0)
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.view.setCurrentIndex(QModelIndex())
        elif self.list.current_id is not None or self.list.select_first():
            self._show(self.list.current_id or 0)
        else:
            self.stage.show_nothing()

    def _show(self, mediation_id: int) -> bool:
        try:
            self.page.show_mediation(mediation_id)
        except NotFound:
            return False
        self.stage.show_page(self.page)
        return True

    def _choose(self, mediation_id: int) -> None:
        if not self._refreshing:
            self._show(mediation_id)

    def _fill_menu(self, row: MediationRow, menu: QMenu) -> None:
        self._commands.fill_menu(menu, row.id, row.dispute_id, row.client_id)

    # ---- what the tab asks -------------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """Open a mediation, and show it."""
        opened = self._commands.open_new()
        if opened is not None:
            self.open_record(opened)

    def open_record(self, mediation_id: int) -> None:
        """Show a mediation, widening the filter when it hides it."""
        self._refreshing = True
        if not self.list.select(mediation_id):
            self.list.filter.clear()
            self.list.chips.set_key(Scope.ALL)
            self.list.refresh()
            self.list.select(mediation_id)
        self._refreshing = False
        if self._show(mediation_id):
            focus_primary(self.page)
