"""The next step of a mediation: answer the mediator, send the file, answer the proposal, note the end; or wait."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import MediationOutcome, Stance
from litigedesk.letters.ids import ACCEPT, RECORD_END, SEND_FILE, TAKE_PART
from litigedesk.queries.mediations import MediationFile
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.mediation import Phase, both_accepted, suspended


def propose(file: MediationFile, today: date) -> NextStep:
    """The next step of one mediation."""
    unsent = next((one for one in file.letters if one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    mediation = file.mediation
    match file.phase:
        case Phase.REFERRED:
            return _await_notice(file)
        case Phase.NOTIFIED:
            return _say_whether(file)
        case Phase.TAKING_PART:
            return _send_or_wait(file, today)
        case Phase.PROPOSED:
            return _answer_proposal(mediation, today)
        case Phase.ANSWERED:
            return _after_my_answer(mediation)
        case Phase.TO_PERFORM:
            assert mediation.perform_by is not None
            day = formats.date_full(mediation.perform_by)
            reason = "L’accord de médiation vous engage, et votre client aussi."
            sentence = f"Exécutez l’accord au plus tard le {day}."
            return _note(mediation, "performed", sentence, reason, "Noter l’exécution", by=mediation.perform_by)
        case Phase.ENDED:
            return _ended(file)


def _note(
    mediation: Mediation,
    step: str,
    sentence: str,
    reason: str,
    button: str,
    *,
    by: date | None = None,
    waiting: bool = False,
) -> NextStep:
    return NextStep(
        sentence=sentence,
        reason=reason,
        action="mediation-step",
        button=button,
        mediation_id=mediation.id,
        step=step,
        by=by,
        waiting=waiting,
    )


def _write(
    mediation: Mediation, template: str, sentence: str, reason: str, button: str, *, by: date | None = None
) -> NextStep:
    return NextStep(
        sentence=sentence,
        reason=reason,
        action="letter",
        button=button,
        template=template,
        mediation_id=mediation.id,
        by=by,
    )


def _await_notice(file: MediationFile) -> NextStep:
    reason = "Elle est adressée aux deux parties et ouvre le délai de 90\u00a0jours (C. conso. R612-2 et R612-5)."
    sentence = "Attendez la notification du médiateur."
    return _note(file.mediation, "notice", sentence, reason, "Noter la notification", waiting=True)


def _say_whether(file: MediationFile) -> NextStep:
    mediation = file.mediation
    if mediation.stance is Stance.DECLINES and mediation.stance_on is not None:
        reason = f"Vous avez décliné la médiation le {formats.date_long(mediation.stance_on)}."
        return _note(mediation, "end", "Notez la fin de la médiation.", reason, "Noter la fin")
    failed = [one for one in file.conditions if one.verdict is Verdict.FAILED]
    if failed:
        reason = f"{failed[0].sentence.removesuffix('.')} ({failed[0].article})."
        sentence = "Signalez au médiateur ce qui fait obstacle."
        return _write(mediation, SEND_FILE, sentence, reason, "Écrire au médiateur")
    reason = "Vous êtes libre de participer ou non, et de vous retirer à tout moment (C. conso. R612-2)."
    return _write(mediation, TAKE_PART, "Dites au médiateur si vous participez.", reason, "Rédiger la réponse")


def _send_or_wait(file: MediationFile, today: date) -> NextStep:
    mediation, by = file.mediation, file.result_by
    if mediation.completed_on is None and not any(one.template == SEND_FILE for one in file.letters):
        reason = "Vos faits, vos pièces et votre position\u00a0: le médiateur se fonde sur ce qu’il reçoit."
        return _write(mediation, SEND_FILE, "Transmettez votre dossier au médiateur.", reason, "Rédiger l’envoi")
    if by is not None and by < today:
        reason = f"L’issue était attendue le {formats.date_long(by)}\u202f; il peut avoir prolongé (C. conso. R612-5)."
        sentence = "Demandez au médiateur où en est le dossier."
        return _note(mediation, "proposal", sentence, reason, "Noter sa proposition", by=by)
    until = f", au plus tard le {formats.date_long(by)}" if by is not None else ""
    sentence = f"Attendez la proposition du médiateur{until}."
    reason = "90\u00a0jours après la notification, ou la date qu’il a annoncée (C. conso. R612-5)."
    return _note(mediation, "proposal", sentence, reason, "Noter sa proposition", by=by, waiting=True)


def _answer_proposal(mediation: Mediation, today: date) -> NextStep:
    by = mediation.answer_by
    if by is None:
        reason = "Lui seul fixe ce délai (C. conso. R612-4)\u00a0: sans date, vous risquez de répondre trop tard."
        sentence = "Demandez au médiateur jusqu’à quand répondre."
        return _note(mediation, "proposal", sentence, reason, "Noter son délai")
    if by < today:
        reason = f"Le délai du médiateur finissait le {formats.date_long(by)}\u00a0: demandez-lui si une réponse compte encore."
        sentence = "Répondez sans attendre à la proposition du médiateur."
    else:
        sentence = f"Répondez à la proposition du médiateur au plus tard le {formats.date_full(by)}."
        reason = (
            "Vous êtes libre d’accepter ou de refuser\u202f; si votre RC Pro peut jouer, demandez d’abord l’accord de "
            "l’assureur (C. ass. L124-2)."
        )
    return _write(mediation, ACCEPT, sentence, reason, "Rédiger la réponse", by=by)


def _after_my_answer(mediation: Mediation) -> NextStep:
    if mediation.client_answer is None:
        reason = "L’accord suppose que les deux parties acceptent."
        sentence = "Attendez la réponse de votre client."
        return _note(mediation, "client-answer", sentence, reason, "Noter sa réponse", waiting=True)
    agreed = both_accepted(mediation)
    reason = (
        "Les deux parties ont accepté la proposition."
        if agreed
        else "La proposition n’a pas été acceptée par les deux."
    )
    sentence = "Notez l’accord, et sa date d’exécution." if agreed else "Notez la fin de la médiation."
    return _note(mediation, "end", sentence, reason, "Noter l’accord" if agreed else "Noter la fin")


def _ended(file: MediationFile) -> NextStep:
    mediation = file.mediation
    assert mediation.outcome is not None
    assert mediation.ended_on is not None
    told = f"{mediation.outcome.label}, le {formats.date_long(mediation.ended_on)}."
    if mediation.outcome is MediationOutcome.AGREEMENT or any(one.template == RECORD_END for one in file.letters):
        return NextStep(sentence="Cette médiation est terminée.", reason=told)
    sentence = "Constatez par écrit la fin de la médiation."
    resumes = (
        " La prescription court de nouveau, pour six mois au moins (C. civ. 2238)." if suspended(mediation) else ""
    )
    return _write(mediation, RECORD_END, sentence, f"{told}{resumes}", "Rédiger le constat")
