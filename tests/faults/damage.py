"""Files altered behind the program's back: bits turned over, ends cut off. What it cannot read it says; copies bring all back."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from litigedesk.desk import DATABASE_NAME, Desk, restore_newest
from litigedesk.errors import DatabaseDamaged, UserError
from tests.faults.report import Line
from tests.faults.verdict import Rows, next_start, rows
from tests.faults.worlds import NOW, world
from tests.store.damage import flip


def campaign(tries: int, luck: random.Random) -> Iterator[Line]:
    """One line for turned bits, one for cut ends, on a database with a verified copy beside."""
    with tempfile.TemporaryDirectory() as place:
        start = Path(place) / "début"
        world(start)
        with Desk.open(start, lambda: NOW) as desk:
            desk.backups.make(NOW)
        sound = rows(start)
        size = (start / DATABASE_NAME).stat().st_size
        flips, cuts = Line("bit retourné dans la base", "la base"), Line("base tronquée", "la base")
        unseen = 0
        for number in range(tries):
            folder = Path(place) / f"bit-{number}"
            shutil.copytree(start, folder)
            flip(folder / DATABASE_NAME, luck.randrange(size), luck.randrange(8))
            fault, refused, altered = _outcome(folder, sound)
            unseen += altered
            flips.count(fault, refused=refused)
            shutil.rmtree(folder)
        for number in range(tries):
            folder = Path(place) / f"fin-{number}"
            shutil.copytree(start, folder)
            with (folder / DATABASE_NAME).open("r+b") as file:
                file.truncate(luck.randrange(size))
            fault, refused, altered = _outcome(folder, sound)
            cuts.count(fault or ("records changed in silence" if altered else ""), refused=refused)
            shutil.rmtree(folder)
        flips.note = (
            f"dont {unseen} dans la lettre d’un texte ou un nombre, que SQLite ne peut pas voir" if unseen else ""
        )
    yield from (flips, cuts)


def _outcome(folder: Path, sound: Rows) -> tuple[str, bool, bool]:
    """The fault, whether it was refused in words, and whether it opened with other records than before."""
    try:
        found = next_start(folder).rows
        return "", False, found != sound
    except DatabaseDamaged:
        restore_newest(folder, NOW)
        return ("" if next_start(folder).rows == sound else "the copy did not bring all back"), True, False
    except UserError as other:
        return f"damage told as something else: {other}", True, False
