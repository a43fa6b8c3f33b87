"""One copy of the database: taken while it is in use, verified, asked what it holds."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.formats import NBSP
from litigedesk.store.faults import disk_faults
from litigedesk.store.migrations import version_of
from litigedesk.store.soundness import Soundness
from litigedesk.store.vault import extension_of

COPY_DAMAGED = (
    f"La copie a échoué à sa vérification{NBSP}: elle n’est pas gardée, et aucune sauvegarde n’a été retirée."
)

_SHA = re.compile(r"\b[0-9a-f]{64}\b")


def size_with_log(database: Path) -> int:
    """Bytes that a copy may take at most."""
    files = (database, database.with_name(database.name + "-wal"))
    return sum(path.stat().st_size for path in files if path.exists())


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A read-only connection to a database that others may have open."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def open_finished(path: Path) -> sqlite3.Connection:
    """A copy is a single finished file: ``immutable`` reads it without leaving a log or a lock beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def open_bytes(data: bytes) -> sqlite3.Connection:
    """A copy held in memory, for one that is under a password on the disk."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
    except BaseException:
        connection.close()
        raise
    return connection


def take(database: Path, part: Path) -> None:
    """Copy a database, open or not, into one file; ``DatabaseDamaged`` when it cannot be read."""
    try:
        with (
            disk_faults(),
            closing(open_for_reading(database)) as source,
            closing(sqlite3.connect(part, isolation_level=None)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside
    except sqlite3.DatabaseError as fault:  # not one of the disk's: the database cannot be read
        raise DatabaseDamaged(COPY_DAMAGED) from fault


def verify(path: Path, sentence: str, latest: int = 2**31) -> None:
    """Raise ``DatabaseDamaged`` unless a finished copy is ours and its records are sound, ``DatabaseTooNew`` beyond ``latest``.

    Damaged indexes do not make it worthless: opening it rebuilds them. Other faults of the disk keep their own words.
    """
    try:
        with disk_faults(), closing(open_finished(path)) as copy:
            version_of(copy, latest=latest)
            soundness = Soundness.of(copy)
    except (DatabaseDamaged, sqlite3.DatabaseError) as fault:  # without a disk fault, an error here is the file's
        raise DatabaseDamaged(sentence) from fault
    if soundness is Soundness.DAMAGED:
        raise DatabaseDamaged(sentence)


def state(connection: sqlite3.Connection) -> tuple[int, str]:
    """What changes with every saved step and every migration."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return version, connection.execute("SELECT token FROM revision").fetchone()[0]


def state_of(path: Path) -> tuple[int, str] | None:
    """The same of a finished copy; ``None`` when it can no longer say, so that a new one is made."""
    try:
        with disk_faults(), closing(open_finished(path)) as copy:
            return state(copy)
    except (StorageError, sqlite3.Error):
        return None


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many records each table holds; tables that never held one are left out."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_sequence ORDER BY name")]
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def named_files(connection: sqlite3.Connection) -> dict[str, str]:
    """The SHA-256 of every file that a record names, or that the trash may bring back, with its extension, if it is known.

    Of a copy of any format: the records are not asked, only the columns.
    """
    found: dict[str, str] = {}
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'trash'").fetchone():
        for (images,) in connection.execute("SELECT images FROM trash"):
            found |= dict.fromkeys(_SHA.findall(images), "")
    for table, column in _file_columns(connection):
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        name = "name" if "name" in columns else "''"
        rows = connection.execute(f'SELECT "{column}", {name} FROM "{table}" WHERE "{column}" IS NOT NULL')
        found |= {sha256: extension_of(str(named)) for sha256, named in rows}
    return {sha256: extension for sha256, extension in found.items() if _SHA.fullmatch(sha256)}


def file_sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """The size of every file whose record tells it, by SHA-256. Of a copy of any format."""
    found: dict[str, int] = {}
    for table, column in _file_columns(connection):
        if column == "sha256" and "size" in {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}:
            found |= dict(connection.execute(f'SELECT sha256, size FROM "{table}"'))
    return found


def _file_columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """As ``check`` finds them, without knowing the records: a copy may be of an older format."""
    yield from connection.execute(
        "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND (c.name = 'sha256' OR c.name LIKE '%\\_sha256' ESCAPE '\\')"
    ).fetchall()
