"""The first start, once at a time: what is typed in it survives a crash, and a second one does not begin beside it."""

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QMessageBox

from litigedesk.desk import Desk
from litigedesk.formats import typographic

from ..context import Context

if TYPE_CHECKING:
    from .first_start import FirstStart

LOCK: Final = "premier-demarrage.lock"
TYPED: Final = "premier-demarrage"  # the folder of what is typed before there is a data folder


def ask_first_start(folder: Path, beside: Path) -> "FirstStart | None":
    """Show the three pages; ``None`` when the user leaves them, or when they are open already, which is said.

    ``beside`` is the folder of the program's own settings: what is typed stays there until ``forget_typed``, or until the user
    gives it up. The forms need an open desk; theirs is thrown away, as the last page says where the data go.
    """
    from .first_start import FirstStartDialog

    lock = QLockFile(str(beside / LOCK))
    lock.setStaleLockTime(0)  # the lock of a program that died is free; time alone frees none
    if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
        _say_open()
        return None
    try:
        with TemporaryDirectory(prefix="litigedesk-", ignore_cleanup_errors=True) as passing:
            with Desk.open(Path(passing) / "data", datetime.now) as scratch:
                scratch.keep_drafts_in(beside / TYPED)
                dialog = FirstStartDialog(Context(scratch), folder)
                dialog.exec()
            return dialog.chosen
    finally:
        lock.unlock()


def forget_typed(beside: Path) -> None:
    """What was typed is in the profile of the data folder now."""
    shutil.rmtree(beside / TYPED, ignore_errors=True)


def _say_open() -> None:
    box = QMessageBox(QMessageBox.Icon.Information, "LitigeDesk", "")
    box.setText(typographic("Le premier démarrage est déjà ouvert dans une autre fenêtre."))
    box.setInformativeText("Terminez-le là : ce que vous y avez tapé y est.")
    box.addButton("Fermer", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
