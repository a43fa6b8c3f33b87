"""The facts of letters about a complaint or its mediation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Complaint, Mediation, Mediator
from litigedesk.domain.records import Contract, Dispute, Event, Invoice, Letter
from litigedesk.domain.vocabulary import EventKind
from litigedesk.letters.facts import (
    DatedFact,
    LetterFacts,
)
from litigedesk.queries import letters, policies
from litigedesk.queries.convention_in_force import convention_in_force
from litigedesk.rules import admissibility, deadlines
from litigedesk.rules.kinds import DeadlineName
from litigedesk.settings import COMPLAINT_DAYS

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def about_complaint(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The complaint to answer, with the mediator to name."""
    return _with_convention(desk, _with_complaint(desk, with_case(desk, facts)))


def about_mediation(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The mediation of a dispute, with the complaint it is about."""
    mediation = letters.present_mediation(desk, facts.dispute.id or 0)
    complaint = complaint_of(desk, facts.dispute.id or 0, mediation)
    return _with_mediation(desk, _with_complaint(desk, replace(facts, mediation=mediation, complaint=complaint)))


def with_case(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The complaint to answer and the mediation of a dispute, for letters of other families to beware of."""
    dispute_id = facts.dispute.id or 0
    return replace(
        facts, complaint=complaint_of(desk, dispute_id, None), mediation=letters.present_mediation(desk, dispute_id)
    )


def complaint_of(desk: "Desk", dispute_id: int, mediation: Mediation | None) -> Complaint | None:
    """The complaint that a mediation is about when the user said so, else the one to answer."""
    if mediation is not None and mediation.complaint_id is not None:
        return desk.table(Complaint).get(mediation.complaint_id)
    return letters.complaint_to_answer(desk, dispute_id)


def _with_complaint(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    complaint = facts.complaint
    contract_id = complaint.contract_id if complaint else None
    written = admissibility.first_written(desk.table(Complaint).where(dispute_id=facts.dispute.id))
    until = None
    if written is not None:
        until = deadlines.compute(DeadlineName.MEDIATION_REFERRAL, written.received_on, desk.law).date
    return replace(
        facts,
        contracts=(desk.table(Contract).get(contract_id),) if contract_id is not None else (),
        complained_on=written.received_on if written else None,
        refer_until=until,
        answer_days=int(desk.setting(COMPLAINT_DAYS)),
        insured=policies.insured(desk),
        policy=policies.of_dispute(desk, facts.dispute.id or 0, facts.written_on),
    )


def _with_convention(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    convention = convention_in_force(desk, facts.written_on)
    mediator = desk.table(Mediator).get(convention.mediator_id) if convention else None
    return replace(facts, convention=convention, mediator=mediator)


def _with_mediation(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    mediation = facts.mediation
    if mediation is None:
        return facts
    return replace(
        facts,
        mediator=desk.table(Mediator).get(mediation.mediator_id),
        convention=convention_in_force(desk, facts.written_on, mediation.mediator_id),
        invoices=tuple(desk.table(Invoice).where(order="issued_on, id", dispute_id=facts.dispute.id)),
        chronology=chronology(desk, facts.dispute, facts.contracts, facts.written_on),
    )


def chronology(desk: "Desk", dispute: Dispute, contracts: Sequence[Contract], until: date) -> tuple[DatedFact, ...]:
    """What happened, in order: contracts signed, and the lines of the timeline that are facts of the dispute.

    Left out: notes, letters that never left, and what belongs to the mediation itself or was exchanged in it (C. conso. L612-3).
    """
    sent = {one.id for one in desk.table(Letter).where(dispute_id=dispute.id) if one.sent_on is not None}
    found = [
        DatedFact(one.signed_on, " ".join(filter(None, (one.kind.label, one.reference, "signé"))))
        for one in contracts
        if one.signed_on
    ]
    for event in desk.table(Event).where(order="happened_on, id", dispute_id=dispute.id):
        noted = event.kind is EventKind.NOTE and not event.milestone
        unsent = event.letter_id is not None and event.letter_id not in sent
        known = event.mediation_id is not None or event.confidential
        if not (noted or unsent or known) and event.happened_on <= until:
            found.append(DatedFact(event.happened_on, event.title))
    return tuple(sorted(found, key=lambda fact: fact.day))
