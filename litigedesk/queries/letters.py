"""Questions about the letters of a dispute: which ones fit it, and the complaint and mediation they speak of."""

from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.letters import catalogue, fitting
from litigedesk.letters.template import Template
from litigedesk.queries import mediations

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def complaint_to_answer(desk: "Desk", dispute_id: int) -> Complaint | None:
    """The first written complaint not answered yet, else the latest of all; ``None`` without one."""
    found = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    waiting = [one for one in found if one.is_written and one.answered_on is None]
    return waiting[0] if waiting else found[-1] if found else None


def present_mediation(desk: "Desk", dispute_id: int) -> Mediation | None:
    """The running mediation, else the latest; ``None`` without one."""
    return next(iter(mediations.of_dispute(desk, dispute_id)), None)


def fitting_letters(desk: "Desk", dispute_id: int) -> tuple[Template, ...]:
    """The letters that this dispute may call for, in the order of the catalogue; ``NotFound`` when it is gone."""
    dispute = desk.table(Dispute).get(dispute_id)
    situation = fitting.Situation(
        dispute=dispute.kind,
        client=desk.table(Client).get(dispute.client_id).kind,
        invoiced=bool(desk.table(Invoice).count(dispute_id=dispute_id)),
        complaint=complaint_to_answer(desk, dispute_id),
        mediation=present_mediation(desk, dispute_id),
    )
    return fitting.fitting(catalogue.catalogue(), situation)
