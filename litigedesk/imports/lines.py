"""One line of the file read field by field: what cannot be understood is said, never guessed."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from litigedesk.domain.money import Money
from litigedesk.exchange.tables import Cell, Row, Table, shown
from litigedesk.formats import typographic
from litigedesk.imports import values
from litigedesk.imports.fields import FIELDS
from litigedesk.imports.mapping import DATES, SUMS, ColumnMapping
from litigedesk.validation import EARLIEST, LATEST

_HIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_SCIENTIFIC: Final = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where each field stands, how its column is written, and what was settled about columns (sentences in French)."""

    places: Mapping[str, tuple[int, ...]]
    decimals: Mapping[str, str]
    day_first: bool
    notes: tuple[str, ...]


def layout_of(table: Table, mapping: ColumnMapping) -> Layout:
    """Look at whole columns before any line is read."""
    keys = [field.key for field in FIELDS[mapping.kind]]
    places = {key: columns for key in keys if (columns := mapping.columns_of(key))}
    notes, decimals = [], {}
    for key in (*SUMS, "vat_rate"):
        for column in places.get(key, ()):
            decimals[key], said = values.decimal_sign(row.cells[column] for row in table.rows)
            notes += [f"{table.columns[column]}\u00a0: {said}"] if said else []
    days = [[row.cells[column] for row in table.rows] for key in DATES for column in places.get(key, ())]
    day_first, said = values.day_order(days)
    return Layout(places, decimals, day_first, (*notes, said) if said else tuple(notes))


@dataclass
class Line:
    """One row under its layout; ``problems`` refuse it, ``warnings`` do not (sentences in French)."""

    row: Row
    layout: Layout
    names: Sequence[str]
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.row.fault:
            self.problems.append(self.row.fault)
        if self.row.warning:
            self.warnings.append(self.row.warning)

    def cell(self, key: str) -> Cell:
        """The cell of a field, empty when no column fills it."""
        columns = self.layout.places.get(key)
        return self.row.cells[columns[0]] if columns else ""

    def text(self, key: str) -> str:
        """The text of a field on one line."""
        if key not in self.layout.places:
            return ""
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = " ".join(readable(self.cell(key)).split())
        return found

    def said(self, key: str) -> str:
        """The same, empty for what stands for nothing, such as « - » or « N/A »."""
        text = self.text(key)
        return "" if text.lower() in values.NOTHING else text

    def long_text(self, key: str) -> str:
        """The text of a field of several lines or columns; a second column is told by its name."""
        columns = self.layout.places.get(key)
        if not columns:
            return ""
        parts = [(self.names[column], readable(self.row.cells[column]).strip()) for column in columns]
        told = [f"{name}\u00a0: {text}" if place else text for place, (name, text) in enumerate(parts) if text]
        return "\n".join(told)

    def digits(self, key: str) -> str:
        """A number that is no quantity, such as a SIRET: a problem when a spreadsheet has lost its last digits."""
        text = self.said(key)
        if _SCIENTIFIC.fullmatch(text):
            self.problems.append(
                typographic(
                    f"« {text} » : le tableur a perdu des chiffres. Mettez cette colonne au format Texte et recopiez-les."
                )
            )
            return ""
        return text

    def money(self, key: str) -> Money | None:
        """The sum of a field; a problem when it cannot be read."""
        value = self.number(key)
        return None if value is None else Money.rounded(value)

    def number(self, key: str) -> Decimal | None:
        """The number of a field; a problem when it cannot be read."""
        cell = self.cell(key)
        try:
            return values.amount(cell, self.layout.decimals.get(key, ","))
        except ValueError:
            self.problems.append(typographic(f"{self.label(key)} : « {_short(cell)} » n’est pas une somme."))
            return None

    def day(self, key: str) -> date | None:
        """The day of a field; a problem when it is no day of the calendar."""
        cell = self.cell(key)
        try:
            day = values.day(cell, day_first=self.layout.day_first)
        except ValueError:
            self.problems.append(typographic(f"{self.label(key)} : « {_short(cell)} » n’est pas une date."))
            return None
        if (
            day is not None and not EARLIEST <= day <= LATEST
        ):  # nothing may be computed from it: it could leave the calendar
            self.problems.append(typographic(f"{self.label(key)} : l’année {day.year} paraît fausse."))
            return None
        return day

    def label(self, key: str) -> str:
        """The name of the column that fills a field."""
        columns = self.layout.places.get(key)
        return self.names[columns[0]] if columns else key

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells as the user reads them."""
        return tuple(map(shown, self.row.cells))


def readable(cell: Cell) -> str:
    """The text of a cell without signs that nobody sees, nor codes of web pages."""
    if not isinstance(cell, str):
        return shown(cell)
    text = cell if cell.isprintable() else _HIDDEN.sub("", cell)
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def _short(cell: Cell) -> str:
    text = " ".join(readable(cell).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
