"""The next step as the plan of the dispute gives it: what to do, by when and why; or until when to wait."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.records import Deadline, Letter
from litigedesk.letters.ids import ASK_OFFICER, CHASE_COMPANY, REPORT_UNPAID
from litigedesk.queries.cases import Case
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.queries.plan_facts import noted
from litigedesk.rules import reasons
from litigedesk.rules.limitation_alarms import Alarm
from litigedesk.rules.plans import WAYS, Point, StepState, StepView

_TO_COMPANY: Final = frozenset({REPORT_UNPAID, ASK_OFFICER, CHASE_COMPANY})


def propose(case: Case, point: Point, today: date) -> NextStep:
    """The next step of a dispute that follows its plan."""
    view = point.current
    if view is None:
        return _close("Toutes les étapes du plan sont faites ou passées.")
    if view.state is StepState.WAITING:
        return _wait(case, view)
    step = view.step
    unsent = next((one for one in case.letters if one.template == step.target and one.sent_on is None), None)
    if step.action == "letter" and unsent is not None:
        return track_unsent(unsent)
    if step.action == "close":
        return _close("Tout ce qui était dû est payé." if case.is_settled else _last(point) or "Le plan est terminé.")
    typed = noted(case)
    if step.action in WAYS and typed is not None and not step.urgent:
        return _typed(typed, today)
    if step.action == "letter" and case.sums.missing_half:
        return NextStep(
            sentence=f"Ajoutez les taux légaux du semestre {case.sums.missing_half}.",
            reason=f"{case.sums.obstacle} Aucune lettre ne peut demander une somme sans eux.",
            action="rates",
            button="Ajouter les taux",
        )
    return NextStep(
        sentence=dated(step.sentence, view.by, today, legal=bool(step.by)),
        reason=formats.typographic(_reason(case, point, view, today)),
        action="plan-done" if step.own else step.action,
        button=step.button,
        template=step.target if step.action == "letter" else None,
        step=step.target if step.action in {"procedure-new", "agreement-new"} else step.key,
        by=view.by,
        planned=step.key,
        brief=reasons.sentence(f"{step.sentence.rstrip(',')}."),
    )


def dated(words: str, by: date | None, today: date, *, legal: bool = False) -> str:
    """An imperative with its date: « avant le 12 mars 2026 », « aujourd’hui », or once it is past « sans attendre »."""
    if by is None:
        return reasons.sentence(f"{words.rstrip(',')}.")
    when = f"au plus tard le {formats.date_long(by)}" if legal else f"avant le {formats.date_long(by)}"
    if by <= today:
        when = "aujourd’hui" if by == today else "sans attendre"
    return reasons.sentence(f"{words} {when}.")


def _close(reason: str) -> NextStep:
    return NextStep(sentence="Vous pouvez clore ce litige.", reason=reason, action="close", button="Clore le litige")


# ---- why -------------------------------------------------------------------------------------------------------------
def _reason(case: Case, point: Point, view: StepView, today: date) -> str:
    said = _pressing(case, view) if view.step.own or view.step.urgent else _last(point) or _first(case, today)
    late = ""
    if view.by is not None and view.by < today:
        late = f"C’était à faire avant le {formats.date_long(view.by)}."
    return " ".join(filter(None, (said, view.step.why, late, _lapsed(case, today))))


def _pressing(case: Case, view: StepView) -> str:
    """What makes a step come before all others, where the step itself cannot say it."""
    if view.step.after != "contested":
        return view.why
    since = f" depuis le {formats.date_long(case.dispute.contested_on)}" if case.dispute.contested_on else ""
    return f"Votre client conteste {formats.money(case.dispute.contested_amount)}{since}."


def _last(point: Point) -> str:
    """What became of the step done last."""
    done = point.last_done
    if done is None or done.closed_on is None:
        return ""
    return done.step.said.format(day=formats.date_long(done.closed_on))


def _first(case: Case, today: date) -> str:
    due = _due(case)
    if due is None and case.sums.total_due:  # what was billed has come, interest and fee have not
        return f"Il reste {formats.money(case.sums.total_due)} à payer, intérêts et frais compris."
    if due is None or due >= today:
        return ""
    gap = formats.count((today - due).days, "jour")
    return f"La facture est échue depuis le {formats.date_long(due)}, soit {gap} ; aucune relance envoyée."


def _due(case: Case) -> date | None:
    return min((line.invoice.due_on for line in case.sums.lines if line.outstanding), default=None)


def _lapsed(case: Case, today: date) -> str:
    if case.limitation is None or case.limitation.alarm(today) is not Alarm.OVER:
        return ""
    safe = formats.date_long(case.limitation.result.prudent_safe_date)
    return f"Le dernier jour sûr pour agir était le {safe} : la prescription est peut-être acquise, faites-vous aider."


# ---- waiting ---------------------------------------------------------------------------------------------------------
def _wait(case: Case, view: StepView) -> NextStep:
    assert view.until is not None
    day = formats.date_full(view.until)
    if view.postponed:
        title = f"{view.step.title[:1].lower()}{view.step.title[1:]}"
        why = next((one.reason for one in reversed(view.changes) if one.until is not None and one.reason), "")
        sentence = formats.typographic(f"Attendez le {day} : vous avez reporté cette étape ({title}).")
        return _waiting(sentence, why or "C’est votre choix.", "plan", "Voir le plan", view.until, step=view.step.key)
    letter = next((one for one in case.letters if one.sent_on is not None and one.reply_by == view.until), None)
    if letter is not None:
        return _await_reply(letter, view.until)
    if view.step.after == "due" or view.until == _due(case):
        reason = "Rien n’est dû avant\u202f; notez le paiement s’il arrive."
        return _waiting(f"Attendez l’échéance du {day}.", reason, "pay", "Noter un paiement", view.until)
    return _waiting(f"Attendez le {day}.", view.step.why, "plan", "Voir le plan", view.until, step=view.step.key)


def _await_reply(letter: Letter, until: date) -> NextStep:
    whose = " de votre société de portage" if letter.template in _TO_COMPANY else ""
    return NextStep(
        sentence=f"Attendez la réponse{whose} jusqu’au {formats.date_full(until)}.",
        reason=f"C’est le délai laissé par votre lettre du {formats.date_long(letter.written_on)}.",
        action="track",
        button="Noter ce qui est arrivé",
        letter_id=letter.id,
        by=until,
        waiting=True,
    )


def _waiting(sentence: str, reason: str, action: str, button: str, until: date, *, step: str | None = None) -> NextStep:
    return NextStep(sentence=sentence, reason=reason, action=action, button=button, step=step, by=until, waiting=True)


# ---- a date that the user typed --------------------------------------------------------------------------------------
def _typed(deadline: Deadline, today: date) -> NextStep:
    return NextStep(
        sentence=f"{deadline.title}\u00a0: {formats.date_full(deadline.due_on)}.",
        reason=deadline.reason or "C’est l’étape que vous avez notée.",
        action="complete",
        button="C’est fait",
        deadline_id=deadline.id,
        by=deadline.due_on,
        waiting=deadline.due_on > today,
    )
