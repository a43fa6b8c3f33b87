"""The menu entry « Graphiques »; its window is imported when it is first opened."""

from .main_window import MainWindow


def register_charts(window: MainWindow) -> None:
    """Give the entry its handler."""
    window.actions_of_menus.register("tools.charts", lambda: _open(window))


def _open(window: MainWindow) -> None:
    from .dialogs import show_dialog
    from .dialogs.charts import ChartsDialog

    show_dialog(ChartsDialog(window))
