"""The next step of what is tried before a judge: conciliation, business mediation, small claims."""

from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.ids import ASK_BUSINESS_MEDIATOR, ASK_CONCILIATOR, ASK_SMALL_CLAIMS
from litigedesk.queries.next_step import procedure_shapes as shapes
from litigedesk.queries.next_step.step import NextStep
from litigedesk.queries.procedures import ProcedureFile

SILENCE: Final = 30  # calendar days after which one asks where things stand; a choice, no text read fixes it


def conciliation(file: ProcedureFile, today: date) -> NextStep:
    """Seize the conciliateur, wait for a meeting for three months, note what came of it."""
    p = file.procedure
    if p.asked_on is None:
        reason = (
            "Gratuit et sans formalité (CPC 1536). Gardez la preuve du jour : trois mois en partent (CPC 750-1, 3°)."
        )
        return shapes.write(
            file, ASK_CONCILIATOR, "Saisissez le conciliateur de justice.", reason, "Rédiger la saisine"
        )
    if (met := shapes.hearing(file, today, "la réunion de conciliation", "ended")) is not None:
        return met
    due = shapes.clock(file, Clock.CONCILIATION)
    if p.agreed_on is not None or due is None:
        return shapes.note(
            file, "meeting", "Attendez la réunion de conciliation.", "Les deux parties ont accepté d’y participer.",
            "Noter la réunion", waiting=True,
        )  # fmt: skip
    if due.due_on >= today:
        sentence = f"Attendez une réunion avec le conciliateur, jusqu’au {formats.date_full(due.due_on)}."
        return shapes.note(file, "meeting", sentence, due.reason, "Noter la réunion", by=due.due_on, waiting=True)
    reason = (
        f"Saisi le {formats.date_long(p.asked_on)} : sans réunion en trois mois, la conciliation n’est plus exigée (CPC 750-1, "
        "3°). Gardez-en la preuve."
    )
    return shapes.note(file, "ended", "Notez qu’aucune réunion n’a été possible.", reason, "Noter la fin")


def business_mediation(file: ProcedureFile, today: date) -> NextStep:
    """Seize the mediator, wait for an answer, note what came of it."""
    p = file.procedure
    if p.asked_on is None:
        reason = "Gratuit et confidentiel, entre entreprises ou avec un acheteur public."
        return shapes.write(
            file, ASK_BUSINESS_MEDIATOR, "Saisissez le médiateur des entreprises.", reason, "Rédiger la saisine"
        )
    if (met := shapes.hearing(file, today, "la réunion de médiation", "ended")) is not None:
        return met
    since = p.agreed_on or p.asked_on
    if _quiet(since, today):
        reason = f"Rien n’est noté depuis le {formats.date_long(since)}. Votre client est libre de refuser."
        return shapes.note(file, "ended", "Demandez au médiateur où en est le dossier.", reason, "Noter la suite")
    step, button = ("meeting", "Noter la réunion") if p.agreed_on else ("agreed", "Noter l’accord pour participer")
    reason = "Seul l’accord des deux parties suspend la prescription (C. civ. 2238)."
    return shapes.note(
        file,
        step,
        "Attendez la réponse du médiateur.",
        reason,
        button,
        by=since + timedelta(days=SILENCE),
        waiting=True,
    )


def small_claims(file: ProcedureFile, today: date) -> NextStep:
    """Ask a commissaire de justice, wait a month without taking a payment, note the outcome."""
    p = file.procedure
    if p.asked_on is None:
        if any(one.template == ASK_SMALL_CLAIMS for one in file.letters):
            reason = "Le mois part de l’envoi de sa lettre à votre client (CPCE R125-2), pas de votre demande."
            sentence = "Notez le jour où le commissaire de justice a écrit à votre client."
            return shapes.note(file, "asked", sentence, reason, "Noter l’envoi", waiting=True)
        reason = "Choisissez-le dans le ressort de la cour d’appel où demeure votre client (CPCE R125-1)."
        sentence = "Demandez à un commissaire de justice d’engager la procédure."
        return shapes.write(file, ASK_SMALL_CLAIMS, sentence, reason, "Rédiger la demande")
    if p.decided_on is not None:
        reason = f"Titre remis le {formats.date_long(p.decided_on)} ; un autre commissaire de justice l’exécute (CPCE R125-8)."
        return shapes.note(file, "ended", "Notez la fin de la procédure.", reason, "Noter la fin")
    due = shapes.clock(file, Clock.SMALL_CLAIMS)
    if p.agreed_on is not None and (due is None or due.due_on >= today):
        reason = (
            "L’accord sur la somme et les modalités, conclu dans le mois de l’envoi (CPCE R125-5), donne un titre (R125-6). Aucun "
            "paiement d’ici là (R125-7)."
        )
        sentence = "Attendez l’accord constaté par le commissaire de justice."
        by = due.due_on if due is not None else None
        return shapes.note(file, "decided", sentence, reason, "Noter le titre", by=by, waiting=True)
    if p.agreed_on is not None:
        reason = "Sans accord sur la somme dans le mois de l’envoi, la procédure prend fin (CPCE R125-5)."
        sentence = "Demandez au commissaire de justice si un accord a été conclu, puis notez l’issue."
        return shapes.note(file, "ended", sentence, reason, "Noter la fin")
    if due is not None and due.due_on >= today:
        sentence = f"Attendez la réponse du client jusqu’au {formats.date_full(due.due_on)}, sans accepter de paiement."
        return shapes.note(file, "agreed", sentence, due.reason, "Noter sa réponse", by=due.due_on, waiting=True)
    reason = "Un mois sans réponse vaut refus (CPCE R125-2) ; vous êtes alors dispensé de conciliation (CPC 750-1, 5°)."
    return shapes.note(file, "ended", "Notez l’issue : le mois est passé.", reason, "Noter la fin")


def _quiet(since: date, today: date) -> bool:
    return (today - since).days > SILENCE
