"""A program that is killed (-9) while it works: ``victim.py ACTION FOLDER LINE`` dies before that line of the store's code.

With LINE 0 it works to the end and prints how many lines it ran. Acknowledged saves are printed as they return.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from litigedesk.store import disk
from litigedesk.store.backups.choice import Choice
from litigedesk.store.backups.keeper import Backups
from litigedesk.store.backups.sealed import Key, Recipe
from litigedesk.store.backups.second import SecondPlace
from litigedesk.store.database import Database
from litigedesk.store.vault import Vault
from tests.store.sample_records import SCHEMA, SCRIPTS, open_sample, restored, saved

NOW = datetime(2027, 3, 1, 10)
BILLS = 3
KEY = Key(Recipe(4, 8, 1, b"salt" * 4), b"k" * 32)
STORE = str(Path(disk.__file__).parent)


class Clockwork:
    """Counts the lines run in the store, and kills the process before the one it was given."""

    def __init__(self, fatal: int) -> None:
        self.lines = 0
        self.fatal = fatal

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(STORE):
            return None
        if event == "line":
            self.lines += 1
            if self.lines == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def save(folder: Path) -> None:
    """Save firms, each with three bills, undo one and do it again."""
    with open_sample(folder / "litigedesk.sqlite") as db:
        for number in range(4):
            firm = saved(db, f"{os.getpid()}-{number}", bills=BILLS)
            print(firm.name, flush=True)  # noqa: T201 (acknowledged)
        db.undo()
        db.redo()


def migrate(folder: Path) -> None:
    """Bring an old file to the present format, after a backup."""
    path = folder / "litigedesk.sqlite"
    backups = Backups(database=path, folder=folder / "sauvegardes", migrations=folder / "scripts")
    Database.open(path, SCHEMA, safeguard=lambda: backups.make(NOW), migrations=folder / "scripts").close()


def backup(folder: Path) -> None:
    """Copy the database; thins old copies."""
    Backups(database=folder / "litigedesk.sqlite", folder=folder / "sauvegardes", migrations=SCRIPTS).make(NOW)


def restore(folder: Path) -> None:
    """Put the oldest copy back, over a database whose last step is still in its log, with the file that it names."""
    backups = Backups(database=folder / "litigedesk.sqlite", folder=folder / "sauvegardes", migrations=SCRIPTS)
    restored(backups, backups.all()[-1].path, NOW)


def second(folder: Path) -> None:
    """Copy to a second place, plain and then sealed; thins old copies there."""
    backups = Backups(database=folder / "litigedesk.sqlite", folder=folder / "sauvegardes", migrations=SCRIPTS)
    newest = backups.make(NOW)
    (folder / "second").mkdir(exist_ok=True)
    for key in (None, KEY):
        place = SecondPlace(Choice("a", folder / "second", key))
        place.prepare()
        place.copy(backups, newest)


def store(folder: Path) -> None:
    """Store files of evidence."""
    vault = Vault(folder / "fichiers")
    for number in range(3):
        print(vault.put_bytes(b"%d" % number * 10_000, "piece.pdf").sha256, flush=True)  # noqa: T201 (acknowledged)


def main(action: str, folder: Path, fatal: int) -> None:
    work = {one.__name__: one for one in (save, migrate, backup, restore, second, store)}[action]
    clockwork = Clockwork(fatal)
    sys.settrace(clockwork.trace)
    work(folder)
    sys.settrace(None)
    sys.stdout.write(f"lines {clockwork.lines}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
