"""Menu entries that read files of other programs, and what is dropped on the window: clients, invoices, statements of account."""

from .dropped_files import WORDS, take
from .main_window import MainWindow
from .widgets.drop_area import DropArea


def register_import(window: MainWindow) -> None:
    """Give these entries their handlers; each window is imported when it is first opened."""
    window.actions_of_menus.register("file.import", lambda: _records(window))
    window.actions_of_menus.register("file.bank", lambda: _bank(window))
    page = window.centralWidget()
    assert page is not None
    area = DropArea(page, WORDS, takes_dossiers=True)
    area.dropped.connect(lambda what: take(window.context, window, what))


def _records(window: MainWindow) -> None:
    from .wizard.import_dialog import import_records

    import_records(window.context, window)


def _bank(window: MainWindow) -> None:
    from .dialogs.bank import import_statement

    import_statement(window.context, window)
