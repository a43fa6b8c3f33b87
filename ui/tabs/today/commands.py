"""What the buttons of the first screen do: one method for each."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats

from ...context import Context
from ...models.list_query import ListQuery
from ...widgets.menu import add_action

if TYPE_CHECKING:
    from litigedesk.queries.agenda import Entry
    from litigedesk.queries.next_step import NextStep
    from litigedesk.queries.today import Task as Waiting


class Commands(QObject):
    """Asks the operations and dialogs; ``parent`` is the widget whose window the dialogs stand before.

    ``dates_asked(filter)`` when the calendar is to be shown.
    """

    dates_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self._parent = context, parent

    def new_client(self) -> None:
        """Ask for a client, and go to its page."""
        from ...dialogs.records import edit_client

        if (client_id := edit_client(self.context, self._parent.window(), None)) is not None:
            self.context.navigate("client", client_id)

    def open_dispute(self, task: "Waiting") -> None:
        """Open a dispute over the invoice of a task, and go to its dossier."""
        from ...dialogs.dispute import edit_dispute

        opened = edit_dispute(
            self.context, self._parent.window(), None, client_id=task.client_id, invoice_ids=(task.record[1],)
        )
        if opened is not None:
            self.context.navigate("dispute", opened)

    def complete(self, deadline_id: int) -> None:
        """Mark a deadline done."""
        from litigedesk.operations import disputes

        self.context.run(disputes.complete_deadline, deadline_id)

    def postpone(self, deadline_id: int, day: date) -> None:
        """Move a deadline to another day."""
        from litigedesk.operations import disputes

        self.context.run(disputes.postpone_deadline, deadline_id, day)

    def put_off(self, dispute_id: int, step: str, day: date) -> None:
        """Put a step of the plan of a dispute off until a day."""
        from litigedesk.operations import plans

        self.context.run(plans.postpone, dispute_id, step, day)

    def show_disputes(self, query: ListQuery) -> None:
        """Go to the list of disputes, narrowed."""
        self.context.show_list("dispute", query)

    def show_invoices(self, query: ListQuery) -> None:
        """Go to the list of invoices, narrowed."""
        self.context.show_list("invoice", query)

    def show_dates(self, subject: str) -> None:
        """Go to the calendar, of one subject or of all."""
        from ...agenda_entries import ALL

        self.dates_asked.emit(f"only-{subject}" if subject else ALL)

    def show(self, record: tuple[str, int]) -> None:
        """Go to a record; a date that stands alone opens its own form."""
        kind, record_id = record
        if kind == "deadline":
            from ...agenda import open_deadline

            open_deadline(self.context, self._parent, record_id)
        else:
            self.context.navigate(kind, record_id)

    def open_entry(self, entry: "Entry") -> None:
        """Go to what a date is about."""
        if entry.record is not None:
            self.show(entry.record)
        elif entry.deadline_id is not None:
            self.show(("deadline", entry.deadline_id))

    def fill_menu(self, menu: QMenu, task: "Waiting", today: date) -> None:
        """What can be done with a task at once: open it, say it is done, put it off."""
        add_action(menu, "Ouvrir", "folder-open", partial(self.show, task.record))
        if task.deadline_id is not None:
            add_action(menu, "C’est fait", "check", partial(self.complete, task.deadline_id))
            put_off = partial(self.postpone, task.deadline_id)
        elif task.planned and task.dispute_id is not None:
            put_off = partial(self.put_off, task.dispute_id, task.planned)
        else:
            return
        menu.addSeparator()
        for words, day in later_days(today):
            add_action(
                menu, f"Reporter {words}, au {formats.date_weekday(day)}", "calendar-clock", partial(put_off, day)
            )

    def do_step(self, step: "NextStep", dispute_id: int, client_id: int) -> None:
        """Do what a next step proposes."""
        from ...dialogs.next_step import do_step

        do_step(self.context, self._parent.window(), step, dispute_id=dispute_id, client_id=client_id)


def later_days(today: date) -> tuple[tuple[str, date], ...]:
    """The days that one puts something off to: in words, and the day."""
    return (
        ("d’une semaine", today + timedelta(weeks=1)),
        ("de deux semaines", today + timedelta(weeks=2)),
        ("d’un mois", formats.add_months(today, 1)),
    )
