"""What the label of a bank line says: the number of an invoice, the name of a client, however the bank wrote them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from litigedesk.domain.vocabulary import PaymentMethod
from litigedesk.formats import folded

CLOSE: Final = 88  # of 100: how near the words of a name must be, a cut or mistyped word allowed
ALIKE: Final = 80  # of 100: the same of one word
SHORT: Final = 4  # digits: fewer of them alone are only believed after the word « facture »
TELLING: Final = 3  # signs, letters among them, that tell an invoice by themselves: « F-77 » is one
# Words of every bank label and of every firm: they tell nobody from anybody.
_COMMON: Final = frozenset(
    {
        "vir", "virt", "virement", "virements", "sepa", "inst", "instantane", "recu", "emis", "de", "du", "des",
        "le", "la", "les", "et", "en", "ou", "a", "au", "aux", "d", "l", "par", "pour", "chez", "sur", "sarl",
        "sas", "sasu", "eurl", "sa", "sci", "scop", "snc", "selarl", "ei", "eirl", "gie", "m", "mr", "mme", "mlle",
        "monsieur", "madame", "ste", "societe", "ets", "etablissements", "fact", "facture", "factures", "fac",
        "ref", "reference", "motif", "remise", "cheque", "chq", "paiement", "reglement", "europeen", "web", "net",
        "banque", "bq", "compte", "cpt", "eur", "euros", "france", "ecom", "cb", "carte",
    }
)  # fmt: skip
# Days, and sums with their cents: the digits of a number may stand in them by chance.
_DAYS_AND_SUMS: Final = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}/\d{1,2}"
    r"|\d{1,3}(?:[ .]?\d{3})*[.,]\d{2})(?!\d)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_INTRODUCES: Final = r"(?:factures?|fact|fac|fc|f|ref|no|n)[\W_]{0,3}"

_METHODS: Final = (
    (PaymentMethod.CHEQUE, re.compile(r"\b(?:rem(?:ise)?\W+(?:de\W+)?)?(?:cheques?|chq)\b")),
    (PaymentMethod.CARD, re.compile(r"\b(?:cb|carte|stripe|sumup|zettle)\b")),
    (PaymentMethod.CASH, re.compile(r"\b(?:especes|versement esp)\b")),
    (PaymentMethod.DIRECT_DEBIT, re.compile(r"\b(?:prlv|prelevement)\b")),
)


def cites(label: str, number: str) -> bool:
    """Whether a label holds the number of an invoice, whatever stands between its signs; never a part of a longer number.

    Digits alone are believed after the word « facture », or where they are neither a day, a year nor a sum.
    """
    signs, told = _signs(number), folded(label)
    if not any(sign.isdigit() for sign in signs) or signs not in _signs(label):
        return False
    if not signs.isdigit():
        return (_after_the_word if len(signs) < TELLING else _anywhere)(signs).search(told) is not None
    if _after_the_word(signs).search(told) is not None:
        return True
    tells = len(signs) >= SHORT and _YEAR.fullmatch(signs) is None
    return tells and _anywhere(signs).search(_DAYS_AND_SUMS.sub(" x ", told)) is not None


@lru_cache(maxsize=8192)
def _signs(text: str) -> str:
    return re.sub(r"[\W_]+", "", folded(text))


@lru_cache(maxsize=8192)
def _anywhere(signs: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){_spaced(signs)}" if not signs[0].isdigit() else rf"(?<!\d){_spaced(signs)}")


@lru_cache(maxsize=8192)
def _after_the_word(signs: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){_INTRODUCES}0*{_spaced(signs)}")


def _spaced(signs: str) -> str:
    end = r"(?!\d)" if signs[-1].isdigit() else r"(?![^\W_])"
    return r"[\W_]{0,3}".join(map(re.escape, signs)) + end


class Numbers:
    """The invoices by their numbers."""

    def __init__(self, numbers: Mapping[int, str]) -> None:
        held = [(key, _signs(number), number) for key, number in numbers.items()]
        self._held = [one for one in held if any(sign.isdigit() for sign in one[1])]

    def cited(self, label: str) -> set[int]:
        """Those whose number a label holds."""
        told = _signs(label)
        return {key for key, signs, number in self._held if signs in told and cites(label, number)}


class Names:
    """The clients by the words of their names, without those that tell nobody apart."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._ids = list(names)
        self._words = [_telling(name) for name in names.values()]
        self._glued = [words.replace(" ", "") for words in self._words]

    def near(self, label: str) -> set[int]:
        """Those whose name a label holds: its words in any order, cut short or mistyped a little, or run together."""
        from rapidfuzz import fuzz, process

        told = _telling(label)
        if not told:
            return set()
        glued = told.replace(" ", "")
        found = {self._ids[place] for place, one in enumerate(self._glued) if len(one) >= 6 and one in glued}
        close = process.extract(told, self._words, scorer=fuzz.token_set_ratio, score_cutoff=CLOSE, limit=None)
        return found | {self._ids[place] for words, _, place in close if words and _say_the_same(words, told)}


def _say_the_same(name: str, told: str) -> bool:
    """Whether a label has every word of a name, or no other: « cabinet Durand » is not « cabinet Martin », long as both may be."""
    ours, theirs = name.split(), told.split()
    return _all_among(ours, theirs) or _all_among(theirs, ours)


def _all_among(words: list[str], others: list[str]) -> bool:
    from rapidfuzz import fuzz

    def alike(one: str, other: str) -> bool:
        cut = min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
        return one == other or cut or fuzz.ratio(one, other) >= ALIKE

    return all(any(alike(one, other) for other in others) for one in words)


def _telling(text: str) -> str:
    """The words of a text that tell something, sums and dates left out."""
    words = re.findall(r"[^\W_]+", folded(text))
    return " ".join(word for word in words if word not in _COMMON and not word.isdigit())


def method(label: str) -> PaymentMethod:
    """How the money came, as the label tells; a transfer when it does not."""
    words = folded(label)
    return next((how for how, told in _METHODS if told.search(words)), PaymentMethod.TRANSFER)
