"""Menu entries about the program as a whole: data folder, journal, shortcuts, about."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from .dialogs import show_dialog
from .dialogs.about import AboutDialog
from .dialogs.shortcuts import ShortcutsDialog
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
    entries.register("help.shortcuts", lambda: show_dialog(ShortcutsDialog(entries, window)))
    entries.register("help.about", lambda: show_dialog(AboutDialog(folder, window)))
