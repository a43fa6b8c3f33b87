"""One notice a day near the clock, if the user wants it: how many things wait, and the first of them."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from litigedesk import formats
from litigedesk.queries import today as today_queries
from litigedesk.queries.dispute_list import Scope
from litigedesk.settings import TRAY

from .standing_upkeep import StandingUpkeep
from .window_lock import LOCKED

if TYPE_CHECKING:
    from .context import Context
    from .main_window import MainWindow

SHOWN = "notice/shown"  # the day of the last one
DELAY = 2_000  # ms: the window comes first
EVERY = 15 * 60_000  # ms: a day that begins while the window stays open has its notice too


def words(context: "Context") -> tuple[str, str] | None:
    """Title and sentence of today's notice; ``None`` when nothing is late or due within the week."""
    first, dated = today_queries.dated(context.desk, context.today())
    if first is None:
        return None
    when = formats.days_away(first.due_on, context.today()) if first.due_on else ""
    count = formats.count(dated, "point attend", "points attendent")
    return f"LitigeDesk{formats.NBSP}: {count}", f"{first.who} — {first.what}, {when}."


class DailyNotice(QObject):
    """Asks now and then, while the window is open, whether today's notice is still to be given; off unless the user wants it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._first = QTimer(self, interval=DELAY, singleShot=True)
        self._timer = QTimer(self, interval=EVERY)
        for timer in (self._first, self._timer):
            timer.timeout.connect(self.give)
        window.installEventFilter(self)
        if window.isVisible():
            self._start()

    def _start(self) -> None:
        for timer in (self._first, self._timer):
            timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Show:
            self._start()
        elif watched is self._window and event.type() == QEvent.Type.Close:
            for timer in (self._first, self._timer):
                timer.stop()  # the data folder is closed after the window
        return super().eventFilter(watched, event)

    def due(self, today: date) -> bool:
        """Whether the user wants a notice and has not had today's."""
        wanted = self._window.context.desk.setting(TRAY) == "yes"
        return wanted and self._window.state.text(SHOWN) != today.isoformat()

    def ready(self, today: date) -> bool:
        """Whether all that it counts is known; the rest is asked for otherwise."""
        context = self._window.context
        if not context.desk.standing.lacking(today):
            return True
        StandingUpkeep.of(context).ask(Scope.OPEN)
        return False

    def give(self) -> bool:
        """Show today's notice if it is due and the system can; says whether it did."""
        context = self._window.context
        if self._window.property(LOCKED):  # it names clients
            return False
        if not self.due(context.today()) or not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if not self.ready(context.today()):
            self._first.start()
            return False
        told = words(context)
        if told is None:
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.setToolTip("LitigeDesk")
            self._tray.activated.connect(lambda _reason: self._show_window())
            self._tray.messageClicked.connect(self._show_window)
        self._tray.show()
        self._tray.showMessage(*told, self._window.windowIcon())
        self._window.state.set_text(SHOWN, context.today().isoformat())
        return True

    def _show_window(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
