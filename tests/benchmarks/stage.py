"""Where a size is measured: its invented data in a folder of their own, the desk open on them, and the window over it."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from litigedesk.demo import scale
from litigedesk.desk import Desk
from tests.benchmarks.timing import milliseconds
from ui.app import build_window, make_application
from ui.main_window import MainWindow
from ui.search.upkeep import SearchUpkeep
from ui.window_state import WindowState

NOW: Final = datetime(2026, 11, 22, 9, 0)  # the same day at each run: the work does not depend on when it is measured
TABS: Final = 6
PATIENCE: Final = 120  # seconds for what is brought up to date between events


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What every measure of one size works on; ``quick`` asks for one turn and little of each."""

    clients: int
    desk: Desk
    window: MainWindow
    place: Path  # for what a measure writes
    made_in: float  # milliseconds that the data took
    quick: bool

    @property
    def times(self) -> int:
        """How many turns an action gets."""
        return 1 if self.quick else 7

    @property
    def budget(self) -> float:
        """Seconds after which an action has had turns enough."""
        return 0.0 if self.quick else 6.0


@contextmanager
def stage(clients: int, place: Path, *, quick: bool) -> Iterator[Stage]:
    """Data of that size, written anew in ``place``, and the window over them until the end."""
    app = make_application(["litigedesk"])
    made_in = milliseconds(lambda: scale.make(place / "data", NOW, clients))
    shutil.copytree(place / "data", place / "start")  # for programs that open it themselves
    with Desk.open(place / "data", lambda: NOW) as desk:
        window = build_window(desk, WindowState(place / "window.ini"))
        window.resize(1366, 768)
        window.show()
        settle(app)
        rest(window, desk)
        try:
            yield Stage(clients=clients, desk=desk, window=window, place=place, made_in=made_in, quick=quick)
        finally:
            window.close()
            window.deleteLater()
            settle(app)


def settle(app: QApplication | None = None) -> None:
    """Let everything that waits be drawn and destroyed."""
    instance = app or QApplication.instance()
    assert isinstance(instance, QApplication)
    instance.processEvents()
    instance.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    instance.processEvents()


def rest(window: MainWindow, desk: Desk) -> None:
    """Wait until what is brought up to date between events is done, as after some minutes of use: disputes, then the search."""
    for place in range(1, TABS + 1):
        show_tab(window, place)
    day, until = desk.today(), time.monotonic() + PATIENCE
    search = window.findChild(SearchUpkeep)
    while time.monotonic() < until and (desk.standing.behind(day) or (search is not None and search.is_busy)):
        settle()


def show_tab(window: MainWindow, place: int) -> None:
    """Bring the tab at that place, from 1, to the front as its shortcut does, drawn."""
    window.actions_of_menus.trigger(f"view.tab.{place}")
    settle()
