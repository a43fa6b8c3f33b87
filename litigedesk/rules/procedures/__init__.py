"""The ways on once letters have failed: which are open, what they cost, their file, their course and their dates."""

from litigedesk.rules.procedures.assessment import Assessment, Cost, CourtAdvice, verdict
from litigedesk.rules.procedures.course import (
    STEPS,
    Phase,
    insolvent,
    judgment_on,
    no_payment,
    phase,
    running,
    stage,
    started,
    steps,
)
from litigedesk.rules.procedures.dates import clocks
from litigedesk.rules.procedures.facts import CaseFacts, is_abroad
from litigedesk.rules.procedures.ways import assess, order, ways

__all__ = [
    "STEPS",
    "Assessment",
    "CaseFacts",
    "Cost",
    "CourtAdvice",
    "Phase",
    "assess",
    "clocks",
    "insolvent",
    "is_abroad",
    "judgment_on",
    "no_payment",
    "order",
    "phase",
    "running",
    "stage",
    "started",
    "steps",
    "verdict",
    "ways",
]
