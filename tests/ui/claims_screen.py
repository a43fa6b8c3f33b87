"""The tab Sinistres as on a small laptop, for its tests."""

from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.mediation_world import button, gone
from ui.context import Context
from ui.tabs.claims import ClaimsTab


def tab_shown(context: Context, qtbot: QtBot, part: str = "") -> ClaimsTab:
    """The tab, at one of its parts."""
    made = ClaimsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    if part:
        made.show_part(part)
    gone()
    return made


def menu_of(holder: QWidget, name: str) -> QMenu:
    """The menu of the button of that name."""
    found = button(holder, name)
    assert isinstance(found, (QPushButton, QToolButton))
    menu = found.menu()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    """Press the line of a menu that begins with these words."""
    next(one for one in menu.actions() if one.text().replace("\u00a0", " ").startswith(words)).trigger()
