"""A passing data folder with what a copy holds, to look at before going back to it."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from litigedesk.errors import UserError
from litigedesk.store.backups import snapshot
from litigedesk.store.backups.keeper import Backups
from litigedesk.store.backups.pool import Tick
from litigedesk.store.backups.returning import Files
from litigedesk.store.backups.sources import Source
from litigedesk.store.backups.words import not_ours
from litigedesk.store.database import Database
from litigedesk.store.disk import require_room
from litigedesk.store.faults import disk_faults
from litigedesk.store.lock import FolderLock
from litigedesk.store.migrations import scripts
from litigedesk.store.schema import Schema

PREFIX = "litigedesk-apercu-"


@contextmanager
def filled(keeper: Backups, source: Source, schema: Schema, tick: Tick = lambda _: None) -> Iterator[Path]:
    """The folder, gone with the block; its database is in the present format. Raises as ``restore``.

    It is made among the copies of this data folder, for the user alone: the files of one of them are links, and what a sealed copy
    holds goes nowhere else in clear. Its lock tells that somebody looks at it: see ``clear_left_over``.
    """
    with _passing(keeper) as name, FolderLock(folder := Path(name)):
        with disk_faults():
            _lay_out(
                Backups(database=folder / keeper.database.name, folder=folder, migrations=keeper.migrations),
                source,
                schema,
                tick,
            )
        yield folder


def clear_left_over(keeper: Backups) -> None:
    """Remove the previews that a crash left: nobody holds their lock any more."""
    for place in (keeper.folder, Path(gettempdir())):
        for folder in place.glob(f"{PREFIX}*"):
            with suppress(UserError, OSError):  # somebody looks at it, or it cannot be touched
                if _is_ours(folder):
                    with FolderLock(folder):
                        pass
                    shutil.rmtree(folder, ignore_errors=True)


def _passing(keeper: Backups) -> "TemporaryDirectory[str]":
    """An empty folder; the system's own place for them stands in where nothing can be written beside the data."""
    if keeper.folder.is_dir():
        with suppress(OSError):
            return TemporaryDirectory(prefix=PREFIX, dir=keeper.folder, ignore_cleanup_errors=True)
    with disk_faults():
        return TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)


def _is_ours(folder: Path) -> bool:
    """A folder, no link to one, and of this user where the system says whose it is."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _lay_out(preview: Backups, source: Source, schema: Schema, tick: Tick) -> None:
    database = preview.database
    require_room(database.parent, source.size)
    source.write_database(database, tick)
    snapshot.verify(database, not_ours(source.path.name), latest=len(scripts(preview.migrations)))
    with closing(snapshot.open_finished(database)) as copy:
        named = snapshot.named_files(copy)
    with Files(preview, source, tick, salvage=True) as files:
        files.bring_back(named)
    Database.open(database, schema, safeguard=lambda: None, migrations=preview.migrations).close()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # reading it then leaves nothing beside
