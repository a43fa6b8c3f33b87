"""What a data folder holds, to compare before and after."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from litigedesk.desk import SCHEMA, Desk
from litigedesk.store.check import examine

PASSING = ("-wal", "-shm", "montrer-la-fenetre", "verrou")  # what SQLite and the running program write for themselves


def contents(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        one.name: [tuple(row) for row in desk.db.rows(f"SELECT * FROM {one.name} ORDER BY id")]
        for one in SCHEMA.definitions
    }


def files(folder: Path) -> dict[str, str]:
    """Every file of the folder but the open database, with its content's hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "litigedesk.sqlite" and not path.name.endswith(PASSING)
    }


def faults(desk: Desk) -> list[str]:
    """What ``litigedesk check`` finds wrong."""
    return [finding.code for finding in examine(desk.db, desk.vault, desk.folder)]


def rows_on_disk(folder: Path, table: str) -> int:
    """How many rows a table has, read by another connection."""
    connection = sqlite3.connect(folder / "litigedesk.sqlite")
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()
