"""Which column of a statement of account is what: told by its name, else by what it holds, else by the user."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from statistics import mean
from typing import Final

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.exchange.tables import Cell, Table, shown
from litigedesk.formats import folded, parse_money, typographic


class BankField(Labelled):
    """What a column of a statement holds."""

    DATE = "date", "Date de l’opération"
    LABEL = "label", "Libellé"
    AMOUNT = "amount", "Montant, avec son signe"
    CREDIT = "credit", "Crédit : ce qui est entré"
    DEBIT = "debit", "Débit : ce qui est sorti"
    DIRECTION = "direction", "Sens : débit ou crédit"
    MARK = "mark", "Référence donnée par la banque"
    CURRENCY = "currency", "Devise"
    STATE = "state", "État : exécutée, en attente, refusée"


SEVERAL: Final = frozenset({BankField.LABEL})  # that several columns may hold together
Fields = tuple[BankField | None, ...]

# How French banks and online accounts name them, the likeliest first.
_REFERENCE: Final = r"reference(?: .*)?|ref\.?"
_EUROS: Final = r"(?: ?\(?(?:en )?(?:euros?|eur|€)\)?)?"
_NAMES: Final[tuple[tuple[BankField, str], ...]] = (
    (BankField.DATE, r"date ?op(?:eration)?|date (?:de l'?)?operation|date (?:de )?comptab\w*|date|booking date|jour"),
    (BankField.DATE, r"completed date|date de fin|date d'execution|date de valeur|date ?val(?:eur)?|valeur|value date"),
    (
        BankField.DATE,
        r"(?:settlement|operation|completed|started) date \(.*\)|date (?:de |de l')?(?:valeur|operation) \(.*\)",
    ),
    (BankField.AMOUNT, rf"(?:montant|amount)(?: (?:de l'|de )?(?:operation|transaction))?(?: net)?{_EUROS}"),
    (BankField.AMOUNT, r"(?:montant total|total amount) \((?:ttc|incl\. vat)\)|avant commission|brut|gross"),
    (BankField.CREDIT, rf"credits?{_EUROS}|entrees?|recettes?|encaissements?|money in"),
    (BankField.DEBIT, rf"debits?{_EUROS}|sorties?|depenses?|decaissements?|money out"),
    (BankField.DIRECTION, r"sens(?: .*)?|d/c|c/d|debit ?/ ?credit|credit ?/ ?debit|side|direction"),
    (
        BankField.LABEL,
        r"libelles?(?: .*)?|label|description|details?(?: .*)?|nature(?: .*)?|intitule|motif|communication",
    ),
    (BankField.LABEL, r"informations? complementaires?|payee|partner name|payment reference|memo|contrepartie|tiers"),
    (
        BankField.LABEL,
        r"nom(?: de la contrepartie)?|emetteur|beneficiaire.*|donneur d'ordre|supplierfound|commentaires?",
    ),
    (BankField.LABEL, r"counterparty name|payer"),
    (BankField.MARK, r"transaction id|(?:id|numero)(?: de)?(?: la)? transaction|identifiant.*|id"),
    (BankField.MARK, _REFERENCE),
    (BankField.LABEL, _REFERENCE),  # beside a mark, the words of whoever paid
    (BankField.CURRENCY, r"devise|currency|monnaie"),
    (BankField.STATE, r"state|etat|status|statut"),
)
_PATTERNS: Final = tuple((field, re.compile(pattern)) for field, pattern in _NAMES)
_KNOWN_TOO: Final = re.compile(
    r"solde|balance|categorie.*|category.*|sous categorie|type(?: .*)?|accountnum|pointage.*"
)
_SAMPLE: Final = 200  # rows looked at for what columns hold
DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})")
_OUT: Final = re.compile(r"d|db|dr|dbit|debits?|-|out|sorties?|sortant|emis")
_IN: Final = re.compile(r"c|cr|crdt|credits?|\+|in|entrees?|entrant|recus?")
_NOT_DONE: Final = re.compile(
    r"(?:declined|cancell?ed|pending|reverted|failed|en attente|en cours|a venir|refusee?|rejetee?|annulee?|echouee?|echec)\b.*"
)
_NOT_FOR_SUMS: Final = re.compile(r"\b(?:eur|euros?)\b|€", re.IGNORECASE)


def propose(table: Table) -> Fields:
    """What the names of columns tell, then what their cells do; one column for each, labels apart."""
    fields: list[BankField | None] = [None] * len(table.columns)
    names = [plain(name) for name in table.columns]
    for field, pattern in _PATTERNS:
        if field not in SEVERAL and field in fields:
            continue
        for place, name in enumerate(names):
            if fields[place] is None and pattern.fullmatch(name):
                fields[place] = field
                if field not in SEVERAL:
                    break
    return tuple(_by_content(table, fields))


def with_field(fields: Fields, column: int, chosen: BankField | None) -> Fields:
    """The columns once the user gave one another meaning: what only one may hold leaves its former column."""
    kept = [None if one is chosen and chosen not in SEVERAL else one for one in fields]
    kept[column] = chosen
    return tuple(kept)


def missing(fields: Fields) -> str:
    """What the user must still say, in a sentence; empty when the lines can be read."""
    lacking = [] if BankField.DATE in fields else ["la date"]
    if not {BankField.AMOUNT, BankField.CREDIT} & set(fields):
        lacking.append("le montant ou le crédit")
    if BankField.LABEL not in fields:
        lacking.append("le libellé")
    return typographic(f"Dites encore quelle colonne porte {', '.join(lacking)}.") if lacking else ""


def is_known(name: str) -> bool:
    """Whether banks call a column so."""
    said = plain(name)
    return any(pattern.fullmatch(said) for _, pattern in _PATTERNS) or _KNOWN_TOO.fullmatch(said) is not None


def plain(name: str) -> str:
    """The name of a column without case, accents and odd spaces."""
    return re.sub(r"[\s_]+", " ", folded(name).replace("’", "'")).strip()


def _by_content(table: Table, fields: list[BankField | None]) -> list[BankField | None]:
    """Fill what the names did not tell: dates, sums, and the longest text."""
    columns = [[row.cells[place] for row in table.rows[:_SAMPLE]] for place in range(len(fields))]
    free = [place for place, field in enumerate(fields) if field is None]
    if BankField.DATE not in fields:
        _give(fields, free, BankField.DATE, lambda place: _share(columns[place], _is_date))
    if not {BankField.AMOUNT, BankField.CREDIT} & set(fields) and not table.head_line:
        _give(fields, free, BankField.AMOUNT, lambda place: _share(columns[place], _is_sum))
    if BankField.LABEL not in fields:
        lengths = {place: mean(len(shown(cell)) for cell in columns[place] or [""]) for place in free}
        longest = max(free, key=lambda place: lengths[place], default=None)
        if longest is not None and lengths[longest] >= 8:
            fields[longest] = BankField.LABEL
    return fields


def _give(fields: list[BankField | None], free: list[int], field: BankField, share: Callable[[int], float]) -> None:
    best = max(free, key=share, default=None)
    if best is not None and share(best) >= 0.8:
        fields[best] = field
        free.remove(best)


def _share(cells: Sequence[Cell], fits: Callable[[Cell], bool]) -> float:
    filled = [cell for cell in cells if cell != ""]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_date(cell: Cell) -> bool:
    text = shown(cell)
    return isinstance(cell, date) or (DAY.match(text) or re.match(r"\d{4}-\d\d-\d\d", text)) is not None


def _is_sum(cell: Cell) -> bool:
    try:
        return bool(amount_of(cell)) and not _is_date(cell)
    except ValueError:
        return False


def amount_of(cell: Cell) -> Money:
    """``1 234,56``, ``+12.5 EUR``, ``45,90-``, ``(45,90)``; ``ValueError`` when it is none, as beyond a cent."""
    if isinstance(cell, date):
        raise ValueError(cell)
    if isinstance(cell, Decimal):
        return parse_money(f"{cell:f}", grouped=False)
    text = _NOT_FOR_SUMS.sub("", cell).strip()
    if len(text) > 1 and (text.endswith("-") or (text[0] == "(" and text[-1] == ")")):
        return -parse_money(text.strip("()").rstrip("-"))
    return parse_money(text)


def is_done(cell: Cell) -> bool:
    """Whether a column that tells the state of movements does not say that this one waits, or never was."""
    return _NOT_DONE.fullmatch(plain(shown(cell))) is None


def leaves(cell: Cell) -> bool | None:
    """Whether a column that tells debit from credit says that the money left; ``None`` when it says nothing.

    ``ValueError`` for other words.
    """
    said = plain(shown(cell))
    if not said:
        return None
    if _OUT.fullmatch(said):
        return True
    if _IN.fullmatch(said):
        return False
    raise ValueError(said)
