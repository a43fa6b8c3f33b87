"""Copies of everything, here and in a second place; going back to one; all in one file. What windows and commands call.

The formats are told where they are written: ``store/backups`` (folders), ``store/backups/archive.py`` (one file),
``store/backups/sealed.py`` (under a password).
"""

import io
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from litigedesk.errors import NotFound, Refused, StorageError
from litigedesk.formats import count, typographic
from litigedesk.queries.copies import CopyInfo, Loss, Pause, Where, copies, describe, lost_since, pause
from litigedesk.store.backups import archive, choice, preview, restoring
from litigedesk.store.backups import pause as note
from litigedesk.store.backups.keeper import Backup, Backups, files_named_by
from litigedesk.store.backups.pool import Sources, Tick
from litigedesk.store.backups.sealed import Key, Keys, SealedFile, sealing
from litigedesk.store.backups.second import SecondPlace as Place
from litigedesk.store.backups.second import marked_folders
from litigedesk.store.backups.sources import open_source
from litigedesk.store.faults import PREVIEW, disk_faults, quoted
from litigedesk.store.lock import FolderLock
from litigedesk.store.place import warnings as place_warnings
from litigedesk.whole_file import require_room_for, written_whole

if TYPE_CHECKING:
    from litigedesk.desk import Desk

__all__ = [
    "Archive", "BackUp", "CopyInfo", "Loss", "Pause", "Progress", "Restored", "SecondCopy", "SecondPlace", "SecondState", "Where",
    "back_up", "confirm_restore", "copies", "describe", "go_back", "is_paused", "keep_up", "lost_since", "make_archive", "pause",
    "place_warnings", "preview_folder", "restore", "safeguard", "second_place", "set_second_place",
]  # fmt: skip

log = logging.getLogger(__name__)

Progress = Callable[
    [int, int], None
]  # bytes done, bytes in all; what it raises stops the work, nothing half-written left

CHOICE_LOST = (
    "Le choix du second emplacement ne se lit plus, rien n’y est copié : choisissez-le de nouveau dans Fichier › Sauvegardes. "
    "La copie de ce dossier, elle, est faite."
)
PAUSED = "Les copies automatiques attendent que vous confirmiez la sauvegarde reprise."


class SecondState(Enum):
    """What became of the copy in the second place."""

    NOT_SET = auto()
    DONE = auto()
    ABSENT = auto()
    FAILED = auto()


@dataclass(frozen=True)
class SecondCopy:
    """The copy in the second place; the sentence says it, or why there is none. Empty when no second place was chosen."""

    state: SecondState
    sentence: str = ""


@dataclass(frozen=True)
class BackUp:
    """What one backup did. ``copy`` is ``None`` when nothing had changed, or while copies are paused.

    ``missing`` counts files that records name and that are nowhere: the copy cannot hold them.
    """

    copy: CopyInfo | None
    second: SecondCopy
    missing: int
    sentence: str


@dataclass(frozen=True)
class Restored:
    """What a restore did. ``previous`` is the copy of what was there before; ``None`` when there was nothing sound to copy.

    ``files`` pieces were brought back to ``fichiers/``; ``missing`` are named by the copy and are nowhere.
    """

    previous: CopyInfo | None
    files: int
    missing: int
    sentence: str


@dataclass(frozen=True)
class Archive:
    """A one-file copy just written and read back, with how many pieces it holds and lacks."""

    path: Path
    size: int
    files: int
    missing: int
    sealed: bool


@dataclass(frozen=True)
class SecondPlace:
    """The second place of the user's choice; ``sealed`` when copies there are under a password."""

    folder: Path
    sealed: bool


# ---- copying ---------------------------------------------------------------------------------------------------------
def back_up(desk: "Desk", *, reason: str = "") -> BackUp:
    """A verified copy now, pieces included, then the second place if it is there. May run in any thread.

    Raises ``StorageError`` for the copy here; the second place only tells. ``reason`` goes to the journal.
    """
    if desk.read_only:
        raise StorageError(PREVIEW)
    log.info("a copy is made: %s", reason or "asked for")
    return _told(desk.folder, desk.backups, desk.backups.make(desk.now()))


def safeguard(desk: "Desk", *, reason: str) -> None:
    """Before an import or a bulk deletion: a copy here, unless the last one holds all that is.

    Raises ``StorageError``; then nothing should be changed. ``reason`` goes to the journal.
    """
    if desk.read_only:
        raise StorageError(PREVIEW)
    log.info("a copy is made before: %s", reason)
    desk.backups.make_if_changed(desk.now())


def keep_up(folder: Path, now: datetime) -> BackUp:
    """What the window's timer calls in its thread, every ``BACKUP_MINUTES``: copies if something changed, here then there.

    Uses a connection of its own. Does nothing while copies are paused. Raises ``StorageError`` for the copy here.
    """
    keeper = Backups.of(folder)
    if keeper.is_paused:
        return BackUp(None, SecondCopy(SecondState.NOT_SET), 0, PAUSED)
    made = keeper.make_if_changed(now)
    if made is not None:
        return _told(folder, keeper, made)
    newest = keeper.newest_first(now)[0]
    missing = keeper.complete(newest)
    return BackUp(None, _second_copy(folder, keeper, newest), len(missing), "Rien n’a changé depuis la dernière copie.")


def _told(folder: Path, keeper: Backups, made: Backup) -> BackUp:
    info = CopyInfo(made.path, made.taken_at, made.size, Where.HERE, keeper.counts(made))
    sentence = f"Copie vérifiée : {info.sentence}."
    if made.missing:
        held = count(len(made.missing), "fichier manque ou a changé", "fichiers manquent ou ont changé")
        sentence += f" {held} dans le dossier de données : lancez Outils › Vérifier."
    return BackUp(info, _second_copy(folder, keeper, made), len(made.missing), typographic(sentence))


def _second_copy(folder: Path, keeper: Backups, backup: Backup) -> SecondCopy:
    chosen = choice.read(folder)
    if chosen.place is None:
        return (
            SecondCopy(SecondState.FAILED, typographic(CHOICE_LOST)) if chosen.lost else SecondCopy(SecondState.NOT_SET)
        )
    place = Place(chosen)
    try:
        place.copy(keeper, backup, thin=not keeper.is_paused)
    except NotFound as fault:
        return SecondCopy(SecondState.ABSENT, str(fault))
    except StorageError as fault:
        return SecondCopy(SecondState.FAILED, typographic(f"{fault} La copie de ce dossier, elle, est faite."))
    return SecondCopy(SecondState.DONE, typographic(f"Copie faite aussi dans {quoted(str(place.place))}."))


def make_archive(desk: "Desk", target: Path, password: str | None = None, progress: Progress | None = None) -> Archive:
    """Everything in one file, pieces included, read back before it takes its name; never over an existing one.

    Raises ``StorageError``.
    """
    if desk.read_only:
        raise StorageError(PREVIEW)
    if os.path.lexists(target):
        raise StorageError(typographic(f"{quoted(str(target))} existe déjà : choisissez un autre nom."))
    key = Key.new(password) if password is not None else None
    made = desk.backups.make(desk.now())
    sources = Sources(desk.backups.files, desk.backups.pool.folder)
    with disk_faults():
        found = {sha256: sources.good(sha256) for sha256 in files_named_by(made.path)}
        files = {sha256: path for sha256, path in found.items() if path is not None}
        missing = tuple(sorted(found.keys() - files.keys()))
        contents = archive.Contents(made.path, desk.backups.counts(made), files, missing, made.taken_at)
        tick = _ticks(progress, 2 * contents.size)  # written, then read back
    require_room_for(target, contents.size)
    with written_whole(target) as file:
        if key is None:
            archive.write(file, contents, tick)
        else:
            with sealing(file, key) as sealed:
                archive.write(cast(IO[bytes], sealed), contents, tick)
        file.flush()
        written = file if key is None else io.BufferedReader(SealedFile(file, target.name, Keys(None, key)))
        with archive.reading(cast(IO[bytes], written), target.name) as reader:
            reader.verify(tick)
    return Archive(target, target.stat().st_size, len(files), len(missing), key is not None)


def _ticks(progress: Progress | None, total: int) -> Tick:
    done = 0

    def tick(size: int) -> None:
        nonlocal done
        done = min(done + size, total)
        if progress is not None:
            progress(done, total)

    return tick


# ---- going back ------------------------------------------------------------------------------------------------------
@contextmanager
def preview_folder(
    copy: CopyInfo | Path, folder: Path, password: str | None = None, progress: Progress | None = None
) -> Iterator[Path]:
    """A passing data folder with what a copy holds, in the present format, for ``Desk.open(…, read_only=True)``.

    ``folder`` is the data folder, whose key may open the copy. Raises as ``describe``.
    """
    from litigedesk.desk import SCHEMA

    path = copy.path if isinstance(copy, CopyInfo) else copy
    with (
        open_source(path, _keys(folder, password)) as source,
        preview.filled(Backups.of(folder), source, SCHEMA, _ticks(progress, source.total())) as passing,
    ):
        yield passing


def restore(
    folder: Path,
    copy: CopyInfo | Path,
    now: datetime,
    password: str | None = None,
    progress: Progress | None = None,
    *,
    salvage: bool = False,
) -> Restored:
    """Go back to a copy, the desk closed; what is there is copied first, then copies are paused until ``confirm_restore``.

    Raises as ``describe``, and ``AlreadyOpen``; the folder is then as it was. A copy with altered files is refused, unless
    ``salvage``: then they are missing.
    """
    from litigedesk.desk import make_folder

    path = copy.path if isinstance(copy, CopyInfo) else copy
    make_folder(folder)
    keeper = Backups.of(folder)
    with FolderLock(folder), open_source(path, _keys(folder, password)) as source:
        done = restoring.restore(keeper, source, now, _ticks(progress, source.total()), salvage=salvage)
        return _restored(keeper, done, f"Vos données sont revenues à l’état de {quoted(path.name)}.")


def _restored(keeper: Backups, done: restoring.Restoration, sentence: str) -> Restored:
    before = done.previous
    previous = None
    if before is not None:
        previous = CopyInfo(before.path, before.taken_at, before.size, Where.HERE, keeper.counts(before))
        sentence += f" Ce qui était là est copié : {previous.sentence}."
    if done.files:
        sentence += f" {count(done.files, 'fichier remis', 'fichiers remis')} en place."
    if done.missing:
        gone = count(len(done.missing), "fichier n’a pas été retrouvé", "fichiers n’ont pas été retrouvés")
        sentence += f" {gone}."
    return Restored(previous, done.files, len(done.missing), typographic(sentence))


def is_paused(folder: Path) -> bool:
    """Whether a restore waits for the user's word."""
    return note.is_paused(folder)


def confirm_restore(folder: Path) -> None:
    """Keep what was restored: automatic copies go on."""
    note.end(folder)


def go_back(folder: Path, now: datetime) -> Restored:
    """Undo the restore that waits, the desk closed; what was restored is copied first.

    Raises ``Refused`` when none waits, or nothing sound was there before; otherwise as ``restore``.
    """
    waits = pause(folder)
    if waits is None:
        raise Refused("Aucune reprise de sauvegarde n’attend : il n’y a rien à défaire.")
    if waits.previous is None:
        raise Refused("Il n’y avait rien de sain avant cette reprise : il n’y a pas d’état où revenir.")
    done = restore(folder, waits.previous, now)
    note.end(folder)
    return done


def _keys(folder: Path, password: str | None) -> Keys:
    """The key of the second place, and what the password gives."""
    held = choice.read(folder).key
    return Keys(password, *([held] if held is not None else []))


# ---- the second place ------------------------------------------------------------------------------------------------
def second_place(folder: Path) -> SecondPlace | None:
    """The second place of a data folder, if the user chose one."""
    chosen = choice.read(folder)
    return SecondPlace(chosen.place, chosen.key is not None) if chosen.place is not None else None


def set_second_place(folder: Path, place: Path | None, password: str | None = None) -> tuple[str, ...]:
    """Choose the second place (``None``: none), under a password or not; returns what the user should know of it.

    Nothing is copied yet: ``back_up`` or ``keep_up`` does. Raises ``StorageError`` or ``NotFound`` when the place will not do.
    """
    present = choice.read(folder)
    if place is None:
        choice.write(folder, present.moved(None, None))
        return ()
    place = place.absolute()  # remembered: it must not depend on where a command was given
    if place.resolve().is_relative_to(folder.resolve()):
        raise StorageError(
            typographic("Ce lieu est dans le dossier de données : choisissez un autre disque ou dossier.")
        )
    key = _key_for(present, place, password) if password is not None else None
    chosen = present.moved(place, key)
    Place(chosen).prepare()
    choice.write(folder, chosen)
    return tuple(typographic(one) for one in _advice(folder, chosen))


def _key_for(present: choice.Choice, place: Path, password: str) -> Key:
    """The key of the copies already there, if the password opens them: they go on; otherwise a new one."""
    for _, marker in marked_folders(place):
        if marker.identity == present.identity and marker.recipe is not None:
            key = marker.recipe.key(password)
            if key.check == marker.check:
                return key
    return Key.new(password)


def _advice(folder: Path, chosen: choice.Choice) -> Iterator[str]:
    assert chosen.place is not None
    with disk_faults():
        same_disk = chosen.place.stat().st_dev == folder.stat().st_dev
    if same_disk:
        yield "Ce lieu est sur le même disque que vos données : il ne protège ni de sa panne, ni du vol de l’ordinateur."
    if chosen.key is None:
        yield "Les copies n’y sont pas chiffrées : qui trouve ce disque peut tout lire."
    else:
        yield "Sans ce mot de passe, ces copies ne s’ouvrent pas, et personne ne peut le retrouver : notez-le en lieu sûr."
        yield (
            f"Leur clé reste dans votre dossier de données (« {choice.NAME} ») : une copie de ce dossier faite à la main "
            "l’emporte, avec vos données en clair. Ne la gardez pas au même endroit que les copies chiffrées."
        )
        for there, marker in marked_folders(chosen.place):
            if marker.identity == chosen.identity and marker.recipe is None:
                yield (
                    f"Des copies non chiffrées restent dans « {there.name} » : supprimez ce dossier quand une copie chiffrée "
                    "aura été faite."
                )


def copy_to(desk: "Desk", target: Path) -> Path:
    """Everything in one file, as ``make_archive``, for those who only want its path."""
    return make_archive(desk, target).path
