"""What happened in a dispute, in the words of its plan: what closed a step, what is on its way, what dates are counted from."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.ids import NOTICE
from litigedesk.queries.cases import Case
from litigedesk.rules import procedures as rules
from litigedesk.rules.plans import CLOCK, Closing

_OVER: Final = frozenset({ProcedureOutcome.PAID, ProcedureOutcome.UNRECOVERABLE})
_NOT_DECIDING: Final = frozenset(
    {ProcedureKind.INSOLVENCY, ProcedureKind.CONCILIATION, ProcedureKind.BUSINESS_MEDIATION}
)

_STANDS_FOR: Final = {
    ProcedureKind.CONCILIATION: ProcedureKind.BUSINESS_MEDIATION,
    ProcedureKind.BUSINESS_MEDIATION: ProcedureKind.CONCILIATION,
    ProcedureKind.INTERIM_ORDER: ProcedureKind.COURT_CLAIM,
}


def marks(case: Case) -> dict[str, date]:
    """The dates that steps count from, those that are known."""
    dispute, received = case.dispute, [view.complaint.received_on for view in case.complaints]
    insolvency = rules.insolvent(case.procedures)
    decided = [one for one in case.procedures if one.kind not in _NOT_DECIDING]
    found: dict[str, date | None] = {
        "opened": dispute.opened_on,
        "due": min((line.invoice.due_on for line in case.sums.lines if line.outstanding), default=None),
        "contested": dispute.contested_on,
        "complaint": case.unanswered.complaint.received_on if case.unanswered else min(received, default=None),
        "limitation": case.limitation.result.prudent_safe_date if case.limitation is not None else None,
        "decided": _latest(one.decided_on for one in decided),
        "enforceable": _enforceable(case),
        "insolvency": (insolvency.published_on or insolvency.decided_on) if insolvency is not None else None,
        "agreed": next((one.agreement.proposed_on for one in case.agreements if one.is_open), None),
    }
    for deadline in case.deadlines:
        if deadline.clock is not None and deadline.done_on is None:
            found.setdefault(f"{CLOCK}{deadline.clock}", deadline.due_on)  # the first due comes first
    return {name: day for name, day in found.items() if day is not None}


def _latest(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)


def _enforceable(case: Case) -> date | None:
    """The day from which the decision can be carried out: known, or still to come."""
    known = rules.judgment_on(case.procedures) or case.dispute.judgment_on
    still = (one.due_on for one in case.deadlines if one.clock is Clock.ENFORCEABLE and one.done_on is None)
    return known or next(still, None)


# ---- what closed a step ----------------------------------------------------------------------------------------------
def closings(case: Case) -> dict[str, Closing]:
    """What happened, the latest of each."""
    found: dict[str, Closing] = {}
    for name, closing in (*_of_letters(case), *_of_procedures(case), *_of_agreements(case), *_of_complaints(case)):
        known = found.get(name)
        if known is None or known.on < closing.on:
            found[name] = closing
    return found


def _of_letters(case: Case) -> Iterator[tuple[str, Closing]]:
    for letter in case.letters:
        if letter.sent_on is not None:
            yield f"letter:{letter.template}", Closing(letter.sent_on, letter.reply_by)
    noticed = case.dispute.notice_received_on  # a notice may have been sent without the program
    if noticed is not None and not any(one.template == NOTICE for one in case.letters):
        yield f"letter:{NOTICE}", Closing(noticed)


def _of_procedures(case: Case) -> Iterator[tuple[str, Closing]]:
    for one in case.procedures:
        if one.ended_on is not None:
            yield f"procedure-ended:{one.kind}", Closing(one.ended_on)
            if one.outcome in _OVER:  # whatever led to the decision, nothing is left of it to carry out
                yield f"procedure-ended:{ProcedureKind.JUDGMENT}", Closing(one.ended_on)
        for name, day in _dates_of(one).items():
            if day is not None:
                yield f"done:{name}", Closing(day)
    if case.dispute.judgment_on is not None:
        yield "done:enforceable", Closing(case.dispute.judgment_on)


def _dates_of(one: Procedure) -> dict[str, date | None]:
    if one.kind is ProcedureKind.INSOLVENCY:
        return {"declared": one.declared_on}
    if (
        one.kind is ProcedureKind.SMALL_CLAIMS
    ):  # the commissaire's title needs no service by the creditor to be carried out
        return {"enforceable": one.enforceable_on or one.decided_on}
    return {"served": one.served_on, "enforceable": one.enforceable_on}


def _of_agreements(case: Case) -> Iterator[tuple[str, Closing]]:
    for view in case.agreements:
        one = view.agreement
        if one.ended_on is not None:
            yield f"agreement-ended:{one.kind}", Closing(one.ended_on)
        elif one.signed_on is not None:
            yield "done:signed", Closing(one.signed_on)


def _of_complaints(case: Case) -> Iterator[tuple[str, Closing]]:
    for view in case.complaints:
        one = view.complaint
        yield "done:complaint", Closing(one.received_on)
        if one.is_written:
            yield "done:written", Closing(one.received_on)
        if one.answered_on is not None and case.unanswered is None:
            yield "done:answered", Closing(one.answered_on)
        for clock in view.clocks:
            if clock.clock is Clock.INSURER and clock.done_on is not None:
                yield "done:insurer", Closing(clock.done_on)
    last = next(iter(case.mediations), None)  # the one that runs, if one does
    if last is not None and last.ended_on is not None:
        yield "done:mediation", Closing(last.ended_on)


def noted(case: Case) -> Deadline | None:
    """The first date still open that neither a rule nor a letter set: the user noted it."""
    typed = (one for one in case.deadlines if one.letter_id is None and one.clock is None)
    return next((one for one in typed if one.done_on is None), None)


# ---- what is on its way ----------------------------------------------------------------------------------------------
def running(case: Case, today: date) -> frozenset[str]:
    """What has begun and not ended: procedures, letters written and not sent.

    A procedure is prepared for nothing as long as nothing is due; those that may stand for another of the plan bear its name too.
    """
    kinds = {one.kind for one in rules.running(case.procedures) if has_begun(case, one, today)}
    kinds |= {_STANDS_FOR[kind] for kind in kinds if kind in _STANDS_FOR}
    begun = {f"procedure-new:{kind}" for kind in kinds} | ({"mediation"} if case.running is not None else set())
    return frozenset(begun | {f"letter:{one.template}" for one in case.letters if one.sent_on is None})


def has_begun(case: Case, procedure: Procedure, today: date) -> bool:
    """Whether a procedure goes on: something of it happened, or what it is prepared for is due."""
    due = [line.invoice.due_on for line in case.sums.lines if line.outstanding]
    return rules.started(procedure) or not due or min(due) < today
