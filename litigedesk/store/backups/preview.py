"""A passing data folder with what a copy holds, to look at before going back to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from litigedesk.store.backups import snapshot
from litigedesk.store.backups.keeper import Backups
from litigedesk.store.backups.pool import Tick
from litigedesk.store.backups.returning import Files
from litigedesk.store.backups.sources import Source
from litigedesk.store.backups.words import not_ours
from litigedesk.store.database import Database
from litigedesk.store.disk import require_room
from litigedesk.store.faults import disk_faults
from litigedesk.store.migrations import scripts
from litigedesk.store.schema import Schema

PREFIX = "apercu-"
_OLD = 86_400  # seconds


@contextmanager
def filled(keeper: Backups, source: Source, schema: Schema, tick: Tick = lambda _: None) -> Iterator[Path]:
    """The folder, gone with the block; its database is in the present format. Raises as ``restore``.

    A copy of this data folder is laid out beside it, so that its files are links and take no room; another on the system's own disk
    for passing files.
    """
    beside = keeper.folder if keeper.folder.is_dir() and source.path.parent == keeper.folder else None
    with disk_faults():
        passing = TemporaryDirectory(prefix=PREFIX, dir=beside, ignore_cleanup_errors=True)
    with passing as name:
        folder = Path(name)
        with disk_faults():
            _lay_out(
                Backups(database=folder / keeper.database.name, folder=folder, migrations=keeper.migrations),
                source,
                schema,
                tick,
            )
        yield folder


def clear_left_over(keeper: Backups, now: datetime) -> None:
    """Remove the previews that a crash left over a day ago."""
    if keeper.folder.is_dir():
        for folder in keeper.folder.glob(f"{PREFIX}*"):
            if now.timestamp() - folder.stat().st_mtime > _OLD:
                shutil.rmtree(folder, ignore_errors=True)


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
