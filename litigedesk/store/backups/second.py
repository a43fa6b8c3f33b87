"""The copies in a second place: a stick, another disk. Whole when it is there, and nothing of anybody else's is touched.

In the place that the user chose, ``LitigeDesk sauvegardes/`` holds the copies of one data folder, under one key or none; its file
``LitigeDesk.json`` says which: another data folder, or another password, gets a folder of its own beside it. It is only made when
the user chooses the place: later, a place without it is another stick under the same letter, and gets nothing.
"""

import errno
import io
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from litigedesk.errors import NotFound, StorageError
from litigedesk.formats import NBSP
from litigedesk.store.backups import snapshot
from litigedesk.store.backups.choice import Choice
from litigedesk.store.backups.keeper import Backup, Backups, copies_in, files_named_by, remove_unnamed, whole_or_gone
from litigedesk.store.backups.pool import Pool, Sources, digest_of, flush_and_forget, pour
from litigedesk.store.backups.sealed import SUFFIX, Key, Recipe, sealing
from litigedesk.store.backups.thinning import believed, kept
from litigedesk.store.disk import MARGIN, PART, flush_folder, sha256_of
from litigedesk.store.faults import disk_faults, quoted
from litigedesk.store.layout import FILES

FOLDER = "LitigeDesk sauvegardes"
MARKER = "LitigeDesk.json"
READ_ME = (
    "Copies de sauvegarde de LitigeDesk, faites par le programme : ne les modifiez pas. Pour les reprendre : LitigeDesk, "
    "menu Fichier, Sauvegardes."
)
MOST_FOLDERS = 99

# Apart from the lock of copies here: a slow stick must not make the window wait for a copy before an import.
ONE_AT_A_TIME_THERE = threading.RLock()


@dataclass(frozen=True)
class Marker:
    """Whose copies a folder holds, and how their key follows from the password, with what tells the right key."""

    identity: str
    recipe: Recipe | None = None
    check: bytes = b""

    def is_of(self, choice: Choice) -> bool:
        """Whether copies of that choice go there."""
        key = choice.key
        same_key = self.recipe is None if key is None else (self.recipe, self.check) == (key.recipe, key.check)
        return self.identity == choice.identity and same_key


class SecondPlace:
    """The second place that a data folder chose."""

    def __init__(self, choice: Choice) -> None:
        assert choice.place is not None
        self._choice = choice
        self.place = choice.place

    def folder(self) -> Path | None:
        """Where its copies go, or ``None`` when the place is not there, or is another one."""
        return next((path for path, marker in marked_folders(self.place) if marker.is_of(self._choice)), None)

    def prepare(self) -> Path:
        """Make its folder, unless it is there; ``StorageError`` in words when it cannot be."""
        with self.faults():
            if (present := self.folder()) is not None:
                return present
            if not self.place.is_dir():
                raise NotFound(f"{quoted(str(self.place))} n’est pas un dossier, ou n’est pas branché.")
            for number in range(1, MOST_FOLDERS + 1):
                folder = self.place / (FOLDER if number == 1 else f"{FOLDER} {number}")
                if not folder.exists():
                    folder.mkdir(mode=0o700)
                    self._mark(folder)
                    return folder
        raise StorageError(f"Il y a trop de dossiers {quoted(FOLDER)} dans {quoted(str(self.place))}.")

    def copy(self, keeper: Backups, backup: Backup, *, thin: bool = True) -> Backup:
        """Bring a copy there with the files that it lacks, read it all back, then thin what is older.

        Raises ``NotFound`` when the place is not there, ``StorageError`` when it refuses; what was there before is still there.
        """
        with ONE_AT_A_TIME_THERE, self.faults():
            folder = self.folder()
            if folder is None:
                raise NotFound(self.absent())
            there = _Shelf(folder, self._choice.key)
            target = there.path_for(backup)
            if not target.exists():
                there.take_files(keeper, backup)
                there.take_database(backup, target)
                if thin:
                    there.thin(backup, target)
            return Backup(target, backup.taken_at, target.stat().st_size, backup.missing)

    def absent(self) -> str:
        """What is said while the place is not there."""
        return (
            f"Le second emplacement {quoted(str(self.place))} n’est pas là{NBSP}: la copie y sera faite quand vous l’aurez "
            "branché. Celle de ce dossier est faite."
        )

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Faults of that disk, in words that name it."""
        try:
            yield
        except OSError as fault:
            raise StorageError(f"Second emplacement {quoted(str(self.place))}{NBSP}: {_why(fault)}") from fault

    def _mark(self, folder: Path) -> None:
        key = self._choice.key
        told: dict[str, object] = {"read_me": READ_ME, "format": 1, "identity": self._choice.identity, "sealed": None}
        if key is not None:
            how = key.recipe
            told["sealed"] = {
                "cost": how.cost,
                "block": how.block,
                "parallel": how.parallel,
                "salt": how.salt.hex(),
                "check": key.check.hex(),
            }
        with whole_or_gone(folder / (MARKER + PART)) as part:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
            flush_and_forget(part)
            part.replace(folder / MARKER)
        flush_folder(folder)


class _Shelf:
    """The folder of one data folder's copies, there."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self._folder = folder
        self._key = key
        self._end = "" if key is None else SUFFIX
        self._pool = Pool(folder / FILES, key)
        self._top = Pool(folder, key)

    def path_for(self, backup: Backup) -> Path:
        """The name of a copy there: that which it has here."""
        return self._folder / (backup.path.name + self._end)

    def take_files(self, keeper: Backups, backup: Backup) -> None:
        """Copy what files are not there yet."""
        with disk_faults():
            named = files_named_by(backup.path)
        lacking = self._pool.lacking(named, Sources(keeper.files, keeper.pool.folder))
        size = sum(self._pool.size_of(path.stat().st_size) for path in (backup.path, *lacking.values()))
        if shutil.disk_usage(self._folder).free < size + MARGIN:
            raise OSError(errno.ENOSPC, "no room")
        for sha256, source in lacking.items():
            if not self._pool.copy(sha256, source):
                raise OSError(errno.EIO, "a file reads back otherwise than it was written")
        if lacking:
            self._pool.settle()

    def take_database(self, backup: Backup, target: Path) -> None:
        """Copy the database last, once its files are there."""
        with whole_or_gone(target.with_name(target.name + PART)) as part:
            with backup.path.open("rb") as source, part.open("wb") as raw:
                if self._key is None:
                    pour(source, raw)
                else:
                    with sealing(raw, self._key) as sealed:
                        pour(source, sealed)
            flush_and_forget(part)
            with self._top.opened(part) as content:
                if digest_of(content) != sha256_of(backup.path):
                    raise OSError(errno.EIO, "the copy reads back otherwise than it was written")
            part.replace(target)
        flush_folder(self._folder)

    def thin(self, backup: Backup, made: Path) -> None:
        """Remove what need not be kept there."""
        present = copies_in(self._folder, self._end)
        keep = kept(present, believed((copy.taken_at for copy in present), backup.taken_at))
        for old in present:
            if old not in keep and old.path != made:
                old.path.unlink()
        remove_unnamed(self._pool, (copy.path for copy in copies_in(self._folder, self._end)), self._names)

    def _names(self, copy: Path) -> dict[str, str]:
        if self._key is None:
            return files_named_by(copy)
        with self._top.opened(copy) as content:
            data = io.BytesIO()
            pour(content, data)
        with closing(snapshot.open_bytes(data.getvalue())) as connection:
            return snapshot.named_files(connection)


def marked_folders(place: Path) -> list[tuple[Path, Marker]]:
    """The folders of copies in a place, or the place itself when it is one, with whose they are; none when it is not there."""
    found = []
    try:
        if not place.is_dir():
            return []
        for folder in (place, *sorted(place.glob(f"{FOLDER}*"))):
            if (marker := _marker(folder / MARKER)) is not None:
                found.append((folder, marker))
    except OSError:  # a stick that is just being pulled out
        return []
    return found


def _marker(path: Path) -> Marker | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if not told["sealed"]:
            return Marker(str(told["identity"]))
        how = told["sealed"]
        recipe = Recipe(int(how["cost"]), int(how["block"]), int(how["parallel"]), bytes.fromhex(how["salt"]))
        return Marker(str(told["identity"]), recipe, bytes.fromhex(how["check"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _why(fault: OSError) -> str:
    if fault.errno in {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return "il n’y a plus assez de place. Libérez-en, ou choisissez un autre lieu."
    if fault.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return "il est en lecture seule, ou refuse d’être écrit. Choisissez un autre lieu."
    return f"il ne répond pas correctement{NBSP}: vérifiez qu’il est bien branché, puis recommencez."
