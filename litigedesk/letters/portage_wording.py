"""What letters to the portage company say: the client, what it owes, what was done about it, what the contract still lacks."""

from collections.abc import Mapping
from datetime import date

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import SendMethod, ValidationAnswer
from litigedesk.letters import address, claim, escaping, parties, payment_wording
from litigedesk.letters.facts import ConditionFacts, LetterFacts
from litigedesk.letters.ids import ASK_OFFICER, LADDER, REPORT_UNPAID
from litigedesk.letters.template import Template

CONTENTS = "C. trav. L1254-23"  # the article of what a contract must say, as ``rules`` cites it
_SENT = {
    SendMethod.REGISTERED: "en recommandé",
    SendMethod.POST: "par courrier",
    SendMethod.EMAIL: "par courriel",
    SendMethod.HAND: "en main propre",
    SendMethod.ELECTRONIC: "en recommandé électronique",
}

_LACKING = {  # the contents of L1254-23 as the worker calls them when writing to the company, by the code of their condition
    "skills": "mon identité et mes compétences",
    "service": "la prestation et ses conditions d’exécution",
    "dates": "le début et la fin de la mission, ou une durée minimale",
    "price": "le prix",
    "safety": "la responsabilité de l’entreprise cliente pour la santé et la sécurité",
    "equipment": "les équipements de protection, s’il en faut",
    "guarantor": "votre garant financier",
    "insurer": "votre assureur de responsabilité civile",
    "policy": "le numéro de votre contrat d’assurance de responsabilité civile",
}


def context(letter: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that these templates may use besides those of all letters."""
    company = facts.company
    return {
        "written_on": facts.written_on,
        "portage_company": address.company_name(company) if company is not None else "",
        **parties.client(facts),
        **(_unpaid(letter, facts) if facts.statement is not None else _contract(facts)),
    }


# ---- an unpaid dispute -----------------------------------------------------------------------------------------------
def _unpaid(letter: Template, facts: LetterFacts) -> Mapping[str, object]:
    statement, limit = facts.owed, near_limit(facts)
    left = remaining(letter, facts)
    return {
        "count": len(statement.lines),
        "one": len(statement.lines) == 1,
        "references": payment_wording.references(facts) if statement.lines else "",
        "asked": left,
        "whole": not statement.paid and not statement.credited,
        "contested": statement.contested_amount,
        "all_contested": ZERO < left <= statement.contested_amount,
        "contested_reason": escaping.clean(facts.dispute.contested_reason).rstrip("."),
        "complaint": facts.complaint,
        "reminders": tuple(map(reminder, sent_reminders(facts))),
        "reported_on": reported_on(facts),
        "requested_on": requested_on(facts),
        "limitation_on": limit,
        "limitation_over": limit is not None and limit < facts.written_on,
        "proved": all(one.state == "present" for one in facts.proofs if one.kind != "invoice"),
        "told": bool(facts.chronology),
    }


def near_limit(facts: LetterFacts) -> date | None:
    """The last safe day to sue when it comes within a year, or is over: a further one makes nothing urgent."""
    limit = facts.limitation_on
    return limit if limit is not None and limit <= formats.add_months(facts.written_on, 12) else None


def remaining(letter: Template, facts: LetterFacts) -> Money:
    """The principal left of all invoices, the contested part included: the portage company is told of the whole."""
    return claim.asked(letter, facts) + facts.owed.contested_amount


def sent_reminders(facts: LetterFacts) -> tuple[Letter, ...]:
    """The letters of payment that left before this one, oldest first."""
    sent = (one for one in facts.other_letters if one.template in LADDER)
    return tuple(one for one in sent if one.sent_on is not None and one.sent_on <= facts.written_on)


def reported_on(facts: LetterFacts) -> date | None:
    """The day on which the unpaid invoice was last reported to the portage company; ``None`` before that."""
    return _sent_on(facts, REPORT_UNPAID)


def requested_on(facts: LetterFacts) -> date | None:
    """The day on which the portage company was last asked to mandate an officer; ``None`` before that."""
    return _sent_on(facts, ASK_OFFICER)


def _sent_on(facts: LetterFacts, template: str) -> date | None:
    days = [one.sent_on for one in facts.previous_letters if one.template == template and one.sent_on is not None]
    return max((day for day in days if day <= facts.written_on), default=None)


def reminder(letter: Letter) -> str:
    """``relance amiable du 5 octobre 2026, par courriel``."""
    assert letter.sent_on is not None
    title = f"{letter.title[:1].lower()}{letter.title[1:]}"
    return f"{title} du {formats.date_long(letter.sent_on)}, {_SENT[letter.send_method]}"


# ---- a contract to validate ------------------------------------------------------------------------------------------
def _contract(facts: LetterFacts) -> Mapping[str, object]:
    contract = facts.contracts[0]
    asked = [one for one in facts.rounds if one.answer is ValidationAnswer.CORRECTIONS and one.answered_on is not None]
    starts_on = contract.starts_on
    return {
        "title": escaping.clean(contract.title),
        "number": escaping.clean(contract.reference),
        "corrections_on": asked[-1].answered_on if asked and asked[-1] == facts.rounds[-1] else None,
        "lacking": tuple(_LACKING.get(one.code, one.title) for one in lacking(facts)),
        "starts_on": starts_on if starts_on is not None and starts_on >= facts.written_on else None,
    }


def lacking(facts: LetterFacts) -> tuple[ConditionFacts, ...]:
    """What the contract must say and does not yet (C. trav. L1254-23)."""
    return tuple(one for one in facts.conditions if one.article == CONTENTS and one.met is not True)
