"""Menu entries about the program as a whole: data folder, journal, shortcuts, about."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from .dialogs import show_dialog
from .help.keys import HelpKeys
from .main_window import MainWindow


def register_program(window: MainWindow) -> None:
    """Give these entries their handlers."""
    entries, folder = window.actions_of_menus, window.context.desk.folder

    def open_path(name: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / name)))

    entries.register("file.open_folder", lambda: open_path(""))
    entries.register("help.journal", lambda: open_path("journal"))
    keys = HelpKeys(window)
    entries.register("help.open", lambda: keys.open_for(QApplication.focusWidget()))
    entries.register("help.words", keys.open_words)
    entries.register("help.shortcuts", lambda: _shortcuts(window))
    entries.register("help.about", lambda: _about(window))


def _shortcuts(window: MainWindow) -> None:
    from .dialogs.shortcuts import ShortcutsDialog

    show_dialog(ShortcutsDialog(window.actions_of_menus, window))


def _about(window: MainWindow) -> None:
    from .dialogs.about import AboutDialog

    show_dialog(AboutDialog(window.context.desk.folder, window))
