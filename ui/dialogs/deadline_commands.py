"""What can be done to a deadline, in a dispute, a claim or a contract: one method each, whatever screen asks for it."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.operations import disputes

from ..context import Context
from . import dispute as dialogs


class DeadlineCommands:
    """Asks the operations and dialogs; ``owner`` is the widget the dialogs stand before."""

    def __init__(self, context: Context, owner: QWidget) -> None:
        self.context, self.owner = context, owner

    def edit(self, deadline: Deadline) -> None:
        """Change a deadline."""
        dialogs.edit_deadline(self.context, self.owner, deadline.dispute_id, deadline.id)

    def complete(self, deadline_id: int) -> None:
        """Mark a deadline done."""
        self.context.run(disputes.complete_deadline, deadline_id)

    def reopen(self, deadline: Deadline) -> None:
        """Open a deadline that was marked done."""
        self.context.run(disputes.save_deadline, replace(deadline, done_on=None))

    def postpone(self, deadline: Deadline, *, weeks: int = 0, months: int = 0) -> None:
        """Move a deadline by weeks or months, counted from today when it is past."""
        assert deadline.id is not None
        start: date = max(deadline.due_on, self.context.today())
        wanted = formats.add_months(start, months) + timedelta(weeks=weeks)
        self.context.run(disputes.postpone_deadline, deadline.id, wanted)

    def delete(self, deadline_id: int) -> None:
        """Put a deadline in the trash."""
        self.context.run(disputes.delete_deadline, deadline_id)
