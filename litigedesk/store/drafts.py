"""What is typed and not saved yet: half-filled forms, kept in the data folder so that a crash takes nothing away."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Final

from litigedesk.domain.money import Money
from litigedesk.errors import StorageError
from litigedesk.store.disk import read_file
from litigedesk.whole_file import written_whole

FOLDER: Final = "brouillons"
NAME: Final = "saisies.json"
ASIDE: Final = "illisible"  # begins the name of a file that could not be read; it is kept for whoever can
VERSION: Final = 1
MOST: Final = 50_000_000  # bytes: far above what anybody types
_FAULTS: Final = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)

Values = dict[str, object]
Record = tuple[str, int]  # its kind (table) and id

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The values typed in one form: its title, when they were kept, and the records that they are about."""

    title: str
    kept_at: datetime
    values: Values
    about: frozenset[Record] = field(default_factory=frozenset)


class Drafts:
    """The drafts of a data folder by the key of their form; ``None`` for a folder keeps them in memory only.

    A file that cannot be read is set aside whole and the drafts start empty; a value of an unknown type is left out of the file.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._drafts: dict[str, Draft] = {}
        self._unwritten = False
        if folder is not None:
            self._read(folder)

    def get(self, key: str) -> Draft | None:
        """The draft of a form, or ``None``."""
        return self._drafts.get(key)

    def __iter__(self) -> Iterator[tuple[str, Draft]]:
        """Key and draft, the newest first."""
        newest = sorted(self._drafts.items(), key=lambda one: one[1].kept_at, reverse=True)
        return iter(newest)

    def __len__(self) -> int:
        return len(self._drafts)

    def keep(self, key: str, values: Values, *, title: str, now: datetime, about: Iterable[Record] = ()) -> None:
        """Remember a draft; ``write`` puts it on the disk."""
        self._drafts[key] = Draft(title=title, kept_at=now, values=values, about=frozenset(about))
        self._unwritten = True

    def drop(self, key: str) -> None:
        """Forget a draft, if there is one."""
        if self._drafts.pop(key, None) is not None:
            self._unwritten = True

    def forget(self, records: Iterable[Record]) -> int:
        """Forget the drafts about any of these records, also in files set aside, and write; how many there were."""
        wanted = set(records)
        gone = [key for key, draft in self._drafts.items() if draft.about & wanted]
        for key in gone:
            self.drop(key)
        if self._folder is not None:
            for path in self._folder.glob(f"{ASIDE}-*"):
                path.unlink(missing_ok=True)  # nobody can tell whom it is about
        self.write()
        return len(gone)

    @property
    def is_unwritten(self) -> bool:
        """Whether something changed since the last ``write``."""
        return self._unwritten

    def write(self) -> None:
        """Put the drafts on the disk, whole or not at all, if they changed. Raises ``StorageError``."""
        if not self._unwritten or self._folder is None:
            return
        try:
            if not self._drafts:  # nothing of what was typed stays behind
                (self._folder / NAME).unlink(missing_ok=True)
                self._unwritten = False
                return
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as fault:
            raise StorageError(
                "Ce que vous tapez ne peut pas être gardé\u00a0: le disque refuse d’y écrire."
            ) from fault
        text = json.dumps({"version": VERSION, "drafts": {key: _written(one) for key, one in self._drafts.items()}})
        with written_whole(self._folder / NAME) as file:
            file.write(text.encode("ascii"))
        self._unwritten = False

    # ---- reading -----------------------------------------------------------------------------------------------------
    def _read(self, folder: Path) -> None:
        path = folder / NAME
        for part in folder.glob(".*.part"):  # left by a crash while writing
            with suppress(OSError):
                part.unlink()
        if not path.exists():
            return
        try:
            read = json.loads(read_file(path, MOST).decode("ascii"))
            if read["version"] != VERSION:
                raise ValueError(read["version"])
            self._drafts = {str(key): _read(one) for key, one in read["drafts"].items()}
        except (StorageError, *_FAULTS) as fault:
            log.warning("drafts cannot be read: %s", type(fault).__name__)
            self._set_aside(path)

    @staticmethod
    def _set_aside(path: Path) -> None:
        taken = {one.name for one in path.parent.iterdir()}
        place = next(name for n in range(1, len(taken) + 2) if (name := f"{ASIDE}-{n}.json") not in taken)
        with suppress(OSError):
            path.replace(path.with_name(place))


# ---- text and back ---------------------------------------------------------------------------------------------------
class _Unwritable(TypeError):
    """A value of a type that a draft does not keep on the disk."""


def _written(draft: Draft) -> Mapping[str, object]:
    kept = {}
    for name, value in draft.values.items():
        try:
            kept[name] = encode(value)
        except _Unwritable:
            log.warning("a draft leaves out a value of type %s", type(value).__name__)
    about = sorted([kind, record_id] for kind, record_id in draft.about)
    return {"title": draft.title, "kept_at": draft.kept_at.isoformat(), "about": about, "values": kept}


def _read(written: Mapping[str, Any]) -> Draft:
    values = {}
    for name, value in written["values"].items():
        try:
            values[name] = decode(value)
        except _FAULTS:  # a choice that this version of the program no longer offers
            log.warning("a draft has a value that cannot be read")
    return Draft(
        title=str(written["title"]),
        kept_at=datetime.fromisoformat(written["kept_at"]),
        values=values,
        about=frozenset((str(kind), int(record_id)) for kind, record_id in written["about"]),
    )


def encode(value: object) -> object:
    """A value as JSON: plain ones as they are, the others as ``{"type": …}``. ``TypeError`` for a type not known here."""
    if isinstance(value, Enum):
        if not type(value).__module__.startswith("litigedesk.domain."):
            raise _Unwritable(type(value))
        return {"enum": [type(value).__name__, value.name]}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return [encode(one) for one in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(one) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(name), encode(one)] for name, one in value.items()]}
    for kind, (known, write, _read_back) in _PLAIN.items():
        if isinstance(value, known):
            return {kind: write(value)}
    raise _Unwritable(type(value))


def decode(written: Any) -> object:
    """The value that ``encode`` wrote; ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    if isinstance(written, list):
        return [decode(one) for one in written]
    if not isinstance(written, dict):
        return written
    ((kind, inner),) = written.items()
    if kind == "tuple":
        return tuple(decode(one) for one in inner)
    if kind == "dict":
        return {decode(name): decode(one) for name, one in inner}
    if kind == "enum":
        name, member = inner
        return _enums()[name][member]
    return _PLAIN[kind][2](inner)


_PLAIN: Final[dict[str, tuple[type, Callable[[Any], object], Callable[[Any], object]]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),  # before ``date``, which it is too
    "date": (date, date.isoformat, date.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "money": (Money, lambda sum_: sum_.cents, Money),
    "path": (PurePath, str, Path),
    "set": (frozenset, lambda many: sorted(map(str, many)), frozenset),
}


def _enums() -> Mapping[str, Any]:
    """The closed lists of the domain, by name: a draft can name no other class."""
    found: dict[str, Any] = {}
    waiting: list[type[Enum]] = [Enum]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("litigedesk.domain."):
                found[kind.__name__] = kind
    return found
