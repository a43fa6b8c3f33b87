"""What to do next in a situation: plans kept as data, and where a dispute stands in its own."""

from litigedesk.rules.plans.course import PAST, course, key_of, point
from litigedesk.rules.plans.definition import (
    ACTIONS,
    CHOICE,
    CLOCK,
    CONDITIONS,
    MARKS,
    OWN,
    WAYS,
    Plan,
    PlanStep,
    Situation,
)
from litigedesk.rules.plans.files import check_letters, read
from litigedesk.rules.plans.view import Closing, PlanFacts, PlanView, Point, StepState, StepView

__all__ = [
    "ACTIONS",
    "CHOICE",
    "CLOCK",
    "CONDITIONS",
    "MARKS",
    "OWN",
    "PAST",
    "WAYS",
    "Closing",
    "Plan",
    "PlanFacts",
    "PlanStep",
    "PlanView",
    "Point",
    "Situation",
    "StepState",
    "StepView",
    "check_letters",
    "course",
    "key_of",
    "point",
    "read",
]
