"""The facts a letter is written from, gathered from the records: only those that letters of its family speak of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.insurance import InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import Matter, MatterKind, of_dispute
from litigedesk.domain.mediation import Complaint, Mediation, Mediator
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Event, Invoice, Letter
from litigedesk.domain.vocabulary import DivisorBasis, EventKind
from litigedesk.errors import Refused
from litigedesk.letters import catalogue
from litigedesk.letters.facts import (
    ConditionFacts,
    DatedFact,
    InvoiceFacts,
    LetterFacts,
    PieceFacts,
    ProofFacts,
    RateMode,
    SegmentFacts,
    StatementFacts,
)
from litigedesk.letters.guards import words
from litigedesk.letters.template import Family, Recipient, Template
from litigedesk.queries import disputes, insurance_claims, letters, mediations, pieces, policies, portage, sums
from litigedesk.queries.files import content
from litigedesk.rules import admissibility, deadlines
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.proofs import Proof
from litigedesk.rules.statement import StatementLine
from litigedesk.settings import ADMISSION_WORDS, COMPLAINT_DAYS

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_TO_OTHERS = frozenset({Family.PORTAGE, Family.INSURANCE})  # written to the portage company or the insurer


def gathered(desk: "Desk", matter: Matter, template: Template, written_on: date) -> LetterFacts:
    """Everything that letter may say of its matter but the user's choices.

    Raises ``Refused`` when its sums cannot be stated or when the letter is about something else, ``NotFound`` when it is gone.
    """
    if matter.kind is not template.about:
        raise Refused(f"«\u202f{template.title}\u202f» ne s’écrit pas à partir de cette fiche.")
    found = _FAMILIES[template.family](desk, _common(desk, matter, written_on))
    return _with_letters(desk, found, template, matter)


def _common(desk: "Desk", matter: Matter, written_on: date) -> LetterFacts:
    claim = desk.table(InsuranceClaim).get(matter.id) if matter.kind is MatterKind.CLAIM else None
    contract = desk.table(Contract).get(matter.id) if matter.kind is MatterKind.CONTRACT else None
    dispute_id = claim.dispute_id if claim is not None else matter.id if matter.kind is MatterKind.DISPUTE else None
    dispute = desk.table(Dispute).get(dispute_id) if dispute_id is not None else None
    client_id = next((one.client_id for one in (dispute, contract, claim) if one is not None and one.client_id), None)
    profile = desk.profile()
    return LetterFacts(
        written_on=written_on,
        profile=profile,
        known_client=desk.table(Client).get(client_id) if client_id is not None else None,
        address=desk.table(Address).first(order="main DESC, id", client_id=client_id) if client_id else None,
        contact=desk.table(Contact).first(client_id=client_id) if client_id else None,
        known_dispute=dispute,
        contracts=(contract,) if contract is not None else (),
        insurance_claim=claim,
        policy=desk.table(Policy).get(matter.id) if matter.kind is MatterKind.POLICY else None,
        logo=content(desk, profile.logo_file_id),
        signature=content(desk, profile.signature_file_id),
        letterhead=content(desk, profile.letterhead_file_id),
        admission_words=words.admissions(desk.setting(ADMISSION_WORDS)),
    )


def _about_payment(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    return _with_portage(desk, _with_sums(desk, _with_case(desk, facts)))


def _about_complaint(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    return _with_convention(desk, _with_complaint(desk, _with_case(desk, facts)))


def _about_mediation(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    mediation = letters.present_mediation(desk, facts.dispute.id or 0)
    complaint = _complaint(desk, facts.dispute.id or 0, mediation)
    return _with_mediation(desk, _with_complaint(desk, replace(facts, mediation=mediation, complaint=complaint)))


def _with_case(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The complaint to answer and the mediation of a dispute, for letters of other families to beware of."""
    dispute_id = facts.dispute.id or 0
    return replace(
        facts, complaint=_complaint(desk, dispute_id, None), mediation=letters.present_mediation(desk, dispute_id)
    )


def _with_letters(desk: "Desk", facts: LetterFacts, template: Template, matter: Matter) -> LetterFacts:
    """The earlier letters; those exchanged in a mediation go to nobody but the mediator (C. conso. L612-3)."""
    to_mediator = template.recipient is Recipient.MEDIATOR
    kept = desk.table(Letter).where(order="written_on, id", **{matter.column: matter.id})
    if matter.kind is MatterKind.CLAIM and facts.known_dispute is not None:
        kept += desk.table(Letter).where(order="written_on, id", dispute_id=facts.dispute.id, insurance_claim_id=None)
    kept = [one for one in kept if to_mediator or not one.confidential]
    same = [one for one in kept if catalogue.family_of(one.template) is template.family]
    if template.family is Family.MEDIATION and facts.mediation is not None:
        same = [one for one in same if one.mediation_id == facts.mediation.id]
    told = template.recipient is not Recipient.CLIENT  # the client knows what was written to them
    others = [one for one in kept if one not in same and catalogue.family_of(one.template) not in _TO_OTHERS]
    others = others if told else []
    return replace(facts, previous_letters=tuple(same), other_letters=tuple(others))


# ---- complaint and mediation -----------------------------------------------------------------------------------------
def _complaint(desk: "Desk", dispute_id: int, mediation: Mediation | None) -> Complaint | None:
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
    convention = mediations.convention_in_force(desk, facts.written_on)
    mediator = desk.table(Mediator).get(convention.mediator_id) if convention else None
    return replace(facts, convention=convention, mediator=mediator)


def _with_mediation(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    mediation = facts.mediation
    if mediation is None:
        return facts
    return replace(
        facts,
        mediator=desk.table(Mediator).get(mediation.mediator_id),
        convention=mediations.convention_in_force(desk, facts.written_on, mediation.mediator_id),
        invoices=tuple(desk.table(Invoice).where(order="issued_on, id", dispute_id=facts.dispute.id)),
        chronology=_chronology(desk, facts.dispute, facts.contracts, facts.written_on),
    )


def _chronology(desk: "Desk", dispute: Dispute, contracts: Sequence[Contract], until: date) -> tuple[DatedFact, ...]:
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


# ---- payment ---------------------------------------------------------------------------------------------------------
def _with_sums(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    owed = sums.of_dispute(desk, facts.dispute, facts.written_on)
    if owed.statement is None:
        raise Refused(owed.obstacle)
    contracts = {line.contract.id: line.contract for line in owed.lines if line.contract is not None}
    payments = sorted((p for line in owed.lines for p in line.payments), key=lambda p: (p.paid_on, p.id or 0))
    return replace(
        facts,
        contracts=tuple(contracts.values()),
        statement=_statement_facts(desk, owed, facts.dispute),
        payments=tuple(payments),
        invoices=tuple(line.invoice for line in owed.lines),
        rate_warnings=_rate_warnings(desk, facts.written_on),
    )


def _rate_warnings(desk: "Desk", on: date) -> tuple[str, ...]:
    rates = desk.law.rates
    if not rates.expires_soon(on):
        return ()
    end = formats.date_long(rates.complete_until)
    return (f"La table des taux s’arrête au {end}\u00a0: ajoutez le semestre suivant dès qu’il est publié.",)


def _statement_facts(desk: "Desk", owed: sums.Sums, dispute: Dispute) -> StatementFacts:
    found = owed.statement
    assert found is not None
    by_id = {line.invoice.id: line for line in owed.lines}
    contested = min(dispute.contested_amount, found.principal_due)
    year = "365 jours" if desk.divisor() is DivisorBasis.FIXED_365 else "365 jours, 366 les années bissextiles"
    return StatementFacts(
        as_of=found.until,
        lines=tuple(_invoice_facts(by_id[line.invoice_id], line) for line in found.lines),
        principal=found.principal,
        credited=found.credited,
        paid=found.paid - found.overpaid,  # what is over on one invoice is not set against another
        interest=found.interest,
        fee=found.fixed_fee,
        total_due=found.total_due,
        per_day=_share(found.per_day, found.principal_due - contested, found.principal_due),
        legal_basis=found.sources,
        divisor_text=year,
        contested_amount=contested,
        contested_interest=_share(found.interest_due, contested, found.principal_due),
    )


def _share(whole: Money, part: Money, of: Money) -> Money:
    """The part of a sum that goes with a part of the principal, rounded half-up."""
    from fractions import Fraction

    return Money.rounded(Fraction(whole.cents * part.cents, of.cents * 100)) if of else ZERO


def _invoice_facts(line: sums.InvoiceSums, stated: StatementLine) -> InvoiceFacts:
    result = stated.result
    return InvoiceFacts(
        invoice_id=line.invoice.id,
        number=line.invoice.number,
        title=line.invoice.title,
        issued_on=line.invoice.issued_on,
        performed_on=line.invoice.performed_on,
        due_on=line.invoice.due_on,
        principal=result.principal,
        credited=result.credited,
        paid=result.paid - result.overpaid,
        principal_left=result.principal_due,
        days=result.days,
        rate_mode=RateMode(result.regime.value),
        interest=result.interest,
        fee=result.fixed_fee,
        total=result.total_due,
        segments=tuple(
            SegmentFacts(
                first=s.first, last=s.last, days=s.days, rate=s.rate, amount=s.amount, source=s.source, principal=s.base
            )
            for s in result.segments
        ),
    )


def _about_evidence(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The pieces that may be shown to anybody: what was exchanged in a mediation is not among them (C. conso. L612-3)."""
    return _with_portage(desk, replace(facts, inventory=pieces.inventory(desk, of_dispute(facts.dispute.id or 0))))


# ---- portage ---------------------------------------------------------------------------------------------------------
def _with_portage(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """Whether a portage company is the creditor, and which proofs it will ask for."""
    side = portage.side_of(desk, facts.dispute.id or 0)
    if side is None:
        return facts
    return replace(
        facts,
        portage=True,
        company=side.company,
        tripartite=next(iter(side.tripartites), None),
        deliveries=portage.deliveries(desk, [one.id for one in facts.contracts if one.id is not None]),
        proofs=tuple(map(_proof, side.proofs)),
    )


def _proof(proof: Proof) -> ProofFacts:
    return ProofFacts(
        kind=proof.kind.value,
        title=proof.kind.label,
        state=proof.state.value,
        sentence=proof.sentence,
        how=proof.how,
        pieces=tuple(piece.title for piece in proof.pieces),
    )


def _about_portage(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """A letter to the portage company: about an unpaid dispute with its sums, or about a contract to validate."""
    if facts.known_dispute is None:
        return _with_contract(desk, facts)
    found = _with_portage(desk, _with_sums(desk, _with_case(desk, facts)))
    limit = disputes.limitation_of(desk, found.dispute, found.written_on)
    return replace(
        found,
        limitation_on=limit.result.safe_date if limit is not None else None,
        chronology=_chronology(desk, found.dispute, found.contracts, found.written_on),
    )


def _with_contract(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    file = portage.file(desk, facts.contracts[0].id or 0, facts.written_on)
    if file is None:
        return facts
    return replace(
        facts,
        portage=True,
        tripartite=file.tripartite,
        company=file.company,
        rounds=file.rounds,
        conditions=tuple(map(_condition, (*file.contents, *file.limits))),
    )


def _condition(found: Condition) -> ConditionFacts:
    return ConditionFacts(
        code=found.code,
        title=found.title,
        met=None if found.verdict is Verdict.ASK else found.verdict is Verdict.MET,
        sentence=" ".join(filter(None, (found.sentence, found.instead))),
        article=found.article,
        field=found.field,
        forbids=found.forbids,
    )


# ---- insurance -------------------------------------------------------------------------------------------------------
def _about_insurance(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """A letter about a claim or a policy: who insures, what the claim is, by when it was to be declared."""
    claim = facts.insurance_claim
    if claim is None:
        return _with_company(desk, facts)
    file = insurance_claims.file(desk, claim.id or 0, facts.written_on)
    complaint = _complaint(desk, file.dispute.id or 0, None) if file.dispute is not None else None
    found = replace(
        facts,
        policy=file.policy,
        guarantees=file.guarantees,
        harms=file.harms,
        contracts=(file.contract,) if file.contract is not None else (),
        declare_by=file.declaration.alarm_date,
        declaration_steps=file.declaration.steps,
        insurer_limit=file.limit.safe_date,
        complaint=complaint,
        pieces=_pieces(file, complaint),
        conditions=tuple(map(_condition, file.cover)),
    )
    return _with_company(desk, found)


def _pieces(file: insurance_claims.ClaimFile, complaint: Complaint | None) -> tuple[PieceFacts, ...]:
    """The pieces that are there, and those still to be had: what the claim tells, or another record holds, is neither."""
    contract = file.contract
    elsewhere = {
        "contract": contract is not None and contract.file_id is not None,
        "claim-letter": complaint is not None and complaint.file_id is not None,
    }
    found = []
    for wanted in file.pieces:
        piece, key = wanted.piece, wanted.kind.key if wanted.kind is not None else ""
        if piece is not None and (piece.obtained_on is not None or piece.file_id is not None):
            found.append(PieceFacts(title=wanted.named, there=True, file_id=piece.file_id))
        elif wanted.is_lacking and not elsewhere.get(key, False):
            found.append(PieceFacts(title=wanted.named, there=False))
    return tuple(found)


def _with_company(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The portage company that is insured; without a policy, that of the contract. With one the user is a *salarié porté*."""
    policy = facts.policy
    if policy is not None:
        company = desk.table(PortageCompany).get(policy.company_id) if policy.company_id is not None else None
        return replace(facts, company=company, portage=policy.holder is PolicyHolder.PORTAGE_COMPANY)
    company = portage.company_of(desk, [one.id for one in facts.contracts if one.id is not None])
    return replace(facts, company=company, portage=company is not None)


_FAMILIES: Final[Mapping[Family, Callable[["Desk", LetterFacts], LetterFacts]]] = {
    Family.PAYMENT: _about_payment,
    Family.COMPLAINT: _about_complaint,
    Family.MEDIATION: _about_mediation,
    Family.PORTAGE: _about_portage,
    Family.INSURANCE: _about_insurance,
    Family.EVIDENCE: _about_evidence,
}
