"""What one may go back to, told by its content: a copy in a folder or an archive, under a password or not."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO, Protocol, cast

from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.store.backups import archive, snapshot
from litigedesk.store.backups.pool import Pool, Readable, Tick, pour
from litigedesk.store.backups.sealed import Key, Keys, SealedFile, is_sealed
from litigedesk.store.backups.words import altered, not_ours
from litigedesk.store.faults import disk_faults
from litigedesk.store.layout import FILES

_SQLITE = b"SQLite format 3\0"
_LARGEST_IN_MEMORY = 1 << 30  # bytes of a database; what is compressed may be made to swell without end


class Source(Protocol):
    """A copy: its database, and the kept files it comes with. ``size`` is the database's, in bytes."""

    path: Path
    sealed: bool
    size: int
    made_at: datetime | None  # when it says so itself

    def write_database(self, target: Path, tick: Tick = ...) -> None:
        """Put its database, as it is, in a file of its own; ``StorageError`` in words when it is not as it was."""

    def read_database(self) -> sqlite3.Connection:
        """Its database, to ask it something; what is under a password goes nowhere but to the memory."""

    def file_size(self, sha256: str) -> int | None:
        """About how many bytes a kept file takes, or ``None`` when it is not there."""

    def total(self) -> int:
        """About how many bytes it holds in all, for a gauge."""

    def path_of(self, sha256: str) -> Path | None:
        """A kept file that may be given a second name as it is, if there is one."""

    def open_file(self, sha256: str) -> AbstractContextManager[Readable]:
        """The content of a kept file that is there; not yet known to be right."""


class FolderCopy:
    """A SQLite file, and ``fichiers/`` beside it; both sealed, or neither."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self.path = path
        self.sealed = key is not None
        self.size = snapshot.size_with_log(path)
        log = path.with_name(path.name + "-wal")
        self._log = log if key is None and log.exists() and log.stat().st_size else None
        self.made_at: datetime | None = None
        self._key = key
        self._pool = Pool(path.parent / FILES, key)

    @cached_property
    def _files(self) -> dict[str, Path]:
        """Listed when first asked: a list of copies asks for none."""
        return self._pool.present()

    def write_database(self, target: Path, tick: Tick = lambda _: None) -> None:
        """As ``Source`` says; a database still in use, with a log beside it, is copied by SQLite."""
        if self._log is not None:
            snapshot.take(self.path, target)
            return
        with self._pool.opened(self.path) as source, target.open("wb") as file:
            pour(source, file, tick)

    def read_database(self) -> sqlite3.Connection:
        """As ``Source`` says."""
        if self._key is None:
            return snapshot.open_finished(self.path) if self._log is None else snapshot.open_for_reading(self.path)
        with self._pool.opened(self.path) as source:
            content = io.BytesIO()
            pour(source, content)
        return snapshot.open_bytes(content.getvalue())

    def file_size(self, sha256: str) -> int | None:
        """As ``Source`` says."""
        path = self._files.get(self._pool.name_of(sha256))
        return None if path is None else path.stat().st_size

    def total(self) -> int:
        """As ``Source`` says; a folder's files are those of all its copies."""
        return self.size + sum(path.stat().st_size for path in self._files.values())

    def path_of(self, sha256: str) -> Path | None:
        """As ``Source`` says: a file that is not sealed."""
        return self._files.get(sha256) if self._key is None else None

    def open_file(self, sha256: str) -> AbstractContextManager[Readable]:
        """As ``Source`` says."""
        return self._pool.opened(self._files[self._pool.name_of(sha256)])


class ArchiveCopy:
    """An archive, sealed or not."""

    def __init__(self, path: Path, reader: archive.ArchiveReader, *, sealed: bool) -> None:
        self.path = path
        self.sealed = sealed
        self.size = reader.database_size
        self.made_at: datetime | None = reader.made_at
        self.reader = reader
        self.open_file = reader.open_file

    def write_database(self, target: Path, tick: Tick = lambda _: None) -> None:
        """As ``Source`` says."""
        with target.open("wb") as file:
            self.reader.copy_database(file, tick)

    def read_database(self) -> sqlite3.Connection:
        """As ``Source`` says."""
        if self.size > _LARGEST_IN_MEMORY:
            raise StorageError(altered(self.path.name))
        content = io.BytesIO()
        self.reader.copy_database(content)
        return snapshot.open_bytes(content.getvalue())

    def file_size(self, sha256: str) -> int | None:
        """As ``Source`` says."""
        entry = self.reader.files.get(sha256)
        return None if entry is None else entry.file_size

    def total(self) -> int:
        """As ``Source`` says."""
        return self.size + sum(entry.file_size for entry in self.reader.files.values())

    def path_of(self, sha256: str) -> Path | None:
        """As ``Source`` says: none is a file of its own."""
        return None


@contextmanager
def open_source(path: Path, keys: Keys) -> Iterator[Source]:
    """A copy shown by its path; ``StorageError`` in words for what is none, and all that ``SealedFile`` and ``archive`` raise."""
    with disk_faults():
        if path.exists() and not path.is_file():  # a folder, or a pipe that has no end
            raise StorageError(not_ours(path.name))
        raw = path.open("rb")
    with raw:
        with disk_faults():
            start = raw.read(len(_SQLITE))
            content: IO[bytes] = raw
            key = None
            if is_sealed(start):
                sealed = SealedFile(raw, path.name, keys)
                key = sealed.key
                content = cast(IO[bytes], io.BufferedReader(sealed))
                start = content.read(len(_SQLITE))
        if start == _SQLITE:
            yield FolderCopy(path, key)
        elif start.startswith(archive.START):
            content.seek(0)
            with archive.reading(content, path.name) as reader:
                yield ArchiveCopy(path, reader, sealed=key is not None)
        else:
            raise DatabaseDamaged(not_ours(path.name))
