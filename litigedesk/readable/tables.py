"""What tables and columns are called in French, read from ``resources/readable/tables.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from litigedesk import paths
from litigedesk.errors import BugError
from litigedesk.formats import typographic


@dataclass(frozen=True)
class TableWords:
    """The words of one table: ``main`` are the columns of a list, ``name`` those that say which record, ``order`` sorts it.

    ``order`` begins with a minus for the newest first; it is empty for the order in which records were made.
    """

    table: str
    title: str
    one: str
    file: str
    name: tuple[str, ...]
    main: tuple[str, ...]
    order: str
    words: Mapping[str, str]

    def head(self, column: str) -> str:
        """What a column is called; ``BugError`` for one without a word."""
        try:
            return self.words[column]
        except KeyError:
            raise BugError(f"{self.table}.{column} has no French name") from None


@cache
def words_of(table: str) -> TableWords:
    """The words of a table; ``BugError`` for one without any."""
    known = _document()["table"]
    if table not in known:
        raise BugError(f"table {table} has no French name")
    row = known[table]
    words = {**_document()["words"], **row.get("words", {})}
    return TableWords(
        table=table,
        title=typographic(row["title"]),
        one=typographic(row["one"]),
        file=row["file"],
        name=tuple(row["name"]),
        main=tuple(row["main"]),
        order=row.get("order", ""),
        words={column: typographic(word) for column, word in words.items()},
    )


@cache
def _document() -> Mapping[str, Any]:
    path = paths.resources() / "readable" / "tables.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BugError(f"{path.name} cannot be read: {fault!r}") from fault
