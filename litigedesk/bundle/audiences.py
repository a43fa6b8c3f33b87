"""For whom a bundle is made: the words of its cover and what that reader looks for first (``resources/bundle/audiences.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from litigedesk import formats, paths
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.errors import BugError

SECTIONS = ("cover", "inventory", "contents", "chronology", "statement", "letters", "pieces")


@dataclass(frozen=True)
class Need:
    """Something the reader looks for, the section of the bundle that answers it, and the kinds of pieces it takes."""

    label: str
    section: str
    kinds: tuple[PieceKind, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Who receives the bundle: its name in a list, the title of the cover, one sentence, and what they look for."""

    key: str
    label: str
    cover: str
    sentence: str
    needs: tuple[Need, ...]


@cache
def audiences() -> tuple[Audience, ...]:
    """Every audience, in the order in which they are offered; ``BugError`` if the file is not as expected."""
    path = paths.resources() / "bundle" / "audiences.toml"
    try:
        with path.open("rb") as file:
            return tuple(_audience(row) for row in tomllib.load(file)["audience"])
    except (OSError, KeyError, TypeError, ValueError) as fault:
        raise BugError(f"{path.name} cannot be read: {fault!r}") from fault


def audience(key: str) -> Audience:
    """The audience of this key; ``BugError`` if there is none."""
    for one in audiences():
        if one.key == key:
            return one
    raise BugError(f"no audience is called {key!r}")


def _audience(row: dict[str, Any]) -> Audience:
    needs = tuple(
        Need(formats.typographic(need["label"]), need["section"], tuple(map(PieceKind, need.get("kinds", ()))))
        for need in row["needs"]
    )
    unknown = [need.section for need in needs if need.section not in SECTIONS]
    if unknown:
        raise ValueError(f"{row['key']} names sections that no bundle has: {unknown}")
    return Audience(
        row["key"], row["label"], formats.typographic(row["cover"]), formats.typographic(row["sentence"]), needs
    )
