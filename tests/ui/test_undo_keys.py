"""Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y: the typing of a field first, then the steps of the data, from every window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.domain.records import Client
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import clients
from ui.context import Context
from ui.forms.editors import TextEditor
from ui.forms.form import Form
from ui.main_window import MainWindow
from ui.tab_modules import located
from ui.tabs.clients import ClientsTab
from ui.undo_keys import add_undo_keys
from ui.window_state import WindowState
from ui.wording_window import WordingWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Typing = Callable[[QWidget, str], None]


def named(context: Context) -> list[str]:
    """The clients there are."""
    return [one.name for one in context.desk.table(Client).all(order="id")]


@pytest.fixture
def window(context: Context, state: WindowState, qtbot: QtBot) -> MainWindow:
    made = MainWindow(located(ClientsTab.entry), state)
    made.begin(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    for name in ("Alpha", "Bêta"):
        context.run(clients.save, Client(name=name))
    return made


@pytest.fixture(params=[QLineEdit, QPlainTextEdit, QComboBox])
def field(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> QWidget:
    """A field that stands in the window, with the keys on it."""
    made: QWidget = request.param(window)
    if isinstance(made, QComboBox):
        made.setEditable(True)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_field_that_nobody_typed_in_leaves_the_keys_to_the_window(
    field: QWidget, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert named(window.context) == ["Alpha"]
    assert window.message.text == "Annulé\u00a0: Client enregistré — Bêta"
    qtbot.keyClick(field, Qt.Key.Key_Y, CONTROL)
    assert named(window.context) == ["Alpha", "Bêta"]
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert named(window.context) == ["Alpha", "Bêta"]


def test_what_was_typed_is_taken_back_first_and_a_key_pressed_once_too_often_never_reaches_the_data(
    field: QWidget, window: MainWindow, qtbot: QtBot, type_text: Typing
) -> None:
    def typed() -> str:
        if isinstance(field, QComboBox):
            return field.currentText()
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    type_text(field, "Zoé")
    for _ in range(9):
        qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert typed() == ""
    for _ in range(9):
        qtbot.keyClick(field, Qt.Key.Key_Y, CONTROL)
    assert typed() == "Zoé"
    assert named(window.context) == ["Alpha", "Bêta"]


def test_in_a_form_being_filled_in_the_keys_never_reach_the_data(
    window: MainWindow, qtbot: QtBot, type_text: Typing
) -> None:
    form = Form(window.context, "x", "Titre", "Enregistrer", lambda values: values)
    name, notes = TextEditor("name", "Nom"), TextEditor("notes", "Notes")
    form.section("Identité", name, notes)
    form.load({"name": "", "notes": ""})
    form.setParent(window)
    form.show()
    notes.line.setFocus()
    qtbot.waitUntil(notes.line.hasFocus)
    qtbot.keyClick(notes.line, Qt.Key.Key_Z, CONTROL)
    assert named(window.context) == ["Alpha"], "nothing is typed yet"
    type_text(name.line, "Z")
    qtbot.keyClick(notes.line, Qt.Key.Key_Z, CONTROL)
    assert named(window.context) == ["Alpha"]


def test_the_keys_work_in_a_window_that_stands_before_the_main_one(window: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    add_undo_keys(dialog, window.context)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for _ in range(5):  # and none too many says that there is nothing
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Z, CONTROL)
    assert named(window.context) == []
    assert window.context.desk.undo_label is None
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert named(window.context) == ["Alpha"]


def test_the_window_of_texts_takes_back_the_text_it_kept(context: Context, qtbot: QtBot, type_text: Typing) -> None:
    texts = WordingWindow(context, None, NOTICE)
    qtbot.addWidget(texts)
    with qtbot.waitExposed(texts):
        texts.show()
    texts.activateWindow()
    qtbot.waitUntil(texts.isActiveWindow)
    type_text(texts.editor, "Bonjour. ")
    qtbot.keyClick(texts.editor, Qt.Key.Key_S, CONTROL)
    assert context.desk.undo_label == "Votre texte de lettre enregistré — Mise en demeure"
    texts.letters.setFocus()
    qtbot.keyClick(texts.primary, Qt.Key.Key_Z, CONTROL)
    assert context.desk.undo_label is None
    assert texts.messages.redo_button.isVisible()
    texts.close()
