"""The records of professional liability: the policy, what it covers, and the claims declared to the insurer."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import SendMethod


class PolicyHolder(Labelled):
    """Whose policy it is."""

    USER = "user", "Vous"
    PORTAGE_COMPANY = "portage-company", "Votre société de portage"


class PolicyTrigger(Labelled):
    """What the cover looks at: when the harmful event happened, or when the claim was made (C. ass. L124-5)."""

    HARMFUL_EVENT = "harmful-event", "Le fait dommageable"
    CLAIM = "claim", "La réclamation"


class HarmKind(Labelled):
    """What kind of harm a third party complains of."""

    IMMATERIAL = "immaterial", "Immatériel"
    MATERIAL = "material", "Matériel"
    BODILY = "bodily", "Corporel"


class ImmaterialHarm(Labelled):
    """Where an immaterial harm comes from."""

    PROFESSIONAL_FAULT = "professional-fault", "Faute professionnelle"
    DATA_LOSS = "data-loss", "Perte de données"
    DELAY = "delay", "Retard"
    UNDERPERFORMANCE = "underperformance", "Défaut de performance"
    OTHER = "other", "Autre"


class GuaranteeKind(Labelled):
    """The guarantees of a liability policy: pure immaterial harm follows from no bodily or material one."""

    BODILY = "bodily", "Corporel"
    MATERIAL = "material", "Matériel"
    IMMATERIAL = "immaterial", "Immatériel consécutif"
    PURE_IMMATERIAL = "pure-immaterial", "Immatériel non consécutif"


class ClaimDecision(Labelled):
    """What the insurer decided."""

    COVERED = "covered", "Pris en charge"
    PARTIAL = "partial", "Pris en charge en partie"
    REFUSED = "refused", "Refusé"


class ClaimOutcome(Labelled):
    """How an insurance claim ended."""

    INDEMNIFIED = "indemnified", "Indemnisé"
    REFUSED = "refused", "Refusé par l’assureur"
    WITHDRAWN = "withdrawn", "Réclamation retirée par le tiers"
    NO_FOLLOW_UP = "no-follow-up", "Sans suite"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A professional liability policy (*RC Pro*), the user's own or the portage company's.

    ``declaration_days`` are working days, never under five (C. ass. L113-2, 4°). ``lapse_clause`` says whether the policy takes the
    cover away for a late declaration. ``subsequent_years`` is how long claims are still taken after the end, with ``trigger`` by
    claim (C. ass. L124-5); ``None`` for the legal minimum. ``territory`` is the territorial cover (C. conso. R111-2, 9°).
    """

    id: int | None = None
    holder: PolicyHolder = PolicyHolder.USER
    company_id: int | None = None
    insurer: str = ""
    number: str = ""
    activity: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    declaration_days: int = 5
    lapse_clause: bool | None = None
    trigger: PolicyTrigger | None = None
    subsequent_years: int | None = None
    territory: str = ""
    contact: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    file_id: int | None = None
    attestation_from: date | None = None
    attestation_until: date | None = None
    attestation_file_id: int | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Guarantee:
    """What a policy pays for one kind of harm: the most for each claim and each year, and what stays with the insured."""

    id: int | None = None
    policy_id: int
    kind: GuaranteeKind
    cap: Money | None = None
    yearly_cap: Money | None = None
    deductible: Money | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class InsuranceClaim:
    """A claim on a professional liability policy (*sinistre*): the incident, its declaration and what the insurer made of it.

    ``known_on`` is the day the user knew of it, from which the time to declare runs (C. ass. L113-2, 4°); ``claimed_on`` the day
    the third party claimed. ``sued_on`` and ``compensated_on`` start the limitation against the insurer when a third party is
    behind it (L114-1). ``facts`` are facts only: admitting liability may not bind the insurer (L124-2). The third party is a
    client, or somebody described in ``third_party``. ``other_insurance`` is any other policy on the same risk.
    """

    id: int | None = None
    reference: str = ""
    title: str = ""
    policy_id: int | None = None
    dispute_id: int | None = None
    contract_id: int | None = None
    client_id: int | None = None
    third_party: str = ""
    happened_on: date | None = None
    known_on: date
    claimed_on: date | None = None
    facts: str = ""
    request: str = ""
    amount: Money | None = None
    measures: str = ""
    witnesses: str = ""
    other_insurance: str = ""
    pending: str = ""
    declared_on: date | None = None
    declared_by: SendMethod | None = None
    declaration_file_id: int | None = None
    insurer_reference: str = ""
    handler: str = ""
    expert_on: date | None = None
    expert: str = ""
    expert_meeting_on: date | None = None
    decision: ClaimDecision | None = None
    decided_on: date | None = None
    decision_text: str = ""
    indemnity: Money | None = None
    deductible: Money | None = None
    paid_on: date | None = None
    recourse: str = ""
    sued_on: date | None = None
    compensated_on: date | None = None
    outcome: ClaimOutcome | None = None
    closed_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Harm:
    """One harm that the third party complains of, and the sum they put on it.

    ``nature`` belongs to immaterial harm alone, and so does ``consecutive``: whether it follows from a bodily or material one.
    """

    id: int | None = None
    insurance_claim_id: int
    kind: HarmKind
    nature: ImmaterialHarm | None = None
    consecutive: bool | None = None
    amount: Money | None = None
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimPiece:
    """A piece of a claim's file: one of the checklist (``key``, a row of ``claim_pieces.toml``), or another with its ``title``.

    ``not_needed`` takes one of the checklist out of what is missing.
    """

    id: int | None = None
    insurance_claim_id: int
    key: str = ""
    title: str = ""
    file_id: int | None = None
    obtained_on: date | None = None
    not_needed: bool = False


@dataclass(frozen=True, kw_only=True)
class InsurerRequest:
    """Something that the insurer or its expert asked for, by when, and the day it was given."""

    id: int | None = None
    insurance_claim_id: int
    asked_on: date
    what: str
    due_on: date | None = None
    answered_on: date | None = None
