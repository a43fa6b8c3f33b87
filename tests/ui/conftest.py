"""The application in French on the bundled font, a desk on an empty folder, and the window over it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.folders import new_desk
from ui.app import make_application
from ui.context import Context
from ui.theme import Theme, ThemeMode, current
from ui.window_state import WindowState

TODAY = date(2026, 11, 22)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform warns of what it leaves out (raising windows, size hints): no fault of the program."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> Iterator[QApplication]:
    """Qt in French, in the light theme at the normal size, whatever the test before did."""
    if qapp.applicationName() != "LitigeDesk":
        make_application([])
    look = current()
    if (look.mode, look.text_scale, look.palette.dark) != (ThemeMode.LIGHT, 1.0, False):
        look.apply(ThemeMode.LIGHT, 1.0)
    yield qapp
    qapp.clipboard().clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or each test would repaint the windows of all before


@pytest.fixture
def theme() -> Theme:
    return current()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", lambda: datetime(2026, 11, 22, 9, 0)) as opened:
        yield opened


@pytest.fixture
def context(desk: Desk, qtbot: QtBot) -> Context:
    return Context(desk)


@pytest.fixture
def state(tmp_path: Path) -> WindowState:
    return WindowState(tmp_path / "réglages" / "fenetre.ini")
