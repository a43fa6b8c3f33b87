"""What to look at before a letter leaves: each finding says what is wrong (or right), why, and whether the letter is forbidden."""

from collections.abc import Callable, Iterable, Mapping

from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import (
    agreement,
    complaint,
    electronic,
    every,
    insurance,
    mediation,
    payment,
    portage,
    procedure,
    standing,
)
from litigedesk.letters.guards.every import who_may_send
from litigedesk.letters.guards.finding import Finding, Severity
from litigedesk.letters.template import Family, Template

__all__ = ["Finding", "Severity", "findings", "who_may_send"]

Check = Callable[[Template, LetterFacts], Iterable[Finding]]
_FIRST: tuple[Check, ...] = (every.sender,)
_OF_FAMILY: Mapping[Family, tuple[Check, ...]] = {
    Family.PAYMENT: (*standing.CHECKS, *payment.CHECKS),
    Family.COMPLAINT: complaint.CHECKS,
    Family.MEDIATION: mediation.CHECKS,
    Family.PORTAGE: portage.CHECKS,
    Family.INSURANCE: insurance.CHECKS,
    Family.EVIDENCE: (),
    Family.CONTEST: procedure.CONTEST_CHECKS,
    Family.AGREEMENT: (standing.insolvency, *agreement.CHECKS),
    Family.PROCEDURE: procedure.CHECKS,
}
_THEN: tuple[Check, ...] = (
    every.delay,
    every.sequence,
    every.sending,
    electronic.check,
    every.closed,
    every.client_kind,
    every.printing,
    standing.help_needed,
)


def findings(template: Template, facts: LetterFacts) -> tuple[Finding, ...]:
    """Every finding, the gravest first; an « ok » stands for each check that found nothing."""
    checks = (*_FIRST, *_OF_FAMILY[template.family], *_THEN)
    found = [finding for check in checks for finding in check(template, facts)]
    return tuple(sorted(found, key=lambda one: list(Severity).index(one.severity)))
