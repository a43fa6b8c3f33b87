"""The course of an insurance claim: where it stands, how long the policy runs, and the dates that follow.

C. ass. L113-2, 4° (when to declare, and what a late declaration costs), L114-1 and L114-2 (two years against the insurer, and what
interrupts them), L124-2 (no admission, no settlement without the insurer), L124-5 (how long after the end of a policy claims are
still taken). Whether a policy answers is told by ``cover``.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from litigedesk import formats
from litigedesk.domain.insurance import (
    ClaimDecision,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    InsuranceClaim,
    InsurerRequest,
    Policy,
    PolicyTrigger,
)
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, LimitationEventKind
from litigedesk.rules import deadlines, limitation
from litigedesk.rules.clock_dates import ClockDate, Milestone, clock_date, earliest
from litigedesk.rules.kinds import DeadlineName, LimitationClaim
from litigedesk.rules.law import Law
from litigedesk.rules.limitation import Cause, Limitation
from litigedesk.rules.reasons import Reasons

LEAST_DAYS = 5  # working days, until the policy's own delay is known (C. ass. L113-2, 4°)
LATE_COVER = formats.typographic(
    "L’assureur ne peut vous priver de la garantie pour ce retard que si le contrat le prévoit et s’il prouve que le retard lui a "
    "causé un préjudice, jamais en cas fortuit ou de force majeure (C. ass. L113-2)."
)
DECLARE_ANYWAY = formats.typographic(f"Déclarez quand même : l{LATE_COVER[1:]}")
SETTLE_WITH_INSURER = formats.typographic(
    "Demandez d’abord l’accord de l’assureur : une transaction ou une reconnaissance de responsabilité faite sans lui peut ne pas "
    "l’engager (C. ass. L124-2)."
)


class ClaimPhase(Labelled):
    """Where an insurance claim stands, in order."""

    TO_DECLARE = "to-declare", "À déclarer"
    DECLARED = "declared", "Déclaré"
    EXPERTISE = "expertise", "Expertise"
    DECIDED = "decided", "Décision rendue"
    CLOSED = "closed", "Clos"


# ---- where it stands -------------------------------------------------------------------------------------------------
def phase(claim: InsuranceClaim) -> ClaimPhase:
    """Where a claim stands, from its dates alone."""
    if claim.closed_on is not None:
        return ClaimPhase.CLOSED
    if claim.decision is not None:
        return ClaimPhase.DECIDED
    if claim.declared_on is None:
        return ClaimPhase.TO_DECLARE
    return ClaimPhase.EXPERTISE if claim.expert_on is not None else ClaimPhase.DECLARED


def declaration(known_on: dt.date, days: int, law: Law) -> deadlines.Deadline:
    """The last day to declare: working days from the day after the insured knew, without local holidays (``alarm_date``).

    Under five days it says that no policy may leave so few.
    """
    return deadlines.compute(DeadlineName.CLAIM_DECLARATION, known_on, law, days=days)


def days_late(claim: InsuranceClaim, days: int, law: Law, today: dt.date) -> int:
    """Calendar days past the last day to declare, at the declaration, the end or until one of them comes; 0 in time."""
    last = declaration(claim.known_on, days, law).alarm_date
    return max(0, ((claim.declared_on or claim.closed_on or today) - last).days)


# ---- the policy ------------------------------------------------------------------------------------------------------
def subsequent_end(policy: Policy, law: Law) -> dt.date | None:
    """The last day on which claims are still taken after the end of a policy triggered by claim; ``None`` while none is known.

    The legal minimum is five years, ten for professions listed by R124-2 (C. ass. L124-5).
    """
    if policy.ends_on is None or policy.trigger is PolicyTrigger.HARMFUL_EVENT:
        return None
    years = policy.subsequent_years
    if years is None:
        years = law.deadline_rule(DeadlineName.CLAIMS_MADE).count or 0
    return formats.add_months(policy.ends_on, 12 * years)


def in_force(policy: Policy, on: dt.date) -> bool | None:
    """Whether a policy runs on a day; ``None`` when its start is not known."""
    if policy.ends_on is not None and on > policy.ends_on:
        return False
    return None if policy.starts_on is None else policy.starts_on <= on


def guarantee_kind(harm: Harm) -> GuaranteeKind:
    """The guarantee that a harm falls under; immaterial harm is pure unless it follows from another."""
    match harm.kind:
        case HarmKind.BODILY:
            return GuaranteeKind.BODILY
        case HarmKind.MATERIAL:
            return GuaranteeKind.MATERIAL
        case HarmKind.IMMATERIAL:
            return GuaranteeKind.IMMATERIAL if harm.consecutive else GuaranteeKind.PURE_IMMATERIAL


def most_payable(harms: Sequence[Harm], guarantees: Sequence[Guarantee]) -> Money | None:
    """The sum of the caps of the guarantees concerned; ``None`` when one of them is not known."""
    kinds = {guarantee_kind(harm) for harm in harms}
    caps = {one.kind: one.cap for one in guarantees}
    known = [cap for kind in kinds if (cap := caps.get(kind)) is not None]
    return Money.total(known) if kinds and len(known) == len(kinds) else None


# ---- limitation against the insurer ----------------------------------------------------------------------------------
def causes(claim: InsuranceClaim, registered: Sequence[dt.date], noted: Sequence[Cause] = ()) -> tuple[Cause, ...]:
    """What interrupts: the expert named, the registered letters about the indemnity (days sent), and what the user noted."""
    found = [*noted, *(Cause(LimitationEventKind.REGISTERED_LETTER, day) for day in registered)]
    if claim.expert_on is not None:
        found.append(Cause(LimitationEventKind.EXPERT, claim.expert_on))
    return tuple(sorted(found, key=lambda one: (one.on, one.kind)))


def against_insurer(claim: InsuranceClaim, found: Sequence[Cause], law: Law) -> Limitation:
    """The two years of C. ass. L114-1, from the day the third party sued or was paid, and prudently from knowledge before that.

    What the insurer may have recognised is told and left out: no alarm waits for a date that it may deny.
    """
    legal = earliest(claim.sued_on, claim.compensated_on)
    start = legal or claim.known_on
    firm = [one for one in found if one.kind is not LimitationEventKind.RECOGNISED]
    result = limitation.compute(LimitationClaim.INSURER, start, firm, law)
    possible = limitation.compute(LimitationClaim.INSURER, start, found, law).date
    if legal is not None:
        day = formats.date_long(legal)
        what = "le tiers a agi en justice" if legal == claim.sued_on else "le tiers a été indemnisé"
        steps = [f"Départ : le {day}, jour où {what} (C. ass. L114-1)."]
        warnings: list[str] = []
    else:
        steps = [f"Départ retenu par prudence : le {formats.date_long(claim.known_on)}, jour où vous avez su."]
        warnings = [
            "Quand un tiers réclame, le délai ne court en droit que du jour où il agit en justice ou est indemnisé (C. ass. "
            "L114-1) : notez ce jour dès qu’il arrive."
        ]
    if possible != result.date:
        warnings.append(
            "La garantie reconnue par l’assureur peut faire repartir les deux ans (C. civ. 2240), jusqu’au "
            f"{formats.date_long(possible)} ; par prudence, le calcul n’en tient pas compte."
        )
    told = Reasons(lambda: [*steps, *result.steps], lambda: [*warnings, *result.warnings], tuple)
    return replace(result, reasons=told)


# ---- dates that follow -----------------------------------------------------------------------------------------------
def claim_clocks(
    claim: InsuranceClaim, days: int, requests: Sequence[InsurerRequest], limit: Limitation, law: Law
) -> tuple[ClockDate, ...]:
    """The dates to watch in a claim; ``days`` is the policy's delay to declare, ``limit`` its limitation against the insurer."""
    return tuple(_claim_clocks(claim, days, requests, limit, law))


def _claim_clocks(
    claim: InsuranceClaim, days: int, requests: Sequence[InsurerRequest], limit: Limitation, law: Law
) -> Iterator[ClockDate]:
    known = formats.date_long(claim.known_on)
    length = formats.count(days, "jour ouvré", "jours ouvrés")
    yield clock_date(
        Clock.INSURER,
        "Déclarer le sinistre",
        declaration(claim.known_on, days, law).alarm_date,
        f"{length} après le {known}, jour où vous avez su : le délai du contrat, jamais moins de cinq (C. ass. L113-2, 4°). "
        "Passé ce jour, déclarez quand même.",
        earliest(claim.declared_on, claim.closed_on),
    )
    waiting = [one for one in requests if one.due_on is not None and one.answered_on is None]
    if waiting:
        first = min(waiting, key=lambda one: (one.due_on or dt.date.max, one.id or 0))
        assert first.due_on is not None
        yield clock_date(
            Clock.INSURER_REQUEST,
            f"Répondre à l’assureur : {first.what.strip().splitlines()[0]}",
            first.due_on,
            f"Demandé le {formats.date_long(first.asked_on)} par l’assureur ou son expert.",
            claim.closed_on,
        )
    if claim.expert_meeting_on is not None:
        yield clock_date(
            Clock.EXPERT_MEETING,
            "Réunion d’expertise",
            claim.expert_meeting_on,
            f"Avec {claim.expert.strip() or 'l’expert'} : préparez les pièces, énoncez des faits.",
            earliest(claim.decided_on, claim.closed_on),
        )
    yield clock_date(
        Clock.INSURER_LIMITATION,
        "Fin des droits contre l’assureur",
        limit.safe_date,
        f"Dernier jour sûr des deux ans comptés du {formats.date_long(limit.start)} (C. ass. L114-1). Une lettre recommandée à "
        "l’assureur sur le règlement de l’indemnité les fait repartir (L114-2).",
        earliest(claim.closed_on, settled_on(claim)),
    )


def settled_on(claim: InsuranceClaim) -> dt.date | None:
    """The day the indemnity was paid; ``None`` while only a part of it is granted: the rest may still be claimed."""
    return None if claim.decision is ClaimDecision.PARTIAL else claim.paid_on


def policy_clocks(policy: Policy) -> tuple[ClockDate, ...]:
    """The end of a policy and of its attestation."""
    name = policy.insurer.strip() or "votre assureur"
    found = []
    if policy.ends_on is not None:
        found.append(
            clock_date(
                Clock.POLICY_END,
                f"Fin du contrat RC Pro de {name}",
                policy.ends_on,
                "Sans contrat, rien ne couvre ce qui arrivera ensuite ; vérifiez la reprise du passé et la garantie "
                "subséquente (C. ass. L124-5).",
            )
        )
    if policy.attestation_until is not None:
        found.append(
            clock_date(
                Clock.ATTESTATION_END,
                f"Demander la nouvelle attestation RC Pro de {name}",
                policy.attestation_until,
                "L’attestation que vous donnez à vos clients n’est plus valable après ce jour.",
            )
        )
    return tuple(found)


# ---- the picture -----------------------------------------------------------------------------------------------------
def milestones(claim: InsuranceClaim, clocks: Sequence[ClockDate]) -> tuple[Milestone, ...]:
    """The dates of a claim in order, those that happened and those expected, for its picture."""
    decided = claim.decision.label.lower() if isinstance(claim.decision, ClaimDecision) else "décision"
    happened = (
        ("happened", "fait", claim.happened_on),
        ("claimed", "réclamation", claim.claimed_on),
        ("known", "vous savez", claim.known_on),
        ("declared", "déclaré", claim.declared_on),
        ("expert", "expert désigné", claim.expert_on),
        ("decided", decided, claim.decided_on),
        ("paid", "indemnité", claim.paid_on),
        ("closed", "clos", claim.closed_on),
    )
    found = [Milestone(key=key, label=label, date=day) for key, label, day in happened if day is not None]
    names = {Clock.INSURER: "à déclarer", Clock.EXPERT_MEETING: "expertise", Clock.INSURER_REQUEST: "à fournir"}
    for clock in clocks:
        if clock.done_on is None and clock.clock in names:
            found.append(Milestone(key=str(clock.clock), label=names[clock.clock], date=clock.date, known=False))
    return tuple(sorted(found, key=lambda one: (one.date, not one.known)))
