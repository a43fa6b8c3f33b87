"""The files of mediations: the list at the left, the one chosen at the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.operations import bulk
from litigedesk.queries import list_facets, list_fields, mediations
from litigedesk.queries.kept_rows import KeptRows
from litigedesk.queries.mediations import MediationRow, Scope

from ...dialogs.bulk import delete_several
from ...models.noun import Noun
from ...widgets.buttons import Button, Kind, Option
from ...widgets.list_pane import BulkAction, Column, ListPane, ListQuery
from ...widgets.list_part import ListPart
from ...widgets.panels import EmptyState
from . import words
from .commands import Commands
from .file_page import FilePage

NOUN: Final = Noun("médiation", "médiations", feminine=True)
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


class FilesPart(ListPart):
    """The list and the page; one sentence and one button while there is no mediation."""

    page: FilePage

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._context = commands, commands.context
        self._day = self._context.today()
        self._kept = KeptRows(self._context.desk, mediations.kept(self._day))
        nothing = EmptyState(
            "handshake", "Aucune médiation choisie.", "Choisissez une médiation dans la liste.", compact=True
        )
        self.put_together("mediations", self._make_list(), FilePage(commands), nothing, self._make_empty())

    def _make_list(self) -> ListPane[MediationRow]:
        return ListPane(
            "Médiations",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self._context.today()),
            lambda row: row.id,
            chips=self.chips(),
            new_text="Ouvrir",
            new_tip="Ouvrir une médiation (Ctrl+N)",
            right_title="Somme en jeu",
            menu=self._fill_menu,
            empty=EmptyState(
                "", "Aucune médiation en cours.", "Celles qui sont terminées restent consultables.", compact=True
            ),
            searched=lambda row: row.searched,
            facets=lambda: list_facets.of_mediations(self._context.today()),
            fields=list_fields.of_mediations,
            noun=lambda: NOUN,
            bulk=[BulkAction("Supprimer", "trash-2", self._delete_several)],
            kept=lambda _query: self._kept_today(),
        )

    def _make_empty(self) -> EmptyState:
        first = Button("Ouvrir une médiation", Kind.PRIMARY, "plus", name="mediations.first")
        first.clicked.connect(self.new_record)
        example = Button("Essayer avec un exemple", Kind.LINK, name="mediations.example")
        example.clicked.connect(lambda: self._context.ask("file.demo"))
        return EmptyState("handshake", "Aucune médiation.", ONLY_THE_CLIENT, first, example)

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _read(self, query: ListQuery) -> list[MediationRow]:
        scope = Scope(query.chip or Scope.RUNNING)
        return [row for row in self._kept_today().rows() if row.is_within(scope)]

    def _kept_today(self) -> KeptRows[MediationRow]:
        """The rows of this day: a date that has passed may give way to the next."""
        today = self._context.today()
        if today != self._day:
            self._day = today
            self._kept.become(mediations.kept(today))
        return self._kept

    def chips(self) -> list[Option]:
        counts = mediations.counts(self._context.desk)
        return [
            Option(Scope.RUNNING, "En cours", counts[Scope.RUNNING]),
            Option(Scope.ENDED, "Terminées", counts[Scope.ENDED]),
            Option(Scope.ALL, "Toutes"),
        ]

    def _delete_several(self, rows: Sequence[MediationRow]) -> None:
        delete_several(self._context, self, NOUN, [row.id for row in rows], bulk.delete_mediations)

    def _fill_menu(self, row: MediationRow, menu: QMenu) -> None:
        self._commands.fill_menu(menu, row.id, row.dispute_id, row.client_id)

    # ---- ListPart ----------------------------------------------------------------------------------------------------
    def is_bare(self) -> bool:
        return mediations.counts(self._context.desk)[Scope.ALL] == 0

    def shown_id(self) -> int | None:
        return self.page.mediation_id

    def show_on_page(self, record_id: int) -> None:
        self.page.show_mediation(record_id)

    def ask_new(self) -> int | None:
        return self._commands.open_new()
