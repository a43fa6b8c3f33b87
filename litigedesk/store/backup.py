"""Verified copies of the database: made beside, checked, renamed; old ones are thinned only after a new one is known good.

Only the database is copied. Files of evidence are stored under their content's SHA-256 and never rewritten, so a copy stays
complete as long as ``fichiers/`` keeps every file; a folder of pieces can be put beside each copy without changing anything here.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.formats import NBSP
from litigedesk.store.disk import PART, flush, flush_folder, replace_durably, require_room
from litigedesk.store.faults import disk_faults, quoted
from litigedesk.store.migrations import MIGRATIONS, scripts, version_of
from litigedesk.store.soundness import Soundness

COPY_DAMAGED = (
    f"La copie a échoué à sa vérification{NBSP}: elle n’est pas gardée, et aucune sauvegarde n’a été retirée."
)

KEEP_ALL = timedelta(days=2)
# Beyond that, the newest copy of each of the last 12 days that have one, then of 10 weeks, then of 9 months: about a year.
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 12, 10, 9

_NAME = re.compile(r"litigedesk-(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})(?:-(\d+))?\.sqlite")


@dataclass(frozen=True)
class Backup:
    """One copy: its file, when it was taken (local time, to the second) and its size in bytes."""

    path: Path
    taken_at: datetime
    size: int


class Backups:
    """The copies of one database, in one folder."""

    def __init__(self, *, database: Path, folder: Path, migrations: Path = MIGRATIONS) -> None:
        self._database = database
        self._folder = folder
        self._migrations = migrations

    def all(self) -> list[Backup]:
        """Every copy, the newest first."""
        found = []
        with disk_faults():
            for path in self._folder.glob("litigedesk-*.sqlite"):
                if match := _NAME.fullmatch(path.name):
                    day, hour, minute, second, again = match.groups()
                    taken_at = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}")
                    found.append((taken_at, int(again or 1), Backup(path, taken_at, path.stat().st_size)))
        return [backup for _, _, backup in sorted(found, key=lambda one: one[:2], reverse=True)]

    def make(self, now: datetime) -> Backup:
        """Copy the database, check the copy, then thin older ones.

        Works while the database is open, also from another thread. Raises ``DatabaseDamaged`` when the copy does not pass its
        check, ``StorageError`` when the disk refuses; older copies are then all kept.
        """
        with disk_faults():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = self._free_name("litigedesk", now, ".sqlite")
            with self._whole_or_gone(target.with_name(target.name + PART)) as part:
                require_room(self._folder, _size_with_log(self._database))
                _copy(self._database, part)
                _verify(part, COPY_DAMAGED)
                replace_durably(part, target)
            present = self.all()
            for old in set(present) - kept(present, now):
                if old.path != target:  # a clock set back must not cost the new copy
                    old.path.unlink()
        return Backup(target, now.replace(microsecond=0), target.stat().st_size)

    def make_if_changed(self, now: datetime) -> Backup | None:
        """``make`` unless the newest copy already holds the present state; ``None`` then."""
        newest = next(iter(self.all()), None)
        with disk_faults(), closing(_open_for_reading(self._database)) as connection:
            present = _state(connection)
        if newest is not None and present == _state_of_copy(newest.path):
            return None
        return self.make(now)

    def counts(self, backup: Backup) -> dict[str, int]:
        """How many records each table of a copy holds; tables that never held one are left out."""
        with disk_faults(), closing(_open_copy(backup.path)) as copy:
            tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_sequence ORDER BY name")]
            return {table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}

    def restore(self, file: Path, now: datetime) -> Backup | None:
        """Put a copy in the place of the database, which nobody may have open; the present one is backed up before.

        Returns that backup; ``None`` when there was nothing to back up, or when it was too damaged and its files were put aside
        as they are, in ``sauvegardes/endommage-…``. Raises ``DatabaseDamaged`` or ``DatabaseTooNew`` for the copy, ``StorageError``
        when the disk refuses; the present database is then still in place.
        """
        with disk_faults():
            self._database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._whole_or_gone(self._database.with_name(self._database.name + PART)) as part:
                require_room(self._database.parent, file.stat().st_size)
                # Copied first: the backup of the present one, below, may thin the very file asked for.
                shutil.copyfile(file, part)
                _verify(part, f"{quoted(file.name)} est endommagé ou n’est pas une sauvegarde de LitigeDesk.")
                with closing(_open_copy(part)) as copy:
                    version_of(copy, latest=len(scripts(self._migrations)))
                present = self._keep_present(now)
                replace_durably(part, self._database)
        return present

    def _keep_present(self, now: datetime) -> Backup | None:
        """Back up the database and fold its log into it: a log left behind would be played onto the restored file."""
        if not self._database.exists():
            self._put_aside(now)
            return None
        try:
            present = self.make(now)
            with disk_faults(), closing(sqlite3.connect(self._database, isolation_level=None, timeout=1)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
        except DatabaseDamaged:
            self._put_aside(now)
            return None
        return present

    def _put_aside(self, now: datetime) -> None:
        log, shared = (self._database.with_name(self._database.name + end) for end in ("-wal", "-shm"))
        files = [path for path in (self._database, log) if path.exists()]
        if files:
            aside = self._free_name("endommage", now, "")
            aside.mkdir(mode=0o700, parents=True)
            for path in files:
                shutil.copyfile(path, aside / path.name)
                flush(aside / path.name)
            flush_folder(aside)
        for path in (log, shared):
            path.unlink(missing_ok=True)

    def _free_name(self, kind: str, now: datetime, end: str) -> Path:
        stem, again = f"{kind}-{now:%Y-%m-%d-%H%M%S}", 1
        path = self._folder / f"{stem}{end}"
        while path.exists():
            again += 1
            path = self._folder / f"{stem}-{again}{end}"
        return path

    @contextmanager
    def _whole_or_gone(self, part: Path) -> Iterator[Path]:
        part.unlink(missing_ok=True)  # left by a crash
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


def kept(backups: Sequence[Backup], now: datetime) -> set[Backup]:
    """Which copies to keep: all of two days, then the newest of each of 12 days, 10 weeks, 9 months that have one."""
    left = sorted(backups, key=lambda backup: backup.taken_at, reverse=True)
    keep = {backup for backup in left if now - backup.taken_at < KEEP_ALL}
    left = [backup for backup in left if backup not in keep]
    periods: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (KEEP_DAYS, lambda day: day),
        (KEEP_WEEKS, lambda day: day.isocalendar()[:2]),
        (KEEP_MONTHS, lambda day: (day.year, day.month)),
    )
    for most, period in periods:
        groups: dict[Hashable, list[Backup]] = {}
        for backup in left:
            groups.setdefault(period(backup.taken_at.date()), []).append(backup)
        latest, older = list(groups.values())[:most], list(groups.values())[most:]
        keep |= {group[0] for group in latest}
        left = [backup for group in older for backup in group]
    return keep


def _size_with_log(database: Path) -> int:
    files = (database, database.with_name(database.name + "-wal"))
    return sum(path.stat().st_size for path in files if path.exists())


def _open_for_reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _open_copy(path: Path) -> sqlite3.Connection:
    """A copy is a single finished file: ``immutable`` reads it without leaving a log or a lock beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _copy(database: Path, part: Path) -> None:
    try:
        with (
            disk_faults(),
            closing(_open_for_reading(database)) as source,
            closing(sqlite3.connect(part, isolation_level=None)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside
    except sqlite3.DatabaseError as fault:  # not one of the disk's: the database cannot be read
        raise DatabaseDamaged(COPY_DAMAGED) from fault


def _verify(path: Path, sentence: str) -> None:
    """Raise ``DatabaseDamaged`` unless a finished copy is ours and its records are sound.

    Damaged indexes do not make it worthless: opening it rebuilds them. Other faults of the disk keep their own words.
    """
    try:
        with disk_faults(), closing(_open_copy(path)) as copy:
            version_of(copy, latest=2**31)
            soundness = Soundness.of(copy)
    except (DatabaseDamaged, sqlite3.DatabaseError) as fault:  # without a disk fault, an error here is the file's
        raise DatabaseDamaged(sentence) from fault
    if soundness is Soundness.DAMAGED:
        raise DatabaseDamaged(sentence)


def _state(connection: sqlite3.Connection) -> tuple[int, str]:
    """What changes with every saved step and every migration."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return version, connection.execute("SELECT token FROM revision").fetchone()[0]


def _state_of_copy(path: Path) -> tuple[int, str] | None:
    """The same of a copy; ``None`` when it can no longer say, so that a new one is made."""
    try:
        with disk_faults(), closing(_open_copy(path)) as copy:
            return _state(copy)
    except (StorageError, sqlite3.Error):
        return None
