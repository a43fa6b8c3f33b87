"""What a statement of account tells: its lines, each with a reference that stays the same from one file to the next."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from litigedesk.domain.money import ZERO, Money
from litigedesk.formats import folded

LARGEST: Final = 20_000_000  # bytes of a file: years of a busy account
MOST: Final = 100_000  # lines of a file
FIRST_YEAR, LAST_YEAR = 1990, 2100
LABEL: Final = 500  # characters kept of the words of one line
_KEY: Final = 32  # hexadecimal signs of a reference


@dataclass(frozen=True, kw_only=True)
class RawLine:
    """One line as a file gives it: ``given`` is the bank's own mark of it, if it has one; ``place`` counts from 1 in the file."""

    place: int
    booked_on: date
    amount: Money
    label: str
    given: str = ""


@dataclass(frozen=True, kw_only=True)
class BankLine:
    """One movement of an account: ``amount`` is what came in, negative for what left. ``reference`` tells it from all others.

    ``marked`` says that the bank's own mark is in it.
    """

    reference: str
    booked_on: date
    amount: Money
    label: str
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A line of the file that could not be read, counted from 1, and why (French)."""

    place: int
    reason: str
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The lines of one account in the order of the file; ``account`` is its number as the bank writes it, or empty."""

    account: str
    lines: tuple[BankLine, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def received(self) -> tuple[BankLine, ...]:
        """The lines that brought money."""
        return tuple(line for line in self.lines if line.amount > ZERO)


def with_references(account: str, lines: Iterable[RawLine]) -> tuple[BankLine, ...]:
    """Give each line its reference: made of the bank's mark with the sum, or of day, sum and words; twins are numbered.

    The mark alone is not enough: some banks write the same on several lines.
    """
    twins = Counter[str]()
    found = []
    for line in lines:
        own = line.given or _words_of(line.label)
        key = "\x1f".join((account, line.booked_on.isoformat(), str(line.amount.cents), own))
        twins[key] += 1
        whole = f"{key}\x1f{twins[key]}"
        found.append(
            BankLine(
                reference=sha256(whole.encode()).hexdigest()[:_KEY],
                booked_on=line.booked_on,
                amount=line.amount,
                label=line.label,
                marked=bool(line.given),
            )
        )
    return tuple(found)


def repeated(reference: str, place: int) -> str:
    """The reference of a line that another file gives too, and that may be another movement: ``place`` counts them from 1."""
    return sha256(f"{reference}\x1f{place}".encode()).hexdigest()[:_KEY]


def day_of(year: int, month: int, day: int) -> date:
    """The day, a year of two digits being of this century; ``ValueError`` for one that no statement holds."""
    found = date(year + 2000 if year < 100 else year, month, day)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(found)
    return found


def clean_label(*parts: str) -> str:
    """The words of a line on one line: parts that only repeat another are left out."""
    kept: list[str] = []
    for part in (re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", one).strip() for one in parts):
        if part and not any(_words_of(part) in _words_of(other) for other in kept):
            kept = [other for other in kept if _words_of(other) not in _words_of(part)]
            kept.append(part)
    return " · ".join(kept)[:LABEL]


def _words_of(label: str) -> str:
    """The label without what changes from one export to the next: case, accents, spaces, punctuation."""
    return re.sub(r"[\W_]+", "", folded(label))
