"""Answers a question: the records of each kind that hold every word of it, the best first, or else names that come near."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from litigedesk.search.index import Index
from litigedesk.search.kinds import KINDS, NAMED
from litigedesk.search.words import Asked, asked, plain

SHOWN: Final = 5  # of each kind
LOOKED_AT: Final = 40  # of each kind, the newest: among them the best are chosen
LOOKED_AT_BY_NAME: Final = 300  # an old client is looked for as often as a new one
NEAREST: Final = 6  # names that do as well as a word that nobody is called
_FEWEST = 4  # letters of a word that may be mistyped
_LONG = 8  # letters from which two mistakes are forgiven
_NAMES_IT = 2  # the merit from which a record is what was meant


@dataclass(frozen=True)
class Hit:
    """A record found: its kind, its id, and its merit, 3 for one that is called so and 0 for one found by what is around it."""

    kind: str
    id: int
    merit: int


@dataclass(frozen=True)
class Group:
    """The records of one kind, the best first; ``more`` when there are others, ``near`` when they are only called nearly so."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool
    near: bool = False


@dataclass(frozen=True)
class Answer:
    """What a question found, and the names that stood for words nobody is called."""

    groups: tuple[Group, ...] = ()
    near: tuple[str, ...] = ()


def find(index: Index, question: str, only: Collection[str] = (), most: int = SHOWN) -> Answer:
    """The answer, of these kinds only when some are named; what was meant first. ``IndexBusy`` or ``IndexLost`` as for ``rows``."""
    wanted = asked(question)
    if not wanted:
        return Answer()
    kinds = [kind.name for kind in KINDS if not only or kind.name in only]
    groups = list(_groups(index, question, wanted, kinds, most))
    meant = sorted(groups, key=lambda group: group.hits[0].merit < _NAMES_IT)
    alone = len(wanted) == 1 and not any(group.kind in NAMED for group in groups)
    if groups and not alone:
        return Answer(tuple(meant))
    others, names = _nearly(index, wanted)
    if not names:
        return Answer(tuple(meant))
    tried = [kind for kind in kinds if kind in NAMED] if groups else kinds
    near = [Group(one.kind, one.hits, one.more, near=True) for one in _groups(index, question, others, tried, most)]
    return Answer((*meant, *near), names if near else ())


def holds(wanted: Collection[Asked], held: Collection[str]) -> bool:
    """Whether these words hold all that a question asks for."""
    return all(any(_holds(held, way) for way in one.ways) for one in wanted)


def merit(question: str, own: str, wanted: Collection[Asked]) -> int:
    """How much a record called ``own`` is what was meant: 3 when it begins with these words, 1 when it has their beginnings."""
    return Merit(question, wanted).of(own)


class Merit:
    """The same for many records: what is looked for in each is put together once."""

    def __init__(self, question: str, wanted: Collection[Asked]) -> None:
        self._begins = tuple(_beginnings(question, wanted))
        # Of each way, its words as they stand among others, and the last as it begins there.
        self._ways = [[(tuple(f" {word} " for word in way[:-1]), f" {way[-1]}") for way in one.ways] for one in wanted]

    def of(self, own: str) -> int:
        """The merit of a record called ``own``."""
        among = f" {own} "
        if not all(any(_among(among, whole, last) for whole, last in ways) for ways in self._ways):
            return 0
        begins = among.startswith(self._begins, 1)
        complete = all(any(_among(among, whole, f"{last} ") for whole, last in ways) for ways in self._ways)
        return 3 if begins and complete else 2 if begins or complete else 1


def _among(among: str, whole: tuple[str, ...], last: str) -> bool:
    return last in among and all(word in among for word in whole)


def _beginnings(question: str, wanted: Collection[Asked]) -> Iterator[str]:
    yield " ".join(plain(question).split())
    yield " ".join(one.ways[0][0] for one in wanted)
    yield " ".join(word for one in wanted for word in one.ways[-1])


def _groups(
    index: Index, question: str, wanted: Collection[Asked], kinds: Collection[str], most: int
) -> Iterator[Group]:
    merits = Merit(question, wanted)
    expression = " AND ".join(f"({' OR '.join(_way(way) for way in one.ways)})" for one in wanted)
    for kind in kinds:
        looked_at = max(most + 1, LOOKED_AT_BY_NAME if kind in NAMED else LOOKED_AT)
        asked_for = (
            f"SELECT rowid, own FROM find_{kind} WHERE find_{kind} MATCH ? ORDER BY rowid DESC LIMIT {looked_at}"
        )
        found = index.rows(asked_for, (f"{{own}}: ({expression})",))
        if len(found) <= most:
            found += index.rows(asked_for, (expression,))
        hits = [Hit(kind, record_id, merits.of(own)) for record_id, own in dict(found).items()]
        hits.sort(key=lambda hit: (-hit.merit, -hit.id))
        if hits:
            yield Group(kind, tuple(hits[:most]), len(hits) > most)


def _way(words: tuple[str, ...]) -> str:
    """Every word whole but the last, of which the beginning will do."""
    quoted = " AND ".join(f'"{word}"' for word in words)
    return f"({quoted}*)"


def _holds(held: Collection[str], way: tuple[str, ...]) -> bool:
    return all(word in held for word in way[:-1]) and any(word.startswith(way[-1]) for word in held)


def _nearly(index: Index, wanted: Collection[Asked]) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """The question with the names that come near to its words, and these names."""
    others: list[Asked] = []
    names: list[str] = []
    for one in wanted:
        near = _near(one.word, index.names)
        others.append(one.or_words(near))
        names += near
    return tuple(others), tuple(dict.fromkeys(names))


def _near(word: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that differ least from a word, or begin so: by one letter, or two neighbours swapped; twice in a long word."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < _FEWEST or not word.isalpha():
        return ()
    allowed = 2 if len(word) >= _LONG else 1
    begun = [name[: len(word)] for name in names]
    found: dict[str, float] = {}
    for choices in (names, begun):
        for _, distance, place in process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=NEAREST
        ):
            if distance:
                found[names[place]] = min(distance, found.get(names[place], distance))
    least = min(found.values(), default=0)
    return tuple(name for name, distance in sorted(found.items(), key=lambda one: one[1]) if distance == least)[
        :NEAREST
    ]
