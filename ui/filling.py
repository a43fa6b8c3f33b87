"""Puts an open data folder into the window that shows already: the first screen at once, the rest once it is painted."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from litigedesk.errors import StorageError, UserError

from .context import Context
from .exit_actions import register_exit
from .import_actions import register_import
from .list_actions import register_lists
from .main_window import MainWindow
from .program_actions import register_program
from .safety_actions import register_safety
from .tool_actions import register_tools

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def fill(window: MainWindow, desk: "Desk") -> None:
    """Show the folder, every menu entry registered; what is not seen on the first screen follows it."""
    from .charts_actions import register_charts
    from .daily_notice import DailyNotice
    from .day_watch import DayWatch
    from .search_actions import register_search

    context = Context(desk)
    context.last_opened = window.state.note_opening(desk.folder, desk.today())
    window.begin(context)
    register_program(window)
    register_tools(window)
    register_charts(window)
    register_safety(window)
    register_lists(window)
    register_import(window)
    register_search(window)
    register_exit(window)
    window.finish_menus()
    DayWatch(window)
    DailyNotice(window)
    for step in (_catch_up, _finish_erasures, _answer_rows):
        window.later.add(partial(step, window))


def _catch_up(window: MainWindow) -> None:
    """What days gone by have brought; no step of the user's. What is shown is read again when it changed something."""
    from litigedesk.operations import limitation_dates, procedure_lines

    desk, changed = window.context.desk, False
    with suppress(StorageError):  # a full disk must not keep the user from reading their records
        changed |= limitation_dates.catch_up(desk)
        changed |= procedure_lines.catch_up(desk)
    if changed:
        window.context.data_changed.emit(frozenset({"deadline", "event", "limitation_event"}))


def _finish_erasures(window: MainWindow) -> None:
    from litigedesk.operations import privacy

    if not window.context.desk.read_only:
        with suppress(UserError):  # a full disk must not keep the user from reading their records
            privacy.finish(window.context.desk)


def _answer_rows(window: MainWindow) -> None:
    """It sees every event of the program: the many of the first screen's making are over by now."""
    from .row_menus import RowMenus

    RowMenus(window)
