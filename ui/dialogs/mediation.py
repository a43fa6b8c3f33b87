"""Complaints, mediations, mediators and conventions asked in windows: each function shows one form and waits.

They return the record's id (``open_complaint`` the dispute's), or ``None`` when nothing was saved.
"""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.operations import complaints, mediations, mediators
from litigedesk.queries import mediations as queries

from ..context import Context
from ..forms.complaint_form import ComplaintForm
from ..forms.convention_form import ConventionForm
from ..forms.form import Form
from ..forms.mediation_form import MediationForm
from ..forms.mediation_steps import StepForm
from ..forms.mediator_form import MediatorForm
from .form_dialog import ask_made

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the card that explains
ROOMY: Final = 840  # the checklist of conditions
NARROW: Final = 600


def open_complaint(context: Context, parent: QWidget | None, client_id: int | None = None) -> int | None:
    """Open a dispute about a complaint, of that client if one is given; the dispute's id."""
    return ask_made(context, parent, lambda: ComplaintForm(context, client_id=client_id), width=WITH_SIDE)


def edit_complaint(
    context: Context,
    parent: QWidget | None,
    complaint_id: int | None,
    field: str | None = None,
    *,
    dispute_id: int | None = None,
) -> int | None:
    """Change a complaint, or note one in a dispute; ``field`` is where the cursor goes."""
    remove = None if complaint_id is None else lambda: context.run(complaints.delete, complaint_id)

    def form() -> Form:
        return ComplaintForm(context, complaint_id, dispute_id=dispute_id)

    return ask_made(context, parent, form, field=field, remove=remove, width=WITH_SIDE)


def edit_mediation(
    context: Context,
    parent: QWidget | None,
    mediation_id: int | None,
    field: str | None = None,
    *,
    dispute_id: int | None = None,
) -> int | None:
    """Change the whole file of a mediation, or open one (the dispute is asked when none is given)."""
    remove = None if mediation_id is None else lambda: context.run(mediations.delete, mediation_id)

    def form() -> Form:
        return MediationForm(context, mediation_id, dispute_id=dispute_id)

    return ask_made(context, parent, form, field=field, remove=remove, width=ROOMY)


def note_step(context: Context, parent: QWidget | None, mediation_id: int, step: str) -> int | None:
    """Note one step of a mediation, a key of ``forms.mediation_steps.STEPS``."""
    return ask_made(context, parent, lambda: StepForm(context, mediation_id, step), width=NARROW)


def edit_mediator(
    context: Context, parent: QWidget | None, mediator_id: int | None, field: str | None = None, *, shipped: str = ""
) -> int | None:
    """Change a mediator of the user's register, or add one, taken from the shipped row of that key if one is given.

    A row already taken is changed, not taken twice.
    """
    if mediator_id is None and shipped:
        mediator_id = next((one.id for one in queries.mediators(context.desk) if one.shipped == shipped), None)
    remove = None if mediator_id is None else lambda: context.run(mediators.delete, mediator_id)
    return ask_made(
        context,
        parent,
        lambda: MediatorForm(context, mediator_id, shipped=shipped),
        field=field,
        remove=remove,
        width=WITH_SIDE,
    )


def edit_convention(
    context: Context,
    parent: QWidget | None,
    convention_id: int | None,
    field: str | None = None,
    *,
    mediator_id: int | None = None,
    renewed_id: int | None = None,
) -> int | None:
    """Change a convention, or note one: with that mediator if one is given, or as what follows the one of ``renewed_id``."""
    remove = None if convention_id is None else lambda: context.run(mediators.delete_convention, convention_id)

    def form() -> Form:
        return ConventionForm(context, convention_id, mediator_id=mediator_id, renewed_id=renewed_id)

    return ask_made(context, parent, form, field=field, remove=remove)
