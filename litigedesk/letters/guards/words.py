"""Words to weigh in what the user types for a client or a mediator: admissions of liability, mentions the law has emptied."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

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
def watched() -> tuple[Watched, ...]:
    """Every list of ``resources/letters``."""
    folder = paths.resources() / "letters"
    admissions = tomllib.loads((folder / "admissions.toml").read_text(encoding="utf-8"))
    mentions = tomllib.loads((folder / "void_mentions.toml").read_text(encoding="utf-8"))["mention"]
    admission = Watched(
        code="admission",
        title="Reconnaissance de responsabilité",
        says="Votre contrat peut prévoir qu’elle n’engage pas l’assureur : énoncez des faits, sans dire qui est responsable.",
        article=admissions["article"],
        words=tuple(admissions["words"]),
    )
    others = (
        Watched(
            code=row["code"], title=row["title"], says=row["says"], article=row["article"], words=tuple(row["words"])
        )
        for row in mentions
    )
    return (admission, *others)


def met(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The words of a list that a text holds, whatever its accents, capitals, apostrophes and spaces."""
    plain = _plain(text)
    return tuple(word for word in words if re.search(rf"(?<!\w){re.escape(_plain(word))}(?!\w)", plain))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", formats.folded(text).replace("’", "'"))


def check(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """One warning per list and text; a tick when the user speaks and none of it is met."""
    spoken = [one for one in typed.statements(template, facts) if one.text.strip()]
    clean = bool(spoken)
    for text in spoken:
        for one in watched():
            if found := met(one.words, text.text):
                clean = False
                said = " ; ".join(f"« {word} »" for word in found)
                yield finding(
                    one.code, Severity.WARNS, one.title, f"Vous écrivez {said}. {one.says}", article=one.article,
                    target=text.target, record_id=text.record_id,
                )  # fmt: skip
    if clean:
        yield finding("facts-only", Severity.OK, "Aucun mot de reconnaissance repéré", article="C. ass. L124-2")
