"""The course of a procedure: where it stands, what may be noted next, and what it changes around it, from its dates alone."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import DisputeStage

Kind, Outcome = ProcedureKind, ProcedureOutcome


class Phase(Labelled):
    """Where a procedure stands."""

    PREPARED = "prepared", "À préparer"
    ASKED = "asked", "Demande faite"
    AGREED = "agreed", "Les deux parties participent"
    DECIDED = "decided", "Décision rendue"
    SERVED = "served", "Signifiée"
    OPPOSED = "opposed", "Opposition : l’affaire ira à l’audience"
    ENFORCEABLE = "enforceable", "À exécuter"
    OPENED = "opened", "Créance à déclarer"
    DECLARED = "declared", "Créance déclarée"
    ENDED = "ended", "Terminée"


_AMICABLE: Final = frozenset({Kind.CONCILIATION, Kind.BUSINESS_MEDIATION, Kind.SMALL_CLAIMS})
_COURTS: Final = frozenset({Kind.PAYMENT_ORDER, Kind.INTERIM_ORDER, Kind.COURT_CLAIM, Kind.JUDGMENT})
_WITHOUT_EFFECT: Final = frozenset({Outcome.LAPSED, Outcome.REJECTED, Outcome.WITHDRAWN})
STEPS: Final[dict[ProcedureKind, tuple[str, ...]]] = {
    Kind.CONCILIATION: ("asked", "agreed", "meeting", "decided", "ended"),
    Kind.BUSINESS_MEDIATION: ("asked", "agreed", "meeting", "ended"),
    Kind.SMALL_CLAIMS: ("asked", "agreed", "decided", "ended"),
    Kind.PAYMENT_ORDER: ("asked", "decided", "served", "opposed", "meeting", "enforceable", "ended"),
    Kind.INTERIM_ORDER: ("asked", "meeting", "decided", "served", "enforceable", "ended"),
    Kind.COURT_CLAIM: ("asked", "meeting", "decided", "served", "enforceable", "ended"),
    Kind.PUBLIC_CLAIM: ("asked", "decided", "ended"),
    Kind.INSOLVENCY: ("decided", "declared", "ended"),
    Kind.JUDGMENT: ("decided", "served", "enforceable", "ended"),
}  # the dates of each kind in their usual order, without « _on »


def phase(procedure: Procedure) -> Phase:
    """Where a procedure stands."""
    p = procedure
    if p.ended_on is not None:
        return Phase.ENDED
    if p.kind is Kind.INSOLVENCY:
        return Phase.DECLARED if p.declared_on is not None else Phase.OPENED
    if p.enforceable_on is not None:
        return Phase.ENFORCEABLE
    if p.opposed_on is not None:
        return Phase.OPPOSED
    if p.served_on is not None:
        return Phase.SERVED
    if p.decided_on is not None:
        return Phase.DECIDED
    if p.agreed_on is not None:
        return Phase.AGREED
    return Phase.ASKED if p.asked_on is not None else Phase.PREPARED


def steps(procedure: Procedure) -> tuple[str, ...]:
    """What may be noted next, in order: the keys of the dates of its kind not noted yet, its end last; then nothing."""
    if procedure.ended_on is not None:
        return ()
    return tuple(key for key in STEPS[procedure.kind] if getattr(procedure, f"{key}_on") is None)


def running(procedures: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """Those that have not ended."""
    return tuple(one for one in procedures if one.ended_on is None)


def no_payment(procedures: Iterable[Procedure]) -> Procedure | None:
    """The small-claims procedure during which no payment may be made: from the letter until its outcome (CPCE R125-7)."""
    found = (one for one in running(procedures) if one.kind is Kind.SMALL_CLAIMS and one.decided_on is None)
    return next((one for one in found if one.asked_on is not None), None)


def insolvent(procedures: Iterable[Procedure]) -> Procedure | None:
    """The insolvency that stops reminders and interest while it runs (C. com. L622-7, L622-21 and L622-28)."""
    return next((one for one in running(procedures) if one.kind is Kind.INSOLVENCY), None)


def started(procedure: Procedure) -> bool:
    """Whether something of it has happened, beyond being prepared."""
    return any(getattr(procedure, f"{key}_on") is not None for key in STEPS[procedure.kind])


def stage(procedures: Iterable[Procedure]) -> DisputeStage | None:
    """The stage that the procedures of a dispute have brought it to; ``None`` when they changed nothing."""
    kinds = {one.kind for one in procedures if started(one)}
    if kinds & _COURTS:
        return DisputeStage.JUDICIAL
    return DisputeStage.ASSISTED if kinds & _AMICABLE else None


def decided(procedures: Iterable[Procedure]) -> Procedure | None:
    """The procedure whose decision or title the creditor holds already; ``None`` when none was obtained, or it came to nothing."""
    return next(
        (
            one
            for one in procedures
            if one.decided_on is not None
            and one.opposed_on is None
            and one.kind in _COURTS | {Kind.SMALL_CLAIMS}
            and one.outcome not in _WITHOUT_EFFECT
        ),
        None,
    )


def judgment_on(procedures: Iterable[Procedure]) -> dt.date | None:
    """The first day on which a court decision of the dispute was enforceable (CMF L313-3); never a commissaire's title."""
    days = [one.enforceable_on for one in procedures if one.kind in _COURTS and one.outcome not in _WITHOUT_EFFECT]
    return min((day for day in days if day is not None), default=None)
