"""Going back to a copy: the old state or the new one, whatever happens on the way."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from litigedesk.errors import DatabaseDamaged
from litigedesk.store.backups import pause, snapshot
from litigedesk.store.backups.keeper import ONE_AT_A_TIME, Backup, Backups, whole_or_gone
from litigedesk.store.backups.pool import Tick
from litigedesk.store.backups.returning import Files
from litigedesk.store.backups.sources import Source
from litigedesk.store.backups.words import not_ours
from litigedesk.store.disk import PART, flush, flush_folder, replace_durably, require_room
from litigedesk.store.faults import disk_faults
from litigedesk.store.migrations import scripts


@dataclass(frozen=True)
class Restoration:
    """What was done. ``previous`` is the copy of what was there before; ``None`` when there was nothing, or nothing sound.

    What was not sound is in ``sauvegardes/endommage-…`` as it was. ``files`` were brought back to ``fichiers/``, ``missing`` are
    nowhere.
    """

    previous: Backup | None
    files: int
    missing: tuple[str, ...]


def restore(
    keeper: Backups, source: Source, now: datetime, tick: Tick = lambda _: None, *, salvage: bool = False
) -> Restoration:
    """Put a copy in the place of the database, which nobody may have open; the present one is backed up before.

    A copy of an older format is migrated when it is next opened. Raises ``DatabaseDamaged`` or ``DatabaseTooNew`` for the copy,
    ``StorageError`` when the disk refuses or a file of the copy is altered, which ``salvage`` takes for missing; the data folder is
    then as it was. Copies are paused once it succeeds.
    """
    database = keeper.database
    with ONE_AT_A_TIME, disk_faults():
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_or_gone(database.with_name(database.name + PART)) as part:
            require_room(database.parent, source.size)
            # Copied first: the backup of the present one, below, may thin the very file asked for.
            source.write_database(part, tick)
            snapshot.verify(part, not_ours(source.path.name), latest=len(scripts(keeper.migrations)))
            with closing(snapshot.open_finished(part)) as copy:
                named, state = snapshot.named_files(copy), snapshot.state(copy)
            with Files(keeper, source, tick, salvage=salvage) as files:
                files.bring_back(named)
                previous = _keep_present(keeper, now)
                before = "" if previous is None else previous.path.name
                with pause.begun(database.parent, pause.Waiting(now, source.path.name, before, state)):
                    replace_durably(part, database)
    return Restoration(previous, files.brought, tuple(files.missing))


def forget_unfinished(keeper: Backups) -> None:
    """Drop the note of a restore that was killed before it took place: the database is still the one before."""
    waiting = pause.waiting(keeper.database.parent)
    if waiting is not None and waiting.previous:
        present = keeper.present_state()
        if present != waiting.state and present == snapshot.state_of(keeper.folder / waiting.previous):
            pause.end(keeper.database.parent)


def _keep_present(keeper: Backups, now: datetime) -> Backup | None:
    """Back up the database and fold its log into it: a log left behind would be played onto the restored file."""
    if not keeper.database.exists():
        _put_aside(keeper, now)
        return None
    try:
        present = keeper.make(now, thin=False)
        with (
            disk_faults(),
            closing(sqlite3.connect(keeper.database, isolation_level=None, timeout=1)) as connection,
        ):
            connection.execute("PRAGMA journal_mode = DELETE")
    except DatabaseDamaged:
        _put_aside(keeper, now)
        return None
    return present


def _put_aside(keeper: Backups, now: datetime) -> None:
    database = keeper.database
    log, shared = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    files = [path for path in (database, log) if path.exists()]
    if files:
        aside = keeper.free_name("endommage", now, "")
        aside.mkdir(mode=0o700, parents=True)
        for path in files:
            shutil.copyfile(path, aside / path.name)
            flush(aside / path.name)
        flush_folder(aside)
    for path in (log, shared):
        path.unlink(missing_ok=True)
