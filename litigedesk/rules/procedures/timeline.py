"""What a procedure writes around it: its lines in the timeline, and what it does to the limitation of the claim."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from litigedesk import formats
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind
from litigedesk.rules.limitation import Cause
from litigedesk.rules.procedures.course import STEPS

Kind, Outcome = ProcedureKind, ProcedureOutcome
# An act that came to nothing: its interruption is not counted on (the earlier date is the safe one).
WITHOUT_EFFECT: Final = frozenset({Outcome.LAPSED, Outcome.REJECTED, Outcome.WITHDRAWN})
_TITLES: Final = {
    "agreed": "Accord des deux parties pour participer",
    "meeting": "Première réunion",
    "served": "Signification par commissaire de justice",
    "opposed": "Opposition du client",
    "enforceable": "Décision exécutoire",
    "published": "Publication au BODACC",
    "declared": "Créance déclarée au mandataire",
}
_OWN: Final = {
    (Kind.CONCILIATION, "asked"): "Conciliateur de justice saisi",
    (Kind.CONCILIATION, "decided"): "Accord homologué par le juge",
    (Kind.BUSINESS_MEDIATION, "asked"): "Médiateur des entreprises saisi",
    (Kind.SMALL_CLAIMS, "asked"): "Petites créances : lettre du commissaire de justice envoyée",
    (Kind.SMALL_CLAIMS, "decided"): "Petites créances : titre exécutoire remis",
    (Kind.PAYMENT_ORDER, "asked"): "Injonction de payer : requête déposée",
    (Kind.PAYMENT_ORDER, "decided"): "Ordonnance d’injonction de payer",
    (Kind.PAYMENT_ORDER, "served"): "Injonction de payer signifiée",
    (Kind.PAYMENT_ORDER, "meeting"): "Audience",
    (Kind.INTERIM_ORDER, "asked"): "Assignation en référé",
    (Kind.INTERIM_ORDER, "meeting"): "Audience de référé",
    (Kind.INTERIM_ORDER, "decided"): "Ordonnance de référé",
    (Kind.COURT_CLAIM, "asked"): "Tribunal saisi",
    (Kind.COURT_CLAIM, "meeting"): "Audience",
    (Kind.COURT_CLAIM, "decided"): "Jugement",
    (Kind.PUBLIC_CLAIM, "asked"): "Réclamation envoyée à l’acheteur public",
    (Kind.PUBLIC_CLAIM, "decided"): "Réponse de l’acheteur public",
    (Kind.INSOLVENCY, "decided"): "Jugement ouvrant la procédure collective du client",
    (Kind.JUDGMENT, "decided"): "Jugement",
}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One date of a procedure as the timeline tells it; ``key`` is the date's, without « _on »."""

    key: str
    date: dt.date
    title: str
    body: str


def happenings(procedure: Procedure) -> tuple[Happening, ...]:
    """The dates of a procedure that are known, in their usual order, the end last."""
    keys = list(STEPS[procedure.kind])
    if procedure.kind is Kind.INSOLVENCY:
        keys.insert(1, "published")
    days = [(key, getattr(procedure, f"{key}_on")) for key in keys]
    return tuple(_happening(procedure, key, day) for key, day in days if day is not None)


def _happening(p: Procedure, key: str, day: dt.date) -> Happening:
    title = _OWN.get((p.kind, key)) or _TITLES.get(key, "")
    body = p.authority if key in {"asked", "decided"} else ""
    if key == "decided" and p.granted is not None:
        body = ", ".join(filter(None, (p.authority, f"{formats.money(p.granted)} accordés")))
    if key == "served" and p.served_in_person is not None:
        body = "Acte remis en personne" if p.served_in_person else "Acte non remis en personne"
    if key == "ended":
        said = f" : {p.outcome.label[:1].lower()}{p.outcome.label[1:]}" if p.outcome is not None else ""
        title, body = f"Fin de la démarche « {p.kind.label} »{said}", p.authority
    return Happening(key=key, date=day, title=formats.typographic(title), body=formats.typographic(body).strip())


def cause(procedure: Procedure, client: ClientKind) -> Cause | None:
    """What a procedure does to the limitation of the claim; ``None`` when it does nothing.

    Talks suspend from the agreement of both sides, or failing it the first meeting, to the end (C. civ. 2238; CPCE L125-1); a
    request by one side suspends nothing. A court claim interrupts (2241), an order to pay only once served (Cass. 1re civ., 9 Sept.
    2020, n° 19-12.006), a written claim to a public body interrupts too (loi 68-1250, art. 2).
    """
    p = procedure
    match p.kind:
        case Kind.CONCILIATION | Kind.BUSINESS_MEDIATION:
            start = p.agreed_on or p.meeting_on
            return _suspended(start, p.ended_on)
        case Kind.SMALL_CLAIMS:
            return _suspended(p.agreed_on, p.ended_on)
        case Kind.PUBLIC_CLAIM:
            written = p.asked_on if client is ClientKind.PUBLIC else None
            return None if written is None else Cause(LimitationEventKind.REGISTERED_LETTER, written)
        case Kind.PAYMENT_ORDER:
            day = p.served_on
        case Kind.INTERIM_ORDER | Kind.COURT_CLAIM:
            day = p.asked_on
        case Kind.JUDGMENT:
            day = p.decided_on
        case _:
            day = None
    if day is None or p.outcome in WITHOUT_EFFECT:
        return None
    return Cause(LimitationEventKind.SERVED, day)


def _suspended(start: dt.date | None, end: dt.date | None) -> Cause | None:
    if start is None or (end is not None and end < start):
        return None
    return Cause(LimitationEventKind.SUSPENDED, start, end)
