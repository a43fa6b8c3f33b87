"""What a damaged database still lets one read, table by table, and what a copy does not have of it."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from litigedesk.errors import StorageError
from litigedesk.store.backups import snapshot
from litigedesk.store.backups.keeper import Backup, Backups
from litigedesk.store.backups.pool import listing
from litigedesk.store.backups.salvage import ids_of
from litigedesk.store.backups.words import not_ours
from litigedesk.store.faults import disk_faults
from litigedesk.store.migrations import scripts


@dataclass(frozen=True)
class Compared:
    """A copy against the damaged file: records that can be read in the file and that the copy does not have, by table.

    ``readable`` is whether anything at all could be read; ``unknown_files`` counts kept files that the copy does not know.
    """

    counts: dict[str, int]
    newer: dict[str, int]
    readable: bool
    unknown_files: int


def newest_good(keeper: Backups, now: datetime) -> Backup | None:
    """The newest copy that passes its check; ``None`` when there is none."""
    for copy in keeper.newest_first(now):
        with suppress(StorageError):
            snapshot.verify(copy.path, not_ours(copy.path.name), latest=len(scripts(keeper.migrations)))
            return copy
    return None


def compare(keeper: Backups, copy: Backup) -> Compared:
    """What going back to a good copy would cost, as far as it can be known; of the damaged file only a passing copy is opened."""
    with disk_faults(), closing(snapshot.open_finished(copy.path)) as connection:
        counts, named = snapshot.counts(connection), snapshot.named_files(connection)
        known = {table: _ids(connection, table) for table in counts}
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall())
    found = _found(keeper.database, {table: roots[table] for table in counts})
    newer = {table: len(ids - known[table]) for table, ids in found.items() if ids - known[table]}
    return Compared(counts, newer, any(found.values()), len(listing(keeper.files).keys() - named.keys()))


def _found(database: Path, roots: Mapping[str, int]) -> dict[str, set[int]]:
    """The ids that can still be read of each table; the file itself is not opened, so that nothing is written beside it."""
    with TemporaryDirectory(prefix="litigedesk-", ignore_cleanup_errors=True) as passing:
        try:
            for end in ("", "-wal"):
                source = database.with_name(database.name + end)
                if source.exists():
                    shutil.copyfile(source, Path(passing) / source.name)
            copy = Path(passing) / database.name
            with closing(snapshot.open_for_reading(copy)) as connection:
                # By SQLite, which knows what is in the log; by ourselves what it refuses.
                return {table: _ids(connection, table) or ids_of(copy, root) for table, root in roots.items()}
        except (OSError, sqlite3.Error):
            return {}


def _ids(connection: sqlite3.Connection, table: str) -> set[int]:
    """The ids of a table, as far as it can be read."""
    found: set[int] = set()
    with suppress(sqlite3.Error, UnicodeDecodeError):
        for (row_id,) in connection.execute(f'SELECT id FROM "{table}" NOT INDEXED'):
            found.add(row_id)
    return found
