"""A mission in portage and an insurance claim in which every text that can be typed is the same hostile one."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    ClaimPiece,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    InsuranceClaim,
    InsurerRequest,
    Policy,
    PolicyHolder,
)
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Deadline, Event, LimitationEvent
from litigedesk.domain.vocabulary import DeliveryProofKind, EventKind, LimitationEventKind, ValidationAnswer
from litigedesk.operations import clients, disputes, insurance_claims, policies, portage

NOT_FREE = {"siret", "postcode", "email", "validation_email", "accounts_email", "phone", "key"}
RECORDS = (
    PortageCompany, Tripartite, ValidationRound, DeliveryProof, Policy, Guarantee, InsuranceClaim, Harm, ClaimPiece,
    InsurerRequest,
)  # fmt: skip
KNOWN = date(2026, 11, 6)
T = TypeVar("T")


def free_texts(record: type[Any]) -> list[str]:
    """The fields of a record in which anything may be typed."""
    return [one.name for one in fields(record) if one.type is str and one.name not in NOT_FREE]


def told(record: T, text: str) -> T:
    """The record with this text wherever one may be typed."""
    return replace(record, **dict.fromkeys(free_texts(type(record)), text))  # type: ignore[type-var]


def filled(desk: Desk, text: str, paper: Path | None = None) -> int:
    """The records, every text of theirs this one, every file this paper; returns the claim's number."""
    client = clients.save(desk, Client(name=text)).value
    company = portage.save_company(desk, told(PortageCompany(), text)).value
    contract = Contract(client_id=client.id or 0, reference=text, title=text, starts_on=date(2026, 10, 5), notes=text)
    parties = told(Tripartite(contract_id=0, company_id=company.id or 0), text)
    signed = replace(parties, worker_signed_on=KNOWN, client_signed_on=KNOWN, company_signed_on=KNOWN)
    papers: Any = {"draft": paper, "worker": paper, "client": paper, "company": paper} if paper else {}
    contract = portage.save(desk, contract, signed, papers).value
    sent = ValidationRound(contract_id=contract.id or 0, sent_on=date(2026, 10, 1), answered_on=date(2026, 10, 2))
    portage.save_round(desk, told(replace(sent, answer=ValidationAnswer.CORRECTIONS), text), paper)
    delivered = DeliveryProof(contract_id=contract.id or 0, kind=DeliveryProofKind.DELIVERABLE, made_on=KNOWN)
    portage.save_proof(desk, told(delivered, text), paper)
    policy = told(Policy(holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id, starts_on=date(2025, 1, 1)), text)
    policy = replace(policy, ends_on=date(2027, 1, 1), attestation_until=date(2026, 12, 15))
    covered = Guarantee(policy_id=0, kind=GuaranteeKind.PURE_IMMATERIAL)
    attached: Any = {"policy": paper, "attestation": paper} if paper else {}
    policy = policies.save(desk, policy, [told(covered, text)], attached).value
    return _claim(desk, text, contract, policy, paper)


def _claim(desk: Desk, text: str, contract: Contract, policy: Policy, paper: Path | None) -> int:
    claim = InsuranceClaim(
        policy_id=policy.id,
        contract_id=contract.id,
        client_id=contract.client_id,
        happened_on=KNOWN,
        known_on=KNOWN,
        claimed_on=KNOWN,
        declared_on=KNOWN,
        expert_on=KNOWN,
        expert_meeting_on=date(2026, 12, 3),
        decision=ClaimDecision.PARTIAL,
        decided_on=KNOWN,
        outcome=ClaimOutcome.NO_FOLLOW_UP,
        closed_on=KNOWN,
    )
    harm = Harm(insurance_claim_id=0, kind=HarmKind.IMMATERIAL)
    claim_id = insurance_claims.save(desk, told(claim, text), [told(harm, text)], paper).value.id or 0
    insurance_claims.save_piece(desk, told(ClaimPiece(insurance_claim_id=claim_id), text), paper)
    asked = InsurerRequest(insurance_claim_id=claim_id, asked_on=KNOWN, what=text, due_on=date(2026, 12, 1))
    insurance_claims.save_request(desk, asked)
    kind = LimitationEventKind.REGISTERED_LETTER
    insurance_claims.save_limitation_event(
        desk, LimitationEvent(insurance_claim_id=claim_id, kind=kind, happened_on=KNOWN, note=text)
    )
    line = Event(insurance_claim_id=claim_id, kind=EventKind.CALL, happened_on=KNOWN, title=text, body=text)
    disputes.save_event(desk, line)
    disputes.save_deadline(
        desk, Deadline(insurance_claim_id=claim_id, title=text, due_on=date(2026, 12, 1), reason=text)
    )
    return claim_id
