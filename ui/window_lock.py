"""The locked window: every window of the program covered, its title told nobody, until the password is typed."""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from litigedesk import formats
from litigedesk.operations import window_password
from litigedesk.settings import IDLE_MINUTES

from .widgets.lock_screen import LockScreen

if TYPE_CHECKING:
    from .main_window import MainWindow

TICK: Final = 5_000  # ms: how often one looks whether the user is still there
GLANCE: Final = 500  # ms: how often a locked program looks for a window opened without the focus
FREE_TRIES: Final = 3
LONGEST_WAIT: Final = 300  # seconds
TITLE: Final = "LitigeDesk"
LOCKED: Final = "locked"  # property of the window, for what must then keep quiet

_WINDOWS: Final = {Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool}
_TOUCHES: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passwords: none at first, then 5, doubled each time."""
    late = failures - FREE_TRIES
    return 0 if late < 0 else min(LONGEST_WAIT, 5 * 2 ** min(late, 10))


class WindowLock(QObject):
    """Locks and unlocks; ``changed(locked)`` says which. Watches the user only while the data folder has a password.

    It listens to windows, not to the whole application: a filter of everything would hear of widgets being destroyed.
    """

    changed = Signal(bool)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._covers: list[_Cover] = []
        self._failures = self._waits = self._idle = 0
        self._ticks = QTimer(self, interval=TICK)
        self._ticks.timeout.connect(self.tick)
        self._countdown = QTimer(self, interval=1_000)
        self._countdown.timeout.connect(self.count_down)
        self._watching = self._shown = False
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._meet)
        self.follow_password()
        if window.isVisible():
            self._open_locked()

    @property
    def is_locked(self) -> bool:
        """Whether the password has to be typed."""
        return bool(self._window.property(LOCKED))

    def follow_password(self) -> None:
        """Watch the user from now on, or no more: a password was chosen or removed."""
        self._watching = window_password.is_set(self._window.context.desk)
        self._idle = 0
        if not self._watching:
            self._ticks.stop()
            return
        self._ticks.start()
        for handle in QGuiApplication.topLevelWindows():
            handle.installEventFilter(self)

    # ---- idle --------------------------------------------------------------------------------------------------------
    def tick(self) -> None:
        """One look: lock after the minutes that the user chose without a touch; cover what a timer opened meanwhile."""
        desk = self._window.context.desk
        if not desk.is_open:
            return
        if self.is_locked:
            self._cover_all()
            return
        self._idle += TICK
        minutes = int(desk.setting(IDLE_MINUTES))
        if minutes and self._idle >= minutes * 60_000:
            self.lock()

    def _meet(self, handle: QWindow | None) -> None:
        """Listen to a window that comes to the front; one that comes while the others are locked is covered."""
        if handle is not None and self._watching:
            handle.installEventFilter(self)
            if self.is_locked:
                self._cover_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES:
            self._idle = 0
        elif kind == QEvent.Type.Show and watched is self._window and not self._shown:
            self._open_locked()
        elif kind == QEvent.Type.Close and watched is self._window:
            for timer in (self._ticks, self._countdown):
                timer.stop()  # the data folder is closed after the window
            self._watching = False
        return False

    def _open_locked(self) -> None:
        """A folder with a password opens locked."""
        self._shown = True
        self.lock()

    # ---- locking -----------------------------------------------------------------------------------------------------
    def lock(self) -> None:
        """Cover every window; nothing happens without a password, or while it is locked."""
        if self.is_locked or not self._watching:
            return
        self._window.setProperty(LOCKED, True)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._cover_all()
        self._ticks.setInterval(GLANCE)
        self.changed.emit(True)

    def _cover_all(self) -> None:
        covered = {id(cover.widget) for cover in self._covers}
        for widget in QApplication.topLevelWidgets():
            shown = widget is self._window or (widget.isVisible() and widget.windowType() in _WINDOWS)
            if shown and id(widget) not in covered:
                cover = _Cover(widget)
                cover.screen.tried.connect(self.attempt)
                cover.screen.tell(self._waiting_words(), waits=self._waits > 0)
                self._covers.append(cover)

    def attempt(self, typed: str) -> None:
        """Unlock if that is the password; else say so, and after some wrong ones make the next wait."""
        if self._waits:
            return
        if window_password.is_right(self._window.context.desk, typed):
            self._unlock()
            return
        self._failures += 1
        self._waits = wait_after(self._failures)
        if self._waits:
            self._countdown.start()
        self._tell()

    def _unlock(self) -> None:
        self._failures = self._idle = 0
        self._window.setProperty(LOCKED, False)
        covers, self._covers = self._covers, []
        for cover in covers:
            cover.lift()
        self._ticks.setInterval(TICK)
        self.changed.emit(False)

    def count_down(self) -> None:
        """One second less to wait."""
        self._waits = max(0, self._waits - 1)
        if not self._waits:
            self._countdown.stop()
        self._tell()

    def _tell(self) -> None:
        for cover in self._covers:
            cover.tell(self._waiting_words() or window_password.WRONG, waits=self._waits > 0)

    def _waiting_words(self) -> str:
        if not self._waits:
            return ""
        return f"{window_password.WRONG} Attendez {formats.count(self._waits, 'seconde')} avant de réessayer."


class _Cover(QObject):
    """One window covered: what was in it is hidden, so that nothing tells it, not even to a screen reader."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self._title = widget.windowTitle()
        self._focus = cast(QWidget | None, widget.focusWidget())  # the stubs leave out that there may be none
        self._hidden = [
            child
            for child in widget.children()
            if isinstance(child, QWidget) and not child.isWindow() and not child.isHidden()
        ]
        self._actions = [action for action in widget.actions() if action.isEnabled()]
        self._shortcuts = [one for one in widget.findChildren(QShortcut) if one.isEnabled()]
        for action in self._actions:  # the menu bar of macOS is not covered
            action.setEnabled(False)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
        for child in self._hidden:
            child.hide()
        widget.setWindowTitle(TITLE)
        self.screen = LockScreen(widget)
        self.screen.setGeometry(widget.rect())
        self.screen.show()
        self.screen.raise_()
        self.screen.field.setFocus()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.screen.setGeometry(self.widget.rect())
        return False

    def tell(self, sentence: str, *, waits: bool) -> None:
        """Say why it stays closed, unless the window is gone."""
        if isValid(self.screen):
            self.screen.tell(sentence, waits=waits)

    def lift(self) -> None:
        """Show the window again as it was, unless it is gone."""
        if not isValid(self.widget):
            return
        self.widget.removeEventFilter(self)
        self.screen.hide()
        self.screen.deleteLater()
        self.widget.setWindowTitle(self._title)
        for action in filter(isValid, self._actions):
            action.setEnabled(True)
        for shortcut in filter(isValid, self._shortcuts):
            shortcut.setEnabled(True)
        for child in filter(isValid, self._hidden):
            child.show()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
