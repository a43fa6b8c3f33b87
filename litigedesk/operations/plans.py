"""What the user changes in the plan of a dispute: another delay, a step skipped, put off, done or added; and back again.

The plan itself is never stored: it is computed anew from the facts and these changes, which stay with the plan they were made in.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.records import Dispute, Event
from litigedesk.domain.vocabulary import DisputeStage, EventAuthor, EventKind
from litigedesk.errors import InvalidInput, NotFound, Problem, Refused
from litigedesk.operations.outcome import operation
from litigedesk.queries import cases, plans
from litigedesk.rules.plans import PlanView, StepState, StepView, key_of

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Kind = PlanChangeKind
_LAST = "C’est la dernière étape du plan\u00a0: elle clôt le litige."


@operation("Délai d’une étape changé{ dans plan_change}")
def change_delay(desk: "Desk", dispute_id: int, step: str, days: int, reason: str = "") -> PlanChange:
    """Give a step another delay, in calendar days. ``Refused`` for a date that the law or a record sets, ``InvalidInput``."""
    plan, view = _found(desk, dispute_id, step)
    if view.step.by or view.days is None:
        raise Refused(
            "Cette date ne se change pas ici\u00a0: la loi ou une échéance du dossier la fixe. Changez l’échéance."
        )
    return _put(desk, _change(desk, dispute_id, plan, step, Kind.DELAY, days=days, reason=reason.strip()))


@operation("Étape passée{ dans plan_change}")
def skip(desk: "Desk", dispute_id: int, step: str, reason: str = "") -> PlanChange:
    """Skip a step that is still to do; the timeline says so. ``Refused`` for the last step or one already done."""
    plan, view = _found(desk, dispute_id, step)
    _refuse_done(view)
    _forget(desk, dispute_id, plan, step, Kind.POSTPONED)
    made = _put(desk, _change(desk, dispute_id, plan, step, Kind.SKIPPED, reason=reason.strip()))
    _note(desk, dispute_id, made.changed_on, f"Étape passée\u00a0: {view.step.title}", reason.strip())
    return made


@operation("Étape reprise{ dans plan_change}")
def unskip(desk: "Desk", dispute_id: int, step: str) -> None:
    """Take a skipped step up again. ``NotFound`` when it is not skipped."""
    plan, view = _found(desk, dispute_id, step)
    if not _forget(desk, dispute_id, plan, step, Kind.SKIPPED):
        raise NotFound("Cette étape n’est pas passée.")
    _note(desk, dispute_id, desk.today(), f"Étape reprise\u00a0: {view.step.title}")


@operation("Étape reportée{ dans plan_change}")
def postpone(desk: "Desk", dispute_id: int, step: str, until: date, reason: str = "") -> PlanChange:
    """Put a step off until a day to come. ``InvalidInput`` for another day, or one past the date that the law sets."""
    plan, view = _found(desk, dispute_id, step)
    _refuse_done(view)
    if view.state is StepState.OUT:
        raise Refused(f"Cette étape est sans objet ici. {view.why}".strip())
    if view.step.by and view.by is not None and until > view.by:
        last = formats.date_long(view.by)
        raise InvalidInput([Problem("until", f"Cette étape a une date limite\u00a0: au plus tard le {last}.")])
    return _put(desk, _change(desk, dispute_id, plan, step, Kind.POSTPONED, until=until, reason=reason.strip()))


@operation("Étape faite{ dans plan_change}")
def mark_done(desk: "Desk", dispute_id: int, step: str, done_on: date | None = None, reason: str = "") -> PlanChange:
    """Note a step as done, today or before, though nothing on file shows it. ``Refused`` for the last one or one done."""
    plan, view = _found(desk, dispute_id, step)
    _refuse_done(view)
    day = done_on or desk.today()
    added = next((one for one in view.changes if one.kind is Kind.ADDED), None)
    if added is not None:
        made = replace(added, done_on=day)
        validation.refuse(validation.plan_change_problems(made, desk.today()))
        made = desk.table(PlanChange).update(made)
    else:
        made = _put(desk, _change(desk, dispute_id, plan, step, Kind.DONE, done_on=day, reason=reason.strip()))
    _forget(desk, dispute_id, plan, step, Kind.SKIPPED, Kind.POSTPONED)
    _note(desk, dispute_id, day, f"Étape faite\u00a0: {view.step.title}", reason.strip())
    return made


@operation("Étape ajoutée au plan{ de plan_change}")
def add_step(desk: "Desk", dispute_id: int, after: str, title: str, days: int, reason: str = "") -> PlanChange:
    """Add a step of the user's own after another, ``""`` for the first place; ``days`` from the one before. ``InvalidInput``."""
    plan = _plan(desk, dispute_id)
    if after and after not in {one.step.key for one in plan.steps}:
        raise NotFound("L’étape qui devait précéder n’est plus dans le plan.")
    made = _change(desk, dispute_id, plan, after, Kind.ADDED, days=days, title=title.strip(), reason=reason.strip())
    validation.refuse(validation.plan_change_problems(made, desk.today()))
    return desk.table(PlanChange).insert(made)


@operation("Changement du plan annulé{ dans plan_change}")
def remove_change(desk: "Desk", change_id: int) -> None:
    """Take one change back, as if it had not been made; a step of the user's own goes with all that was changed in it."""
    table = desk.table(PlanChange)
    change = table.get(change_id)
    own = table.where(dispute_id=change.dispute_id, plan=change.plan, step=key_of(change))
    for one in (change, *(own if change.kind is Kind.ADDED else ())):
        table.delete(one.id or 0)


# ---- inside the running step -----------------------------------------------------------------------------------------
def _plan(desk: "Desk", dispute_id: int) -> PlanView:
    if desk.table(Dispute).get(dispute_id).stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant de changer son plan.")
    return plans.view(desk, cases.read(desk, dispute_id, desk.today()), desk.today())


def _found(desk: "Desk", dispute_id: int, step: str) -> tuple[PlanView, StepView]:
    plan = _plan(desk, dispute_id)
    view = next((one for one in plan.steps if one.step.key == step), None)
    if view is None:
        raise NotFound("Cette étape n’est plus dans le plan.")
    if view is plan.steps[-1]:
        raise Refused(_LAST)
    return plan, view


def _refuse_done(view: StepView) -> None:
    if view.state is StepState.DONE:
        raise Refused("Cette étape est déjà faite.")


def _change(
    desk: "Desk",
    dispute_id: int,
    plan: PlanView,
    step: str,
    kind: PlanChangeKind,
    *,
    days: int | None = None,
    until: date | None = None,
    title: str = "",
    reason: str = "",
    done_on: date | None = None,
) -> PlanChange:
    return PlanChange(
        dispute_id=dispute_id,
        plan=plan.plan_id,
        step=step,
        kind=kind,
        days=days,
        until=until,
        title=title,
        reason=reason,
        done_on=done_on,
        changed_on=desk.today(),
    )


def _put(desk: "Desk", change: PlanChange) -> PlanChange:
    """Save a change in the place of one of the same kind to the same step."""
    validation.refuse(validation.plan_change_problems(change, desk.today()))
    table = desk.table(PlanChange)
    for one in table.where(dispute_id=change.dispute_id, plan=change.plan, step=change.step, kind=change.kind):
        table.delete(one.id or 0)
    return table.insert(change)


def _forget(desk: "Desk", dispute_id: int, plan: PlanView, step: str, *kinds: PlanChangeKind) -> int:
    """Take the changes of these kinds away from a step; how many there were."""
    table = desk.table(PlanChange)
    held = [
        one for kind in kinds for one in table.where(dispute_id=dispute_id, plan=plan.plan_id, step=step, kind=kind)
    ]
    for one in held:
        table.delete(one.id or 0)
    return len(held)


def _note(desk: "Desk", dispute_id: int, on: date, title: str, body: str = "") -> None:
    desk.table(Event).insert(
        Event(
            dispute_id=dispute_id,
            kind=EventKind.NOTE,
            author=EventAuthor.PROGRAM,
            happened_on=on,
            title=title,
            body=body,
        )
    )
