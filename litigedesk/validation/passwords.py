"""How well a password holds, in words; nothing is looked up anywhere."""

import math
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from litigedesk.formats import folded

SHORTEST: Final = 8  # characters
_FAIR_BITS, _GOOD_BITS = 45, 65  # guesses, as powers of two: beyond reach of a person, then of a computer for years
_KNOWN: Final = ("motdepasse", "password", "azerty", "qwerty", "litigedesk", "bonjour", "soleil", "123456", "abcdef")
_KINDS: Final = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^a-zA-Z\d]", 33))


class Level(IntEnum):
    """From refused to good."""

    REFUSED = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3


@dataclass(frozen=True)
class Strength:
    """How well a password holds, and the sentence that says so."""

    level: Level
    sentence: str


def strength(password: str) -> Strength:
    """An estimate from its length and variety; a known word or a repetition counts for little."""
    if len(password) < SHORTEST:
        return Strength(
            Level.REFUSED,
            f"Trop court\u00a0: {SHORTEST} signes au moins. Quatre mots au hasard font un bon mot de passe.",
        )
    bits = _bits(password)
    if bits < _FAIR_BITS:
        return Strength(Level.WEAK, "Faible\u00a0: il se devine vite. Ajoutez un ou deux mots.")
    if bits < _GOOD_BITS:
        return Strength(Level.FAIR, "Correct\u00a0: un mot de plus le rendrait bon.")
    return Strength(Level.GOOD, "Bon mot de passe.")


def _bits(password: str) -> float:
    """Guesses it takes, as a power of two: each letter that adds something counts for what it was chosen among."""
    plain = folded(password)
    for word in _KNOWN:
        plain = plain.replace(word, word[0])
    plain = re.sub(r"(.)\1{2,}", r"\1", plain)
    among = sum(size for pattern, size in _KINDS if re.search(pattern, password))
    return min(len(plain), 2 * len(set(plain))) * math.log2(max(2, among))
