"""What the cells of a column look like, whatever its name."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import permutations
from typing import Final

from litigedesk.exchange.tables import Cell, Table, shown
from litigedesk.imports import values

_SAMPLE: Final = 300  # rows looked at
_CENTS: Final = Decimal("0.02")
_EMAIL: Final = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[A-Za-z]{2,}")
_PHONE: Final = re.compile(r"(?:\+|00)?\d[\d\s.()/-]{7,18}\d")
_NUMBER_WITH_LETTERS: Final = re.compile(r"(?=.*\d)[A-Za-z]{0,8}[\d/_.\-#A-Za-z]{1,24}")


class Look(StrEnum):
    """What most cells of a column look like."""

    EMPTY = "empty"
    EMAIL = "email"
    SIRET = "siret"
    POSTCODE = "postcode"
    PHONE = "phone"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"  # such as F-2026-014
    WORDS = "words"


def looks(table: Table) -> tuple[Look, ...]:
    """What each column of a table looks like."""
    rows = table.rows[:_SAMPLE]
    return tuple(look([row.cells[i] for row in rows]) for i in range(len(table.columns)))


def readable_as(table: Table, column: int, reader: Callable[[Cell], object]) -> bool:
    """Whether some of the cells of a column can be read so, or none says anything: a third is enough beside a name that fits."""
    cells = [row.cells[column] for row in table.rows[:_SAMPLE]]
    said = [cell for cell in cells if not (isinstance(cell, str) and cell.strip().lower() in values.NOTHING)]
    return 3 * sum(1 for cell in said if _is_read(cell, reader)) >= len(said)


def _is_read(cell: Cell, reader: Callable[[Cell], object]) -> bool:
    try:
        return reader(cell) is not None
    except ValueError:
        return False


def sums_of(table: Table, columns: Sequence[int]) -> dict[int, str]:
    """Which of these columns of sums are net, VAT and gross: those that add up, else only the largest is told."""
    rows = [[_value(row.cells[i]) or Decimal(0) for i in columns] for row in table.rows[:_SAMPLE]]
    if not rows or not columns:
        return {}
    for net, vat, gross in permutations(range(len(columns)), 3):
        fits = [row for row in rows if abs(row[net] + row[vat] - row[gross]) <= _CENTS and row[net] >= row[vat]]
        if len(fits) * 5 >= len(rows) * 4:
            return {columns[net]: "net", columns[vat]: "vat", columns[gross]: "gross"}
    largest = max(range(len(columns)), key=lambda i: sum(row[i] for row in rows))
    return {columns[largest]: "gross"}


def look(cells: Sequence[Cell]) -> Look:
    """What most of these cells look like."""
    said = [cell for cell in cells if not (isinstance(cell, str) and cell.strip().lower() in values.NOTHING)]
    if not said:
        return Look.EMPTY
    texts = [shown(cell).strip() for cell in said]
    tests: tuple[tuple[Look, Iterable[bool]], ...] = (
        (Look.EMAIL, (bool(_EMAIL.search(text)) for text in texts)),
        (Look.SIRET, map(_is_siret, texts)),
        (Look.POSTCODE, (bool(re.fullmatch(r"\d{5}", text)) for text in texts)),
        (Look.DATE, map(_is_day, said)),
        (Look.PHONE, map(_is_phone, texts)),
        (Look.MONEY, map(_is_sum, said)),
        (Look.NUMBER, (bool(_NUMBER_WITH_LETTERS.fullmatch(text)) for text in texts)),
    )
    return next((kind for kind, answers in tests if sum(answers) * 5 >= len(said) * 3), Look.WORDS)


def _is_siret(text: str) -> bool:
    from stdnum.fr import siren, siret

    digits = re.sub(r"\s", "", text)
    return (len(digits) == 14 and siret.is_valid(digits)) or (len(digits) == 9 and siren.is_valid(digits))


def _is_phone(text: str) -> bool:
    digits = re.sub(r"[\s.()/-]", "", text)
    french = re.fullmatch(r"(?:(?:\+|00)33|0)[1-9]\d{8}", digits)
    return bool(french or (_PHONE.fullmatch(text) and text.startswith(("+", "00"))))


def _is_day(cell: Cell) -> bool:
    """Whether a cell is a day beyond doubt: digits alone are rather a sum."""
    if isinstance(cell, Decimal) or (isinstance(cell, str) and cell.strip().isdigit() and len(cell.strip()) != 8):
        return False
    return _is_read(cell, values.day)


def _is_sum(cell: Cell) -> bool:
    return _value(cell) is not None


def _value(cell: Cell) -> Decimal | None:
    try:
        return values.amount(cell)
    except ValueError:
        return None
