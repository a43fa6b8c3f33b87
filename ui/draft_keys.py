"""The keys of drafts: which form each belongs to, and which records it is about."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

_ID: Final = r"[1-9]\d*"
# By form. A group is called after the kind (table) of the record whose id it holds, and is empty when there is none yet.
_SHAPES: Final[Mapping[str, str]] = {
    "client": r"client:(?:new|(?P<client>ID))",
    "contract": r"contract:(?:new:(?P<client>ID)?|(?P<contract>ID))(?::(?P<sort>[\w-]+))?",
    "invoice": r"invoice:(?:new:(?P<client>ID)?:(?P<of_contract>ID)?:(?P<credited>ID)?|(?P<invoice>ID))",
    "payment": r"payment:(?:new:(?P<invoices>[\d,]*)|(?P<payment>ID))",
    "closing": r"dispute:(?P<dispute>ID):closing",
    "dispute": r"dispute:(?:new:(?P<client>ID)?|(?P<dispute>ID))",
    "contest": r"contest:(?P<dispute>ID)",
    "complaint": r"complaint:(?:new:(?:client:(?:(?P<client>ID)|None)|(?P<dispute>ID))|(?P<complaint>ID))",
    "event": r"event:(?:new:(?P<dispute>ID)?:(?P<insurance_claim>ID)?:(?P<sort>[\w-]+)|(?P<event>ID))",
    "deadline": r"deadline:(?:new:(?P<dispute>ID)?|(?P<deadline>ID))",
    "limitation": r"limitation:(?:new:(?:dispute_id:(?P<dispute>ID)|insurance_claim_id:(?P<insurance_claim>ID))"
    r"|(?P<limitation_event>ID))",
    "mediation": r"mediation:(?:new:(?P<dispute>ID)?|(?P<mediation>ID)(?::(?P<step>[\w-]+))?)",
    "mediator": r"mediator:(?:new:(?P<shipped>[^:]*)|(?P<mediator>ID))",
    "convention": r"convention:(?:new:(?P<mediator>ID)?:(?P<renewed>ID)?|(?P<convention>ID))",
    "mention": r"mention:(?P<place>[\w-]+)",
    "insurance_claim": r"insurance_claim:(?:new:(?P<dispute>ID)?:(?P<client>ID)?|(?P<insurance_claim>ID)(?::(?P<step>[\w-]+))?)",
    "claim_piece": r"claim_piece:(?:new:(?P<insurance_claim>ID):(?P<sort>[\w-]*)|(?P<claim_piece>ID))",
    "insurer_request": r"insurer_request:(?:new:(?P<insurance_claim>ID)|(?P<insurer_request>ID))",
    "policy": r"policy:(?:new:(?P<portage_company>ID)?|(?P<policy>ID))",
    "portage_company": r"portage_company:(?:new|(?P<portage_company>ID))",
    "portage_proof": r"portage:(?P<contract>ID):proof:(?:new:(?P<sort>[\w-]+):(?P<month>[\d-]*)|(?P<delivery_proof>ID))",
    "portage_round": r"portage:(?P<contract>ID):round:(?:new|(?P<validation_round>ID))",
    "portage_step": r"portage:(?P<contract>ID):(?P<step>[\w-]+)",
    "procedure": r"procedure:(?:new:(?P<dispute>ID):(?P<sort>[\w-]+)|(?P<procedure>ID)(?::(?P<step>[\w-]+))?)",
    "agreement": r"agreement:(?:new:(?P<dispute>ID):(?P<sort>[\w-]+)|(?P<agreement>ID)(?::(?P<step>[\w-]+))?)",
    "plan": r"plan:(?P<dispute>ID):(?P<change>[\w-]+)(?::(?P<step>[\w-]+))?",
    "piece": r"piece:(?P<piece>ID)",
    "tracking": r"letter:(?P<letter>ID):tracking",
    "letter": r"letter:(?P<matter>dispute|contract|insurance_claim|policy):(?P<of>ID):(?P<template>[\w-]+)",
    "bundle": r"bundle:(?P<matter>dispute|contract|insurance_claim|policy):(?P<of>ID)",
    "wording": r"wording:(?P<template>[\w-]+)",
    "profile": r"profile",
    "rate": r"rate:(?:new|(?P<half>[\w-]+))",
}
_NO_KINDS: Final = frozenset(
    {"sort", "step", "shipped", "place", "month", "change", "template", "half", "matter", "of"}
)
_OTHER_NAMES: Final = {"of_contract": "contract", "credited": "invoice", "renewed": "convention"}

Record = tuple[str, int]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Compiled when a draft is first looked at: most starts have none."""
    return {form: re.compile(shape.replace("ID", _ID)) for form, shape in _SHAPES.items()}


def read(key: str) -> tuple[str, Mapping[str, str]] | None:
    """The form that a key belongs to and what the key says, empty parts included; ``None`` for a form known nowhere here."""
    for form, pattern in _patterns().items():
        if (found := pattern.fullmatch(key)) is not None:
            return form, {name: value or "" for name, value in found.groupdict().items()}
    return None


def about(key: str, values: Mapping[str, object]) -> frozenset[Record]:
    """The records that a draft is about: those its key names, and those its fields point to."""
    found: set[Record] = set()
    parts = known[1] if (known := read(key)) is not None else {}
    for name, value in parts.items():
        if name == "invoices":
            found |= {("invoice", int(one)) for one in value.split(",") if one}
        elif name not in _NO_KINDS and value:
            found.add((_OTHER_NAMES.get(name, name), int(value)))
    if parts.get("matter"):
        found.add((parts["matter"], int(parts["of"])))
    return frozenset(found | set(_pointed(values)))


def _pointed(values: Mapping[str, object]) -> Iterable[Record]:
    for name, value in values.items():
        if name.endswith("_id") and isinstance(value, int):
            yield name.removesuffix("_id"), value
        elif name.endswith("_ids") and isinstance(value, tuple | list):
            yield from ((name.removesuffix("_ids"), one) for one in value if isinstance(one, int))
