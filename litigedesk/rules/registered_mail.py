"""Registered letters: whether a number can be right, which day starts the clock, until when an electronic one may be accepted."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from litigedesk import formats
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome, SendMethod
from litigedesk.rules import deadlines
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

UNCLAIMED_RULING: Final = "Cass. 1re civ., 20 janv. 2021, n° 19-20.680"
REASONABLE: Final = "C. civ. 1231"
SHORT_DAYS: Final = 8  # calendar days left after receipt under which one is told; a choice, no text fixes it

_S10: Final = re.compile(
    r"[A-Z]{2}([0-9]{8})([0-9])[A-Z]{2}"
)  # UPU standard S10: 2 letters, 8 digits and their key, 2 letters
_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_DOMESTIC: Final = re.compile(r"[0-9][A-Z][0-9]{11,13}|[0-9]{13,15}")  # as La Poste prints them: 13 to 15 characters
_SEPARATORS: Final = re.compile(r"[\s.\-\u2010-\u2015]+")
_GONE: Final = frozenset({DeliveryOutcome.REFUSED, DeliveryOutcome.UNCLAIMED})


class NumberState(StrEnum):
    """How a number stands; none keeps it from being noted."""

    NONE = "none"
    USUAL = "usual"
    UNUSUAL = "unusual"
    WRONG_KEY = "wrong-key"


@dataclass(frozen=True)
class NumberCheck:
    """What is to be said of a number; the sentence is empty when nothing is."""

    state: NumberState
    sentence: str = ""


def normalised(number: str) -> str:
    """The number as it is kept: capitals, without spaces, points or dashes."""
    return _SEPARATORS.sub("", number).upper()


def shown(number: str) -> str:
    """The number in groups, as it is printed on a receipt: ``RA 123 456 785 FR``, ``1A 123 456 7890 1``."""
    compact = normalised(number)
    if _S10.fullmatch(compact):
        return formats.grouped(compact, 2, 3, 3, 3, 2)
    if len(compact) == 13 and _DOMESTIC.fullmatch(compact):
        return formats.grouped(compact, 2, 3, 3, 4, 1)
    return number.strip()


def check(number: str) -> NumberCheck:
    """Whether a number of registered mail has a known form and, in the international one, the right key (UPU S10)."""
    compact = normalised(number)
    if not compact:
        return NumberCheck(NumberState.NONE)
    international = _S10.fullmatch(compact)
    if international is not None:
        if _key(international[1]) == int(international[2]):
            return NumberCheck(NumberState.USUAL)
        sentence = "Un chiffre paraît faux : la clé de ce numéro ne correspond pas. Relisez-le sur la preuve de dépôt."
        return NumberCheck(NumberState.WRONG_KEY, formats.typographic(sentence))
    if _DOMESTIC.fullmatch(compact):
        return NumberCheck(NumberState.USUAL)
    sentence = "Forme inhabituelle : un numéro de recommandé a 13 à 15 caractères. Relisez-le sur la preuve de dépôt."
    return NumberCheck(NumberState.UNUSUAL, formats.typographic(sentence))


def _key(serial: str) -> int:
    """The ninth digit of an S10 number: 11 less the weighted sum modulo 11; 10 is written 0, and 11 is written 5."""
    key = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(key, key)


# ---- the clock -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Start:
    """The day from which a registered letter counts, and why; ``provisional`` while nobody knows what became of it."""

    day: date
    sentence: str
    provisional: bool = False


def starts(letter: Letter) -> Start | None:
    """Receipt, else the first presentation of a letter refused, not claimed or still waiting; never the day it was posted.

    A notice that the addressee did not claim is valid (Cass. 1re civ., 20 janv. 2021, n° 19-20.680). ``None`` before either.
    """
    electronic = letter.send_method is SendMethod.ELECTRONIC
    if letter.received_on is not None:
        took = "Acceptée" if electronic else "Reçue"
        return Start(letter.received_on, _said(f"{took} le {formats.date_long(letter.received_on)} : ce jour compte."))
    if letter.presented_on is None:
        return None
    day = formats.date_long(letter.presented_on)
    which = f"l’avis du {day}" if electronic else f"la première présentation, le {day},"
    if letter.outcome in _GONE:
        how = "Refusée" if letter.outcome is DeliveryOutcome.REFUSED else "Non réclamée"
        ruling = f"{UNCLAIMED_RULING}, rendu pour une lettre papier" if electronic else UNCLAIMED_RULING
        return Start(letter.presented_on, _said(f"{how}, elle reste valable : {which} compte ({ruling})."))
    waits = "l’acceptation" if electronic else "la réception"
    sentence = f"{which[:1].upper()}{which[1:]} est retenu{'' if electronic else 'e'} tant que {waits} n’est pas notée."
    return Start(letter.presented_on, _said(sentence), provisional=True)


def _said(sentence: str) -> str:
    return formats.typographic(sentence)


def time_left(letter: Letter) -> str:
    """What to say of the date that the letter gives, which receipt does not move; empty while it leaves enough days."""
    start = starts(letter)
    if start is None or letter.reply_by is None:
        return ""
    days = (letter.reply_by - start.day).days
    if days >= SHORT_DAYS:
        return ""
    left = f"ne laisse que {formats.count(days, 'jour')}" if days > 0 else "ne laisse aucun jour"
    written = formats.date_long(letter.reply_by)
    return formats.typographic(
        f"La date écrite dans la lettre, le {written}, ne change pas, mais elle {left} après ce jour : attendez un peu avant "
        f"d’aller plus loin, le délai doit être raisonnable ({REASONABLE})."
    )


def may_be_accepted_until(letter: Letter, law: Law) -> deadlines.Deadline | None:
    """The last day on which the addressee may accept an electronic registered letter; ``None`` for another, or before its notice.

    Code des postes et des communications électroniques, R53-3.
    """
    if letter.send_method is not SendMethod.ELECTRONIC or letter.presented_on is None:
        return None
    return deadlines.compute(DeadlineName.LRE_ACCEPTANCE, letter.presented_on, law)
