"""What a consumer is told of the liability insurance before a service contract, ready to be copied.

C. conso. R111-2, 9°: the policy if there is one, how to reach the insurer, and the territory it covers (read on 22 November 2026).
"""

from typing import Final

from litigedesk import formats
from litigedesk.domain.insurance import Policy
from litigedesk.errors import MissingFact
from litigedesk.letters import address, escaping

ARTICLE: Final = "C.\u00a0conso. R111-2, 9°"


def missing(policy: Policy) -> tuple[MissingFact, ...]:
    """What the mention still lacks, each with its field of the policy; one way to reach the insurer is enough."""
    reached = any(part.strip() for part in (policy.street, policy.city, policy.email, policy.phone))
    wanted = (
        (policy.insurer.strip(), "insurer", "le nom de l’assureur"),
        (reached, "street", "l’adresse, le téléphone ou le courriel de l’assureur"),
        (policy.territory.strip(), "territory", "la couverture géographique"),
    )
    return tuple(
        MissingFact(f"insurer_mention.{field}", what, f"policy.{field}", policy.id)
        for known, field, what in wanted
        if not known
    )


def write(policy: Policy) -> str:
    """The mention as plain text, one fact a line; what is not known is left out (see ``missing``)."""
    town = f"{policy.postcode} {policy.city}".strip()
    where = address.in_line(policy.street, policy.street_extra, town)
    lines = (
        f"Assurance de responsabilité civile professionnelle : {escaping.clean(policy.insurer)}",
        where,
        address.in_line(policy.email, policy.phone),
        f"Couverture géographique : {escaping.clean(policy.territory)}" if policy.territory.strip() else "",
    )
    return "\n".join(formats.typographic(line) for line in lines if line)
