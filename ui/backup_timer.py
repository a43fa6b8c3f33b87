"""Copies made by themselves while the window is open, beside it: every half hour, or as the user chose, if something changed."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from litigedesk.errors import UserError
from litigedesk.settings import BACKUP_MINUTES

from .tasks import Tasks

if TYPE_CHECKING:
    from litigedesk.operations.backup import BackUp

    from .main_window import MainWindow

KEEP_UP: Final = "keep-up"
FIRST: Final = 60_000  # ms: the window comes first; the copy at the opening is made already, the second place is not
MINUTE: Final = 60_000  # ms


class BackupTimer(QObject):
    """Runs while its window is shown. Says a fault once, not each time, and once more when it is another one.

    ``made(BackUp)`` after each copy.
    """

    made = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._said = ""
        self.tasks = Tasks()
        self._first = QTimer(self, interval=FIRST, singleShot=True)
        self._timer = QTimer(self)
        for timer in (self._first, self._timer):
            timer.timeout.connect(self.keep_up)
        window.installEventFilter(self)
        if window.isVisible():
            self._start()

    def _start(self) -> None:
        self._first.start()
        self._timer.start(self._minutes() * MINUTE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Show and not self._timer.isActive():
            self._start()  # not each time that a minimised window comes back
        elif watched is self._window and event.type() == QEvent.Type.Close:
            self._first.stop()
            self._timer.stop()
            self.tasks.stop()  # the data folder is closed after the window
        return super().eventFilter(watched, event)

    def keep_up(self) -> None:
        """Copy if something changed, here then in the second place."""
        desk = self._window.context.desk
        if not desk.is_open:
            return
        self._timer.setInterval(self._minutes() * MINUTE)  # the user may have chosen another rhythm
        if not self.tasks.is_busy():
            self.tasks.start(KEEP_UP, partial(_keep_up, desk.folder, desk.now()), self._done, self._failed)

    def _minutes(self) -> int:
        return int(self._window.context.desk.setting(BACKUP_MINUTES))

    def _done(self, done: "BackUp") -> None:
        from litigedesk.operations.backup import SecondState

        failed = done.second.state in {SecondState.ABSENT, SecondState.FAILED}
        self._say(done.second.sentence if failed else "", passing=done.second.state is SecondState.ABSENT)
        self.made.emit(done)

    def _failed(self, fault: UserError) -> None:
        self._say(str(fault), passing=False)

    def _say(self, sentence: str, *, passing: bool) -> None:
        """A disk that is not plugged in is only noted; what fails stays until it is closed."""
        context = self._window.context
        if sentence and sentence != self._said:
            (context.noted if passing else context.error_raised).emit(sentence)
        self._said = sentence


def _keep_up(folder: Path, now: datetime) -> "BackUp":
    from litigedesk.operations import backup

    return backup.keep_up(folder, now)
