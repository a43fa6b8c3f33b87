"""Reads ``resources/plans/*.toml`` and refuses what is not whole: a step unknown, a date nobody gives, a plan that never ends."""

from collections.abc import Container, Sequence
from pathlib import Path

from litigedesk import paths
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.errors import BugError
from litigedesk.rules import toml_rows
from litigedesk.rules.plans.definition import (
    ACTIONS,
    CLOCK,
    CLOSERS,
    CONDITIONS,
    MARKS,
    OWN,
    PREVIOUS,
    REPLY,
    TARGETED,
    Plan,
    PlanStep,
    Situation,
)
from litigedesk.rules.toml_rows import Row


def read(folder: Path | None = None) -> tuple[Plan, ...]:
    """Every plan, one per situation; ``BugError`` names the file and the row at fault."""
    folder = folder or paths.resources() / "plans"
    found = [_plan(path) for path in sorted(folder.glob("*.toml"))]
    held = [plan.situation for plan in found]
    if sorted(held) != sorted(Situation):
        raise BugError(f"plans: each situation must have one, found {sorted(held)}")
    return tuple(sorted(found, key=lambda plan: list(Situation).index(plan.situation)))


def check_letters(plans: Sequence[Plan], known: Container[str]) -> None:
    """``BugError`` when a plan proposes a letter that does not exist."""
    for plan in plans:
        for step in plan.steps:
            if step.action == "letter" and step.target not in known:
                raise BugError(f"{plan.id}: {step.key} proposes the letter {step.target}, which does not exist")


def _plan(path: Path) -> Plan:
    heads = toml_rows.rows(path, "plan", _head, beside=("step",))
    steps = toml_rows.rows(path, "step", _step, beside=("plan",))
    if len(heads) != 1:
        raise BugError(f"{path.name} must hold one plan, not {len(heads)}")
    toml_rows.check_distinct(path, [step.key for step in steps])
    _check_course(path, steps)
    row = heads[0]
    if row["id"] != path.stem:
        raise BugError(f"{path.name} holds the plan {row['id']}")
    return Plan(
        id=toml_rows.plain(row, "id"),
        title=toml_rows.text(row, "title"),
        situation=Situation(row["situation"]),
        says=toml_rows.text(row, "says"),
        read_on=toml_rows.day(row, "read_on"),
        steps=tuple(steps),
    )


def _head(row: Row) -> Row:
    toml_rows.check_keys(row, Plan)
    return {**row, "situation": Situation(row["situation"]), "read_on": toml_rows.day(row, "read_on")}


def _step(row: Row) -> PlanStep:
    toml_rows.check_keys(row, PlanStep)
    made = PlanStep(
        key=toml_rows.plain(row, "key"),
        title=toml_rows.text(row, "title"),
        sentence=toml_rows.text(row, "sentence"),
        button=toml_rows.text(row, "button"),
        action=toml_rows.plain(row, "action"),
        target=toml_rows.known(row, "target"),
        stage=DisputeStage(row["stage"]),
        after=toml_rows.plain(row, "after"),
        days=toml_rows.whole(row, "days") if "days" in row else None,
        by=toml_rows.known(row, "by"),
        conditions=toml_rows.texts(row, "conditions") if "conditions" in row else (),
        closed_by=toml_rows.texts(row, "closed_by") if "closed_by" in row else (),
        urgent=bool(row.get("urgent", False)),
        repeats=bool(row.get("repeats", False)),
        why=toml_rows.text(row, "why") if "why" in row else "",
        said=toml_rows.text(row, "said") if "said" in row else "",
        source=toml_rows.text(row, "source"),
    )
    _check(made)
    return made


def _check(step: PlanStep) -> None:
    if step.own:
        raise ValueError(f"« {OWN} » begins the keys of the user's own steps")
    if step.action not in ACTIONS:
        raise ValueError(f"no action is called {step.action}")
    if (step.action in TARGETED) is not bool(step.target):
        raise ValueError(f"{step.action} with the target {step.target!r}")
    if ACTIONS[step.action] and step.target not in ACTIONS[step.action]:
        raise ValueError(f"{step.action} knows no {step.target}")
    if unknown := [one for one in step.conditions if one not in CONDITIONS]:
        raise ValueError(f"no condition is called {', '.join(unknown)}")
    if unknown := [one for one in step.closed_by if not one.startswith(CLOSERS)]:
        raise ValueError(f"nothing closes a step as {', '.join(unknown)}")
    if step.after not in MARKS | {PREVIOUS, REPLY} and not _is_clock(step.after):
        raise ValueError(f"no date is called {step.after}")
    if step.by and step.by not in MARKS and not _is_clock(step.by):
        raise ValueError(f"no date is called {step.by}")
    if step.days is not None and step.days < 0:
        raise ValueError("a delay cannot be negative")
    if step.urgent and not step.conditions:
        raise ValueError("an urgent step without a condition would keep all others from coming")


def _is_clock(name: str) -> bool:
    return name.startswith(CLOCK) and name.removeprefix(CLOCK) in set(Clock)


def _check_course(path: Path, steps: Sequence[PlanStep]) -> None:
    """A plan moves on: every step but the last can be closed, and the last is always there to end the dispute."""
    last = steps[-1]
    if last.action != "close" or last.closed_by or last.conditions or last.repeats:
        raise BugError(f"{path.name}: the last step must end the dispute, whatever the facts")
    for step in steps[:-1]:
        if step.action == "close":
            raise BugError(f"{path.name}: {step.key} ends the dispute before the last step")
        if not step.closed_by and not step.conditions:
            raise BugError(f"{path.name}: nothing ever closes {step.key}")
    first = next(step for step in steps if not step.urgent)
    if first.after in {PREVIOUS, REPLY}:
        raise BugError(f"{path.name}: {first.key} is the first and counts from no step")
    order = list(DisputeStage)
    normal = [order.index(step.stage) for step in steps if not step.urgent]
    if normal != sorted(normal):
        raise BugError(f"{path.name}: its stages go backwards")
