"""The tab Médiation: four parts under sub-tabs, and what the window asks of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.queries import mediations

from ...context import Context
from ...list_memory import ListMemory
from ...widgets.buttons import Button, Kind, Option, SubTabs
from ...widgets.layout import hbox, vbox
from ...widgets.list_pane import ListPane
from ...widgets.panels import EmptyState
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from .calendar_part import CalendarPart
from .commands import Commands
from .files_part import FilesPart
from .information_part import InformationPart
from .mediator_part import MediatorPart

CALENDAR, FILES, MEDIATOR, INFORMATION = "calendar", "files", "mediator", "information"
PARTS: Final = (
    Option(CALENDAR, "Calendrier"),
    Option(FILES, "Dossiers"),
    Option(MEDIATOR, "Mon médiateur"),
    Option(INFORMATION, "Mes informations"),
)
KEPT: Final = "mediation/part"


class MediationTab(Tab):
    """Each part is read when it is seen; the chosen one is remembered between two starts."""

    entry: ClassVar[TabEntry] = entries.MEDIATION

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = Commands(context, self, self.show_part)
        self.parts = SubTabs(PARTS, "Parties de la médiation")
        self.parts.chosen.connect(self._choose)
        self.calendar, self.files = CalendarPart(self.commands), FilesPart(self.commands)
        self.mediator, self.information = MediatorPart(self.commands), InformationPart(self.commands)
        self._state: WindowState | None = None
        self._top = QWidget()
        hbox(self._top, (16, 8, 16, 0), 0).addWidget(self.parts)
        self.pages = QStackedWidget()
        self._of_key: dict[str, CalendarPart | FilesPart | MediatorPart | InformationPart] = {
            CALENDAR: self.calendar,
            FILES: self.files,
            MEDIATOR: self.mediator,
            INFORMATION: self.information,
        }
        for page in self._of_key.values():
            self.pages.addWidget(page)
        self._not_concerned = self._make_not_concerned()
        self.pages.addWidget(self._not_concerned)
        layout = vbox(self, 0, 0)
        layout.addWidget(self._top)
        layout.addWidget(self.pages, 1)

    def _make_not_concerned(self) -> EmptyState:
        profile = Button("Mon profil", Kind.SECONDARY, "id-card", name="mediation.profile")
        profile.clicked.connect(self.commands.edit_own_facts)
        return EmptyState(
            "handshake",
            "La médiation de la consommation ne vous concerne pas.",
            "En portage salarial, vos clients sont des entreprises (C. trav. L1254-1) : aucun n’est un consommateur. Entre "
            "professionnels, le médiateur des entreprises et le conciliateur de justice restent possibles.",
            profile,
            note="Votre calendrier est sous « Aujourd’hui ».",
            note_icon="calendar-days",
        )

    # ---- Tab ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the part in front again; the others when they are shown."""
        concerned = self._is_concerned()
        self._top.setVisible(concerned)
        if not concerned:
            self.pages.setCurrentWidget(self._not_concerned)
            return
        page = self._of_key[self.parts.key]
        page.refresh()
        self.pages.setCurrentWidget(page)

    def _is_concerned(self) -> bool:
        """A ported employee has no consumers for clients; what was noted before stays in reach."""
        desk = self.context.desk
        if desk.profile().status is not ProfileStatus.PORTAGE:
            return True
        return mediations.counts(desk)[mediations.Scope.ALL] > 0 or bool(
            mediations.conventions(desk, self.context.today())
        )

    def new_record(self) -> None:
        """Open a mediation, and show it."""
        self.show_part(FILES)
        self.files.new_record()

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the list of mediations."""
        self.show_part(FILES)
        self.files.list.focus_filter()

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show a mediation, or a convention or a mediator among the others."""
        if kind == "convention":
            self.show_part(MEDIATOR)
            self.mediator.show_convention(record_id)
            return
        if kind == "mediator":
            self.show_part(MEDIATOR)
            self.mediator.show_mediator(record_id)
            return
        self.show_part(FILES)
        self.files.open_record(record_id)

    def keep(self, state: WindowState) -> None:
        """Remember the part shown and how wide the list is."""
        self._state = state
        kept = state.text(KEPT)
        if kept in self._of_key:
            self.parts.set_key(kept)
        state.keep_splitter("mediations", self.files.stage.splitter)
        self.files.list.remember(ListMemory(self.context, state, "mediations"))

    def panes(self) -> Sequence[ListPane[Any]]:
        return (self.files.list,)

    # ---- parts -------------------------------------------------------------------------------------------------------
    def show_part(self, key: str) -> None:
        """Choose a sub-tab: ``CALENDAR``, ``FILES``, ``MEDIATOR`` or ``INFORMATION``."""
        self.parts.set_key(key)
        self.refresh_now()

    def _choose(self, key: str) -> None:
        if self._state is not None:
            self._state.set_text(KEPT, key)
        self.refresh_now()

    # ---- menus and pictures ------------------------------------------------------------------------------------------
    def global_actions(self) -> dict[str, Callable[[], object]]:
        """What makes sense from any tab."""
        return {"mediation.new": self._open_from_anywhere}

    def _open_from_anywhere(self) -> None:
        opened = self.commands.open_new()
        if opened is not None:
            self.context.navigate("mediation", opened)

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """Each part."""
        names = {"calendrier": CALENDAR, "dossiers": FILES, "mon-mediateur": MEDIATOR, "mes-informations": INFORMATION}
        return {name: partial(self.show_part, key) for name, key in names.items()}
