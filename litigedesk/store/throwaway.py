"""SQLite files that hold nothing of their own: computed from the data, in no copy, made anew when missing or not sound."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path


def opened(
    path: Path | None,
    version: int,
    statements: Sequence[str],
    look: Callable[[sqlite3.Connection], object],
    *,
    timeout: float = 5.0,
    cached_statements: int = 128,
    check_same_thread: bool = True,
) -> sqlite3.Connection:
    """The file, or without a path a database in memory, made by ``statements`` when it is new; readable by its owner alone.

    ``look`` writes and reads a little, so that a file that is held, damaged or on a full disk shows at once. Raises ``OSError`` and
    ``sqlite3.Error``, of a file of another version too.
    """
    if path is not None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(
        path or ":memory:",
        isolation_level=None,
        timeout=timeout,
        cached_statements=cached_statements,
        check_same_thread=check_same_thread,
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != version:
            _make(connection, version, statements)
        look(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(connection: sqlite3.Connection, version: int, statements: Sequence[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise sqlite3.DatabaseError("of another version")
    for sql in statements:
        connection.execute(sql)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")


def remove(path: Path) -> None:
    """Throw the file away, with its log."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)
