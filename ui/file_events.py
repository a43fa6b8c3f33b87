"""Files that macOS hands to the program, after a double click for instance: it sends an event, where others give an argument."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpenEvents(QObject):
    """Hears these events from the start and keeps the files until there is a window to show them."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._waiting: list[Path] = []
        self._show: Callable[[Path], object] | None = None
        app.installEventFilter(self)

    def hand_to(self, show: Callable[[Path], object] | None) -> None:
        """Call ``show`` for each file that waits and each that comes; with ``None`` they wait again, for the next window."""
        self._show = show
        while self._waiting and self._show is not None:
            self._show(self._waiting.pop(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return False
        if event.file():  # an address that is no file of this disk has none
            self._waiting.append(Path(event.file()))
            self.hand_to(self._show)
        return True
