"""The lines that the dates of a complaint, a mediation or an insurance claim have in the timeline: they follow the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventAuthor, EventKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Line:
    """What the timeline says of one date; ``confidential`` in the sense of C. conso. L612-3."""

    milestone: str
    happened_on: date
    title: str
    body: str = ""
    kind: EventKind = EventKind.NOTE
    confidential: bool = False


def follow(desk: "Desk", lines: Sequence[Line], owner: Mapping[str, int | None], dispute_id: int | None) -> None:
    """Write, correct or take out the program's lines about one record, inside the running step.

    What the user made of a line, confidential or not, stays.
    """
    table = desk.table(Event)
    present = {one.milestone: one for one in table.where("id", **owner) if one.milestone}
    for line in lines:
        held = present.pop(line.milestone, None)
        if held is None:
            table.insert(
                Event(
                    **owner,
                    dispute_id=dispute_id,
                    kind=line.kind,
                    author=EventAuthor.PROGRAM,
                    happened_on=line.happened_on,
                    title=line.title,
                    body=line.body,
                    milestone=line.milestone,
                    confidential=line.confidential,
                )
            )
        else:
            told = replace(held, kind=line.kind, happened_on=line.happened_on, title=line.title, body=line.body)
            table.update(replace(told, dispute_id=dispute_id))
    for left in present.values():
        assert left.id is not None
        table.delete(left.id)
