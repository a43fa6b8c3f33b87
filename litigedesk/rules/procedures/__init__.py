"""The ways on once letters have failed: which are open, what they cost, their file, their course and their dates."""

from litigedesk.domain.procedure import ProcedureKind
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.law import Law
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
    "phase",
    "running",
    "stage",
    "started",
    "steps",
    "verdict",
    "ways",
]


def assess(kind: ProcedureKind, facts: CaseFacts, law: Law) -> Assessment:
    """One way on, judged by the facts of a dispute."""
    return Assessment(key=str(kind), kind=kind, title=kind.label, verdict=Verdict.ASK)


def ways(facts: CaseFacts, law: Law) -> tuple[Assessment, ...]:
    """Every way on, in the order to consider them; the one that the program does not open stands last."""
    return tuple(assess(kind, facts, law) for kind in ProcedureKind)
