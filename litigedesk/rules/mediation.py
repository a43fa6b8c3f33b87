"""The course of a complaint and of its mediation: where it stands, and the dates that follow from those already known.

Only the one year (C. conso. L612-2, 4°), the three weeks (L612-2, last al.) and the ninety days (R612-5) are the law's; the
answer to a complaint is the user's own delay, and the time to answer a proposal is the mediator's (R612-4).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.mediation import Complaint, Convention, Mediation
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    MediationOutcome,
    ProposalAnswer,
    Stance,
)
from litigedesk.rules import deadlines
from litigedesk.rules.clock_dates import ClockDate, Milestone, clock_date, earliest
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

WITHOUT_CONVENTION = formats.typographic(
    "Sans convention en cours, vous ne pouvez plus nommer ce médiateur à vos clients (CECMC), et vous leur en devez un "
    "(C. conso. L612-1)."
)


class Phase(Labelled):
    """Where a mediation stands, in order."""

    REFERRED = "referred", "Médiateur saisi"
    NOTIFIED = "notified", "Notifiée aux deux parties"
    TAKING_PART = "taking-part", "En cours"
    PROPOSED = "proposed", "Proposition reçue"
    ANSWERED = "answered", "Réponse donnée"
    TO_PERFORM = "to-perform", "Accord à exécuter"
    ENDED = "ended", "Terminée"


@dataclass(frozen=True, kw_only=True)
class AnswerDelays:
    """The user's own delays: days to answer a complaint, and working days to tell the insurer, ``None`` without a policy."""

    answer_days: int
    insurer_days: int | None = None


# ---- where it stands -------------------------------------------------------------------------------------------------
def phase(mediation: Mediation) -> Phase:
    """Where a mediation stands, from its dates alone."""
    if mediation.ended_on is not None:
        agreed = mediation.outcome is MediationOutcome.AGREEMENT
        waits = agreed and mediation.perform_by is not None and mediation.performed_on is None
        return Phase.TO_PERFORM if waits else Phase.ENDED
    if mediation.my_answer is not None:
        return Phase.ANSWERED
    if mediation.proposal_on is not None:
        return Phase.PROPOSED
    if mediation.stance is Stance.TAKES_PART:
        return Phase.TAKING_PART
    return Phase.NOTIFIED if mediation.notified_on is not None else Phase.REFERRED


def result_by(mediation: Mediation, law: Law) -> dt.date | None:
    """The day by which the outcome is due: the one the mediator announced, or ninety days from the notice (R612-5)."""
    return mediation.extended_until or _ninety_days(mediation, law)


def _ninety_days(mediation: Mediation, law: Law) -> dt.date | None:
    if mediation.notified_on is None:
        return None
    return deadlines.compute(DeadlineName.MEDIATION_RESULT, mediation.notified_on, law).date


def suspended(mediation: Mediation) -> tuple[dt.date, dt.date | None] | None:
    """When the limitation period stands still: from the written agreement to mediate, or failing it the first meeting, to the
    end (C. civ. 2238); ``None`` without either. A referral by one side suspends nothing.
    """
    start = mediation.agreed_on or mediation.first_meeting_on
    return None if start is None else (start, mediation.ended_on)


def both_accepted(mediation: Mediation) -> bool:
    """Whether the two sides have accepted the proposal."""
    return mediation.my_answer is mediation.client_answer is ProposalAnswer.ACCEPTED


# ---- dates that follow -----------------------------------------------------------------------------------------------
def complaint_clocks(
    complaint: Complaint,
    client: ClientKind,
    delays: AnswerDelays,
    referred_on: dt.date | None,
    law: Law,
    written_on: dt.date | None = None,
) -> tuple[ClockDate, ...]:
    """The clocks a complaint starts: the answer, a consumer's year when it is in writing, and the insurer's.

    ``referred_on`` is the day the client went to the mediator, ``written_on`` the day a complaint made aloud was put in writing.
    """
    found = [_answer_clock(complaint, delays.answer_days, earliest(complaint.answered_on, written_on))]
    if complaint.is_written and client is ClientKind.CONSUMER:
        found.append(_referral_clock(complaint, referred_on, law))
    if delays.insurer_days is not None:
        found.append(_insurer_clock(complaint, delays.insurer_days, law))
    return tuple(found)


def _answer_clock(complaint: Complaint, days: int, done_on: dt.date | None) -> ClockDate:
    length = formats.count(days, "jour calendaire", "jours calendaires")
    return clock_date(
        Clock.COMPLAINT_ANSWER,
        "Répondre à la réclamation" if complaint.is_written else "Demander une réclamation écrite",
        complaint.received_on + dt.timedelta(days),
        f"{length} après la réclamation reçue le {formats.date_long(complaint.received_on)} : votre choix, aucun texte ne fixe "
        "ce délai.",
        done_on,
    )


def _referral_clock(complaint: Complaint, referred_on: dt.date | None, law: Law) -> ClockDate:
    return clock_date(
        Clock.CLIENT_REFERRAL,
        "Fin du droit du client de saisir le médiateur",
        deadlines.compute(DeadlineName.MEDIATION_REFERRAL, complaint.received_on, law).date,
        f"Un an après la réclamation écrite reçue le {formats.date_long(complaint.received_on)} (C. conso. L612-2, 4°) ; "
        "ce délai n’est pas le vôtre, et le médiateur peut compter du jour où elle a été écrite.",
        referred_on,
    )


def _insurer_clock(complaint: Complaint, days: int, law: Law) -> ClockDate:
    """A local holiday gives no more time: what the user must do is not put off by one whose effect no text settles."""
    found = deadlines.compute(DeadlineName.CLAIM_DECLARATION, complaint.received_on, law, days=days)
    reason = (
        f"{formats.count(days, 'jour ouvré', 'jours ouvrés')} après la réclamation reçue le "
        f"{formats.date_long(complaint.received_on)} : le délai de votre contrat, jamais moins de cinq (C. ass. L113-2, 4°). "
        "Passé ce jour, déclarez quand même."
    )
    return clock_date(Clock.INSURER, "Prévenir l’assureur RC Pro", found.alarm_date, reason)


def mediation_clocks(mediation: Mediation, law: Law) -> tuple[ClockDate, ...]:
    """The dates to watch in a mediation, as far as its own dates tell them."""
    return tuple(_mediation_clocks(mediation, law))


def _mediation_clocks(mediation: Mediation, law: Law) -> Iterator[ClockDate]:
    ended = mediation.ended_on
    if mediation.referred_on is not None:
        last = deadlines.compute(DeadlineName.MEDIATION_REJECTION, mediation.referred_on, law).date
        yield clock_date(
            Clock.REJECTION,
            "Fin du délai du médiateur pour refuser le dossier",
            last,
            f"Trois semaines après la réception du dossier par le médiateur, le {formats.date_long(mediation.referred_on)} "
            "(C. conso. L612-2, dernier alinéa) ; aucune sanction n’est prévue.",
            earliest(mediation.rejected_on, mediation.notified_on, ended),
        )
    if (expected := result_by(mediation, law)) is not None:
        yield clock_date(Clock.RESULT, "Issue attendue de la médiation", expected, _why_result(mediation, law), ended)
    if mediation.answer_by is not None and mediation.proposal_on is not None:
        yield clock_date(
            Clock.PROPOSAL_ANSWER,
            "Répondre à la proposition du médiateur",
            mediation.answer_by,
            f"Délai fixé par le médiateur avec sa proposition du {formats.date_long(mediation.proposal_on)} (C. conso. R612-4).",
            earliest(mediation.my_answer_on, ended),
        )
    if mediation.outcome is MediationOutcome.AGREEMENT and mediation.perform_by is not None:
        yield clock_date(
            Clock.PERFORMANCE,
            "Exécuter l’accord de médiation",
            mediation.perform_by,
            "Date convenue dans l’accord de médiation.",
            mediation.performed_on,
        )


def _why_result(mediation: Mediation, law: Law) -> str:
    if mediation.extended_until is not None:
        said = f" le {formats.date_long(mediation.extended_on)}" if mediation.extended_on else ""
        usual, odd = _ninety_days(mediation, law), ""
        if usual is not None and mediation.extended_until < usual:
            odd = f" Elle vient avant la fin des 90 jours, le {formats.date_long(usual)} : vérifiez-la."
        return (
            f"Nouvelle date annoncée par le médiateur{said} : il peut prolonger à tout moment (C. conso. R612-5).{odd}"
        )
    assert mediation.notified_on is not None
    return (
        f"90 jours calendaires après la notification du {formats.date_long(mediation.notified_on)} (C. conso. R612-5) ; "
        "sans report, même un jour férié."
    )


def convention_clock(convention: Convention, mediator: str) -> ClockDate | None:
    """The end of a convention, ``None`` when it has none."""
    if convention.ends_on is None:
        return None
    return clock_date(
        Clock.CONVENTION_END,
        f"Renouveler la convention avec {mediator}",
        convention.ends_on,
        WITHOUT_CONVENTION,
    )


# ---- the picture -----------------------------------------------------------------------------------------------------
def milestones(mediation: Mediation, law: Law) -> tuple[Milestone, ...]:
    """The dates of a mediation in order, those that happened and those expected, for its picture."""
    m = mediation
    happened = (
        ("referred", "saisine", m.referred_on),
        ("notified", "notification", m.notified_on),
        ("rejected", "refus du médiateur", m.rejected_on),
        ("stance", "votre accord" if m.stance is Stance.TAKES_PART else "votre refus", m.stance_on),
        ("proposal", "proposition", m.proposal_on),
        ("my_answer", "votre réponse", m.my_answer_on),
        ("client_answer", "réponse du client", m.client_answer_on),
        ("ended", m.outcome.label.lower() if m.outcome else "fin", m.ended_on),
        ("performed", "accord exécuté", m.performed_on),
    )
    found = [Milestone(key=key, label=label, date=day) for key, label, day in happened if day is not None]
    names = {
        Clock.RESULT: "nouvelle date" if m.extended_until else "fin des 90 jours",
        Clock.PROPOSAL_ANSWER: "votre réponse",
        Clock.PERFORMANCE: "accord à exécuter",
    }
    for clock in mediation_clocks(m, law):
        if clock.done_on is None and clock.clock in names:
            found.append(Milestone(key=str(clock.clock), label=names[clock.clock], date=clock.date, known=False))
    return tuple(sorted(found, key=lambda one: (one.date, not one.known)))
