"""The locked window names nobody, takes no key but the password, covers what is open over it, and locks by itself."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Setting
from litigedesk.errors import InvalidInput
from litigedesk.operations import clients, profile, window_password
from litigedesk.validation.passwords import Level, strength
from ui.app import build_window
from ui.dialogs.window_password import WindowPasswordDialog
from ui.main_window import MainWindow
from ui.widgets.lock_screen import LockScreen
from ui.window_lock import TICK, WindowLock, wait_after
from ui.window_state import WindowState

SECRET = "écureuil tulipe 7"
Type = Callable[[QWidget, str], None]


@pytest.fixture
def window(desk: Desk, state: WindowState, qtbot: QtBot) -> Iterator[MainWindow]:
    clients.save(desk, Client(name="Atelier Boréal SARL"), [], [])
    window_password.choose(desk, SECRET, SECRET)
    made = build_window(desk, state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def lock_of(window: MainWindow) -> WindowLock:
    found = window.findChild(WindowLock)
    assert found is not None
    return found


def screen_of(window: QWidget) -> LockScreen:
    """That of now: one lifted waits for the event loop to go."""
    return window.findChildren(LockScreen)[-1]


def unlock(window: QWidget, type_text: Type, password: str = SECRET) -> None:
    screen = screen_of(window)
    type_text(screen.field, password)
    QTest.keyClick(screen.field, Qt.Key.Key_Return)


def test_a_folder_with_a_password_opens_locked_and_the_password_opens_it(window: MainWindow, type_text: Type) -> None:
    lock = lock_of(window)
    assert lock.is_locked
    assert not window.current_tab.isVisible()
    assert screen_of(window).size() == window.size()
    unlock(window, type_text)
    assert not lock.is_locked
    assert window.current_tab.isVisible()


def test_no_key_is_a_command_and_tab_stays_on_the_lock(window: MainWindow) -> None:
    screen, tab = screen_of(window), window.current_tab
    screen.field.setFocus()
    for key in (Qt.Key.Key_3, Qt.Key.Key_Z, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_Comma):
        QTest.keyClick(screen.field, key, Qt.KeyboardModifier.ControlModifier)
    assert window.current_tab is tab
    assert QApplication.activeModalWidget() is None
    seen = set()
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == {"lock.password", "lock.open", "lock.forgotten"}


def test_what_is_open_over_the_window_is_covered_too_and_keeps_what_was_typed(
    window: MainWindow, qtbot: QtBot, type_text: Type
) -> None:
    unlock(window, type_text)
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    dialog.setWindowTitle("Atelier Boréal SARL")
    field = QLineEdit("à moitié", dialog)
    dialog.resize(300, 200)
    dialog.open()
    window.actions_of_menus.trigger("file.lock")
    later = QDialog(window)
    qtbot.addWidget(later)
    later.setWindowTitle("Atelier Boréal SARL")
    later.show()  # opened by a timer, say, behind the one that has the keys
    lock_of(window).tick()
    for one in (dialog, later):
        assert (one.windowTitle(), screen_of(one).isVisible()) == ("LitigeDesk", True)
    assert not field.isVisible()
    QTest.keyClick(screen_of(dialog).field, Qt.Key.Key_Escape)
    QTest.keyClick(screen_of(dialog).field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    unlock(dialog, type_text)
    assert (dialog.windowTitle(), later.windowTitle()) == ("Atelier Boréal SARL", "Atelier Boréal SARL")
    assert (field.isVisible(), field.text()) == (True, "à moitié")
    later.close()
    dialog.close()


def test_wrong_passwords_make_one_wait_longer_and_longer(window: MainWindow, type_text: Type) -> None:
    lock, screen = lock_of(window), screen_of(window)
    for _ in range(3):
        unlock(window, type_text, "autre chose")
        assert lock.is_locked
    assert "Attendez 5\xa0secondes" in screen.field.accessibleDescription()
    assert not screen.field.isEnabled()
    lock.attempt(SECRET)
    assert lock.is_locked
    for _ in range(5):
        lock.count_down()
    assert screen.field.isEnabled()
    unlock(window, type_text)
    assert not lock.is_locked
    assert [wait_after(number) for number in (1, 2, 3, 4, 5, 9, 50)] == [0, 0, 5, 10, 20, 300, 300]


def test_it_locks_after_the_minutes_without_a_touch_and_a_touch_starts_them_again(
    window: MainWindow, desk: Desk, type_text: Type
) -> None:
    unlock(window, type_text)
    lock = lock_of(window)
    profile.set_setting(desk, "window.idle_minutes", "1")
    for _ in range(60_000 // TICK - 1):
        lock.tick()
    QTest.keyClick(window, Qt.Key.Key_F3)
    lock.tick()
    assert not lock.is_locked
    for _ in range(60_000 // TICK):
        lock.tick()
    assert lock.is_locked
    unlock(window, type_text)
    profile.set_setting(desk, "window.idle_minutes", "0")
    for _ in range(10_000):
        lock.tick()
    assert not lock.is_locked


def test_without_a_password_locking_asks_for_one_and_it_is_kept_as_a_hash_only(
    desk: Desk, state: WindowState, qtbot: QtBot, type_text: Type
) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    dialog = WindowPasswordDialog(window.context)
    qtbot.addWidget(dialog)
    dialog.show()
    type_text(dialog.password.line, "court")
    QTest.keyClick(dialog.password.line, Qt.Key.Key_Return)
    assert dialog.password.problem.startswith("Trop court")
    type_text(dialog.password.line, "e cheval agrafe")
    type_text(dialog.again.line, "autre")
    QTest.keyClick(dialog.again.line, Qt.Key.Key_Return)
    assert dialog.again.problem == "Les deux saisies ne sont pas les mêmes."
    dialog.again.set_value("courte cheval agrafe")
    QTest.keyClick(dialog.again.line, Qt.Key.Key_Return)
    assert dialog.result() == 1
    [kept] = desk.table(Setting).where(key="window.password")
    assert "cheval" not in kept.value
    assert window_password.is_right(desk, "courte cheval agrafe")
    assert desk.undo_label is None
    window.close()


def test_changing_or_removing_it_asks_for_the_present_one(desk: Desk) -> None:
    window_password.choose(desk, SECRET, SECRET)
    with pytest.raises(InvalidInput):
        window_password.choose(desk, "tout autre chose", "tout autre chose", "faux")
    with pytest.raises(InvalidInput):
        window_password.remove(desk, "faux")
    window_password.choose(desk, "tout autre chose", "tout autre chose", SECRET)
    composed = "tout autre chose"
    assert window_password.is_right(desk, composed)
    window_password.remove(desk, composed)
    assert not window_password.is_set(desk)


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("Abc12!", Level.REFUSED),
        ("motdepasse1", Level.WEAK),
        ("aaaaaaaaaaaaaaaa", Level.WEAK),
        ("cheval pile agrafe correcte", Level.GOOD),
    ],
)
def test_how_well_a_password_holds_is_said(password: str, level: Level) -> None:
    assert strength(password).level is level
