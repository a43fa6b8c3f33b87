"""The dates that follow from those of a procedure: what is to be done in time, what one waits for, what ends for others."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import Clock, HolidayRegion
from litigedesk.rules import deadlines
from litigedesk.rules.clock_dates import ClockDate, clock_date, earliest
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

Kind, Outcome = ProcedureKind, ProcedureOutcome
MAINLAND: Final = HolidayRegion.MAINLAND
_OVERSEAS: Final = frozenset(HolidayRegion) - {MAINLAND, HolidayRegion.ALSACE_MOSELLE}
_COMMERCIAL: Final = frozenset({CourtKind.COMMERCIAL, CourtKind.ECONOMIC})
_WON: Final = frozenset({None, Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.AGREEMENT, Outcome.UNRECOVERABLE})


def clocks(
    procedure: Procedure, law: Law, region: HolidayRegion = MAINLAND, *, abroad: bool = False
) -> tuple[ClockDate, ...]:
    """The dates to watch in a procedure, as far as its own dates tell them; ``abroad`` when the user does not live in France."""
    p = procedure
    match p.kind:
        case Kind.CONCILIATION:
            found = [*_conciliation(p, law, region), *_meeting(p, "Réunion avec le conciliateur"), *_title(p, law)]
        case Kind.BUSINESS_MEDIATION:
            found = [*_meeting(p, "Réunion de médiation")]
        case Kind.SMALL_CLAIMS:
            found = [*_small_claims(p, law, region)]
        case Kind.PAYMENT_ORDER:
            found = [*_payment_order(p, law, region), *_meeting(p, "Audience après opposition"), *_title(p, law)]
        case Kind.PUBLIC_CLAIM:
            found = [*_public_claim(p, law)]
        case Kind.INSOLVENCY:
            found = [*_insolvency(p, law, outside=abroad or region in _OVERSEAS)]
        case _:
            found = [*_meeting(p, "Audience"), *_title(p, law)]
    return tuple(found)


def _meeting(p: Procedure, title: str) -> Iterator[ClockDate]:
    if p.meeting_on is None:
        return
    decided = p.decided_on if p.kind in {Kind.INTERIM_ORDER, Kind.COURT_CLAIM, Kind.CONCILIATION} else None
    agreed = p.agreed_on if p.agreed_on is not None and p.agreed_on >= p.meeting_on else None
    yield clock_date(
        Clock.MEETING,
        title,
        p.meeting_on,
        "Préparez vos pièces et leur bordereau ; notez ensuite ce qui en est sorti.",
        earliest(decided, agreed, p.enforceable_on, p.ended_on),
    )


def _conciliation(p: Procedure, law: Law, region: HolidayRegion) -> Iterator[ClockDate]:
    if p.asked_on is None or p.meeting_on is not None:
        return  # once there is a meeting, or a day for one, nobody waits any more
    yield clock_date(
        Clock.CONCILIATION,
        "Trois mois depuis la saisine du conciliateur",
        deadlines.compute(DeadlineName.CONCILIATION, p.asked_on, law, region=region).date,
        f"Saisi le {formats.date_long(p.asked_on)}. Si aucune réunion n’a été possible dans ces trois mois, la conciliation n’est "
        "plus exigée avant le tribunal (CPC 750-1, 3°) : gardez-en la preuve.",
        earliest(p.agreed_on, p.ended_on),
    )


def _small_claims(p: Procedure, law: Law, region: HolidayRegion) -> Iterator[ClockDate]:
    if p.asked_on is None:
        return
    found = deadlines.compute(DeadlineName.PETITES_CREANCES, p.asked_on, law, region=region)
    moved = ""
    if found.raw_date != found.date:
        moved = f" Sans report à un jour ouvrable, ce serait le {formats.date_long(found.raw_date)} : aucun texte lu ne tranche."
    yield clock_date(
        Clock.SMALL_CLAIMS,
        "Réponse du client au commissaire de justice",
        found.date,
        f"Un mois après l’envoi du {formats.date_long(p.asked_on)} : le silence vaut refus (CPCE R125-2), et l’accord sur la somme "
        f"se conclut dans ce mois aussi (R125-5). D’ici là, n’acceptez aucun paiement (R125-7).{moved}",
        earliest(p.decided_on, p.ended_on),
    )


# ---- injonction de payer ---------------------------------------------------------------------------------------------
def _payment_order(p: Procedure, law: Law, region: HolidayRegion) -> Iterator[ClockDate]:
    if p.asked_on is not None and p.court in _COMMERCIAL:
        yield clock_date(
            Clock.COSTS_DEPOSIT,
            "Consigner les frais au greffe",
            deadlines.compute(DeadlineName.COSTS_DEPOSIT, p.asked_on, law).alarm_date,
            f"Quinze jours après la requête du {formats.date_long(p.asked_on)}, sinon la demande est caduque (CPC 1425).",
            earliest(p.decided_on, p.ended_on),
        )
    if p.decided_on is not None and p.outcome is not Outcome.REJECTED:
        yield _to_serve(p, p.decided_on, law)
    if p.served_on is not None:
        yield from _after_service(p, p.served_on, law, region)
    if p.opposed_on is not None and (clock := _after_opposition(p, p.opposed_on, law)) is not None:
        yield clock


def _to_serve(p: Procedure, order: dt.date, law: Law) -> ClockDate:
    months = law.injonction_regime(order).service_months
    regime = (
        "rendue à partir du 1er septembre 2026"
        if order >= dt.date(2026, 9, 1)
        else "rendue avant le 1er septembre 2026"
    )
    return clock_date(
        Clock.ORDER_SERVICE,
        "Faire signifier l’ordonnance",
        deadlines.compute(DeadlineName.INJONCTION_SERVICE, order, law).alarm_date,
        f"Ordonnance du {formats.date_long(order)}, {regime} : {formats.count(months, 'mois', 'mois')} pour la faire signifier par "
        "un commissaire de justice, sinon elle est non avenue (CPC 1411).",
        earliest(p.served_on, p.ended_on),
    )


def _after_service(p: Procedure, served: dt.date, law: Law, region: HolidayRegion) -> Iterator[ClockDate]:
    last = deadlines.compute(DeadlineName.INJONCTION_OPPOSITION, served, law, region=region).date
    later = (
        " L’acte n’ayant pas été remis en personne, l’opposition reste possible jusqu’à un mois après le premier acte remis en "
        "personne ou la première saisie (CPC 1416)."
        if p.served_in_person is not True
        else ""
    )
    yield clock_date(
        Clock.OPPOSITION,
        "Fin du délai d’opposition du client",
        last,
        f"Un mois après la signification du {formats.date_long(served)} (CPC 1416).{later}",
        earliest(p.opposed_on, p.enforceable_on, p.ended_on),
    )
    if p.decided_on is None or p.decided_on > served or p.opposed_on is not None:
        return
    first = deadlines.compute(
        DeadlineName.INJONCTION_ENFORCEABLE, served, law, region=region, order_date=p.decided_on
    ).date
    condition = (
        "si vous n’avez reçu ni avis d’opposition ni invitation à payer des frais"
        if law.injonction_regime(p.decided_on).enforceable_months > 1
        else "sans opposition"
    )
    yield clock_date(
        Clock.ENFORCEABLE,
        "Ordonnance exécutoire",
        first,
        f"Premier jour où la faire exécuter, {condition} (CPC 1422).",
        earliest(p.enforceable_on, p.ended_on),
    )


def _after_opposition(p: Procedure, opposed: dt.date, law: Law) -> ClockDate | None:
    commercial = p.court in _COMMERCIAL
    ceiling = Money.of(law.parameter("lawyer-ceiling", opposed).value)
    if not commercial and (p.granted is None or p.granted <= ceiling):
        return None
    what = "Consigner les frais de l’opposition" if commercial else "Constituer avocat après l’opposition"
    article = "sinon la demande est caduque (CPC 1425)" if commercial else "au-delà de 10 000 € (CPC 1418)"
    return clock_date(
        Clock.AFTER_OPPOSITION,
        what,
        deadlines.compute(DeadlineName.AFTER_OPPOSITION, opposed, law).alarm_date,
        f"Quinze jours après la lettre du greffe, {article} ; comptés ici de l’opposition du {formats.date_long(opposed)}, par "
        "prudence.",
        earliest(p.enforceable_on, p.ended_on),
    )


# ---- public buyers, insolvency ---------------------------------------------------------------------------------------
def _public_claim(p: Procedure, law: Law) -> Iterator[ClockDate]:
    if p.asked_on is None:
        return
    days = law.parameter("public-reply", p.asked_on).whole
    yield clock_date(
        Clock.PUBLIC_REPLY,
        "Réponse attendue de l’acheteur public",
        p.asked_on + dt.timedelta(days),
        f"{formats.count(days, 'jour')} après la réclamation du {formats.date_long(p.asked_on)} : choix de LitigeDesk, à "
        "confirmer. Un refus, même par silence, peut ouvrir un délai court pour saisir le juge : faites-vous conseiller.",
        earliest(p.decided_on, p.ended_on),
    )


def _insolvency(p: Procedure, law: Law, *, outside: bool) -> Iterator[ClockDate]:
    if p.published_on is None:
        return
    name = DeadlineName.INSOLVENCY_CLAIM_ABROAD if outside else DeadlineName.INSOLVENCY_CLAIM
    published = formats.date_long(p.published_on)
    length = "Quatre mois, hors de France métropolitaine," if outside else "Deux mois"
    prudent = " Visez deux mois, par prudence." if outside else ""
    yield clock_date(
        Clock.CLAIM_DECLARATION,
        "Déclarer la créance au mandataire",
        deadlines.compute(name, p.published_on, law).alarm_date,
        f"{length} après la publication au BODACC du {published} (C. com. R622-24).{prudent}",
        earliest(p.declared_on, p.ended_on),
    )
    if p.declared_on is None:
        yield clock_date(
            Clock.RELIEF,
            "Demander un relevé de forclusion",
            deadlines.compute(DeadlineName.RELIEF, p.published_on, law).alarm_date,
            f"Si la créance n’est pas déclarée à temps : six mois (C. com. L622-26), comptés par prudence de la publication du "
            f"{published}. Faites-vous conseiller.",
            p.ended_on,
        )


# ---- after a decision ------------------------------------------------------------------------------------------------
def _title(p: Procedure, law: Law) -> Iterator[ClockDate]:
    """The ten years of a court's title, and the interest raised by five points."""
    enforceable = p.enforceable_on if p.kind is not Kind.CONCILIATION else None
    if enforceable is not None and p.outcome in _WON:
        yield clock_date(
            Clock.RATE_INCREASE,
            "Intérêt majoré de cinq points",
            deadlines.compute(DeadlineName.RATE_INCREASE, enforceable, law).date,
            f"Si rien n’est payé deux mois après la décision exécutoire du {formats.date_long(enforceable)} (CMF L313-3).",
            p.ended_on,
        )
    decided = p.decided_on if p.kind is not Kind.PAYMENT_ORDER or enforceable is not None else None
    if decided is None or p.outcome not in _WON:
        return
    yield clock_date(
        Clock.TITLE_END,
        "Dernier jour pour faire exécuter la décision",
        deadlines.compute(DeadlineName.TITLE_END, decided, law).alarm_date - dt.timedelta(1),
        f"Une décision de justice s’exécute pendant dix ans (CPCE L111-4) ; comptés par prudence du {formats.date_long(decided)}, "
        "moins un jour.",
        None,
    )
