"""What keeps a change to a plan from being saved, field by field."""

from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import Problems, past, plausible_date, required

LONGEST: Final = 3650  # calendar days: ten years, the life of an enforceable title


def plan_change_problems(change: PlanChange, today: date) -> Problems:
    """Faults of one change to a plan."""
    problems = [
        *length_problems(change),
        *plausible_date("until", change.until),
        *past("done_on", change.done_on, today),
    ]
    if change.kind is PlanChangeKind.ADDED:
        problems += required("title", change.title.strip(), "Dites ce qu’il y a à faire.")
    if change.kind in {PlanChangeKind.ADDED, PlanChangeKind.DELAY}:
        problems += _delay(change.days)
    if change.kind is PlanChangeKind.POSTPONED and (change.until is None or change.until <= today):
        tomorrow = formats.date_long(today + timedelta(1))
        problems.append(Problem("until", f"Choisissez un jour à venir, à partir du {tomorrow}."))
    return problems


def _delay(days: int | None) -> Problems:
    if days is None or not 0 <= days <= LONGEST:
        most = formats.number(LONGEST)
        return [Problem("days", f"Indiquez un délai entre 0 et {most} jours.")]
    return []
