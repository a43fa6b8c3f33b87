"""Which record class lives in which table, and how each type of field is written in SQL."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from litigedesk.domain.money import Money
from litigedesk.errors import BugError, DatabaseDamaged
from litigedesk.store.faults import DAMAGED

T = TypeVar("T")

SqlValue = int | str | None
Image = Mapping[str, SqlValue]  # one row as SQL holds it, column by column


@dataclass(frozen=True)
class Codec:
    """How one type of field becomes an SQL value and comes back; ``read`` is ``None`` when SQL holds the value itself."""

    kind: type
    stored: type
    write: Callable[[Any], SqlValue]
    read: Callable[[Any], object] | None


_HALF_A_SIGN = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without halves of a pair of surrogates, which broken programs let one paste and SQLite cannot take."""
    return _HALF_A_SIGN.sub("\ufffd", text)


_CODECS: dict[type, Codec] = {
    int: Codec(int, int, int, None),
    str: Codec(str, str, storable, None),
    bool: Codec(bool, int, int, bool),
    date: Codec(date, str, date.isoformat, date.fromisoformat),
    datetime: Codec(datetime, str, datetime.isoformat, datetime.fromisoformat),
    Decimal: Codec(Decimal, str, lambda value: format(value, "f"), Decimal),  # « 1000 », never « 1E+3 »
    Money: Codec(Money, int, lambda value: value.cents, Money),
}


def _codec(hint: object, field: str) -> tuple[Codec, bool]:
    """The codec of a type hint, and whether ``None`` is allowed; ``BugError`` for a type that has none."""
    optional = False
    if get_origin(hint) in {Union, types.UnionType}:
        options = [option for option in get_args(hint) if option is not types.NoneType]
        optional = len(options) < len(get_args(hint))
        hint = options[0] if len(options) == 1 else None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Codec(hint, str, str, {str(member): member for member in hint}.__getitem__), optional
    codec = _CODECS.get(hint) if isinstance(hint, type) else None
    if codec is None:
        raise BugError(f"no codec for field {field}")
    return codec, optional


class Definition(Generic[T]):
    """A table's name and the frozen dataclass of its rows: columns are the fields, ``id: int | None`` comes first."""

    def __init__(self, name: str, record: type[T]) -> None:
        self.name = name
        self.record = record
        hints = get_type_hints(record)
        self.columns = tuple(field.name for field in dataclasses.fields(record))  # type: ignore[arg-type]
        if self.columns[:1] != ("id",):
            raise BugError(f"the first field of {record.__name__} must be id")
        self._codecs = {column: _codec(hints[column], f"{name}.{column}") for column in self.columns}

    def is_optional(self, column: str) -> bool:
        """Whether a column may hold nothing."""
        return self._codecs[column][1]

    def write(self, column: str, value: object) -> SqlValue:
        """The SQL value of one field; ``BugError`` for an unknown column or a value that is not of the field's type."""
        if column not in self._codecs:
            raise BugError(f"{self.name} has no column {column}")
        codec, optional = self._codecs[column]
        if value is None and optional:
            return None
        # Exact types: a bool is an int and a datetime a date, and neither may slip in for the other.
        if type(value) is not codec.kind:
            raise BugError(f"{self.name}.{column} does not hold a {type(value).__name__}")
        return codec.write(value)

    def image(self, record: T) -> dict[str, SqlValue]:
        """The row of a record."""
        return {column: self.write(column, getattr(record, column)) for column in self.columns}

    def read(self, image: Image) -> T:
        """The record of a row; ``DatabaseDamaged`` when a value cannot be one of the field's."""
        return self.read_all(tuple(image), [tuple(image.values())])[0]

    def read_all(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[T]:
        """The records of rows that have columns of these names, ours and perhaps others; ``DatabaseDamaged`` as for ``read``.

        A column at a time: lists have thousands of rows, and all the values of a column are read in the same way.
        """
        if not rows:
            return []
        if lacking := set(self.columns) - set(names):
            raise BugError(f"{self.name} is read without {', '.join(sorted(lacking))}")
        held = tuple(zip(*rows, strict=True))
        values = [self._values(column, held[names.index(column)]) for column in self.columns]
        return [self.record(**dict(zip(self.columns, row, strict=True))) for row in zip(*values, strict=True)]

    def _values(self, column: str, raw: Sequence[Any]) -> Sequence[object]:
        codec, optional = self._codecs[column]
        try:
            if not set(map(type, raw)) <= {codec.stored, types.NoneType if optional else codec.stored}:
                raise TypeError(f"a value that is no {codec.stored.__name__}")
            if codec.read is None:
                return raw
            if optional:
                return [None if one is None else codec.read(one) for one in raw]
            return list(map(codec.read, raw))
        except (ValueError, TypeError, ArithmeticError, KeyError) as fault:
            raise DatabaseDamaged(f"{DAMAGED} ({self.name}.{column})") from fault


class _Reads(Protocol):
    def rows(self, sql: str, params: tuple[SqlValue, ...] = ()) -> list[Any]: ...


class Schema:
    """Every table the user's records live in, parents first; undo and trash work from it alone."""

    def __init__(self, *definitions: Definition[Any]) -> None:
        self.definitions = definitions
        self._by_name = {definition.name: definition for definition in definitions}
        self._by_record = {definition.record: definition for definition in definitions}
        if not len(definitions) == len(self._by_name) == len(self._by_record):
            raise BugError("a table or a record class is defined twice")

    def __contains__(self, table: str) -> bool:
        return table in self._by_name

    def named(self, table: str) -> Definition[Any]:
        """The definition of a table; ``BugError`` if there is none."""
        if table not in self._by_name:
            raise BugError(f"table {table} is not in the schema")
        return self._by_name[table]

    def of(self, record: type[T]) -> Definition[T]:
        """The definition of a record class; ``BugError`` if there is none."""
        if record not in self._by_record:
            raise BugError(f"{record.__name__} is not in the schema")
        return self._by_record[record]

    def verify(self, database: _Reads) -> None:
        """Raise ``BugError`` unless every table is STRICT, never reuses an id, and has exactly the record's columns."""
        strict = {row["name"]: row["strict"] for row in database.rows("SELECT name, strict FROM pragma_table_list")}
        counted = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        never_reuse = {row["name"] for row in counted}
        for definition in self.definitions:
            name = definition.name
            columns = database.rows("SELECT name FROM pragma_table_info(?)", (name,))  # generated columns are left out
            if {row["name"] for row in columns} != set(definition.columns):
                raise BugError(f"table {name} and {definition.record.__name__} have different columns")
            if not strict.get(name) or name not in never_reuse:
                raise BugError(f"table {name} must be STRICT with an AUTOINCREMENT id")
