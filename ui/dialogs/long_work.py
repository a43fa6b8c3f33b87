"""One piece of long work in a window of its own: done beside, told as it goes, given up on demand."""

from collections.abc import Callable
from threading import Event
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.errors import LitigeDeskError, UserError
from litigedesk.formats import typographic

from ..tasks import Tasks
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.progress_page import THOUSAND, ProgressPage
from .fitting import fit

T = TypeVar("T")
Progress = Callable[[int, int], None]

WORK = "work"
PATIENCE = 80  # ms after which a person wonders what happens


class GivenUp(LitigeDeskError):
    """The user gave the work up; raised inside it, through its progress."""


class LongWork(QDialog, Generic[T]):
    """``work(progress)`` runs in a thread and calls ``progress(done, total)``: it raises ``GivenUp`` after « Annuler ».

    ``ask`` returns what it returned, ``None`` when it was given up or met a bug, and raises its ``UserError``.
    """

    def __init__(
        self, parent: QWidget | None, title: str, work: Callable[[Progress], T], *, words: str = "", ending: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.long_work")
        self.setWindowTitle(typographic(title))
        self._words = words
        self._cancel = Event()
        self._outcome: T | None = None
        self._fault: UserError | None = None
        self._tasks = Tasks()
        self._steps = _Steps()
        self._steps.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.page = ProgressPage(title, ending or "l’étape en cours se termine")
        self.cancel_button = Button("Annuler", Kind.SECONDARY, name="work.cancel")
        self.cancel_button.clicked.connect(self.reject)
        layout = vbox(self, 0, 0)
        layout.addWidget(self.page, 1)
        layout.addWidget(BottomBar(self.cancel_button))
        self.page.tell(0, words)
        fit(self, 520)
        cancel, steps = self._cancel, self._steps

        def progress(done: int, total: int) -> None:
            if cancel.is_set():
                raise GivenUp
            steps.told.emit(done * THOUSAND // max(1, total))

        def run() -> T | None:
            try:
                return work(progress)
            except GivenUp:
                return None

        self._tasks.start(WORK, run, self._done, self._failed, self.accept)

    def ask(self, patience: int = 0) -> T | None:
        """Show it until the work ends; not at all when that takes no longer than so many milliseconds."""
        if patience and self._tasks.is_busy():
            self._wait(patience)
        if self._tasks.is_busy():
            self.exec()
        self._tasks.stop()
        self.deleteLater()
        if self._fault is not None:
            raise self._fault
        return self._outcome

    def _wait(self, patience: int) -> None:
        """Nothing that the user does is heard meanwhile, as while the window is shown."""
        loop = QEventLoop()
        self.finished.connect(loop.quit)
        QTimer.singleShot(patience, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def reject(self) -> None:
        """« Annuler » and Escape: the work ends at its next step, and the window with it."""
        self._cancel.set()
        self.page.give_up()
        self.cancel_button.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _tell(self, thousandths: int) -> None:
        self.page.tell(max(1, thousandths), self._words)

    def _done(self, outcome: T | None) -> None:
        self._outcome = outcome
        self.accept()

    def _failed(self, fault: UserError) -> None:
        self._fault = fault
        self.accept()


class _Steps(QObject):
    """Where the thread says how far it is."""

    told = Signal(int)
