"""The facts of what goes on around a dispute while one writes: procedures, agreement, and whether to be helped."""

from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.domain.procedure import Procedure
from litigedesk.letters.facts import LetterFacts
from litigedesk.queries import agreements, help_needed
from litigedesk.rules import procedures

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def with_standing(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """What runs in the dispute of a letter; for an insurance claim without one, whether somebody is hurt."""
    dispute, claim = facts.known_dispute, facts.insurance_claim
    if dispute is None:
        needed = help_needed.of_claim(desk, claim.id or 0, facts.written_on) if claim is not None else ()
        return replace(facts, help_needed=needed)
    held = agreements.running(agreements.of_dispute(desk, dispute.id or 0, facts.written_on))
    return replace(
        facts,
        running_procedures=procedures.running(desk.table(Procedure).where(dispute_id=dispute.id)),
        kept_agreement=held.agreement if held is not None and held.is_kept_up else None,
        help_needed=help_needed.of_dispute(desk, dispute, facts.written_on),
    )
