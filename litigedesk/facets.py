"""What a list can be narrowed by beside words: facets whose choices combine, each told in words. Pure: rows are handed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from litigedesk import formats
from litigedesk.domain.money import Money

R = TypeVar("R")
Asked: TypeAlias = Mapping[str, tuple[str, ...]]  # by facet, the keys of what was chosen
_TO = ".."  # between the two cents of a range


@dataclass(frozen=True)
class Choice(Generic[R]):
    """One thing to choose: its key, its words, and whether a row has it."""

    key: str
    label: str
    holds: Callable[[R], bool]


@dataclass(frozen=True)
class Facet(Generic[R]):
    """A few choices; a row stays when it has one of those chosen. With ``exclusive`` one at most is chosen."""

    key: str
    label: str
    choices: tuple[Choice[R], ...]
    exclusive: bool = False

    def known(self, values: Iterable[str]) -> tuple[str, ...]:
        """What of these values can be chosen here, each once."""
        held = {choice.key for choice in self.choices}
        kept = tuple(dict.fromkeys(value for value in values if value in held))
        return kept[:1] if self.exclusive else kept

    def test(self, values: Sequence[str]) -> Callable[[R], bool]:
        """Whether a row stays."""
        chosen = [choice.holds for choice in self.choices if choice.key in values]
        if len(chosen) == 1:  # as a rule, and lists are long
            return chosen[0]
        return lambda row: any(holds(row) for holds in chosen)

    def words(self, value: str) -> str:
        """What a chosen value says, such as « Étape : amiable »."""
        label = next(choice.label for choice in self.choices if choice.key == value)
        return f"{self.label} : {label[:1].lower()}{label[1:]}"


@dataclass(frozen=True)
class Among(Generic[R]):
    """One of the texts that the rows have, such as a town."""

    key: str
    label: str
    text: Callable[[R], str]

    def known(self, values: Iterable[str]) -> tuple[str, ...]:
        """The first value: any text may be asked for, even one that no row has any more."""
        return tuple(value for value in values if value)[:1]

    def test(self, values: Sequence[str]) -> Callable[[R], bool]:
        """Whether a row stays."""
        wanted = {formats.folded(value) for value in values}
        folded = lru_cache(maxsize=None)(formats.folded)  # a list has few towns
        return lambda row: folded(self.text(row)) in wanted

    def words(self, value: str) -> str:
        """« Ville : Lyon »."""
        return f"{self.label} : {value}"

    def texts(self, rows: Iterable[R]) -> list[str]:
        """What there is to choose from, in order, each once but for case and accents."""
        last_first = dict.fromkeys(reversed([text for row in rows if (text := self.text(row))]))
        found: dict[str, str] = {}
        for text in last_first:
            found.setdefault(formats.folded(text), text)
        return [found[key] for key in sorted(found)]


@dataclass(frozen=True)
class Between(Generic[R]):
    """A sum from one amount to another, both included; either may be left open. A row without a sum does not stay."""

    key: str
    label: str
    amount: Callable[[R], Money | None]

    def known(self, values: Iterable[str]) -> tuple[str, ...]:
        """The range, when it is one that closes in on something."""
        return tuple(value for value in values if any(end is not None for end in span(value)))[:1]

    def test(self, values: Sequence[str]) -> Callable[[R], bool]:
        """Whether a row stays."""
        least, most = span(values[0]) if values else (None, None)

        def holds(row: R) -> bool:
            amount = self.amount(row)
            return amount is not None and (least is None or least <= amount) and (most is None or amount <= most)

        return holds

    def words(self, value: str) -> str:
        """« Somme : de 1 000,00 € à 5 000,00 € »."""
        least, most = span(value)
        if least is None:
            return f"{self.label} : jusqu’à {formats.money(most)}" if most is not None else self.label
        if most is None:
            return f"{self.label} : à partir de {formats.money(least)}"
        return f"{self.label} : de {formats.money(least)} à {formats.money(most)}"


AnyFacet: TypeAlias = Facet[R] | Among[R] | Between[R]


def ranged(least: Money | None, most: Money | None) -> str:
    """The value of a ``Between`` for these two amounts; empty when both are open."""
    if least is None and most is None:
        return ""
    return f"{'' if least is None else least.cents}{_TO}{'' if most is None else most.cents}"


def span(value: str) -> tuple[Money | None, Money | None]:
    """The two amounts of such a value; what cannot be read is open."""
    first, _, last = value.partition(_TO)
    least, most = (Money(int(end)) if _is_cents(end) else None for end in (first, last))
    return least, most


def _is_cents(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) < 15


def known(facets: Iterable[AnyFacet[R]], asked: Asked) -> dict[str, tuple[str, ...]]:
    """What these facets understand of what was asked, maybe by an older version of the program."""
    found = {facet.key: facet.known(asked.get(facet.key, ())) for facet in facets}
    return {key: values for key, values in found.items() if values}


def tests(facets: Iterable[AnyFacet[R]], asked: Asked) -> list[Callable[[R], bool]]:
    """What a row must satisfy to stay: one test for every facet of which something was chosen."""
    return [facet.test(asked[facet.key]) for facet in facets if asked.get(facet.key)]


def told(facets: Iterable[AnyFacet[R]], asked: Asked) -> list[tuple[str, str, str]]:
    """What was asked, each as its facet's key, its value and its words."""
    return [
        (facet.key, value, facet.words(value)) for facet in facets for value in facet.known(asked.get(facet.key, ()))
    ]


def words_of(text: str) -> tuple[str, ...]:
    """What is looked for in rows: each word typed, without case or accents."""
    return tuple(formats.folded(text).split())
