"""The next step of a procedure: what to prepare, to have done in time or to note; or until when to wait."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.procedure import ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.ids import (
    ASK_BUSINESS_MEDIATOR,
    ASK_CONCILIATOR,
    ASK_SMALL_CLAIMS,
    DECLARE_DEBT,
    NOTICE,
    ORDER_ANNEXES,
)
from litigedesk.queries.next_step import procedure_shapes as shapes
from litigedesk.queries.next_step import procedure_talks
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.queries.procedures import ProcedureFile
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.procedures import Phase

Kind = ProcedureKind
_LETTERS: Final = frozenset(
    {ASK_CONCILIATOR, ASK_BUSINESS_MEDIATOR, ASK_SMALL_CLAIMS, DECLARE_DEBT, NOTICE}
)  # those that go to somebody: annexes stay in the file

_UNCONTESTED: Final = frozenset(
    {Kind.SMALL_CLAIMS, Kind.PAYMENT_ORDER, Kind.PUBLIC_CLAIM}
)  # their letters leave it out


def propose(file: ProcedureFile, today: date) -> NextStep:
    """The next step of one procedure."""
    procedure = file.procedure
    if procedure.ended_on is not None:
        outcome = procedure.outcome.label if procedure.outcome is not None else "Terminée"
        reason = f"{outcome}, le {formats.date_long(procedure.ended_on)}."
        return shapes.note(file, "ended", "Cette démarche est terminée.", reason, "Revoir la fin")
    unsent = next((one for one in file.letters if one.template in _LETTERS and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    if file.phase in {Phase.PREPARED, Phase.OPENED} and (why := _closed(file)):
        sentence = "Cette démarche n’est pas ouverte : notez sa fin, ou corrigez ce qui l’empêche."
        return shapes.note(file, "ended", sentence, why, "Noter la fin")
    return _PROPOSERS[procedure.kind](file, today)


def _closed(file: ProcedureFile) -> str:
    """What keeps a procedure that has not begun from beginning; empty when nothing does."""
    refused = next((one for one in file.assessment.conditions if one.forbids and one.verdict is Verdict.FAILED), None)
    if refused is not None:
        return refused.refusal
    if file.procedure.kind in _UNCONTESTED and file.facts.contested >= file.facts.principal:
        return "Le client conteste toute la somme : cette démarche vise une créance qui ne l’est pas."
    return ""


# ---- orders and courts -----------------------------------------------------------------------------------------------
def _payment_order(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.asked_on is None:
        if not any(one.template == ORDER_ANNEXES for one in file.letters):
            reason = "Le juge décide sur pièces : bordereau numéroté et somme exacte, avec son détail (CPC 1407)."
            return shapes.write(
                file, ORDER_ANNEXES, "Préparez les annexes de la requête.", reason, "Préparer les annexes"
            )
        form = file.assessment.court.form if file.assessment.court is not None else ""
        reason = "Le dépôt n’interrompt pas la prescription : ne tardez pas." + (
            f" Formulaire : {form}." if form else ""
        )
        return shapes.note(file, "asked", "Déposez la requête au greffe, puis notez ce jour.", reason, "Noter le dépôt")
    if p.enforceable_on is not None:
        return _enforce(file, today)
    if p.opposed_on is not None:
        return _after_opposition(file, today)
    if p.served_on is not None:
        return _after_service(file, today)
    if p.decided_on is not None:
        return _serve_order(file, today)
    if (deposit := shapes.clock(file, Clock.COSTS_DEPOSIT)) is not None:
        return shapes.tick(deposit, today)
    since = formats.date_long(p.asked_on)
    return shapes.note(
        file, "decided", "Attendez la décision du juge.", f"Requête déposée le {since} ; il n’y a pas d’audience.",
        "Noter l’ordonnance", waiting=True,
    )  # fmt: skip


def _serve_order(file: ProcedureFile, today: date) -> NextStep:
    p, due = file.procedure, shapes.clock(file, Clock.ORDER_SERVICE)
    if p.outcome is ProcedureOutcome.REJECTED:
        reason = "Un rejet n’est pas susceptible d’appel ; la voie ordinaire reste ouverte (CPC 1409)."
        return shapes.note(file, "ended", "Notez la fin de la démarche.", reason, "Noter la fin")
    if due is None:
        reason = "L’acte du commissaire de justice porte ce jour : les délais suivants en partent."
        return shapes.note(file, "served", "Notez le jour de la signification.", reason, "Noter la signification")
    if due.due_on < today:
        sentence = "Notez la fin : l’ordonnance n’a pas été signifiée à temps."
        reason = f"Le dernier jour était le {formats.date_long(due.due_on)}. {due.reason}"
        return shapes.note(file, "ended", sentence, reason, "Noter la fin")
    partly = (
        " Accordée en partie : ne la faites pas signifier si vous voulez demander le reste (CPC 1409)."
        if _is_partial(file)
        else ""
    )
    sentence = f"Faites signifier l’ordonnance au plus tard le {formats.date_full(due.due_on)}."
    return shapes.note(file, "served", sentence, f"{due.reason}{partly}", "Noter la signification", by=due.due_on)


def _is_partial(file: ProcedureFile) -> bool:
    granted = file.procedure.granted
    return granted is not None and granted < file.facts.principal


def _after_service(file: ProcedureFile, today: date) -> NextStep:
    opposition, first = shapes.clock(file, Clock.OPPOSITION), shapes.clock(file, Clock.ENFORCEABLE)
    if opposition is not None and opposition.due_on >= today:
        sentence = f"Attendez : votre client peut s’opposer jusqu’au {formats.date_full(opposition.due_on)}."
        return shapes.note(
            file, "opposed", sentence, opposition.reason, "Noter une opposition", by=opposition.due_on, waiting=True
        )
    if first is not None and first.due_on > today:
        sentence = f"Attendez le {formats.date_full(first.due_on)} pour faire exécuter l’ordonnance."
        return shapes.note(file, "enforceable", sentence, first.reason, "Noter la date", by=first.due_on, waiting=True)
    reason = "Le délai est passé sans opposition notée (CPC 1416 et 1422)."
    sentence = "Vérifiez au greffe qu’il n’y a pas d’opposition, puis notez que l’ordonnance est exécutoire."
    return shapes.note(file, "enforceable", sentence, reason, "Noter la date")


def _after_opposition(file: ProcedureFile, today: date) -> NextStep:
    if (due := shapes.clock(file, Clock.AFTER_OPPOSITION)) is not None:
        return shapes.tick(due, today)
    if (met := shapes.hearing(file, today, "l’audience", "ended")) is not None:
        return met
    reason = (
        "L’opposition ouvre un procès ordinaire. Gardez l’acte de signification : le juge peut le demander (CPC 1418)."
    )
    return shapes.note(file, "meeting", "Attendez la date de l’audience.", reason, "Noter l’audience", waiting=True)


def _court(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.decided_on is not None:
        return _after_decision(file, today)
    if p.asked_on is None:
        advice = file.assessment.court
        reason = advice.sentence if advice is not None else "Faites-vous conseiller."
        sentence = "Préparez le dossier et saisissez le tribunal, puis notez ce jour."
        return shapes.note(file, "asked", sentence, reason, "Noter la saisine")
    if (met := shapes.hearing(file, today, "l’audience", "decided")) is not None:
        return met
    reason = f"Tribunal saisi le {formats.date_long(p.asked_on)}."
    return shapes.note(file, "meeting", "Attendez la date de l’audience.", reason, "Noter l’audience", waiting=True)


def _after_decision(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.decided_on is None:
        reason = "Le délai de dix ans et les intérêts en partent."
        return shapes.note(
            file, "decided", "Notez la décision : son jour, sa somme, le tribunal.", reason, "Noter la décision"
        )
    if p.served_on is None:
        decided = formats.date_long(p.decided_on)
        reason = f"Décision du {decided}. Sans signification, ni exécution (CPC 503) ni intérêts majorés (CMF L313-3)."
        sentence = "Faites signifier la décision par un commissaire de justice."
        return shapes.note(file, "served", sentence, reason, "Noter la signification")
    if p.enforceable_on is None:
        reason = "Demandez au commissaire de justice si un recours l’empêche encore d’être exécutée."
        return shapes.note(file, "enforceable", "Notez le jour où la décision est exécutoire.", reason, "Noter la date")
    return _enforce(file, today)


def _enforce(file: ProcedureFile, today: date) -> NextStep:
    p, end = file.procedure, shapes.clock(file, Clock.TITLE_END)
    assert p.enforceable_on is not None
    if p.enforceable_on > today:
        sentence = f"Attendez le {formats.date_full(p.enforceable_on)} pour faire exécuter la décision."
        return shapes.note(
            file,
            "enforceable",
            sentence,
            "Elle n’est pas encore exécutoire.",
            "Revoir la date",
            by=p.enforceable_on,
            waiting=True,
        )
    until = f", elle s’exécute jusqu’au {formats.date_long(end.due_on)} (CPCE L111-4)" if end is not None else ""
    reason = (
        f"La décision est exécutoire depuis le {formats.date_long(p.enforceable_on)}{until}. "
        "Les frais d’exécution sont à la charge du client (CPCE L111-8)."
    )
    return shapes.note(
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
            return shapes.note(file, "asked", "Notez le jour où la réclamation est partie.", reason, "Noter l’envoi")
        reason = "Vérifiez d’abord la facture sur Chorus Pro. L’écrit interrompt la déchéance de quatre ans (loi 68-1250, art. 2)."
        return shapes.write(
            file, NOTICE, "Adressez une réclamation écrite à l’acheteur public.", reason, "Rédiger la réclamation"
        )
    if p.decided_on is not None:
        reason = f"Réponse du {formats.date_long(p.decided_on)}. Un refus peut ouvrir un délai court : faites-vous conseiller."
        return shapes.note(file, "ended", "Notez l’issue de la réclamation.", reason, "Noter la fin")
    due = shapes.clock(file, Clock.PUBLIC_REPLY)
    if due is not None and due.due_on >= today:
        sentence = f"Attendez la réponse de l’acheteur public jusqu’au {formats.date_full(due.due_on)}."
        return shapes.note(file, "decided", sentence, due.reason, "Noter sa réponse", by=due.due_on, waiting=True)
    reason = f"Rien depuis le {formats.date_long(p.asked_on)}. Restent le CCRA, le médiateur des entreprises, le juge."
    return shapes.note(file, "ended", "Notez l’absence de réponse, et faites-vous conseiller.", reason, "Noter la fin")


def _insolvency(file: ProcedureFile, today: date) -> NextStep:
    p = file.procedure
    if p.declared_on is not None:
        reason = f"Créance déclarée le {formats.date_long(p.declared_on)}. Les relances restent suspendues."
        return shapes.note(
            file, "ended", "Attendez des nouvelles du mandataire judiciaire.", reason, "Noter la fin", waiting=True
        )
    if p.published_on is None:
        reason = (
            "Cherchez votre client sur bodacc.fr : le délai pour déclarer part de cette publication (C. com. R622-24)."
        )
        return shapes.note(
            file, "decided", "Notez le jour de la publication au BODACC.", reason, "Noter la publication"
        )
    if any(one.clock is Clock.CLAIM_DECLARATION and one.done_on is not None for one in file.deadlines):
        reason = "Gardez la preuve de son envoi."
        return shapes.note(file, "declared", "Notez le jour de la déclaration.", reason, "Noter la déclaration")
    due, relief = shapes.clock(file, Clock.CLAIM_DECLARATION), shapes.clock(file, Clock.RELIEF)
    if due is not None and due.due_on >= today:
        sentence = f"Déclarez votre créance au mandataire au plus tard le {formats.date_full(due.due_on)}."
        return shapes.write(file, DECLARE_DEBT, sentence, due.reason, "Rédiger la déclaration", by=due.due_on)
    if relief is not None and relief.due_on >= today:
        sentence = (
            f"Demandez un relevé de forclusion au plus tard le {formats.date_full(relief.due_on)} : faites-vous aider."
        )
        return shapes.note(file, "declared", sentence, relief.reason, "Noter la déclaration", by=relief.due_on)
    reason = "Les délais pour déclarer et pour être relevé de la forclusion sont passés (C. com. R622-24 et L622-26)."
    return shapes.note(file, "ended", "Consultez un avocat avant de renoncer à cette créance.", reason, "Noter la fin")


_PROPOSERS: Final[Mapping[ProcedureKind, Callable[[ProcedureFile, date], NextStep]]] = {
    Kind.CONCILIATION: procedure_talks.conciliation,
    Kind.BUSINESS_MEDIATION: procedure_talks.business_mediation,
    Kind.SMALL_CLAIMS: procedure_talks.small_claims,
    Kind.PAYMENT_ORDER: _payment_order,
    Kind.INTERIM_ORDER: _court,
    Kind.COURT_CLAIM: _court,
    Kind.PUBLIC_CLAIM: _public_claim,
    Kind.INSOLVENCY: _insolvency,
    Kind.JUDGMENT: _after_decision,
}
