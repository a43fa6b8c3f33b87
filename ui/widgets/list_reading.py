"""Work on a long list done a little at a time, between what the user does."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


class ListReading(QObject):
    """Takes one step of ``steps`` at each turn of the event loop, then calls ``done``; one work at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._done: Callable[[], object] = lambda: None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self, steps: Iterator[object], done: Callable[[], object] = lambda: None) -> None:
        """Begin this work, in place of what was under way."""
        self._steps, self._done = steps, done
        self._timer.start()

    def stop(self) -> None:
        """Leave what is under way."""
        self._steps = None
        self._timer.stop()

    def _go_on(self) -> None:
        if self._steps is not None and next(self._steps, self) is self:
            self.stop()
            self._done()
