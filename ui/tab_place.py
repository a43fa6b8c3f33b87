"""The place of one tab in the window: its number is told from the start, the tab itself is built when it is first needed."""

from PySide6.QtCore import QObject, Signal

from .context import Context
from .tabs.base import Tab
from .tabs.entries import TabEntry
from .window_state import WindowState


class TabPlace(QObject):
    """``counted`` when the number beside the tab's name may have changed, ``built(tab)`` once there is a tab."""

    counted = Signal()
    built = Signal(object)

    def __init__(self, entry: TabEntry, context: Context, state: WindowState, parent: QObject) -> None:
        super().__init__(parent)
        self.entry = entry
        self._context, self._state = context, state
        self._tab: Tab | None = None
        context.data_changed.connect(self._told)

    @property
    def is_built(self) -> bool:
        """Whether the tab was needed already."""
        return self._tab is not None

    @property
    def tab(self) -> Tab:
        """The tab, built if it is not there yet."""
        if self._tab is None:
            assert self.entry.load is not None, self.entry.key
            self._tab = self.entry.load()(self._context)
            self._tab.counted.connect(self.counted)
            self._tab.keep(self._state)
            self.built.emit(self._tab)
        return self._tab

    def count(self) -> int | None:
        """The number beside the tab's name, or none."""
        if self._tab is not None:
            return self._tab.count()
        return self.entry.count(self._context.desk, self._context.today())

    def do_local(self, action_id: str) -> None:
        """Do what a menu entry of this tab does while it is in front."""
        self.tab.local_actions()[action_id]()

    def do_everywhere(self, action_id: str) -> None:
        """Do what a menu entry of this tab does from any tab."""
        self.tab.global_actions()[action_id]()

    def _told(self, changed: frozenset[str]) -> None:
        if self._tab is None and self.entry.kinds & changed:
            self.counted.emit()
