"""What procedures write around them: their lines in the timeline, and what they do to the limitation; kept in step with them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Dispute, Letter, LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, EventKind
from litigedesk.letters.ids import ASK_BUSINESS_MEDIATOR, ASK_CONCILIATOR, DECLARE_DEBT
from litigedesk.operations import limitation_dates, milestones
from litigedesk.operations.milestones import Line
from litigedesk.rules.limitation import Cause
from litigedesk.rules.procedures import timeline

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# The date that a letter sets when it leaves: the request or the declaration is the letter itself.
SENT: Final[Mapping[str, str]] = {
    ASK_CONCILIATOR: "asked_on",
    ASK_BUSINESS_MEDIATOR: "asked_on",
    DECLARE_DEBT: "declared_on",
}
# A day noted in advance that has come since, and of which the timeline does not tell yet.
_COME: Final = """
SELECT p.* FROM procedure p WHERE
(p.meeting_on <= ?1 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.procedure_id = p.id AND e.milestone = 'meeting'))
OR (p.enforceable_on <= ?1 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.procedure_id = p.id AND e.milestone = 'enforceable'))
ORDER BY p.id
"""


def follow(desk: "Desk", procedure: Procedure) -> None:
    """Bring timeline and limitation to what the procedure says, inside the running step."""
    milestones.follow(desk, _lines(desk, procedure), {"procedure_id": procedure.id}, procedure.dispute_id)
    dispute = desk.table(Dispute).get(procedure.dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    _follow_limitation(desk, procedure, client.kind)


def follow_dispute(desk: "Desk", dispute_id: int) -> None:
    """The same for every procedure of a dispute: its client may be another one, or of another kind."""
    for procedure in desk.table(Procedure).where("id", dispute_id=dispute_id):
        follow(desk, procedure)


def follow_client(desk: "Desk", client_id: int) -> None:
    """The same for every dispute of a client."""
    for dispute in desk.table(Dispute).where("id", client_id=client_id):
        follow_dispute(desk, dispute.id or 0)


def catch_up(desk: "Desk") -> bool:
    """Tell of the meetings and other days noted in advance that have come; no step of the user's, so nothing to undo.

    Whether there were any.
    """
    if found := desk.table(Procedure).select(_COME, (desk.today().isoformat(),)):
        with desk.db.transaction("Dates des démarches", undoable=False) as step:
            for procedure in found:
                follow(desk, procedure)
            limitation_dates.follow(desk, step.changes[:])
    return bool(found)


def _lines(desk: "Desk", procedure: Procedure) -> list[Line]:
    """One line for each date that has come, save one that a letter on file tells of already."""
    sent = {(one.template, one.sent_on) for one in desk.table(Letter).where(procedure_id=procedure.id)}
    told = {field for template, field in SENT.items() if (template, getattr(procedure, field)) in sent}
    found = timeline.happenings(procedure)
    return [
        Line(
            milestone=one.key,
            happened_on=one.date,
            title=one.title,
            body=one.body,
            kind=EventKind.MEETING if one.key == "meeting" else EventKind.NOTE,
        )
        for one in found
        if f"{one.key}_on" not in told and one.date <= desk.today()
    ]


def _follow_limitation(desk: "Desk", procedure: Procedure, client: ClientKind) -> None:
    """What the procedure does to the limitation, beside the dispute's other causes."""
    table, found = desk.table(LimitationEvent), timeline.cause(procedure, client)
    held = table.first(procedure_id=procedure.id)
    if found is None or found.on > desk.today():  # a meeting to come suspends nothing yet
        if held is not None and held.id is not None:
            table.delete(held.id)
        return
    wanted = _event(procedure, found, held)
    if held is None:
        table.insert(wanted)
    elif held != wanted:
        table.update(wanted)


def _event(procedure: Procedure, cause: Cause, held: LimitationEvent | None) -> LimitationEvent:
    return LimitationEvent(
        id=held.id if held else None,
        dispute_id=procedure.dispute_id,
        kind=cause.kind,
        happened_on=cause.on,
        ended_on=cause.ended,
        note=procedure.kind.label,
        certain=True,
        procedure_id=procedure.id,
    )
