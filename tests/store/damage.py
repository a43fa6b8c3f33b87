"""Damage that the storage tests do to a file, as a failing disk or another program would."""

import sqlite3
from contextlib import closing
from pathlib import Path


def write_unknown_to_index(path: Path, index: str, sql: str) -> None:
    """Run a write that one index does not learn of; a closed file, and an index of no UNIQUE constraint."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        entry = other.execute("SELECT * FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
        other.execute("PRAGMA writable_schema = ON")
        other.execute("DELETE FROM sqlite_schema WHERE name = ?", (index,))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(sql)
        other.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", entry)


def write_unknown_to_unique_name(path: Path, sql: str) -> None:
    """The same for the index that keeps the names of firms unique."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        table = other.execute("SELECT sql FROM sqlite_schema WHERE name = 'firm'").fetchone()[0]
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'firm'", (table.replace("UNIQUE", "      "),))
        other.execute("UPDATE sqlite_schema SET type = 'gone' WHERE name = 'sqlite_autoindex_firm_1'")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(sql)
        other.execute("UPDATE sqlite_schema SET type = 'index' WHERE type = 'gone'")
        other.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'firm'", (table,))


def flip(path: Path, offset: int, bit: int) -> None:
    """Turn over one bit of a file."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 1 << bit
    path.write_bytes(content)
