"""Words to weigh in what the user types for a client or a mediator: admissions of liability, mentions the law has emptied."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from litigedesk import formats, paths
from litigedesk.letters import typed
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.template import Template


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One list of words, and what is said when one of them is met."""

    code: str
    title: str
    says: str
    article: str
    words: tuple[str, ...]


@cache
def shipped_admissions() -> tuple[str, ...]:
    """The words of ``resources/letters/admissions.toml``, one or several to a phrase."""
    return tuple(_toml("admissions.toml")["words"])


def admissions(stored: str) -> tuple[str, ...]:
    """The user's own list, a phrase on each line as the setting keeps it; the shipped one while they have none."""
    return phrases(stored) or shipped_admissions()


def phrases(text: str) -> tuple[str, ...]:
    """What each line of a text holds, once, in its order; empty lines left out."""
    return tuple(dict.fromkeys(cleaned for line in text.splitlines() if (cleaned := " ".join(line.split()))))


def watched(admission_words: Sequence[str] | None = None) -> tuple[Watched, ...]:
    """Every list of ``resources/letters``; the first is that of admissions, in the user's own words when they have some."""
    return (_admission(shipped_admissions() if admission_words is None else admission_words), *_mentions())


def _admission(chosen: Sequence[str]) -> Watched:
    return Watched(
        code="admission",
        title="Reconnaissance de responsabilité",
        says="Votre contrat peut prévoir qu’elle n’engage pas l’assureur : énoncez des faits, sans dire qui est responsable.",
        article=_toml("admissions.toml")["article"],
        words=tuple(chosen),
    )


@cache
def _mentions() -> tuple[Watched, ...]:
    return tuple(
        Watched(
            code=row["code"], title=row["title"], says=row["says"], article=row["article"], words=tuple(row["words"])
        )
        for row in _toml("void_mentions.toml")["mention"]
    )


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "letters" / name).read_text(encoding="utf-8"))


def met(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The words of a list that a text holds, whatever its accents, capitals, apostrophes and spaces."""
    plain = _plain(text)
    return tuple(word for word in words if re.search(rf"(?<!\w){re.escape(_plain(word))}(?!\w)", plain))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", formats.folded(text).replace("’", "'"))


def check(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """One warning per list and text; a tick when the user speaks and none of it is met."""
    return _weighed(template, facts, watched(facts.admission_words))


def admissions_only(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The same for a letter that no consumer reads: only admissions of liability."""
    return _weighed(template, facts, watched(facts.admission_words)[:1])


def _weighed(template: Template, facts: LetterFacts, lists: Sequence[Watched]) -> Iterable[Finding]:
    spoken = [one for one in typed.statements(template, facts) if one.text.strip()]
    clean = bool(spoken)
    for text in spoken:
        for one in lists:
            if found := met(one.words, text.text):
                clean = False
                said = " ; ".join(f"« {word} »" for word in found)
                yield finding(
                    one.code, Severity.WARNS, one.title, f"Vous écrivez {said}. {one.says}", article=one.article,
                    target=text.target, record_id=text.record_id,
                )  # fmt: skip
    if clean:
        yield finding("facts-only", Severity.OK, "Aucun mot de reconnaissance repéré", article="C. ass. L124-2")
