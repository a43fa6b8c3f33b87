"""The check of the data, by the keyboard: each finding opened, mended or set aside, and nobody named in the report."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.operations import clients
from ui.context import Context
from ui.dialogs.check import CheckDialog
from ui.widgets.buttons import Button
from ui.window_state import WindowState


@pytest.fixture
def broken(desk: Desk) -> int:
    """A client without a name, a setting nobody knows, and a left-over of a write; the client's id."""
    client = clients.save(desk, Client(name="Jeanne Martin"), [], []).value
    with closing(sqlite3.connect(desk.folder / "litigedesk.sqlite", isolation_level=None)) as other:
        other.execute("UPDATE client SET name = ' '")
        other.execute("INSERT INTO setting (key, value) VALUES ('old.thing', '1')")
    (desk.folder / "fichiers").mkdir(exist_ok=True)
    (desk.folder / "fichiers" / "0123.part").write_bytes(b"half")
    return client.id or 0


def checked(context: Context, state: WindowState, qtbot: QtBot) -> CheckDialog:
    dialog = CheckDialog(context, state)
    qtbot.addWidget(dialog)
    dialog.show()
    end(dialog)
    return dialog


def end(dialog: CheckDialog) -> None:
    while dialog.work.is_busy:
        dialog.work.settle()
        QApplication.processEvents()


def press(dialog: CheckDialog, words: str) -> None:
    """A link of a finding, or a button of the bar, reached and pressed by the keyboard."""
    QApplication.processEvents()  # what was just filled in is shown
    button = next(one for one in dialog.findChildren(Button) if one.isVisible() and one.text().strip() == words)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def codes(dialog: CheckDialog) -> list[str]:
    assert dialog.found is not None
    return [one.code for one in dialog.found.remarks]


def test_all_in_order_says_what_was_looked_at_and_the_next_time_when(
    context: Context, state: WindowState, qtbot: QtBot
) -> None:
    dialog = checked(context, state, qtbot)
    assert dialog.found is not None
    assert dialog.found.remarks == ()
    assert not dialog.repair_button.isVisible()
    again = checked(context, state, qtbot)
    said = [label.text() for label in again.findChildren(type(again.progress.words))]
    assert any("La vérification précédente\xa0: à l’instant, tout était en ordre." in text for text in said)


def test_findings_are_mended_set_aside_and_taken_up_again(
    context: Context, state: WindowState, qtbot: QtBot, broken: int
) -> None:
    dialog = checked(context, state, qtbot)
    assert codes(dialog) == ["client-nameless", "temporary-file", "setting-unknown"]
    press(dialog, "Tout réparer")
    assert codes(dialog) == ["client-nameless"]
    press(dialog, "Ignorer")
    assert codes(dialog) == []
    press(dialog, "Vérifier à nouveau")
    end(dialog)
    assert dialog.found is not None
    assert (codes(dialog), [one.code for one in dialog.found.ignored]) == ([], ["client-nameless"])
    press(dialog, "1\xa0constat ignoré")
    press(dialog, "Ne plus ignorer")
    assert codes(dialog) == ["client-nameless"]
    for expected in ([], ["client-nameless"], ["client-nameless", "setting-unknown"]):
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        end(dialog)
        assert codes(dialog) == expected


def test_open_closes_the_check_and_shows_the_record(
    context: Context, state: WindowState, qtbot: QtBot, broken: int
) -> None:
    dialog = checked(context, state, qtbot)
    with qtbot.waitSignal(context.navigated) as shown:
        press(dialog, "Ouvrir")
    assert shown.args == ["client", broken]
    assert not dialog.isVisible()


def test_the_report_is_copied_without_names(context: Context, state: WindowState, qtbot: QtBot, broken: int) -> None:
    dialog = checked(context, state, qtbot)
    press(dialog, "Copier le rapport")
    text = QGuiApplication.clipboard().text()
    assert "client-nameless" in text
    assert "Martin" not in text
    assert str(context.desk.folder) not in text


def test_a_check_given_up_concludes_nothing(context: Context, state: WindowState, qtbot: QtBot, desk: Desk) -> None:
    dialog = CheckDialog(context, state)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)  # before any answer, however small the folder
    end(dialog)
    assert dialog.found is None
    assert state.text("checked") == ""
    press(dialog, "Vérifier à nouveau")
    end(dialog)
    assert codes(dialog) == []
