"""What the rows of a list are sorted by in one column, each read once; text as French dictionaries have it."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCollator, QLocale

from litigedesk.domain.money import Money
from litigedesk.formats import folded

from .per_row import PerRow

R = TypeVar("R")

_collator = QCollator(QLocale(QLocale.Language.French, QLocale.Country.France))


class SortKeys(Generic[R]):
    """One key for each row, ``None`` where it has no value; numbers, which sort ten times faster than what they stand for."""

    def __init__(self, value: Callable[[R], Any]) -> None:
        self._values: PerRow[R, Any] = PerRow(lambda row: _number(value(row)))
        self._ranks: dict[str, int] = {}

    def of(self, rows: Sequence[R]) -> list[Any]:
        """The key of each of these rows, in their order."""
        values = self._values.of(rows)
        if str not in set(map(type, values)):
            return values
        texts = set(values) - {None}
        if not texts <= self._ranks.keys():
            self._ranks = _ranked(texts)
        return list(map(self._ranks.get, values))

    def fill(self, rows: Sequence[R]) -> None:
        """Read the values of these rows now."""
        self._values.fill(rows)


def _number(value: Any) -> Any:
    if isinstance(value, Money):
        return value.cents
    return value.toordinal() if type(value) is date else value


def _ranked(texts: set[str]) -> dict[str, int]:
    """The place of each text in a French dictionary; texts that it does not tell apart have the same."""
    keyed = [(_collator.sortKey(text), text) for text in sorted(texts, key=folded)]  # nearly right: fewer to compare
    keyed.sort(key=itemgetter(0))
    ranks: dict[str, int] = {}
    before, rank = None, 0
    for key, text in keyed:
        rank = len(ranks) if before is None or before < key else rank
        ranks[text] = rank
        before = key
    return ranks
