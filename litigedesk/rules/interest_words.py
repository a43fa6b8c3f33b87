"""The French of a computation of late interest: its steps, warnings and sources."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, PenaltyClause
from litigedesk.errors import MissingRate
from litigedesk.rules.claims import Segment
from litigedesk.rules.kinds import RateOrigin, Regime
from litigedesk.rules.rate_schedule import AFTER_TWO_MONTHS, LEGAL_BASIS, STOPPED, RateSchedule
from litigedesk.rules.rates import half_bounds, halves_between, next_half
from litigedesk.rules.reasons import sentence

_REGIME_STEPS = {
    Regime.DEFAULT: "Client professionnel, aucun taux prévu au contrat : taux de la BCE au premier jour du semestre "
    "+ 10 points, recalculé à chaque semestre (C. com. L441-10, II).",
    Regime.FIXED: "Client professionnel, taux prévu au contrat : il s’applique tout au long du retard "
    "(C. com. L441-10, II).",
    Regime.TRIPLE_LEGAL: "Client professionnel, contrat prévoyant trois fois le taux légal : il suit ce taux à chaque "
    "semestre (C. com. L441-10, II).",
    Regime.PUBLIC: "Acheteur public : taux de la BCE au premier jour du semestre où les intérêts ont commencé "
    "+ 8 points, le même pour tout le retard (CCP R2192-31).",
    Regime.LEGAL: "Consommateur : taux légal des créanciers professionnels (« tous les autres cas »), à compter de la "
    "mise en demeure (C. civ. 1231-6 et 1344-1).",
}


_NAMED = 6  # half-years beyond which naming each helps nobody


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The rounded sums that the sentences quote."""

    interest: Money
    fixed_fee: Money
    paid: Money
    credited: Money
    total_due: Money
    overpaid: Money


def segment_step(segment: Segment, basis: DivisorBasis, divisor: int) -> str:
    """One stretch of days, such as « Du … au … : 46 jours × 14,25 % sur 1 000,00 € ÷ 365 = 17,96 €. »"""
    over = str(divisor) if basis is DivisorBasis.FIXED_365 else "365 ou 366 selon l’année"
    return (
        f"Du {formats.date_long(segment.first)} au {formats.date_long(segment.last)} : "
        f"{formats.count(segment.days, 'jour')} × {formats.percent(segment.rate)} sur {formats.money(segment.base)} "
        f"÷ {over} = {formats.money(segment.amount)} ({segment.legal_basis})."
    )


def payment_step(day: date, amount: Money, to_interest: Fraction, to_principal: Fraction) -> str:
    """How one payment was shared out; shares are rounded for display only, so that they add up to the payment."""
    said = f"Paiement de {formats.money(amount)} le {formats.date_long(day)}"
    if not to_interest and not to_principal:
        return f"{said} : intérêts et principal étaient déjà soldés."
    on_interest = Money.rounded(to_interest)
    left = amount - Money.rounded(to_interest + to_principal)
    rest = f" ; {formats.money(left)} restants" if left else ""
    if not to_interest:
        return f"{said} : imputé sur le principal{rest}."
    shared = f"{said} : {formats.money(on_interest)} sur les intérêts échus"
    if to_principal:
        shared += f", puis {formats.money(amount - left - on_interest)} sur le principal"
    return f"{shared}{rest} (C. civ. 1343-1)."


def capitalised_step(day: date, interest: Fraction) -> str:
    """Interest that starts to bear interest."""
    return (
        f"Le {formats.date_long(day)}, {formats.money(Money.rounded(interest))} d’intérêts dus pour une année entière "
        "portent à leur tour intérêt (C. civ. 1343-2)."
    )


def steps(rates: RateSchedule, figures: Figures, story: Sequence[Callable[[], str]]) -> Iterable[str]:
    """Why the result is what it is, in the order of the computation."""
    yield _REGIME_STEPS[rates.regime]
    yield _period_step(rates)
    if figures.credited:
        yield f"Avoirs déduits du principal dès l’origine : {formats.money(figures.credited)}."
    for told in story:
        yield told()
    yield f"Intérêts : somme exacte arrondie une seule fois au centime, {formats.money(figures.interest)}."
    yield _fee_step(rates, figures)
    yield f"Reste dû au {formats.date_long(rates.claim.until)} : {formats.money(figures.total_due)}."


def _period_step(rates: RateSchedule) -> str:
    claim, first = rates.claim, rates.first
    if first is None:
        return "Aucune mise en demeure reçue : aucun intérêt ne court."
    cause = f"Échéance le {formats.date_long(claim.due)}"
    if claim.client is ClientKind.CONSUMER and claim.formal_notice is not None:
        cause += f", mise en demeure reçue le {formats.date_long(claim.formal_notice)}"
    elif claim.client is ClientKind.CONSUMER and claim.judgment is not None:
        cause += f", jugement exécutoire le {formats.date_long(claim.judgment)}"
    if first > claim.until:
        return f"{cause} : aucun jour d’intérêt au {formats.date_long(claim.until)}."
    from_receipt = claim.client is ClientKind.CONSUMER and claim.formal_notice == first - timedelta(1)
    convention = " ; le jour de réception ne compte pas, par convention" if from_receipt else ""
    return (
        f"{cause} : premier jour d’intérêt le {formats.date_long(first)}, dernier jour compté le "
        f"{formats.date_long(claim.until)}{convention}."
    )


def _fee_step(rates: RateSchedule, figures: Figures) -> str:
    if not figures.fixed_fee:
        return ""
    article = "CCP D2192-35" if rates.regime is Regime.PUBLIC else "C. com. D441-5"
    return (
        f"Indemnité forfaitaire de recouvrement : {formats.money(figures.fixed_fee)} pour cette facture en retard, "
        f"hors TVA ({article}). Un paiement la solde en dernier, faute de texte sur son rang."
    )


def warnings(rates: RateSchedule, figures: Figures, segments: Sequence[Segment]) -> Iterable[str]:
    """What to beware of in this result."""
    yield from _client_warnings(rates)
    yield from _floor_warnings(rates, segments)
    yield from _payment_warnings(rates, figures)
    yield from _judgment_warnings(rates, segments)
    yield from _stop_warnings(rates)
    yield from _table_warnings(rates, figures, segments)


def _client_warnings(rates: RateSchedule) -> Iterable[str]:
    claim = rates.claim
    if claim.client is ClientKind.CONSUMER:
        if claim.formal_notice is None:
            owed = "aucun intérêt" if claim.judgment is None else "des intérêts que depuis le jugement"
            yield (
                f"Sans mise en demeure reçue, un consommateur ne doit {owed} (C. civ. 1231-6 et 1344-1) : indiquez la "
                "date de réception ou de première présentation de la mise en demeure."
            )
        if claim.clause is not PenaltyClause.NONE:
            yield (
                "Le taux de pénalité du contrat n’est pas appliqué à un consommateur : le juge peut le réviser "
                "(C. civ. 1231-5) et il peut être tenu pour abusif (C. conso. R212-2)."
            )
    elif claim.client is ClientKind.PUBLIC and claim.clause is not PenaltyClause.NONE:
        yield "Le taux du contrat n’est pas appliqué à un acheteur public : le taux est réglementaire (CCP R2192-31)."
    if claim.capitalise:
        yield (
            "Les intérêts ne portent intérêt que si le contrat le prévoit ou si un juge l’a décidé (C. civ. 1343-2) : "
            "vérifiez-le avant de les réclamer."
        )


def _floor_warnings(rates: RateSchedule, segments: Sequence[Segment]) -> Iterable[str]:
    """A stipulated rate under three times the legal rate is flagged for each half-year touched, never corrected."""
    rate = rates.claim.clause_rate
    if rates.regime is not Regime.FIXED or rate is None:
        return
    below: dict[str, Decimal] = {}
    unknown = []
    touched = [
        half for part in segments if part.regime is Regime.FIXED for half in halves_between(part.first, part.last)
    ]
    for half in dict.fromkeys(touched):
        try:
            floor = rates.law.rates.row(half).floor
        except MissingRate:
            unknown.append(half)
            continue
        if rate < floor:
            below[half] = floor
    if below:
        yield (
            f"Le taux du contrat, {formats.percent(rate)}, est inférieur au plancher légal de trois fois le taux légal "
            f"({_floors(below)}) : il n’est pas conforme à C. com. L441-10. Le calcul le garde tel quel."
        )
    if unknown:
        yield f"Plancher légal du taux du contrat non vérifié, faute de taux dans la table : {_spans(unknown)}."


def _floors(below: dict[str, Decimal]) -> str:
    if len(below) <= _NAMED:
        return ", ".join(f"{formats.percent(floor)} pour {half}" for half, floor in below.items())
    low, high = formats.percent(min(below.values())), formats.percent(max(below.values()))
    return f"de {low} à {high}, {_spans(list(below))}"


def _spans(halves: Sequence[str]) -> str:
    """Half-years in order, those that follow each other told by their ends when they are many."""
    if len(halves) <= _NAMED:
        return ", ".join(halves)
    spans: list[list[str]] = []
    for half in halves:
        if spans and next_half(half_bounds(spans[-1][-1])[0]) == half_bounds(half)[0]:
            spans[-1].append(half)
        else:
            spans.append([half])
    return ", ".join(f"{span[0]} à {span[-1]}" if len(span) > 1 else span[0] for span in spans)


def _payment_warnings(rates: RateSchedule, figures: Figures) -> Iterable[str]:
    until = rates.claim.until
    later = [(day, amount) for day, amount in rates.claim.payments if day > until]
    if later:
        number = formats.count(len(later), "paiement postérieur", "paiements postérieurs")
        yield f"Non compté : {number} au {formats.date_long(until)}."
    if figures.overpaid and figures.paid:
        yield f"Le client a payé {formats.money(figures.overpaid)} de trop."
    elif figures.overpaid:
        yield f"Les avoirs dépassent la somme due de {formats.money(figures.overpaid)}."


def _judgment_warnings(rates: RateSchedule, segments: Sequence[Segment]) -> Iterable[str]:
    judgment = rates.claim.judgment
    if judgment is None or judgment >= rates.claim.until:
        return
    yield (
        f"Depuis le jugement exécutoire du {formats.date_long(judgment)}, le calcul retient le taux légal "
        "(C. civ. 1231-7). Si le jugement accorde un autre taux ou un autre point de départ, suivez le jugement."
    )
    if judgment < rates.claim.due:
        yield f"Le jugement est antérieur à l’échéance du {formats.date_long(rates.claim.due)} : vérifiez ces dates."
    if any(segment.legal_basis == sentence(AFTER_TWO_MONTHS) for segment in segments):
        yield (
            "Le taux légal est majoré de 5 points deux mois après que le jugement est devenu exécutoire "
            "(CMF L313-3) ; le juge de l’exécution peut réduire ou écarter cette majoration."
        )


def _stop_warnings(rates: RateSchedule) -> Iterable[str]:
    stopped = rates.claim.stopped
    if stopped is not None and stopped < rates.claim.until:
        yield (
            f"Les intérêts s’arrêtent au jugement du {formats.date_long(stopped)}, qui ouvre la procédure collective du client "
            f"({STOPPED})."
        )


def _table_warnings(rates: RateSchedule, figures: Figures, segments: Sequence[Segment]) -> Iterable[str]:
    if not segments:
        return
    last = segments[-1].last
    if rates.regime is Regime.DEFAULT:
        yield rates.law.parameter("default-points", last).to_read_again(last)
    if rates.regime in {Regime.FIXED, Regime.TRIPLE_LEGAL}:
        yield rates.law.parameter("floor-multiple", last).to_read_again(last)
    if figures.fixed_fee:
        yield rates.law.parameter("fixed-fee", segments[0].first).to_read_again(segments[0].first)
    for segment in segments:
        row = rates.applied(segment.first).row
        if row is not None and row.origin is RateOrigin.USER:
            yield f"Taux du semestre {row.half} ajouté par vous ({row.source}, lu le {formats.date_long(row.read_on)})."


def sources(rates: RateSchedule, figures: Figures, segments: Sequence[Segment]) -> Iterable[str]:
    """The articles and publications relied on."""
    yield LEGAL_BASIS[rates.regime]
    for segment in segments:
        yield segment.legal_basis
    if figures.fixed_fee:
        yield "CCP D2192-35" if rates.regime is Regime.PUBLIC else "C. com. D441-5"
    if figures.paid:
        yield "C. civ. 1343-1"
    if rates.claim.capitalise:
        yield "C. civ. 1343-2"
    for segment in segments:
        yield segment.source
