"""Copies from the window: listed with what they hold, looked at without writing, gone back to, and the way back kept open."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.errors import StorageError
from litigedesk.operations import backup, clients, window_password
from litigedesk.operations.backup import CopyInfo, Where
from ui import app
from ui.afterwards import Afterwards
from ui.app import build_window
from ui.backup_timer import BackupTimer
from ui.dialogs.archive import ArchiveDialog
from ui.dialogs.backup_steps import GoBackQuestion, restored
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.copy_choice import CopyChoice
from ui.dialogs.password_question import PasswordQuestion
from ui.dialogs.second_place import SecondPlaceDialog
from ui.dialogs.startup_error import StartupErrorDialog
from ui.main_window import MainWindow
from ui.preview import open_preview
from ui.widgets.buttons import Button
from ui.widgets.text import Label
from ui.widgets.window_banner import WindowBanner
from ui.window_state import WindowState

PASSWORD = "cheval pile agrafe"


class Clock:
    """A day that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """One client two days ago, copied; another today."""
    with Desk.open(tmp_path / "données", clock) as opened:
        clients.save(opened, Client(name="Atelier Boréal SARL"), [], [])
        backup.back_up(opened)
        clock.now += timedelta(days=2)
        clients.save(opened, Client(name="Librairie Le Phare"), [], [])
        yield opened


@pytest.fixture
def window(desk: Desk, state: WindowState, qtbot: QtBot) -> Iterator[MainWindow]:
    made = build_window(desk, state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def shown(window: MainWindow, qtbot: QtBot) -> BackupsDialog:
    dialog = BackupsDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(dialog)
    return dialog


def settle(dialog: BackupsDialog) -> None:
    while dialog.tasks.is_busy():
        dialog.tasks.settle()
        QApplication.processEvents()


def press(dialog: BackupsDialog, words: str, place: int = 0) -> None:
    QApplication.processEvents()
    buttons = [one for one in dialog.findChildren(Button) if one.isVisible() and one.text().strip() == words]
    buttons[place].setFocus()
    QTest.keyClick(buttons[place], Qt.Key.Key_Return)


def newest(desk: Desk) -> CopyInfo:
    return next(copy for copy in backup.copies(desk.folder, desk.now()) if copy.where is Where.HERE)


def banner_of(window: MainWindow) -> WindowBanner | None:
    return next((one for one in window.findChildren(WindowBanner) if one.isVisible()), None)


def answer(password: str | None, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Type these passwords when one is asked for, in order."""

    def typed(question: PasswordQuestion) -> str | None:
        asked.append(question.editor.problem)
        return "pas celui-là" if len(asked) == 1 else password

    monkeypatch.setattr(PasswordQuestion, "ask", typed)


# ---- the list --------------------------------------------------------------------------------------------------------
def test_a_copy_is_made_now_and_listed_with_what_it_holds(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    desk = window.context.desk
    dialog = shown(window, qtbot)
    press(dialog, "Sauvegarder maintenant")
    settle(dialog)
    words = [label.full_text() for label in dialog.findChildren(Label)]
    assert any(text.startswith("0\xa0dossier, 0\xa0pièce, 22\xa0novembre\xa02026 à 09:00") for text in words)
    assert any("il y a 2\xa0jours" in text for text in words)
    assert "Copie vérifiée" in dialog.bar.status.label.full_text()
    assert dialog.focusWidget() is dialog.now_button
    stick = tmp_path / "clé"
    stick.mkdir()
    backup.set_second_place(desk.folder, stick, PASSWORD)
    press(dialog, "Sauvegarder maintenant")
    settle(dialog)
    words = [label.full_text() for label in dialog.findChildren(Label)]
    assert any("chiffrées par votre mot de passe" in text for text in words)
    assert any("chiffrée" in text and "·" in text for text in words)
    stick.rename(tmp_path / "partie")
    dialog.refresh()
    settle(dialog)
    words = [label.full_text() for label in dialog.findChildren(Label)]
    assert any("n’est pas là" in text for text in words)


def test_looking_at_a_copy_writes_nothing_and_refuses_in_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = window.context.desk
    before = sorted((desk.folder / "sauvegardes").rglob("*"))
    seen = open_preview(window, newest(desk))
    assert seen is not None
    QApplication.processEvents()
    looked = seen.context.desk
    assert [one.name for one in looked.table(Client).all()] == ["Atelier Boréal SARL"]
    banner = banner_of(seen)
    assert banner is not None
    assert "lecture seule" in banner.sentence.full_text()
    with qtbot.waitSignal(seen.context.error_raised) as refused:
        assert seen.context.run(clients.save, Client(name="X"), [], []) is None
    assert "aperçu" in refused.args[0].lower()
    entries = {one.id: seen.actions_of_menus.action(one.id) for one in seen.actions_of_menus.shown()}
    assert not entries["file.profile"].isVisible()
    assert entries["view.larger"].isVisible()
    passing = looked.folder
    assert passing != desk.folder
    seen.close()
    qtbot.waitUntil(lambda: not looked.is_open)
    assert not passing.exists()
    assert sorted((desk.folder / "sauvegardes").rglob("*")) == before


def test_what_would_be_lost_is_counted_before_going_back(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.context.desk
    question = GoBackQuestion(desk, newest(desk), window)
    qtbot.addWidget(question)
    assert "dont 1\xa0client." in question.lost.accessibleName()
    question.show()
    assert question.focusWidget() is not question.go_button  # Enter alone must not throw two days away


# ---- going back ------------------------------------------------------------------------------------------------------
def test_going_back_reopens_the_window_says_so_and_can_be_taken_back(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way, as the program runs it: window, restore, window, back to before, window."""
    folder = tmp_path / "données"
    with Desk.open(folder, clock) as desk:
        clients.save(desk, Client(name="Atelier Boréal SARL"), [], [])
        backup.back_up(desk)
        copy = newest(desk)
        clients.save(desk, Client(name="Librairie Le Phare"), [], [])
    met: list[tuple[list[str], bool]] = []
    known: set[int] = set()

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QMessageBox) and window.isVisible():  # said instead of done: fail, do not wait
                met.append(([window.informativeText()], False))
                window.reject()
            context = getattr(window, "context", None)  # the frame stands before its data are opened
            if isinstance(window, MainWindow) and window.isVisible() and context and id(context) not in known:
                known.add(id(context))
                kept.append(context)
                windows.append(window)
                met.append(
                    ([one.name for one in window.context.desk.table(Client).all()], banner_of(window) is not None)
                )
                step(window)

    def step(window: MainWindow) -> None:
        if len(met) == 1:
            Afterwards.of(window).close_for(lambda place: restored(None, place, copy, clock))
        elif len(met) == 2:
            button = window.findChild(Button, "pause.back")
            assert button is not None
            assert button.text().strip() == "Revenir à l’état d’avant"
            button.click()
        else:
            window.close()

    windows: list[MainWindow] = []
    kept: list[object] = []  # or the next context might get the same address
    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    assert app.run(folder, state_file=tmp_path / "fenetre.ini") == 0
    timer.stop()
    both = ["Atelier Boréal SARL", "Librairie Le Phare"]
    assert met == [(both, False), (["Atelier Boréal SARL"], True), (both, False)]
    assert [isValid(one) for one in windows] == [False, False, True], (
        "a window whose folder was closed does not live on"
    )


def test_keeping_what_was_restored_ends_the_pause(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    copy, clock = newest(desk), desk.now
    desk.close()
    backup.restore(desk.folder, copy, clock())
    with Desk.open(desk.folder, clock) as again:
        window = build_window(again, state)
        qtbot.addWidget(window)
        window.show()
        assert banner_of(window) is not None
        button = window.findChild(Button, "pause.keep")
        assert button is not None
        button.click()
        assert banner_of(window) is None
        assert not backup.is_paused(again.folder)
        window.close()


# ---- the second place, one file --------------------------------------------------------------------------------------
def test_a_second_place_under_a_password_is_chosen_by_the_keyboard(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SecondPlaceDialog(window.context)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert not dialog.keep_button.isEnabled()
    assert dialog.focusWidget() is dialog.choose_button
    stick = tmp_path / "clé"
    stick.mkdir()
    dialog.use_place(stick)
    QTest.keyClick(dialog.sealed, Qt.Key.Key_Space)
    dialog.pair.password.set_value(PASSWORD)
    dialog.pair.again.set_value("autre")
    QTest.keyClick(dialog.keep_button, Qt.Key.Key_Return)
    assert dialog.pair.again.problem
    dialog.pair.again.set_value(PASSWORD)
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(dialog, "_tell", told.append)
    QTest.keyClick(dialog.pair.again.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.result() == 1)  # pressed once the key has been dealt with
    assert any("notez-le" in sentence for sentence in told[0])
    place = backup.second_place(window.context.desk.folder)
    assert place is not None
    assert (place.folder, place.sealed) == (stick, True)


def test_one_file_with_everything_is_written_and_gone_back_to_with_its_password(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, target = window.context.desk, tmp_path / "tout.litigedesk"
    dialog = ArchiveDialog(window.context)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.write(target, PASSWORD) is not None
    assert "protégée par votre mot de passe" in dialog.told.label.full_text()
    assert dialog.write(target, PASSWORD) is None
    assert "existe déjà" in dialog.bar.status.label.full_text()
    asked: list[str] = []
    answer(PASSWORD, asked, monkeypatch)
    choice = CopyChoice(desk.folder, desk.now())
    qtbot.addWidget(choice)
    choice.use_file(target)
    assert choice.chosen is not None
    copy, password = choice.chosen
    assert (copy.counts["client"], password) == (2, PASSWORD)
    assert asked[0] == ""
    assert asked[1] != ""


# ---- by itself -------------------------------------------------------------------------------------------------------
def test_a_fault_of_the_copies_is_said_once_and_again_when_it_is_another_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    timer = window.findChild(BackupTimer)
    assert timer is not None
    told: list[str] = []
    window.context.error_raised.connect(told.append)
    window.context.noted.connect(told.append)
    stick = tmp_path / "clé"
    stick.mkdir()
    backup.set_second_place(window.context.desk.folder, stick)

    def once() -> None:
        timer.keep_up()
        while timer.tasks.is_busy():
            timer.tasks.settle()
            QApplication.processEvents()

    once()
    assert told == []
    gone = stick.rename(tmp_path / "partie")
    once()
    once()
    assert len(told) == 1
    gone.rename(stick)
    once()
    stick.rename(tmp_path / "partie")
    once()
    assert len(told) == 2


# ---- at the start ----------------------------------------------------------------------------------------------------
def test_a_damaged_database_is_offered_its_last_good_copy_with_what_it_would_cost(
    desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    folder = desk.folder
    desk.close()
    database = folder / "litigedesk.sqlite"
    database.write_bytes(database.read_bytes()[:3000])
    with pytest.raises(StorageError) as refused:
        Desk.open(folder, clock)
    dialog = StartupErrorDialog(refused.value, folder)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.restore_button
    words = " ".join(label.full_text() for label in dialog.findChildren(Label))
    assert "La dernière bonne sauvegarde est du 20\xa0novembre\xa02026" in words
    QTest.keyClick(dialog.restore_button, Qt.Key.Key_Return)
    assert dialog.result() == 1
    with Desk.open(folder, clock) as again:
        assert [one.name for one in again.table(Client).all()] == ["Atelier Boréal SARL"]


def test_a_folder_that_cannot_be_written_is_opened_to_read(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.folder
    desk.close()

    def refuse(folder: Path, _clock: Clock, **how: bool) -> Desk:
        if not how.get("read_only"):
            raise StorageError("Le disque est plein.")
        return real(folder, clock, read_only=True)

    def look(dialog: StartupErrorDialog) -> Path:
        assert not dialog.look_button.isHidden()
        dialog.look_button.click()
        return folder

    real = Desk.open
    monkeypatch.setattr(Desk, "open", refuse)
    monkeypatch.setattr(StartupErrorDialog, "ask", look)
    opened = app.open_desk(folder)
    assert isinstance(opened, Desk)
    assert opened.read_only
    opened.close()


def test_a_forgotten_password_is_taken_away_by_the_command(
    desk: Desk, capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    from litigedesk.__main__ import main

    window_password.choose(desk, PASSWORD, PASSWORD)
    folder = desk.folder
    assert main(["--data", str(folder), "unlock"]) == 1  # while the window is open
    desk.close()
    assert main(["--data", str(folder), "unlock"]) == 0
    assert "ne demande plus de mot de passe" in capsys.readouterr().out
    assert main(["--data", str(folder), "unlock"]) == 1
    with Desk.open(folder, clock) as again:
        assert not window_password.is_set(again)


def test_a_place_at_risk_is_told_across_the_window_until_the_user_has_heard_enough(
    tmp_path: Path, clock: Clock, state: WindowState, qtbot: QtBot
) -> None:
    def told(folder: Path, press: str) -> bool:
        with Desk.open(folder, clock) as desk:
            window = build_window(desk, state)
            qtbot.addWidget(window)
            window.show()
            button = window.findChild(Button, press)
            if button is not None:
                button.click()
            window.close()
        return button is not None

    synced = tmp_path / "OneDrive" / "LitigeDesk"
    assert told(synced, "place.close")
    assert told(synced, "place.never")
    assert not told(synced, "place.never")
    assert told(tmp_path / "Dropbox" / "LitigeDesk", "place.close")
    assert not told(tmp_path / "ordinaire", "place.close")
