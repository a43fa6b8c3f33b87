"""A complaint and its mediation in which every text that can be typed is the same hostile one."""

from dataclasses import dataclass, replace
from datetime import date

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.records import Address, Client, Deadline, Dispute
from litigedesk.domain.vocabulary import ClientKind, ComplaintAnswer, ComplaintChannel, ProposalAnswer, Stance
from litigedesk.operations import clients, complaints, disputes, mediations, mediators, profile

NOTIFIED, PROPOSED = date(2026, 11, 10), date(2026, 11, 18)


@dataclass(frozen=True)
class Filled:
    """Where the records stand."""

    dispute_id: int
    complaint_id: int
    mediator_id: int
    convention_id: int
    mediation_id: int


def filled(desk: Desk, text: str) -> Filled:
    """The records, every text of theirs this one."""
    seller = replace(desk.profile(), activity=text, city=text, website=text, sells_to_consumers=True)
    profile.save(desk, replace(seller, sells_online=True))
    place = Address(client_id=0, street=text, street_extra=text, postcode="56100", city=text)
    client = clients.save(desk, Client(kind=ClientKind.CONSUMER, name=text, salutation=text), [], [place]).value
    dispute = Dispute(client_id=client.id or 0, reference=text, title=text, notes=text, opened_on=date(2026, 11, 2))
    complaint = Complaint(
        dispute_id=0,
        received_on=date(2026, 11, 2),
        channel=ComplaintChannel.EMAIL,
        grievance=text,
        request=text,
        findings=text,
        answer=ComplaintAnswer.PARTIAL,
        answer_text=text,
    )
    dispute_id = complaints.open_dispute(desk, dispute, complaint).value.id or 0
    mediator_id = mediators.save(desk, _mediator(text)).value.id or 0
    convention_id = mediators.save_convention(desk, _convention(text, mediator_id)).value.id or 0
    mediation_id = mediations.save(desk, _mediation(text, dispute_id, mediator_id)).value.id or 0
    mediators.place_mention(desk, PlacedMention(place="website", placed_on=NOTIFIED, text=text, spot=text))
    disputes.save_deadline(desk, Deadline(title=text, due_on=date(2026, 12, 1), reason=text))
    return Filled(dispute_id, 1, mediator_id, convention_id, mediation_id)


def _mediator(text: str) -> Mediator:
    return Mediator(
        name=text,
        website=text,
        street=text,
        street_extra=text,
        postcode="75017",
        city=text,
        sectors=text,
        notes=text,
        checked_on=NOTIFIED,
    )


def _convention(text: str, mediator_id: int) -> Convention:
    return Convention(
        mediator_id=mediator_id,
        reference=text,
        through=text,
        notes=text,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )


def _mediation(text: str, dispute_id: int, mediator_id: int) -> Mediation:
    return Mediation(
        dispute_id=dispute_id,
        mediator_id=mediator_id,
        complaint_id=1,
        reference=text,
        started_by_client=True,
        referred_on=date(2026, 11, 5),
        notified_on=NOTIFIED,
        stance=Stance.TAKES_PART,
        stance_on=NOTIFIED,
        stance_reason=text,
        rejection_reason=text,
        position=text,
        proposal_on=PROPOSED,
        proposal=text,
        answer_by=date(2026, 11, 30),
        my_answer=ProposalAnswer.REFUSED,
        my_answer_on=PROPOSED,
        my_answer_reason=text,
        notes=text,
    )
