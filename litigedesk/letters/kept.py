"""What the law, or the letter itself, needs and a text of the user's own no longer says: told to them, never refused."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from litigedesk import formats, paths
from litigedesk.letters import source_check
from litigedesk.letters.guards import words
from litigedesk.letters.remark import Remark, remark
from litigedesk.letters.template import Family, Template, fragment

_ARTICLE = re.compile(
    r"\b(?:[LRDA]\.?\s?\d+(?:-\d+)*|\d{2}-\d{3,4}|(?<=article )\d+(?:-\d+)*|(?<=articles )\d+(?:-\d+)*)\b"
)
_SUM = re.compile(r"\b\d[\d \u202f\u00a0.,]{0,20}\s?€")  # no longer than a sum: a line of digits is read once
_DAY = re.compile(
    r"\b(?:1er|\d{1,2})\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s\d{4}\b"
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_INCLUDED = re.compile(r"""\{%[-+]?\s*include\s+["'](\w+\.md)["']\s*[-+]?%\}""")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing that a letter should still say; see the head of ``kept.toml``."""

    letters: tuple[str, ...]
    families: tuple[Family, ...]
    holds: tuple[str, ...]
    words: tuple[str, ...]
    says: str
    article: str

    def concerns(self, letter: Template) -> bool:
        """Whether that letter is asked to say it."""
        return (not self.letters or letter.id in self.letters) and letter.family in self.families


@cache
def everything() -> tuple[Kept, ...]:
    """All that is kept, in the order of the file."""
    path = paths.resources() / "letters" / "kept.toml"
    return tuple(_kept(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["kept"])


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(
        letters=tuple(row.get("letters", ())),
        families=tuple(Family(value) for value in row.get("families", list(Family))),
        holds=tuple(row.get("holds", ())),
        words=tuple(row.get("words", ())),
        says=row["says"],
        article=row.get("article", ""),
    )


def gone(letter: Template, body: str) -> Iterator[Remark]:
    """What our text of that letter says and this one no longer does, then what it says that will not follow the dossier."""
    ours, theirs = _content(letter, letter.body), _content(letter, body)
    for one in everything():
        if one.concerns(letter) and _is_said(one, *ours) and not _is_said(one, *theirs):
            yield remark(0, one.says, blocks=False, article=one.article)
    yield from _articles(ours[1], theirs[1])
    yield from _typed_in(letter.body, body)
    yield from _weighed(letter.body, body)


def _content(letter: Template, body: str) -> tuple[frozenset[str], str]:
    """The names that a text uses, and its words, shared texts opened out."""
    uses = source_check.read(letter, body).uses | set(source_check.passages_of(body))
    opened = _INCLUDED.sub(lambda found: fragment(found[1]) or "", body)
    return frozenset(uses), _plain(opened)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", formats.folded(text).replace("’", "'"))


def _is_said(one: Kept, uses: frozenset[str], text: str) -> bool:
    return uses.issuperset(one.holds) and (not one.words or any(_plain(word) in text for word in one.words))


def _articles(ours: str, theirs: str) -> Iterator[Remark]:
    """The articles that only our text cites."""
    cited = {
        _article(found[0]): found[0].upper() for found in _ARTICLE.finditer(ours.upper().replace("ARTICLE", "article"))
    }
    left = {_article(found[0]) for found in _ARTICLE.finditer(theirs.upper().replace("ARTICLE", "article"))}
    lost = [name for key, name in cited.items() if key not in left]
    if lost:
        noun = "Cet article n’est plus cité" if len(lost) == 1 else "Ces articles ne sont plus cités"
        yield remark(0, f"{noun} : {', '.join(lost)}.", blocks=False)


def _article(text: str) -> str:
    return re.sub(r"[\s.]", "", text.upper())


def _typed_in(ours: str, theirs: str) -> Iterator[Remark]:
    """Sums and days written out: they stay the same in every letter."""
    for number, line in enumerate(_without_tags(theirs).split("\n"), 1):
        for pattern, noun in ((_SUM, "Cette somme est écrite"), (_DAY, "Cette date est écrite")):
            for found in pattern.finditer(line):
                if found[0] not in ours:
                    sentence = (
                        f"{noun} dans le texte : « {found[0].strip()} ». Elle sera la même dans toutes vos lettres."
                    )
                    yield remark(number, sentence, blocks=False)


def _weighed(ours: str, theirs: str) -> Iterator[Remark]:
    """Words to beware of, as in what the user types elsewhere."""
    for one in words.watched():
        met = [word for word in words.met(one.words, theirs) if not words.met((word,), ours)]
        if met:
            said = " ; ".join(f"« {word} »" for word in met)
            yield remark(0, f"Vous écrivez {said}. {one.says}", blocks=False, article=one.article)


def _without_tags(text: str) -> str:
    """The text with what Jinja reads blanked, line by line."""
    return _TAG.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
