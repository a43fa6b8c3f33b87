"""The records of a consumer's complaint and of its mediation; written like those of ``records``."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import (
    ComplaintAnswer,
    ComplaintChannel,
    MediationOutcome,
    MediationSize,
    MediatorKind,
    ProposalAnswer,
    Stance,
)


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What a consumer reproaches and asks for, and what the user answers.

    ``answered_on`` is the day the answer left; ``contract_id`` the contract it is about. ``findings`` are facts only: an
    admission of liability does not bind the insurer (C. ass. L124-2).
    """

    id: int | None = None
    dispute_id: int
    received_on: date
    channel: ComplaintChannel
    contract_id: int | None = None
    grievance: str = ""
    request: str = ""
    amount: Money | None = None
    file_id: int | None = None
    findings: str = ""
    answer: ComplaintAnswer | None = None
    answer_text: str = ""
    answered_on: date | None = None

    @property
    def is_written(self) -> bool:
        """Whether it opens the way to the mediator (C. conso. L612-2, 1°)."""
        return self.channel.is_written


@dataclass(frozen=True, kw_only=True)
class Mediator:
    """A mediator of the user's own register; ``shipped`` names the row of the shipped one it was taken from, if any.

    ``checked_on`` is the day the user last saw it on the CECMC's list.
    """

    id: int | None = None
    shipped: str = ""
    kind: MediatorKind = MediatorKind.CONSUMER
    name: str
    website: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    sectors: str = ""
    checked_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Convention:
    """The user's agreement with a mediator, without which no mediator may be named to clients.

    ``fee`` covers ``years`` years; ``fee_simple`` and ``fee_complex`` are asked for each mediation, ``None`` when not known.
    """

    id: int | None = None
    mediator_id: int
    reference: str = ""
    through: str = ""  # federation whose tariff applies, empty when signed directly
    signed_on: date | None = None
    starts_on: date
    ends_on: date | None = None
    years: int = 1
    fee: Money | None = None
    fee_paid_on: date | None = None
    fee_simple: Money | None = None
    fee_complex: Money | None = None
    file_id: int | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Mediation:
    """One consumer mediation, from the client's referral to its end: each date as it happened, ``None`` until then.

    The four questions are those only the user can answer (C. conso. L611-3, L611-4, L612-2). ``answer_by`` is the time limit that
    the mediator gave with the proposal: no text fixes it (R612-4). ``agreed_on`` is the written agreement to mediate,
    ``first_meeting_on`` what counts without one (C. civ. 2238).
    """

    id: int | None = None
    dispute_id: int
    mediator_id: int
    complaint_id: int | None = None
    reference: str = ""
    started_by_client: bool | None = None
    in_court: bool | None = None
    other_mediator: bool | None = None
    in_sector: bool | None = None
    excluded_service: bool | None = None
    referred_on: date | None = None
    notified_on: date | None = None
    rejected_on: date | None = None
    rejection_reason: str = ""
    stance: Stance | None = None
    stance_on: date | None = None
    stance_reason: str = ""
    agreed_on: date | None = None
    first_meeting_on: date | None = None
    completed_on: date | None = None
    extended_on: date | None = None
    extended_until: date | None = None
    position: str = ""
    proposal_on: date | None = None
    proposal: str = ""
    proposal_amount: Money | None = None
    proposal_file_id: int | None = None
    answer_by: date | None = None
    my_answer: ProposalAnswer | None = None
    my_answer_on: date | None = None
    my_answer_reason: str = ""
    client_answer: ProposalAnswer | None = None
    client_answer_on: date | None = None
    outcome: MediationOutcome | None = None
    ended_on: date | None = None
    perform_by: date | None = None
    performed_on: date | None = None
    size: MediationSize | None = None
    cost: Money | None = None
    cost_paid_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class PlacedMention:
    """Where the mention of the mediator was put: the place (a key of ``information_duties.toml``), when, and its very text then.

    ``placed_on`` is ``None`` when it was taken out again; ``spot`` says where exactly, such as a page of the site.
    """

    id: int | None = None
    place: str
    placed_on: date | None = None
    text: str = ""
    spot: str = ""
