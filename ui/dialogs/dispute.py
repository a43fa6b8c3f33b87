"""Everything about a dispute that is asked in a window: each function shows one form and waits.

They return the record's id, or ``None`` when nothing was saved; ``FormDialog`` keeps what was typed as a draft.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from litigedesk.domain.records import Event, LimitationEvent
from litigedesk.domain.vocabulary import ClosingReason, DisputeStage, EventKind
from litigedesk.errors import NotFound, UserError
from litigedesk.operations import contest as contest_operations
from litigedesk.operations import disputes as operations
from litigedesk.queries import agenda, disputes, insurance_claims
from litigedesk.queries.disputes import Dossier

from ..context import Context
from ..forms.closing_form import ClosingForm
from ..forms.contest_form import ContestForm
from ..forms.deadline_form import DeadlineForm
from ..forms.dispute_form import DisputeForm
from ..forms.event_form import EventForm
from ..forms.limitation_form import LimitationEventForm
from ..forms.tracking_form import TrackingForm
from .form_dialog import ask_form

R = TypeVar("R", Event, LimitationEvent)
NARROW = 600  # px at the normal text size


def edit_dispute(
    context: Context,
    parent: QWidget | None,
    dispute_id: int | None,
    client_id: int | None = None,
    invoice_ids: Sequence[int] = (),
    field: str | None = None,
) -> int | None:
    """Open a dispute (``dispute_id=None``), with its client and invoices if they are known, or change one."""
    if dispute_id is not None and field is not None and field.startswith("contest"):
        return contest(context, parent, dispute_id, field)  # it has its own form
    dossier = None
    if dispute_id is not None and (dossier := _dossier(context, dispute_id)) is None:
        return None
    return ask_form(DisputeForm(context, dossier, client_id, invoice_ids), parent, field=field)


def contest(context: Context, parent: QWidget | None, dispute_id: int, field: str | None = None) -> int | None:
    """Note what the client contests of what they owe, or change it."""
    dossier = _dossier(context, dispute_id)
    if dossier is None:
        return None
    form = ContestForm(context, dossier)
    lifted = lambda: context.run(contest_operations.lift, dispute_id)  # noqa: E731
    remove = lifted if dossier.dispute.contested_amount else None
    return ask_form(form, parent, field=field, remove=remove, width=NARROW)


def close_dispute(context: Context, parent: QWidget | None, dispute_id: int) -> int | None:
    """Close a dispute with its reason and date; « Payé » is proposed once nothing is due."""
    dossier = _dossier(context, dispute_id)
    if dossier is None:
        return None
    reason = None if dossier.sums.total_due else ClosingReason.PAID
    return ask_form(ClosingForm(context, dossier.dispute, reason), parent, width=NARROW)


def track_letter(context: Context, parent: QWidget | None, letter_id: int) -> int | None:
    """Note how a letter left and what became of it."""
    try:
        letter = disputes.letter(context.desk, letter_id)
    except UserError as error:
        context.fail(error)
        return None
    return ask_form(TrackingForm(context, letter), parent, width=NARROW)


def edit_event(
    context: Context,
    parent: QWidget | None,
    dispute_id: int,
    event_id: int | None = None,
    kind: EventKind = EventKind.NOTE,
) -> int | None:
    """Add a line to the timeline, or change one typed by hand."""
    dossier = _dossier(context, dispute_id)
    if dossier is None:
        return None
    event = _found(dossier.events, event_id)
    mediated = bool(dossier.mediations) or dossier.dispute.stage is DisputeStage.ASSISTED
    owing = dossier.limitation is not None
    form = EventForm(context, dispute_id, event, kind, mediated=mediated, owing=owing)
    remove = None if event_id is None else lambda: context.run(operations.delete_event, event_id)
    return ask_form(form, parent, remove=remove, width=NARROW)


def edit_claim_event(
    context: Context,
    parent: QWidget | None,
    claim_id: int,
    event_id: int | None = None,
    kind: EventKind = EventKind.NOTE,
) -> int | None:
    """The same in the timeline of an insurance claim, which is also that of the dispute it came of."""
    try:
        file = insurance_claims.file(context.desk, claim_id, context.today())
    except NotFound as error:
        context.fail(error)
        return None
    form = EventForm(context, file.claim.dispute_id, _found(file.events, event_id), kind, claim_id=claim_id)
    remove = None if event_id is None else lambda: context.run(operations.delete_event, event_id)
    return ask_form(form, parent, remove=remove, width=NARROW)


def edit_deadline(
    context: Context,
    parent: QWidget | None,
    dispute_id: int | None,
    deadline_id: int | None = None,
    title: str = "",
    *,
    due_on: date | None = None,
) -> int | None:
    """Add a deadline, with a title or a day if they are known, or change one; without a dispute the form asks for it.

    One that a rule set cannot be deleted: it follows from its record.
    """
    try:
        deadline = None if deadline_id is None else agenda.deadline(context.desk, deadline_id)
    except NotFound as error:
        context.fail(error)
        return None
    form = DeadlineForm(context, dispute_id, deadline, title, due_on)
    remove = None
    if deadline_id is not None and deadline is not None and deadline.clock is None:
        remove = lambda: context.run(operations.delete_deadline, deadline_id)  # noqa: E731
    return ask_form(form, parent, remove=remove, width=NARROW)


def edit_limitation_event(
    context: Context, parent: QWidget | None, dispute_id: int, event_id: int | None = None
) -> int | None:
    """Add or change what interrupts or suspends the limitation period."""
    dossier = _dossier(context, dispute_id)
    if dossier is None:
        return None
    event = _found(dossier.limitation_events, event_id)
    form = LimitationEventForm(context, dispute_id, event, dossier.client.kind)
    remove = None if event_id is None else lambda: context.run(operations.delete_limitation_event, event_id)
    return ask_form(form, parent, remove=remove)


def _dossier(context: Context, dispute_id: int) -> Dossier | None:
    try:
        return disputes.dossier(context.desk, dispute_id, context.today())
    except NotFound as error:
        context.fail(error)
        return None


def _found(records: Sequence[R], record_id: int | None) -> R | None:
    return next((record for record in records if record.id == record_id), None)
