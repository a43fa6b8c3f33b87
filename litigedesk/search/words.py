"""Words as the index holds them and as a question asks for them: no case, no accents, numbers and references however written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from litigedesk.formats import folded

LONGEST: Final = 40  # signs of a word: what is longer is code, and nobody types it
MOST_ASKED: Final = 8  # words of a question that are looked at
_MOST_TYPED = 200  # characters of a question that are looked at
_FEWEST_DIGITS, _MOST_DIGITS = 5, 20  # of a number written in groups

_WORD = re.compile(r"[^\W_]+")
# Possessive and bounded: a text made to slow this down takes no longer than another of its length.
_TIED = r"(?<![^\W_])[^\W_]++(?:[-‐‑–'’.,/@_&+:·]++[^\W_]++)+"  # « F-2026-014 », « d’Élise », « 1250,00 »
_THOUSANDS = r"(?<![\d.,])\d{1,3}(?: \d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?"  # « 1 250,00 »
_GROUPS = r"(?<![\d.,])\d{1,6}(?: \d{1,6}){1,8}(?![\d])"  # « 123 456 789 00012 », « 06 12 34 56 78 »
_TIED_WORDS, _NUMBERS = re.compile(_TIED), tuple(map(re.compile, (_THOUSANDS, _GROUPS)))
_APART = re.compile(r"\d \d")
_ASKED = re.compile("|".join((_GROUPS + r"(?:[.,]\d{1,2}(?!\d))?", _TIED, r"[^\W_]+")))


def words(text: str) -> list[str]:
    """The words of a text in their order, then its references and numbers once more as one word: « F-2026-014 » as ``f2026014``."""
    text = plain(text)
    found = [word for word in _WORD.findall(text) if len(word) <= LONGEST]
    tied = _TIED_WORDS.findall(text)
    if _APART.search(text):
        tied += (match for pattern in _NUMBERS for match in pattern.findall(text))
    found += filter(None, map(_joined, tied))
    return found


@lru_cache(maxsize=2048)  # the lines of an answer, which the next key as a rule finds again
def places(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where each word of ``words`` stands in a text of a line or two: its first sign, the one after its last, and the word."""
    return tuple(_places(text))


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    signs: list[str] = []
    origins: list[int] = []  # a sign may become two, as œ does
    for place, sign in enumerate(text):
        alone = plain(sign)
        signs.append(alone)
        origins += [place] * len(alone)
    flat = "".join(signs)
    for pattern in (_TIED_WORDS, *_NUMBERS, _WORD):
        for match in pattern.finditer(flat):
            if word := match[0] if pattern is _WORD else _joined(match[0]):
                yield origins[match.start()], origins[match.end() - 1] + 1, word


def plain(text: str) -> str:
    """The text without case, accents and ligatures, each space of a line as a plain one."""
    return text.lower() if text.isascii() else folded(text)


def sum_words(cents: int) -> tuple[str, str]:
    """How a sum is looked for: « 1250 », and « 125000 » as ``words`` writes 1 250,00."""
    return str(cents // 100), str(cents)


@dataclass(frozen=True)
class Asked:
    """One thing that a question asks for: any of these lists of words, found whole but for the last, which may be a beginning."""

    ways: tuple[tuple[str, ...], ...]

    @property
    def word(self) -> str:
        """The word, when there is one only; empty otherwise."""
        return self.ways[0][0] if len(self.ways) == 1 and len(self.ways[0]) == 1 else ""

    def or_words(self, others: tuple[str, ...]) -> "Asked":
        """The same, each of these words doing as well."""
        return Asked((*self.ways, *((other,) for other in others)))


def asked(question: str) -> tuple[Asked, ...]:
    """What a question asks for, all of which must be found; empty for a question without a letter or a digit."""
    return tuple(_asked(plain(question[:_MOST_TYPED])))[:MOST_ASKED]


def _asked(question: str) -> Iterator[Asked]:
    for match in _ASKED.finditer(question):
        apart = tuple(word[:LONGEST] for word in _WORD.findall(match[0]))
        together = "".join(apart)[:LONGEST]
        yield Asked(((together,),)) if len(apart) == 1 else Asked(((together,), apart))


def _joined(written: str) -> str:
    """The word that a reference or a number in groups makes; empty when it is none."""
    parts = _WORD.findall(written)
    whole = "".join(parts)
    if len(whole) > LONGEST:
        return ""
    if whole.isdecimal() and " " in written and not _FEWEST_DIGITS - 1 <= len(whole) <= _MOST_DIGITS:
        return ""
    return whole
