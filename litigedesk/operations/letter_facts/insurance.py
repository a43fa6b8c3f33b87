"""The facts of letters about a claim or a policy."""

from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.portage import PortageCompany
from litigedesk.letters.facts import (
    LetterFacts,
    PieceFacts,
)
from litigedesk.operations.letter_facts.case import complaint_of
from litigedesk.operations.letter_facts.portage_side import condition
from litigedesk.queries import insurance_claims, portage

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def about_insurance(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """A letter about a claim or a policy: who insures, what the claim is, by when it was to be declared."""
    claim = facts.insurance_claim
    if claim is None:
        return _with_company(desk, facts)
    file = insurance_claims.file(desk, claim.id or 0, facts.written_on)
    complaint = complaint_of(desk, file.dispute.id or 0, None) if file.dispute is not None else None
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
        conditions=tuple(map(condition, file.cover)),
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
