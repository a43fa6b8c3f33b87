"""Keys that go from part to part and from tab to tab, and a list that leaves none out."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.actions import ACTIONS, shortcut_words
from ui.context import Context
from ui.dialogs.key_list import PARTS
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.main_window import MainWindow
from ui.tab_modules import located
from ui.tabs.clients import ClientsTab
from ui.tabs.today import TodayTab
from ui.widgets.text import Label
from ui.window_state import WindowState

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def in_front(qtbot: QtBot, window: QWidget) -> None:
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


# ---- from part to part ---------------------------------------------------------------------------------------------------
def test_f6_goes_round_the_parts_in_sight_and_comes_back_where_one_was(qtbot: QtBot) -> None:
    window = QWidget()
    column, across = QVBoxLayout(window), QHBoxLayout()
    top = QWidget(objectName="topbar")
    QHBoxLayout(top).addWidget(QPushButton("onglet"))
    rows, page, empty = QListWidget(), QScrollArea(), QScrollArea()
    rows.addItem("ligne")
    inside = QWidget()
    fields = QVBoxLayout(inside)
    first, second = QLineEdit(), QLineEdit()
    fields.addWidget(first)
    fields.addWidget(second)
    page.setWidget(inside)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.addWidget(top)
    column.addLayout(across)
    for part in (rows, empty, page):
        across.addWidget(part)
    in_front(qtbot, window)

    def press(key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWidget:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6, key)
        return window.focusWidget()

    top.findChild(QPushButton).setFocus()
    assert press() is rows
    assert press() is first, "what holds no control is passed over"
    second.setFocus()
    assert press() is top.findChild(QPushButton)
    assert press(SHIFT) is second
    assert press(SHIFT) is rows


def test_the_tabs_are_gone_through_from_anywhere(context: Context, state: WindowState, qtbot: QtBot) -> None:
    window = MainWindow(located(TodayTab.entry, ClientsTab.entry), state)
    window.begin(context)
    in_front(qtbot, window)
    met = []
    for keys in (CONTROL, CONTROL, CONTROL | SHIFT):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab, keys)
        met.append(type(window.current_tab).__name__)
    assert met == ["ClientsTab", "TodayTab", "ClientsTab"]
    assert window.focusWidget().objectName() == "nav.ClientsTab"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    assert not window.focusWidget().objectName().startswith("nav.")


# ---- the list ------------------------------------------------------------------------------------------------------------
def test_no_key_of_the_program_is_left_out_of_the_list() -> None:
    told = {key for entry in ACTIONS for key in (entry.shortcut, entry.also)}
    told |= {key for _title, lines in PARTS for _words, keys in lines for key in keys.split(" ; ")}
    told |= {"Ctrl+Enter", "Ctrl+="}  # the same keys of other keyboards
    given = {
        key
        for path in Path(ui.__file__).parent.rglob("*.py")
        for key in re.findall(
            r'QKeySequence\("([^"]+)"\)|setShortcut\("([^"]+)"\)|^ +\("(Ctrl\+[^"]+)", \w',
            path.read_text("utf-8"),
            re.MULTILINE,
        )
        for key in key
        if key
    }
    assert {"Ctrl+S", "Ctrl+P", "Ctrl+Return", "Ctrl+F"} <= given
    assert given - told == set()


def test_every_key_of_the_list_is_one_that_qt_knows() -> None:
    for _title, lines in PARTS:
        for words, keys in lines:
            for key in keys.split(" ; "):
                assert key == "Alt" or QKeySequence(key).toString() == key, words


def test_two_entries_of_the_menus_never_have_the_same_key() -> None:
    keys = [key for entry in ACTIONS for key in (entry.shortcut, entry.also) if key]
    assert len(keys) == len(set(keys))


def test_a_shortcut_is_found_by_its_words_or_by_its_keys(context: Context, state: WindowState, qtbot: QtBot) -> None:
    window = MainWindow(located(TodayTab.entry, ClientsTab.entry), state)
    window.begin(context)
    qtbot.addWidget(window)
    dialog = ShortcutsDialog(window.actions_of_menus, window)
    in_front(qtbot, dialog)

    def shown() -> set[str]:
        return {label.full_text() for label in dialog.page.findChildren(Label) if label.isVisible()}

    dialog.search.setText("retablir")
    assert {"Rétablir", "Ctrl+Maj+Z, Ctrl+Y"} <= shown()
    assert "Filtrer la liste" not in shown()
    dialog.search.setText("f6")
    assert {"Volet suivant", "Partie suivante, précédente de la fenêtre"} <= shown()
    dialog.search.setText("xyz")
    assert "Aucun raccourci ne contient ces mots." in shown()
    assert shortcut_words("Ctrl+Return") == "Ctrl+Entrée"
