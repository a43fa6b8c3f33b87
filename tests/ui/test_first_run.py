"""What is typed in the first start survives a crash, and two first starts do not run side by side."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from ui.context import Context
from ui.wizard.first_run import LOCK, TYPED, ask_first_start, forget_typed
from ui.wizard.first_start import FirstStartDialog

Typing = Callable[[QWidget, str], None]
NOW = datetime(2026, 11, 22, 9)
DIES = (
    "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); lock.tryLock(0); os._exit(7)"
)


def begun(folder: Path, beside: Path) -> tuple[Desk, FirstStartDialog]:
    """The three pages over a passing folder, what is typed kept beside the settings."""
    scratch = Desk.open(folder, lambda: NOW)
    scratch.keep_drafts_in(beside / TYPED)
    return scratch, FirstStartDialog(Context(scratch), folder / "données")


def test_a_crash_on_a_later_page_takes_no_page_away(tmp_path: Path, qtbot: QtBot, type_text: Typing) -> None:
    scratch, dialog = begun(tmp_path / "un", tmp_path)
    qtbot.addWidget(dialog)
    dialog._me.editor("name").field.setText("Éloïse Çà")  # type: ignore[attr-defined]
    for name, text in {"street": "1 rue Haute", "postcode": "75011", "city": "Paris"}.items():
        type_text(dialog._me.editor(name).field, text)
    dialog._keep_identity(dialog._me.values())
    dialog._me.saved.emit(object())
    type_text(dialog._sales.editor("activity").field, "Création de sites")
    scratch.drafts.write()  # as it does within a second; then the program dies
    scratch.close()
    scratch, again = begun(tmp_path / "deux", tmp_path)
    qtbot.addWidget(again)
    assert again._me.editor("name").value == "Éloïse Çà"
    assert again._me.editor("city").value == "Paris"
    assert again._sales.editor("activity").value == "Création de sites"
    again.done(QDialog.DialogCode.Rejected)
    assert not list((tmp_path / TYPED).glob("*")), "given up, nothing of it stays behind"
    scratch.close()


def test_what_was_typed_stays_until_the_profile_is_saved(tmp_path: Path, qtbot: QtBot, type_text: Typing) -> None:
    scratch, dialog = begun(tmp_path / "un", tmp_path)
    qtbot.addWidget(dialog)
    type_text(dialog._me.editor("name").field, "Zoé")
    scratch.drafts.write()
    dialog._start()
    assert list((tmp_path / TYPED).glob("*"))
    forget_typed(tmp_path)
    assert not (tmp_path / TYPED).exists()
    scratch.close()


def test_every_page_goes_on_by_the_same_keys(tmp_path: Path, qtbot: QtBot) -> None:
    scratch, dialog = begun(tmp_path / "un", tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog._show(2)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    scratch.close()


def test_a_second_first_start_sends_to_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    held = QLockFile(str(tmp_path / LOCK))
    held.setStaleLockTime(0)
    assert held.tryLock(0)
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    QTimer.singleShot(0, read)
    assert ask_first_start(tmp_path / "données", tmp_path) is None
    assert "déjà ouvert" in said[0]
    held.unlock()


def test_the_lock_of_a_program_that_died_is_free(tmp_path: Path, qtbot: QtBot) -> None:
    died = subprocess.run([sys.executable, "-c", DIES, str(tmp_path / LOCK)], check=False)
    assert died.returncode == 7
    assert (tmp_path / LOCK).exists()
    met: list[QWidget] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        met.append(dialog)
        dialog.done(0)

    QTimer.singleShot(0, leave)
    ask_first_start(tmp_path / "données", tmp_path)
    assert isinstance(met[0], FirstStartDialog)
