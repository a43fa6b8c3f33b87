"""The folder itself: written beside, then renamed, so that it is whole or not there."""

import errno
import hashlib
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from litigedesk import formats
from litigedesk.bundle.names import legal_name, legal_suffix
from litigedesk.bundle.work import IsCancelled, Progress, Work
from litigedesk.errors import NotFound, StorageError
from litigedesk.formats import typographic
from litigedesk.operations.readable_exit.gathered import Gathered, Original
from litigedesk.readable.data_files import csv_of, json_of
from litigedesk.readable.front_page import front_page
from litigedesk.readable.pages import Book, Placed
from litigedesk.readable.shelf import PAGES
from litigedesk.readable.tables import words_of
from litigedesk.store.disk import require_room
from litigedesk.store.faults import disk_faults
from litigedesk.store.vault import Vault
from litigedesk.whole_file import written_whole

FILES, TABLES, CONTENTS, README, DATA = "fichiers", "csv", "index.html", "LISEZ-MOI.txt", "donnees.json"
GONE, ALTERED = "fichier introuvable", "fichier modifié depuis son enregistrement"
_ROOM_FOR_A_ROW: Final = 4_000  # bytes that a record takes at most, in pages and tables, most of the time
_CHUNK: Final = 1 << 20
_FOLDER_NAME: Final = 48  # characters, so that a path stays under the 260 of Windows
_FILE_NAME: Final = 80

_READ_ME: Final = """LitigeDesk – {title}
{about}
Écrit le {day}.

Ouvrez « index.html » avec n’importe quel navigateur : il n’y a besoin ni d’Internet, ni de LitigeDesk.

index.html     le sommaire ; chaque page peut s’imprimer
{content}
fichiers       vos fichiers d’origine, rangés par dossier

Les sommes dues sont celles du jour de l’écriture. {missing}
"""


@dataclass(frozen=True)
class Written:
    """What was written: pages, tables, files, and a sentence for each file that could not be given as it was."""

    path: Path
    pages: int
    tables: int
    files: int
    faults: tuple[str, ...]


def refuse_occupied(target: Path) -> None:
    """``StorageError`` when something already lies at that place: nothing is ever overwritten."""
    with disk_faults():
        if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            sentence = f"« {target} » existe déjà et n’est pas vide : choisissez un autre dossier."
            raise StorageError(typographic(sentence))


def write_folder(given: Gathered, vault: Vault, target: Path, progress: Progress, cancelled: IsCancelled) -> Written:
    """Write a new folder. Raises ``StorageError`` for one that is not empty, a full disk or one that refuses.

    ``Cancelled`` when the user gives up; nothing is then left behind.
    """
    refuse_occupied(target)
    with _whole_folder(target) as part:
        return replace(_write(given, vault, part, progress, cancelled), path=target)


def write_zip(given: Gathered, vault: Vault, target: Path, progress: Progress, cancelled: IsCancelled) -> Written:
    """The same as one archive; ``StorageError`` when a file of that name is there."""
    if target.exists():
        raise StorageError(typographic(f"« {target.name} » existe déjà à cet endroit : choisissez un autre nom."))
    with _whole_folder(target.with_suffix("")) as part:
        written = _write(given, vault, part, progress, cancelled)
        with written_whole(target) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for path in sorted(part.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(part).as_posix())
        _remove(part)
    return replace(written, path=target)


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """A folder beside ``target``, put in its place at the end if it is still there; taken away whatever goes wrong."""
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with disk_faults(), _in_words(target):
            part.mkdir(mode=0o700)
            yield part
            if part.exists():
                if target.exists():
                    target.rmdir()  # empty: refused otherwise
                part.replace(target)
    finally:
        _remove(part)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fault:
        raise StorageError(
            typographic(f"Le dossier « {target.parent} » n’existe pas : choisissez un autre endroit.")
        ) from fault
    except OSError as fault:
        if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            sentence = f"« {target.parent} » est en lecture seule : choisissez un autre endroit."
            raise StorageError(typographic(sentence)) from fault
        if fault.errno == errno.ENAMETOOLONG:
            raise StorageError("Ce nom de dossier est trop long\u00a0: choisissez-en un plus court.") from fault
        raise


def _remove(part: Path) -> None:
    shutil.rmtree(part, ignore_errors=True)


def _write(given: Gathered, vault: Vault, folder: Path, progress: Progress, cancelled: IsCancelled) -> Written:
    shelf = given.shelf
    require_room(folder.parent, _room(given))
    paged = [(table, one) for table in PAGES for one in shelf.tables[table]]
    tables = list(shelf.tables) if given.with_tables else []
    with Work(len(paged) + len(tables) + len(given.originals) + 1, progress, cancelled) as work:
        placed, faults = _copy_files(given, vault, folder, work)
        book = Book(shelf, placed, given.sums, given.obstacles)
        for table, record in paged:
            work.begin(f"Page{formats.NBSP}: {shelf.name(table, record)}")
            _put(folder / shelf.page(table, record), book.record_page(table, record).encode("utf-8", "replace"))
        others = []
        for table, path, page in book.other_pages():
            others.append((path, words_of(table).title))
            _put(folder / path, page.encode("utf-8", "replace"))
        lines = []
        for table in tables:
            work.begin(f"Tableau{formats.NBSP}: {words_of(table).title}")
            path = f"{TABLES}/{words_of(table).file}.csv"
            _put(folder / path, csv_of(shelf, table))
            lines.append((path, words_of(table).title, len(shelf.tables[table])))
        work.begin("Sommaire")
        cover = replace(given.cover, warnings=(*given.cover.warnings, *faults))
        _put(folder / CONTENTS, front_page(shelf, cover, others, lines).encode("utf-8", "replace"))
        if not tables:
            _put(folder / DATA, json_of(shelf))
        _put(folder / README, _read_me(given, faults).encode("utf-8-sig").replace(b"\n", b"\r\n"))
        work.end()
    return Written(
        folder, len(paged) + len(others) + 1, len(tables), len(given.originals) - _gone(placed), tuple(faults)
    )


def _room(given: Gathered) -> int:
    rows = sum(len(records) for records in given.shelf.tables.values())
    return sum(one.file.size for one in given.originals) + rows * _ROOM_FOR_A_ROW


def _gone(placed: Mapping[int, Placed]) -> int:
    return sum(1 for one in placed.values() if not one.path)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


# ---- files -----------------------------------------------------------------------------------------------------------
def _copy_files(given: Gathered, vault: Vault, folder: Path, work: Work) -> tuple[dict[int, Placed], list[str]]:
    """Copy each kept file under a name people can read; one that is gone or altered is told, and the rest goes on."""
    placed: dict[int, Placed] = {}
    faults: list[str] = []
    taken: set[str] = set()
    for original in given.originals:
        work.begin(f"Fichier{formats.NBSP}: {original.file.name}")
        path = _free_path(original, taken)
        fault = _copy(vault, original, folder / path, work)
        placed[original.file.id or 0] = Placed("" if fault == GONE else path, fault)
        if fault:
            faults.append(typographic(f"« {original.file.name} » : {fault}."))
    return placed, faults


def _free_path(original: Original, taken: set[str]) -> str:
    """A path that no other file has, whatever the case: Windows and macOS make no difference."""
    parts = [legal_name(part)[:_FOLDER_NAME].rstrip(" .-") or "sans titre" for part in original.folder.split("/")]
    last = PurePosixPath(original.file.name.replace("\\", "/")).name
    suffix = legal_suffix(last)
    stem = legal_name(last[: len(last) - len(suffix)])[:_FILE_NAME].rstrip(" .")
    again = 1
    while True:
        name = legal_name(stem if again == 1 else f"{stem} ({again})", suffix)
        path = "/".join((FILES, *parts, name))
        if path.casefold() not in taken:
            taken.add(path.casefold())
            return path
        again += 1


def _copy(vault: Vault, original: Original, target: Path, work: Work) -> str:
    """Copy the content; the words for what is wrong with it, empty when it is as it was filed."""
    try:
        source = vault.path_of(original.file.sha256)
    except NotFound:
        return GONE
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while chunk := read.read(_CHUNK):
            work.pause()
            digest.update(chunk)
            written.write(chunk)
    return "" if digest.hexdigest() == original.file.sha256 else ALTERED


def _read_me(given: Gathered, faults: list[str]) -> str:
    tables = f"{TABLES}            une table par fichier, pour un tableur"
    text = _READ_ME.format(
        title=given.cover.title,
        about=given.cover.about,
        day=formats.date_long(given.cover.made_on),
        content=tables if given.with_tables else f"{DATA}   les mêmes données, pour un programme",
        missing="Des fichiers manquent ou ont changé : le sommaire les nomme." if faults else "",
    )
    return typographic(text).rstrip() + "\n"
