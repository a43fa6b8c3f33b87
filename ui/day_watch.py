"""A window left open over midnight says what is late and what is due today, not yesterday."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

from .main_window import MainWindow

EVERY: Final = 60_000  # ms


class DayWatch(QObject):
    """Has every tab read again when the day has changed: looked at each minute, and as the window is come back to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._day = window.context.today()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        window.installEventFilter(self)

    def look(self) -> None:
        """Tell the tabs if it is another day than at the last look."""
        today = self._window.context.today()
        if today != self._day:
            self._day = today
            shown = self._window.kinds
            self._window.context.data_changed.emit(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.look()
        elif watched is self._window and event.type() == QEvent.Type.Close:
            self._timer.stop()  # the data folder is closed after the window
        return super().eventFilter(watched, event)
