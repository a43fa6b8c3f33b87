"""Insurance claims and policies asked in windows: each function shows one form and waits.

They return the record's id, or ``None`` when nothing was saved.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.errors import NotFound
from litigedesk.operations import insurance_claims, policies
from litigedesk.queries import insurance_claims as queries

from ..context import Context
from ..forms.claim_form import ClaimForm
from ..forms.claim_piece_form import ClaimPieceForm
from ..forms.claim_steps import ClaimStepForm
from ..forms.form import Form
from ..forms.insurer_request_form import InsurerRequestForm
from ..forms.limitation_form import ClaimLimitationForm
from ..forms.policy_form import PolicyForm
from .form_dialog import ask_made

WITH_SIDE: Final = 1040  # px at the normal text size: the fields and the cards that explain
ROOMY: Final = 840
NARROW: Final = 600
REQUEST, REOPEN = "request", "reopen"


def edit_claim(
    context: Context,
    parent: QWidget | None,
    claim_id: int | None,
    field: str | None = None,
    *,
    dispute_id: int | None = None,
    client_id: int | None = None,
) -> int | None:
    """Change the whole file of a claim, or note one, from a dispute or of a client if one is given."""
    remove = None if claim_id is None else lambda: context.run(insurance_claims.delete, claim_id)

    def form() -> Form:
        return ClaimForm(context, claim_id, dispute_id=dispute_id, client_id=client_id)

    return ask_made(context, parent, form, field=field, remove=remove, width=WITH_SIDE)


def note_claim_step(context: Context, parent: QWidget | None, claim_id: int, step: str) -> int | None:
    """Note one step of a claim: a key of ``forms.claim_steps.STEPS``, « request » (the first one waiting) or « reopen »."""
    if step == REQUEST:
        return edit_request(context, parent, claim_id, _waiting(context, claim_id))
    if step == REOPEN:
        return _reopen(context, claim_id)
    return ask_made(context, parent, lambda: ClaimStepForm(context, claim_id, step), width=NARROW)


def _waiting(context: Context, claim_id: int) -> int | None:
    try:
        found = queries.file(context.desk, claim_id, context.today()).requests
    except NotFound:
        return None
    waiting = [one for one in found if one.answered_on is None]
    return min(waiting, key=lambda one: (one.due_on is None, one.due_on or one.asked_on)).id if waiting else None


def _reopen(context: Context, claim_id: int) -> int | None:
    try:
        claim = queries.claim(context.desk, claim_id)
    except NotFound as gone:
        context.fail(gone)
        return None
    outcome = context.run(insurance_claims.save, replace(claim, outcome=None, closed_on=None))
    return outcome.value.id if outcome else None


def edit_request(context: Context, parent: QWidget | None, claim_id: int, request_id: int | None = None) -> int | None:
    """Change what the insurer asked for, or note it."""
    remove = None if request_id is None else lambda: context.run(insurance_claims.delete_request, request_id)
    return ask_made(
        context, parent, lambda: InsurerRequestForm(context, claim_id, request_id), remove=remove, width=NARROW
    )


def edit_piece(
    context: Context, parent: QWidget | None, claim_id: int, key: str = "", piece_id: int | None = None
) -> int | None:
    """Note a piece of a claim's file: one of the checklist by its ``key``, one already noted, or another."""
    remove = None if piece_id is None else lambda: context.run(insurance_claims.delete_piece, piece_id)
    return ask_made(
        context, parent, lambda: ClaimPieceForm(context, claim_id, key, piece_id), remove=remove, width=NARROW
    )


def edit_policy(
    context: Context,
    parent: QWidget | None,
    policy_id: int | None,
    field: str | None = None,
    *,
    company_id: int | None = None,
) -> int | None:
    """Change a policy, or add one, held by that portage company if one is given."""
    remove = None if policy_id is None else lambda: context.run(policies.delete, policy_id)
    return ask_made(
        context,
        parent,
        lambda: PolicyForm(context, policy_id, company_id=company_id),
        field=field,
        remove=remove,
        width=ROOMY,
    )


def note_interruption(
    context: Context, parent: QWidget | None, claim_id: int, event_id: int | None = None
) -> int | None:
    """Add or change what starts the two years against the insurer again."""
    remove = None if event_id is None else lambda: context.run(insurance_claims.delete_limitation_event, event_id)
    return ask_made(context, parent, lambda: ClaimLimitationForm(context, claim_id, event_id), remove=remove)
