"""What the cells of a column look like, whatever its name."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from litigedesk.exchange.tables import Cell, Table, shown
from litigedesk.imports import values

_SAMPLE: Final = 300  # rows looked at
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
    try:
        return values.day(cell) is not None
    except ValueError:
        return False


def _is_sum(cell: Cell) -> bool:
    try:
        return values.amount(cell) is not None
    except ValueError:
        return False
