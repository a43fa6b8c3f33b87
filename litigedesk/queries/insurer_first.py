"""Whether the insurer comes before the answer to a complaint: their delay, fixed by a policy, ends first (C. ass. L113-2, 4°)."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries.cases import Case
from litigedesk.queries.mediations import ComplaintView


@dataclass(frozen=True, kw_only=True)
class ToDeclare:
    """The insurance claim that came of the dispute and is still to declare, and by when."""

    claim: InsuranceClaim
    due: date | None


def to_declare(case: Case, view: ComplaintView) -> ToDeclare | None:
    """The claim to declare before one answers; ``None`` when there is none, or when the answer is due first."""
    claim = next((one for one in case.claims if one.declared_on is None and one.closed_on is None), None)
    if claim is None:
        return None
    own = (one for one in case.deadlines if one.insurance_claim_id == claim.id and one.done_on is None)
    due, answer_by = next((one.due_on for one in own), None), view.due(Clock.COMPLAINT_ANSWER)
    if due is not None and answer_by is not None and due > answer_by:
        return None
    return ToDeclare(claim=claim, due=due)


def to_tell(view: ComplaintView) -> Deadline | None:
    """The clock of the insurer when it ends before that of the answer; late, one declares all the same (C. ass. L113-2)."""
    found = next((one for one in view.clocks if one.clock is Clock.INSURER and one.done_on is None), None)
    answer_by = view.due(Clock.COMPLAINT_ANSWER)
    return None if found is None or (answer_by is not None and found.due_on > answer_by) else found


def comes_first(case: Case) -> bool:
    """Whether the complaint that waits is first to be told to an insurer."""
    view = case.unanswered
    return view is not None and (to_declare(case, view) is not None or to_tell(view) is not None)
