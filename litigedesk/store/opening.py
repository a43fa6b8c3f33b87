"""From a path to an open connection: a file made whole, found sound, brought to the present format."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from litigedesk.errors import DatabaseDamaged
from litigedesk.formats import NBSP
from litigedesk.store.disk import PART, replace_durably
from litigedesk.store.faults import DAMAGED, disk_faults
from litigedesk.store.migrations import migrate, scripts, version_of
from litigedesk.store.soundness import Soundness, rebuild_indexes, refuse_damaged_headers

log = logging.getLogger(__name__)

EMPTY = f"Le fichier de vos données est vide{NBSP}: restaurez une sauvegarde."
MAIN_FILE_GONE = f"Il manque le fichier principal de vos données{NBSP}: restaurez une sauvegarde."


def connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """A connection in autocommit mode, so that every transaction is one we began."""
    with disk_faults():
        return sqlite3.connect(path, isolation_level=None, timeout=busy_seconds, cached_statements=512)


def create(path: Path, migrations: Path) -> None:
    """Make the file beside and rename it: one of that name is always whole, so an empty one is damage, not a first start."""
    if path.with_name(path.name + "-wal").exists():
        raise DatabaseDamaged(MAIN_FILE_GONE)
    part = path.with_name(path.name + PART)
    with disk_faults():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        connection = connect(part, 0)
        try:
            migrate(connection, scripts(migrations))
        finally:
            connection.close()
        replace_durably(part, path)


def bring_up_to_date(
    connection: sqlite3.Connection, path: Path, migrations: Path, safeguard: Callable[[], object], *, mend: bool
) -> None:
    """Check an existing file, then set it up, mend and migrate it; ``safeguard`` takes the backup in between.

    Without ``mend``, damaged indexes are left as they are, unless a migration has to go by them.
    """
    steps = scripts(migrations)
    version, soundness = _examined(connection, path, len(steps))
    old = version < len(steps)
    rebuild = soundness is Soundness.INDEXES and (mend or old)
    with disk_faults():
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    if rebuild or old:
        safeguard()
    if rebuild:
        _rebuild(connection)
    if old:
        with disk_faults():
            migrate(connection, steps[version:])
    with disk_faults():
        connection.execute("PRAGMA foreign_keys = ON")


def _rebuild(connection: sqlite3.Connection) -> None:
    with disk_faults():
        mended = rebuild_indexes(connection)
    if not mended:
        raise DatabaseDamaged(DAMAGED)
    log.info("indexes were damaged and have been rebuilt")


def _examined(connection: sqlite3.Connection, path: Path, latest: int) -> tuple[int, Soundness]:
    """The format of a file whose records are all readable, and the state of its indexes; nothing has been written yet."""
    try:
        with disk_faults():
            if path.stat().st_size == 0:
                raise DatabaseDamaged(EMPTY)
            refuse_damaged_headers(path)
            version = version_of(connection, latest)
            soundness = Soundness.of(connection)
    except sqlite3.DatabaseError as fault:  # no fault of the disk, and these questions are right: the answer is not
        raise DatabaseDamaged(DAMAGED) from fault
    if soundness is Soundness.DAMAGED:
        raise DatabaseDamaged(DAMAGED)
    return version, soundness
