"""The legal words that screens use, each explained in a sentence or two for somebody who is no lawyer."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from litigedesk import formats
from litigedesk.errors import BugError
from litigedesk.help.toml_file import Row, day, rows, text

SHOWN = 2  # words explained together on hover: more would hide the screen


@dataclass(frozen=True)
class Term:
    """One word: the forms it is recognised by, what it means, the article it rests on and when that was read."""

    key: str
    word: str
    forms: tuple[str, ...]
    text: str
    article: str
    page: str
    read_on: date

    @property
    def explained(self) -> str:
        """The word and what it means, in one paragraph."""
        return f"{self.word}\u00a0: {self.text} ({self.article})"


@cache
def glossary() -> tuple[Term, ...]:
    """Every word, in the order of the alphabet."""
    found = sorted(rows("glossary.toml", "term", _term), key=lambda one: formats.folded(one.word))
    keys = [one.key for one in found]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BugError(f"glossary.toml: {', '.join(twice)} stands twice")
    return tuple(found)


def term(key: str) -> Term:
    """The word of that key; ``BugError`` when there is none."""
    for one in glossary():
        if one.key == key:
            return one
    raise BugError(f"no word of the glossary is called {key!r}")


def found_in(words: str) -> tuple[Term, ...]:
    """The words explained among these, in the order they come, each once; the longest form wins."""
    pattern, by_form = _forms()
    found = (by_form[_plain(match.group())] for match in pattern.finditer(_plain(words)))
    return tuple(dict.fromkeys(found))


def tip(words: str) -> str:
    """What the legal words of a sentence mean, for a tooltip; empty when there is none."""
    return "\n".join(one.explained for one in found_in(words)[:SHOWN])


def matching(words: str) -> tuple[Term, ...]:
    """The words that one looks for, blind to case and accents."""
    wanted = formats.folded(words.strip())
    return tuple(
        one for one in glossary() if wanted and any(wanted in formats.folded(form) for form in (one.word, *one.forms))
    )


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, Term]]:
    by_form = {_plain(form): one for one in glossary() for form in one.forms}
    longest_first = sorted(by_form, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), by_form


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ").lower()


def _term(row: Row) -> Term:
    return Term(
        key=str(row["key"]),
        word=text(row, "word"),
        forms=tuple(row["forms"]),
        text=text(row, "text"),
        article=text(row, "article"),
        page=str(row["page"]),
        read_on=day(row, "read_on"),
    )
