"""Files that are whole or not there: written beside, flushed to the disk, renamed; and the user's own, read."""

import errno
import hashlib
import os
import shutil
import stat
import sys
from pathlib import Path
from stat import S_ISREG

from litigedesk.errors import StorageError
from litigedesk.store.faults import FULL

PART = ".part"  # ends the name of a file not yet whole; one left behind by a crash is thrown away by ``check``
MARGIN = 1_000_000  # bytes left free beyond what is about to be written


def replace_durably(part: Path, target: Path) -> None:
    """Rename a finished file over ``target``, flushed before and after: a power cut leaves the old or the new."""
    flush(part)
    part.replace(target)
    flush_folder(target.parent)


def replace_read_only(part: Path, target: Path) -> None:
    """Rename a finished file over one that may be read-only, which Windows refuses."""
    try:
        part.replace(target)
    except PermissionError:
        if not target.exists():  # the finished file itself is held, by an antivirus for instance
            raise
        target.chmod(stat.S_IRUSR | stat.S_IWUSR)
        part.replace(target)


def flush(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk; Windows does so by itself and refuses the call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}:  # some network folders know no such thing
            raise
    finally:
        os.close(handle)


def require_room(folder: Path, size: int) -> None:
    """Raise ``StorageError`` unless ``size`` bytes and a margin are free on the disk of ``folder``."""
    if shutil.disk_usage(folder).free < size + MARGIN:
        raise StorageError(FULL)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_file(source: Path, most: int) -> bytes:
    """The bytes of a user's file; ``StorageError`` when it is missing, unreadable or over ``most`` bytes."""
    try:
        found = source.stat()
        if not S_ISREG(found.st_mode):  # a pipe or a device may have no end
            raise StorageError(f"«\u202f{source.name}\u202f» ne peut pas être lu.")
        if found.st_size > most:
            limit = f"{most // 1_000_000}\u00a0Mo" if most >= 1_000_000 else f"{most // 1_000}\u00a0ko"
            raise StorageError(f"«\u202f{source.name}\u202f» est trop gros\u00a0: au plus {limit}.")
        return source.read_bytes()
    except OSError as fault:
        if fault.errno == errno.ENOENT:
            raise StorageError(f"«\u202f{source.name}\u202f» n’est plus à cet endroit.") from fault
        raise StorageError(f"«\u202f{source.name}\u202f» ne peut pas être lu.") from fault
