"""The next step of a procedure: what to prepare, to have done in time or to note; or until when to wait."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.procedure import ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.ids import (
    ASK_BUSINESS_MEDIATOR,
    ASK_CONCILIATOR,
    ASK_SMALL_CLAIMS,
    DECLARE_DEBT,
    NOTICE,
    ORDER_ANNEXES,
)
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.queries.procedures import ProcedureFile

Kind = ProcedureKind
SILENCE: Final = 30  # calendar days after which one asks where things stand; a choice, no text read fixes it
_LETTERS: Final = frozenset(
    {ASK_CONCILIATOR, ASK_BUSINESS_MEDIATOR, ASK_SMALL_CLAIMS, DECLARE_DEBT, NOTICE}
)  # those that go to somebody: annexes stay in the file


def propose(file: ProcedureFile, today: date) -> NextStep:
    """The next step of one procedure."""
    procedure = file.procedure
    if procedure.ended_on is not None:
        outcome = procedure.outcome.label if procedure.outcome is not None else "Terminée"
        reason = f"{outcome}, le {formats.date_long(procedure.ended_on)}."
        return _note(file, "ended", "Cette démarche est terminée.", reason, "Revoir la fin")
    unsent = next((one for one in file.letters if one.template in _LETTERS and one.sent_on is None), None)
    return _PROPOSERS[procedure.kind](file, today) if unsent is None else track_unsent(unsent)


# ---- shapes ----------------------------------------------------------------------------------------------------------
def _note(
    file: ProcedureFile,
    step: str,
    sentence: str,
    reason: str,
    button: str,
    *,
    by: date | None = None,
    waiting: bool = False,
) -> NextStep:
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action="procedure-step",
        button=button,
        procedure_id=file.procedure.id,
        step=step,
        by=by,
        waiting=waiting,
    )


def _write(
    file: ProcedureFile, template: str, sentence: str, reason: str, button: str, *, by: date | None = None
) -> NextStep:
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action="letter",
        button=button,
        template=template,
        procedure_id=file.procedure.id,
        by=by,
    )


def _tick(deadline: Deadline, today: date) -> NextStep:
    late = deadline.due_on < today
    day = formats.date_full(deadline.due_on)
    when = f"c’était à faire avant le {day}" if late else f"au plus tard le {day}"
    return NextStep(
        sentence=formats.typographic(f"{deadline.title} : {when}."),
        reason=deadline.reason,
        action="complete",
        button="C’est fait",
        deadline_id=deadline.id,
        by=deadline.due_on,
    )


def _clock(file: ProcedureFile, clock: Clock) -> Deadline | None:
    """An open deadline of the procedure, at the day the user may have moved it to."""
    return next((one for one in file.deadlines if one.clock is clock and one.done_on is None), None)


def _hearing(file: ProcedureFile, today: date, what: str, after: str) -> NextStep | None:
    """Prepare a meeting to come, or note what came out of it; ``None`` without one."""
    day = file.procedure.meeting_on
    if day is None:
        return None
    if day >= today:
        sentence = f"Préparez {what} du {formats.date_full(day)}."
        reason = "Relisez vos pièces et leur bordereau, et apportez-les."
        return _note(file, "meeting", sentence, reason, "Revoir la date", by=day, waiting=True)
    sentence = f"Notez ce que {what} a donné."
    return _note(file, after, sentence, f"Tenue le {formats.date_long(day)}.", "Noter la suite")


def _quiet(since: date, today: date) -> bool:
    return (today - since).days > SILENCE


# ---- talks -----------------------------------------------------------------------------------------------------------
def _conciliation(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        reason = (
            "Gratuit et sans formalité (CPC 1536). Gardez la preuve du jour : trois mois en partent (CPC 750-1, 3°)."
        )
        return _write(file, ASK_CONCILIATOR, "Saisissez le conciliateur de justice.", reason, "Rédiger la saisine")
    if (met := _hearing(file, today, "la réunion de conciliation", "ended")) is not None:
        return met
    due = _clock(file, Clock.CONCILIATION)
    if p.agreed_on is not None or due is None:
        return _note(
            file, "meeting", "Attendez la réunion de conciliation.", "Les deux parties ont accepté d’y participer.",
            "Noter la réunion", waiting=True,
        )  # fmt: skip
    if due.due_on >= today:
        sentence = f"Attendez une réunion avec le conciliateur, jusqu’au {formats.date_full(due.due_on)}."
        return _note(file, "meeting", sentence, due.reason, "Noter la réunion", by=due.due_on, waiting=True)
    reason = (
        f"Saisi le {formats.date_long(p.asked_on)} : sans réunion en trois mois, la conciliation n’est plus exigée (CPC 750-1, "
        "3°). Gardez-en la preuve."
    )
    return _note(file, "ended", "Notez qu’aucune réunion n’a été possible.", reason, "Noter la fin")


def _business_mediation(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        reason = "Gratuit et confidentiel, entre entreprises ou avec un acheteur public."
        return _write(
            file, ASK_BUSINESS_MEDIATOR, "Saisissez le médiateur des entreprises.", reason, "Rédiger la saisine"
        )
    if (met := _hearing(file, today, "la réunion de médiation", "ended")) is not None:
        return met
    since = p.agreed_on or p.asked_on
    if _quiet(since, today):
        reason = f"Rien n’est noté depuis le {formats.date_long(since)}. Votre client est libre de refuser."
        return _note(file, "ended", "Demandez au médiateur où en est le dossier.", reason, "Noter la suite")
    step, button = ("meeting", "Noter la réunion") if p.agreed_on else ("agreed", "Noter l’accord pour participer")
    reason = "Seul l’accord des deux parties suspend la prescription (C. civ. 2238)."
    return _note(
        file,
        step,
        "Attendez la réponse du médiateur.",
        reason,
        button,
        by=since + timedelta(days=SILENCE),
        waiting=True,
    )


def _small_claims(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        if any(one.template == ASK_SMALL_CLAIMS for one in file.letters):
            reason = "Le mois part de l’envoi de sa lettre à votre client (CPCE R125-2), pas de votre demande."
            sentence = "Notez le jour où le commissaire de justice a écrit à votre client."
            return _note(file, "asked", sentence, reason, "Noter l’envoi", waiting=True)
        reason = "Choisissez-le dans le ressort de la cour d’appel où demeure votre client (CPCE R125-1)."
        sentence = "Demandez à un commissaire de justice d’engager la procédure."
        return _write(file, ASK_SMALL_CLAIMS, sentence, reason, "Rédiger la demande")
    if p.decided_on is not None:
        reason = f"Titre remis le {formats.date_long(p.decided_on)} ; un autre commissaire de justice l’exécute (CPCE R125-8)."
        return _note(file, "ended", "Notez la fin de la procédure.", reason, "Noter la fin")
    if p.agreed_on is not None:
        reason = (
            "L’accord sur le montant et les modalités donne un titre (CPCE R125-6). Aucun paiement d’ici là (R125-7)."
        )
        sentence = "Attendez l’accord constaté par le commissaire de justice."
        return _note(file, "decided", sentence, reason, "Noter le titre", waiting=True)
    due = _clock(file, Clock.SMALL_CLAIMS)
    if due is not None and due.due_on >= today:
        sentence = f"Attendez la réponse du client jusqu’au {formats.date_full(due.due_on)}, sans accepter de paiement."
        return _note(file, "agreed", sentence, due.reason, "Noter sa réponse", by=due.due_on, waiting=True)
    reason = "Un mois sans réponse vaut refus (CPCE R125-2) ; vous êtes alors dispensé de conciliation (CPC 750-1, 5°)."
    return _note(file, "ended", "Notez l’issue : le mois est passé.", reason, "Noter la fin")


# ---- orders and courts -----------------------------------------------------------------------------------------------
def _payment_order(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        if not any(one.template == ORDER_ANNEXES for one in file.letters):
            reason = "Le juge décide sur pièces : bordereau numéroté et somme exacte, avec son détail (CPC 1407)."
            return _write(file, ORDER_ANNEXES, "Préparez les annexes de la requête.", reason, "Préparer les annexes")
        form = file.assessment.court.form if file.assessment.court is not None else ""
        reason = "Le dépôt n’interrompt pas la prescription : ne tardez pas." + (
            f" Formulaire : {form}." if form else ""
        )
        return _note(file, "asked", "Déposez la requête au greffe, puis notez ce jour.", reason, "Noter le dépôt")
    if p.enforceable_on is not None:
        return _enforce(file, today)
    if p.opposed_on is not None:
        return _after_opposition(file, today)
    if p.served_on is not None:
        return _after_service(file, today)
    if p.decided_on is not None:
        return _serve_order(file, today)
    if (deposit := _clock(file, Clock.COSTS_DEPOSIT)) is not None:
        return _tick(deposit, today)
    since = formats.date_long(p.asked_on)
    return _note(
        file, "decided", "Attendez la décision du juge.", f"Requête déposée le {since} ; il n’y a pas d’audience.",
        "Noter l’ordonnance", waiting=True,
    )  # fmt: skip


def _serve_order(file: ProcedureFile, today: date) -> NextStep:
    p, due = file.procedure, _clock(file, Clock.ORDER_SERVICE)
    if p.outcome is ProcedureOutcome.REJECTED:
        reason = "Un rejet n’est pas susceptible d’appel ; la voie ordinaire reste ouverte (CPC 1409)."
        return _note(file, "ended", "Notez la fin de la démarche.", reason, "Noter la fin")
    if due is None:
        reason = "L’acte du commissaire de justice porte ce jour : les délais suivants en partent."
        return _note(file, "served", "Notez le jour de la signification.", reason, "Noter la signification")
    if due.due_on < today:
        sentence = "Notez la fin : l’ordonnance n’a pas été signifiée à temps."
        reason = f"C’était à faire avant le {formats.date_long(due.due_on)}. {due.reason}"
        return _note(file, "ended", sentence, reason, "Noter la fin")
    partly = (
        " Accordée en partie : ne la faites pas signifier si vous voulez demander le reste (CPC 1409)."
        if _is_partial(file)
        else ""
    )
    sentence = f"Faites signifier l’ordonnance avant le {formats.date_full(due.due_on)}."
    return _note(file, "served", sentence, f"{due.reason}{partly}", "Noter la signification", by=due.due_on)


def _is_partial(file: ProcedureFile) -> bool:
    granted = file.procedure.granted
    return granted is not None and granted < file.facts.principal


def _after_service(file: ProcedureFile, today: date) -> NextStep:
    opposition, first = _clock(file, Clock.OPPOSITION), _clock(file, Clock.ENFORCEABLE)
    if opposition is not None and opposition.due_on >= today:
        sentence = f"Attendez : votre client peut s’opposer jusqu’au {formats.date_full(opposition.due_on)}."
        return _note(
            file, "opposed", sentence, opposition.reason, "Noter une opposition", by=opposition.due_on, waiting=True
        )
    if first is not None and first.due_on > today:
        sentence = f"Attendez le {formats.date_full(first.due_on)} pour faire exécuter l’ordonnance."
        return _note(file, "enforceable", sentence, first.reason, "Noter la date", by=first.due_on, waiting=True)
    reason = "Le délai est passé sans opposition notée (CPC 1416 et 1422)."
    sentence = "Vérifiez au greffe qu’il n’y a pas d’opposition, puis notez que l’ordonnance est exécutoire."
    return _note(file, "enforceable", sentence, reason, "Noter la date")


def _after_opposition(file: ProcedureFile, today: date) -> NextStep:
    if (due := _clock(file, Clock.AFTER_OPPOSITION)) is not None:
        return _tick(due, today)
    if (met := _hearing(file, today, "l’audience", "ended")) is not None:
        return met
    reason = (
        "L’opposition ouvre un procès ordinaire. Gardez l’acte de signification : le juge peut le demander (CPC 1418)."
    )
    return _note(file, "meeting", "Attendez la date de l’audience.", reason, "Noter l’audience", waiting=True)


def _court(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.decided_on is not None:
        return _after_decision(file, today)
    if p.asked_on is None:
        advice = file.assessment.court
        reason = advice.sentence if advice is not None else "Faites-vous conseiller."
        refused = next((one for one in file.assessment.conditions if one.forbids and one.instead), None)
        sentence = "Préparez le dossier et saisissez le tribunal, puis notez ce jour."
        return _note(file, "asked", sentence, refused.refusal if refused is not None else reason, "Noter la saisine")
    if (met := _hearing(file, today, "l’audience", "decided")) is not None:
        return met
    reason = f"Tribunal saisi le {formats.date_long(p.asked_on)}."
    return _note(file, "meeting", "Attendez la date de l’audience.", reason, "Noter l’audience", waiting=True)


def _after_decision(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.decided_on is None:
        reason = "Le délai de dix ans et les intérêts en partent."
        return _note(
            file, "decided", "Notez la décision : son jour, sa somme, le tribunal.", reason, "Noter la décision"
        )
    if p.served_on is None:
        reason = f"Décision du {formats.date_long(p.decided_on)}. La majoration des intérêts part de la signification (CMF L313-3)."
        sentence = "Faites signifier la décision par un commissaire de justice."
        return _note(file, "served", sentence, reason, "Noter la signification")
    if p.enforceable_on is None:
        reason = "Demandez au commissaire de justice si un recours l’empêche encore d’être exécutée."
        return _note(file, "enforceable", "Notez le jour où la décision est exécutoire.", reason, "Noter la date")
    return _enforce(file, today)


def _enforce(file: ProcedureFile, today: date) -> NextStep:
    p, end = file.procedure, _clock(file, Clock.TITLE_END)
    assert p.enforceable_on is not None
    if p.enforceable_on > today:
        sentence = f"Attendez le {formats.date_full(p.enforceable_on)} pour faire exécuter la décision."
        return _note(
            file,
            "enforceable",
            sentence,
            "Elle n’est pas encore exécutoire.",
            "Revoir la date",
            by=p.enforceable_on,
            waiting=True,
        )
    until = f" Elle s’exécute jusqu’au {formats.date_long(end.due_on)} (CPCE L111-4)." if end is not None else ""
    reason = f"Exécutoire depuis le {formats.date_long(p.enforceable_on)}.{until} Ses frais sont à la charge du client."
    return _note(
        file,
        "ended",
        "Confiez l’exécution à un commissaire de justice, puis notez ce qu’il obtient.",
        reason,
        "Noter la fin",
    )


# ---- public buyers, insolvency ---------------------------------------------------------------------------------------
def _public_claim(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        if (sent := file.facts.notice_sent) is not None:
            reason = f"Mise en demeure du {formats.date_long(sent)} : un écrit interrompt la déchéance (loi 68-1250, art. 2)."
            return _note(file, "asked", "Notez le jour où la réclamation est partie.", reason, "Noter l’envoi")
        reason = "Vérifiez d’abord la facture sur Chorus Pro. L’écrit interrompt la déchéance de quatre ans (loi 68-1250, art. 2)."
        return _write(
            file, NOTICE, "Adressez une réclamation écrite à l’acheteur public.", reason, "Rédiger la réclamation"
        )
    if p.decided_on is not None:
        reason = f"Réponse du {formats.date_long(p.decided_on)}. Un refus peut ouvrir un délai court : faites-vous conseiller."
        return _note(file, "ended", "Notez l’issue de la réclamation.", reason, "Noter la fin")
    due = _clock(file, Clock.PUBLIC_REPLY)
    if due is not None and due.due_on >= today:
        sentence = f"Attendez la réponse de l’acheteur public jusqu’au {formats.date_full(due.due_on)}."
        return _note(file, "decided", sentence, due.reason, "Noter sa réponse", by=due.due_on, waiting=True)
    reason = f"Rien depuis le {formats.date_long(p.asked_on)}. Restent le CCRA, le médiateur des entreprises, le juge."
    return _note(file, "ended", "Notez l’absence de réponse, et faites-vous conseiller.", reason, "Noter la fin")


def _insolvency(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.declared_on is not None:
        reason = f"Créance déclarée le {formats.date_long(p.declared_on)}. Les relances restent suspendues."
        return _note(
            file, "ended", "Attendez des nouvelles du mandataire judiciaire.", reason, "Noter la fin", waiting=True
        )
    if p.published_on is None:
        reason = (
            "Cherchez votre client sur bodacc.fr : le délai pour déclarer part de cette publication (C. com. R622-24)."
        )
        return _note(file, "decided", "Notez le jour de la publication au BODACC.", reason, "Noter la publication")
    if any(one.clock is Clock.CLAIM_DECLARATION and one.done_on is not None for one in file.deadlines):
        reason = "Gardez la preuve de son envoi."
        return _note(file, "declared", "Notez le jour de la déclaration.", reason, "Noter la déclaration")
    due, relief = _clock(file, Clock.CLAIM_DECLARATION), _clock(file, Clock.RELIEF)
    if due is not None and due.due_on >= today:
        sentence = f"Déclarez votre créance au mandataire au plus tard le {formats.date_full(due.due_on)}."
        return _write(file, DECLARE_DEBT, sentence, due.reason, "Rédiger la déclaration", by=due.due_on)
    if relief is not None and relief.due_on >= today:
        sentence = f"Demandez un relevé de forclusion avant le {formats.date_full(relief.due_on)} : faites-vous aider."
        return _note(file, "declared", sentence, relief.reason, "Noter la déclaration", by=relief.due_on)
    reason = "Les délais pour déclarer et pour être relevé de la forclusion sont passés (C. com. R622-24 et L622-26)."
    return _note(file, "ended", "Consultez un avocat avant de renoncer à cette créance.", reason, "Noter la fin")


_PROPOSERS: Final[Mapping[ProcedureKind, Callable[[ProcedureFile, date], NextStep]]] = {
    Kind.CONCILIATION: _conciliation,
    Kind.BUSINESS_MEDIATION: _business_mediation,
    Kind.SMALL_CLAIMS: _small_claims,
    Kind.PAYMENT_ORDER: _payment_order,
    Kind.INTERIM_ORDER: _court,
    Kind.COURT_CLAIM: _court,
    Kind.PUBLIC_CLAIM: _public_claim,
    Kind.INSOLVENCY: _insolvency,
    Kind.JUDGMENT: _after_decision,
}
