"""When a window has been painted: what the user does without until then is done after it."""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

AT_LATEST: Final = 500  # ms: a window that nobody sees is never painted
_PAINTED: Final = {QEvent.Type.Paint, QEvent.Type.UpdateRequest}


class FirstPaint(QObject):
    """Says ``came`` once: after the next painting of a window, or a moment later when it is not painted."""

    came = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True, interval=AT_LATEST)
        self._timer.timeout.connect(self._say)
        window.installEventFilter(self)
        if window.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PAINTED:
            self._timer.start(0)  # the painting itself comes after its event
        elif event.type() == QEvent.Type.Show:
            self._timer.start()
        return False

    def _say(self) -> None:
        self._window.removeEventFilter(self)
        self.came.emit()


def show_painted(window: QWidget) -> None:
    """Show a window and come back once it is on the screen; keys and clicks wait, none is lost."""
    loop, paint = QEventLoop(), FirstPaint(window)
    paint.came.connect(loop.quit)
    window.show()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    paint.deleteLater()


class Later(QObject):
    """Things to do once the window has been painted, one at each turn of the event loop, until the window closes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._steps: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)
        self._paint = FirstPaint(window)
        self._paint.came.connect(self._timer.start)

    def add(self, step: Callable[[], object]) -> None:
        """Do it after what was added before."""
        self._steps.append(step)

    def finish(self) -> None:
        """Do at once all that is left, for instance before pictures are taken."""
        while self._steps:
            self._steps.popleft()()

    def forget(self) -> None:
        """Do nothing of what is left: the window has closed, and its data folder is closed after it."""
        self._timer.stop()
        self._steps.clear()

    def _step(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
