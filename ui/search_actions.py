"""The menu entry « Rechercher partout », the index kept in step behind it, and what is remembered of the records looked at."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from .help.keys import HelpKeys
from .main_window import MainWindow
from .search.recents import Key, Recents

if TYPE_CHECKING:
    from .search.upkeep import SearchUpkeep
    from .tabs.base import Tab

FIRST_WORK: Final = 3_000  # ms after the window is made: what is on screen comes first
LOOKED_AT: Final = 2_000  # ms on a record until it counts as looked at: those passed over on the way do not

# What the lists of each tab hold; an invoice stands among the contracts under its id made negative.
RECORDS: Final = {
    "ClientsTab": "client",
    "ContractsTab": "contract",
    "DisputesTab": "dispute",
    "MediationTab": "mediation",
    "ClaimsTab": "insurance_claim",
}


class Search(QObject):
    """One for each window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.recents = Recents(window.state, window.context.desk.folder)
        self._looked_at: Key | None = None
        self._look = QTimer(self, singleShot=True, interval=LOOKED_AT)
        self._look.timeout.connect(self.note_look)
        window.context.navigated.connect(self._navigated)
        window.each_tab(self._note_chosen)
        if not window.context.desk.read_only:  # a preview is indexed in memory, and only when it is searched
            QTimer.singleShot(FIRST_WORK, self, self._start)

    @cached_property
    def upkeep(self) -> "SearchUpkeep":
        """The index of the open folder; nothing of it is read before it is asked for."""
        from .search.upkeep import SearchUpkeep

        return SearchUpkeep(self._window.context.desk, self)

    def _start(self) -> None:
        if self._window.context.desk.is_open:
            self.upkeep.start()

    def open(self) -> None:
        """Show the box, then do what was chosen in it."""
        from .dialogs import show_dialog
        from .search.answers import Opening, commands
        from .search.box import SearchBox

        self.upkeep.start()
        window = self._window
        opening = Opening(
            record=window.context.navigate,
            command=window.actions_of_menus.trigger,
            page=self._help.open_page,
            word=self._help.open_word,
            every=lambda _kind: None,
        )
        known = commands(window.actions_of_menus)
        box = SearchBox(window.context, self.upkeep, known, self.recents.all(), opening, window)
        show_dialog(box)
        if box.chosen is not None:
            box.chosen()

    @property
    def _help(self) -> HelpKeys:
        keys = self._window.findChild(HelpKeys)
        assert isinstance(keys, HelpKeys)
        return keys

    def _note_chosen(self, tab: "Tab") -> None:
        kind = RECORDS.get(tab.entry.key, "")
        for pane in tab.panes() if kind else ():
            pane.chosen.connect(partial(self._chosen, kind))

    # ---- what was looked at ------------------------------------------------------------------------------------------
    def _navigated(self, kind: str, record_id: int) -> None:
        """A part of a dossier counts by what its tab chose in its list."""
        if self.recents.note(kind, record_id):
            self._look.stop()

    def _chosen(self, kind: str, record_id: int) -> None:
        self._looked_at = ("invoice", -record_id) if record_id < 0 else (kind, record_id)
        self._look.start()

    def note_look(self) -> None:
        """The record chosen last in a list was looked at."""
        self._look.stop()
        if self._looked_at is not None:
            self.recents.note(*self._looked_at)


def register_search(window: MainWindow) -> None:
    """Give the entry its handler, and keep the index in step while the folder is open."""
    search = Search(window)
    window.actions_of_menus.register("edit.search", search.open)
