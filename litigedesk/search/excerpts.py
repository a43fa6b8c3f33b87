"""Where the words of a question stand in what is shown: a short excerpt of a long text, and the signs to set in bold."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from litigedesk.search.words import Asked, asked, places, plain

BEFORE: Final = 28  # characters shown around: a narrow line still shows the words
AFTER: Final = 120
_WINDOW = 2_000  # characters looked at together
_SPACES = re.compile(r"\s+")

Mark = tuple[int, int]


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text on one line, with « … » where it is cut, and where the words stand in it."""

    text: str
    marks: tuple[Mark, ...]


def marks(text: str, wanted: Collection[Asked]) -> tuple[Mark, ...]:
    """The parts of a line or two that are what a question asks for, in order and apart."""
    ends = tuple({way[-1] for one in wanted for way in one.ways})
    flat = "".join(filter(str.isalnum, plain(text)))
    if not any(end in flat for end in ends):  # most lines, at each key
        return ()
    whole = {word for one in wanted for way in one.ways for word in way[:-1]}
    found = sorted(
        (start, _until(start, end, word, ends))
        for start, end, word in places(text)
        if word in whole or word.startswith(ends)
    )
    apart: list[Mark] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def excerpt(text: str, question: str) -> Excerpt | None:
    """The part of a text that holds most of what a question asks for; ``None`` when it holds nothing of it."""
    wanted = asked(question)
    best, most = -1, 0
    for start in range(0, len(text), _WINDOW):
        window = plain(text[start : start + _WINDOW + AFTER])
        held = sum(any(way[-1] in window for way in one.ways) for one in wanted)
        if held > most:
            if not marks(text[start : start + _WINDOW + AFTER], wanted):
                continue  # within other words only
            best, most = start, held
        if most == len(wanted):
            break
    return None if best < 0 else _cut(text, best, wanted)


def _cut(text: str, start: int, wanted: Collection[Asked]) -> Excerpt:
    first, _ = marks(text[start : start + _WINDOW + AFTER], wanted)[0]
    begin, end = max(0, start + first - BEFORE), start + first + AFTER
    shown = _SPACES.sub(" ", text[begin:end])
    before = shown.find(" ") + 1 if begin else 0
    after = shown.rfind(" ") if end < len(text) else len(shown)
    line = f"{'…' if begin else ''}{shown[before : max(after, before)].strip()}{'…' if end < len(text) else ''}"
    return Excerpt(line, marks(line, wanted))


def _until(start: int, end: int, word: str, ends: tuple[str, ...]) -> int:
    """The end of what was typed of a word; of the whole word when its signs are not those shown."""
    typed = max((len(one) for one in ends if word.startswith(one)), default=len(word))
    return start + typed if end - start == len(word) else end
