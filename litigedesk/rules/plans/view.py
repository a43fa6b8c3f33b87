"""What the course of a plan is computed from, and what it says of each step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.rules.plans.definition import PlanStep, Situation


class StepState(Labelled):
    """Where a step stands."""

    DONE = "done", "Faite"
    CURRENT = "current", "À faire"
    WAITING = "waiting", "En attente"
    SKIPPED = "skipped", "Passée"
    OUT = "out", "Sans objet"
    LATER = "later", "Ensuite"


@dataclass(frozen=True)
class Closing:
    """What closed a step: the day, and the day until which it leaves somebody time to answer."""

    on: date
    reply_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What is known of a dispute, as far as its plan depends on it.

    ``marks`` are the dates that steps count from; ``closings`` what happened, by the words of ``closed_by``; ``running`` what is on
    its way, such as ``procedure-new:conciliation`` or an unsent ``letter:relance-ferme``. ``refusal`` says why a condition does not
    hold, ``None`` when it does, ``forbidden`` why a letter may not be sent: both are asked of the steps one comes to only.
    ``reply_days`` is what each letter usually leaves. ``settled`` when nothing more is owed. ``noted_on`` is the first date still
    open that the user noted by hand.
    """

    today: date
    stage: DisputeStage
    marks: Mapping[str, date]
    closings: Mapping[str, Closing]
    running: frozenset[str] = frozenset()
    refusal: Callable[[str], str | None]
    forbidden: Callable[[str], str | None]
    reply_days: Mapping[str, int]
    settled: bool = False
    noted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One step of a plan for one dispute.

    ``start`` is what its delay counts from and ``by`` the day by which it is to be done; of a step to come both are an
    estimate. ``until`` is the day up to which one waits, of a step that waits. ``changes`` are the user's own, the latest last.
    """

    step: PlanStep
    state: StepState
    why: str = ""
    start: date | None = None
    days: int | None = None
    by: date | None = None
    until: date | None = None
    closed_on: date | None = None
    estimated: bool = False
    running: bool = False
    postponed: bool = False
    changes: tuple[PlanChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Point:
    """Where a dispute stands: the step to do now or to wait for, ``None`` once it is closed, and the one done last."""

    situation: Situation
    current: StepView | None
    last_done: StepView | None


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """The plan of one dispute, step by step: one at most is to do or waited for, which is that of ``point``."""

    plan_id: str
    title: str
    says: str
    read_on: date
    point: Point
    steps: tuple[StepView, ...]

    @property
    def current(self) -> StepView | None:
        """The step to do now or to wait for; ``None`` once the dispute is closed."""
        return self.point.current

    @property
    def situation(self) -> Situation:
        """What the plan is for."""
        return self.point.situation

    @property
    def changed(self) -> bool:
        """Whether the user changed anything in it."""
        return any(one.changes for one in self.steps)
