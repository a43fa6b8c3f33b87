"""What can be done to a dispute from this tab: one method for each, whatever button, menu or row asks for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import ClientKind, DisputeKind, DisputeStage, EventKind
from litigedesk.errors import UserError
from litigedesk.letters.ids import ASK_OFFICER, REPORT_UNPAID
from litigedesk.operations import contest, dispute_sheet, disputes, invoices, letters
from litigedesk.queries import portage
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.portage import PortageSide
from litigedesk.rules.proofs import ProofKind

from ...context import Context
from ...dialogs import dispute as dialogs
from ...dialogs import mediation as mediation_dialogs
from ...dialogs import next_step as steps
from ...dialogs import portage as portage_dialogs
from ...dialogs import records
from ...dialogs.deadline_commands import DeadlineCommands
from ...theme import current
from ...widgets.menu import add_action
from . import stage_words
from .agreement_commands import AgreementCommands
from .procedure_commands import ProcedureCommands

OF_THE_COMPANY: Final = (DisputeStage.FORMAL_NOTICE, DisputeStage.JUDICIAL)  # under portage


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a menu must know of a dispute, whether it comes from the list or from its dossier."""

    dispute_id: int
    client_id: int
    client_kind: ClientKind
    kind: DisputeKind
    stage: DisputeStage
    in_mediation: bool

    @classmethod
    def of_row(cls, row: DisputeRow) -> "Subject":
        """From a line of the list."""
        return cls(
            dispute_id=row.id,
            client_id=row.client_id,
            client_kind=row.client_kind,
            kind=row.kind,
            stage=row.stage,
            in_mediation=row.in_mediation,
        )

    @classmethod
    def of_dossier(cls, dossier: Dossier) -> "Subject":
        """From a dossier."""
        return cls(
            dispute_id=dossier.dispute.id or 0,
            client_id=dossier.client.id or 0,
            client_kind=dossier.client.kind,
            kind=dossier.dispute.kind,
            stage=dossier.dispute.stage,
            in_mediation=any(one.ended_on is None for one in dossier.mediations),
        )


class Commands:
    """Asks the operations and dialogs; ``parent`` is the window the dialogs stand before."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context, self.parent = context, parent
        self.deadlines = DeadlineCommands(context, parent)
        self.procedures = ProcedureCommands(context, parent, self.attach_contract)
        self.agreements = AgreementCommands(context, parent)

    # ---- the dispute itself ------------------------------------------------------------------------------------------
    def open_new(self) -> int | None:
        """Ask for a new dispute; its id once opened."""
        return dialogs.edit_dispute(self.context, self.parent, None)

    def open_complaint(self, client_id: int | None = None) -> int | None:
        """Ask for a new dispute about a complaint; its id once opened."""
        return mediation_dialogs.open_complaint(self.context, self.parent, client_id)

    def edit(self, dispute_id: int, field: str | None = None) -> None:
        """Change the dispute's own facts."""
        dialogs.edit_dispute(self.context, self.parent, dispute_id, field=field)

    def move(self, dispute_id: int, stage: DisputeStage) -> None:
        """Go to a stage; the last one asks why."""
        if stage is DisputeStage.CLOSED:
            self.close(dispute_id)
        else:
            self.context.run(disputes.set_stage, dispute_id, stage)

    def contest(self, dispute_id: int) -> None:
        """Note what the client contests of what they owe."""
        dialogs.contest(self.context, self.parent, dispute_id)

    def lift_contest(self, dispute_id: int) -> None:
        """The client contests nothing any more."""
        self.context.run(contest.lift, dispute_id)

    def close(self, dispute_id: int) -> None:
        """Ask why and when, then close."""
        dialogs.close_dispute(self.context, self.parent, dispute_id)

    def reopen(self, dispute_id: int) -> None:
        """Open a closed dispute again."""
        self.context.run(disputes.reopen, dispute_id)

    def hand_over(self, dispute_id: int, audience: str = "") -> None:
        """Hand the whole dossier over, as a PDF or an archive; ``audience`` is the reader proposed first."""
        from ...dialogs.bundle import hand_over

        hand_over(self.context, self.parent, of_dispute(dispute_id), audience=audience)

    def send(self, dispute_id: int) -> None:
        """Write the dossier for another LitigeDesk."""
        from ...dialogs.send_dossier import send_dossier

        send_dossier(self.context, self.parent, dispute_id)

    def delete(self, dispute_id: int) -> None:
        """Put the dispute in the trash; the message bar offers to undo."""
        self.context.run(disputes.delete, dispute_id)

    def show_ways(self, dispute_id: int) -> None:
        """Go to what can be done in a dispute with somebody's help."""
        self.context.navigate("ways", dispute_id)

    def show_client(self, client_id: int) -> None:
        """Go to the client's page."""
        self.context.navigate("client", client_id)

    def complete_client(self, client_id: int) -> None:
        """Ask who the client is."""
        from ...dialogs.records import edit_client

        edit_client(self.context, self.parent, client_id, field="kind")

    def add_rate(self) -> None:
        """Ask for the half-year of rates that is missing."""
        from ...dialogs.rates import edit_rates

        edit_rates(self.context, self.parent)

    # ---- complaints and mediations -----------------------------------------------------------------------------------
    def note_complaint(self, dispute_id: int) -> None:
        """Note a complaint in a dispute."""
        mediation_dialogs.edit_complaint(self.context, self.parent, None, dispute_id=dispute_id)

    def edit_complaint(self, complaint_id: int, field: str | None = None) -> None:
        """Change a complaint, or prepare its answer."""
        mediation_dialogs.edit_complaint(self.context, self.parent, complaint_id, field)

    def open_mediation(self, dispute_id: int) -> None:
        """Open the file of a mediation that the client asked for."""
        mediation_dialogs.edit_mediation(self.context, self.parent, None, dispute_id=dispute_id)

    def show_mediation(self, mediation_id: int) -> None:
        """Go to the file of a mediation."""
        self.context.navigate("mediation", mediation_id)

    # ---- portage and insurance ---------------------------------------------------------------------------------------
    def add_company(self) -> None:
        """Note the portage company."""
        portage_dialogs.edit_company(self.context, self.parent, None)

    def attach_contract(self, dossier: Dossier) -> None:
        """Say on which contract the first invoice without one rests."""
        lines = [line.invoice for line in dossier.sums.lines]
        loose = next((one for one in lines if one.contract_id is None), lines[0] if lines else None)
        if loose is None:
            self.edit(dossier.dispute.id or 0)
        else:
            records.edit_invoice(self.context, self.parent, loose.id, field="contract_id")

    def complete_proof(self, kind: ProofKind, dossier: Dossier, side: PortageSide) -> None:
        """Open the form that adds what lacks of a proof."""
        invoices = [line.invoice for line in dossier.sums.lines]
        contract_id = next((one.contract_id for one in invoices if one.contract_id is not None), None)
        ported = next((one.contract_id for one in side.tripartites), None)
        if kind is ProofKind.INVOICE:
            bare = next((one.id for one in invoices if one.file_id is None), None)
            if bare is None:
                self.edit(dossier.dispute.id or 0)
            else:
                records.edit_invoice(self.context, self.parent, bare, field="document")
        elif ported is None and contract_id is None:
            self.attach_contract(dossier)
        elif kind is ProofKind.DELIVERY:
            portage_dialogs.note_contract_step(self.context, self.parent, ported or contract_id or 0, "proof")
        elif ported is not None:
            portage_dialogs.note_contract_step(self.context, self.parent, ported, "sign-client")
        else:
            records.edit_contract(self.context, self.parent, contract_id, field="document")

    def open_claim(self, dispute_id: int) -> None:
        """Note an insurance claim that comes of a dispute, and show it."""
        from ...dialogs.insurance import edit_claim

        claim_id = edit_claim(self.context, self.parent, None, dispute_id=dispute_id)
        if claim_id is not None:
            self.context.navigate("insurance_claim", claim_id)

    # ---- money and letters -------------------------------------------------------------------------------------------
    def pay(self, dossier: Dossier, payment_id: int | None = None) -> None:
        """Note a payment on one of the dispute's invoices, or change one."""
        from ...dialogs.records import edit_payment

        ids = [line.invoice.id for line in dossier.sums.lines if line.invoice.id is not None]
        edit_payment(self.context, self.parent, payment_id, ids)

    def delete_payment(self, payment_id: int) -> None:
        """Put a payment in the trash."""
        self.context.run(invoices.delete_payment, payment_id)

    def compose(self, dispute_id: int, template: str) -> None:
        """Write a letter."""
        steps.compose(self.context, self.parent, of_dispute(dispute_id), template)

    def track(self, letter_id: int) -> None:
        """Note how a letter left and what became of it."""
        dialogs.track_letter(self.context, self.parent, letter_id)

    def delete_letter(self, letter_id: int) -> None:
        """Put a letter in the trash."""
        self.context.run(letters.delete, letter_id)

    # ---- timeline, deadlines, limitation -----------------------------------------------------------------------------
    def note(self, dispute_id: int, kind: EventKind, event_id: int | None = None) -> None:
        """Add a line to the timeline, or change one."""
        dialogs.edit_event(self.context, self.parent, dispute_id, event_id, kind)

    def set_confidential(self, event: Event, confidential: bool) -> None:
        """Mark a line as exchanged in confidence, or no longer."""
        self.context.run(disputes.save_event, replace(event, confidential=confidential))

    def delete_event(self, event_id: int) -> None:
        """Put a line of the timeline in the trash."""
        self.context.run(disputes.delete_event, event_id)

    def plan(self, dispute_id: int, deadline_id: int | None = None) -> None:
        """Add or change a deadline."""
        dialogs.edit_deadline(self.context, self.parent, dispute_id, deadline_id)

    def limit(self, dispute_id: int, event_id: int | None = None) -> None:
        """Add or change what interrupts or suspends the limitation period."""
        dialogs.edit_limitation_event(self.context, self.parent, dispute_id, event_id)

    def unlimit(self, event_id: int) -> None:
        """Put an interruption or suspension in the trash."""
        self.context.run(disputes.delete_limitation_event, event_id)

    def print_sheet(self, dispute_id: int) -> None:
        """The sheet of a dispute in the preview, from which it is printed."""
        from ...printing import PdfPages, show_preview

        try:
            show_preview(
                self.parent.window(), PdfPages(dispute_sheet.write(self.context.desk, dispute_id)), "Fiche du litige"
            )
        except UserError as refused:
            self.context.fail(refused)

    # ---- next step and menus -----------------------------------------------------------------------------------------
    def do_next(self, dossier: Dossier, step: NextStep) -> None:
        """Do what the next-step panel proposes."""
        dispute_id, client_id = dossier.dispute.id or 0, dossier.client.id or 0
        steps.do_step(self.context, self.parent, step, dispute_id=dispute_id, client_id=client_id)

    def do_step(self, dispute_id: int, step: NextStep) -> None:
        """Do what the next step of a procedure proposes."""
        steps.do_step(self.context, self.parent, step, dispute_id=dispute_id)

    def fill_menu(self, menu: QMenu, subject: Subject) -> None:
        """The other actions on a dispute: the same under the ellipsis and in the list."""
        dispute_id = subject.dispute_id
        add_action(menu, "Modifier le litige…", "pencil", lambda: self.edit(dispute_id))
        if subject.stage is DisputeStage.CLOSED:
            add_action(menu, "Rouvrir le litige", "rotate-ccw", lambda: self.reopen(dispute_id))
        else:
            self._fill_consumer(menu, subject)
            if subject.kind is DisputeKind.UNPAID:
                icon = "message-square-text"
                add_action(menu, "Le client conteste la somme…", icon, lambda: self.contest(dispute_id))
            papers = menu.addMenu(current().icon("clipboard-list"), "Accord avec le client")
            self.agreements.fill_new(papers, dispute_id, subject.kind)
            add_action(menu, "Voir les démarches possibles", "scale", lambda: self.show_ways(dispute_id))
            menu.addSeparator()
            stages = menu.addMenu(current().icon("arrow-right"), "Changer d’étape")
            for one in stage_words.stages_of(subject.kind):
                if one is not DisputeStage.CLOSED:
                    self._add_stage(stages, subject, one)
            add_action(menu, "Clore le litige…", "archive", lambda: self.close(dispute_id))
        menu.addSeparator()
        add_action(menu, "Remettre le dossier…", "archive", lambda: self.hand_over(dispute_id))
        add_action(menu, "Envoyer à un autre LitigeDesk…", "package", lambda: self.send(dispute_id))
        add_action(menu, "Imprimer la fiche…", "printer", lambda: self.print_sheet(dispute_id))
        add_action(menu, "Voir le client", "users", lambda: self.show_client(subject.client_id))
        menu.addSeparator()
        add_action(menu, "Supprimer le litige", "trash-2", lambda: self.delete(dispute_id))

    def _fill_consumer(self, menu: QMenu, subject: Subject) -> None:
        """A complaint can be noted in any dispute of a consumer, or of one that is about complaints; then a mediation."""
        dispute_id, consumer = subject.dispute_id, subject.client_kind is ClientKind.CONSUMER
        if consumer or subject.kind is DisputeKind.COMPLAINT:
            icon = "message-square-text"
            add_action(menu, "Noter une réclamation…", icon, lambda: self.note_complaint(dispute_id))
        if consumer and not subject.in_mediation:
            add_action(menu, "Ouvrir une médiation…", "handshake", lambda: self.open_mediation(dispute_id))

    def _add_stage(self, menu: QMenu, subject: Subject, stage: DisputeStage) -> None:
        now = stage_words.place_of(subject.stage, subject.kind) == stage_words.place_of(stage, subject.kind)
        label = stage.label_of(subject.kind)
        if stage in OF_THE_COMPANY and self._is_ported(subject):
            label = f"{label} (par la société de portage)"
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(now)
        action.setEnabled(not now)
        action.triggered.connect(lambda _on=False: self.move(subject.dispute_id, stage))

    def _is_ported(self, subject: Subject) -> bool:
        unpaid = subject.kind is DisputeKind.UNPAID
        return unpaid and portage.side_of(self.context.desk, subject.dispute_id) is not None

    def offer_stage(self, menu: QMenu, dossier: Dossier, stage: DisputeStage) -> None:
        """The one line under a stage that was pressed: what going there means."""
        dispute_id, kind = dossier.dispute.id or 0, dossier.dispute.kind
        label = stage.label_of(kind)
        if stage_words.place_of(stage, kind) == stage_words.place_of(dossier.dispute.stage, kind):
            action = menu.addAction(f"«\u202f{label}\u202f» est l’étape présente")
            action.setEnabled(False)
        elif stage is DisputeStage.CLOSED:
            add_action(menu, "Clore le litige…", "archive", lambda: self.close(dispute_id))
        elif dossier.portage is not None and stage in OF_THE_COMPANY and kind is DisputeKind.UNPAID:
            self._offer_to_the_company(menu, dispute_id, stage)
        else:
            add_action(menu, f"Passer à l’étape « {label} »", "arrow-right", lambda: self.move(dispute_id, stage))

    def _offer_to_the_company(self, menu: QMenu, dispute_id: int, stage: DisputeStage) -> None:
        """What the creditor alone may do is asked of it; the user can only note that it did."""
        words = {
            DisputeStage.FORMAL_NOTICE: "La mise en demeure revient à la société de portage, créancière",
            DisputeStage.JUDICIAL: "Seule la société de portage, créancière, peut agir en justice",
        }
        template = REPORT_UNPAID if stage is DisputeStage.FORMAL_NOTICE else ASK_OFFICER
        ask = "Lui signaler l’impayé…" if template == REPORT_UNPAID else "Lui demander un commissaire de justice…"
        menu.addAction(words[stage]).setEnabled(False)
        add_action(menu, ask, "send", lambda: self.compose(dispute_id, template))
        add_action(menu, "Noter qu’elle l’a fait", "check", lambda: self.move(dispute_id, stage))

    def fill_new(self, menu: QMenu, opened: Callable[[int | None], object]) -> None:
        """The two kinds of dispute one may open; ``opened`` is told the id, ``None`` when nothing was."""
        add_action(menu, "Facture impayée…", "banknote", lambda: opened(self.open_new()))
        add_action(menu, "Réclamation d’un client…", "message-square-text", lambda: opened(self.open_complaint()))
