"""A file that came from somebody else, read with suspicion: sizes bounded, names, types and links checked, nothing written."""

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, BinaryIO, Final, cast
from zipfile import BadZipFile, ZipFile

from litigedesk.bundle.work import IsCancelled, Progress, Work
from litigedesk.domain.records import Client, Dispute, StoredFile
from litigedesk.errors import BugError, DatabaseDamaged, PasswordNeeded, StorageError, UserError, WrongPassword
from litigedesk.exchange.file_name import safe_name
from litigedesk.lengths import length_problems
from litigedesk.operations.dossier_files import scope
from litigedesk.operations.dossier_files.file_format import (
    ALTERED,
    FILES,
    FORMAT,
    INCOHERENT,
    LARGEST,
    MANIFEST,
    MOST_ENTRIES,
    MOST_MANIFEST,
    MOST_ROWS,
    NOT_ONE,
    ROWS,
    TOO_LARGE,
    TOO_NEW,
    VERSION,
)
from litigedesk.operations.files import LARGEST as LARGEST_FILE
from litigedesk.store.backups.sealed import Keys, SealedFile, is_sealed
from litigedesk.store.faults import quoted
from litigedesk.store.links import Link, Web
from litigedesk.store.schema import Definition, Image, Schema, SqlValue

_END: Final = struct.Struct("<4s4H2LH")  # of a ZIP: how many entries, and where they are listed
_END_MARK: Final = b"PK\x05\x06"
_COMMENT: Final = 1 << 16
_CHUNK: Final = 1 << 20
_INTEGER: Final = 1 << 63
_YEARS: Final = range(1900, 2201)  # beyond, what is computed from a day leaves the calendar
_BROKEN: Final = (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A dossier read and checked: who sent it, when, and its records by table and by the id they had there."""

    path: Path
    password: str | None
    sender: str
    made_on: date | None
    records: Mapping[str, Mapping[int, Any]]

    @property
    def dispute(self) -> Dispute:
        """The dispute it is about."""
        return cast("Dispute", next(iter(self.records["dispute"].values())))

    @property
    def client(self) -> Client:
        """Its client."""
        return cast("Client", next(iter(self.records["client"].values())))

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """The files that come with it, each content once or more under several names."""
        return tuple(self.records["stored_file"].values())

    def contents(self) -> Iterator[tuple[StoredFile, bytes]]:
        """Each file with its content, checked again; ``UserError`` when the file has changed meanwhile."""
        with _archive(self.path, self.password) as archive:
            for file in self.files:
                data = _read(archive, f"{FILES}{file.sha256}", LARGEST_FILE)
                if hashlib.sha256(data).hexdigest() != file.sha256:
                    raise UserError(ALTERED)
                yield file, data


def opened(
    path: Path,
    password: str | None,
    schema: Schema,
    held: tuple[Link, ...],
    records_version: int,
    progress: Progress,
    cancelled: IsCancelled,
) -> Received:
    """Read a dossier whole and check all of it; nothing is written, so that a thread can run it.

    Raises ``PasswordNeeded`` or ``WrongPassword``, ``UserError`` in words for what is not one, is altered, too large or from a
    newer version, ``Cancelled`` when the user gives up.
    """
    with _archive(path, password) as archive:
        manifest = _manifest(_read(archive, MANIFEST, MOST_MANIFEST), records_version)
        packed = _read(archive, ROWS, MOST_ROWS)
        if hashlib.sha256(packed).hexdigest() != manifest["dossier_sha256"]:
            raise UserError(ALTERED)
        images = _images(packed, schema)
        _check_links(images, held)
        records = _records(images, schema)
        _check_files(archive, records["stored_file"], progress, cancelled)
    return Received(
        path=path,
        password=password,
        sender=manifest["from"][:200],
        made_on=_day(manifest["made_on"]),
        records=records,
    )


# ---- the archive -----------------------------------------------------------------------------------------------------
@contextmanager
def _archive(path: Path, password: str | None) -> Iterator[ZipFile]:
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):  # a pipe may have no end
            raise UserError(NOT_ONE)
        if found.st_size > LARGEST:
            raise UserError(TOO_LARGE)
        with path.open("rb") as raw:
            stream = _unsealed(raw, path.name, password)
            _refuse_large_list(stream)
            with ZipFile(stream) as archive:
                _refuse_other_entries(archive)
                yield archive
    except (PasswordNeeded, WrongPassword):
        raise
    except StorageError as fault:  # a sealed file, altered further on
        raise UserError(ALTERED) from fault
    except FileNotFoundError as fault:
        raise StorageError(f"{quoted(path.name)} n’est plus à cet endroit.") from fault
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise UserError(NOT_ONE) from fault
    except OSError as fault:
        raise StorageError(f"{quoted(path.name)} ne peut pas être lu.") from fault


def _unsealed(raw: BinaryIO, name: str, password: str | None) -> IO[bytes]:
    if not is_sealed(raw.read(16)):
        raw.seek(0)
        return raw
    try:
        return io.BufferedReader(SealedFile(raw, name, Keys(password)), _CHUNK)
    except (PasswordNeeded, WrongPassword):
        raise
    except StorageError as fault:
        raise UserError(NOT_ONE) from fault


def _refuse_large_list(stream: IO[bytes]) -> None:
    """A ZIP lists its files at its end: read how many before the list itself is taken into memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _COMMENT - _END.size))
    tail = stream.read(_COMMENT + _END.size)
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        raise UserError(NOT_ONE)
    _, _, _, _, entries, listed, start, _ = _END.unpack_from(tail, place)
    if entries > MOST_ENTRIES or listed > MOST_ENTRIES * 200 or start > size:
        raise UserError(TOO_LARGE)
    stream.seek(0)


def _refuse_other_entries(archive: ZipFile) -> None:
    """Nothing but what is named here is ever read, and nothing is written under a name of the archive."""
    names = [one.filename for one in archive.infolist()]
    files = [name.removeprefix(FILES) for name in names if name not in {MANIFEST, ROWS}]
    if len(set(names)) != len(names) or not {MANIFEST, ROWS} <= set(names) or not all(map(_is_sha256, files)):
        raise UserError(NOT_ONE)
    if any(one.flag_bits & 1 for one in archive.infolist()):
        raise UserError(NOT_ONE)


def _is_sha256(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")


def _read(archive: ZipFile, name: str, most: int) -> bytes:
    """The content of an entry, never more than ``most`` bytes, whatever it says of itself."""
    try:
        with archive.open(name) as entry:
            content = entry.read(most + 1)
    except _BROKEN as fault:
        raise UserError(NOT_ONE) from fault
    if len(content) > most:
        raise UserError(TOO_LARGE)
    return content


# ---- manifest and rows -----------------------------------------------------------------------------------------------
def _manifest(packed: bytes, records_version: int) -> dict[str, Any]:
    read = _json(packed)
    wanted = {"format": str, "version": int, "records": int, "from": str, "made_on": str, "dossier_sha256": str}
    if not isinstance(read, dict) or any(type(read.get(key)) is not kind for key, kind in wanted.items()):
        raise UserError(NOT_ONE)
    if read["format"] != FORMAT:
        raise UserError(NOT_ONE)
    if read["version"] > VERSION or read["records"] > records_version:
        raise UserError(TOO_NEW)
    return read


def _json(packed: bytes) -> Any:
    try:
        return json.loads(packed.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise UserError(NOT_ONE) from fault


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _images(packed: bytes, schema: Schema) -> dict[str, dict[int, Image]]:
    """The rows by table and id, each with all of its columns; ``UserError`` when one is not of this program's making."""
    read = _json(packed)
    rows = read.get("rows") if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise UserError(NOT_ONE)
    found: dict[str, dict[int, Image]] = {one.name: {} for one in schema.definitions}
    for one in rows:
        table, image = (one.get("table"), one.get("row")) if isinstance(one, dict) else (None, None)
        if not isinstance(table, str) or table not in found or table in scope.STAYS or not isinstance(image, dict):
            raise UserError(NOT_ONE)
        record_id = image.get("id")
        if type(record_id) is not int or not 0 < record_id < _INTEGER or record_id in found[table]:
            raise UserError(INCOHERENT)
        if not all(_is_plain(value) for value in image.values()):
            raise UserError(INCOHERENT)
        found[table][record_id] = image
    if len(found["dispute"]) != 1 or len(found["client"]) != 1:
        raise UserError(INCOHERENT)
    return found


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str) or (type(value) is int and abs(value) < _INTEGER)


def _check_links(images: Mapping[str, Mapping[int, Image]], held: tuple[Link, ...]) -> None:
    """Every link leads to a record of the file, of one client, and every record belongs to the dispute."""
    for link in held:
        for image in images[link.table].values():
            value = image.get(link.column)
            if value is not None and (link.parent in scope.STAYS or value not in images[link.parent]):
                raise UserError(INCOHERENT)
    whole = {table: {one: {**dict.fromkeys(_columns(held, table)), **row} for one, row in rows.items()}
             for table, rows in images.items()}  # fmt: skip
    web = Web(whole, held)
    every = {(table, one) for table, rows in images.items() for one in rows}
    if scope.of_dispute(web, next(iter(images["dispute"]))) != every:
        raise UserError(INCOHERENT)


def _columns(held: tuple[Link, ...], table: str) -> list[str]:
    return [link.column for link in held if link.table == table]


def _records(images: Mapping[str, Mapping[int, Image]], schema: Schema) -> dict[str, dict[int, Any]]:
    """The typed records; columns that an older version did not have take their default."""
    found: dict[str, dict[int, Any]] = {}
    for definition in schema.definitions:
        found[definition.name] = {}
        for record_id, image in images[definition.name].items():
            if set(image) - set(definition.columns):
                raise UserError(INCOHERENT)
            try:
                record = definition.read({**_defaults(definition), **image})
            except (DatabaseDamaged, BugError) as fault:
                raise UserError(INCOHERENT) from fault
            if isinstance(record, StoredFile):
                record = replace(record, name=safe_name(record.name))
            if length_problems(record) or not _has_plausible_days(record):
                raise UserError(INCOHERENT)
            found[definition.name][record_id] = record
    return found


def _has_plausible_days(record: Any) -> bool:
    values = (getattr(record, one.name) for one in fields(record))
    return all(value.year in _YEARS for value in values if isinstance(value, date))


def _defaults(definition: Definition[Any]) -> dict[str, SqlValue]:
    known = [one for one in fields(definition.record) if one.default is not MISSING]
    return {one.name: definition.write(one.name, one.default) for one in known}


def _check_files(archive: ZipFile, files: Mapping[int, StoredFile], progress: Progress, cancelled: IsCancelled) -> None:
    """The files are those that the records name, no more, no fewer, and their content is what their name says."""
    packed = {name.removeprefix(FILES) for name in archive.namelist() if name.startswith(FILES)}
    named = {file.sha256: file for file in files.values()}
    if packed != set(named):
        raise UserError(INCOHERENT)
    with Work(len(named), progress, cancelled) as work:
        for sha256, file in named.items():
            work.begin(file.name)
            if _digest(archive, sha256, file.size, work) != sha256:
                raise UserError(ALTERED)
        work.end()


def _digest(archive: ZipFile, sha256: str, size: int, work: Work) -> str:
    digest, read = hashlib.sha256(), 0
    try:
        with archive.open(f"{FILES}{sha256}") as entry:
            while chunk := entry.read(_CHUNK):
                work.pause()
                read += len(chunk)
                if read > min(size, LARGEST_FILE):
                    raise UserError(TOO_LARGE)
                digest.update(chunk)
        if read != size:
            raise UserError(INCOHERENT)
    except _BROKEN as fault:
        raise UserError(NOT_ONE) from fault
    return digest.hexdigest()
