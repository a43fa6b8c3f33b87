"""F1 opens help for the tab, the form or the field in use; its window is read, searched and gone back in."""

import re
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.help.fields import fields, of_field
from ui.app import build_window
from ui.dialogs.form_dialog import form_window
from ui.forms.base_editor import Editor
from ui.forms.client_form import ClientForm
from ui.help.keys import FORM_PAGES, HelpKeys
from ui.help.window import HelpWindow
from ui.main_window import MainWindow
from ui.window_state import WindowState


def shown(window: MainWindow) -> HelpWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_f1_opens_the_page_of_the_tab_in_front(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    window.show_tab("DisputesTab")
    window.actions_of_menus.trigger("help.open")
    page = shown(window)
    assert "prochaine étape" in page.text.toPlainText()
    window.show_tab("ClaimsTab")
    window.actions_of_menus.trigger("help.open")
    assert shown(window) is page
    assert "Déclarez-le" in page.text.toPlainText()
    page.go_back()
    assert "prochaine étape" in page.text.toPlainText()


def test_f1_in_a_field_over_a_dialog_explains_the_field(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    form = ClientForm(window.context, None)
    dialog = form_window(form, window)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    editor = next(one for one in form.findChildren(Editor) if one.name == "siret")
    editor.setFocus()
    qtbot.waitUntil(editor.focusProxy().hasFocus)
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_F1)
    page = shown(window)
    found = of_field("client", "siret")
    assert found is not None
    assert found.text in page.text.toPlainText()
    assert page.isAncestorOf(page.text)
    assert page.parentWidget() is dialog  # or it would not take the keys while the dialog waits
    page.close()
    dialog.close()


def test_help_opens_again_once_the_dialog_it_stood_over_is_gone(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    dialog = form_window(ClientForm(window.context, None), window)
    dialog.open()
    keys = window.findChild(HelpKeys)
    assert keys is not None
    keys.open_for(dialog)
    assert shown(window).parentWidget() is dialog
    dialog.close()
    shiboken6.delete(dialog)
    window.actions_of_menus.trigger("help.open")
    assert shown(window).parentWidget() is window
    shown(window).close()


def test_the_search_lists_words_then_pages_and_says_when_nothing_is_found(qtbot: QtBot) -> None:
    page = HelpWindow()
    qtbot.addWidget(page)
    page.search.setText("injonction")
    titles = [page.contents.item(row).text().splitlines()[0] for row in range(page.contents.count())]
    assert titles[0] == "Injonction de payer"
    assert "L’injonction de payer" in titles
    page.contents.setCurrentRow(titles.index("L’injonction de payer"))
    assert "Cerfa" in page.text.toPlainText()
    page.search.setText("zzzz")
    assert page.contents.count() == 1
    assert "Rien ne correspond" in page.contents.item(0).text()
    page.search.clear()
    assert page.contents.count() > 20


FORMS = sorted((Path(__file__).parents[2] / "ui" / "forms").glob("*.py"))
NAMED = re.compile(r"Editor\(\s*\"([a-z_]+)\"")
KEYED = re.compile(r"f\"([a-z_]+):\{")


def test_every_field_of_every_form_has_its_help() -> None:
    named = {name for path in FORMS for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 60
    assert {name for name in named if name not in fields()} == set()


def test_every_form_knows_its_page() -> None:
    keys = {key for path in FORMS for key in KEYED.findall(path.read_text(encoding="utf-8"))} - {"new"}
    assert len(keys) > 10
    assert keys - FORM_PAGES.keys() == set()


def test_help_keys_close_with_the_window(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    keys = window.findChild(HelpKeys)
    assert keys is not None
    keys.open_words()
    assert "Anatocisme" not in shown(window).text.toPlainText()  # known as « Capitalisation des intérêts »
    shown(window).close()
