"""What letters about a policy or a claim say: who is insured, who complains of what, and whether the declaration is in time."""

from collections.abc import Mapping

from litigedesk.domain.insurance import InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import address, escaping
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.phrases import numbered
from litigedesk.letters.template import Template

_BY = {
    SendMethod.REGISTERED: "par lettre recommandée",
    SendMethod.POST: "par courrier",
    SendMethod.EMAIL: "par courriel",
    SendMethod.HAND: "par lettre remise en main propre",
    SendMethod.ELECTRONIC: "par lettre recommandée électronique",
}
_BLANK = Policy()


def context(_: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that these templates may use besides those of all letters; a date that is not known is ``None``."""
    policy, company = facts.policy or _BLANK, facts.company
    return {
        "written_on": facts.written_on,
        "policy": policy,
        "held_by_company": policy.holder is PolicyHolder.PORTAGE_COMPANY,
        "portage_company": address.company_name(company) if company is not None else "",
        "insurer": escaping.clean(policy.insurer),
        "policy_number": numbered(policy.number),
        "attestation_over": policy.attestation_until is not None and policy.attestation_until < facts.written_on,
        "registered": facts.send_method.is_registered,
        **(_claim(facts.insurance_claim, facts) if facts.insurance_claim is not None else {}),
    }


def _claim(claim: InsuranceClaim, facts: LetterFacts) -> Mapping[str, object]:
    by = claim.declared_by
    return {
        "claim": claim,
        "third_party": third_party(facts),
        "claimed": is_claimed(claim),
        "harmed": bool(facts.harms),
        "declare_by": facts.declare_by,
        "late": is_late(facts),
        "declared": _BY[by] if by is not None else "",
        "insurer_number": numbered(claim.insurer_reference),
    }


def is_claimed(claim: InsuranceClaim) -> bool:
    """Whether the third party has asked for something: the insurer owes nothing before (C. ass. L124-1)."""
    return claim.claimed_on is not None or bool(claim.request.strip())


def is_late(facts: LetterFacts) -> bool:
    """Whether the time to declare is over on the day of the letter (C. ass. L113-2, 4°)."""
    return facts.declare_by is not None and facts.declare_by < facts.written_on


def third_party(facts: LetterFacts) -> str:
    """Who complains: the client as business documents call them, or the first line of what was typed."""
    if facts.known_client is not None:
        return address.client_name(facts.known_client)
    lines = facts.insurance_claim.third_party.strip().splitlines() if facts.insurance_claim is not None else []
    return escaping.clean(lines[0]) if lines else ""
