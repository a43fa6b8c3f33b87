"""What the index should hold of the records, read from the data; and which of it a step changes."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Protocol

from litigedesk.search.kinds import BY_NAME, CARRIED, PART_OF, Found
from litigedesk.search.words import sum_words, words
from litigedesk.store.undo import Change

CHUNK: Final = 400  # records read together


class Records(Protocol):
    """Whoever answers questions about the records: the database, or a reader of it."""

    def rows(self, sql: str, params: Sequence[int | str | None] = ()) -> list[Any]: ...


@dataclass(frozen=True)
class Document:
    """What one record is found by: the words that name it in their order, all others once, and its files by their SHA-256."""

    id: int
    own: str
    around: str
    files: tuple[str, ...] = ()


def documents(
    records: Records, kind: str, ids: Collection[int], texts: Callable[[Collection[str]], Mapping[str, str]]
) -> list[Document]:
    """Those of these records that exist; ``texts`` gives the words of the files read so far, by SHA-256."""
    if not ids:
        return []
    found = BY_NAME[kind]
    rows = records.rows(found.question, (json.dumps(sorted(ids)),))
    read = texts({sha256 for row in rows for sha256 in (row["files"] or "").split()})
    return [_document(found, row, read) for row in rows]


def next_ids(records: Records, kind: str, after: int) -> list[int]:
    """The ids of the next records of a kind, in their order."""
    rows = records.rows(f"SELECT id FROM {kind} WHERE id > ? ORDER BY id LIMIT {CHUNK}", (after,))
    return [row["id"] for row in rows]


def changed(records: Records, changes: Iterable[Change]) -> dict[str, set[int]]:
    """The records of each kind whose words a step may have changed: its own, those they are parts of, those that carry a name."""
    found: dict[str, set[int]] = {}
    renamed: dict[str, set[int]] = {}
    for change in changes:
        images = [image for image in (change.before, change.after) if image is not None]
        if change.table in BY_NAME:
            found.setdefault(change.table, set()).add(change.id)
        if change.table in PART_OF:
            whole, column = PART_OF[change.table]
            found.setdefault(whole, set()).update(int(image[column] or 0) for image in images)
        carried = CARRIED.get(change.table)
        if carried and len(images) == 2 and any(images[0][one] != images[1][one] for one in carried.columns):
            renamed.setdefault(change.table, set()).add(change.id)
    for kind, ids in list(renamed.items()):
        for other, carriers in _carriers(records, kind, ids).items():
            found.setdefault(other, set()).update(carriers)
    return found


def _carriers(records: Records, kind: str, ids: set[int]) -> dict[str, set[int]]:
    """The records that these are carried by, and those that carry them in their turn."""
    found: dict[str, set[int]] = {}
    for other, chosen in CARRIED[kind].by if kind in CARRIED and ids else ():
        rows = records.rows(f"SELECT id FROM {other} WHERE {chosen}", (json.dumps(sorted(ids)),))
        found.setdefault(other, set()).update(row["id"] for row in rows)
        for further, carriers in _carriers(records, other, {row["id"] for row in rows}).items():
            found.setdefault(further, set()).update(carriers)
    return found


@lru_cache
def _label_words(label: str) -> tuple[str, ...]:
    return tuple(words(label))


def _document(kind: Found, row: Mapping[str, Any], texts: Mapping[str, str]) -> Document:
    files = tuple((row["files"] or "").split())
    own, around = words(row["own"]), set(words(row["around"]))
    for cents in row["sums"].split():
        around.update(sum_words(int(cents)))
    around.update(_label_words(kind.told(row)))
    for sha256 in files:
        around.update(texts.get(sha256, "").split())
    return Document(row["id"], " ".join(own), " ".join(sorted(around.difference(own))), files)
