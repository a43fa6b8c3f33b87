"""Procedures asked in windows: each function shows one form and waits.

They return the procedure's id, or ``None`` when nothing was saved.
"""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.procedure import ProcedureKind
from litigedesk.errors import NotFound
from litigedesk.operations import procedures
from litigedesk.queries import procedures as queries

from ..context import Context
from ..forms.form import Form
from ..forms.procedure_form import ProcedureForm
from ..forms.procedure_steps import STEPS, ProcedureStepForm
from .form_dialog import ask_made

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the dates that follow from them
NARROW: Final = 600


def begin_procedure(
    context: Context, parent: QWidget | None, dispute_id: int, kind: ProcedureKind, field: str | None = None
) -> int | None:
    """Begin a procedure of that kind in a dispute; ``field`` is where the cursor goes."""

    def form() -> Form:
        return ProcedureForm(context, dispute_id=dispute_id, kind=kind)

    return ask_made(context, parent, form, field=field, width=WITH_SIDE)


def edit_procedure(context: Context, parent: QWidget | None, procedure_id: int, field: str | None = None) -> int | None:
    """Change the whole of a procedure; ``field`` is where the cursor goes."""

    def form() -> Form:
        return ProcedureForm(context, procedure_id)

    def remove() -> object:
        return context.run(procedures.delete, procedure_id)

    return ask_made(context, parent, form, field=field, remove=remove, width=WITH_SIDE)


def note_procedure_step(context: Context, parent: QWidget | None, procedure_id: int, step: str) -> int | None:
    """Note one step of a procedure; one that its kind has no small form for is noted in the whole of it."""
    try:
        kind = queries.procedure(context.desk, procedure_id).kind
    except NotFound as gone:
        context.fail(gone)
        return None
    if step not in STEPS[kind]:
        return edit_procedure(context, parent, procedure_id, step)
    return ask_made(context, parent, lambda: ProcedureStepForm(context, procedure_id, step), width=NARROW)
