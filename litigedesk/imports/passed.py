"""Lines that are no record: totals under the table, and the names of columns when they come back."""

import re
from collections.abc import Sequence
from typing import Final

from litigedesk.exchange.tables import Cell, Table, shown
from litigedesk.formats import folded
from litigedesk.imports.lines import Line

_TOTALS: Final = frozenset({"total", "totaux", "sous", "soustotal", "grand", "somme", "cumul"})
_BESIDE: Final = frozenset(
    {"general", "generale", "ttc", "ht", "tva", "eur", "euros", "facture", "factures", "client", "clients", "avoirs", "lignes",
     "de", "des", "du", "la", "le", "les", "periode", "mois", "annee", "exercice", "et", "a", "payer", "net", "hors", "taxes"}
)  # fmt: skip
_LONGEST: Final = 60  # characters of such a cell
_LAST: Final = 5  # rows at the end among which totals stand
TOTAL: Final = "Ligne de total."
NAMES_AGAIN: Final = "Les noms des colonnes, à nouveau."


def why_passed(table: Table, place: int, line: Line, named: Sequence[str], never: Sequence[str]) -> str:
    """Why the row at a place is no record, in French; empty when it may be one.

    ``named`` are the fields that name a record, ``never`` those that a line of totals leaves empty.
    """
    cells = table.rows[place].cells
    if table.head_line and cells[0] == table.columns[0] and all(map(_same, cells, table.columns)):
        return NAMES_AGAIN
    first = next((shown(cell).strip() for cell in cells if cell != ""), "")
    if not first or not _is_total(first) or any(line.said(key) for key in never):
        return ""
    last = place >= len(table.rows) - _LAST
    return TOTAL if last or not any(line.said(key) for key in named) else ""


def _same(cell: Cell, name: str) -> bool:
    return folded(shown(cell)) == folded(name)


def _is_total(text: str) -> bool:
    """Whether a cell says « Total », with nothing beside it but what is totalled."""
    if len(text) > _LONGEST or text[:1] not in "tsgcTSGC":
        return False
    words = re.findall(r"[a-z]+", folded(text))
    return bool(words) and words[0] in _TOTALS and all(word in _TOTALS | _BESIDE for word in words)
