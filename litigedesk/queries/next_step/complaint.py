"""The next step of a consumer's complaint: have it in writing, answer it, give the mediator's details again, wait."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.vocabulary import ClientKind, Clock
from litigedesk.letters.ids import ASK_IN_WRITING, INFORMATION, REPLY
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.mediations import ComplaintView
from litigedesk.queries.next_step.step import NextStep, track_unsent

_GIVES_DETAILS = frozenset({REPLY, INFORMATION})


def unanswered(dossier: Dossier) -> Complaint | None:
    """The complaint to deal with first: the first in writing without an answer, else one made aloud; none once all is answered.

    A complaint made aloud needs nothing more once one is in writing.
    """
    written = [view.complaint for view in dossier.complaints if view.complaint.is_written]
    aloud = [view.complaint for view in dossier.complaints if not view.complaint.is_written]
    waiting = [one for one in (written or aloud) if one.answered_on is None]
    return next(iter(waiting), None)


def propose(dossier: Dossier, today: date) -> NextStep:
    """The next step of a dispute about a complaint, no mediation running."""
    if not dossier.complaints:
        return NextStep(
            sentence="Notez la réclamation de votre client.",
            reason="Sa date et sa forme décident des délais\u00a0: la réponse, la médiation, l’assurance.",
            action="complaint",
            button="Noter la réclamation",
        )
    complaint = unanswered(dossier)
    if complaint is not None:
        return answer(dossier, complaint, today)
    unsent = next((one for one in dossier.letters if one.template in _GIVES_DETAILS and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    ended = next(iter(dossier.mediations), None)
    if ended is not None and ended.outcome is not None and ended.ended_on is not None:
        reason = f"Médiation terminée le {formats.date_long(ended.ended_on)}\u00a0: {ended.outcome.label.lower()}."
        return NextStep(
            sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige"
        )
    consumer = dossier.client.kind is ClientKind.CONSUMER
    if consumer and not any(one.template in _GIVES_DETAILS for one in dossier.letters):
        return NextStep(
            sentence="Redonnez à votre client les coordonnées du médiateur.",
            reason="La loi le demande chaque fois qu’une réclamation n’est pas réglée (C. conso. L616-1, al. 2).",
            action="letter",
            button="Rédiger l’information",
            template=INFORMATION,
        )
    return _wait(dossier, today)


def answer(dossier: Dossier, complaint: Complaint, today: date) -> NextStep:
    """Answer a complaint, or first have one made aloud put in writing; the insurer comes before when their delay ends first."""
    view = next(one for one in dossier.complaints if one.complaint.id == complaint.id)
    if (insurer := _declare(dossier, view) or _tell_insurer(view, today)) is not None:
        return insurer
    received = formats.date_long(complaint.received_on)
    if not complaint.is_written:
        return _write(
            dossier,
            ASK_IN_WRITING,
            "Demandez une réclamation écrite.",
            f"Celle du {received} a été faite de vive voix\u00a0: elle n’ouvre aucun délai de médiation (C. conso. L612-2).",
            "Rédiger la demande",
        )
    by = _due(view, Clock.COMPLAINT_ANSWER)
    when = "" if by is None or by < today else f" au plus tard le {formats.date_long(by)}"
    late = (
        f"Votre délai de réponse est passé depuis le {formats.date_long(by)}. " if by is not None and by < today else ""
    )
    if complaint.answer is None:
        return NextStep(
            sentence=f"Préparez votre réponse à la réclamation{when}.",
            reason=f"{late}Reçue le {received}. Notez les faits, puis ce que vous proposez ou refusez.",
            action="complaint-edit",
            button="Préparer la réponse",
            complaint_id=complaint.id,
        )
    reason = f"{late}Reçue le {received}. La réponse redonne les coordonnées du médiateur (C. conso. L616-1)."
    return _write(dossier, REPLY, f"Répondez à la réclamation{when}.", reason, "Rédiger la réponse")


def _declare(dossier: Dossier, view: ComplaintView) -> NextStep | None:
    """The claim that came of this dispute and is still to declare, when it is due before the answer."""
    claim = next((one for one in dossier.claims if one.declared_on is None and one.closed_on is None), None)
    if claim is None:
        return None
    due = next(
        (one.due_on for one in dossier.deadlines if one.insurance_claim_id == claim.id and one.done_on is None), None
    )
    answer_by = _due(view, Clock.COMPLAINT_ANSWER)
    if due is not None and answer_by is not None and due > answer_by:
        return None
    when = f" au plus tard le {formats.date_long(due)}" if due is not None else ""
    return NextStep(
        sentence=f"Déclarez le sinistre {claim.reference}{when}.",
        reason="Énoncez des faits : reconnaître une responsabilité peut ne pas engager l’assureur (C. ass. L124-2).",
        action="claim",
        button="Ouvrir le sinistre",
        claim_id=claim.id,
    )


def _tell_insurer(view: ComplaintView, today: date) -> NextStep | None:
    """The insurer's delay when it ends before that of the answer; late, one declares all the same (C. ass. L113-2)."""
    open_one = next((one for one in view.clocks if one.clock is Clock.INSURER and one.done_on is None), None)
    answer_by = _due(view, Clock.COMPLAINT_ANSWER)
    if open_one is None or (answer_by is not None and open_one.due_on > answer_by):
        return None
    late = open_one.due_on < today
    when = "sans attendre" if late else f"au plus tard le {formats.date_long(open_one.due_on)}"
    return NextStep(
        sentence=f"Prévenez votre assureur RC Pro {when}.",
        reason=open_one.reason,
        action="claim-new",
        button="Noter le sinistre",
        deadline_id=open_one.id,
    )


def _write(dossier: Dossier, template: str, sentence: str, reason: str, button: str) -> NextStep:
    unsent = next((one for one in dossier.letters if one.template == template and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    return NextStep(sentence=sentence, reason=reason, action="letter", button=button, template=template)


def _wait(dossier: Dossier, today: date) -> NextStep:
    days = [day for view in dossier.complaints if (day := _due(view, Clock.CLIENT_REFERRAL)) is not None]
    last = min(days, default=None)
    if last is None or last < today:
        reason = "La réclamation a sa réponse"
        reason += f", et le droit de saisir le médiateur a pris fin le {formats.date_long(last)}." if last else "."
        return NextStep(
            sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige"
        )
    return NextStep(
        sentence="Attendez la réaction de votre client.",
        reason=f"Il peut saisir le médiateur jusqu’au {formats.date_long(last)}\u202f; lui seul le peut.",
        action="mediation",
        button="Noter la saisine du médiateur",
        waiting=True,
    )


def _due(view: ComplaintView, clock: Clock) -> date | None:
    return next((one.due_on for one in view.clocks if one.clock is clock and one.done_on is None), None)
