"""Disputes and what happens in them: opening, stages, closing, timeline, deadlines, limitation."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.agreement import Agreement, Instalment
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import (
    Client,
    Contract,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
)
from litigedesk.domain.vocabulary import (
    Clock,
    ClosingReason,
    DisputeKind,
    DisputeStage,
    EventAuthor,
    EventKind,
    InvoiceKind,
    LimitationEventKind,
    Recognition,
)
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import clocks, insurance_claims, payment_lines, procedure_lines
from litigedesk.operations.outcome import operation
from litigedesk.rules import procedures

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Litige{ dispute} ouvert")
def open_dispute(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> Dispute:
    """Open an unpaid dispute over some invoices of one client. Raises ``InvalidInput``."""
    return opened(desk, dispute, invoice_ids)


def opened(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> Dispute:
    """The dispute just opened, inside the running step; one about a complaint needs no invoice. Raises ``InvalidInput``."""
    dispute = replace(dispute, reference=dispute.reference.strip() or next_reference(desk, dispute.opened_on))
    validation.refuse(_problems(desk, dispute, invoice_ids))
    dispute = desk.table(Dispute).insert(dispute)
    assert dispute.id is not None
    _set_invoices(desk, dispute, invoice_ids)
    numbers = ", ".join(desk.table(Invoice).get(one).number for one in invoice_ids)
    _program_note(desk, dispute.id, dispute.opened_on, "Litige ouvert", f"Factures\u00a0: {numbers}" if numbers else "")
    return dispute


def _problems(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> list[Problem]:
    problems = validation.dispute_problems(dispute, desk.today()) + _reference_problem(desk, dispute)
    if not invoice_ids and dispute.kind is DisputeKind.UNPAID:
        problems.append(Problem("invoice_ids", "Choisissez au moins une facture impayée."))
    return [*problems, *_of_first_client(desk, dispute)]


def _of_first_client(desk: "Desk", dispute: Dispute) -> list[Problem]:
    """What keeps a dispute from being moved to another client: what its complaints and insurance claims say of the first."""
    if dispute.id is None:
        return []
    complaints = desk.table(Complaint).where(dispute_id=dispute.id)
    claims = desk.table(InsuranceClaim).where(dispute_id=dispute.id)

    def of_another(contract_id: int | None) -> bool:
        return contract_id is not None and desk.table(Contract).get(contract_id).client_id != dispute.client_id

    if any(of_another(one.contract_id) for one in complaints):
        return [Problem("client_id", "La réclamation porte sur un contrat du premier client.")]
    if any(of_another(one.contract_id) or one.client_id not in {None, dispute.client_id} for one in claims):
        return [Problem("client_id", "Un sinistre est noté dans ce litige avec le premier client.")]
    return []


def next_reference(desk: "Desk", opened_on: date) -> str:
    """The next free reference of the year, such as ``LIT-2026-003``."""
    prefix = f"LIT-{opened_on.year}-"
    taken = [
        int(row["reference"][len(prefix) :])
        for row in desk.db.rows("SELECT reference FROM dispute WHERE reference LIKE ?", (prefix + "%",))
        if re.fullmatch(r"[0-9]{1,9}", row["reference"][len(prefix) :])
    ]
    return f"{prefix}{max(taken, default=0) + 1:03}"


def _reference_problem(desk: "Desk", dispute: Dispute) -> list[Problem]:
    taken = desk.table(Dispute).first(reference=dispute.reference)
    if taken is not None and taken.id != dispute.id:
        return [Problem("reference", f"La référence {dispute.reference} est déjà prise.")]
    return []


@operation("Litige{ dispute} modifié")
def save(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> Dispute:
    """Change a dispute and which invoices it is about. Raises ``InvalidInput``."""
    validation.refuse(_problems(desk, dispute, invoice_ids))
    assert dispute.id is not None
    was = clocks.expected(desk, dispute.id)
    desk.table(Dispute).update(dispute)
    _set_invoices(desk, dispute, invoice_ids)
    clocks.follow(desk, dispute.id, was)  # another client may be no consumer, other invoices under another policy
    procedure_lines.follow_dispute(desk, dispute.id)
    return dispute


def _set_invoices(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> None:
    table = desk.table(Invoice)
    for present in table.where(dispute_id=dispute.id):
        if present.id not in invoice_ids:
            left = replace(present, dispute_id=None)
            table.update(left)
            payment_lines.follow(desk, left)
    for invoice in map(table.get, invoice_ids):
        sentence = ""
        if invoice.client_id != dispute.client_id:
            sentence = f"{invoice.number} est une facture d’un autre client."
        elif invoice.kind is InvoiceKind.CREDIT_NOTE:
            sentence = f"{invoice.number} est un avoir\u00a0: il suit la facture qu’il réduit."
        elif invoice.dispute_id not in (None, dispute.id):
            reference = desk.table(Dispute).get(invoice.dispute_id or 0).reference
            sentence = f"{invoice.number} est déjà dans le litige {reference}."
        if sentence:
            raise InvalidInput([Problem("invoice_ids", sentence)])
        joined = replace(invoice, dispute_id=dispute.id)
        table.update(joined)
        payment_lines.follow(desk, joined)


@operation("Étape du litige{ dispute} changée")
def set_stage(desk: "Desk", dispute_id: int, stage: DisputeStage) -> Dispute:
    """Move an open dispute to another stage; closing and opening again have their own operations."""
    dispute = desk.table(Dispute).get(dispute_id)
    if stage is DisputeStage.CLOSED:
        raise Refused("Pour clore un litige, dites pourquoi\u00a0: payé, accord trouvé, abandonné ou autre.")
    if dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le d’abord.")
    changed = replace(dispute, stage=stage)
    desk.table(Dispute).update(changed)
    if changed != dispute:
        _program_note(desk, dispute_id, desk.today(), f"Étape\u00a0: {stage.label_of(dispute.kind)}")
    return changed


@operation("Litige{ dispute} clos")
def close(desk: "Desk", dispute_id: int, reason: ClosingReason, closed_on: date) -> Dispute:
    """Close a dispute with its reason; its open deadlines are done, save an agreement still to perform and an insurance claim's.

    Raises ``InvalidInput`` for a day out of order.
    """
    dispute = desk.table(Dispute).get(dispute_id)
    changed = replace(dispute, stage=DisputeStage.CLOSED, closed_on=closed_on, closing_reason=reason)
    validation.refuse(validation.dispute_problems(changed, desk.today()))
    desk.table(Dispute).update(changed)
    deadlines = desk.table(Deadline)
    for deadline in deadlines.where(dispute_id=dispute_id, done_on=None):
        if deadline.clock is not Clock.PERFORMANCE and deadline.insurance_claim_id is None:
            deadlines.update(replace(deadline, done_on=closed_on))
    _program_note(desk, dispute_id, closed_on, f"Litige clos\u00a0: {reason.label}")
    return changed


@operation("Litige{ dispute} rouvert")
def reopen(desk: "Desk", dispute_id: int) -> Dispute:
    """Open a closed dispute again, at the stage its judgment or letters had reached, with the deadlines closing ended."""
    dispute = desk.table(Dispute).get(dispute_id)
    changed = replace(dispute, stage=reached(desk, dispute), closed_on=None, closing_reason=None)
    desk.table(Dispute).update(changed)
    deadlines = desk.table(Deadline)
    for ended in deadlines.where(dispute_id=dispute_id, done_on=dispute.closed_on):
        if ended.insurance_claim_id is None:  # closing left an insurance claim's own dates
            deadlines.update(replace(ended, done_on=None))
    clocks.follow(desk, dispute_id, {})  # what had ended of itself that very day is done again
    _program_note(desk, dispute_id, desk.today(), "Litige rouvert")
    return changed


def reached(desk: "Desk", dispute: Dispute) -> DisputeStage:
    """The stage that the judgment, the procedures, the mediations and the notices of a dispute have reached."""
    brought = procedures.stage(desk.table(Procedure).where(dispute_id=dispute.id))
    if dispute.judgment_on is not None or brought is DisputeStage.JUDICIAL:
        return DisputeStage.JUDICIAL
    if brought is not None or desk.table(Mediation).count(dispute_id=dispute.id):
        return DisputeStage.ASSISTED
    noticed = desk.table(Letter).count(dispute_id=dispute.id, template=NOTICE) or dispute.notice_received_on
    return DisputeStage.FORMAL_NOTICE if noticed else DisputeStage.AMICABLE


@operation("Litige{ dispute} mis à la corbeille")
def delete(desk: "Desk", dispute_id: int) -> None:
    """Put a dispute with all that is in it in the trash; its invoices stay, and are in it again if it comes back."""
    dispute = desk.table(Dispute).get(dispute_id)
    invoices = desk.table(Invoice)
    freed = invoices.where(dispute_id=dispute_id)
    for invoice in freed:
        invoices.update(replace(invoice, dispute_id=None))
    children = [
        *desk.table(Complaint).where(dispute_id=dispute_id),
        *desk.table(Mediation).where(dispute_id=dispute_id),
        *_claims(desk, dispute_id),
        *desk.table(Procedure).where(dispute_id=dispute_id),
        *_agreements(desk, dispute_id),
        *desk.table(PlanChange).where(dispute_id=dispute_id),
        *desk.table(Letter).where(dispute_id=dispute_id),
        *desk.table(Event).where(dispute_id=dispute_id),
        *desk.table(Piece).where(dispute_id=dispute_id),
        *desk.table(Deadline).where(dispute_id=dispute_id),
        *desk.table(LimitationEvent).where(dispute_id=dispute_id),
    ]
    client = desk.table(Client).get(dispute.client_id)
    desk.trash.put(
        f"Litige {dispute.reference}, {client.name}", [dispute, *dict.fromkeys(children)], desk.today(), stayed=freed
    )


def _claims(desk: "Desk", dispute_id: int) -> list[object]:
    """The insurance claims that came of a dispute, each with all that is in it, parents first."""
    found: list[object] = []
    for claim in desk.table(InsuranceClaim).where(dispute_id=dispute_id):
        found += [claim, *insurance_claims.belongings(desk, claim.id or 0)]
    return found


def _agreements(desk: "Desk", dispute_id: int) -> list[object]:
    """The agreements of a dispute, each with its instalments, parents first."""
    found: list[object] = []
    for agreement in desk.table(Agreement).where(dispute_id=dispute_id):
        found += [agreement, *desk.table(Instalment).where(agreement_id=agreement.id)]
    return found


def brought_back(desk: "Desk", dispute: Dispute, invoice_ids: Sequence[int]) -> None:
    """Put the invoices of a dispute taken out of the trash in it again, save those that went elsewhere meanwhile.

    Its clocks follow what they depend on, which may have changed too.
    """
    table = desk.table(Invoice)
    for found in filter(None, map(table.find, invoice_ids)):
        free = found.dispute_id is None and found.client_id == dispute.client_id and found.kind is InvoiceKind.INVOICE
        invoice = table.update(replace(found, dispute_id=dispute.id)) if free else found
        payment_lines.follow(desk, invoice)  # paid, or elsewhere, meanwhile
    procedure_lines.follow_dispute(desk, dispute.id or 0)
    if dispute.stage is not DisputeStage.CLOSED:  # the user's delays may have changed
        clocks.follow(desk, dispute.id or 0, clocks.expected(desk, dispute.id or 0))
    for claim in desk.table(InsuranceClaim).where(dispute_id=dispute.id, closed_on=None):
        clocks.follow_claim(desk, claim, clocks.of_claim(desk, claim))


# ---- timeline --------------------------------------------------------------------------------------------------------
def _program_note(desk: "Desk", dispute_id: int, on: date, title: str, body: str = "") -> None:
    desk.table(Event).insert(
        Event(
            dispute_id=dispute_id,
            kind=EventKind.NOTE,
            author=EventAuthor.PROGRAM,
            happened_on=on,
            title=title,
            body=body,
        )
    )


@operation("Chronologie complétée{ — event}")
def save_event(desk: "Desk", event: Event, recognition: Recognition = Recognition.NONE) -> Event:
    """Add or change an entry typed by hand; what the client wrote in it may recognise the debt. Raises ``InvalidInput``."""
    validation.refuse(validation.event_problems(event))
    table = desk.table(Event)
    event = table.insert(event) if event.id is None else table.update(event)
    if recognition is not Recognition.NONE and event.dispute_id is not None:
        desk.table(LimitationEvent).insert(
            LimitationEvent(
                dispute_id=event.dispute_id,
                kind=LimitationEventKind.RECOGNISED,
                happened_on=event.happened_on,
                note=event.title,
                certain=recognition is Recognition.WRITTEN,
            )
        )
    return event


@operation("Ligne de la chronologie supprimée{ — event}")
def delete_event(desk: "Desk", event_id: int) -> None:
    """Put a timeline entry in the trash; that of a payment or letter goes with its payment or letter."""
    event = desk.table(Event).get(event_id)
    if event.payment_id is not None and desk.table(Payment).find(event.payment_id):
        raise Refused("Cette ligne note un paiement\u00a0: supprimez le paiement, elle partira avec lui.")
    if event.letter_id is not None and desk.table(Letter).find(event.letter_id):
        raise Refused("Cette ligne note une lettre\u00a0: supprimez la lettre, elle partira avec elle.")
    if desk.table(Piece).count(event_id=event_id):
        raise Refused(
            "Cette ligne note un courriel gardé parmi les pièces\u00a0: supprimez la pièce, elle partira avec elle."
        )
    if event.milestone:
        raise Refused(
            "Cette ligne suit une date de la réclamation, de la médiation ou du sinistre\u00a0: changez cette date."
        )
    desk.trash.put(f"Chronologie\u00a0: {event.title}", [event], desk.today())


# ---- deadlines -------------------------------------------------------------------------------------------------------
@operation("Échéance enregistrée{ — deadline}")
def save_deadline(desk: "Desk", deadline: Deadline) -> Deadline:
    """Add or change a deadline. Raises ``InvalidInput``."""
    validation.refuse(validation.deadline_problems(deadline))
    table = desk.table(Deadline)
    if deadline.id is None:
        return table.insert(deadline)
    table.update(deadline)
    return deadline


@operation("Échéance faite{ — deadline}")
def complete_deadline(desk: "Desk", deadline_id: int) -> Deadline:
    """Mark a deadline done today."""
    deadline = replace(desk.table(Deadline).get(deadline_id), done_on=desk.today())
    desk.table(Deadline).update(deadline)
    return deadline


@operation("Échéance reportée{ — deadline}")
def postpone_deadline(desk: "Desk", deadline_id: int, due_on: date) -> Deadline:
    """Move a deadline; the day it was due stays written in its reason."""
    deadline = desk.table(Deadline).get(deadline_id)
    changed = replace(deadline, due_on=due_on, done_on=None)
    if deadline.clock is None:  # the others keep the day their rule gave
        was = f"Reportée, prévue le {formats.date_long(deadline.due_on)}."
        changed = replace(changed, reason=f"{deadline.reason} {was}".strip())
    validation.refuse(validation.deadline_problems(changed))
    desk.table(Deadline).update(changed)
    return changed


@operation("Échéance supprimée{ — deadline}")
def delete_deadline(desk: "Desk", deadline_id: int) -> None:
    """Put a deadline in the trash; ``Refused`` for one that a rule set, which would come back with the next change."""
    deadline = desk.table(Deadline).get(deadline_id)
    if deadline.clock is not None:
        raise Refused(
            "Cette date suit de votre dossier\u00a0: marquez-la comme faite, ou changez la date dont elle découle."
        )
    desk.trash.put(f"Échéance\u00a0: {deadline.title}", [deadline], desk.today())


# ---- limitation ------------------------------------------------------------------------------------------------------
@operation("Prescription{ de limitation_event} mise à jour")
def save_limitation_event(desk: "Desk", event: LimitationEvent) -> LimitationEvent:
    """Add or change what interrupts or suspends the limitation period. Raises ``InvalidInput``."""
    validation.refuse(validation.limitation_event_problems(event))
    table = desk.table(LimitationEvent)
    if event.id is None:
        return table.insert(event)
    _refuse_following(table.get(event.id))
    table.update(event)
    return event


@operation("Prescription{ de limitation_event} mise à jour")
def delete_limitation_event(desk: "Desk", event_id: int) -> None:
    """Put an interruption or suspension in the trash."""
    event = desk.table(LimitationEvent).get(event_id)
    _refuse_following(event)
    label = f"Prescription\u00a0: {event.kind.label.lower()}, {formats.date_long(event.happened_on)}"
    desk.trash.put(label, [event], desk.today())


def _refuse_following(event: LimitationEvent) -> None:
    """What follows from another record changes with it; the answer about a payment may be taken back."""
    for record_id, sentence in (
        (event.mediation_id, "Cette suspension suit les dates de la médiation"),
        (event.procedure_id, "Cette ligne suit les dates de la démarche"),
        (event.agreement_id, "Cette ligne suit les dates de l’accord"),
    ):
        if record_id is not None:
            raise Refused(f"{sentence}\u00a0: changez-les là, elle suivra.")
    if event.procedure_id is not None:
        raise Refused("Cette cause suit les dates de la démarche\u00a0: changez-les là, elle suivra.")
