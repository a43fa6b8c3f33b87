"""All the records that are written, table by table, and how they hang together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from litigedesk import formats
from litigedesk.readable.tables import words_of
from litigedesk.readable.values import read_by_people

FILES: Final = "stored_file"
# The tables whose records have a page of their own, and the folder of those pages.
PAGES: Final = {
    "client": "clients",
    "dispute": "litiges",
    "contract": "contrats",
    "mediation": "mediations",
    "insurance_claim": "sinistres",
    "policy": "assurances",
    "mediator": "mediateurs",
    "portage_company": "portage",
}
_SLUG: Final = 40  # characters

Key = tuple[str, int]


class Shelf:
    """Records by table, in the order of the schema, with the columns of each; ``links`` are (table, column, table referred to)."""

    def __init__(
        self,
        tables: Mapping[str, Sequence[Any]],
        columns: Mapping[str, tuple[str, ...]],
        links: Iterable[tuple[str, str, str]],
    ) -> None:
        self.columns = columns
        self.tables = {table: _sorted(table, records) for table, records in tables.items()}
        self._by_id = {table: {one.id: one for one in records} for table, records in tables.items()}
        self._rank = {table: {one.id: n for n, one in enumerate(records)} for table, records in self.tables.items()}
        self._parents: dict[str, dict[str, str]] = defaultdict(dict)
        self._children: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for table, column, parent in links:
            self._parents[table][column] = parent
            self._children[parent].append((table, column))
        self._held: dict[tuple[str, str], dict[int, list[Any]]] = {}

    def find(self, table: str, record_id: int | None) -> Any | None:
        """The record of that id, or ``None``."""
        return None if record_id is None else self._by_id.get(table, {}).get(record_id)

    def in_order(self, table: str, ids: Iterable[int]) -> list[Any]:
        """The records of these ids, in the order of the table."""
        rank, held = self._rank[table], self._by_id[table]
        return [held[one] for one in sorted(ids, key=rank.__getitem__)]

    def parent(self, table: str, column: str) -> str:
        """The table that a column refers to, empty for one that refers to none."""
        return self._parents[table].get(column, "")

    def children(self, key: Key) -> Iterator[tuple[str, Sequence[Any]]]:
        """What refers to a record, table by table in the order of the schema."""
        table, record_id = key
        found: dict[str, dict[int, Any]] = defaultdict(dict)
        for child, column in self._children[table]:
            for record in self._referring(child, column).get(record_id, ()):
                found[child][record.id] = record
        for child in self.tables:
            if child in found:
                yield child, tuple(found[child].values())

    def name(self, table: str, record: Any) -> str:
        """Which record it is, in a few words."""
        shown = [formats.date_short(value) if isinstance(value, date) else read_by_people(value)
                 for value in (getattr(record, column) for column in words_of(table).name)]  # fmt: skip
        return " ".join(" ".join(shown).split()) or f"n° {record.id}"

    def file_ids(self, table: str, record: Any) -> Iterator[int]:
        """The kept files that a record names."""
        for column, parent in self._parents[table].items():
            if parent == FILES and (file_id := getattr(record, column)) is not None:
                yield file_id

    def page(self, table: str, record: Any) -> str:
        """The path of a record's own page, such as ``litiges/0003-lit-2026-003.html``."""
        plain = "".join(
            sign if sign.isascii() and sign.isalnum() else "-" for sign in formats.folded(self.name(table, record))
        )
        slug = "-".join(part for part in plain.split("-") if part)[:_SLUG].rstrip("-")
        return f"{PAGES[table]}/{record.id:04}{f'-{slug}' if slug else ''}.html"

    def _referring(self, table: str, column: str) -> dict[int, list[Any]]:
        if (table, column) not in self._held:
            held: dict[int, list[Any]] = defaultdict(list)
            for record in self.tables.get(table, ()):
                if (value := getattr(record, column)) is not None:
                    held[value].append(record)
            self._held[table, column] = held
        return self._held[table, column]


def _sorted(table: str, records: Sequence[Any]) -> list[Any]:
    order = words_of(table).order
    column = order.removeprefix("-")
    if not column:
        return sorted(records, key=lambda one: one.id)

    def rank(record: Any) -> tuple[bool, Any, int]:
        value = getattr(record, column)
        return (
            value is not None,
            "" if value is None else formats.folded(value) if isinstance(value, str) else value,
            record.id,
        )

    known = [one for one in records if getattr(one, column) is not None]
    unknown = [one for one in records if getattr(one, column) is None]
    return [*sorted(known, key=rank, reverse=order.startswith("-")), *unknown]
