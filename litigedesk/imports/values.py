"""Sums and days as French files write them; what is doubtful in one cell is settled by its whole column, and said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from litigedesk.domain.money import Money
from litigedesk.exchange.tables import Cell
from litigedesk.formats import MONTHS, date_long, folded, number, typographic

NOTHING: Final = frozenset(
    {"", "-", "–", "—", "−", "n/a", "na", "nc", "n.c.", "néant", "neant", "null", "none", "nan", "vide", "?"}
)
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u200b\u202f\u2060\ufeff]+")
_AROUND: Final = re.compile(
    r"€|\beuros?\b|\beur\b|(?<=\d)eur(?:os?)?\b|\bttc\b|\bht\b|(?<=€)ht|(?<=€)ttc|%", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_SIMPLE: Final = re.compile(r"-?\d{1,9}(?:[.,]\d{1,2})?")
_MOST_EUROS: Final = Decimal(10) ** 11

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})")
_GLUED: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")  # 03042026, 030426
_NUMERIC: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T,à].*)?")
_WORDS: Final = re.compile(
    r"(?:[a-z]+\.?,? +)?(\d{1,2})(?:er|st|nd|rd|th)?[ \-/.]+([a-z]+)\.?[ \-/.,]+(\d{4}|\d{2})(?:[ T,à].*)?"
)
_ENGLISH: Final = re.compile(r"(?:[a-z]+\.?,? +)?([a-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:[ T,].*)?")
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS: Final = range(25_569, 73_051)  # 1970 to 2099
_EPOCH: Final = date(1899, 12, 30)  # day 0 of spreadsheets, their 29 February 1900 counted
_MONTHS_IN_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True)
class Conventions:
    """How a column is written: its decimal sign, and whether days come before months."""

    decimal: str = ","
    day_first: bool = True


# ---- sums ------------------------------------------------------------------------------------------------------------
def amount(cell: Cell, decimal: str = ",") -> Decimal | None:
    """The number of a cell, ``None`` when it says nothing; ``decimal`` settles « 1.234 ». ``ValueError`` if it is no number."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, date):
        raise ValueError(str(cell))
    text = cell.strip()
    if _SIMPLE.fullmatch(text):  # most of them: not worth looking at each sign
        return Decimal(text.replace(",", "."))
    if text.lower() in NOTHING:
        return None
    digits, negative = _bare_number(cell)
    if digits in ("", "-"):  # « - € »
        return None
    if not _NUMBER.fullmatch(digits):
        raise ValueError(cell)
    value = Decimal(_pointed(digits, decimal))
    if abs(value) >= _MOST_EUROS:
        raise ValueError(cell)
    return -value if negative else value


def money(cell: Cell, decimal: str = ",") -> Money | None:
    """The sum of a cell, to the nearest cent; as ``amount``."""
    value = amount(cell, decimal)
    return None if value is None else Money.rounded(value)


def decimal_sign(cells: Iterable[Cell]) -> tuple[str, str]:
    """The decimal sign of a column, and a sentence when something in it had to be settled."""
    votes = {",": 0, ".": 0}
    doubtful: list[str] = []
    for cell in cells:
        if not isinstance(cell, str) or cell.strip().lower() in NOTHING:
            continue
        digits, _ = _bare_number(cell)
        if _NUMBER.fullmatch(digits):
            sign = _clear_sign(digits)
            if sign in votes:
                votes[sign] += 1
            elif sign == "?":
                doubtful.append(cell)
    chosen = "." if votes["."] > votes[","] else ","
    if not doubtful:
        return chosen, ""
    example = doubtful[0].strip()
    if not any(votes.values()):
        chosen = "," if "." in example else "."
        read = number(amount(example, chosen) or Decimal(0))
        return chosen, typographic(f"« {example} » est lu {read} : rien dans la colonne ne dit que c’est une fraction.")
    read = number(amount(example, chosen) or Decimal(0), 2)
    return chosen, typographic(f"« {example} » est lu {read}, comme les autres nombres de la colonne l’indiquent.")


def _bare_number(text: str) -> tuple[str, bool]:
    """Digits and signs between them only, and whether accountants wrote it as negative: (120,00) or 120,00-."""
    text = re.sub(r"[−–—‐‑]", "-", _SPACES.sub("", _AROUND.sub(" ", text)))
    text = re.sub(r"(?<=\d)['’](?=\d{3})", "", text)
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].removeprefix("-"), True
    return (text[:-1], True) if text.endswith("-") and text[:-1] else (text, False)


def _clear_sign(digits: str) -> str:
    """The decimal sign that a number shows by itself; « ? » when it may be a thousands separator, empty when it has none."""
    digits = digits.lstrip("+-")
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        return "," if digits.rindex(",") > digits.rindex(".") else "."
    sign = "," if commas else "."
    if commas + points != 1:
        return ""  # none, or several of one kind: they group thousands
    before, _, after = digits.partition(sign)
    return "?" if len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0") else sign


def _pointed(digits: str, decimal: str) -> str:
    """The number as ``Decimal`` reads it."""
    sign = _clear_sign(digits)
    if sign == "?":
        sign = decimal
    elif not sign:
        sign = "" if digits.count(",") + digits.count(".") > 1 else decimal
    whole, _, cents = digits.partition(sign) if sign else (digits, "", "")
    if re.search(r"[.,]", whole) and not re.fullmatch(r"[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*", whole):
        raise ValueError(digits)
    return f"{re.sub(r'[.,]', '', whole) or '0'}.{re.sub(r'[.,]', '', cents) or '0'}".replace("+.", "0.").replace(
        "-.", "-0."
    )


# ---- days ------------------------------------------------------------------------------------------------------------
def day(cell: Cell, *, day_first: bool = True) -> date | None:
    """The day of a cell, ``None`` when it says nothing; ``ValueError`` if it is no day of the calendar."""
    if isinstance(cell, date):
        return cell
    return _day_of(f"{cell:f}" if isinstance(cell, Decimal) else cell, day_first)


@lru_cache(maxsize=4_000)  # the same days come back, line after line
def _day_of(cell: str, day_first: bool) -> date | None:
    text = _SPACES.sub(" ", cell).strip()
    if text.lower() in NOTHING or text.startswith(("0000-00", "00/00")):
        return None
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text) or _GLUED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        swapped = second > 12 >= first if day_first else first <= 12
        number_of_day, month = (second, first) if swapped else (first, second)
        return date(_year(match[3]), month, number_of_day)
    plain = folded(text)
    if match := _WORDS.fullmatch(plain):
        return date(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _ENGLISH.fullmatch(plain):
        return date(_year(match[3]), _month(match[1]), int(match[2]))
    return _serial(text)


def day_order(columns: Sequence[Sequence[Cell]]) -> tuple[bool, str]:
    """Whether days come first in the dates of these columns, and a sentence when it had to be settled."""
    day_first = month_first = 0
    doubtful: date | None = None
    example = ""
    for cell in (cell for column in columns for cell in column if isinstance(cell, str)):
        match = _NUMERIC.fullmatch(cell.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            day_first += 1
        elif second > 12 >= first:
            month_first += 1
        elif doubtful is None and first != second and 0 < first <= 12 and 0 < second <= 12:
            doubtful, example = date(_year(match[3]), second, first), cell.strip()
    if month_first and not day_first:
        return False, typographic("Les dates de ce fichier sont écrites mois/jour/année : un second nombre dépasse 12.")
    if month_first:
        return True, typographic("Des dates sont écrites jour/mois et d’autres mois/jour : vérifiez-les.")
    if doubtful is not None and not day_first:
        return True, typographic(f"« {example} » est lu {date_long(doubtful)} : le jour d’abord, comme en France.")
    return True, ""


def _serial(text: str) -> date:
    match = _SERIAL.fullmatch(text)
    if match is None or int(match[1]) not in _SERIALS:
        raise ValueError(text)
    return _EPOCH + timedelta(int(match[1]))


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 90 else 2000)


def _month(word: str) -> int:
    """The number of a month named in French or English, whole or cut."""
    found = {
        i for names in (MONTHS, _MONTHS_IN_ENGLISH) for i, name in enumerate(names, 1)
        if len(word) >= 3 and folded(name).startswith(word)
    }  # fmt: skip
    if len(found) != 1:
        raise ValueError(word)
    return found.pop()
