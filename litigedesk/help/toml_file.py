"""The rows of a file of help, refused with the file and the row when one is not whole."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from litigedesk import formats, paths
from litigedesk.errors import BugError

Row = Mapping[str, Any]
Made = TypeVar("Made")


def folder() -> Path:
    """Where the texts of help are."""
    return paths.resources() / "help"


def rows(name: str, table: str, make: Callable[[Row], Made]) -> tuple[Made, ...]:
    """What ``make`` makes of each row; ``BugError`` names the file and the row at fault."""
    document = tomllib.loads((folder() / name).read_text(encoding="utf-8"))
    if list(document) != [table]:
        raise BugError(f"{name} must hold rows of {table} and nothing else")
    made = []
    for place, row in enumerate(document[table], 1):
        try:
            made.append(make(row))
        except (KeyError, TypeError, ValueError) as error:
            raise BugError(f"{name}, {table} {place}: {error!r}") from error
    return tuple(made)


def text(row: Row, key: str) -> str:
    """A text with something in it, in French typography."""
    found = row[key]
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"{key} is empty")
    return formats.typographic(found)


def day(row: Row, key: str) -> date:
    """A day."""
    found = row[key]
    if type(found) is not date:
        raise ValueError(f"{key} is no date")
    return found
