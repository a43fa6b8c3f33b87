"""French spacing in sentences, and the names of the months: little to import, since the window shows words before anything else."""

import re
from functools import lru_cache

NARROW = "\u202f"  # narrow no-break space: thousands, before ; ! ? % and inside « »
NBSP = "\u00a0"  # no-break space: before : and €

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_MONTH_NAMES = "|".join(MONTHS)
_SPACED = (  # what is between two signs, and what must be there; compiled once, since every sentence passes here
    (re.compile(r"«\s*"), f"«{NARROW}"),
    (re.compile(r"\s*»"), f"{NARROW}»"),
    (re.compile(r" (?<=\d )(?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"[ \u00a0\u202f]+(?=[;!?%])"), NARROW),
    (re.compile(r"[ \u00a0\u202f]+(?=[:€])"), NBSP),
)
_DATE = re.compile(rf"(?<!\d)(\d{{1,2}}|1er) ({_MONTH_NAMES})\b(?: (?=\d{{4}}))?")
_CODES = ("com\\.", "civ\\.", "conso\\.", "conso", "trav\\.", "ass\\.", "CPC", "CPCE", "CCP")
_BOUND = re.compile(  # a word and its number stay on one line; so does « C. com. » with its article
    r" (?:(?<=n° )(?=\w)|(?<=\bart\. )(?=\w)|(?<=\barticle )(?=[LRDA]?\d)|(?<=\d )(?=(?:jours?|ans?|mois|points?)\b)"
    r"|(?<=\d, )(?=\d+°)|(?<=\bC\. )(?=[a-z])|(?<=\bCass\. )(?=[a-z\d])|(?<=\bconso\. )(?=art\.)|"
    + "|".join(rf"(?<=\b{code} )(?=[LRDA]?\d)" for code in _CODES)
    + ")"
)


@lru_cache(maxsize=2048)
def typographic(text: str) -> str:
    """French spacing and apostrophes in running text: U+202F before ``; ! ?`` and ``%``, U+00A0 before ``:`` and ``€``.

    Keeps ``C. com. L441-10`` and ``15 jours`` on one line. Idempotent. Leaves times (``10:30``), addresses of sites and
    e-mail addresses alone.
    """
    text = text.replace("'", "’").replace("...", "…")
    for between, put in _SPACED:
        text = between.sub(put, text)
    return _BOUND.sub(NBSP, _DATE.sub(_join_date, text))


def _join_date(match: re.Match[str]) -> str:
    tail = NBSP if match[0].endswith(" ") else ""
    return f"{match[1]}{NBSP}{match[2]}{tail}"
