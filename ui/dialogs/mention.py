"""The mention of the mediator in one place, asked in a window."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from litigedesk.operations import mediators
from litigedesk.queries.mentions import Place

from ..context import Context
from ..forms.mention_form import MentionForm
from .form_dialog import ask_form

NARROW = 600  # px at the normal text size


def note_mention(context: Context, parent: QWidget | None, place: Place) -> int | None:
    """Note when and where it was put; what was noted can be taken back."""
    placed = place.placed
    remove = None
    if placed is not None:
        gone = replace(placed, placed_on=None)
        remove = lambda: context.run(mediators.place_mention, gone)  # noqa: E731
    return ask_form(MentionForm(context, place), parent, remove=remove, width=NARROW)
