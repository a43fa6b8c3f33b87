"""The attempt at an agreement that the tribunal judiciaire asks for first, up to 5 000 €, and its five exemptions (CPC 750-1)."""

from typing import Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import AmicableExemption, CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.rules import deadlines
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import courts, grounds
from litigedesk.rules.procedures.facts import CaseFacts

Kind, Outcome = ProcedureKind, ProcedureOutcome
ARTICLE: Final = "CPC 750-1"
_FAILED_SMALL_CLAIMS: Final = frozenset({Outcome.FAILURE, Outcome.REFUSED, Outcome.SILENCE})
_NO_ATTEMPT: Final = frozenset({Outcome.WITHDRAWN, Outcome.REJECTED})
_LOCAL: Final = (
    "La chambre commerciale fait partie du tribunal judiciaire : demandez à son greffe si une tentative de conciliation est exigée "
    "d’abord."
)  # no text read settles it for Alsace-Moselle


def asked_for(facts: CaseFacts, law: Law) -> bool | None:
    """Whether an attempt is asked for before the tribunal judiciaire; ``None`` while the court is not known."""
    if facts.whole > ceiling(facts, law):
        return False
    found = courts.possible(facts)
    return (CourtKind.JUDICIAL in found) if found else None


def ceiling(facts: CaseFacts, law: Law) -> Money:
    """The sum up to which it is asked for."""
    return Money.of(law.parameter("amicable-ceiling", facts.today).value)


def made(facts: CaseFacts, law: Law) -> str:
    """The attempt or exemption already on file, in words; empty without one. A formal notice is no attempt."""
    for one in facts.previous:
        if one.kind in {Kind.INTERIM_ORDER, Kind.COURT_CLAIM} and one.exemption is not None:
            return f"Dispense notée : {one.exemption.label[:1].lower()}{one.exemption.label[1:]}."
        if one.kind is Kind.SMALL_CLAIMS and one.outcome in _FAILED_SMALL_CLAIMS:
            return "Dispense : la procédure des petites créances a échoué (5°)."
        if one.kind in {Kind.CONCILIATION, Kind.BUSINESS_MEDIATION} and (words := _attempt(one, facts, law)):
            return words
    return ""


def _attempt(one: Procedure, facts: CaseFacts, law: Law) -> str:
    if one.outcome is Outcome.NO_MEETING:
        return "Dispense : aucune réunion avec le conciliateur dans les trois mois de la saisine (3°), preuve à garder."
    if one.ended_on is not None:
        return "" if one.outcome in _NO_ATTEMPT else f"Tentative terminée le {formats.date_long(one.ended_on)}."
    if one.kind is not Kind.CONCILIATION or one.asked_on is None or one.meeting_on is not None:
        return ""
    until = deadlines.compute(DeadlineName.CONCILIATION, one.asked_on, law, region=HolidayRegion.MAINLAND).date
    if facts.today <= until:
        return ""
    return f"Conciliateur saisi le {formats.date_long(one.asked_on)}, sans réunion en trois mois (3°) : gardez-en la preuve."


def attempted(facts: CaseFacts, law: Law, *, urgent: bool = False) -> Condition:
    """The condition before the tribunal judiciaire; ``urgent`` when the judge may see an urgency in the way itself."""
    title, needed = "Conciliation tentée d’abord", asked_for(facts, law)
    limit = formats.money(ceiling(facts, law))
    if needed is False and CourtKind.LOCAL_COMMERCIAL in courts.possible(facts) and facts.whole <= ceiling(facts, law):
        if words := made(facts, law):
            return condition("attempted", title, Verdict.MET, words, ARTICLE)
        return condition("attempted", title, Verdict.ASK, _LOCAL, ARTICLE)
    if needed is False:
        reason = f"au-delà de {limit}" if facts.whole > ceiling(facts, law) else "devant ce tribunal"
        return condition("attempted", title, Verdict.MET, f"Elle n’est pas exigée {reason}.", ARTICLE)
    if needed is None:
        question, field = grounds.trader_question(facts)
        sentence = (
            f"Exigée devant le tribunal judiciaire jusqu’à {limit}, pas devant le tribunal de commerce. {question}"
        )
        return condition("attempted", title, Verdict.ASK, sentence, ARTICLE, field=field)
    if words := made(facts, law):
        return condition("attempted", title, Verdict.MET, words, ARTICLE)
    sentence = (
        f"Jusqu’à {limit}, le tribunal judiciaire refuse une demande sans tentative de conciliation ou de médiation ; une mise en "
        "demeure n’en est pas une."
    )
    instead = (
        "Saisissez un conciliateur de justice, ou essayez les petites créances ou l’injonction de payer, qui ne l’exigent "
        "pas."
    )
    if urgent or len(courts.possible(facts)) > 1:
        doubt = " Devant le tribunal de commerce, elle n’est pas exigée."
        if urgent:
            doubt = " L’urgence en dispense (3°), si vous en justifiez."
        return condition("attempted", title, Verdict.ASK, sentence + doubt, ARTICLE)
    return condition(
        "attempted",
        title,
        Verdict.FAILED,
        sentence,
        ARTICLE,
        instead=instead,
        forbids=True,
    )


def exemptions() -> str:
    """The five exemptions, in one sentence."""
    labels = [f"{one.label[:1].lower()}{one.label[1:]}" for one in AmicableExemption]
    return f"Cinq cas en dispensent : {' ; '.join(labels)}."
