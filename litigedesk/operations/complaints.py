"""Complaints of consumers: recorded with their clocks and their lines in the timeline, answered by a letter or otherwise."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.records import Client, Contract, Deadline, Dispute, Event, Letter
from litigedesk.domain.vocabulary import ComplaintChannel, DisputeKind, DisputeStage, EventKind
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.letters.ids import ASK_IN_WRITING, REPLY
from litigedesk.operations import clocks, milestones
from litigedesk.operations.disputes import opened
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_KINDS = {
    ComplaintChannel.LETTER: EventKind.LETTER,
    ComplaintChannel.REGISTERED: EventKind.LETTER,
    ComplaintChannel.EMAIL: EventKind.EMAIL,
    ComplaintChannel.WEB_FORM: EventKind.EMAIL,
    ComplaintChannel.MESSAGE: EventKind.EMAIL,
    ComplaintChannel.PHONE: EventKind.CALL,
    ComplaintChannel.IN_PERSON: EventKind.MEETING,
}


@operation("Réclamation{ de complaint} enregistrée")
def save(desk: "Desk", complaint: Complaint, document: Path | None = None) -> Complaint:
    """Add or change a complaint, its clocks and its lines in the timeline with it; ``document`` is its writing, kept whole.

    Raises ``InvalidInput``, and ``StorageError`` for a document that cannot be read.
    """
    return _stored(desk, complaint, document)


@operation("Litige{ dispute} ouvert sur une réclamation")
def open_dispute(desk: "Desk", dispute: Dispute, complaint: Complaint, document: Path | None = None) -> Dispute:
    """Open a dispute about a complaint, with the complaint itself. Raises as ``save``."""
    dispute = opened(desk, replace(dispute, kind=DisputeKind.COMPLAINT), ())
    assert dispute.id is not None
    _stored(desk, replace(complaint, dispute_id=dispute.id), document)
    return dispute


def _stored(desk: "Desk", complaint: Complaint, document: Path | None) -> Complaint:
    validation.refuse(validation.complaint_problems(complaint, desk.today()))
    _refuse_misplaced(desk, complaint)
    was = clocks.expected(desk, complaint.dispute_id)
    if document is not None:
        complaint = replace(complaint, file_id=keep_document(desk, document).id)
    table = desk.table(Complaint)
    complaint = table.insert(complaint) if complaint.id is None else table.update(complaint)
    follow(desk, complaint, was)
    return complaint


def _refuse_misplaced(desk: "Desk", complaint: Complaint) -> None:
    """A new complaint in a closed dispute would be watched by nobody; the contract is one of the client who complains."""
    dispute = desk.table(Dispute).get(complaint.dispute_id)
    if complaint.id is None and dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant d’y noter une réclamation.")
    contract = None if complaint.contract_id is None else desk.table(Contract).get(complaint.contract_id)
    if contract is not None and contract.client_id != dispute.client_id:
        raise InvalidInput([Problem("contract_id", f"{contract.reference} est le contrat d’un autre client.")])


def follow(desk: "Desk", complaint: Complaint, was: clocks.Expected) -> None:
    """Bring clocks and timeline to what the complaint says, inside the running step; ``was`` is what the clocks were before."""
    clocks.follow(desk, complaint.dispute_id, was)
    milestones.follow(desk, _lines(desk, complaint), {"complaint_id": complaint.id}, complaint.dispute_id)


def _lines(desk: "Desk", complaint: Complaint) -> list[milestones.Line]:
    words = "Réclamation reçue" if complaint.is_written else "Réclamation faite de vive voix"
    body = ". ".join(filter(None, (complaint.channel.label, complaint.grievance.strip())))
    lines = [
        milestones.Line(
            milestone="received",
            happened_on=complaint.received_on,
            title=words,
            body=body,
            kind=_KINDS[complaint.channel],
        )
    ]
    if complaint.answered_on is not None and not _replies(desk, complaint.dispute_id, complaint.answered_on):
        lines.append(
            milestones.Line(
                milestone="answered", happened_on=complaint.answered_on, title="Réponse donnée à la réclamation"
            )
        )
    return lines


def _replies(desk: "Desk", dispute_id: int, sent_on: date) -> list[Letter]:
    """The letters sent that day which answer a complaint: they have a line of their own."""
    found = desk.table(Letter).where(dispute_id=dispute_id, sent_on=sent_on)
    return [one for one in found if one.template in {REPLY, ASK_IN_WRITING}]


@operation("Réclamation{ de complaint} mise à la corbeille")
def delete(desk: "Desk", complaint_id: int) -> None:
    """Put a complaint with its deadlines and lines in the trash; ``Refused`` while a mediation rests on it."""
    complaint = desk.table(Complaint).get(complaint_id)
    if desk.table(Mediation).count(complaint_id=complaint_id):
        raise Refused("Une médiation s’appuie sur cette réclamation\u00a0: supprimez d’abord la médiation.")
    was = clocks.expected(desk, complaint.dispute_id)
    children = [
        *desk.table(Event).where(complaint_id=complaint_id),
        *desk.table(Deadline).where(complaint_id=complaint_id),
    ]
    dispute = desk.table(Dispute).get(complaint.dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    label = f"Réclamation de {client.name} du {formats.date_long(complaint.received_on)}"
    desk.trash.put(label, [complaint, *children], desk.today())
    clocks.follow(desk, complaint.dispute_id, was)  # a complaint made aloud may wait for a writing again


def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let the complaint follow a letter that answers it: sent, sent another day (``before``), or taken back; inside the step."""
    if letter.template not in {REPLY, ASK_IN_WRITING}:
        return
    table = desk.table(Complaint)
    sent = {
        one.sent_on
        for one in desk.table(Letter).where(dispute_id=letter.dispute_id, template=letter.template)
        if one.sent_on is not None
    }
    told = {None, *sent, letter.sent_on, before.sent_on if before else None}
    for complaint in table.where(dispute_id=letter.dispute_id):
        if complaint.is_written is not (letter.template == REPLY):
            continue
        if complaint.answered_on not in told:
            continue  # the user noted an answer given otherwise
        answered = min((day for day in sent if day >= complaint.received_on), default=None)
        was = clocks.expected(desk, complaint.dispute_id)
        follow(desk, table.update(replace(complaint, answered_on=answered)), was)
