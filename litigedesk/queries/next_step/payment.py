"""The next step while an invoice is unpaid: the ladder of letters, and when to wait."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.records import Deadline, Letter
from litigedesk.letters.ids import LADDER, NOTICE
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.rules.proofs import ProofState

TO_PROVE = frozenset({"order", "invoice", "delivery"})
_IMPERATIVE = {
    "relance-amiable": ("Envoyez une relance amiable.", "Rédiger la relance"),
    "relance-ferme": ("Envoyez une relance ferme.", "Rédiger la relance ferme"),
    "mise-en-demeure": ("Envoyez la mise en demeure, en recommandé.", "Rédiger la mise en demeure"),
}


def propose(dossier: Dossier, today: date) -> NextStep:
    """The next step of an unpaid dispute of which the user is the creditor."""
    if dossier.sums.lines and not dossier.sums.total_due:
        reason = "Tout ce qui était dû est payé."
        return NextStep(
            sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige"
        )
    last = next((letter for letter in dossier.letters if letter.template in LADDER), None)
    if last is None:
        reason = _first_reason(dossier, today)
        return _write(LADDER[0], reason)
    if last.sent_on is None:
        return track_unsent(last)
    if last.reply_by is not None and last.reply_by >= today:
        return NextStep(
            sentence=f"Attendez la réponse jusqu’au {formats.date_full(last.reply_by)}.",
            reason=f"C’est le délai laissé par votre lettre du {formats.date_long(last.written_on)}.",
            action="track",
            button="Noter ce qui est arrivé",
            letter_id=last.id,
            waiting=True,
        )
    return _after(last, dossier, today)


def _after(last: Letter, dossier: Dossier, today: date) -> NextStep:
    late = (today - last.reply_by).days if last.reply_by else 0
    past = f"\u202f; délai dépassé de {formats.count(late, 'jour')}" if late > 0 else ""
    reason = f"La lettre du {formats.date_long(last.written_on)} est restée sans suite{past}."
    reached = LADDER.index(last.template) if last.template in LADDER else len(LADDER) - 1
    if reached + 1 < len(LADDER):
        following = LADDER[reached + 1]
        return _write(following, f"{reason}{_lacking(dossier)}" if following == NOTICE else reason)
    planned = next((one for one in dossier.deadlines if _is_planned(one)), None)
    if planned is not None:
        day = formats.date_full(planned.due_on)
        return NextStep(
            sentence=f"{planned.title}\u00a0: {day}.", reason=planned.reason or "C’est l’étape que vous avez notée."
        )
    return NextStep(
        sentence="Choisissez la suite\u00a0: conciliateur, procédure simplifiée ou juge.",
        reason=reason,
        action="deadline",
        button="Noter une échéance",
    )


def _lacking(dossier: Dossier) -> str:
    """What to gather before a formal notice: a judge asks for it next."""
    missing = [
        line.evidence.title.lower()
        for line in dossier.evidence
        if line.evidence.key in TO_PROVE and line.state is ProofState.MISSING
    ]
    return f" À réunir avant\u00a0: {', '.join(missing)}." if missing else ""


def _is_planned(deadline: Deadline) -> bool:
    """Whether it is a step to come that no letter set and that is not somebody else's."""
    told = deadline.clock is not None and deadline.clock.only_told
    return deadline.done_on is None and deadline.letter_id is None and not told


def _write(template: str, reason: str) -> NextStep:
    sentence, button = _IMPERATIVE[template]
    return NextStep(sentence=sentence, reason=reason, action="letter", button=button, template=template)


def _first_reason(dossier: Dossier, today: date) -> str:
    due = min((line.invoice.due_on for line in dossier.sums.lines), default=None)
    if due is None:
        return "Aucune relance n’a encore été envoyée."
    if due >= today:
        return f"L’échéance est le {formats.date_long(due)}\u202f; aucune relance n’a encore été envoyée."
    gap = formats.count((today - due).days, "jour")
    return f"La facture est échue depuis le {formats.date_long(due)}, soit {gap}\u202f; aucune relance envoyée."
