"""What the user asks of a list: words, chip, facets and order; written as JSON to be remembered, read back whatever it holds."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from litigedesk import formats
from litigedesk.facets import AnyFacet, Asked, tests, words_of

from .per_row import PerRow

R = TypeVar("R")


@dataclass(frozen=True)
class ListQuery:
    """Words typed in the filter, the key of the chip, and by facet the keys of what was chosen."""

    text: str = ""
    chip: str = ""
    facets: Asked = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than a chip."""
        return bool(self.text) or any(self.facets.values())


@dataclass(frozen=True)
class ListState:
    """A question with the order of its answer: the title of the column sorted by, and which way."""

    query: ListQuery
    sort: str = ""
    descending: bool = False

    def written(self) -> str:
        """As JSON."""
        query = self.query
        asked = {key: list(values) for key, values in query.facets.items() if values}
        told = {"text": query.text, "chip": query.chip, "facets": asked, "sort": self.sort, "down": self.descending}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read_state(text: str) -> ListState | None:
    """What was written; ``None`` for what cannot be read. What is not of the right kind counts as not asked."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    query = ListQuery(_text(told.get("text")), _text(told.get("chip")), _asked(told.get("facets")))
    return ListState(query, _text(told.get("sort")), told.get("down") is True)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _asked(value: Any) -> Asked:
    if not isinstance(value, Mapping):
        return {}
    return {
        key: tuple(one for one in values if isinstance(one, str))
        for key, values in value.items()
        if isinstance(values, list)
    }


class Haystack:
    """Rows with what a filter looks at, folded once: typing then costs no more than looking."""

    def __init__(self, rows: Sequence[R], texts: PerRow[R, str] | None) -> None:
        self.rows: list[Any] = list(rows)
        self._texts = texts
        self._folded: list[str] | None = None

    def narrowed(self, query: ListQuery, facets: Sequence[AnyFacet[Any]]) -> list[Any]:
        """The rows that stay, in their order; every word typed must be in a row."""
        rows, words = self.rows, words_of(query.text)
        if words and self._texts is not None:
            if self._folded is None:
                self._folded = self._texts.of(rows)
            folded = self._folded
            first, *others = words
            places = [place for place, held in enumerate(folded) if first in held]
            for word in others:
                places = [place for place in places if word in folded[place]]
            rows = [rows[place] for place in places]
        for stays in tests(facets, query.facets):
            rows = [row for row in rows if stays(row)]
        return rows


def folded_once(searched: Callable[[R], str]) -> PerRow[R, str]:
    """What a filter looks at in each row, without case or accents."""
    return PerRow(lambda row: formats.folded(searched(row)))
