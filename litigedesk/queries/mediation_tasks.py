"""What waits in complaints and mediations, the most pressing first: one next step for each dispute that has one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import disputes, next_step
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class MediationTask:
    """The next step of one dispute; ``due_on`` is the first open date of its complaint or mediation that is the user's.

    ``mediation_id`` is the mediation that runs in it, if one does.
    """

    dispute_id: int
    client_id: int
    client_name: str
    reference: str
    mediation_id: int | None
    step: NextStep
    due_on: date | None

    @property
    def record(self) -> tuple[str, int]:
        """What to open."""
        if self.mediation_id is not None:
            return "mediation", self.mediation_id
        return "dispute", self.dispute_id

    @property
    def is_ours(self) -> bool:
        """Whether the next move is the user's, and there is something to press."""
        return bool(self.step.action) and not self.step.waiting


def tasks(desk: "Desk", today: date) -> list[MediationTask]:
    """The next step of every open dispute with a running mediation or a complaint without answer: ours first, then by date."""
    complained = {one.dispute_id for one in desk.table(Complaint).all()}
    found = _of(desk, complained | _mediated(desk), today)
    return sorted(found, key=lambda one: (not one.is_ours, one.due_on or date.max, formats.folded(one.client_name)))


def to_do(desk: "Desk", today: date) -> int:
    """How many running mediations wait for the user."""
    return sum(1 for one in _of(desk, _mediated(desk), today) if one.mediation_id is not None and one.is_ours)


def _mediated(desk: "Desk") -> set[int]:
    return {one.dispute_id for one in desk.table(Mediation).all()}


def _of(desk: "Desk", concerned: set[int], today: date) -> Iterator[MediationTask]:
    """The next step of those of these disputes that have one: each is a whole dossier to read."""
    for dispute_id in sorted(concerned):
        dispute = desk.table(Dispute).find(dispute_id)
        if dispute is None or dispute.stage is DisputeStage.CLOSED:
            continue
        dossier = disputes.dossier(desk, dispute_id, today)
        if dossier.running is None and dossier.unanswered is None:
            continue
        yield _task(dossier, next_step.propose(dossier, today))


def _task(dossier: Dossier, step: NextStep) -> MediationTask:
    running = None if dossier.running is None else dossier.running.mediation.id
    dated = [
        one.due_on
        for one in dossier.deadlines
        if one.done_on is None
        and (one.complaint_id is not None or one.mediation_id is not None)
        and not (one.clock is not None and one.clock.only_told)
    ]
    return MediationTask(
        dispute_id=dossier.dispute.id or 0,
        client_id=dossier.client.id or 0,
        client_name=dossier.client.name,
        reference=dossier.dispute.reference,
        mediation_id=running,
        step=step,
        due_on=min(dated, default=None),
    )
