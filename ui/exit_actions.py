"""Menu entries by which data leave and come in as a whole: the readable exit, one dossier, the data of a person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from .main_window import MainWindow
from .window_lock import WindowLock

if TYPE_CHECKING:
    from pathlib import Path


def register_exit(window: MainWindow) -> None:
    """Give these entries their handlers; each window is imported when it is first opened. A copy is only looked at and exported."""
    entries = window.actions_of_menus
    entries.register("file.exit", lambda: _everything(window))
    if window.context.desk.read_only:
        return
    entries.register("file.receive_dossier", lambda: _receive(window))
    entries.register("tools.privacy", lambda: _privacy(window))


def _everything(window: MainWindow) -> None:
    from .dialogs import show_dialog
    from .dialogs.everything import EverythingDialog

    show_dialog(EverythingDialog(window.context, window))


def _receive(window: MainWindow) -> None:
    from .dialogs.receive_dossier import ask_dossier

    ask_dossier(window.context, window)


def _privacy(window: MainWindow) -> None:
    from .dialogs import show_dialog
    from .dialogs.privacy import PrivacyDialog

    show_dialog(PrivacyDialog(window))


def open_dossier(window: MainWindow, path: "Path") -> None:
    """Show a dossier that the system asks to open, after a double click for instance; once unlocked, if the window is locked."""
    if window.context.desk.read_only:
        return
    lock = window.findChild(WindowLock)
    if isinstance(lock, WindowLock) and lock.is_locked:
        kind = Qt.ConnectionType.SingleShotConnection
        lock.changed.connect(lambda _locked: open_dossier(window, path), kind)
        return
    from .dialogs.receive_dossier import receive_file

    receive_file(window.context, window, path)
