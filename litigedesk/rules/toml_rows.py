"""The rows of a file of law: read one by one, refused with the file and the row when a value is missing or mistyped."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.errors import BugError

Row = Mapping[str, Any]
Made = TypeVar("Made")


def rows(path: Path, table: str, make: Callable[[Row], Made], *, beside: tuple[str, ...] = ()) -> list[Made]:
    """What ``make`` makes of each row of a table; ``beside`` names the other tables of the file.

    ``BugError`` names the file and the row at fault.
    """
    try:
        with path.open("rb") as stream:
            document = tomllib.load(stream)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BugError(f"{path.name} cannot be read: {error!r}") from error
    if sorted(document) != sorted({table, *beside}):
        wanted = " and ".join((table, *beside))
        raise BugError(f"{path.name} must hold rows of {wanted} and nothing else, not {list(document)}")
    made = []
    for place, row in enumerate(document[table], 1):
        try:
            made.append(make(row))
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise BugError(f"{path.name}, {table} {place}: {error!r}") from error
    return made


def check_keys(row: Row, record: type[Any]) -> None:
    """``ValueError`` for a key that is no field of the record: a misspelt one would be left out without a word."""
    if unknown := sorted(row.keys() - {field.name for field in fields(record)}):
        raise ValueError(f"{record.__name__} has no {', '.join(unknown)}")


def check_distinct(path: Path, keys: list[str]) -> None:
    """``BugError`` when two rows of a file have the same key."""
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BugError(f"{path.name}: {', '.join(twice)} stands twice")


def text(row: Row, key: str) -> str:
    """A text with something in it, in French typography."""
    return formats.typographic(plain(row, key))


def plain(row: Row, key: str) -> str:
    """A text with something in it, as it stands: keys, addresses, telephone numbers."""
    found = row[key]
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"{key} is not text: {found!r}")
    return found


def known(row: Row, key: str) -> str:
    """A text as it stands; empty when the row does not give it."""
    return plain(row, key) if key in row else ""


def note(row: Row) -> str:
    """The row's note; empty when it has none."""
    return text(row, "note") if "note" in row else ""


def texts(row: Row, key: str) -> tuple[str, ...]:
    """A list of texts as they stand, one at least."""
    found = row[key]
    if not isinstance(found, list) or not found or not all(isinstance(one, str) and one.strip() for one in found):
        raise ValueError(f"{key} is not a list of texts: {found!r}")
    return tuple(found)


def day(row: Row, key: str) -> dt.date:
    """A day."""
    found = row[key]
    if type(found) is not dt.date:
        raise ValueError(f"{key} is not a date: {found!r}")
    return found


def end(row: Row) -> dt.date | None:
    """The last day on which the row holds; ``None`` while nothing ends it."""
    return day(row, "valid_until") if "valid_until" in row else None


def decimal(row: Row, key: str) -> Decimal:
    """A number, written as a string so that it stays exact."""
    found = row[key]
    if not isinstance(found, str):
        raise ValueError(f"{key} must be a string, to stay exact: {found!r}")
    return Decimal(found)


def money(row: Row, key: str) -> Money:
    """A sum in euros, written as a string; not negative."""
    found = Money.of(decimal(row, key))
    if found < Money():
        raise ValueError(f"{key} is negative: {found}")
    return found


def whole(row: Row, key: str) -> int:
    """A whole number."""
    found = row[key]
    if type(found) is not int:
        raise ValueError(f"{key} is not a whole number: {found!r}")
    return found
