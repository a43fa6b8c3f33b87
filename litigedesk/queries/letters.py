"""Questions about letters: which ones fit a record, what they are about, and the complaint and mediation they speak of."""

from typing import TYPE_CHECKING

from litigedesk.domain.agreement import Agreement
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Dispute, Invoice, Letter
from litigedesk.queries import mediations, portage, sums

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.letters.template import Template


def complaint_to_answer(desk: "Desk", dispute_id: int) -> Complaint | None:
    """The first written complaint not answered yet, else the latest of all; ``None`` without one."""
    found = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    waiting = [one for one in found if one.is_written and one.answered_on is None]
    return waiting[0] if waiting else found[-1] if found else None


def present_mediation(desk: "Desk", dispute_id: int) -> Mediation | None:
    """The running mediation, else the latest; ``None`` without one."""
    return next(iter(mediations.of_dispute(desk, dispute_id)), None)


def is_kept(desk: "Desk", letter_id: int) -> bool:
    """Whether a letter is still on file."""
    return desk.table(Letter).find(letter_id) is not None


def fitting_letters(desk: "Desk", matter: Matter) -> "tuple[Template, ...]":
    """The letters that this record may call for, in the order of the catalogue; ``NotFound`` when it is gone."""
    from litigedesk.letters import catalogue, fitting

    about = [one for one in catalogue.catalogue() if one.about is matter.kind]
    if matter.kind is MatterKind.CLAIM:
        return fitting.of_holder(about, _holder(desk, desk.table(InsuranceClaim).get(matter.id).policy_id))
    if matter.kind is MatterKind.POLICY:
        return fitting.of_holder(about, _holder(desk, matter.id))
    if matter.kind is MatterKind.CONTRACT:
        return tuple(about) if desk.table(Tripartite).count(contract_id=matter.id) else ()
    dispute, agreed = desk.table(Dispute).get(matter.id), desk.table(Agreement).where(dispute_id=matter.id)
    situation = fitting.Situation(
        dispute=dispute.kind,
        client=desk.table(Client).get(dispute.client_id).kind,
        invoiced=bool(desk.table(Invoice).count(dispute_id=matter.id)),
        complaint=complaint_to_answer(desk, matter.id),
        mediation=present_mediation(desk, matter.id),
        portage=portage.side_of(desk, matter.id) is not None,
        pieces=bool(desk.table(Piece).count(dispute_id=matter.id, confidential=False)),
        contested=bool(dispute.contested_amount or dispute.contested_reason.strip()),
        settled=_settled(desk, dispute),
        agreements=frozenset(one.kind for one in agreed),
        signed=any(one.signed_on is not None for one in agreed),
        procedures=frozenset(one.kind for one in desk.table(Procedure).where(dispute_id=matter.id)),
    )
    return fitting.fitting(about, situation)


def _settled(desk: "Desk", dispute: Dispute) -> bool:
    """Whether a client may be told that the account is closed: the dispute is, or its invoices are paid."""
    if dispute.closed_on is not None:
        return True
    owed = sums.of_dispute(desk, dispute, desk.today())
    return bool(owed.lines) and not any(line.outstanding for line in owed.lines)


def _holder(desk: "Desk", policy_id: int | None) -> PolicyHolder | None:
    return None if policy_id is None else desk.table(Policy).get(policy_id).holder
