"""A line of the list of disputes as plain text, and back: nothing but what JSON knows."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, ClosingReason, DisputeKind, DisputeStage
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.next_step import NextStep

_DAYS: Final = ("next_on", "comes_on", "opened_on", "closed_on")
_CLOSED_LISTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "client_kind": {str(one): one for one in ClientKind},
    "kind": {str(one): one for one in DisputeKind},
    "stage": {str(one): one for one in DisputeStage},
}
_REASONS: Final = {str(one): one for one in ClosingReason}
_USUAL: Final = {one.name: one.default for one in fields(NextStep)}


def dumped(row: DisputeRow) -> str:
    """The line as text."""
    held = dict(vars(row))
    held["step"] = None if row.step is None else _step(row.step)
    held["amount"] = row.amount.cents
    return json.dumps(held, default=date.isoformat, ensure_ascii=False, separators=(",", ":"))


def _step(step: NextStep) -> dict[str, Any]:
    held = {name: value for name, value in vars(step).items() if value is not None and value != _USUAL[name]}
    if step.matter is not None:
        held["matter"] = [str(step.matter.kind), step.matter.id]
    return held


def loaded(text: str) -> DisputeRow:
    """The line that a text is; ``ValueError``, ``KeyError`` or ``TypeError`` when it is none."""
    held = json.loads(text)
    for name in _DAYS:
        if held[name] is not None:
            held[name] = date.fromisoformat(held[name])
    for name, members in _CLOSED_LISTS.items():
        held[name] = members[held[name]]
    if held["closing_reason"] is not None:
        held["closing_reason"] = _REASONS[held["closing_reason"]]
    held["amount"] = Money(held["amount"])
    if held["step"] is not None:
        held["step"] = _read_step(held["step"])
    return DisputeRow(**held)


def _read_step(held: dict[str, Any]) -> NextStep:
    if "by" in held:
        held["by"] = date.fromisoformat(held["by"])
    if "matter" in held:
        kind, record_id = held["matter"]
        held["matter"] = Matter(MatterKind(kind), record_id)
    return NextStep(**held)
