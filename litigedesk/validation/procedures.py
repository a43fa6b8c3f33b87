"""What keeps a procedure from being saved, field by field: dates to come, out of order, or without what they rest on.

The order is that of the texts: an order is served after it is given (CPC 1411), opposed after it is served (CPC 1416), a claim
declared after the opening judgment (C. com. R622-24). What chance may turn round only warns.
"""

from datetime import date
from typing import Final

from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import (
    Problems,
    email_problem,
    in_order,
    past,
    plausible_date,
    postcode_problem,
    said,
    sum_problem,
)

Kind, Outcome = ProcedureKind, ProcedureOutcome
_HAPPENED: Final = (
    "asked_on", "agreed_on", "decided_on", "served_on", "opposed_on", "published_on", "declared_on", "ended_on",
)  # fmt: skip
_EXPECTED: Final = ("meeting_on", "enforceable_on")  # a hearing or the end of a time limit may be noted in advance
_ASKED: Final = {
    Kind.CONCILIATION: "la saisine du conciliateur",
    Kind.BUSINESS_MEDIATION: "la saisine du médiateur",
    Kind.SMALL_CLAIMS: "la lettre du commissaire de justice",
    Kind.PAYMENT_ORDER: "la requête",
    Kind.INTERIM_ORDER: "l’assignation",
    Kind.COURT_CLAIM: "la saisine du tribunal",
    Kind.PUBLIC_CLAIM: "la réclamation",
}
_AFTER_ASKED: Final = (
    ("meeting_on", "La réunion ou l’audience"),
    ("decided_on", "La décision"),
    ("served_on", "La signification"),
    ("opposed_on", "L’opposition"),
    ("enforceable_on", "Le jour exécutoire"),
)
# An earlier date, a later one that may not come before it, and what is said beside the later.
_ORDER: Final = (
    ("decided_on", "served_on", "La signification vient avant la décision : vérifiez ces deux dates."),
    ("served_on", "opposed_on", "L’opposition vient avant la signification de l’ordonnance."),
    ("served_on", "enforceable_on", "L’ordonnance ne peut pas être exécutoire avant sa signification."),
    ("decided_on", "enforceable_on", "La décision ne peut pas être exécutoire avant d’être rendue."),
    ("decided_on", "published_on", "La publication au BODACC vient avant le jugement d’ouverture."),
    ("published_on", "declared_on", "La déclaration vient avant la publication au BODACC : vérifiez ces deux dates."),
    ("decided_on", "declared_on", "La déclaration vient avant le jugement d’ouverture."),
)
_ONLY_WARNS: Final = frozenset(
    {("published_on", "declared_on")}
)  # one may learn of the judgment before it is published
_BEFORE_THE_END: Final = (
    ("agreed_on", "La fin vient avant l’accord pour participer."),
    ("decided_on", "La fin vient avant la décision."),
    ("served_on", "La fin vient avant la signification."),
    ("opposed_on", "La fin vient avant l’opposition."),
    ("declared_on", "La fin vient avant la déclaration de la créance."),
)
# A date that means nothing without another one.
_NEEDS: Final = (
    ("outcome", "ended_on", "Indiquez le jour où la démarche a pris fin."),
    ("ended_on", "outcome", "Dites comment la démarche a pris fin."),
    ("opposed_on", "served_on", "Une opposition suit une signification : notez d’abord son jour."),
    ("served_in_person", "served_on", "Indiquez le jour de la signification."),
)
_NO_WIN: Final = frozenset({Outcome.REJECTED, Outcome.SILENCE, Outcome.NO_MEETING, Outcome.LAPSED})


def procedure_problems(procedure: Procedure, today: date) -> Problems:
    """Faults of a procedure."""
    p = procedure
    problems = [
        *length_problems(p),
        *(fault for field in (*_HAPPENED, *_EXPECTED) for fault in plausible_date(field, getattr(p, field))),
        *(fault for field in _HAPPENED for fault in past(field, getattr(p, field), today)),
        *sum_problem("granted", p.granted),
        *sum_problem("cost", p.cost),
        *email_problem("email", p.email.strip()),
        *postcode_problem("postcode", p.postcode.strip(), ""),
        *_after_asked(p),
    ]
    for first, later, sentence in _ORDER:
        blocking = (first, later) not in _ONLY_WARNS
        problems += in_order(getattr(p, first), getattr(p, later), later, sentence, blocking=blocking)
    for field, sentence in _BEFORE_THE_END:
        problems += in_order(getattr(p, field), p.ended_on, "ended_on", sentence)
    problems += in_order(
        p.meeting_on, p.ended_on, "ended_on", "La fin vient avant la réunion ou l’audience.", blocking=False
    )
    for given, needed, sentence in _NEEDS:
        if getattr(p, given) is not None and getattr(p, needed) is None:
            problems.append(Problem(needed, sentence))
    problems += _doubts(p)
    return said(problems)


def _after_asked(p: Procedure) -> Problems:
    what = _ASKED.get(p.kind)
    if what is None:
        return []
    problems: Problems = []
    for field, words in _AFTER_ASKED:
        problems += in_order(
            p.asked_on, getattr(p, field), field, f"{words} vient avant {what} : vérifiez ces deux dates."
        )
    problems += in_order(p.asked_on, p.ended_on, "ended_on", f"La fin vient avant {what}.")
    unusual = p.kind is not Kind.SMALL_CLAIMS  # both may have agreed to talk before somebody is seized
    sentence = f"L’accord pour participer vient avant {what} : vérifiez ces deux dates."
    return [*problems, *in_order(p.asked_on, p.agreed_on, "agreed_on", sentence, blocking=not unusual)]


def _doubts(p: Procedure) -> Problems:
    """What does not go together without being impossible."""
    problems: Problems = []
    if p.kind is Kind.INSOLVENCY and p.declared_on is not None and p.published_on is None:
        problems.append(
            Problem(
                "published_on", "Il manque le jour de la publication au BODACC : les délais en partent.", blocking=False
            )
        )
    if p.outcome in _NO_WIN and p.granted:
        problems.append(
            Problem("granted", "Une somme est accordée, mais l’issue dit le contraire : vérifiez.", blocking=False)
        )
    if p.outcome is Outcome.NO_MEETING and p.meeting_on is not None:
        problems.append(Problem("outcome", "Une réunion est notée : vérifiez l’issue.", blocking=False))
    if p.kind is Kind.PAYMENT_ORDER and p.opposed_on is not None and p.enforceable_on is not None and p.outcome is None:
        sentence = "Après une opposition, c’est le jugement qui s’exécute, à la place de l’ordonnance (CPC 1420)."
        problems.append(Problem("enforceable_on", sentence, blocking=False))
    return problems
