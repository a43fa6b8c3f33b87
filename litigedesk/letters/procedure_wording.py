"""What letters of a procedure say: before whom, what is claimed, what was done already, and the days that count."""

from collections.abc import Mapping

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import claim, escaping, parties, payment_wording, portage_wording
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template


def context(letter: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that these templates may use besides those of all letters."""
    statement, dispute, procedure = facts.owed, facts.dispute, facts.procedure
    left = _undisputed(facts)
    names = payment_wording.context(letter, facts) if statement.lines else {}
    return {
        **names,
        **parties.sender(facts),
        **parties.client(facts),
        "written_on": facts.written_on,
        "procedure": procedure,
        "court": _court(facts),
        "title": escaping.clean(dispute.title),
        "contested": statement.contested_amount,
        "contested_on": dispute.contested_on,
        "contested_reason": escaping.clean(dispute.contested_reason).rstrip("."),
        "all_contested": bool(statement.contested_amount) and left <= ZERO,
        "undisputed": max(left, ZERO),
        "complaint": facts.complaint,
        "reminders": tuple(map(portage_wording.reminder, portage_wording.sent_reminders(facts))),
        "told": bool(facts.chronology),
        "enclosed": bool(facts.enclosures),
        "listed_pieces": len(facts.inventory),
        "penalties": _penalties(facts),
        "capped": claim.asked(letter, facts) - statement.fee,  # principal and interest, without the fee (CPCE R125-1)
        "untraded": facts.profile.trader is False or facts.client.trader is False,
        "falling_due": tuple(line for line in statement.lines if line.due_on > statement.as_of),
        "act_by": facts.act_by,
        "too_late": facts.act_by is not None and facts.act_by < facts.written_on,
    }


def _undisputed(facts: LetterFacts) -> Money:
    """The principal left that is not contested in writing."""
    statement = facts.owed
    left = Money.total(line.principal - line.credited - line.paid for line in statement.lines)
    return left - statement.contested_amount


def _court(facts: LetterFacts) -> str:
    procedure = facts.procedure
    if procedure is None or procedure.court is None:
        return ""
    label = procedure.court.label
    return f"{label[:1].lower()}{label[1:]}"


def _penalties(facts: LetterFacts) -> str:
    """What interest is called for this client."""
    return {
        ClientKind.PROFESSIONAL: "pénalités de retard",
        ClientKind.PUBLIC: "intérêts moratoires",
    }.get(facts.client.kind, "intérêts")
