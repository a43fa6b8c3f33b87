"""What a harmed folder is at the next start: sound or not, which records, and whether what was promised is there."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litigedesk.desk import DATABASE_NAME, SCHEMA, Desk
from litigedesk.errors import UserError
from litigedesk.store.check import examine
from litigedesk.store.soundness import CHECK
from tests.faults.scenes import Scene
from tests.faults.worlds import NOW

Rows = dict[str, list[tuple[Any, ...]]]
# The password of the window, and what tells a data folder from others.
_DRAWN = re.compile(r"^scrypt:[0-9a-f:]+$|\b[0-9a-f]{32}\b")
HARMLESS = {"file-orphan", "temporary-file"}  # a file whose record never came, a write that was cut: nobody's data


@dataclass(frozen=True)
class Start:
    """What a start of the program finds: the rows of every table, and the codes of what the check says."""

    rows: Rows
    findings: frozenset[str]


@dataclass(frozen=True)
class Course:
    """The states that a scene goes through when nothing harms it, the first one before it begins."""

    states: tuple[Rows, ...]
    findings: frozenset[str]
    kept: Callable[[Path], str]

    def fault(self, folder: Path, acknowledged: int) -> str:
        """Why the folder, as its next start finds it, breaks a promise; empty when it keeps them all.

        It opens, the check finds nothing that was not there before, and its records are one of the states, at or after the last
        step that was acknowledged.
        """
        try:
            found = next_start(folder)
        except UserError as refused:
            return f"does not open: {refused}"
        if new := found.findings - self.findings - HARMLESS:
            return f"the check finds {', '.join(sorted(new))}"
        if found.rows in self.states[min(acknowledged, len(self.states) - 1) :]:
            return self.kept(folder)
        return "a saved step is lost" if found.rows in self.states else "a state between two steps"


def next_start(folder: Path) -> Start:
    """Open the folder as its user would, and check it."""
    with Desk.open(folder, lambda: NOW) as desk:
        findings = {one.code for one in examine(desk.db, desk.vault, desk.folder)}
        if any(_is_damaged(copy.path) for copy in desk.backups.all()):
            findings.add("copy-damaged")
        return Start(rows(folder), frozenset(findings))


def _is_damaged(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as connection:
        try:
            return bool(connection.execute(CHECK).fetchall() != [("ok",)])
        except sqlite3.DatabaseError:
            return True


def rows(folder: Path) -> Rows:
    """Every record that is saved, read by a connection of its own; but for what is drawn by lot, which no two runs share."""
    return rows_of(folder / DATABASE_NAME)


def rows_of(database: Path) -> Rows:
    """The same of any file of records, such as a copy."""
    with closing(sqlite3.connect(database)) as connection:
        return {
            one.name: [
                tuple(_DRAWN.sub("…", cell) if isinstance(cell, str) else cell for cell in row)
                for row in connection.execute(f'SELECT * FROM "{one.name}" ORDER BY id')
            ]
            for one in SCHEMA.definitions
        }


def copied(start: Path, place: Path) -> Path:
    """A folder to be harmed, like the one prepared, with all that stands beside it."""
    shutil.copytree(start.parent, place, dirs_exist_ok=True)
    return place / start.name


def undisturbed(scene: Scene, start: Path) -> Course:
    """Do the scene on copies of its folder, and keep what there is before, and after each step."""
    with tempfile.TemporaryDirectory() as place:
        untouched, done = (copied(start, Path(place) / when) for when in ("avant", "après"))
        before = next_start(untouched)
        states = [before.rows]
        scene.act(done, lambda: states.append(rows(done)))
        after = next_start(done)
        if after.rows != states[-1]:
            states.append(after.rows)
    return Course(tuple(states), before.findings | after.findings, scene.kept)
