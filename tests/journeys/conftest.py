"""A real data folder made by the first start, the real window over it, and someone before it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.folders import new_desk
from tests.journeys.person import Clock, Freelancer, first_start
from ui.app import build_window, make_application, save_profile
from ui.context import Context
from ui.theme import ThemeMode, current
from ui.window_state import WindowState

START = datetime(2026, 11, 22, 9, 0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform warns of what it leaves out (raising windows): no fault of the program."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> None:
    """Qt in French, in the light theme at the normal size, whatever the test before did."""
    if qapp.applicationName() != "LitigeDesk":
        make_application([])
    current().apply(ThemeMode.LIGHT, 1.0)


SitDown = Callable[..., Freelancer]


@pytest.fixture
def hands() -> type[Freelancer]:
    """With a pointer, unless a test says otherwise."""
    return Freelancer


@pytest.fixture
def sit_down(
    qtbot: QtBot, type_text: Callable[[QWidget, str], None], tmp_path: Path, hands: type[Freelancer]
) -> Iterator[SitDown]:
    """Someone who answers the first start, on a day and with a status of their own, then sits before the window."""
    with ExitStack() as open_things:

        def make(start: datetime = START, status: str = "Entrepreneur individuel") -> Freelancer:
            clock = Clock(start)
            with new_desk(tmp_path / "essai", clock) as scratch:
                chosen = first_start(qtbot, type_text, Context(scratch), tmp_path / "données", status)
            desk = open_things.enter_context(Desk.open(chosen.folder, clock))
            save_profile(desk, chosen.profile)
            window = build_window(desk, WindowState(tmp_path / "réglages" / "fenetre.ini"))
            qtbot.addWidget(window)
            with qtbot.waitExposed(window):
                window.show()
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            open_things.callback(window.close)
            return hands(qtbot, type_text, window, clock)

        yield make


@pytest.fixture
def freelancer(sit_down: SitDown) -> Freelancer:
    """Someone who has just answered the first start, on 22 November 2026."""
    return sit_down()
