"""What to do next in a situation: plans kept as data, and where a dispute stands in its own."""

from litigedesk.rules.plans.course import course
from litigedesk.rules.plans.definition import ACTIONS, CONDITIONS, Plan, PlanStep, Situation
from litigedesk.rules.plans.files import check_letters, read
from litigedesk.rules.plans.view import Closing, PlanFacts, PlanView, StepState, StepView

__all__ = [
    "ACTIONS",
    "CONDITIONS",
    "Closing",
    "Plan",
    "PlanFacts",
    "PlanStep",
    "PlanView",
    "Situation",
    "StepState",
    "StepView",
    "check_letters",
    "course",
    "read",
]
