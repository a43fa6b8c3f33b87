"""One generic DAO: a typed view of one table, for any frozen dataclass of the schema."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from litigedesk.errors import BugError, NotFound
from litigedesk.store.schema import Definition, Image, SqlValue
from litigedesk.store.undo import RowStore, row_id

T = TypeVar("T")

GONE = "Cet élément n’existe plus."

_ORDER = re.compile(r"(\w+)(?: (?:ASC|DESC))?", re.IGNORECASE)


class Rows(RowStore, Protocol):
    """What a table needs of its database."""

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[Any]: ...

    def insert_rows(self, table: str, images: Sequence[Image]) -> range: ...


class Table(Generic[T]):
    """The records of one table. Writes need a running ``Database.transaction`` (else ``BugError``) and can be undone."""

    def __init__(self, rows: Rows, definition: Definition[T]) -> None:
        self._rows = rows
        self._definition = definition
        self._name = definition.name
        self._columns = ", ".join(f'"{column}"' for column in definition.columns)

    def find(self, record_id: int) -> T | None:
        """The record of that id, or ``None``."""
        image = self._rows.image(self._name, record_id)
        return None if image is None else self._definition.read(image)

    def get(self, record_id: int) -> T:
        """The record of that id; ``NotFound`` if it is gone."""
        return self._definition.read(self._image(record_id))

    def all(self, order: str = "id") -> list[T]:
        """Every record, in the order of columns such as ``"name, id DESC"``."""
        return self.where(order)

    def where(self, order: str = "id", **equals: object) -> list[T]:
        """The records whose fields equal these values; ``None`` means not known."""
        condition, params = self._condition(equals)
        sql = f'SELECT {self._columns} FROM "{self._name}"{condition} ORDER BY {self._order(order)}'
        return self.select(sql, params)

    def first(self, order: str = "id", **equals: object) -> T | None:
        """The first of ``where``, or ``None``."""
        return next(iter(self.where(order, **equals)), None)

    def count(self, **equals: object) -> int:
        """How many records have fields equal to these values."""
        condition, params = self._condition(equals)
        return int(self._rows.rows(f'SELECT count(*) FROM "{self._name}"{condition}', params)[0][0])

    def select(self, sql: str, params: Sequence[SqlValue] = ()) -> list[T]:
        """The records of a SELECT that returns all of the table's columns."""
        return self.read(self._rows.rows(sql, params))

    def read(self, rows: Sequence[Any]) -> list[T]:
        """The records of rows that ``Database.rows`` returned, with all of the table's columns and perhaps others."""
        return self._definition.read_all(rows[0].keys(), rows) if rows else []

    def insert(self, record: T) -> T:
        """Save a new record, whose ``id`` is ``None``, and return it with its id."""
        image = self._definition.image(record)
        if image["id"] is not None:
            raise BugError(f"a new {self._name} already has an id")
        saved = self._rows.insert_row(self._name, image)
        return dataclasses.replace(record, id=row_id(saved))  # type: ignore[type-var]

    def insert_all(self, records: Sequence[T]) -> range:
        """Save new records at once, in their order, and give the ids that they take; undone like any other."""
        images = [self._definition.image(record) for record in records]
        if any(image["id"] is not None for image in images):
            raise BugError(f"a new {self._name} already has an id")
        return self._rows.insert_rows(self._name, images)

    def update(self, record: T) -> T:
        """Save a changed record; nothing is written when it equals what is saved. ``NotFound`` if it is gone."""
        after = self._definition.image(record)
        before = self._image(_required_id(after, self._name))
        if before != after:
            self._rows.update_row(self._name, before, after)
        return record

    def delete(self, record_id: int) -> None:
        """Delete a record; ``NotFound`` if it is gone, ``sqlite3.IntegrityError`` while others refer to it."""
        self._rows.delete_row(self._name, self._image(record_id))

    def _image(self, record_id: int) -> Image:
        image = self._rows.image(self._name, record_id)
        if image is None:
            raise NotFound(GONE)
        return image

    def _condition(self, equals: Mapping[str, object]) -> tuple[str, list[SqlValue]]:
        params = [self._definition.write(column, value) for column, value in equals.items()]
        terms = " AND ".join(f'"{column}" IS ?' for column in equals)  # IS also finds NULL, and uses indexes like =
        return (f" WHERE {terms}" if terms else ""), params

    def _order(self, order: str) -> str:
        for term in order.split(","):
            match = _ORDER.fullmatch(term.strip())
            if match is None or match[1] not in self._definition.columns:
                raise BugError(f"{self._name} cannot be ordered by {term.strip()!r}")
        return order


def _required_id(image: Image, table: str) -> int:
    if image["id"] is None:
        raise BugError(f"this {table} was never saved")
    return row_id(image)
