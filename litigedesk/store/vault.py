"""Files of evidence and letters as sent: stored once under the SHA-256 of their content, never rewritten."""

import hashlib
import re
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from litigedesk.errors import NotFound, StorageError
from litigedesk.formats import NBSP
from litigedesk.store.disk import PART, flush, flush_folder, replace_read_only, require_room, sha256_of
from litigedesk.store.faults import PREVIEW, disk_faults

ALTERED = f"Ce fichier a été modifié depuis son enregistrement{NBSP}: il n’est plus tel que vous l’aviez gardé."
MISSING = "Ce fichier n’est plus dans le dossier de données."

ASIDE = "non-rattaches"  # where files that belong to no record are moved; nothing of the user's is deleted

ALTERED_NAME = "modifie"  # begins the name of one that was altered: it is not what its own name says

_SHA = re.compile(r"[0-9a-f]{64}")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Stored:
    """What the database remembers of a stored file; size in bytes."""

    sha256: str
    size: int


class Vault:
    """The folder ``fichiers/``: ``ab/abcd….pdf``, read-only once written."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self._read_only = read_only

    def put_bytes(self, data: bytes, name: str) -> Stored:
        """Store content; ``name`` gives the extension. ``StorageError`` when the disk refuses."""
        self._refuse_in_preview()
        with disk_faults():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            require_room(self.folder, len(data))
            part = self.folder / (secrets.token_hex(8) + PART)
            try:
                stored = _write(part, data)
                present = self._find(stored.sha256)
                if present is None or sha256_of(present) != stored.sha256:
                    self._keep(part, stored.sha256, name, present)
            finally:
                part.unlink(missing_ok=True)
        return stored

    def path_of(self, sha256: str) -> Path:
        """The stored file, to open it; ``NotFound`` if it is gone."""
        path = self._find(sha256)
        if path is None:
            raise NotFound(MISSING)
        return path

    def read(self, sha256: str) -> bytes:
        """The content, checked against its SHA-256: ``StorageError`` if it was altered, ``NotFound`` if it is gone."""
        path = self.path_of(sha256)
        with disk_faults():
            data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageError(ALTERED)
        return data

    def missing(self, wanted: Iterable[str]) -> list[str]:
        """Which of these are not stored."""
        return [sha256 for sha256 in wanted if self._find(sha256) is None]

    def altered(self, told: Callable[[int, int], object] | None = None) -> list[str]:
        """Which stored files no longer have the content they were stored with; reads them all.

        ``told(done, total)`` before each file; what it raises ends the reading.
        """
        found = []
        with disk_faults():
            paths = list(self._files())
            for done, path in enumerate(paths):
                if told is not None:
                    told(done, len(paths))
                if sha256_of(path) != path.stem:
                    found.append(path.stem)
        return found

    def count(self) -> int:
        """How many files are stored."""
        with disk_faults():
            return sum(1 for _ in self._files())

    def orphans(self, wanted: Iterable[str]) -> list[Path]:
        """The stored files that are none of these."""
        known = set(wanted)
        with disk_faults():
            return [path for path in self._files() if path.stem not in known]

    def set_aside(self, path: Path) -> None:
        """Move a stored file out of the way, to ``non-rattaches/``; a record that names it again finds it by ``bring_back``."""
        self._refuse_in_preview()
        with disk_faults():
            aside = self.folder / ASIDE
            aside.mkdir(exist_ok=True)
            replace_read_only(path, aside / path.name)

    def bring_back(self, sha256: str) -> bool:
        """Put a file that was set aside back in its place, if its content is right; whether it was."""
        self._refuse_in_preview()
        with disk_faults():
            for path in (self.folder / ASIDE).glob(f"{sha256}*"):
                if sha256_of(path) == sha256:
                    place = self.folder / sha256[:2]
                    place.mkdir(exist_ok=True)
                    replace_read_only(path, place / path.name)
                    return True
        return False

    def set_aside_altered(self, sha256: str) -> None:
        """Move a file that is no longer as it was kept out of the way, under a name that says so."""
        path = self.path_of(sha256)
        with disk_faults():
            aside = self.folder / ASIDE
            aside.mkdir(exist_ok=True)
            target, again = aside / f"{ALTERED_NAME}-{path.name}", 1
            while target.exists():
                again += 1
                target = aside / f"{ALTERED_NAME}-{again}-{path.name}"
            path.replace(target)

    def erase(self, sha256: str) -> bool:
        """Delete a file for good, also where it was set aside, and say whether nothing of it is left; a file in use may stay."""
        self._refuse_in_preview()
        if not _SHA.fullmatch(sha256):
            return False
        places = (self.folder / sha256[:2], self.folder / ASIDE)
        for path in [path for place in places for path in place.glob(f"*{sha256}*")]:
            with suppress(OSError):
                _delete(path)
        return not any(path for place in places for path in place.glob(f"*{sha256}*"))

    def is_aside(self, sha256: str) -> bool:
        """Whether a file of that name was set aside."""
        with disk_faults():
            return any((self.folder / ASIDE).glob(f"{sha256}*"))

    def _refuse_in_preview(self) -> None:
        if self._read_only:
            raise StorageError(PREVIEW)

    def _keep(self, part: Path, sha256: str, name: str, altered: Path | None) -> None:
        folder = self.folder / sha256[:2]
        folder.mkdir(exist_ok=True)
        target = altered or folder / (sha256 + extension_of(name))
        flush(part)
        part.chmod(stat.S_IRUSR | stat.S_IRGRP)  # so that a word processor does not save over a letter as sent
        replace_read_only(part, target)
        flush_folder(folder)
        flush_folder(self.folder)

    def _find(self, sha256: str) -> Path | None:
        if not _SHA.fullmatch(sha256):
            return None
        with disk_faults():
            return next(iter(sorted((self.folder / sha256[:2]).glob(f"{sha256}*"))), None)

    def _files(self) -> Iterator[Path]:
        for path in sorted(self.folder.glob("??/*")):
            if _SHA.fullmatch(path.stem):
                yield path


def extension_of(name: str) -> str:
    """The extension under which a file of that name is kept: a short, plain one, or none."""
    extension = Path(name).suffix.lower()
    return extension if _EXTENSION.fullmatch(extension) else ""


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except PermissionError:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows does not delete a read-only file
        path.unlink()


def _write(part: Path, data: bytes) -> Stored:
    with part.open("xb") as file:
        file.write(data)
    return Stored(hashlib.sha256(data).hexdigest(), len(data))
