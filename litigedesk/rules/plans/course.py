"""Where a dispute stands in its plan: each step done, to do, waited for, passed over or to come, with its date and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.rules.plans.definition import CHOICE, CLOCK, CONDITIONS, OWN, PREVIOUS, REPLY, WAYS, Plan, PlanStep
from litigedesk.rules.plans.view import Closing, PlanFacts, PlanView, Point, StepState, StepView

PAST: Final = "Une étape plus avancée est déjà faite."
SETTLED: Final = "Tout ce qui était dû est payé."
NOTED: Final = "C’est le jour que vous avez noté."

# Up to which stage the steps of a plan are behind a dispute: a mediation may begin before any formal notice.
_BEHIND: Final = {
    DisputeStage.AMICABLE: 0,
    DisputeStage.FORMAL_NOTICE: 1,
    DisputeStage.ASSISTED: 1,
    DisputeStage.JUDICIAL: 3,
    DisputeStage.CLOSED: 0,
}
_ORDER: Final = tuple(DisputeStage)
_ENDS: Final = ("procedure-ended:", "agreement-ended:")
_DONE: Final = "done:"  # how what the user noted begins among what closes a step
_WAITED: Final = frozenset({"due", "enforceable"})  # nothing can be done until that day is over


def course(plan: Plan, facts: PlanFacts, changes: Sequence[PlanChange]) -> PlanView:
    """The plan as it stands for one dispute."""
    made = _Course(plan, facts, changes)
    return PlanView(
        plan_id=plan.id,
        title=plan.title,
        says=plan.says,
        read_on=plan.read_on,
        point=made.point(),
        steps=tuple(made.views()),
    )


def point(plan: Plan, facts: PlanFacts, changes: Sequence[PlanChange]) -> Point:
    """The same step to do as ``course`` gives, alone: for lists."""
    return _Course(plan, facts, changes).point()


@dataclass(frozen=True)
class _Dates:
    """What the delay of a step counts from, the day by which it is to be done, and whether one waits for the first."""

    start: date | None
    by: date | None
    days: int | None
    waits: bool


class _Course:
    """One reading of a plan; the steps of the user's own stand after those they follow."""

    def __init__(self, plan: Plan, facts: PlanFacts, changes: Sequence[PlanChange]) -> None:
        changes = [one for one in changes if one.plan == plan.id]
        self.plan, self.facts = plan, facts
        self.changes: Mapping[str, list[PlanChange]] = _by_step(changes)
        self.steps = _with_own(plan.steps, changes)
        self.closings = {}
        if facts.closings or changes:
            self.closings = {step.key: found for step in self.steps if (found := self._closing(step)) is not None}
        ahead = [
            place
            for place, step in enumerate(self.steps)
            if not step.urgent and not step.own and (step.key in self.closings or self._is_running(step))
        ]
        self.reached = max(ahead, default=-1)
        self.current = self._find_current()

    # ---- what is known of a step -------------------------------------------------------------------------------------
    def _closing(self, step: PlanStep) -> Closing | None:
        """What closed it: the first listed of the dates noted, else the latest letter or end; or the user, if later."""
        names = [name for name in step.closed_by if name in self.facts.closings]
        noted = [name for name in names if name.startswith(_DONE)][:1]
        found = [self.facts.closings[name] for name in noted or names]
        found += [Closing(one.done_on) for one in self._changes(step) if one.done_on is not None]
        return max(found, key=lambda one: one.on, default=None)

    def _change(self, step: PlanStep, kind: PlanChangeKind) -> PlanChange | None:
        return next((one for one in reversed(self._changes(step)) if one.kind is kind), None)

    def _changes(self, step: PlanStep) -> Sequence[PlanChange]:
        return self.changes.get(step.key, ())

    def _is_running(self, step: PlanStep) -> bool:
        """Whether it is on its way; what makes a step urgent says whether it still is, whatever has begun."""
        return not step.urgent and step.opens in self.facts.running

    def _is_closed(self, step: PlanStep) -> bool:
        """One that repeats never is, nor a procedure begun again; an urgent one is open again when its cause came after."""
        closing = self.closings.get(step.key)
        if closing is None or step.repeats:
            return False
        ends = any(one.startswith(_ENDS) for one in step.closed_by)  # others are closed by what happened on the way
        if self._is_running(step) and ends:
            return False
        since = self.facts.marks.get(step.after) if step.urgent else None
        return since is None or closing.on >= since

    def _out(self, place: int, step: PlanStep) -> tuple[StepState, str] | None:
        """Why the step is not to be done, when it is not."""
        skipped = self._change(step, PlanChangeKind.SKIPPED)
        if skipped is not None:
            day = formats.date_long(skipped.changed_on)
            return StepState.SKIPPED, skipped.reason or f"Passée par vous le {day}."
        if self.facts.stage is DisputeStage.CLOSED:
            return StepState.OUT, "Le litige est clos."
        if self._is_running(step):
            return None
        if self.facts.settled and place < len(self.steps) - 1:
            return StepState.OUT, SETTLED
        if not step.urgent and self._is_past(place, step):
            return StepState.SKIPPED, PAST
        staged = self.plan.situation.follows_stages and not step.urgent and not step.own
        if staged and _ORDER.index(step.stage) < _BEHIND[self.facts.stage]:
            return StepState.SKIPPED, f"Le litige en est à l’étape « {self.facts.stage.label} »."
        for condition in step.conditions:
            if (refusal := self.facts.refusal(condition)) is not None:
                return StepState.OUT, refusal or CONDITIONS[condition]
        if step.action == "letter" and (forbidden := self.facts.forbidden(step.target)) is not None:
            return StepState.OUT, forbidden
        return None

    def _is_past(self, place: int, step: PlanStep) -> bool:
        """Whether a later step is done or on its way; for one of the user's own, only if done after they added it."""
        added = self._change(step, PlanChangeKind.ADDED)
        if added is None:
            return place < self.reached
        further = [one for one in self.steps[place + 1 :] if not one.urgent and not one.own]
        since = (one.key in self.closings and self.closings[one.key].on > added.changed_on for one in further)
        return any(since) or any(self._is_running(one) for one in further)

    # ---- the one to do -----------------------------------------------------------------------------------------------
    def _find_current(self) -> PlanStep | None:
        places = sorted(enumerate(self.steps), key=lambda one: not one[1].urgent)
        still = ((place, step) for place, step in places if not self._is_closed(step))
        return next((step for place, step in still if self._out(place, step) is None), None)

    def point(self) -> Point:
        """Where the dispute stands."""
        views = {
            step.key: self._view(place, step, None) for place, step in enumerate(self.steps) if self._matters(step)
        }
        done = [one for one in reversed(views.values()) if one.closed_on is not None and one.step.said]
        return Point(
            situation=self.plan.situation,
            current=views[self.current.key] if self.current is not None else None,
            last_done=max(done, key=lambda one: one.closed_on or date.min, default=None),
        )

    def _matters(self, step: PlanStep) -> bool:
        return step is self.current or step.key in self.closings

    def _before(self, place: int) -> list[Closing]:
        """What the steps before were closed by; one that the user skipped counts from the day they did."""
        found = []
        for step in self.steps[:place]:
            if step.key in self.closings:
                found.append(self.closings[step.key])
            elif (skipped := self._change(step, PlanChangeKind.SKIPPED)) is not None:
                found.append(Closing(skipped.changed_on))
        return found

    def _dates(self, place: int) -> _Dates:
        step, marks = self.steps[place], self.facts.marks
        start, waits = self._start(place)
        if step.by:
            return _Dates(start, marks.get(step.by), None, waits)
        delay = self._change(step, PlanChangeKind.DELAY)
        days = step.days if delay is None else delay.days
        if start is None or days is None:
            return _Dates(start, None, days, waits)
        known = max(start, marks.get("opened", start))  # the plan begins with the dispute: nothing was late before it
        return _Dates(start, known + timedelta(days), days, waits)

    def _start(self, place: int) -> tuple[date | None, bool]:
        """What the delay of a step counts from, and whether one waits until then."""
        step, marks = self.steps[place], self.facts.marks
        if step.after not in {PREVIOUS, REPLY}:
            return marks.get(step.after), step.after in _WAITED or step.after.startswith(CLOCK)
        done = self._before(place)
        if step.repeats and step.key in self.closings:
            done.append(self.closings[step.key])
        if step.own and not done and (added := self._change(step, PlanChangeKind.ADDED)) is not None:
            return added.changed_on, False  # nothing was late before the user thought of it
        if step.after == PREVIOUS or not done:
            first = marks.get("due") if step.after == REPLY else marks.get("opened")
            return max((one.on for one in done), default=first), step.after == REPLY
        replies = [one.reply_by for one in done if one.reply_by is not None]
        last = max(one.on for one in done)
        start, due = max([last, *replies]), marks.get("due")
        if due is not None and due >= min(start, self.facts.today):
            return max(
                start, due
            ), True  # whatever was skipped or sent before, nothing is claimed before that day is over
        return start, bool(replies) and max(replies) >= last

    # ---- what is said of each ----------------------------------------------------------------------------------------
    def views(self) -> list[StepView]:
        """Each step in order; those to come with an estimate of their dates."""
        found, estimate = [], None
        for place, step in enumerate(self.steps):
            view = self._view(place, step, estimate)
            ahead = view.state is StepState.LATER and not step.urgent
            if ahead or view.state in {StepState.CURRENT, StepState.WAITING}:
                day = max(filter(None, (view.by, view.until, self.facts.today)))
                left = self.facts.reply_days.get(step.target, 0) if step.action == "letter" else 0
                estimate = day + timedelta(left)
            found.append(view)
        return found

    def _view(self, place: int, step: PlanStep, estimate: date | None) -> StepView:
        closing = self.closings.get(step.key)
        view = StepView(
            step=step,
            state=StepState.LATER,
            days=self._dates(place).days,
            closed_on=closing.on if closing is not None else None,
            running=self._is_running(step),
            changes=tuple(self._changes(step)),
        )
        if self._is_closed(step):
            return replace(view, state=StepState.DONE)
        if step is self.current:
            return self._current(place, view)
        if (out := self._out(place, step)) is not None:
            return replace(view, state=out[0], why=out[1])
        if step.by and (set_by_law := self._dates(place).by) is not None:
            return replace(view, by=set_by_law)
        if estimate is None:
            return view
        return replace(view, start=estimate, by=estimate + timedelta(view.days or 0), estimated=True)

    def _current(self, place: int, view: StepView) -> StepView:
        dates, today = self._dates(place), self.facts.today
        view = replace(view, start=dates.start, by=dates.by, days=dates.days, state=StepState.CURRENT)
        if view.running:
            return view
        postponed = self._change(view.step, PlanChangeKind.POSTPONED)
        until = postponed.until if postponed is not None else None
        if until is not None and view.step.by and dates.by is not None and until > dates.by:
            until = None  # put off when nothing pressed yet: what the law sets is not put off
        if until is not None and (dates.by is None or until > dates.by) and not view.step.by:
            view = replace(view, by=until)
        if until is not None and until > today:
            why = f"Reportée par vous au {formats.date_long(until)}."
            return replace(view, state=StepState.WAITING, until=until, why=why, postponed=True)
        if dates.waits and dates.start is not None and dates.start >= today and not view.step.urgent:
            why = f"Pas avant le {formats.date_long(dates.start)}."
            return replace(view, state=StepState.WAITING, until=dates.start, why=why)
        if view.step.action in WAYS and self.facts.noted_on is not None and not view.step.urgent:
            return replace(view, by=self.facts.noted_on, days=None, why=NOTED)
        return view


def _by_step(changes: Sequence[PlanChange]) -> Mapping[str, list[PlanChange]]:
    """The changes of each step, the latest last; that which added a step is that step's own."""
    found: defaultdict[str, list[PlanChange]] = defaultdict(list)
    for one in sorted(changes, key=lambda change: change.id or 0):
        found[key_of(one) if one.kind is PlanChangeKind.ADDED else one.step].append(one)
    return found


def key_of(added: PlanChange) -> str:
    """The key of the step that a change added."""
    return f"{OWN}{added.id}"


def _with_own(steps: Sequence[PlanStep], changes: Sequence[PlanChange]) -> list[PlanStep]:
    """The steps of a plan with those of the user, each after the one it follows; before the last where that one is gone."""
    found = list(steps)
    for one in sorted((change for change in changes if change.kind is PlanChangeKind.ADDED), key=lambda c: c.id or 0):
        keys = [step.key for step in found]
        place = keys.index(one.step) + 1 if one.step in keys else 0 if not one.step else len(found) - 1
        place = min(place, len(found) - 1)
        found.insert(place, _own_step(one, found[max(place - 1, 0)]))
    return found


def _own_step(added: PlanChange, follows: PlanStep) -> PlanStep:
    return PlanStep(
        key=key_of(added),
        title=added.title,
        sentence=added.title,
        button="C’est fait",
        action="plan",
        stage=follows.stage,
        after=PREVIOUS,
        days=added.days,
        why=added.reason,
        source=CHOICE,
    )
