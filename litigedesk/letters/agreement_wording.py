"""What agreements and letters about them say: the parties, the debt, the payments promised, and those that are missing."""

from collections.abc import Mapping
from typing import Final

from litigedesk import formats
from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import parties, payment_wording
from litigedesk.letters.facts import InstalmentFacts, LetterFacts, StatementFacts
from litigedesk.letters.template import Template

TERM_DAYS: Final = 15  # calendar days that our clause leaves after notice; a choice, no text fixes it
_CALLED: Final = {
    AgreementKind.INSTALMENTS: "l’échéancier",
    AgreementKind.ACKNOWLEDGMENT: "la reconnaissance de dette",
    AgreementKind.SETTLEMENT: "l’accord",
}


def context(_: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that these templates may use besides those of all letters."""
    return {
        **parties.sender(facts),
        **parties.client(facts),
        "written_on": facts.written_on,
        "agreement": facts.agreement,
        **_promised(facts),
        **_closing(facts),
    }


def _promised(facts: LetterFacts) -> Mapping[str, object]:
    agreement, parts = facts.agreement, facts.instalments
    if agreement is None:
        return {}
    missed, called = late(facts), _CALLED[agreement.kind]
    statement = facts.statement
    return {
        "called": called,
        "called_first": f"{called[:1].upper()}{called[1:]}",
        "total": agreement.total,
        "total_words": formats.money_in_words(max(agreement.total, ZERO)),
        "parts": parts,
        "count": len(parts),
        "first_on": parts[0].due_on if parts else None,
        "last_on": parts[-1].due_on if parts else None,
        "missed": missed,
        "missed_count": len(missed),
        "first_missed": missed[0] if missed else None,
        "missed_sum": Money.total(one.left for one in missed),
        "left": agreement.total - Money.total(one.received for one in parts),
        "rate_mode": _rate_mode(facts),
        "clause_rates": payment_wording.clause_rates(statement) if statement is not None else "",
        "term_days": TERM_DAYS,
    }


def late(facts: LetterFacts) -> tuple[InstalmentFacts, ...]:
    """The instalments that have fallen due and are not paid whole."""
    return tuple(one for one in facts.instalments if one.late)


def _rate_mode(facts: LetterFacts) -> str:
    """Where the rate of an agreement comes from: the one of its invoices, the legal rate for a consumer, else unknown."""
    statement = facts.statement
    if statement is not None and statement.rate_mode is not None:
        return statement.rate_mode.value
    return "legal" if facts.client.kind is ClientKind.CONSUMER else ""


# ---- closing the account ---------------------------------------------------------------------------------------------
def _closing(facts: LetterFacts) -> Mapping[str, object]:
    statement = facts.statement
    if statement is None or not statement.lines:
        return {"references": "", "one": True, "received": ZERO, "last_paid_on": None, "forgone": ZERO}
    return {
        "references": payment_wording.references(facts),
        "one": len(statement.lines) == 1,
        "received": statement.paid,
        "payments_count": len(facts.payments),
        "last_paid_on": max((one.paid_on for one in facts.payments), default=None),
        "forgone": forgone(statement),
    }


def principal_left(statement: StatementFacts) -> Money:
    """What the invoices would show as left to pay, interest aside."""
    return Money.total(max(line.principal - line.credited - line.paid, ZERO) for line in statement.lines)


def forgone(statement: StatementFacts) -> Money:
    """Interest and fee that are still owed once the invoices themselves are paid."""
    return max(statement.total_due - principal_left(statement), ZERO)
