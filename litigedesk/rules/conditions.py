"""Conditions of the law as a checklist: what is known of each, its article, and what to do when it fails."""

from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.labelled import Labelled


class Verdict(Labelled):
    """What is known of a condition."""

    MET = "met", "Remplie"
    FAILED = "failed", "Non remplie"
    ASK = "ask", "À vérifier"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition, what is known of it, its article, and when it fails what to do instead.

    ``field`` is the field of the record that answers it, empty when others do. ``forbids`` when nothing can be done at all
    without it.
    """

    code: str
    title: str
    verdict: Verdict
    sentence: str
    article: str
    instead: str = ""
    field: str = ""
    forbids: bool = False

    @property
    def refusal(self) -> str:
        """Why it fails, its article, and what to do instead."""
        return formats.typographic(f"{self.sentence.removesuffix('.')} ({self.article}). {self.instead}")


def condition(
    code: str, title: str, verdict: Verdict, sentence: str, article: str, *, instead: str = "", field: str = "",
    forbids: bool = False,
) -> Condition:  # fmt: skip
    """A condition with its sentences in French typography."""
    return Condition(
        code=code,
        title=title,
        verdict=verdict,
        sentence=formats.typographic(sentence),
        article=article,
        instead=formats.typographic(instead),
        field=field,
        forbids=forbids,
    )
