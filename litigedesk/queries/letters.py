"""Questions about the letters of a dispute: which ones fit it, and the complaint, mediation and convention they speak of."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Complaint, Convention, Mediation
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.letters import catalogue, fitting
from litigedesk.letters.template import Template

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def complaint_to_answer(desk: "Desk", dispute_id: int) -> Complaint | None:
    """The first written complaint not answered yet, else the latest of all; ``None`` without one."""
    found = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    waiting = [one for one in found if one.is_written and one.answered_on is None]
    return waiting[0] if waiting else found[-1] if found else None


def present_mediation(desk: "Desk", dispute_id: int) -> Mediation | None:
    """The running mediation, else the latest; ``None`` without one."""
    found = desk.table(Mediation).where(order="id", dispute_id=dispute_id)
    running = [one for one in found if one.ended_on is None]
    return running[-1] if running else found[-1] if found else None


def convention_in_force(desk: "Desk", on: date, mediator_id: int | None = None) -> Convention | None:
    """The convention in force on a day, with that mediator if one is named; the latest to start when several are."""
    found = desk.table(Convention).where(order="starts_on, id")
    in_force = [
        one
        for one in found
        if one.starts_on <= on and (one.ends_on is None or on <= one.ends_on) and mediator_id in {None, one.mediator_id}
    ]
    return in_force[-1] if in_force else None


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
