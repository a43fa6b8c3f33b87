"""What every tab has in common: it is told which kinds changed, and refreshes when it is seen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from litigedesk.listing import Listing

from ..context import Context
from ..window_state import WindowState
from .entries import TabEntry

if TYPE_CHECKING:
    from ..models.list_query import ListQuery
    from ..widgets.list_pane import ListPane


class Tab(QWidget):
    """A tab of the window. Subclasses name their ``entry``, build in ``__init__`` and read in ``refresh``.

    After a change in one of the entry's ``kinds`` it refreshes, at once when visible, else when next shown.
    """

    entry: ClassVar[TabEntry]

    counted = Signal()  # the number beside the tab's name may have changed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"tab.{type(self).__name__}")
        self._stale = True
        context.data_changed.connect(self._told)

    # ---- to override -------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read again and show."""
        raise NotImplementedError

    def new_record(self) -> None:
        """Ctrl+N: open an empty form."""

    def show_list(self, kind: str, query: "ListQuery") -> None:
        """Show its list of that kind of records, with nothing but this asked of it."""

    def focus_filter(self) -> None:
        """Ctrl+F: put the cursor in the list's filter."""

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show one record."""

    def count(self) -> int | None:
        """The number beside the tab's name: what waits for the user there; ``None`` for no number."""
        return self.entry.count(self.context.desk, self.context.today())

    def local_actions(self) -> dict[str, Callable[[], object]]:
        """Handlers of menu entries, by id, that act on what this tab shows; enabled only while it is in front."""
        return {}

    def global_actions(self) -> dict[str, Callable[[], object]]:
        """Handlers of menu entries, by id, that make sense from any tab."""
        return {}

    def panes(self) -> "Sequence[ListPane[Any]]":
        """Its lists, for what prints, exports and remembers them."""
        return ()

    def listed(self) -> Listing | None:
        """What « Imprimer cette liste » prints: the list in front, ``None`` when there is none."""
        pane = next((one for one in self.panes() if one.isVisibleTo(self)), None)
        return None if pane is None else pane.listed()

    def keep(self, state: WindowState) -> None:
        """Called once: hand splitters and tables to what remembers them."""

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """Pictures of ``--screenshots`` besides the tab itself: a name, and what brings it about.

        The function returns a dialog to show (not run), or ``None`` when the tab itself now shows the scene.
        """
        return {}

    # ---- freshness ---------------------------------------------------------------------------------------------------
    def refresh_now(self) -> None:
        """Refresh whether seen or not, for instance before a screenshot."""
        self._stale = False
        self.refresh()
        self.counted.emit()

    def refresh_if_stale(self) -> None:
        """Refresh if something changed since."""
        if self._stale:
            self.refresh_now()

    def _told(self, changed: frozenset[str]) -> None:
        if not self.entry.kinds & changed:
            return
        self._stale = True
        if self.isVisible():
            self.refresh_now()
        else:
            self.counted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_if_stale()
