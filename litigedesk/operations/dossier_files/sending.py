"""A dispute gathered and written as a file."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import litigedesk
from litigedesk.bundle.work import IsCancelled, Progress, Work
from litigedesk.domain.records import Client, Dispute, Setting
from litigedesk.errors import NotFound, StorageError
from litigedesk.formats import typographic
from litigedesk.operations.dossier_files import scope
from litigedesk.operations.dossier_files.file_format import FILES, FORMAT, LARGEST, MANIFEST, ROWS, VERSION
from litigedesk.operations.outcome import operation
from litigedesk.settings import DOSSIER_IDENTITY
from litigedesk.store.backups.sealed import Key as SealingKey
from litigedesk.store.backups.sealed import sealing
from litigedesk.store.disk import require_room
from litigedesk.store.links import Key, Web, links
from litigedesk.store.vault import Vault
from litigedesk.whole_file import written_whole

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_CHUNK: Final = 1 << 20
_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the clock would make two writings differ


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What goes: the manifest's facts, the rows by table, the files by SHA-256 with name and size; of which dispute and client."""

    reference: str
    client: str
    manifest: dict[str, Any]
    rows: bytes
    files: tuple[tuple[str, str, int], ...]
    counts: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes, before they are packed."""
        return len(self.rows) + sum(size for _, _, size in self.files)


@dataclass(frozen=True)
class Sent:
    """The file written."""

    path: Path
    size: int
    files: int
    sealed: bool


def prepared(desk: "Desk", dispute_id: int) -> Parcel:
    """Gather a dispute with all that goes with it; ``NotFound`` if it is gone.

    The first one sent gives this data folder an identity, so that a dossier that comes back is recognised.
    """
    dispute = desk.table(Dispute).get(dispute_id)
    schema = desk.db.schema
    web = Web.read(desk.db, schema)
    kept = scope.of_dispute(web, dispute_id)
    held = links(desk.db, schema)
    rows = []
    for definition in schema.definitions:
        parents = {link.column: link.parent for link in held if link.table == definition.name}
        for record_id, image in web.rows[definition.name].items():
            if (definition.name, record_id) in kept:
                rows.append({"table": definition.name, "row": _without_outside(dict(image), parents, kept)})
    for one in rows:
        if one["table"] == "dispute":
            one["row"]["origin"] = origin_of(desk, dispute)  # type: ignore[index]
    files = sorted((str(row["sha256"]), str(row["name"]), int(row["size"])) for row in _of(rows, "stored_file"))
    packed = json.dumps({"rows": rows}, ensure_ascii=False, separators=(",", ":")).encode()
    return Parcel(
        reference=dispute.reference,
        client=desk.table(Client).get(dispute.client_id).name,
        manifest={
            "format": FORMAT,
            "version": VERSION,
            "records": desk.db.version,
            "program": litigedesk.__version__,
            "made_on": desk.today().isoformat(),
            "from": desk.profile().name,
            "dossier_sha256": hashlib.sha256(packed).hexdigest(),
        },
        rows=packed,
        files=tuple({sha256: (sha256, name, size) for sha256, name, size in files}.values()),
        counts={table: len(_of(rows, table)) for table in dict.fromkeys(str(one["table"]) for one in rows)},
    )


def _of(rows: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
    return [one["row"] for one in rows if one["table"] == table]


def _without_outside(image: dict[str, Any], parents: dict[str, str], kept: set[Key]) -> dict[str, Any]:
    """A row that no longer refers to what stays behind."""
    for column, parent in parents.items():
        if image[column] is not None and (parent, image[column]) not in kept:
            image[column] = None
    return image


def origin_of(desk: "Desk", dispute: Dispute) -> str:
    """What tells a dispute from every other, here and elsewhere: its origin, or this folder's identity and its number."""
    return dispute.origin or f"{identity(desk) or _identify(desk).value}:{dispute.id}"


def identity(desk: "Desk") -> str:
    """What begins the origin of the disputes made here; empty before one was sent."""
    held = desk.table(Setting).first(key=DOSSIER_IDENTITY)
    return held.value if held is not None else ""


@operation("Dossier préparé pour l’envoi", undoable=False)
def _identify(desk: "Desk") -> str:
    return desk.table(Setting).insert(Setting(key=DOSSIER_IDENTITY, value=uuid.uuid4().hex)).value


# ---- the file --------------------------------------------------------------------------------------------------------
def write(
    parcel: Parcel, vault: Vault, target: Path, password: str | None, progress: Progress, cancelled: IsCancelled
) -> Sent:
    """Write the file, whole or not at all; reads kept files alone, so that a thread can run it.

    Raises ``StorageError`` for a kept file gone or altered, which it names, or a disk that refuses, ``Cancelled`` when the user
    gives up.
    """
    if parcel.size > LARGEST:
        raise StorageError(typographic("Les fichiers de ce dossier dépassent 2 Go : envoyez-les autrement."))
    require_room(target.parent, parcel.size)
    with Work(len(parcel.files) + 1, progress, cancelled) as work:
        key = SealingKey.new(password) if password else None
        with written_whole(target) as raw, _maybe_sealed(raw, key) as stream, ZipFile(stream, "w") as archive:
            _add(archive, MANIFEST, json.dumps(parcel.manifest, ensure_ascii=False, indent=1).encode())
            _add(archive, ROWS, parcel.rows)
            for sha256, name, _size in parcel.files:
                work.begin(name)
                _add_file(archive, vault, sha256, name, work)
            work.begin("Enregistrement")
        work.end()
    return Sent(target, target.stat().st_size, len(parcel.files), password is not None)


@contextmanager
def _maybe_sealed(raw: IO[bytes], key: SealingKey | None) -> "Iterator[IO[bytes]]":
    if key is None:
        yield raw
        return
    with sealing(raw, key) as sealed:  # type: ignore[arg-type]
        yield sealed  # type: ignore[misc]


def _info(path: str, packing: int = ZIP_DEFLATED) -> ZipInfo:
    info = ZipInfo(path, _DAY)
    info.compress_type = packing
    return info


def _add(archive: ZipFile, path: str, data: bytes) -> None:
    archive.writestr(_info(path), data)


def _add_file(archive: ZipFile, vault: Vault, sha256: str, name: str, work: Work) -> None:
    digest = hashlib.sha256()
    try:
        source = vault.path_of(sha256).open("rb")
    except (NotFound, OSError) as fault:
        raise StorageError(
            typographic(
                f"« {name} » n’est plus dans vos données : le dossier serait incomplet. « Vérifier vos données » dit quoi faire."
            )
        ) from fault
    with source, archive.open(_info(f"{FILES}{sha256}", ZIP_STORED), "w") as entry:
        while chunk := source.read(_CHUNK):
            work.pause()
            digest.update(chunk)
            entry.write(chunk)
    if digest.hexdigest() != sha256:
        raise StorageError(
            typographic(f"« {name} » a été modifié depuis son enregistrement : il n’est plus tel que gardé.")
        )
