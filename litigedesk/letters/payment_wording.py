"""What only letters of payment say: the invoices, the sum asked, the rates, the reminders that went before."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import VatRegime
from litigedesk.letters import annex, claim, escaping
from litigedesk.letters.facts import LetterFacts, StatementFacts
from litigedesk.letters.phrases import dates, either, listed
from litigedesk.letters.template import Template


def context(letter: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that a template of payment may use besides those of all letters."""
    statement = facts.owed
    count, sent = len(statement.lines), reminders(facts)
    asked = claim.asked(letter, facts)
    return {
        "nb": partial(either, count > 1),
        "statement": statement,
        "lines": statement.lines,
        "line": statement.lines[0],
        "one": count == 1,
        "few": 1 < count <= claim.FEW,
        "count": count,
        "asked": asked,
        "whole": asked == statement.principal,
        "taxed": facts.writer.vat_regime is VatRegime.LIABLE,
        "fee": max((line.fee for line in statement.lines), default=Money()),
        "rate_mode": statement.rate_mode.value if statement.rate_mode else "",
        "clause_rates": clause_rates(statement),
        "reminders": _recalled(facts, sent),
        "reminded_once": len(sent) == 1,
        "references": references(facts),
        "annexed": annex.needed(letter, facts),
    }


def reminders(facts: LetterFacts) -> tuple[date, ...]:
    """The days on which earlier letters of payment left; one not noted as sent is not recalled."""
    sent = {
        letter.sent_on for letter in facts.previous_letters if letter.sent_on and letter.sent_on <= facts.written_on
    }
    return tuple(sorted(sent))


def _recalled(facts: LetterFacts, sent: Sequence[date]) -> str:
    """``rappels des 5 octobre et 2 novembre 2026``; ``courriers`` when a registered letter is among them."""
    if not sent:
        return ""
    registered = any(letter.sent_on and letter.send_method.is_registered for letter in facts.previous_letters)
    word = "courrier" if registered else "rappel"
    return f"{word}{'s' if len(sent) > 1 else ''} {dates(sent)}"


def references(facts: LetterFacts) -> str:
    """What the client should quote: the invoices' numbers while they are few, else the dossier or the first to the last."""
    numbers = [escaping.clean(line.number) for line in facts.owed.lines]
    dossier = escaping.clean(facts.dispute.reference)
    return listed(numbers) if len(numbers) <= claim.FEW else dossier or f"{numbers[0]} à {numbers[-1]}"


def clause_rates(statement: StatementFacts) -> str:
    """The one rate of all invoices, such as ``12,15 %``; empty when they differ or none ran."""
    rates = {formats.percent(segment.rate) for line in statement.lines for segment in line.segments}
    return rates.pop() if len(rates) == 1 else ""
