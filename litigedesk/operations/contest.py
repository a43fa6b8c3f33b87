"""What a client contests of what they owe: noted with its reason, its day and the paper that says so, and lifted again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Dispute, Event
from litigedesk.domain.vocabulary import DisputeStage, EventAuthor, EventKind, PieceKind
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.operations import pieces
from litigedesk.operations.outcome import operation
from litigedesk.queries import sums

if TYPE_CHECKING:
    from litigedesk.desk import Desk

MILESTONE: Final = "contested"  # its line in the timeline
CHANNELS: Final = (EventKind.EMAIL, EventKind.LETTER, EventKind.CALL, EventKind.MEETING)


@dataclass(frozen=True, kw_only=True)
class Contestation:
    """What the client contests, in principal, and how they said it; ``answer`` is what the user sets against it."""

    amount: Money
    reason: str
    on: date
    channel: EventKind = EventKind.EMAIL
    answer: str = ""


@operation("Contestation{ de dispute} notée")
def contest(desk: "Desk", dispute_id: int, contestation: Contestation, documents: Sequence[Path] = ()) -> Dispute:
    """Note what is contested, or change it; ``documents`` become pieces of the dispute.

    Raises ``InvalidInput``, also for a file that cannot be read, and ``Refused`` in a closed dispute.
    """
    dispute = _open(desk, dispute_id)
    changed = replace(
        dispute,
        contested_amount=contestation.amount,
        contested_reason=contestation.reason.strip(),
        contested_on=contestation.on,
        contest_answer=contestation.answer.strip(),
    )
    most = most_contested(desk, dispute)
    validation.refuse(validation.contest_problems(changed, most, desk.today()))
    desk.table(Dispute).update(changed)
    _tell(desk, changed, contestation.channel, whole=contestation.amount == most)
    incoming, refused = pieces.read(documents)
    if refused:
        raise InvalidInput([Problem("document", refused[0])])
    if incoming:
        taken = pieces.add(desk, of_dispute(dispute_id), incoming, PieceKind.CORRESPONDENCE).value
        if taken.refused:
            raise InvalidInput([Problem("document", taken.refused[0])])
    return changed


@operation("Contestation{ de dispute} levée")
def lift(desk: "Desk", dispute_id: int) -> Dispute:
    """The client contests nothing any more: letters ask for the whole again; the timeline keeps that it was contested."""
    dispute = _open(desk, dispute_id)
    changed = replace(dispute, contested_amount=ZERO, contested_reason="", contested_on=None, contest_answer="")
    desk.table(Dispute).update(changed)
    events = desk.table(Event)
    for line in events.where(dispute_id=dispute_id, milestone=MILESTONE):
        events.update(replace(line, milestone=""))
    events.insert(
        Event(
            dispute_id=dispute_id,
            kind=EventKind.NOTE,
            author=EventAuthor.PROGRAM,
            happened_on=desk.today(),
            title="Le client ne conteste plus",
        )
    )
    return changed


def most_contested(desk: "Desk", dispute: Dispute) -> Money:
    """The most that can be contested: the principal still due, interest paid first (C. civ. 1343-1)."""
    owed = sums.of_dispute(desk, dispute, desk.today())
    return owed.statement.principal_due if owed.statement is not None else owed.outstanding


def channel(desk: "Desk", dispute_id: int) -> EventKind:
    """How the client said it, as noted; by e-mail unless it was."""
    line = desk.table(Event).first(dispute_id=dispute_id, milestone=MILESTONE)
    return line.kind if line is not None else EventKind.EMAIL


def _open(desk: "Desk", dispute_id: int) -> Dispute:
    dispute = desk.table(Dispute).get(dispute_id)
    if dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le d’abord.")
    return dispute


def _tell(desk: "Desk", dispute: Dispute, kind: EventKind, *, whole: bool) -> None:
    """The line of the timeline, which follows what is noted."""
    assert dispute.contested_on is not None
    events = desk.table(Event)
    part = "toute la somme" if whole else formats.money(dispute.contested_amount)
    held = events.first(dispute_id=dispute.id, milestone=MILESTONE)
    line = Event(
        id=held.id if held is not None else None,
        dispute_id=dispute.id,
        kind=kind,
        author=EventAuthor.PROGRAM,
        happened_on=dispute.contested_on,
        title=f"Le client conteste {part}",
        body=dispute.contested_reason,
        milestone=MILESTONE,
    )
    if held is None:
        events.insert(line)
    else:
        events.update(line)
