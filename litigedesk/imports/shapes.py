"""What files of other programs call their columns: usual names, and the shapes of known programs (``resources/imports``)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from litigedesk import paths
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import BugError
from litigedesk.formats import folded
from litigedesk.imports.fields import FIELDS

NAMES_FILE: Final = "names.toml"
PUBLISHED: Final = "published"
KINDS: Final = (ImportKind.CLIENTS, ImportKind.INVOICES)
_ENOUGH: Final = 0.75  # of the columns of a file that a shape knows, and of a shape that the file has


@dataclass(frozen=True)
class Shape:
    """The columns of one program's files, by their plain names; ``published`` tells those that its own help gives.

    ``files`` are the words by which its files are named.
    """

    tool: str
    files: tuple[str, ...]
    published: bool
    columns: Mapping[ImportKind, Mapping[str, str]]


@dataclass(frozen=True)
class UsualNames:
    """Usual names of columns: for each, its field and its rank among the names of that field, the likeliest first."""

    fields: Mapping[str, tuple[str, int]]


def plain(name: str) -> str:
    """A name of a column without case, accents, signs and units: « Montant TTC (€) » and « montantTTC » are « montant ttc »."""
    text = re.sub(r"([a-zà-ÿ])([A-ZÀ-Ý])", r"\1 \2", name)
    text = re.sub(r"[(\[]\s*(?:€|eur|euros?|en €|en euros?|\*)\s*[)\]]|€", " ", text, flags=re.IGNORECASE)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", folded(text)).split())


def is_known(name: str) -> bool:
    """Whether a text is a usual name of a column, whatever the file brings."""
    found = plain(name)
    return bool(found) and any(found in usual_names(kind).fields for kind in KINDS)


def is_never(name: str) -> bool:
    """Whether a name speaks of something else, such as the address of delivery."""
    found = plain(name)
    return any(word in found for word in _document(NAMES_FILE)["never"]["words"])


@cache
def usual_names(kind: ImportKind) -> UsualNames:
    """The usual names of the fields of a kind of file; ``BugError`` for a field that does not exist."""
    known = {field.key for field in FIELDS[kind]}
    fields: dict[str, tuple[str, int]] = {}
    for part in (kind.value, "both"):
        for key, names in _document(NAMES_FILE)[part].items():
            if key not in known:
                raise BugError(f"{NAMES_FILE}: {kind} has no field {key}")
            for rank, name in enumerate(names):
                fields.setdefault(plain(name), (key, rank))
    return UsualNames(fields)


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of known programs."""
    files = sorted(_folder().glob("*.toml"))
    return tuple(_shape(path.name, _document(path.name)) for path in files if path.name != NAMES_FILE)


def recognised(columns: tuple[str, ...], file_name: str) -> Shape | None:
    """The program whose published columns these are, or else that the file is named after."""
    names = {plain(column) for column in columns}
    for shape in shapes():
        for held in shape.columns.values():
            shared = names & held.keys()
            if shape.published and len(shared) >= max(4, _ENOUGH * len(names), _ENOUGH * len(held)):
                return shape
    words = plain(file_name).split()
    return next((shape for shape in shapes() if set(shape.files) & set(words)), None)


def _shape(file: str, document: Mapping[str, Any]) -> Shape:
    if document["confidence"] not in (PUBLISHED, "usual") or (document["confidence"] == PUBLISHED) != (
        "source" in document
    ):
        raise BugError(f"{file}: published columns have a source, usual ones none")
    columns: dict[ImportKind, dict[str, str]] = {}
    for kind in KINDS:
        known = {field.key for field in FIELDS[kind]} | {""}
        given: Mapping[str, str] = document.get(kind.value, {})
        if unknown := set(given.values()) - known:
            raise BugError(f"{file}: {kind} has no field {', '.join(sorted(unknown))}")
        if given:
            columns[kind] = {plain(name): key for name, key in given.items()}
    return Shape(document["name"], tuple(document["file_names"]), document["confidence"] == PUBLISHED, columns)


@cache
def _document(name: str) -> Mapping[str, Any]:
    with (_folder() / name).open("rb") as stream:
        return tomllib.load(stream)


def _folder() -> Path:
    return paths.resources() / "imports"
