"""Agreements with the client asked in windows: each function shows one form and waits.

They return the agreement's id, or ``None`` when nothing was saved.
"""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.operations import agreements

from ..context import Context
from ..forms.agreement_form import AgreementForm
from ..forms.agreement_steps import AgreementStepForm
from ..forms.form import Form
from .form_dialog import ask_made

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and what such a paper is worth
NARROW: Final = 600


def propose_agreement(context: Context, parent: QWidget | None, dispute_id: int, kind: AgreementKind) -> int | None:
    """Prepare an agreement of that kind in a dispute."""
    return ask_made(context, parent, lambda: AgreementForm(context, dispute_id=dispute_id, kind=kind), width=WITH_SIDE)


def edit_agreement(context: Context, parent: QWidget | None, agreement_id: int, field: str | None = None) -> int | None:
    """Change the whole of an agreement; ``field`` is where the cursor goes."""

    def form() -> Form:
        return AgreementForm(context, agreement_id)

    def remove() -> object:
        return context.run(agreements.delete, agreement_id)

    return ask_made(context, parent, form, field=field, remove=remove, width=WITH_SIDE)


def note_agreement_step(context: Context, parent: QWidget | None, agreement_id: int, step: str) -> int | None:
    """Note one step of an agreement, a key of ``forms.agreement_steps.STEPS``."""
    return ask_made(context, parent, lambda: AgreementStepForm(context, agreement_id, step), width=NARROW)
