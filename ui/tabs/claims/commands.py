"""What can be done from this tab: one method for each, whatever button, menu or row asks for it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.insurance import ClaimPiece, InsuranceClaim, InsurerRequest, PolicyHolder
from litigedesk.domain.matter import of_claim, of_policy
from litigedesk.domain.vocabulary import EventKind
from litigedesk.letters.ids import ASK_ATTESTATION, ASK_ATTESTATION_OF_COMPANY
from litigedesk.operations import disputes, insurance_claims, policies
from litigedesk.queries import files
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.policies import PolicyFile

from ...context import Context
from ...dialogs import dispute as dispute_dialogs
from ...dialogs import insurance as dialogs
from ...dialogs import next_step as steps
from ...dialogs.deadline_commands import DeadlineCommands
from ...dialogs.letter_commands import LetterCommands
from ...kept_files import LetterFiles
from ...widgets.menu import add_action

STEP_WORDS: Final = (
    ("declaration", "Déclaration…"),
    ("reference", "Référence de l’assureur…"),
    ("expert", "Expertise…"),
    ("decision", "Décision de l’assureur…"),
    ("indemnity", "Indemnité et franchise…"),
    ("suit", "Action en justice du tiers…"),
    ("close", "Fin du sinistre…"),
)
OF_POLICY: Final = "policy."  # begins the fields of a condition that the policy answers


class Commands:
    """Asks the operations and dialogs; ``parent`` is the widget whose window the dialogs stand before.

    ``show_part`` brings a sub-tab to the front.
    """

    def __init__(self, context: Context, parent: QWidget, show_part: Callable[[str], None]) -> None:
        self.context, self.parent, self.show_part = context, parent, show_part
        self.files = LetterFiles(context)
        self.letters = LetterCommands(context, parent, self.files)
        self.deadlines = DeadlineCommands(context, parent)

    # ---- claims ------------------------------------------------------------------------------------------------------
    def open_new(self) -> int | None:
        """Ask for a new claim; its id once opened."""
        return dialogs.edit_claim(self.context, self.parent, None)

    def edit(self, claim_id: int, field: str | None = None) -> None:
        """Change the whole claim, at one field if it is named."""
        dialogs.edit_claim(self.context, self.parent, claim_id, field)

    def answer(self, claim: InsuranceClaim, field: str) -> None:
        """Answer what a condition asks, in the claim or in its policy."""
        if field.startswith(OF_POLICY) and claim.policy_id is not None:
            self.edit_policy(claim.policy_id, field.removeprefix(OF_POLICY))
        else:
            self.edit(claim.id or 0, field)

    def note_step(self, claim_id: int, step: str) -> None:
        """Note one step."""
        dialogs.note_claim_step(self.context, self.parent, claim_id, step)

    def delete(self, claim_id: int) -> None:
        """Put a claim in the trash; the message bar offers to undo."""
        self.context.run(insurance_claims.delete, claim_id)

    def hand_over(self, claim_id: int) -> None:
        """Hand the whole file over, as a PDF or an archive."""
        from ...dialogs.bundle import hand_over

        hand_over(self.context, self.parent, of_claim(claim_id))

    def do_step(self, step: NextStep, claim: InsuranceClaim) -> None:
        """Do what the next-step panel proposes."""
        steps.do_step(self.context, self.parent, step, dispute_id=claim.dispute_id or 0, client_id=claim.client_id or 0)

    def fill_menu(self, menu: QMenu, claim: InsuranceClaim) -> None:
        """The other actions on a claim: the same under the ellipsis and in the list."""
        claim_id, policy_id, dispute_id, client_id = claim.id or 0, claim.policy_id, claim.dispute_id, claim.client_id
        add_action(menu, "Modifier…", "pencil", lambda: self.edit(claim_id))
        self.fill_steps(menu.addMenu("Noter une étape"), claim_id)
        add_action(menu, "Remettre le dossier…", "archive", lambda: self.hand_over(claim_id))
        menu.addSeparator()
        if policy_id is not None:
            add_action(
                menu, "Voir le contrat RC Pro", "badge-check", lambda: self.context.navigate("policy", policy_id)
            )
        if dispute_id is not None:
            add_action(menu, "Ouvrir le litige", "scale", lambda: self.context.navigate("dispute", dispute_id))
        if client_id is not None:
            add_action(menu, "Voir le client", "users", lambda: self.context.navigate("client", client_id))
        if not {policy_id, dispute_id, client_id} <= {None}:
            menu.addSeparator()
        add_action(menu, "Supprimer le sinistre", "trash-2", lambda: self.delete(claim_id))

    def fill_steps(self, menu: QMenu, claim_id: int) -> None:
        """Every step that can be noted, in the order of a claim."""
        for step, words in STEP_WORDS:
            add_action(menu, words, "calendar-check", partial(self.note_step, claim_id, step))

    # ---- pieces and requests -----------------------------------------------------------------------------------------
    def edit_piece(self, claim_id: int, key: str = "", piece_id: int | None = None) -> None:
        """Add or change a piece of the file: one of the checklist, or another."""
        dialogs.edit_piece(self.context, self.parent, claim_id, key, piece_id)

    def set_needed(self, claim_id: int, key: str, piece: ClaimPiece | None, *, needed: bool) -> None:
        """Take a piece of the checklist out of what is missing, or put it back."""
        kept = piece or ClaimPiece(insurance_claim_id=claim_id, key=key)
        self.context.run(insurance_claims.save_piece, replace(kept, not_needed=not needed))

    def delete_piece(self, piece_id: int) -> None:
        """Put a piece in the trash."""
        self.context.run(insurance_claims.delete_piece, piece_id)

    def edit_request(self, claim_id: int, request_id: int | None = None) -> None:
        """Note or change what the insurer asks for."""
        dialogs.edit_request(self.context, self.parent, claim_id, request_id)

    def answer_request(self, request: InsurerRequest) -> None:
        """Note that a request was answered today."""
        self.context.run(insurance_claims.save_request, replace(request, answered_on=self.context.today()))

    def delete_request(self, request_id: int) -> None:
        """Put a request in the trash."""
        self.context.run(insurance_claims.delete_request, request_id)

    # ---- timeline and limitation -------------------------------------------------------------------------------------
    def note(self, claim_id: int, kind: EventKind) -> None:
        """Add a line to the timeline."""
        dispute_dialogs.edit_claim_event(self.context, self.parent, claim_id, None, kind)

    def edit_event(self, claim_id: int, event_id: int) -> None:
        """Change a line of the timeline typed by hand."""
        dispute_dialogs.edit_claim_event(self.context, self.parent, claim_id, event_id)

    def delete_event(self, event_id: int) -> None:
        """Put a line of the timeline in the trash."""
        self.context.run(disputes.delete_event, event_id)

    def interrupt(self, claim_id: int, event_id: int | None = None) -> None:
        """Note or change what interrupts the two years against the insurer."""
        dialogs.note_interruption(self.context, self.parent, claim_id, event_id)

    def delete_interruption(self, event_id: int) -> None:
        """Put an interruption in the trash."""
        self.context.run(insurance_claims.delete_limitation_event, event_id)

    # ---- policies ----------------------------------------------------------------------------------------------------
    def new_policy(self) -> int | None:
        """Ask for a new policy; its id once noted."""
        return dialogs.edit_policy(self.context, self.parent, None)

    def edit_policy(self, policy_id: int, field: str | None = None) -> None:
        """Change a policy, at one field if it is named."""
        dialogs.edit_policy(self.context, self.parent, policy_id, field)

    def delete_policy(self, policy_id: int) -> None:
        """Put a policy in the trash; while a claim is declared on it the message bar says so."""
        self.context.run(policies.delete, policy_id)

    def ask_attestation(self, file: PolicyFile) -> None:
        """Write to whoever holds the policy for the new attestation."""
        by_company = file.policy.holder is PolicyHolder.PORTAGE_COMPANY
        template = ASK_ATTESTATION_OF_COMPANY if by_company else ASK_ATTESTATION
        self.letters.compose(of_policy(file.policy.id or 0), template)

    # ---- the rest ----------------------------------------------------------------------------------------------------
    def open_file(self, file_id: int) -> None:
        """Show a copy of a kept document."""
        kept = files.stored_file(self.context.desk, file_id)
        if kept is not None:
            self.files.open_document(kept)

    def copy(self, text: str, said: str) -> None:
        """Put a text on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(text)
        self.context.note(said)
