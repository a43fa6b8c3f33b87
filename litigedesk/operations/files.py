"""Files taken into the data folder: content first, row last, the same content stored once."""

import errno
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.domain.records import StoredFile
from litigedesk.errors import StorageError

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LARGEST = 50_000_000  # bytes of one document


def keep_bytes(desk: "Desk", data: bytes, name: str, media_type: str) -> StoredFile:
    """Store content under its SHA-256 and add its row, inside the running step; the same file is kept once."""
    stored = desk.vault.put_bytes(data, name)
    table = desk.table(StoredFile)
    present = table.first(sha256=stored.sha256, name=name)
    if present is not None:
        return present
    return table.insert(
        StoredFile(sha256=stored.sha256, name=name, media_type=media_type, size=stored.size, added_on=desk.today())
    )


def keep_document(desk: "Desk", source: Path) -> StoredFile:
    """Take one of the user's files into the data folder as it is, inside the running step; ``StorageError`` as ``read_file``."""
    kind, _ = mimetypes.guess_type(source.name)
    return keep_bytes(desk, read_file(source, most=LARGEST), source.name, kind or "application/octet-stream")


def read_file(source: Path, most: int) -> bytes:
    """The bytes of a user's file; ``StorageError`` when it is missing, unreadable or over ``most`` bytes."""
    try:
        size = source.stat().st_size
        if size > most:
            limit = most // 1_000_000
            raise StorageError(f"«\u202f{source.name}\u202f» est trop gros\u00a0: au plus {limit}\u00a0Mo.")
        return source.read_bytes()
    except OSError as fault:
        if fault.errno == errno.ENOENT:
            raise StorageError(f"«\u202f{source.name}\u202f» n’est plus à cet endroit.") from fault
        raise StorageError(f"«\u202f{source.name}\u202f» ne peut pas être lu.") from fault
