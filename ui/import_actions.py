"""Menu entries that read files of other programs: clients and invoices, statements of account."""

from .main_window import MainWindow


def register_import(window: MainWindow) -> None:
    """Give these entries their handlers; each window is imported when it is first opened."""
    window.actions_of_menus.register("file.bank", lambda: _bank(window))


def _bank(window: MainWindow) -> None:
    from .dialogs.bank import import_statement

    import_statement(window.context, window)
