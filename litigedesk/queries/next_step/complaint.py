"""The next step of a consumer's complaint: have it in writing, answer it, give the mediator's details again, wait."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.vocabulary import ClientKind, Clock
from litigedesk.letters.ids import ASK_IN_WRITING, INFORMATION, REPLY
from litigedesk.queries import insurer_first
from litigedesk.queries.cases import Case
from litigedesk.queries.mediations import ComplaintView
from litigedesk.queries.next_step.step import NextStep, track_unsent

_GIVES_DETAILS = frozenset({REPLY, INFORMATION})
IN_OTHER_PLANS: Final = "reclamation"  # the step by which an unpaid dispute deals with a complaint


def propose(case: Case, step: str, today: date) -> NextStep:
    """The next step about a complaint, ``step`` being that of its plan, or the one of another plan that deals with it."""
    view = case.unanswered
    match step:
        case "noter":
            return NextStep(
                sentence="Notez la réclamation de votre client.",
                reason="Sa date et sa forme décident des délais\u00a0: la réponse, la médiation, l’assurance.",
                action="complaint",
                button="Noter la réclamation",
            )
        case "mediateur":
            return _inform(case)
        case "attente":
            return _wait(case)
    if view is None or step == "cloture":
        return _close(case)
    insurer = _insurer(case, view, today) if step in {"assureur", IN_OTHER_PLANS} else None
    return insurer or _answer(case, view, today)


def _insurer(case: Case, view: ComplaintView, today: date) -> NextStep | None:
    """The claim to declare, or the insurer to tell, before the answer."""
    if (claim := insurer_first.to_declare(case, view)) is not None:
        when = f" au plus tard le {formats.date_long(claim.due)}" if claim.due is not None else ""
        return NextStep(
            sentence=f"Déclarez le sinistre {claim.claim.reference}{when}.",
            reason="Énoncez des faits : reconnaître une responsabilité peut ne pas engager l’assureur (C. ass. L124-2).",
            action="claim",
            button="Ouvrir le sinistre",
            claim_id=claim.claim.id,
            by=claim.due,
        )
    clock = insurer_first.to_tell(view)
    if clock is None:
        return None
    when = "sans attendre" if clock.due_on < today else f"au plus tard le {formats.date_long(clock.due_on)}"
    return NextStep(
        sentence=f"Prévenez votre assureur RC Pro {when}.",
        reason=clock.reason,
        action="claim-new",
        button="Noter le sinistre",
        deadline_id=clock.id,
        by=clock.due_on,
    )


def _answer(case: Case, view: ComplaintView, today: date) -> NextStep:
    """Have a complaint made aloud put in writing; else prepare the answer, then send it."""
    complaint, by = view.complaint, view.due(Clock.COMPLAINT_ANSWER)
    received = formats.date_long(complaint.received_on)
    if case.client.kind is not ClientKind.CONSUMER and complaint.answer is not None:
        return _answer_freely(complaint, received, by, today)
    if not complaint.is_written and case.client.kind is ClientKind.CONSUMER:
        reason = f"Celle du {received} a été faite de vive voix\u00a0: elle n’ouvre aucun délai de médiation (C. conso. L612-2)."
        return _write(case, ASK_IN_WRITING, "Demandez une réclamation écrite.", reason, "Rédiger la demande", by)
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
            by=by,
        )
    reason = f"{late}Reçue le {received}. La réponse redonne les coordonnées du médiateur (C. conso. L616-1)."
    return _write(case, REPLY, f"Répondez à la réclamation{when}.", reason, "Rédiger la réponse", by)


def _answer_freely(complaint: Complaint, received: str, by: date | None, today: date) -> NextStep:
    """A business is no consumer: no letter about the mediator of consumers goes to it (C. conso. L611-3)."""
    when = "" if by is None or by < today else f" au plus tard le {formats.date_long(by)}"
    return NextStep(
        sentence=f"Répondez à la réclamation par un courrier libre{when}, puis notez-le.",
        reason=f"Reçue le {received}. La médiation de la consommation ne concerne que les consommateurs (C. conso. L611-3).",
        action="complaint-edit",
        button="Noter la réponse",
        complaint_id=complaint.id,
        by=by,
    )


def _inform(case: Case) -> NextStep:
    unsent = next((one for one in case.letters if one.template in _GIVES_DETAILS and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    return NextStep(
        sentence="Redonnez à votre client les coordonnées du médiateur.",
        reason="La loi le demande chaque fois qu’une réclamation n’est pas réglée (C. conso. L616-1, al. 2).",
        action="letter",
        button="Rédiger l’information",
        template=INFORMATION,
    )


def _wait(case: Case) -> NextStep:
    last = _referral(case)
    assert last is not None
    return NextStep(
        sentence="Attendez la réaction de votre client.",
        reason=f"Il peut saisir le médiateur jusqu’au {formats.date_long(last)}\u202f; lui seul le peut.",
        action="mediation",
        button="Noter la saisine du médiateur",
        by=last,
        waiting=True,
    )


def _close(case: Case) -> NextStep:
    unsent = next((one for one in case.letters if one.template in _GIVES_DETAILS and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    ended, last = next(iter(case.mediations), None), _referral(case)
    reason = "La réclamation a sa réponse."
    if ended is not None and ended.outcome is not None and ended.ended_on is not None:
        reason = f"Médiation terminée le {formats.date_long(ended.ended_on)}\u00a0: {ended.outcome.label.lower()}."
    elif last is not None:
        reason = (
            f"La réclamation a sa réponse, et le droit de saisir le médiateur a pris fin le {formats.date_long(last)}."
        )
    return NextStep(sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige")


def _referral(case: Case) -> date | None:
    """Until when the client may go to the mediator."""
    return min(filter(None, (view.due(Clock.CLIENT_REFERRAL) for view in case.complaints)), default=None)


def _write(case: Case, template: str, sentence: str, reason: str, button: str, by: date | None = None) -> NextStep:
    unsent = next((one for one in case.letters if one.template == template and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    return NextStep(sentence=sentence, reason=reason, action="letter", button=button, template=template, by=by)
