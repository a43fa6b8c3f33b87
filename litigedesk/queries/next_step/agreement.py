"""The next step of an agreement: have it signed, wait for the next instalment, ask for a missed one, note how it ended."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome
from litigedesk.letters.ids import (
    ACKNOWLEDGMENT,
    OF_MISSED,
    SCHEDULE,
    SETTLEMENT,
    TERM_NOTICE,
    TERM_REMINDER,
)
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.rules import instalments as rules
from litigedesk.rules.instalments import TrackedInstalment

TEMPLATES: Final[Mapping[AgreementKind, str]] = {
    AgreementKind.INSTALMENTS: SCHEDULE,
    AgreementKind.ACKNOWLEDGMENT: ACKNOWLEDGMENT,
    AgreementKind.SETTLEMENT: SETTLEMENT,
}
THE_PAPER: Final[Mapping[AgreementKind, str]] = {
    AgreementKind.INSTALMENTS: "l’échéancier",
    AgreementKind.ACKNOWLEDGMENT: "la reconnaissance de dette",
    AgreementKind.SETTLEMENT: "l’accord transactionnel",
}
_SENT_TWICE: Final = 2  # a paper sent twice and not signed will not be


def propose(view: AgreementView, today: date) -> NextStep:
    """The next step of one agreement: in force, to have signed, or kept; of another ended one it only tells the end."""
    if view.agreement.outcome is not None:
        return _ended(view.agreement, view.agreement.outcome)
    if not view.is_running:
        unsent = next((one for one in view.letters if one.sent_on is None), None)
        return _have_signed(view, today) if unsent is None else track_unsent(unsent)
    if view.tracking.is_paid:
        reason = f"{formats.money(view.tracking.received)} reçus sur {formats.money(view.tracking.promised)} promis."
        return _end(view, "Notez que l’accord est tenu : tout est payé.", reason, "Noter qu’il est tenu")
    missed = view.tracking.missed
    return _missed(view, missed[0], today) if missed else _await_next(view)


def _step(
    view: AgreementView,
    sentence: str,
    reason: str,
    button: str,
    action: str,
    *,
    step: str | None = None,
    template: str | None = None,
    by: date | None = None,
    waiting: bool = False,
) -> NextStep:
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action=action,
        button=button,
        agreement_id=view.agreement.id,
        step=step,
        template=template,
        by=by,
        waiting=waiting,
    )


def _end(view: AgreementView, sentence: str, reason: str, button: str = "Noter la suite") -> NextStep:
    return _step(view, sentence, reason, button, "agreement-step", step="outcome")


def _write(view: AgreementView, template: str, sentence: str, reason: str, button: str) -> NextStep:
    return _step(view, sentence, reason, button, "letter", template=template)


def _await_payment(view: AgreementView, sentence: str, reason: str, by: date, *, waiting: bool = True) -> NextStep:
    return _step(view, sentence, reason, "Noter un paiement", "pay", by=by, waiting=waiting)


# ---- to have signed --------------------------------------------------------------------------------------------------
def _have_signed(view: AgreementView, today: date) -> NextStep:
    kind = view.agreement.kind
    paper, template = THE_PAPER[kind], TEMPLATES[kind]
    e = "e" if kind is AgreementKind.ACKNOWLEDGMENT else ""
    sent = [one for one in view.letters if one.template == template and one.sent_on is not None]
    if not sent:
        reason = "Tant qu’il n’est pas signé par votre client, un accord n’engage personne."
        return _write(view, template, f"Envoyez {paper} à signer.", reason, "Rédiger le document")
    last = sent[0]
    told = f"Envoyé{e} le {formats.date_long(last.sent_on or last.written_on)}"
    if last.reply_by is not None and last.reply_by >= today:
        sentence = f"Attendez {paper} signé{e} jusqu’au {formats.date_full(last.reply_by)}."
        return _step(
            view, sentence, f"{told}.", "Noter la signature", "agreement-step",
            step="signed", by=last.reply_by, waiting=True,
        )  # fmt: skip
    if len(sent) < _SENT_TWICE:
        sentence = f"Relancez votre client : {paper} n’est pas revenu{e} signé{e}."
        return _write(view, template, sentence, f"{told}, sans réponse notée.", "Renvoyer le document")
    sentence = "Notez que l’accord n’a pas été signé : les relances reprennent."
    return _end(view, sentence, f"{told}, sans réponse notée.")


# ---- in force --------------------------------------------------------------------------------------------------------
def _await_next(view: AgreementView) -> NextStep:
    line = view.tracking.next
    assert line is not None
    place, count = view.tracking.lines.index(line) + 1, len(view.tracking.lines)
    what = f"le versement {place} sur {count}" if count > 1 else "le paiement"
    due_on = line.instalment.due_on
    sentence = f"Attendez {what} : {formats.money(line.left)}, le {formats.date_full(due_on)}."
    reason = "Votre client tient son accord : aucune relance d’ici là."
    return _await_payment(view, sentence, reason, due_on)


def _missed(view: AgreementView, line: TrackedInstalment, today: date) -> NextStep:
    """First a call, then a reminder, then the notice that the agreement supposes, then what it allows."""
    due_on = line.instalment.due_on
    told = f"{formats.money(line.left)} attendus le {formats.date_long(due_on)} ne sont pas arrivés."
    asked = [one for one in view.letters if one.template in OF_MISSED]
    unsent = next((one for one in asked if one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    last = next((one for one in asked if one.sent_on is not None and one.sent_on > due_on), None)
    if last is None:
        return _call_or_write(view, told, due_on + timedelta(days=view.grace_days), today)
    if last.reply_by is not None and last.reply_by >= today:
        sentence = f"Attendez le paiement jusqu’au {formats.date_full(last.reply_by)}."
        reason = f"C’est le délai laissé par votre lettre du {formats.date_long(last.written_on)}."
        return _await_payment(view, sentence, reason, last.reply_by)
    if last.template == TERM_REMINDER and view.agreement.acceleration:
        reason = f"{told} La clause de déchéance du terme suppose cette mise en demeure, restée sans effet."
        sentence = "Mettez votre client en demeure de payer le versement manqué, en recommandé."
        return _write(view, TERM_NOTICE, sentence, reason, "Rédiger la mise en demeure")
    return _after_notice(view, told)


def _call_or_write(view: AgreementView, told: str, until: date, today: date) -> NextStep:
    if today <= until:
        sentence = "Vérifiez votre compte, puis appelez votre client : un versement manque."
        reason = f"{told} Sans nouvelles le {formats.date_long(until)}, écrivez-lui."
        return _await_payment(view, sentence, reason, until, waiting=False)
    reason = f"{told} La loi ne rend pas le reste exigible pour un versement manqué ({rules.ARTICLE})."
    return _write(view, TERM_REMINDER, "Rappelez à votre client le versement qui manque.", reason, "Rédiger la relance")


def _after_notice(view: AgreementView, told: str) -> NextStep:
    if rules.may_forfeit(view.forfeiture):
        reason = f"{told} L’accord le prévoit (C. civ. 1103) et la mise en demeure est restée sans effet."
        return _end(view, "Vous pouvez prononcer la déchéance du terme : tout devient exigible.", reason)
    return _end(view, "Dites si l’accord tient encore.", f"{told} {rules.why_not(view.forfeiture)}")


# ---- ended -----------------------------------------------------------------------------------------------------------
def _ended(agreement: Agreement, outcome: AgreementOutcome) -> NextStep:
    day = formats.date_long(agreement.ended_on or agreement.proposed_on)
    if outcome is AgreementOutcome.KEPT:
        return NextStep(
            sentence="Vous pouvez clore ce litige.",
            reason=f"L’accord est tenu, le {day}.",
            action="close",
            button="Clore le litige",
            agreement_id=agreement.id,
        )
    return NextStep(sentence="Cet accord a pris fin.", reason=f"{outcome.label}, le {day}.", agreement_id=agreement.id)
