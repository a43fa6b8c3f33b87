"""Files taken into the data folder: content first, row last, the same content stored once."""

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.domain.records import StoredFile
from litigedesk.store.disk import read_file

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
