"""The part « Sinistres »: the list at the left, the one chosen at the right."""

from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.errors import NotFound
from litigedesk.queries import insurance_claims, policies
from litigedesk.queries.insurance_claims import ClaimRow, Scope

from ...widgets.buttons import Button, Kind, Option
from ...widgets.kept_focus import focus_primary
from ...widgets.layout import vbox
from ...widgets.list_and_record import ListAndRecord
from ...widgets.list_pane import Column, ListPane, ListQuery
from ...widgets.panels import EmptyState
from . import words
from .claim_page import ClaimPage
from .commands import Commands

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


class ClaimsPart(QWidget):
    """The list and the page; what to do first while there is no claim."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._context = commands, commands.context
        self._refreshing = False
        self.list = self._make_list()
        self.page = ClaimPage(commands)
        nothing = EmptyState(
            "shield-alert", "Aucun sinistre choisi.", "Choisissez un sinistre dans la liste.", compact=True
        )
        self.stage = ListAndRecord("claims", self.list, nothing, self._make_empty())
        vbox(self, 0, 0).addWidget(self.stage)

    def _make_list(self) -> ListPane[ClaimRow]:
        pane = ListPane(
            "Sinistres",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self._context.today()),
            lambda row: row.id,
            chips=self._chips(),
            new_text="Déclarer",
            new_tip="Déclarer un sinistre (Ctrl+N)",
            right_title="Somme demandée",
            menu=self._fill_menu,
            empty=EmptyState("", "Aucun sinistre en cours.", "Ceux qui sont clos restent consultables.", compact=True),
        )
        pane.sort_by(0)
        pane.chosen.connect(self._choose)
        pane.opened.connect(lambda _id: self.stage.focus_right())
        pane.new_asked.connect(self.new_record)
        return pane

    def _make_empty(self) -> EmptyState:
        first = Button("Déclarer un sinistre", Kind.PRIMARY, "shield-alert", name="claims.first")
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
        return insurance_claims.rows(self._context.desk, Scope(query.chip or Scope.OPEN), query.text)

    def _chips(self) -> list[Option]:
        counts = insurance_claims.counts(self._context.desk)
        return [
            Option(Scope.OPEN, "En cours", counts[Scope.OPEN]),
            Option(Scope.CLOSED, "Clos", counts[Scope.CLOSED]),
            Option(Scope.ALL, "Tous"),
        ]

    def refresh(self) -> None:
        """Read the list and the claim again; one that leaves the filter stays shown at the right."""
        shown = self.page.claim_id
        self.list.set_chips(self._chips())
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        self._refresh_empty()
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.view.setCurrentIndex(QModelIndex())
        elif self.list.current_id is not None or self.list.select_first():
            self._show(self.list.current_id or 0)
        else:
            self.stage.show_nothing()

    def _refresh_empty(self) -> None:
        desk = self._context.desk
        self.stage.set_empty(insurance_claims.counts(desk)[Scope.ALL] == 0)
        insured = policies.insured(desk) is True
        self._policy_first.setVisible(not insured)
        self._empty.sentence.set_text(POLICY_KNOWN if insured else DECLARE_EARLY)

    def _show(self, claim_id: int) -> bool:
        try:
            self.page.show_claim(claim_id)
        except NotFound:
            return False
        self.stage.show_page(self.page)
        return True

    def _choose(self, claim_id: int) -> None:
        if not self._refreshing:
            self._show(claim_id)

    def _fill_menu(self, row: ClaimRow, menu: QMenu) -> None:
        self._commands.fill_menu(menu, insurance_claims.claim(self._context.desk, row.id))

    # ---- what the tab asks -------------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """Ask for a new claim, and show it."""
        opened = self._commands.open_new()
        if opened is not None:
            self.open_record(opened)

    def open_record(self, claim_id: int) -> None:
        """Show a claim, widening the filter when it hides it."""
        self._refreshing = True
        if not self.list.select(claim_id):
            self.list.filter.clear()
            self.list.chips.set_key(Scope.ALL)
            self.list.refresh()
            self.list.select(claim_id)
        self._refreshing = False
        if self._show(claim_id):
            focus_primary(self.page)
