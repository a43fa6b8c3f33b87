"""The facts of what goes on around a dispute while one writes: procedures, agreement, and whether to be helped."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.letters.facts import HelpFacts, LetterFacts, Standing
from litigedesk.queries import agreements, help_needed
from litigedesk.rules import procedures
from litigedesk.rules.help_needed import HelpNeeded, Threshold

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_AMICABLE: Final = frozenset({ProcedureKind.CONCILIATION, ProcedureKind.BUSINESS_MEDIATION})
_COURT: Final = frozenset({ProcedureKind.PAYMENT_ORDER, ProcedureKind.INTERIM_ORDER, ProcedureKind.COURT_CLAIM})


def with_standing(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """What runs in the dispute of a letter; for an insurance claim without one, whether somebody is hurt."""
    dispute, claim = facts.known_dispute, facts.insurance_claim
    if dispute is None:
        needed = help_needed.of_claim(desk, claim.id or 0, facts.written_on) if claim is not None else ()
        return replace(facts, standing=Standing(help=_told(needed)))
    running = procedures.running(desk.table(Procedure).where(dispute_id=dispute.id))
    begun = [one for one in running if procedures.started(one)]
    held = agreements.running(agreements.of_dispute(desk, dispute.id or 0, facts.written_on))
    standing = Standing(
        insolvency=procedures.insolvent(running),
        no_payment=procedures.no_payment(running),
        amicable=tuple(one for one in begun if one.kind in _AMICABLE),
        court=tuple(one for one in begun if one.kind in _COURT and one.enforceable_on is None),
        agreement=held.agreement if held is not None and held.is_kept_up else None,
        help=_told(help_needed.of_dispute(desk, dispute, facts.written_on)),
    )
    return replace(facts, standing=standing)


def _told(needed: Iterable[HelpNeeded]) -> tuple[HelpFacts, ...]:
    """Insolvency left out: the guards of payment and the letter that declares the debt say it."""
    return tuple(
        HelpFacts(
            key=str(one.threshold), title=one.title, sentence=one.sentence, article=one.article, audience=one.audience
        )
        for one in needed
        if one.threshold is not Threshold.INSOLVENCY
    )
