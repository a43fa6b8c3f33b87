"""Questions about the files kept in the data folder."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import StoredFile
from litigedesk.errors import NotFound, StorageError
from litigedesk.letters.email import Attachment

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def stored_file(desk: "Desk", file_id: int | None) -> StoredFile | None:
    """The file of that id, ``None`` without one."""
    return None if file_id is None else desk.table(StoredFile).get(file_id)


def content(desk: "Desk", file_id: int | None) -> bytes | None:
    """The bytes of a kept file, verified against their SHA-256; ``None`` without one."""
    found = stored_file(desk, file_id)
    return desk.vault.read(found.sha256) if found else None


def sizes(desk: "Desk", file_ids: Iterable[int]) -> Mapping[int, int]:
    """How many bytes each of these files has."""
    return {file_id: desk.table(StoredFile).get(file_id).size for file_id in file_ids}


def attachments(desk: "Desk", file_ids: Sequence[int]) -> tuple[Attachment, ...]:
    """These files, each read whole and verified, ready to go with an e-mail.

    Raises ``StorageError`` that names the one which is gone or altered: nothing must leave without being noticed.
    """
    return tuple(_attachment(desk, desk.table(StoredFile).get(file_id)) for file_id in dict.fromkeys(file_ids))


def _attachment(desk: "Desk", found: StoredFile) -> Attachment:
    try:
        data = desk.vault.read(found.sha256)
    except (NotFound, StorageError) as fault:
        sentence = (
            f"« {found.name} » ne peut pas être joint. {fault} Décochez cette pièce, ou remplacez-la dans sa fiche."
        )
        raise StorageError(formats.typographic(sentence)) from fault
    return Attachment(found.name, found.media_type, data)
