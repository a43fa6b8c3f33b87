"""Closing the window: what is half typed is not thrown away unasked."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from ui.app import build_window
from ui.forms.form import Form
from ui.main_window import MainWindow
from ui.window_state import WindowState


def opened(qtbot: QtBot, desk: Desk, state: WindowState) -> MainWindow:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    window.show_tab("ClientsTab")
    window.current_tab.new_record()
    return window


def answer(words: str, asked: list[str]) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(button for button in box.findChildren(QAbstractButton) if button.text() == words).click()

    QTimer.singleShot(0, press)


def test_a_form_half_typed_keeps_the_window_open_if_one_wants(qtbot: QtBot, desk: Desk, state: WindowState) -> None:
    window = opened(qtbot, desk, state)
    form = next(one for one in window.findChildren(Form) if one.isVisible())
    form.editor("name").set_value("Éloïse")
    asked: list[str] = []
    answer("Continuer la saisie", asked)
    window.quit()
    assert window.isVisible()
    assert form.editor("name").value == "Éloïse"
    answer("Fermer sans enregistrer", asked)
    window.quit()
    assert not window.isVisible()
    assert asked == ["«\u202fNouveau client\u202f» n’est pas enregistré."] * 2


def test_nothing_is_asked_when_nothing_was_typed(qtbot: QtBot, desk: Desk, state: WindowState) -> None:
    window = opened(qtbot, desk, state)
    window.quit()
    assert not window.isVisible()
