"""A list as a table of plain values, for what prints it and what writes it for spreadsheets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from litigedesk import formats
from litigedesk.domain.money import Money

R = TypeVar("R")
Value: TypeAlias = str | date | Money | int | None


class Form(StrEnum):
    """What the values of a column are; ``None`` is an empty cell in all of them."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"

    @property
    def is_figures(self) -> bool:
        """Whether it stands at the right of its column."""
        return self in {Form.MONEY, Form.NUMBER}


@dataclass(frozen=True)
class Head:
    """The head of a column; one that is not ``printed`` is for spreadsheets, where there is room."""

    title: str
    form: Form = Form.TEXT
    printed: bool = True


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list: its title, what was asked of it in words (``note``), its columns and its rows, in the order shown."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""

    def on_paper(self) -> "Listing":
        """The same without the columns that are not printed."""
        kept = [place for place, head in enumerate(self.heads) if head.printed]
        return replace(
            self,
            heads=tuple(self.heads[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


@dataclass(frozen=True)
class Field(Generic[R]):
    """One column of a list of records: its head, and its value in a record."""

    head: Head
    value: Callable[[R], Value]


def field(title: str, value: Callable[[R], Value], form: Form = Form.TEXT, *, printed: bool = True) -> Field[R]:
    """A column by its title, its values and what they are."""
    return Field(Head(title, form, printed), value)


def listing(title: str, fields: Sequence[Field[R]], records: Sequence[R], note: str = "") -> Listing:
    """The records as a table of those columns."""
    return Listing(
        title=title,
        heads=tuple(one.head for one in fields),
        rows=tuple(tuple(one.value(record) for one in fields) for record in records),
        note=note,
    )


def shown(value: Value) -> str:
    """A value as it is read: ``03/03/2027``, ``1 234,50 €``."""
    match value:
        case None:
            return ""
        case Money():
            return formats.money(value)
        case date():
            return formats.date_short(value)
        case int():
            return formats.number(value)
    return value
