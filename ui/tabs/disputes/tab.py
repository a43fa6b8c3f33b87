"""The tab Litiges: every dispute by its next date, and the dossier of the one chosen."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.domain.matter import MatterKind, of_dispute
from litigedesk.domain.vocabulary import EventKind
from litigedesk.errors import NotFound
from litigedesk.facets import AnyFacet
from litigedesk.operations import bulk
from litigedesk.queries import dispute_list, disputes, list_facets, list_fields, portage
from litigedesk.queries.dispute_list import DisputeRow, Scope
from litigedesk.queries.disputes import Dossier

from ...context import Context
from ...dialogs.bulk import delete_several
from ...letter_words import letter_actions
from ...list_memory import ListMemory
from ...models.list_query import ListState
from ...models.noun import Noun
from ...widgets.buttons import Button, Kind, Option
from ...widgets.layout import vbox
from ...widgets.list_pane import BulkAction, Column, ListPane, ListQuery
from ...widgets.panels import EmptyState
from ...widgets.several_page import SeveralPage
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from . import stage_words
from .commands import Commands, Subject
from .dispute_list import DisputeList
from .dossier import LETTERS, OVERVIEW, PIECES, PLAN, TIMELINE, WAYS, DossierPage

LIST_WIDTH = 320
NOUN: Final = Noun("litige", "litiges")
COLUMNS = (
    Column[DisputeRow](
        "Prochaine date", lambda row: formats.date_short(row.next_on) if row.next_on else "", lambda row: row.comes_on
    ),
    Column[DisputeRow]("Somme en jeu", lambda row: formats.money(row.amount), lambda row: row.amount, figures=True),
    Column[DisputeRow]("Nom", lambda row: row.client_name),
    Column[DisputeRow](
        "Étape",
        lambda row: row.stage.label_of(row.kind),
        lambda row: stage_words.place_of(row.stage, row.kind),
    ),
    Column[DisputeRow]("Référence", lambda row: row.reference),
)

PARTS = frozenset({OVERVIEW, PLAN, WAYS})  # parts of a dossier that other screens open
WITHIN = {"dispute.piece": PIECES, "dispute.letter": LETTERS, "dispute.event": TIMELINE}  # records found in a part


class DisputesTab(Tab):
    """The list at the left, the dossier at the right; one sentence and one button while there is no dispute."""

    entry: ClassVar[TabEntry] = entries.DISPUTES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = Commands(context, self)
        self._refreshing = False
        self.list = self._make_list()
        self.dossier = DossierPage(self.commands)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("disputes.splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.right = QStackedWidget()
        self.nothing_chosen = EmptyState(
            "scale", "Aucun litige choisi.", "Choisissez un litige dans la liste.", compact=True
        )
        self.right.addWidget(self.nothing_chosen)
        self.right.addWidget(self.dossier)
        self.several = SeveralPage(self.list)
        self.right.addWidget(self.several)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([LIST_WIDTH, 1046])
        self.splitter.setStretchFactor(1, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.splitter)
        self.pages.addWidget(self._make_empty())
        vbox(self, 0, 0).addWidget(self.pages)

    def _make_list(self) -> DisputeList:
        pane = DisputeList(
            self.context,
            COLUMNS,
            chips=self._chips(),
            new_tip="Nouveau litige (Ctrl+N)",
            right_title="Somme en jeu",
            menu=self._fill_menu,
            empty=EmptyState("", "Aucun litige ouvert.", "Ceux qui sont clos restent consultables.", compact=True),
            searched=lambda row: row.searched,
            facets=self._facets,
            fields=list_fields.of_disputes,
            noun=lambda: NOUN,
            bulk=[BulkAction("Supprimer", "trash-2", self._delete_several)],
        )
        pane.sort_by(0)
        pane.chosen.connect(self._choose)
        pane.several.connect(self._show_several)
        pane.opened.connect(lambda _id: self.dossier.take_focus())
        pane.new_asked.connect(self.new_record)
        pane.upkeep.progressed.connect(self._grow)
        return pane

    def _make_empty(self) -> EmptyState:
        self.first_button = Button("Ouvrir un litige", Kind.PRIMARY, "plus", name="disputes.first")
        self.first_button.clicked.connect(self.new_record)
        example = Button("Essayer avec un exemple", Kind.LINK, name="disputes.example")
        example.clicked.connect(lambda: self.context.ask("file.demo"))
        return EmptyState(
            "scale",
            "Une facture impayée, ou un client qui se plaint ?",
            "Ouvrez un litige : les sommes dues, les lettres et les délais se calculent à partir de ce que vous notez.",
            self.first_button,
            example,
            note="Rien ne quitte cet ordinateur.",
        )

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _chips(self) -> list[Option]:
        counts = dispute_list.counts(self.context.desk)
        return [
            Option(Scope.OPEN, "Ouverts", counts[Scope.OPEN]),
            Option(Scope.CLOSED, "Clos", counts[Scope.CLOSED]),
            Option(Scope.ALL, "Tous"),
        ]

    def refresh(self) -> None:
        """Read the list and the dossier again; a dispute that leaves the filter stays shown at the right."""
        shown = self.dossier.dispute_id
        self.list.set_chips(self._chips())
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        if dispute_list.counts(self.context.desk)[Scope.ALL] == 0:
            self.pages.setCurrentIndex(1)
            return
        self.pages.setCurrentIndex(0)
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.select_none()
        elif self.list.current_id is not None or self._select_first():
            self._show(self.list.current_id or 0)
        else:
            self.right.setCurrentWidget(self.nothing_chosen)

    def _select_first(self) -> bool:
        self._refreshing = True  # the list says it has chosen, and the dossier would be read twice
        found = self.list.select_first()
        self._refreshing = False
        return found

    def _grow(self) -> None:
        """List what was brought up to date meanwhile; a tab that is not seen reads it when it is shown."""
        if not self.isVisible():
            self._stale = self._stale or self.list.is_behind
        elif self.list.is_behind:
            self._refreshing = True
            self.list.grow()
            self._refreshing = False

    def _show(self, dispute_id: int) -> bool:
        try:
            self.dossier.show_dispute(dispute_id)
        except NotFound:
            return False
        self.pages.setCurrentIndex(0)
        if not self.list.choice.is_several:
            self.right.setCurrentWidget(self.dossier)
        return True

    def _choose(self, dispute_id: int) -> None:
        if not self._refreshing:
            self._show(dispute_id)

    def _show_several(self, rows: Sequence[DisputeRow]) -> None:
        self.several.show_rows(rows)
        self.right.setCurrentWidget(self.several)

    def _facets(self) -> Sequence[AnyFacet[DisputeRow]]:
        return list_facets.of_disputes(self.context.today(), portage=portage.concerns(self.context.desk))

    def _delete_several(self, rows: Sequence[DisputeRow]) -> None:
        also = "Leurs factures restent, dans aucun litige."
        delete_several(self.context, self, NOUN, [row.id for row in rows], bulk.delete_disputes, also=also)

    def _fill_menu(self, row: DisputeRow, menu: QMenu) -> None:
        self.commands.fill_menu(menu, Subject.of_row(row))

    # ---- what the window asks ----------------------------------------------------------------------------------------
    def new_record(self) -> None:
        """Ask which of the two kinds of dispute to open; then open it, and show it."""
        button = self.list.new_button if self.pages.currentIndex() == 0 else self.first_button
        menu = QMenu(self)
        menu.setObjectName("disputes.new_menu")
        self.commands.fill_new(menu, self._opened)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def new_unpaid(self) -> None:
        """Open a dispute over unpaid invoices, and show it."""
        self._opened(self.commands.open_new())

    def new_complaint(self) -> None:
        """Open a dispute about a complaint, and show it."""
        self._opened(self.commands.open_complaint())

    def _opened(self, dispute_id: int | None) -> None:
        if dispute_id is not None:
            self.open_record(dispute_id)

    def focus_filter(self) -> None:
        """Put the cursor in the list's filter."""
        self.list.focus_filter()

    def show_list(self, kind: str, query: ListQuery) -> None:
        """Show the disputes that are asked for."""
        self.list.show_state(ListState(query))
        self.list.view.setFocus()

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show a dispute, widening the filter when it hides it; ``ways`` and ``plan`` show the part of that name.

        A piece, a letter or a line of the timeline shows its dispute at that place.
        """
        self.refresh_if_stale()
        within = record_id
        if kind in WITHIN:
            record_id = disputes.holding(self.context.desk, kind, within)
        self._refreshing = True  # the list says it has chosen, and the dossier would be read twice
        self.list.reveal(record_id, Scope.ALL)
        self._refreshing = False
        if self._show(record_id):
            if kind in WITHIN:
                self.dossier.show_within(WITHIN[kind], within)
                return
            if kind in PARTS:
                self.dossier.show_part(kind)
            self.dossier.take_focus()

    def keep(self, state: WindowState) -> None:
        """Remember how wide the list is."""
        state.keep_splitter("disputes", self.splitter)
        self.list.remember(ListMemory(self.context, state, "disputes"))

    def panes(self) -> Sequence[ListPane[DisputeRow]]:
        return (self.list,)

    # ---- menus -------------------------------------------------------------------------------------------------------
    def global_actions(self) -> dict[str, Callable[[], object]]:
        """A dispute can be opened from any tab."""
        return {"dispute.new": self.new_unpaid, "dispute.new_complaint": self.new_complaint}

    def local_actions(self) -> dict[str, Callable[[], object]]:
        """What the menus Dossier and Courriers do to the dispute shown."""
        commands = self.commands
        return {
            "dispute.edit": self._on_shown(lambda dossier: commands.edit(dossier.dispute.id or 0)),
            "dispute.complaint": self._on_shown(lambda dossier: commands.note_complaint(dossier.dispute.id or 0)),
            "dispute.mediation": self._on_shown(lambda dossier: commands.open_mediation(dossier.dispute.id or 0)),
            "dispute.payment": self._on_shown(commands.pay),
            "dispute.event": self._on_shown(lambda dossier: commands.note(dossier.dispute.id or 0, EventKind.NOTE)),
            "dispute.pieces": self._on_shown(
                lambda dossier: self.dossier.pieces.ask_files(of_dispute(dossier.dispute.id or 0))
            ),
            "dispute.ways": self._on_shown(lambda _dossier: self.dossier.show_part(WAYS)),
            "dispute.plan": self._on_shown(lambda _dossier: self.dossier.show_part(PLAN)),
            "dispute.hand_over": self._on_shown(lambda dossier: commands.hand_over(dossier.dispute.id or 0)),
            "dispute.send": self._on_shown(lambda dossier: commands.send(dossier.dispute.id or 0)),
            "dispute.print": self._on_shown(lambda dossier: commands.print_sheet(dossier.dispute.id or 0)),
            "dispute.deadline": self._on_shown(lambda dossier: commands.plan(dossier.dispute.id or 0)),
            "dispute.close": self._on_shown(lambda dossier: commands.close(dossier.dispute.id or 0)),
            "dispute.delete": self._on_shown(lambda dossier: commands.delete(dossier.dispute.id or 0)),
            **letter_actions(MatterKind.DISPUTE, self._writing),
        }

    def _writing(self, template: str) -> Callable[[], object]:
        return self._on_shown(lambda dossier: self.commands.compose(dossier.dispute.id or 0, template))

    def _on_shown(self, do: Callable[[Dossier], object]) -> Callable[[], object]:
        def act() -> None:
            dossier = self.dossier.dossier
            if dossier is not None and self.pages.currentIndex() == 0:
                do(dossier)
            else:
                self.context.note("Choisissez d’abord un litige dans la liste.")

        return act

    # ---- pictures ----------------------------------------------------------------------------------------------------
    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """The parts of a dossier, a complaint, then the windows opened from here."""
        from . import scenes

        return scenes.scenes(self)
