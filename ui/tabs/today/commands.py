"""What the buttons of the first screen do: one method for each."""

from datetime import date

from PySide6.QtWidgets import QWidget

from litigedesk.operations import disputes
from litigedesk.queries.today import Task as Waiting

from ...context import Context


class Commands:
    """Asks the operations and dialogs; ``parent`` is the widget whose window the dialogs stand before."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context, self._parent = context, parent

    def new_client(self) -> None:
        """Ask for a client, and go to its page."""
        from ...dialogs.records import edit_client

        if (client_id := edit_client(self.context, self._parent.window(), None)) is not None:
            self.context.navigate("client", client_id)

    def open_dispute(self, task: Waiting) -> None:
        """Open a dispute over the invoice of a task, and go to its dossier."""
        from ...dialogs.dispute import edit_dispute

        opened = edit_dispute(
            self.context, self._parent.window(), None, client_id=task.client_id, invoice_ids=(task.record[1],)
        )
        if opened is not None:
            self.context.navigate("dispute", opened)

    def compose(self, dispute_id: int, template_id: str) -> None:
        """Write a letter."""
        from ...letter_window import compose

        compose(self.context, self._parent.window(), dispute_id, template_id)

    def complete(self, deadline_id: int) -> None:
        """Mark a deadline done."""
        self.context.run(disputes.complete_deadline, deadline_id)

    def postpone(self, deadline_id: int, day: date) -> None:
        """Move a deadline to another day."""
        self.context.run(disputes.postpone_deadline, deadline_id, day)

    def show(self, record: tuple[str, int]) -> None:
        """Go to a record."""
        self.context.navigate(*record)
