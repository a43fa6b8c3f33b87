"""Plays the complaints and mediations of the demo through the same operations as the window."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from litigedesk.demo.complaint_stories import CONSUMERS, CONVENTION_STARTED, MEDIATOR, Consumer, Course, Reproach
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Convention, Mediation, PlacedMention
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Contract, Deadline, Dispute
from litigedesk.domain.vocabulary import Clock, ContractKind, MediationOutcome, SendMethod
from litigedesk.formats import add_months
from litigedesk.letters.ids import REPLY
from litigedesk.operations import clients, complaints, contracts, disputes, letters, mediations, mediators

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk


def tell(desk: "Desk", moment: "Moment") -> None:
    """Write the mediator, the convention, and every consumer's story."""
    started = moment.ago(CONVENTION_STARTED)
    mediator = mediators.save(desk, replace(MEDIATOR, checked_on=started)).value
    assert mediator.id is not None
    mediators.save_convention(
        desk,
        Convention(
            mediator_id=mediator.id,
            reference="CV-2024-0418",
            through="Fédération des créateurs (exemple)",
            signed_on=started,
            starts_on=started,
            ends_on=add_months(started, 36) - timedelta(days=1),
            years=3,
            fee=Money.of("85.00"),
            fee_paid_on=started,
            fee_simple=Money.of("60.00"),
            fee_complex=Money.of("300.00"),
        ),
    )
    mediators.place_mention(
        desk,
        PlacedMention(place="website", placed_on=started, text="Ancien texte de la mention.", spot="Mentions légales"),
    )
    for consumer in CONSUMERS:
        _tell(desk, moment, consumer, mediator.id)


def _tell(desk: "Desk", moment: "Moment", consumer: Consumer, mediator_id: int) -> None:
    address = Address(client_id=0, street=consumer.street, postcode=consumer.postcode, city=consumer.city)
    signed = moment.ago(consumer.signed)
    client = clients.save(desk, consumer.client, [], [address]).value
    assert client.id is not None
    contract = contracts.save(
        desk,
        Contract(
            client_id=client.id,
            kind=ContractKind.QUOTE,
            reference=consumer.contract,
            title=consumer.title,
            signed_on=signed,
            amount=Money.of(consumer.price),
        ),
    ).value
    dispute_id = _complain(desk, moment, consumer, client.id, contract.id)
    if consumer.mediation is not None:
        _mediate(desk, moment, consumer.mediation, dispute_id, mediator_id)
    if consumer.closed is not None:
        ago, reason = consumer.closed
        disputes.close(desk, dispute_id, reason, moment.ago(ago))
    moment.now = moment.end


def _complain(desk: "Desk", moment: "Moment", consumer: Consumer, client_id: int, contract_id: int | None) -> int:
    told: Reproach = consumer.complaint
    day = moment.ago(told.received)
    complaint = Complaint(
        dispute_id=0,
        received_on=day,
        channel=told.channel,
        contract_id=contract_id,
        grievance=told.grievance,
        request=told.request,
        amount=Money.of(told.amount),
        findings=told.findings,
        answer=told.answer,
        answer_text=told.answer_text,
    )
    dispute = complaints.open_dispute(
        desk, Dispute(client_id=client_id, title=consumer.title, opened_on=day), complaint
    ).value
    assert dispute.id is not None
    if told.answered is not None:
        _tell_insurer(desk, dispute.id)
        _send(desk, moment, dispute.id, REPLY, told.answered)
    return dispute.id


def _tell_insurer(desk: "Desk", dispute_id: int) -> None:
    for deadline in desk.table(Deadline).where(dispute_id=dispute_id, clock=Clock.INSURER):
        disputes.complete_deadline(desk, deadline.id or 0)


def _send(desk: "Desk", moment: "Moment", dispute_id: int, template: str, ago: int) -> None:
    day = moment.ago(ago)
    choices = letters.Choices(written_on=day, send_method=SendMethod.EMAIL, reply_by=None)
    letters.file(desk, of_dispute(dispute_id), template, choices, sent_on=day)


def _mediate(desk: "Desk", moment: "Moment", course: Course, dispute_id: int, mediator_id: int) -> None:
    """Each date is noted on its day, as a user would: the letters between them are written from what was known then."""
    complaint = desk.table(Complaint).first(dispute_id=dispute_id)
    referred = moment.ago(course.referred)
    held = Mediation(
        dispute_id=dispute_id,
        mediator_id=mediator_id,
        complaint_id=complaint.id if complaint else None,
        reference=course.reference,
        started_by_client=True,
        in_court=False,
        other_mediator=False,
        in_sector=True,
        excluded_service=False,
        referred_on=referred,
        position=course.position,
    )
    held = mediations.save(desk, held).value
    if course.notified is not None:
        held = mediations.save(desk, replace(held, notified_on=moment.ago(course.notified))).value
    if course.takes_part is not None:
        _send(desk, moment, dispute_id, "participation-acceptee", course.takes_part)
        held = replace(_present(desk, held), agreed_on=moment.ago(course.takes_part))
        held = mediations.save(desk, held).value
    if course.sent_file is not None:
        _send(desk, moment, dispute_id, "transmission-dossier-mediateur", course.sent_file)
        held = mediations.save(desk, replace(_present(desk, held), completed_on=moment.ago(course.sent_file))).value
    if course.proposed is not None:
        _propose(desk, moment, course, held)
    if course.ended is not None:
        _end(desk, moment, course, held)


def _present(desk: "Desk", mediation: Mediation) -> Mediation:
    return desk.table(Mediation).get(mediation.id or 0)


def _propose(desk: "Desk", moment: "Moment", course: Course, held: Mediation) -> None:
    assert course.proposed is not None
    day = moment.ago(course.proposed)
    held = replace(
        _present(desk, held),
        proposal_on=day,
        proposal=course.proposal,
        proposal_amount=Money.of(course.amount),
        answer_by=day + timedelta(days=course.answer_in),
    )
    mediations.save(desk, held)
    if course.accepted is not None:
        _send(desk, moment, held.dispute_id, "acceptation-proposition", course.accepted)
    if course.client_answer is not None:
        ago, answer = course.client_answer
        day = moment.ago(ago)
        mediations.save(desk, replace(_present(desk, held), client_answer=answer, client_answer_on=day))


def _end(desk: "Desk", moment: "Moment", course: Course, held: Mediation) -> None:
    assert course.ended is not None
    ago, outcome = course.ended
    day = moment.ago(ago)
    ended = replace(_present(desk, held), outcome=outcome, ended_on=day)
    if outcome is MediationOutcome.AGREEMENT:
        ended = replace(ended, perform_by=day + timedelta(days=30))
    if course.cost is not None:
        cost, size = course.cost
        ended = replace(ended, cost=Money.of(cost), size=size, cost_paid_on=day)
    mediations.save(desk, ended)
    if course.performed is not None:
        performed = moment.ago(course.performed)
        mediations.save(desk, replace(_present(desk, held), performed_on=performed))
