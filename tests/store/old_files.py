"""Data folders of the formats already released, and what is in their file before the program opens it."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.store.test_migrations import OLD

Rows = list[dict[str, Any]]


def kept_folder(place: Path, version: str) -> Path:
    """A folder as that release left it: the demonstration, with a record in each table."""
    folder = place / "données"
    folder.mkdir()
    shutil.copyfile(OLD / f"{version}.sqlite", folder / "litigedesk.sqlite")
    return folder


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file as SQLite sees it; what is written is kept."""
    with closing(sqlite3.connect(folder / "litigedesk.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        with connection:
            yield connection


def rows(connection: sqlite3.Connection, table: str, where: str = "1") -> Rows:
    """The rows of a table, by number."""
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id")]


def tables(connection: sqlite3.Connection) -> list[str]:
    """Every table of a file."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return [row[0] for row in found]


def put_away(connection: sqlite3.Connection, version: int, went: list[tuple[str, dict[str, Any]]]) -> None:
    """Rows put in the trash by an earlier version, parents first, in its own columns."""
    told = json.dumps([{"table": table, "row": row} for table, row in went], ensure_ascii=False)
    connection.execute("PRAGMA foreign_keys = ON")
    for table, row in reversed(went):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
    connection.execute(
        "INSERT INTO trash (kind, label, deleted_on, schema_version, images) VALUES (?, 'x', '2026-11-22', ?, ?)",
        (went[0][0], version, told),
    )
