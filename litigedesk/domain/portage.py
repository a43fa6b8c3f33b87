"""The records of *portage salarial*: the company that signs and bills, the three-party contract, the proofs of delivery."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import DeliveryProofKind, MissionGround, ValidationAnswer


@dataclass(frozen=True, kw_only=True)
class PortageCompany:
    """A portage company: it signs with the client, issues the invoices and is the creditor (C. trav. L1254-1).

    ``validation_email`` takes contracts and claims, ``accounts_email`` what concerns unpaid invoices. ``guarantor``, ``insurer``
    and ``policy_number`` are what the contract with the client must name (C. trav. L1254-23).
    """

    id: int | None = None
    name: str = ""
    legal_form: str = ""
    siret: str = ""
    contact: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    validation_email: str = ""
    accounts_email: str = ""
    phone: str = ""
    guarantor: str = ""
    insurer: str = ""
    policy_number: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Tripartite:
    """What a three-party contract says beyond a contract's own terms, and how far it has gone: each date as it happened.

    The texts are those that C. trav. L1254-23 asks for, then those a careful contract settles. The three signatures have each
    their day and file. ``ended_on`` is the day the mission ended.
    """

    id: int | None = None
    contract_id: int
    company_id: int
    ground: MissionGround | None = None
    skills: str = ""
    service: str = ""
    minimum_duration: str = ""
    price: str = ""
    safety: str = ""
    equipment: str = ""
    deliverables: str = ""
    place: str = ""
    intellectual_property: str = ""
    confidentiality: str = ""
    termination: str = ""
    order_reference: str = ""
    drafted_on: date | None = None
    draft_file_id: int | None = None
    worker_signed_on: date | None = None
    worker_file_id: int | None = None
    client_signed_on: date | None = None
    client_file_id: int | None = None
    company_signed_on: date | None = None
    company_file_id: int | None = None
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ValidationRound:
    """One sending of the draft to the portage company, and what it answered; ``corrections`` is what it asked to change."""

    id: int | None = None
    contract_id: int
    sent_on: date
    letter_id: int | None = None
    file_id: int | None = None
    answered_on: date | None = None
    answer: ValidationAnswer | None = None
    corrections: str = ""


@dataclass(frozen=True, kw_only=True)
class DeliveryProof:
    """A monthly activity report (*CRA*), a *PV de recette* or a dated deliverable of a contract, signed by the client or not.

    ``month`` is the first day of the month that a report is about, ``None`` for the other kinds.
    """

    id: int | None = None
    contract_id: int
    kind: DeliveryProofKind
    month: date | None = None
    made_on: date
    signed_on: date | None = None
    title: str = ""
    file_id: int | None = None
