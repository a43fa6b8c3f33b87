"""What can be done about the procedures of a dispute: begin one, note a step, answer a condition, hand the dossier over."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.operations import procedures
from litigedesk.queries.disputes import Dossier

from ...context import Context
from ...dialogs import dispute as dispute_dialogs
from ...dialogs import procedures as dialogs
from ...dialogs import records
from ...forms.procedure_step_words import STEPS
from ...widgets.menu import add_action

IN_THE_DISPUTE: Final = {
    "contested": "contested_amount"
}  # what a condition calls a field that the form calls otherwise


class ProcedureCommands:
    """Asks the operations and dialogs; ``parent`` is the window the dialogs stand before.

    ``attach`` says on which contract the invoices of a dispute rest.
    """

    def __init__(self, context: Context, parent: QWidget, attach: Callable[[Dossier], object]) -> None:
        self.context, self.parent, self._attach = context, parent, attach

    def begin(self, dispute_id: int, kind: ProcedureKind) -> int | None:
        """Ask for a new procedure; its id once begun."""
        return dialogs.begin_procedure(self.context, self.parent, dispute_id, kind)

    def edit(self, procedure_id: int, field: str | None = None) -> None:
        """Change the whole of a procedure, at one field if it is named."""
        dialogs.edit_procedure(self.context, self.parent, procedure_id, field)

    def note(self, procedure_id: int, step: str) -> None:
        """Note one step."""
        dialogs.note_procedure_step(self.context, self.parent, procedure_id, step)

    def delete(self, procedure_id: int) -> None:
        """Put a procedure in the trash; the message bar offers to undo."""
        self.context.run(procedures.delete, procedure_id)

    def hand_over(self, dispute_id: int, reader: str) -> None:
        """Put the dossier together for whoever handles the procedure."""
        from ...dialogs.bundle import hand_over

        hand_over(self.context, self.parent, of_dispute(dispute_id), audience=reader)

    def answer(self, dossier: Dossier, kind: ProcedureKind | None, field: str) -> None:
        """Open what answers a condition, at the field it names: ``profile.trader``, ``client.kind``, ``contract``…"""
        record, _, name = field.rpartition(".")
        dispute_id = dossier.dispute.id or 0
        if record == "profile":
            from ...dialogs.profile import edit_profile

            edit_profile(self.context, self.parent, name)
        elif record == "client":
            records.edit_client(self.context, self.parent, dossier.client.id, field=name)
        elif record == "procedure" and kind is not None:
            self._answer_in_procedure(dossier, kind, name)
        elif field == "contract":
            self._attach(dossier)
        elif field == "limitation":
            dispute_dialogs.edit_limitation_event(self.context, self.parent, dispute_id, None)
        elif field == "sums":
            self.context.navigate("overview", dispute_id)
        else:
            dispute_dialogs.edit_dispute(self.context, self.parent, dispute_id, field=IN_THE_DISPUTE.get(name, name))

    def _answer_in_procedure(self, dossier: Dossier, kind: ProcedureKind, name: str) -> None:
        """In the procedure of that kind that runs, else in a new one."""
        running = next((one.id for one in dossier.procedures if one.kind is kind and one.ended_on is None), None)
        if running is not None:
            self.edit(running, name)
        else:
            dialogs.begin_procedure(self.context, self.parent, dossier.dispute.id or 0, kind, name)

    # ---- menus -------------------------------------------------------------------------------------------------------
    def fill_menu(self, menu: QMenu, procedure: Procedure) -> None:
        """The other actions on a procedure."""
        procedure_id = procedure.id or 0
        add_action(menu, "Modifier la démarche…", "pencil", lambda: self.edit(procedure_id))
        self.fill_steps(menu.addMenu("Noter une étape"), procedure)
        menu.addSeparator()
        add_action(menu, "Supprimer la démarche", "trash-2", lambda: self.delete(procedure_id))

    def fill_steps(self, menu: QMenu, procedure: Procedure) -> None:
        """Every step of its kind, in the usual order."""
        for step, one in STEPS[procedure.kind].items():
            add_action(menu, f"{one.title}…", "calendar-check", partial(self.note, procedure.id or 0, step))
