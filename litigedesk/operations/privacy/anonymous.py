"""A record without anything that tells who it is about: sums, dates and words of closed lists stay, every free text goes.

A text column added later goes too, unless it is named here.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final, get_type_hints

from litigedesk.domain.plan import PlanChangeKind
from litigedesk.domain.records import Client
from litigedesk.errors import NotFound
from litigedesk.letters import catalogue
from litigedesk.readable.tables import words_of

# Tables whose rows are nothing but the person, or a file: they go.
GONE: Final = frozenset({"contact", "address", "piece"})
# Numbers of papers and keys of the program, which accounts and screens need.
_STAYS: Final = frozenset(
    {
        ("contract", "reference"),
        ("invoice", "number"),
        ("dispute", "reference"),
        ("insurance_claim", "reference"),
        ("letter", "template"),
        ("claim_piece", "key"),
        ("plan_change", "plan"),
        ("plan_change", "step"),
        ("event", "milestone"),
    }
)
# What stands for a text that may not be empty, or that a list shows.
_INSTEAD: Final[Mapping[tuple[str, str], Callable[[Any], str]]] = {
    ("client", "name"): lambda one: f"Client anonymisé n°\u00a0{one.id}",
    ("client", "salutation"): lambda _one: Client.salutation,
    ("event", "title"): lambda one: str(one.kind.label),
    ("deadline", "title"): lambda _one: "Échéance",
    ("letter", "title"): lambda one: _letter_title(one.template),
    ("insurer_request", "what"): lambda _one: words_of("insurer_request").one,
    ("plan_change", "title"): lambda one: "Étape ajoutée" if one.kind is PlanChangeKind.ADDED else "",
}


def anonymous(table: str, record: Any, without: Mapping[str, None]) -> Any:
    """The record with every free text out, and ``without`` the links named."""
    hints = get_type_hints(type(record))
    changes: dict[str, Any] = dict(without)
    for field in fields(record):
        place = (table, field.name)
        if hints[field.name] is not str or place in _STAYS:
            continue
        changes[field.name] = _INSTEAD[place](record) if place in _INSTEAD else ""
    return replace(record, **changes)


def _letter_title(template: str) -> str:
    try:
        return catalogue.template(template).title
    except NotFound:  # of a version to come, or a text of the user's own
        return words_of("letter").one
