"""The check of the data beside the window, on a connection of its own: told as it goes, given up on demand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from litigedesk.desk import Desk
from litigedesk.operations import checks
from litigedesk.operations.checks import Examination

from ..tasks import Tasks
from ..widgets.progress_page import THOUSAND

CHECK = "check"


class CheckWork(QObject):
    """One check at a time. ``told(thousandths, words)`` as it goes; then one of the others. Whoever makes one calls ``stop``."""

    told = Signal(int, str)
    ended = Signal(object)  # ``Examination``
    failed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks()
        self._cancel = Event()
        self._steps = _Steps()
        self._steps.told.connect(self.told, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a check runs."""
        return self._tasks.is_busy()

    def start(self, desk: Desk) -> None:
        """Check the folder of this desk, which the thread does not touch."""
        self._cancel = cancel = Event()
        folder, undoable, steps = desk.folder, checks.undoable_files(desk), self._steps

        def work() -> Examination | None:
            return _examine(folder, desk.now, undoable, steps, cancel)

        self._tasks.start(CHECK, work, self._done, lambda fault: self.failed.emit(str(fault)))

    def cancel(self) -> None:
        """Give up at the next file; ``given_up`` says when."""
        self._cancel.set()

    def stop(self) -> None:
        """Give up and wait for the thread."""
        self.cancel()
        self._tasks.stop()

    def settle(self) -> None:
        """Wait until the thread is at rest; its answer comes by the event loop."""
        self._tasks.settle()

    def _done(self, found: Examination | None) -> None:
        if found is None or self._cancel.is_set():  # asked a moment after the last file, it is still given up
            self.given_up.emit()
        else:
            self.ended.emit(found)


class _Steps(QObject):
    """Where the thread says what it does."""

    told = Signal(int, str)


def _examine(
    folder: Path, clock: Callable[[], datetime], undoable: frozenset[str], steps: _Steps, cancel: Event
) -> Examination | None:
    """The work of the thread; ``None`` when it was given up."""

    def progress(done: int, total: int, words: str) -> None:
        steps.told.emit(done * THOUSAND // max(1, total), words)

    try:
        with Desk.open(folder, clock, read_only=True) as desk:
            return checks.examine(desk, undoable=undoable, progress=progress, cancelled=cancel.is_set)
    except checks.Cancelled:
        return None
