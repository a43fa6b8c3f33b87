"""The next step of a procedure: what to prepare, note or have done, or how long to wait."""

from datetime import date

from litigedesk.queries.next_step.step import NextStep
from litigedesk.queries.procedures import ProcedureFile


def propose(file: ProcedureFile, today: date) -> NextStep:
    """The next step of one procedure."""
    label = file.procedure.kind.label
    return NextStep(
        sentence=f"Suivez la démarche\u00a0: {label}.",
        reason=f"{file.phase.label}.",
        action="procedure-step",
        button="Noter la suite",
        procedure_id=file.procedure.id,
        step=file.steps[0] if file.steps else "ended",
        by=file.next_deadline.due_on if file.next_deadline is not None else None,
        waiting=True,
    )
