"""Everything in one file: a ZIP that any program opens, with what it takes to know that nothing of it is missing or altered.

``manifest.json`` comes first: ``format`` « litigedesk-archive », ``version`` 1, ``made_at``, ``program``, ``database`` (``size``
and ``sha256`` of ``litigedesk.sqlite``), ``counts`` (records by table), ``files`` (name in the archive → size) and ``missing``
(the SHA-256 of files that were nowhere). Then ``litigedesk.sqlite``, and the kept files under ``fichiers/ab/abcd….pdf``, named
by the SHA-256 of their content. Under a password, the whole ZIP is one sealed file (``sealed.py``).
"""

import errno
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from litigedesk import __version__
from litigedesk.errors import StorageError
from litigedesk.store.backups.pool import Readable, Tick, Writable, digest_of, pour
from litigedesk.store.backups.words import altered, from_later_version, not_ours, truncated
from litigedesk.store.disk import sha256_of
from litigedesk.store.layout import DATABASE_NAME as DATABASE
from litigedesk.store.layout import FILES

FORMAT, VERSION = "litigedesk-archive", 1
MANIFEST = "manifest.json"
START = b"PK\x03\x04"

_END = b"PK\x05\x06"
_FILE = re.compile(rf"{FILES}/[0-9a-f]{{2}}/([0-9a-f]{{64}})(?:\.[a-z0-9]{{1,8}})?")
_LARGEST_MANIFEST = 64_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, NotImplementedError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """What goes into an archive: a finished copy of the database, and a good file for each SHA-256."""

    database: Path
    counts: Mapping[str, int]
    files: Mapping[str, Path]
    missing: tuple[str, ...]
    made_at: datetime

    @property
    def size(self) -> int:
        """Bytes in all, before anything is compressed."""
        return self.database.stat().st_size + sum(path.stat().st_size for path in self.files.values())


def write(stream: IO[bytes], contents: Contents, tick: Tick = lambda _: None) -> None:
    """Write an archive; ``tick`` is told of bytes done."""
    names = {f"{FILES}/{sha256[:2]}/{sha256}{path.suffix}": path for sha256, path in contents.files.items()}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": contents.made_at.isoformat(timespec="seconds"),
        "program": __version__,
        "database": {"size": contents.database.stat().st_size, "sha256": sha256_of(contents.database)},
        "counts": dict(contents.counts),
        "files": {name: path.stat().st_size for name, path in names.items()},
        "missing": list(contents.missing),
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        archive.writestr(_entry(MANIFEST, contents.made_at, len(text), zipfile.ZIP_DEFLATED), text)
        for name, path in {DATABASE: contents.database, **names}.items():
            # Kept files are mostly compressed already.
            how = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
            entry = _entry(name, contents.made_at, path.stat().st_size, how)
            with path.open("rb") as source, archive.open(entry, "w") as target:
                pour(source, target, tick)


def _entry(name: str, made_at: datetime, size: int, how: int) -> zipfile.ZipInfo:
    year = min(max(made_at.year, 1980), 2107)  # what ZIP can say
    entry = zipfile.ZipInfo(name, (year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second))
    entry.compress_type = how
    entry.file_size = size  # so that a file over 2 GB gets the fields that such a one needs
    entry.external_attr = 0o600 << 16
    return entry


class ArchiveReader:
    """An archive open for reading; what it says of itself is checked against what it holds as each part is read."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        with self.guarded(AttributeError, TypeError):
            if not {entry.compress_type for entry in archive.infolist()} <= _METHODS:
                raise StorageError(not_ours(name))
            manifest = self._manifest()
            database = manifest["database"]
            self.database_size = int(database["size"])
            self._database_sha256 = str(database["sha256"])
            self.counts = {str(table): int(number) for table, number in manifest["counts"].items()}
            self.made_at = datetime.fromisoformat(str(manifest["made_at"])).replace(tzinfo=None)
            entries = {entry.filename: entry for entry in archive.infolist()}
            self.files = {
                match[1]: entry for name, entry in entries.items() if (match := _FILE.fullmatch(name)) is not None
            }
            promised = {DATABASE, *map(str, manifest["files"])}
            if not promised <= entries.keys() or self.database_size < 0:
                raise StorageError(altered(self._name))

    def _manifest(self) -> dict[str, Any]:
        if MANIFEST not in self._archive.NameToInfo:
            raise StorageError(not_ours(self._name))
        with self._archive.open(MANIFEST) as file:
            text = file.read(_LARGEST_MANIFEST + 1)
        manifest = json.loads(text) if len(text) <= _LARGEST_MANIFEST else None
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise StorageError(not_ours(self._name))
        if manifest.get("version") != VERSION:
            raise StorageError(from_later_version(self._name))
        return cast(dict[str, Any], manifest)

    def copy_database(self, target: Writable, tick: Tick = lambda _: None) -> None:
        """Copy its database out; ``StorageError`` when it is not as it was."""
        with self.guarded(), self._archive.open(DATABASE) as source:
            if pour(_AtMost(source, self.database_size), target, tick) != self._database_sha256:
                raise StorageError(altered(self._name))

    @contextmanager
    def open_file(self, sha256: str) -> Iterator[Readable]:
        """The content of a kept file, at most as long as the archive says."""
        with self.guarded(), self._archive.open(self.files[sha256]) as file:
            yield _AtMost(file, self.files[sha256].file_size)

    def verify(self, tick: Tick = lambda _: None) -> None:
        """Read it all again; ``StorageError`` when something is not as it was written."""
        with self.guarded(), self._archive.open(DATABASE) as source:
            good = digest_of(_AtMost(source, self.database_size), tick) == self._database_sha256
        for sha256 in self.files:
            with self.open_file(sha256) as content:
                good = good and digest_of(content, tick) == sha256
        if not good:
            raise StorageError(altered(self._name))

    @contextmanager
    def guarded(self, *more: type[Exception]) -> Iterator[None]:
        """Any way in which a damaged ZIP fails is one sentence."""
        try:
            yield
        except _FAULTS + more as fault:
            raise StorageError(altered(self._name)) from fault
        except OSError as fault:
            if fault.errno != errno.EINVAL:  # what a disk refuses has its own words
                raise
            raise StorageError(altered(self._name)) from fault  # a part that would begin before the file does


class _AtMost:
    """A stream that is cut after so many bytes: what is compressed may be made to swell without end."""

    def __init__(self, source: IO[bytes], most: int) -> None:
        self._source = source
        self._left = most

    def read(self, size: int, /) -> bytes:
        """What follows, one byte past the most being enough to show that it is wrong."""
        data = self._source.read(min(size, self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise zipfile.BadZipFile("longer than it says")
        return data


@contextmanager
def reading(stream: IO[bytes], name: str) -> Iterator[ArchiveReader]:
    """An archive; ``StorageError`` in words for a ZIP that is none, or is cut, altered or of a later version."""
    try:
        archive = zipfile.ZipFile(stream)
    except _FAULTS as fault:
        raise StorageError(_why(stream, name)) from fault
    with archive:
        yield ArchiveReader(archive, name)


def _why(stream: IO[bytes], name: str) -> str:
    """Cut, when the end that every ZIP has is nowhere near its end; of another program, when ours did not begin it."""
    stream.seek(0)
    if MANIFEST.encode() not in stream.read(len(START) + 26 + len(MANIFEST)):
        return not_ours(name)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 22))
    return altered(name) if stream.read().startswith(_END) else truncated(name)
