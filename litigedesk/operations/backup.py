"""Copies of everything, here and in a second place; going back to one; all in one file. What the windows and commands call.

``docs`` of the formats stand with what writes them: ``store/backups`` (folders), ``store/backups/archive.py`` (one file),
``store/backups/sealed.py`` (under a password).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Progress = Callable[
    [int, int], None
]  # bytes done, bytes in all; what it raises stops the work, nothing half-written left


class Where(Enum):
    """Where a copy is: in the data folder, in the second place, or a file the user showed."""

    HERE = auto()
    SECOND = auto()
    FILE = auto()


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
class CopyInfo:
    """One copy, as a list shows it; ``sentence`` is « 14 dossiers, 52 pièces, 3 mars 2027 à 10:02 ».

    ``sealed``: under a password. ``asks_password``: the password must be typed, this data folder does not hold its key; the
    counts are then empty. ``ahead``: dated after the present moment, by a clock that was wrong then or is now.
    """

    path: Path
    taken_at: datetime
    size: int
    where: Where
    counts: Mapping[str, int]
    disputes: int
    pieces: int
    sealed: bool
    asks_password: bool
    ahead: bool
    sentence: str


@dataclass(frozen=True)
class BackUp:
    """What one backup did. ``copy`` is ``None`` when nothing had changed, or while copies are paused."""

    copy: CopyInfo | None
    second: SecondCopy
    missing: int  # files that records name and that are nowhere: the copy cannot hold them
    sentence: str


@dataclass(frozen=True)
class Restored:
    """What a restore did. ``previous`` is the copy of what was there before; ``None`` when there was nothing sound to copy."""

    previous: CopyInfo | None
    files: int  # pieces brought back to ``fichiers/``
    missing: int  # pieces that the copy names and that are nowhere
    sentence: str


@dataclass(frozen=True)
class Pause:
    """A restore that waits for the user's word; until then nothing is copied by itself and no copy is thinned."""

    since: datetime
    restored: str  # the name of the copy gone back to
    previous: Path | None  # the copy of what was there before, for ``go_back``
    sentence: str


@dataclass(frozen=True)
class SecondPlace:
    """The second place of the user's choice; ``sealed`` when copies there are under a password."""

    folder: Path
    sealed: bool


@dataclass(frozen=True)
class Archive:
    """A one-file copy just written and read back."""

    path: Path
    size: int
    files: int
    missing: int
    sealed: bool


@dataclass(frozen=True)
class Loss:
    """What going back to the newest good copy would cost, in sentences; ``copy`` is that copy."""

    copy: CopyInfo
    sentences: tuple[str, ...]
    unknown_files: int  # kept files that the copy does not know; they stay


# ---- copying ---------------------------------------------------------------------------------------------------------
def back_up(desk: "Desk", *, reason: str = "") -> BackUp:
    """A verified copy now, pieces included, then the second place if it is there. Raises ``StorageError`` for the copy here."""
    raise NotImplementedError


def keep_up(folder: Path, now: datetime) -> BackUp:
    """What the window's timer calls in its thread, every ``BACKUP_MINUTES``: copies if something changed, here then there.

    Uses a connection of its own. Does nothing while copies are paused. Raises ``StorageError`` for the copy here.
    """
    raise NotImplementedError


def copies(folder: Path, now: datetime, second: Path | None = None) -> tuple[CopyInfo, ...]:
    """Every copy of a data folder, the newest first, and those of its second place, or of ``second``, when it is there.

    Reads each of them: call it in a thread. Works on a folder whose database is damaged or gone.
    """
    raise NotImplementedError


def describe(file: Path, folder: Path, now: datetime, password: str | None = None) -> CopyInfo:
    """A file shown by the user: copy, archive, under a password or not, told by its content.

    Raises ``StorageError`` in words for what is none, ``PasswordNeeded``, ``WrongPassword``, ``DatabaseTooNew`` or ``DatabaseDamaged``.
    """
    raise NotImplementedError


def make_archive(desk: "Desk", target: Path, password: str | None = None, progress: Progress | None = None) -> Archive:
    """Everything in one file, pieces included, read back before it takes its name; never over an existing one.

    Raises ``StorageError``.
    """
    raise NotImplementedError


# ---- going back ------------------------------------------------------------------------------------------------------
@contextmanager
def preview_folder(
    copy: CopyInfo | Path, folder: Path, password: str | None = None, progress: Progress | None = None
) -> Iterator[Path]:
    """A passing data folder with what a copy holds, in the present format, for ``Desk.open(…, read_only=True)``.

    ``folder`` is the data folder, whose key may open the copy. Raises as ``describe``.
    """
    raise NotImplementedError
    yield Path()


def restore(
    folder: Path,
    copy: CopyInfo | Path,
    now: datetime,
    password: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Go back to a copy, the desk closed; what is there is copied first, then copies are paused until ``confirm_restore``.

    Raises as ``describe``, and ``AlreadyOpen``; the folder is then as it was.
    """
    raise NotImplementedError


def pause(folder: Path) -> Pause | None:
    """The restore that waits for the user's word, if any."""
    raise NotImplementedError


def is_paused(folder: Path) -> bool:
    """Whether a restore waits for the user's word."""
    return pause(folder) is not None


def confirm_restore(folder: Path) -> None:
    """Keep what was restored: automatic copies go on."""
    raise NotImplementedError


def go_back(folder: Path, now: datetime) -> Restored:
    """Undo the restore that waits, the desk closed; what was restored is copied first. Raises ``Refused`` when none waits."""
    raise NotImplementedError


def lost_since(folder: Path, now: datetime) -> Loss | None:
    """For a damaged database: what going back to the newest good copy would cost. ``None`` without a copy. Never raises."""
    raise NotImplementedError


# ---- the second place ------------------------------------------------------------------------------------------------
def second_place(folder: Path) -> SecondPlace | None:
    """The second place of a data folder, if the user chose one."""
    raise NotImplementedError


def set_second_place(folder: Path, place: Path | None, password: str | None = None) -> tuple[str, ...]:
    """Choose the second place (``None``: none), under a password or not; returns what the user should know of it.

    Nothing is copied yet: ``back_up`` or ``keep_up`` does. Raises ``StorageError`` when the place cannot be written.
    """
    raise NotImplementedError


def place_warnings(folder: Path) -> tuple[str, ...]:
    """What risks the place of a data folder brings, one sentence each, with what to do; empty for an ordinary folder."""
    raise NotImplementedError


def copy_to(desk: "Desk", target: Path) -> Path:
    """Kept until the window calls ``make_archive``: a verified copy, then written at ``target`` as well."""
    from litigedesk.operations.exports import write_file

    made = desk.backups.make(desk.now())
    write_file(target, made.path.read_bytes())
    return target
