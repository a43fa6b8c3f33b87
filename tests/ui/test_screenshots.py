"""What ``--screenshots`` takes pictures of is whole."""

from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.ui.mediation_world import equipped, notified, seller
from ui.app import build_window
from ui.screenshots import make_ready, settle
from ui.widgets.nav import NavItem, NavTabs
from ui.window_state import WindowState


def test_the_first_picture_has_room_for_the_number_of_every_tab(desk: Desk, state: WindowState) -> None:
    seller(desk)
    notified(desk, equipped(desk))
    window = build_window(desk, state)
    make_ready(window)
    tabs = [window.nav.tab(place.entry.key) for place in window.places]
    assert window.nav.tab("MediationTab").accessibleName().endswith("1\u00a0point en attente")
    assert [tab.width() for tab in tabs] == [tab.full_width() for tab in tabs]
    window.close()


def test_the_number_of_a_tab_comes_with_its_room(qtbot: QtBot) -> None:
    tabs = NavTabs()
    qtbot.addWidget(tabs)
    for key in ("one", "two"):
        tabs.add(NavItem(key, "Litiges", "scale"))
    tabs.set_key("two")
    tabs.show()
    tab = tabs.tab("one")
    before = tab.grab().toImage()
    tab.set_count(17)
    assert tab.grab().toImage() == before  # the layout has not given it more room yet
    settle()
    assert tab.width() == tab.full_width()
    assert tab.grab().toImage() != before
