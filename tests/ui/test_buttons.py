"""Buttons answer the keys people press: Enter as well as the space bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.layout import vbox

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@pytest.mark.parametrize("key", ENTERS)
@pytest.mark.parametrize("make", [lambda: Button("Commencer", Kind.PRIMARY), lambda: IconButton("x", "Fermer")])
def test_enter_and_space_press_the_button_that_has_the_keys(key: Qt.Key, make: type[Button], qtbot: QtBot) -> None:
    button = make()
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_enter_in_a_field_of_a_dialog_presses_nothing(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    layout = vbox(dialog)
    line, button = QLineEdit(), Button("Enregistrer", Kind.PRIMARY)
    layout.addWidget(line)
    layout.addWidget(button)
    dialog.show()
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(line, Qt.Key.Key_Return)
