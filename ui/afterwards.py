"""What is done once the window has closed its data folder, before it opens again: going back to a copy, for instance."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from .main_window import MainWindow

Step = Callable[[Path], object]  # given the data folder, which nobody has open


class Afterwards(QObject):
    """Belongs to one window; ``step`` is what its closing was for, if anything."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.step: Step | None = None

    @classmethod
    def of(cls, window: "MainWindow") -> "Afterwards":
        """That of a window."""
        return window.findChild(cls) or cls(window)

    def close_for(self, step: Step) -> None:
        """Close every window of this folder, do ``step``, then open it again. Whoever asks has asked the user."""
        self.step = step
        self._window.close()
        QApplication.closeAllWindows()
        QApplication.exit(0)
