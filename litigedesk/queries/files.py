"""Questions about the files kept in the data folder."""

from typing import TYPE_CHECKING

from litigedesk.domain.records import StoredFile

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def stored_file(desk: "Desk", file_id: int | None) -> StoredFile | None:
    """The file of that id, ``None`` without one."""
    return None if file_id is None else desk.table(StoredFile).get(file_id)


def content(desk: "Desk", file_id: int | None) -> bytes | None:
    """The bytes of a kept file, verified against their SHA-256; ``None`` without one."""
    found = stored_file(desk, file_id)
    return desk.vault.read(found.sha256) if found else None
