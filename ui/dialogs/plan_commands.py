"""What can be changed in the plan of a dispute, one method each."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.plan import PlanChangeKind
from litigedesk.operations import plans
from litigedesk.rules.plans import PlanView, StepView

from ..context import Context
from ..forms.plan_forms import AddStepForm, DelayForm, PostponeForm, SkipForm
from .form_dialog import ask_form

NARROW = 600  # px at the normal text size


class PlanCommands:
    """Asks the operations and forms; ``owner`` is the widget the dialogs stand before."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        self.context, self.owner = context, owner

    def add(self, dispute_id: int, plan: PlanView) -> None:
        """Add a step of the user's own."""
        ask_form(AddStepForm(self.context, dispute_id, plan), self.owner, width=NARROW)

    def change_delay(self, dispute_id: int, view: StepView) -> None:
        """Give a step another delay."""
        ask_form(DelayForm(self.context, dispute_id, view), self.owner, width=NARROW)

    def postpone(self, dispute_id: int, view: StepView) -> None:
        """Put a step off."""
        ask_form(PostponeForm(self.context, dispute_id, view), self.owner, width=NARROW)

    def skip(self, dispute_id: int, view: StepView) -> None:
        """Skip a step."""
        ask_form(SkipForm(self.context, dispute_id, view), self.owner, width=NARROW)

    def done(self, dispute_id: int, view: StepView) -> None:
        """Note a step as done."""
        self.context.run(plans.mark_done, dispute_id, view.step.key)

    def take_up(self, dispute_id: int, view: StepView) -> None:
        """Take up a skipped step again."""
        self.context.run(plans.unskip, dispute_id, view.step.key)

    def restore(self, view: StepView) -> None:
        """Take the last change back."""
        if view.changes:
            self.context.run(plans.remove_change, view.changes[-1].id or 0)

    def remove(self, view: StepView) -> None:
        """Take a step of the user's own out of the plan."""
        added = next((one for one in view.changes if one.kind is PlanChangeKind.ADDED), None)
        if added is not None:
            self.context.run(plans.remove_change, added.id or 0)
