"""Both parts of the tab Sinistres are drawn in both themes, and nothing flashes while they are read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.mediation_world import gone
from tests.ui.test_no_flash import WindowsShown
from ui.app import build_window
from ui.main_window import MainWindow
from ui.screenshots import all_scenes, settle
from ui.tabs.claims import ClaimsTab
from ui.tabs.claims.tab import PARTS
from ui.theme import ThemeMode, current
from ui.window_state import WindowState


def nothing(desk: Desk) -> None:
    """Neither a policy nor a claim."""


def everything(desk: Desk) -> None:
    """A policy and a claim on it."""
    claim_with(desk, insured_by(desk))


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
    window.show_tab("ClaimsTab")
    tab = window.current_tab
    assert isinstance(tab, ClaimsTab)
    for part in PARTS:
        tab.show_part(part.key)
        gone()
    tab.refresh_now()
    gone()
    QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
    assert [name for name in shown.names if not name.startswith("MainWindow")] == []


def test_every_part_has_its_picture_in_both_themes(window: MainWindow, tmp_path: Path) -> None:
    window.show()
    scenes = [one for one in all_scenes(window) if one.name.startswith("6-sinistres-")]
    assert {one.name for one in scenes} >= {"6-sinistres-sinistres", "6-sinistres-contrats-rc-pro"}
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        current().apply(mode)
        for scene in scenes:
            made = scene.make(window) or window
            made.show()
            settle()
            image = made.grab().toImage()
            colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
            assert len(colours) > 8, scene.name
            if made is not window:
                made.close()
                made.deleteLater()
