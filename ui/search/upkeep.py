"""Keeps the index of the open folder in step, in a thread beside the window, until the folder is closed."""

from collections.abc import Collection, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from litigedesk.search.find import Answer
from litigedesk.search.keeper import Keeper

from ..tasks import Tasks

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_WORK: Final = "search"


class SearchUpkeep(QObject):
    """``keeper`` answers; ``progressed`` says that it may answer better now, ``told`` how far a new index is, in thousandths.

    Nothing begins before ``start``; a thread is there only while there is something to do.
    """

    progressed = Signal()
    told = Signal(int)

    def __init__(self, desk: "Desk", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.keeper = Keeper(None if desk.read_only else desk.folder, desk.db.reader, desk.vault)
        self.is_ready = False  # whether the index matched the records once
        self.share = 0
        self._follows = False
        self._again = False
        self._tasks: list[Tasks] = []  # the one at work, if any
        self._cancel = Event()
        self._shares = _Shares()
        self._shares.told.connect(self._keep_share, Qt.ConnectionType.QueuedConnection)
        cancel, tasks = self._cancel, self._tasks
        self.destroyed.connect(lambda: _give_up(cancel, tasks))

    def start(self) -> None:
        """Open the index and bring it up to date; from now on it follows every step."""
        if not self._follows and self._desk.is_open:
            self._follows = True
            self._desk.db.follow(self)
            self._go_on()

    def find(self, question: str, only: Collection[str], most: int) -> Answer | None:
        """The answer to a question; ``None`` while something is being written: ask again in a moment."""
        answer = self.keeper.find(question, only, most)
        if self.keeper.is_lost:
            self._go_on()
        return answer

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return bool(self._tasks)

    # ---- what the data tell ------------------------------------------------------------------------------------------
    def saved(self, changes: Sequence[Any]) -> None:
        """The rows of a step that was saved."""
        self.keeper.saved(changes)
        self._go_on()

    def scrubbed(self) -> None:
        """What was deleted must leave no trace."""
        self.keeper.scrubbed()
        self._go_on()

    def closing(self) -> None:
        """Give up what is at work and let the index go; it is taken up again at the next start."""
        _give_up(self._cancel, self._tasks)
        self.keeper.closing()

    # ---- the thread --------------------------------------------------------------------------------------------------
    def _go_on(self) -> None:
        if self._cancel.is_set():
            return
        if self._tasks:
            self._again = True
            return
        self._again = False
        keeper, cancelled, told = self.keeper, self._cancel.is_set, self._shares.told.emit
        self._tasks.append(Tasks())
        self._tasks[0].start(_WORK, lambda: keeper.work(cancelled, told), self._done)

    def _done(self, more: bool) -> None:
        self._tasks.pop().stop()
        self.is_ready = True
        if more or self._again:
            self._go_on()
        self.progressed.emit()

    def _keep_share(self, share: int) -> None:
        self.share = share
        self.told.emit(share)


class _Shares(QObject):
    """Where the thread says how far it is; it may outlive the window."""

    told = Signal(int)


def _give_up(cancel: Event, tasks: list[Tasks]) -> None:
    """Stop what is at work at its next step, and wait for it; the window may be gone by then."""
    cancel.set()
    for one in tasks:
        one.stop()
    tasks.clear()
