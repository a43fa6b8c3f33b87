"""What the tests of insurance claims in the window share: a policy with its caps, and a claim at any step."""

from datetime import date
from typing import Any

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    ImmaterialHarm,
    InsuranceClaim,
    Policy,
    PolicyTrigger,
)
from litigedesk.domain.money import Money
from litigedesk.operations import insurance_claims, policies

KNOWN = date(2026, 11, 16)  # a Monday: five working days end on Monday 23 November
PURE = Guarantee(policy_id=0, kind=GuaranteeKind.PURE_IMMATERIAL, cap=Money.of("50000"), deductible=Money.of("500"))


def insured_by(desk: Desk, *guarantees: Guarantee, **changes: Any) -> int:
    """The user's own policy, in force since 2025, claims made, with five working days to declare; its id."""
    fields: dict[str, Any] = {
        "insurer": "Assurances du Ponant",
        "number": "RC 204 117",
        "starts_on": date(2025, 1, 1),
        "trigger": PolicyTrigger.CLAIM,
        **changes,
    }
    saved = policies.save(desk, Policy(**fields), guarantees or (PURE,)).value
    assert saved.id is not None
    return saved.id


def claim_with(desk: Desk, policy_id: int | None = None, **changes: Any) -> int:
    """A claim for data lost on 12 November 2026, known and made on the 16th; its id."""
    fields: dict[str, Any] = {
        "title": "Données effacées pendant la migration",
        "third_party": "Atelier Boréal SARL",
        "happened_on": date(2026, 11, 12),
        "known_on": KNOWN,
        "claimed_on": KNOWN,
        "amount": Money.of("12000"),
        **changes,
    }
    harm = Harm(
        insurance_claim_id=0, kind=HarmKind.IMMATERIAL, nature=ImmaterialHarm.DATA_LOSS, amount=Money.of("12000")
    )
    saved = insurance_claims.save(desk, InsuranceClaim(policy_id=policy_id, **fields), [harm]).value
    assert saved.id is not None
    return saved.id
