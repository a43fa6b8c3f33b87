"""Menu entries that open a window of their own: profile, settings, trash, calculators, rates, the example."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess

from litigedesk.formats import typographic

from .dialogs import show_dialog
from .main_window import MainWindow


def register_tools(window: MainWindow) -> None:
    """Give these entries their handlers; each window is imported when it is first opened."""
    entries = window.actions_of_menus
    for action_id, opener in {
        "file.profile": _profile,
        "file.settings": _settings,
        "file.demo": _example,
        "edit.trash": _trash,
        "tools.reminders": _reminders,
        "tools.deadline": _deadline,
        "tools.interest": _interest,
        "tools.limitation": _limitation,
        "tools.rates": _rates,
        "tools.wordings": _wordings,
    }.items():
        entries.register(action_id, _bound(opener, window))


def _bound(opener: Callable[[MainWindow], None], window: MainWindow) -> Callable[[], None]:
    return lambda: opener(window)


def _profile(window: MainWindow) -> None:
    from .dialogs.profile import edit_profile

    edit_profile(window.context, window)


def _settings(window: MainWindow) -> None:
    from .dialogs.settings import SettingsDialog

    show_dialog(SettingsDialog(window.context, window))


def _trash(window: MainWindow) -> None:
    from .dialogs.trash import TrashDialog

    show_dialog(TrashDialog(window.context, window))


def _rates(window: MainWindow) -> None:
    from .dialogs.rates import edit_rates

    edit_rates(window.context, window)


def _reminders(window: MainWindow) -> None:
    from .dialogs.reminders import remind_all

    remind_all(window.context, window)


def _wordings(window: MainWindow) -> None:
    from .wording_window import edit_wordings

    edit_wordings(window.context, window)


def _deadline(window: MainWindow) -> None:
    from .dialogs.calculators.deadline import DeadlineCalculator

    show_dialog(DeadlineCalculator(window.context, window))


def _interest(window: MainWindow) -> None:
    from .dialogs.calculators.interest import InterestCalculator

    show_dialog(InterestCalculator(window.context, window))


def _limitation(window: MainWindow) -> None:
    from .dialogs.calculators.limitation import LimitationCalculator

    show_dialog(LimitationCalculator(window.context, window))


def _example(window: MainWindow) -> None:
    """The example opens in a window of its own, on a folder of its own: the user's data are not touched."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "ui"]
    started, _pid = QProcess.startDetached(sys.executable, [*program, "--demo"], str(Path.cwd()))
    if not started:
        window.context.error_raised.emit(
            typographic("L’exemple ne s’est pas ouvert : réessayez depuis le menu Fichier.")
        )
