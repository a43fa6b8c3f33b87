"""What the user changed in the plan of a dispute: the plan itself is data, computed for each dispute, never stored."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled


class PlanChangeKind(Labelled):
    """What the user changed in a plan."""

    DELAY = "delay", "Délai changé"
    SKIPPED = "skipped", "Étape passée"
    POSTPONED = "postponed", "Reportée"
    DONE = "done", "Faite"
    ADDED = "added", "Étape ajoutée"


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """One change to one step: another delay, a step skipped, put off or done, or a step of the user's own.

    ``step`` is the key of the step changed; for an added one, the key of the step it comes after (``""`` for the first).
    """

    id: int | None = None
    dispute_id: int
    plan: str
    step: str
    kind: PlanChangeKind
    days: int | None = None  # the delay, of ``DELAY`` and ``ADDED``
    until: date | None = None  # of ``POSTPONED``
    title: str = ""  # of ``ADDED``
    reason: str = ""
    done_on: date | None = None  # of ``ADDED`` and ``DONE``
    changed_on: date
