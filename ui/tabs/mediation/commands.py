"""What can be done from this tab: one method for each, whatever button, menu or row asks for it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import EventKind
from litigedesk.operations import disputes, mediations, mediators
from litigedesk.queries.mediations import MediationFile
from litigedesk.queries.mentions import Place
from litigedesk.queries.next_step import NextStep

from ...context import Context
from ...dialogs import dispute as dispute_dialogs
from ...dialogs import mediation as dialogs
from ...dialogs import next_step as steps
from ...dialogs.letter_commands import LetterCommands
from ...dialogs.mention import note_mention
from ...kept_files import LetterFiles
from ...widgets.menu import add_action

STEP_WORDS: Final = (
    ("notice", "Notification du médiateur…"),
    ("rejection", "Refus du dossier par le médiateur…"),
    ("stance", "Ma participation…"),
    ("meeting", "Première réunion…"),
    ("complete", "Transmission du dossier…"),
    ("extension", "Prolongation annoncée…"),
    ("proposal", "Proposition du médiateur…"),
    ("my-answer", "Ma réponse…"),
    ("client-answer", "Réponse du client…"),
    ("end", "Fin de la médiation…"),
    ("performed", "Exécution de l’accord…"),
    ("cost", "Prix de la médiation…"),
)


class Commands:
    """Asks the operations and dialogs; ``parent`` is the widget whose window the dialogs stand before.

    ``show_part`` brings a sub-tab to the front.
    """

    def __init__(self, context: Context, parent: QWidget, show_part: Callable[[str], None]) -> None:
        self.context, self.parent, self.show_part = context, parent, show_part
        self.files = LetterFiles(context)
        self.letters = LetterCommands(context, parent, self.files)

    # ---- mediations --------------------------------------------------------------------------------------------------
    def open_new(self) -> int | None:
        """Ask for a new mediation; its id once opened."""
        return dialogs.edit_mediation(self.context, self.parent, None)

    def edit(self, mediation_id: int, field: str | None = None) -> None:
        """Change the whole file, at one field if it is named."""
        dialogs.edit_mediation(self.context, self.parent, mediation_id, field)

    def note_step(self, mediation_id: int, step: str) -> None:
        """Note one step."""
        dialogs.note_step(self.context, self.parent, mediation_id, step)

    def delete(self, mediation_id: int) -> None:
        """Put a mediation in the trash; the message bar offers to undo."""
        self.context.run(mediations.delete, mediation_id)

    def do_step(self, step: NextStep, dispute_id: int, client_id: int) -> None:
        """Do what the next-step panel proposes."""
        steps.do_step(self.context, self.parent, step, dispute_id=dispute_id, client_id=client_id)

    def fill_menu(self, menu: QMenu, mediation_id: int, dispute_id: int, client_id: int) -> None:
        """The other actions on a mediation: the same under the ellipsis and in the list."""
        add_action(menu, "Modifier…", "pencil", lambda: self.edit(mediation_id))
        self.fill_steps(menu.addMenu("Noter une étape"), mediation_id)
        menu.addSeparator()
        add_action(menu, "Ouvrir le litige", "scale", lambda: self.context.navigate("dispute", dispute_id))
        add_action(menu, "Voir le client", "users", lambda: self.context.navigate("client", client_id))
        menu.addSeparator()
        add_action(menu, "Supprimer la médiation", "trash-2", lambda: self.delete(mediation_id))

    def fill_steps(self, menu: QMenu, mediation_id: int) -> None:
        """Every step that can be noted, in the order of a mediation."""
        for step, words in STEP_WORDS:
            add_action(menu, words, "calendar-check", partial(self.note_step, mediation_id, step))

    # ---- letters and events ------------------------------------------------------------------------------------------
    def compose(self, file: MediationFile, template: str) -> None:
        """Write a letter."""
        self.letters.compose(of_dispute(file.dispute.id or 0), template)

    def edit_event(self, dispute_id: int, event_id: int) -> None:
        """Change a line of the timeline typed by hand."""
        dispute_dialogs.edit_event(self.context, self.parent, dispute_id, event_id, EventKind.NOTE)

    def delete_event(self, event_id: int) -> None:
        """Put a line of the timeline in the trash."""
        self.context.run(disputes.delete_event, event_id)

    # ---- mediators and conventions -----------------------------------------------------------------------------------
    def new_convention(self) -> None:
        """Note a convention, the mediator still to be chosen."""
        dialogs.edit_convention(self.context, self.parent, None)

    def sign_convention(self, mediator_id: int) -> None:
        """Note a convention with a mediator."""
        dialogs.edit_convention(self.context, self.parent, None, mediator_id=mediator_id)

    def edit_convention(self, convention_id: int) -> None:
        """Change a convention."""
        dialogs.edit_convention(self.context, self.parent, convention_id)

    def renew_convention(self, convention_id: int) -> None:
        """Note the convention that follows one, filled in from it."""
        dialogs.edit_convention(self.context, self.parent, None, renewed_id=convention_id)

    def delete_convention(self, convention_id: int) -> None:
        """Put a convention in the trash."""
        self.context.run(mediators.delete_convention, convention_id)

    def edit_mediator(self, mediator_id: int | None, field: str | None = None) -> None:
        """Add or change a mediator of the user's register."""
        dialogs.edit_mediator(self.context, self.parent, mediator_id, field)

    def take_mediator(self, shipped: str) -> int | None:
        """Take a mediator of the shipped register into the user's own; its id."""
        return dialogs.edit_mediator(self.context, self.parent, None, shipped=shipped)

    def sign_with(self, shipped: str, taken: int | None) -> None:
        """Note a convention with a mediator of the shipped register, taken into the user's own first."""
        mediator_id = taken or self.take_mediator(shipped)
        if mediator_id is not None:
            self.sign_convention(mediator_id)

    def delete_mediator(self, mediator_id: int) -> None:
        """Put a mediator in the trash; while a convention or mediation names them the message bar says so."""
        self.context.run(mediators.delete, mediator_id)

    def edit_own_facts(self) -> None:
        """Change the user's own facts."""
        self.edit_profile()

    def edit_profile(self, field: str | None = None) -> None:
        """The same, at one field."""
        from ...dialogs.profile import edit_profile

        edit_profile(self.context, self.parent, field)

    # ---- mentions ----------------------------------------------------------------------------------------------------
    def copy_mention(self, place: Place) -> None:
        """Put the text of a place on the clipboard, and say so."""
        self.copy(place.text, f"Mention copiée : {place.duty.label}.")

    def note_mention(self, place: Place) -> None:
        """Note when and where it was put."""
        note_mention(self.context, self.parent, place)

    # ---- the rest ----------------------------------------------------------------------------------------------------
    def copy(self, text: str, said: str) -> None:
        """Put a text on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(text)
        self.context.note(said)
