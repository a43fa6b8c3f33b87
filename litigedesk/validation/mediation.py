"""What keeps a complaint, a mediator, a convention or a mediation from being saved, field by field.

The order of a mediation's dates is the law's own: the notice follows the referral (C. conso. R612-2), the proposal the notice
(R612-3), the answers the proposal (R612-4), the end comes last. What the law leaves to the mediator only warns.
"""

from datetime import date

from litigedesk import formats
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.vocabulary import MediationOutcome, MediatorKind, ProposalAnswer, Stance
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import (
    Problems,
    email_problem,
    in_order,
    past,
    phone_problem,
    plausible_date,
    postcode_problem,
    required,
    said,
    sum_problem,
)

_HAPPENED = (
    "referred_on", "notified_on", "rejected_on", "stance_on", "agreed_on", "first_meeting_on", "completed_on", "extended_on",
    "proposal_on", "my_answer_on", "client_answer_on", "ended_on", "performed_on", "cost_paid_on",
)  # fmt: skip
_EXPECTED = ("extended_until", "answer_by", "perform_by")

# An earlier date, a later one that may not come before it, and what is said beside the later.
_ORDER = (
    ("referred_on", "notified_on", "La notification vient avant la saisine : vérifiez ces deux dates."),
    ("referred_on", "rejected_on", "Le refus du médiateur vient avant la saisine."),
    ("referred_on", "completed_on", "Le dossier ne peut pas être complet avant la saisine."),
    ("referred_on", "stance_on", "Votre réponse au médiateur vient avant la saisine."),
    ("notified_on", "extended_on", "La prolongation est annoncée avant la notification."),
    ("notified_on", "extended_until", "Le nouveau délai finit avant la notification."),
    ("extended_on", "extended_until", "Le nouveau délai finit avant le jour où il est annoncé."),
    ("notified_on", "first_meeting_on", "La première réunion vient avant la notification."),
    ("notified_on", "proposal_on", "La proposition vient avant la notification."),
    ("proposal_on", "answer_by", "Le délai de réponse finit avant la proposition."),
    ("proposal_on", "my_answer_on", "Votre réponse vient avant la proposition."),
    ("proposal_on", "client_answer_on", "La réponse du client vient avant la proposition."),
)
# The notice stands between these; without it they are held against the referral.
_ORDER_WITHOUT_NOTICE = (
    ("referred_on", "extended_on", "La prolongation est annoncée avant la saisine."),
    ("referred_on", "first_meeting_on", "La première réunion vient avant la saisine."),
    ("referred_on", "proposal_on", "La proposition vient avant la saisine."),
)
# Both sides may agree to mediate before the client writes, and the mediator may close the file after all is done.
_UNUSUAL_ORDER = (
    ("referred_on", "agreed_on", "L’accord pour entrer en médiation vient avant la saisine : vérifiez ces deux dates."),
    ("ended_on", "perform_by", "L’accord est à exécuter avant la fin de la médiation : vérifiez ces deux dates."),
    ("ended_on", "performed_on", "L’accord est exécuté avant la fin de la médiation : vérifiez ces deux dates."),
)
_BEFORE_THE_END = (
    ("referred_on", "La fin vient avant la saisine."),
    ("notified_on", "La fin vient avant la notification."),
    ("rejected_on", "La fin vient avant le refus du médiateur."),
    ("stance_on", "La fin vient avant votre réponse au médiateur."),
    ("agreed_on", "La fin vient avant l’accord pour entrer en médiation."),
    ("first_meeting_on", "La fin vient avant la première réunion."),
    ("completed_on", "Le dossier est complet après la fin de la médiation."),
    ("extended_on", "La prolongation est annoncée après la fin de la médiation."),
    ("proposal_on", "La proposition est datée après la fin de la médiation."),
    ("my_answer_on", "Votre réponse est datée après la fin de la médiation."),
    ("client_answer_on", "La réponse du client est datée après la fin de la médiation."),
)
# A date that means nothing without another one.
_NEEDS = (
    ("my_answer", "proposal_on", "Notez d’abord la date de la proposition à laquelle vous répondez."),
    ("client_answer", "proposal_on", "Notez d’abord la date de la proposition à laquelle votre client répond."),
    ("answer_by", "proposal_on", "Ce délai court d’une proposition : notez d’abord sa date."),
    ("extended_until", "notified_on", "Pour prolonger, il faut un premier délai : notez la date de la notification."),
    ("my_answer", "my_answer_on", "Indiquez le jour de votre réponse."),
    ("client_answer", "client_answer_on", "Indiquez le jour de la réponse du client."),
    ("stance", "stance_on", "Indiquez le jour de votre réponse au médiateur."),
    ("outcome", "ended_on", "Indiquez le jour où la médiation a pris fin."),
    ("my_answer_on", "my_answer", "Dites si vous avez accepté ou refusé."),
    ("client_answer_on", "client_answer", "Dites si votre client a accepté ou refusé."),
    ("stance_on", "stance", "Dites si vous participez."),
    ("ended_on", "outcome", "Dites comment la médiation a pris fin."),
)


def complaint_problems(complaint: Complaint, today: date) -> Problems:
    """Faults of a complaint."""
    return [
        *length_problems(complaint),
        *plausible_date("received_on", complaint.received_on),
        *past("received_on", complaint.received_on, today),
        *past("answered_on", complaint.answered_on, today),
        *in_order(
            complaint.received_on, complaint.answered_on, "answered_on", "La réponse vient avant la réclamation."
        ),
        *required("grievance", complaint.grievance.strip(), "Dites en quelques mots ce que votre client reproche."),
        *sum_problem("amount", complaint.amount),
    ]


def mediator_problems(mediator: Mediator, today: date) -> Problems:
    """Faults of a mediator of the user's register; without address or site no mention can be written."""
    problems = [
        *length_problems(mediator),
        *required("name", mediator.name.strip(), "Indiquez le nom du médiateur."),
        *postcode_problem("postcode", mediator.postcode, ""),
        *email_problem("email", mediator.email),
        *phone_problem("phone", mediator.phone),
        *plausible_date("checked_on", mediator.checked_on),
        *past("checked_on", mediator.checked_on, today),
    ]
    if mediator.kind is MediatorKind.CONSUMER:
        for field, words in (("street", "l’adresse postale"), ("website", "le site")):
            if not getattr(mediator, field).strip():
                sentence = f"Il manque {words} : vos clients doivent les recevoir (C. conso. L616-1 et R616-1)."
                problems.append(Problem(field, formats.typographic(sentence), blocking=False))
    return problems


def convention_problems(convention: Convention, today: date) -> Problems:
    """Faults of a convention."""
    problems = [
        *length_problems(convention),
        *required("mediator_id", convention.mediator_id or None, "Choisissez le médiateur."),
        *(
            p
            for f in ("signed_on", "starts_on", "ends_on", "fee_paid_on")
            for p in plausible_date(f, getattr(convention, f))
        ),
        *past("signed_on", convention.signed_on, today),
        *past("fee_paid_on", convention.fee_paid_on, today),
        *in_order(convention.starts_on, convention.ends_on, "ends_on", "La fin vient avant le début."),
        *(p for f in ("fee", "fee_simple", "fee_complex") for p in sum_problem(f, getattr(convention, f))),
        *in_order(
            convention.signed_on,
            convention.starts_on,
            "starts_on",
            "La convention commence avant d’être signée : vérifiez ces deux dates.",
            blocking=False,
        ),
    ]
    if not 1 <= convention.years <= 10:
        problems.append(Problem("years", "Une adhésion couvre entre 1 et 10 ans."))
    return said(problems)


def mediation_problems(mediation: Mediation, today: date) -> Problems:
    """Faults of a mediation: dates missing, to come, or out of the order of the law."""
    m = mediation
    problems = [
        *length_problems(m),
        *required("mediator_id", m.mediator_id or None, "Choisissez le médiateur."),
        *(p for field in (*_HAPPENED, *_EXPECTED) for p in plausible_date(field, getattr(m, field))),
        *(p for field in _HAPPENED for p in past(field, getattr(m, field), today)),
        *sum_problem("proposal_amount", m.proposal_amount),
        *sum_problem("cost", m.cost),
    ]
    for first, later, sentence in (*_ORDER, *(_ORDER_WITHOUT_NOTICE if m.notified_on is None else ())):
        problems += in_order(getattr(m, first), getattr(m, later), later, sentence)
    for first, later, sentence in _UNUSUAL_ORDER:
        problems += in_order(getattr(m, first), getattr(m, later), later, sentence, blocking=False)
    for field, sentence in _BEFORE_THE_END:
        problems += in_order(getattr(m, field), m.ended_on, "ended_on", sentence)
    for given, needed, sentence in _NEEDS:
        if getattr(m, given) is not None and getattr(m, needed) is None:
            problems.append(Problem(needed, sentence))
    problems += _contradictions(m)
    problems += _late_answers(m)
    return said(problems)


def _contradictions(m: Mediation) -> Problems:
    problems: Problems = []
    if m.rejected_on is not None and m.proposal_on is not None:
        problems.append(Problem("rejected_on", "Un dossier refusé par le médiateur ne donne pas de proposition."))
    if m.stance is Stance.DECLINES and m.proposal_on is not None:
        sentence = "Vous avez décliné la médiation : la proposition suppose que vous y participiez."
        problems.append(Problem("stance", sentence, blocking=False))
    if m.proposal_on is not None and m.notified_on is None and m.rejected_on is None:
        sentence = "Il manque le jour de la notification : les 90 jours du médiateur en partent."
        problems.append(Problem("notified_on", sentence, blocking=False))
    if m.outcome is not MediationOutcome.AGREEMENT and (m.perform_by or m.performed_on):
        field = "perform_by" if m.perform_by else "performed_on"
        problems.append(Problem(field, "Seul un accord s’exécute : videz cette date ou notez l’accord."))
    if m.outcome is MediationOutcome.REJECTED and m.rejected_on is None:
        problems.append(Problem("rejected_on", "Indiquez le jour où le médiateur a refusé le dossier."))
    if (doubt := _doubtful_outcome(m)) is not None:
        problems.append(Problem("outcome", doubt, blocking=False))
    return problems


def _doubtful_outcome(m: Mediation) -> str | None:
    """What does not go with the outcome noted."""
    if m.outcome is MediationOutcome.AGREEMENT and ProposalAnswer.REFUSED in {m.my_answer, m.client_answer}:
        return "L’un des deux a refusé la proposition : vérifiez qu’il y a bien accord."
    if m.rejected_on is not None and m.outcome not in {None, MediationOutcome.REJECTED}:
        return "Le médiateur a refusé le dossier : vérifiez comment la médiation a pris fin."
    if m.outcome is MediationOutcome.DECLINED and m.stance is Stance.TAKES_PART:
        return "Vous aviez accepté de participer : n’est-ce pas plutôt un retrait de votre part ?"
    return None


def _late_answers(m: Mediation) -> Problems:
    """After the mediator's time limit an answer may still count: he alone can say."""
    if m.answer_by is None:
        return []
    until = formats.date_long(m.answer_by)
    return [
        Problem(
            field,
            f"Le délai du médiateur finissait le {until} : demandez-lui si cette réponse compte encore.",
            blocking=False,
        )
        for field in ("my_answer_on", "client_answer_on")
        if (day := getattr(m, field)) is not None and day > m.answer_by
    ]


def mention_problems(mention: PlacedMention, today: date) -> Problems:
    """Faults of a place where the mention stands."""
    return [
        *length_problems(mention),
        *plausible_date("placed_on", mention.placed_on),
        *past("placed_on", mention.placed_on, today),
    ]
