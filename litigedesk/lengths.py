"""How long a text may be: a line that fits a letter, a note of a few pages. A whole e-mail pasted into a name is a slip."""

from dataclasses import fields
from typing import Any, Final

from litigedesk import formats
from litigedesk.errors import Problem

LINE: Final = 200  # characters
NOTE: Final = 20_000
NOTES: Final = frozenset(
    {
        "notes", "note", "body", "reason", "contested_reason", "contest_answer", "grievance", "request", "findings",
        "answer_text", "rejection_reason", "stance_reason", "position", "proposal", "my_answer_reason", "text",
        "facts", "measures", "witnesses", "other_insurance", "pending", "decision_text", "recourse", "third_party",
        "description", "what", "territory", "skills", "service", "price", "safety", "equipment", "deliverables", "place",
        "intellectual_property", "confidentiality", "termination", "corrections", "end_reason",
        "cause", "our_concessions", "their_concessions",
    }
)  # fmt: skip


def length_problems(record: Any) -> list[Problem]:
    """The texts of a record that are longer than their kind allows."""
    problems = []
    for name, most in _limits(type(record)):
        value = getattr(record, name)
        if isinstance(value, str) and len(value) > most:
            sentence = f"Ce texte est trop long\u00a0: {formats.number(most)} caractères au plus, ici {formats.number(len(value))}."
            problems.append(Problem(name, sentence))
    return problems


_KNOWN: Final[dict[type, tuple[tuple[str, int], ...]]] = {}


def _limits(kind: type) -> tuple[tuple[str, int], ...]:
    """The most characters of each field of a class of records, told once: an import asks thousands of times."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple((field.name, NOTE if field.name in NOTES else LINE) for field in fields(kind))
    return _KNOWN[kind]
