"""Every part of the tab Médiation and the first screen as a calendar are drawn, and nothing flashes while they are read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.ui.mediation_world import equipped, gone, notified, proposed, seller
from tests.ui.test_no_flash import WindowsShown
from ui.app import build_window
from ui.main_window import MainWindow
from ui.screenshots import all_scenes, settle
from ui.tabs.mediation import MediationTab
from ui.tabs.mediation.tab import PARTS
from ui.theme import ThemeMode, current
from ui.window_state import WindowState


def nothing(desk: Desk) -> None:
    """A profile alone."""
    seller(desk)


def everything(desk: Desk) -> None:
    """A convention and mediations."""
    mediator_id = equipped(desk)
    proposed(desk, mediator_id)
    notified(desk, mediator_id)


@pytest.fixture(params=[nothing, everything], ids=["empty", "full"])
def window(request: pytest.FixtureRequest, desk: Desk, state: WindowState, qtbot: QtBot) -> MainWindow:
    fill: Callable[[Desk], None] = request.param
    fill(desk)
    made = build_window(desk, state)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    return made


def test_no_part_flashes_a_window_of_its_own(window: MainWindow) -> None:
    shown = WindowsShown()
    QApplication.instance().installEventFilter(shown)  # type: ignore[union-attr]
    window.show()
    window.show_tab("MediationTab")
    tab = window.current_tab
    assert isinstance(tab, MediationTab)
    for part in PARTS:
        tab.show_part(part.key)
        gone()
    tab.refresh_now()
    gone()
    QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
    assert [name for name in shown.names if not name.startswith("MainWindow")] == []


def test_every_part_has_its_picture_in_both_themes(window: MainWindow, tmp_path: Path) -> None:
    window.show()
    scenes = [
        one for one in all_scenes(window) if one.name.startswith("5-mediation") or one.name.endswith("calendrier")
    ]
    assert {one.name.rpartition("-")[2] for one in scenes} >= {"calendrier", "dossiers", "mediateur", "informations"}
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        current().apply(mode)
        for scene in scenes:
            assert scene.make(window) is None
            settle()
            image = window.grab().toImage()
            colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
            assert len(colours) > 8, scene.name
