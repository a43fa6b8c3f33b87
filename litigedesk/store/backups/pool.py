"""The kept files that copies name, once for all copies of a place: ``fichiers/ab/abcd….pdf`` as in the data folder."""

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from litigedesk.store.backups.sealed import SUFFIX, Key, Keys, SealedFile, sealed_size, sealing
from litigedesk.store.disk import PART, flush_folder, replace_read_only, sha256_of

_CHUNK = 1 << 20
# What a file system answers that makes no second name for a file: FAT, another disk, a network folder, too many names already.
_NO_LINKS = {
    errno.EXDEV, errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP,
}  # fmt: skip

Tick = Callable[[int], None]  # told of bytes done; what it raises stops the work


class Readable(Protocol):
    """A stream that is read; an empty answer ends it."""

    def read(self, size: int, /) -> bytes | None:
        """At most ``size`` bytes that follow."""


class Writable(Protocol):
    """A stream that takes all it is given."""

    def write(self, data: bytes, /) -> int | None:
        """Take them."""


class Pool:
    """The files of one place, under their SHA-256, or sealed under names that only the key gives."""

    def __init__(self, folder: Path, key: Key | None = None) -> None:
        self.folder = folder
        self._key = key

    def present(self) -> dict[str, Path]:
        """Every file, by the name it goes by here: its SHA-256, or ``name_of`` it."""
        return listing(self.folder)

    def name_of(self, sha256: str) -> str:
        """The name that a file goes by here, without its folder and extension."""
        return sha256 if self._key is None else self._key.name_of(sha256)

    def size_of(self, size: int) -> int:
        """The bytes that a file of ``size`` takes here."""
        return size if self._key is None else sealed_size(size)

    def lacking(self, wanted: Iterable[str], sources: "Sources") -> dict[str, Path]:
        """Which wanted files are not here, or not whole, with a good source of each that has one; reads those."""
        there = self.present()
        found = {}
        for sha256 in wanted:
            held = there.get(self.name_of(sha256))
            if held is not None and sources.agree(sha256, held, self.size_of):
                continue
            if (source := sources.good(sha256)) is not None:
                found[sha256] = source
        return found

    def link(self, sha256: str, source: Path, make_way: Callable[[], None] = lambda: None) -> bool:
        """Give a good file a second name here: a hard link, or a copy where none can be made; whether it is here.

        ``make_way`` is called before it takes the place of another.
        """
        target = self._place(sha256, source.suffix)
        part = target.with_name(target.name + PART)
        remove(part)
        try:
            try:
                os.link(source, part)
            except OSError as fault:
                if fault.errno not in _NO_LINKS:
                    raise
                with source.open("rb") as file:
                    return self.take_in(sha256, source.suffix, file, make_way=make_way)
            make_way()
            replace_read_only(part, target)
        finally:
            remove(part)  # a link renamed over another of the same file leaves both
        return True

    def copy(self, sha256: str, source: Path, tick: Tick = lambda _: None) -> bool:
        """Copy a good file here, sealed if this place is; whether it reads back the same."""
        with source.open("rb") as file:
            return self.take_in(sha256, source.suffix if self._key is None else SUFFIX, file, tick)

    def take_in(
        self,
        sha256: str,
        suffix: str,
        content: Readable,
        tick: Tick = lambda _: None,
        make_way: Callable[[], None] = lambda: None,
    ) -> bool:
        """The same of a stream, whose content may not be right: then nothing is kept."""
        target = self._place(sha256, suffix)
        part = target.with_name(target.name + PART)
        try:
            with part.open("wb") as raw:
                if self._key is None:
                    pour(content, raw, tick)
                else:
                    with sealing(raw, self._key) as sealed:
                        pour(content, sealed, tick)
            flush_and_forget(part)
            with self.opened(part) as file:
                if digest_of(file) != sha256:
                    return False
            with suppress(OSError):  # as in the data folder; a stick may know no such thing
                part.chmod(stat.S_IRUSR | stat.S_IRGRP)
            make_way()
            replace_read_only(part, target)
        finally:
            remove(part)
        return True

    @contextmanager
    def opened(self, path: Path) -> Iterator[Readable]:
        """A file of this place, to read its content."""
        with path.open("rb") as file:
            yield file if self._key is None else SealedFile(file, path.name, Keys(None, self._key))

    def settle(self) -> None:
        """Wait until every name is on the disk."""
        if self.folder.is_dir():
            for folder in (*(path for path in self.folder.iterdir() if path.is_dir()), self.folder):
                flush_folder(folder)

    def remove(self, files: Iterable[Path]) -> None:
        """Remove files of this place, read-only or not."""
        for path in files:
            remove(path)

    def _place(self, sha256: str, suffix: str) -> Path:
        name = self.name_of(sha256)
        folder = self.folder / name[:2]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.scandir(folder) as entries:  # under another extension, it may be here already
            held = next(
                (one.name for one in entries if one.name.startswith(name) and not one.name.endswith(PART)), None
            )
        return folder / (held or name + suffix)


class Sources:
    """Where the content of kept files is looked for, in order: the data folder, then what copies hold."""

    def __init__(self, *folders: Path) -> None:
        self._folders = [listing(folder) for folder in folders]

    def good(self, sha256: str) -> Path | None:
        """A file whose content is right; reads it."""
        for files in self._folders:
            path = files.get(sha256)
            if path is not None and path.is_file() and sha256_of(path) == sha256:
                return path
        return None

    def agree(self, sha256: str, held: Path, size_of: Callable[[int], int]) -> bool:
        """Whether a copy of a file has the size that the file asks for; without one, any size will do."""
        files = [files[sha256] for files in self._folders if sha256 in files]
        return not files or any(size_of(path.stat().st_size) == held.stat().st_size for path in files)


def listing(folder: Path) -> dict[str, Path]:
    """The files of ``folder/??/``, by name without extension; none when the folder is not there."""
    found = {}
    if folder.is_dir():
        for place in os.scandir(folder):
            if len(place.name) == 2 and place.is_dir():
                for entry in os.scandir(place):
                    if not entry.name.endswith(PART):
                        found[entry.name.partition(".")[0]] = Path(entry.path)
    return found


def pour(source: Readable, target: Writable, tick: Tick = lambda _: None) -> str:
    """Copy a stream to its end; returns the SHA-256 of what passed."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
        tick(len(chunk))
    return digest.hexdigest()


def digest_of(source: Readable, tick: Tick = lambda _: None) -> str:
    """The SHA-256 of the rest of a stream."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        tick(len(chunk))
    return digest.hexdigest()


def flush_and_forget(path: Path) -> None:
    """Wait until a file is on its disk, and have the system read it from there next time, where it can be told so."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remove(path: Path) -> None:
    """Delete a file, read-only or not."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows: the attribute is the file's, whatever its name
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()
