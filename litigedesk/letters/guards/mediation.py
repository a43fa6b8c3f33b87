"""Before a letter of a mediation leaves."""

from collections.abc import Callable, Iterable

from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding
from litigedesk.letters.template import Template

CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = ()
