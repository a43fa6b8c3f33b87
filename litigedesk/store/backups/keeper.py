"""The copies in the data folder itself: ``sauvegardes/``."""

import logging
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from litigedesk.errors import StorageError
from litigedesk.store.backups import pause, snapshot
from litigedesk.store.backups.pool import Pool, Sources
from litigedesk.store.backups.thinning import believed, kept
from litigedesk.store.disk import PART, replace_durably, require_room
from litigedesk.store.faults import disk_faults
from litigedesk.store.layout import COPIES, DATABASE_NAME, FILES
from litigedesk.store.migrations import MIGRATIONS

log = logging.getLogger(__name__)

_NAME = re.compile(r"litigedesk-(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})(?:-(\d+))?\.sqlite")

# One copy at a time in this process: what one adds, another must not take for left over. Other processes are kept out by
# the lock of the folder.
ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True)
class Backup:
    """One copy: its file, when it was taken (local time, to the second) and its size in bytes.

    ``missing``, of a copy just made: the SHA-256 of files that its records name and that are nowhere.
    """

    path: Path
    taken_at: datetime
    size: int
    missing: tuple[str, ...] = field(default=(), compare=False)


class Backups:
    """The copies of one database, in one folder; the files that its records name are in ``fichiers/`` beside it."""

    def __init__(self, *, database: Path, folder: Path, migrations: Path = MIGRATIONS) -> None:
        self.database = database
        self.folder = folder
        self.migrations = migrations
        self.files = database.parent / FILES
        self.pool = Pool(folder / FILES)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """The copies of a data folder, open or not."""
        return cls(database=folder / DATABASE_NAME, folder=folder / COPIES)

    def all(self) -> list[Backup]:
        """Every copy, the newest first."""
        with disk_faults():
            return copies_in(self.folder)

    def newest_first(self, now: datetime) -> list[Backup]:
        """Every copy, the newest first, then those dated after ``now`` by a clock that was wrong."""
        return sorted(self.all(), key=lambda copy: copy.taken_at > now)

    def make(self, now: datetime, *, thin: bool = True) -> Backup:
        """Copy the database and what files it names, check the copy, then thin older ones, unless a restore waits.

        Works while the database is open, also from another thread. Raises ``DatabaseDamaged`` when the copy does not pass its
        check, ``StorageError`` when the disk refuses; older copies are then all kept.
        """
        with ONE_AT_A_TIME, disk_faults():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = self.free_name("litigedesk", now, ".sqlite")
            with whole_or_gone(target.with_name(target.name + PART)) as part:
                require_room(self.folder, snapshot.size_with_log(self.database))
                snapshot.take(self.database, part)
                snapshot.verify(part, snapshot.COPY_DAMAGED)
                missing = self._keep_files(part)
                replace_durably(part, target)
            made = Backup(target, now.replace(microsecond=0), target.stat().st_size, missing)
            if thin and not self.is_paused:
                self._thin(made, now)
        return made

    def believed(self, now: datetime) -> datetime:
        """The moment by which things of a certain age may be thrown away: ``now``, unless the clock has just leapt ahead."""
        return believed((copy.taken_at for copy in self.all()), now)

    @property
    def is_paused(self) -> bool:
        """Whether a restore waits for the user's word: then nothing is copied by itself, and nothing thinned."""
        return pause.is_paused(self.database.parent)

    def make_if_changed(self, now: datetime) -> Backup | None:
        """``make`` unless the newest copy already holds the present state; ``None`` then."""
        with ONE_AT_A_TIME:
            # A copy dated after now was taken by a wrong clock, or is hidden behind one: it does not count.
            newest = next((copy for copy in self.newest_first(now) if copy.taken_at <= now), None)
            if newest is not None and self.present_state() == snapshot.state_of(newest.path):
                return None
            return self.make(now)

    def present_state(self) -> tuple[int, str]:
        """What changes with every saved step of the database."""
        with disk_faults(), closing(snapshot.open_for_reading(self.database)) as connection:
            return snapshot.state(connection)

    def counts(self, backup: Backup) -> dict[str, int]:
        """How many records each table of a copy holds; tables that never held one are left out."""
        with disk_faults(), closing(snapshot.open_finished(backup.path)) as copy:
            return snapshot.counts(copy)

    def _keep_files(self, copy: Path) -> tuple[str, ...]:
        """Add the files that a new copy names; returns those that no place has, or only with another size."""
        names = sorted(files_named_by(copy))
        lacking = self.pool.lacking(names, Sources(self.files))
        for sha256, source in lacking.items():
            require_room(self.folder, source.stat().st_size)  # a link takes none, but a copy may be needed
            self.pool.link(sha256, source)
        if lacking:
            self.pool.settle()
        there, sizes = self.pool.present(), sizes_in(copy)
        whole = {one: path for one, path in there.items() if one not in sizes or path.stat().st_size == sizes[one]}
        return tuple(sha256 for sha256 in names if sha256 not in whole)

    def complete(self, backup: Backup) -> tuple[str, ...]:
        """Add what files a copy lacks, for one whose files were not there when it was made; returns those that no place has."""
        with ONE_AT_A_TIME, disk_faults():
            return self._keep_files(backup.path)

    def _thin(self, made: Backup, now: datetime) -> None:
        """Remove what need not be kept. The new copy is there, whatever becomes of this: a refusal is only noted."""
        try:
            with disk_faults():
                present = self.all()
                keep = kept(present, self.believed(now))
                for old in present:
                    if old not in keep and old.path != made.path:  # a clock set back must not cost the new copy
                        old.path.unlink()
                remove_unnamed(self.pool, (copy.path for copy in self.all()), files_named_by)
        except StorageError as fault:
            log.warning("old copies could not be thinned: %s", type(fault).__name__)

    def free_name(self, kind: str, now: datetime, end: str) -> Path:
        """A path in this folder with the moment in its name, that nothing has."""
        stem, again = f"{kind}-{now:%Y-%m-%d-%H%M%S}", 1
        path = self.folder / f"{stem}{end}"
        while path.exists():
            again += 1
            path = self.folder / f"{stem}-{again}{end}"
        return path


def copies_in(folder: Path, end: str = "") -> list[Backup]:
    """The copies of a folder, the newest first; ``end`` is what follows ``.sqlite`` in their names."""
    found = []
    for path in folder.glob(f"litigedesk-*.sqlite{end}"):
        if match := _NAME.fullmatch(path.name.removesuffix(end)):
            day, hour, minute, second, again = match.groups()
            try:
                taken_at = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}")
            except ValueError:  # a name like ours, with a day that is none
                continue
            found.append((taken_at, int(again or 1), Backup(path, taken_at, path.stat().st_size)))
    return [backup for _, _, backup in sorted(found, key=lambda one: one[:2], reverse=True)]


def files_named_by(copy: Path) -> dict[str, str]:
    """The SHA-256 of the files that the records of a finished copy name, with their extensions."""
    with closing(snapshot.open_finished(copy)) as connection:
        return snapshot.named_files(connection)


def sizes_in(copy: Path) -> dict[str, int]:
    """The sizes of the files that a finished copy describes, by SHA-256."""
    with closing(snapshot.open_finished(copy)) as connection:
        return snapshot.file_sizes(connection)


def remove_unnamed(pool: Pool, copies: Iterable[Path], names_of: Callable[[Path], Iterable[str]]) -> None:
    """Remove the files of a place that none of its copies names; a copy that cannot be read keeps them all."""
    left = pool.present()
    for copy in copies:  # the newest first: it names nearly all, and then there is nothing left to ask
        if not left:
            return
        try:
            named = names_of(copy)
        except (sqlite3.Error, StorageError):
            return
        for sha256 in named:
            left.pop(pool.name_of(sha256), None)
    pool.remove(left.values())


@contextmanager
def whole_or_gone(part: Path) -> Iterator[Path]:
    """A path to write a file beside its place; whatever was not renamed is removed."""
    part.unlink(missing_ok=True)  # left by a crash
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
