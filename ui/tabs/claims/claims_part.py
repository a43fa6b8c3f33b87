"""The part « Sinistres »: the list at the left, the one chosen at the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.operations import bulk
from litigedesk.queries import insurance_claims, list_facets, list_fields, pieces, policies
from litigedesk.queries.insurance_claims import ClaimRow, Scope
from litigedesk.queries.kept_rows import KeptRows

from ...dialogs.bulk import delete_several
from ...models.noun import Noun
from ...widgets.buttons import Button, Kind, Option
from ...widgets.list_pane import BulkAction, Column, ListPane, ListQuery
from ...widgets.list_part import ListPart
from ...widgets.panels import EmptyState
from . import words
from .claim_page import ClaimPage
from .commands import Commands

NOUN: Final = Noun("sinistre", "sinistres")
COLUMNS: Final = (
    Column[ClaimRow](
        "Prochaine date", lambda row: formats.date_short(row.next_on) if row.next_on else "", lambda row: row.next_on
    ),
    Column[ClaimRow](
        "Somme demandée",
        lambda row: formats.money(row.amount) if row.amount is not None else "",
        lambda row: row.amount,
        figures=True,
    ),
    Column[ClaimRow]("Nom", lambda row: row.who),
    Column[ClaimRow]("Étape", lambda row: row.phase.label, lambda row: words.place_of(row.phase)),
    Column[ClaimRow]("Référence", lambda row: row.reference),
)
DECLARE_EARLY: Final = (
    "Un client vous reproche une faute, un retard, une perte de données ? Déclarez-le dès que vous le savez : votre contrat ne "
    "laisse parfois que cinq jours ouvrés (C. ass. L113-2, 4°). Rien de tel ? Notez dès maintenant votre contrat RC Pro : ses "
    "délais et ses plafonds seront prêts."
)
POLICY_KNOWN: Final = (
    "Un client vous reproche une faute, un retard, une perte de données ? Déclarez-le dès que vous le savez : LitigeDesk compte le "
    "délai de votre contrat RC Pro, liste les pièces et écrit la déclaration."
)


class ClaimsPart(ListPart):
    """The list and the page; what to do first while there is no claim."""

    page: ClaimPage

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._context = commands, commands.context
        self._kept = KeptRows(self._context.desk, insurance_claims.KEPT)
        nothing = EmptyState(
            "shield-alert", "Aucun sinistre choisi.", "Choisissez un sinistre dans la liste.", compact=True
        )
        self.put_together("claims", self._make_list(), ClaimPage(commands), nothing, self._make_empty())

    def _make_list(self) -> ListPane[ClaimRow]:
        return ListPane(
            "Sinistres",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self._context.today()),
            lambda row: row.id,
            chips=self.chips(),
            new_text="Nouveau",
            new_tip="Noter un sinistre (Ctrl+N)",
            right_title="Demandé",
            menu=self._fill_menu,
            empty=EmptyState("", "Aucun sinistre en cours.", "Ceux qui sont clos restent consultables.", compact=True),
            searched=lambda row: row.searched,
            facets=lambda: list_facets.of_claims(self._context.today()),
            fields=list_fields.of_claims,
            noun=lambda: NOUN,
            bulk=[BulkAction("Supprimer", "trash-2", self._delete_several)],
            kept=lambda _query: self._kept,
        )

    def _make_empty(self) -> EmptyState:
        first = Button("Noter un sinistre", Kind.PRIMARY, "shield-alert", name="claims.first")
        first.clicked.connect(self.new_record)
        self._policy_first = Button("Ajouter mon contrat RC Pro", Kind.SECONDARY, "badge-check", name="claims.policy")
        self._policy_first.clicked.connect(self._commands.new_policy)
        example = Button("Essayer avec un exemple", Kind.LINK, name="claims.example")
        example.clicked.connect(lambda: self._context.ask("file.demo"))
        self._empty = EmptyState(
            "shield-alert", "Aucun sinistre.", DECLARE_EARLY, first, self._policy_first, also=example
        )
        return self._empty

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _read(self, query: ListQuery) -> list[ClaimRow]:
        scope = Scope(query.chip or Scope.OPEN)
        return [row for row in self._kept.rows() if row.is_within(scope)]

    def chips(self) -> list[Option]:
        counts = insurance_claims.counts(self._context.desk)
        return [
            Option(Scope.OPEN, "En cours", counts[Scope.OPEN]),
            Option(Scope.CLOSED, "Clos", counts[Scope.CLOSED]),
            Option(Scope.ALL, "Tous"),
        ]

    def refresh(self) -> None:
        super().refresh()
        insured = policies.insured(self._context.desk) is True
        self._policy_first.setVisible(not insured)
        self._empty.sentence.set_text(POLICY_KNOWN if insured else DECLARE_EARLY)

    def _delete_several(self, rows: Sequence[ClaimRow]) -> None:
        delete_several(self._context, self, NOUN, [row.id for row in rows], bulk.delete_claims)

    def _fill_menu(self, row: ClaimRow, menu: QMenu) -> None:
        self._commands.fill_menu(menu, insurance_claims.claim(self._context.desk, row.id))

    # ---- ListPart ----------------------------------------------------------------------------------------------------
    def is_bare(self) -> bool:
        return insurance_claims.counts(self._context.desk)[Scope.ALL] == 0

    def shown_id(self) -> int | None:
        return self.page.claim_id

    def show_on_page(self, record_id: int) -> None:
        self.page.show_claim(record_id)

    def open_piece(self, piece_id: int) -> None:
        """Show the claim that holds a piece, at that piece."""
        self.open_record(pieces.piece(self._context.desk, piece_id).insurance_claim_id or 0)
        self.page.panel.select(piece_id)
        self.page.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_new(self) -> int | None:
        return self._commands.open_new()
