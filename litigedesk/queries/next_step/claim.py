"""The next step of an insurance claim: declare it, complete its file, answer the insurer, keep one's rights, close it."""

from collections.abc import Sequence
from datetime import date, timedelta

from litigedesk import formats
from litigedesk.domain.insurance import ClaimDecision, PolicyHolder
from litigedesk.domain.matter import of_claim
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.ids import CHASE_INSURER, DECLARATIONS, DECLARE, DECLARE_TO_COMPANY
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.queries.next_step.step import NextStep, track_unsent
from litigedesk.rules.claim_pieces import Wanted
from litigedesk.rules.insurance import ClaimPhase, settled_on

ANSWER_DAYS = 30  # calendar days after which one asks the insurer where it stands; a choice, no text read fixes it
LIMIT_DAYS = 90  # calendar days before the two years end


def propose(file: ClaimFile, today: date) -> NextStep:
    """The next step of one claim."""
    if file.phase is ClaimPhase.CLOSED:
        assert file.claim.outcome is not None
        assert file.claim.closed_on is not None
        reason = f"{file.claim.outcome.label}, le {formats.date_long(file.claim.closed_on)}."
        return NextStep(sentence="Ce sinistre est clos.", reason=reason, action="claim-step", button="Rouvrir", step="reopen",
                        claim_id=file.claim.id)  # fmt: skip
    if file.phase is ClaimPhase.TO_DECLARE:
        return _declare(file, today)
    if (pressing := _keep_rights(file, today)) is not None:
        return pressing
    if (asked := _answer(file, today)) is not None:
        return asked
    if file.phase is ClaimPhase.DECIDED:
        return _after_decision(file, today)
    return _follow(file, today)


def _step(
    file: ClaimFile,
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
        action="claim-step",
        button=button,
        claim_id=file.claim.id,
        step=step,
        by=by,
        waiting=waiting,
    )


def _write(
    file: ClaimFile, template: str, sentence: str, reason: str, button: str, *, by: date | None = None
) -> NextStep:
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action="letter",
        button=button,
        template=template,
        claim_id=file.claim.id,
        matter=of_claim(file.claim.id or 0),
        by=by,
    )


def _declare(file: ClaimFile, today: date) -> NextStep:
    unsent = next((one for one in file.letters if one.template in DECLARATIONS and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    if file.policy is None:
        return NextStep(
            sentence="Dites quel contrat RC Pro est concerné.",
            reason=formats.typographic(
                "Son délai de déclaration et l’adresse de l’assureur en dépendent : cinq jours ouvrés au moins."
            ),
            action="claim-edit",
            button="Choisir le contrat",
            claim_id=file.claim.id,
            step="policy_id",
        )
    by_company = _by_company(file)
    last = next((one for one in file.clocks if one.clock is Clock.INSURER and one.done_on is None), None)
    due = last.due_on if last is not None else file.declaration.alarm_date
    known = formats.date_long(file.claim.known_on)
    if due < today:
        sentence = "Déclarez quand même le sinistre à votre assureur, aujourd’hui."
        if by_company:
            sentence = "Signalez quand même le sinistre à votre société de portage, aujourd’hui."
        reason = (
            f"Le délai finissait le {formats.date_long(due)} ; la garantie n’est perdue que si le contrat le prévoit et si "
            "l’assureur prouve son préjudice (C. ass. L113-2)."
        )
    else:
        sentence = f"Déclarez le sinistre à votre assureur au plus tard le {formats.date_full(due)}."
        if by_company:  # the days are the company's own: the worker uses none of them
            until = formats.date_full(due)
            sentence = f"Signalez le sinistre à votre société de portage sans attendre : elle a jusqu’au {until} pour le déclarer."
        days = formats.count(file.policy.declaration_days, "jour ouvré", "jours ouvrés")
        reason = f"{days} après le {known}, jour où vous avez su (C. ass. L113-2, 4°)."
    return _write(
        file, DECLARE_TO_COMPANY if by_company else DECLARE, sentence, reason, "Rédiger la déclaration", by=due
    )


def _by_company(file: ClaimFile) -> bool:
    """Whether the portage company is the insured: it declares, and it alone writes to its insurer."""
    return file.policy is not None and file.policy.holder is PolicyHolder.PORTAGE_COMPANY


def _keep_rights(file: ClaimFile, today: date) -> NextStep | None:
    """The two years against the insurer, when their end is near: a registered letter starts them again (C. ass. L114-2)."""
    safe = file.limit.safe_date
    if settled_on(file.claim) is not None or safe - timedelta(days=LIMIT_DAYS) > today:
        return None
    reason = (
        f"Les droits contre l’assureur finissent le {formats.date_long(safe)} (C. ass. L114-1) ; une lettre recommandée sur le "
        "règlement de l’indemnité fait repartir deux ans (L114-2)."
    )
    if _by_company(file):
        ask = "Demandez à votre société de portage de relancer son assureur en recommandé, pour garder ses droits."
        return NextStep(
            sentence=formats.typographic(ask), reason=formats.typographic(reason), claim_id=file.claim.id, by=safe
        )
    unsent = next((one for one in file.letters if one.template == CHASE_INSURER and one.sent_on is None), None)
    if unsent is not None:
        return track_unsent(unsent)
    ask = "Relancez l’assureur en recommandé, pour garder vos droits."
    return _write(file, CHASE_INSURER, ask, reason, "Rédiger la relance", by=safe)


def _answer(file: ClaimFile, today: date) -> NextStep | None:
    waiting = [one for one in file.requests if one.answered_on is None]
    if not waiting:
        return None
    first = min(waiting, key=lambda one: (one.due_on or date.max, one.asked_on))
    when = ""
    if first.due_on is not None:
        late = first.due_on < today
        when = " sans attendre" if late else f" au plus tard le {formats.date_full(first.due_on)}"
    what = first.what.strip().splitlines()[0]
    reason = f"Demandé le {formats.date_long(first.asked_on)} : {what}"
    return _step(file, "request", f"Répondez à l’assureur{when}.", reason, "Noter la réponse", by=first.due_on)


def _follow(file: ClaimFile, today: date) -> NextStep:
    """The meeting first; then a silence too long comes before pieces that may never be found."""
    claim = file.claim
    assert claim.declared_on is not None
    if claim.expert_meeting_on is not None and claim.expert_meeting_on >= today:
        sentence = f"Préparez la réunion d’expertise du {formats.date_full(claim.expert_meeting_on)}."
        told, day = "Énoncez des faits, pièces en main.", claim.expert_meeting_on
        return _step(file, "expert", sentence, told, "Revoir l’expertise", by=day, waiting=True)
    asked = [day for one in file.requests for day in (one.asked_on, one.answered_on)]
    since = max(filter(None, (claim.declared_on, claim.expert_on, claim.expert_meeting_on, _last_chase(file), *asked)))
    if (today - since).days > ANSWER_DAYS and _by_company(file):
        reason = f"Rien depuis le {formats.date_long(since)} ; elle suit le dossier avec son assureur."
        return _step(
            file, "decision", "Demandez à votre société de portage où en est le dossier.", reason, "Noter la décision"
        )
    if (today - since).days > ANSWER_DAYS:
        reason = (
            f"Rien depuis le {formats.date_long(since)}. Envoyée en recommandé, la relance protège aussi vos droits (C. ass. "
            "L114-2)."
        )
        return _write(file, CHASE_INSURER, "Demandez à l’assureur où en est le dossier.", reason, "Rédiger la relance")
    lacking = [one for one in file.pieces if one.is_lacking]
    if lacking:
        return _complete(file, lacking)
    if not claim.insurer_reference.strip():
        reason = f"Déclaré le {formats.date_long(claim.declared_on)} ; sa référence figure sur l’accusé de réception."
        return _step(file, "reference", "Notez la référence donnée par l’assureur.", reason, "Noter la référence")
    return _step(
        file, "decision", "Attendez la décision de l’assureur.", f"Dernier échange le {formats.date_long(since)}.",
        "Noter sa décision", waiting=True,
    )  # fmt: skip


def _complete(file: ClaimFile, lacking: Sequence[Wanted]) -> NextStep:
    first = lacking[0]
    title = f"{first.title[:1].lower()}{first.title[1:]}"
    return NextStep(
        sentence=f"Complétez le dossier\u00a0: {formats.count(len(lacking), 'pièce')} à obtenir.",
        reason=formats.typographic(f"D’abord : {title}. L’assureur juge sur ce qu’il reçoit."),
        action="claim-piece",
        button="Ajouter une pièce",
        claim_id=file.claim.id,
        step=first.kind.key if first.kind is not None else "",
    )


def _last_chase(file: ClaimFile) -> date | None:
    return max((one.sent_on for one in file.letters if one.template == CHASE_INSURER and one.sent_on), default=None)


def _after_decision(file: ClaimFile, today: date) -> NextStep:
    claim = file.claim
    assert claim.decided_on is not None
    decided = formats.date_long(claim.decided_on)
    if claim.decision is ClaimDecision.REFUSED and _by_company(file):
        reason = f"Refus du {decided}. La société de portage, assurée, peut le contester ; faites-vous aider."
        ask = "Parlez de ce refus à votre société de portage, ou notez la fin du sinistre."
        return _step(file, "close", ask, reason, "Noter la fin")
    if claim.decision is ClaimDecision.REFUSED:
        reason = f"Refus du {decided}. Vous pouvez le contester : relance recommandée, puis avocat ; faites-vous aider."
        return _step(file, "close", "Contestez ce refus, ou notez la fin du sinistre.", reason, "Noter la fin")
    if claim.paid_on is None and claim.indemnity is not None:
        reason = f"{formats.money(claim.indemnity)} accordés le {decided}."
        since = max(filter(None, (claim.decided_on, _last_chase(file))))
        if (today - since).days > ANSWER_DAYS and not _by_company(file):
            ask = "Demandez à l’assureur de verser l’indemnité accordée."
            return _write(file, CHASE_INSURER, ask, f"{reason} Elle n’est pas notée comme reçue.", "Rédiger la relance")
        return _step(
            file, "indemnity", "Attendez le versement de l’indemnité.", reason, "Noter le versement", waiting=True
        )
    return _step(file, "close", "Notez la fin du sinistre.", f"Décision du {decided}.", "Noter la fin")
