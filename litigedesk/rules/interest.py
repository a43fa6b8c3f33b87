"""Late interest on one invoice.

The first day of interest is the day after the due date (after receipt of the formal notice for a consumer); the day of
payment counts. Simple interest, exact fractions, one rounding half-up at the end. A payment goes to the interest
accrued up to and including its day, then to principal (C. civ. 1343-1), and last to the fixed fee, which stands on its
own line; none of these amounts is rounded on the way, so that principal - credited + interest + fee - paid is the
balance, to the cent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, PenaltyClause
from litigedesk.errors import Refused
from litigedesk.rules import interest_words
from litigedesk.rules.claims import Claim, InterestResult, Segment
from litigedesk.rules.law import Law
from litigedesk.rules.rate_schedule import Applied, RateSchedule, schedule
from litigedesk.rules.reasons import Reasons, sentence

__all__ = ["Claim", "InterestResult", "Segment", "compute"]

_HALF_A_CENT = Fraction(1, 200)


@dataclass
class _Ledger:
    """What remains of the debt as the days pass, in exact euros; ``capitalised`` is the part of ``interest`` that
    bears interest; ``story`` holds the sentences to be written if someone asks."""

    claim: Claim
    divisor: int
    principal: Fraction
    interest: Fraction = Fraction(0)
    capitalised: Fraction = Fraction(0)
    accrued: Fraction = Fraction(0)
    segments: list[Segment] = field(default_factory=list)
    story: list[Callable[[], str]] = field(default_factory=list)

    @property
    def base(self) -> Fraction:
        return self.principal + self.capitalised if self.capitalised else self.principal

    def accrue(self, first: date, last: date, applied: Applied) -> None:
        base = self.base
        exact = base * applied.yearly * self._years(first, last)
        segment = Segment(
            first=first,
            last=last,
            days=(last - first).days + 1,
            rate=applied.rate,
            exact_base=base,
            exact=exact,
            regime=applied.regime,
            source=applied.source,
            legal_basis=sentence(applied.legal_basis),
        )
        self.segments.append(segment)
        self.story.append(partial(interest_words.segment_step, segment, self.claim.basis, self.divisor))
        self.interest += exact
        self.accrued += exact

    def pay(self, day: date, amount: Money) -> None:
        left = Fraction(amount.cents, 100)
        to_interest = min(left, self.interest)
        to_principal = min(left - to_interest, self.principal)
        self.interest -= to_interest
        self.capitalised = max(Fraction(0), self.capitalised - to_interest)
        self.principal -= to_principal
        if self.principal + self.interest < _HALF_A_CENT:  # nothing one could pay: the debt is settled
            self.principal = self.interest = self.capitalised = Fraction(0)
        self.story.append(partial(interest_words.payment_step, day, amount, to_interest, to_principal))

    def capitalise(self, day: date) -> None:
        if self.interest > self.capitalised:
            self.capitalised = self.interest
            self.story.append(partial(interest_words.capitalised_step, day, self.capitalised))

    def one_day(self, day: date, applied: Applied) -> Money:
        return Money.rounded(self.base * applied.yearly * self._years(day, day))

    def _years(self, first: date, last: date) -> Fraction:
        if self.claim.basis is DivisorBasis.FIXED_365:
            return Fraction((last - first).days + 1, self.divisor)
        total = Fraction(0)
        for year in range(first.year, last.year + 1):
            start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
            total += Fraction((end - start).days + 1, (date(year, 12, 31) - date(year, 1, 1)).days + 1)
        return total


def compute(claim: Claim, law: Law) -> InterestResult:
    """Late interest, fixed fee and balance of one invoice.

    ``Refused`` when the client's kind or the contract's rate is unknown, or a sum makes no sense; ``MissingRate`` when a
    half-year whose rate is needed is not in the table (a fixed rate needs none).
    """
    _refuse_nonsense(claim)
    credited = Money.total(amount for _, amount in claim.credit_notes)
    rates = schedule(claim, law)
    ledger = _Ledger(
        claim=claim,
        divisor=law.parameter("divisor", claim.until).whole,
        principal=Fraction(max(0, (claim.principal - credited).cents), 100),
    )
    _run(ledger, rates)
    figures = _figures(ledger, credited, law)
    due = figures.total_due
    fee_due = min(figures.fixed_fee, due)
    interest_due = min(due - fee_due, Money.rounded(ledger.interest)) if ledger.principal else due - fee_due
    return InterestResult(
        claim=claim,
        regime=rates.regime,
        principal=claim.principal,
        credited=credited,
        interest=figures.interest,
        interest_exact=ledger.accrued,
        fixed_fee=figures.fixed_fee,
        paid=figures.paid,
        principal_due=due - fee_due - interest_due,
        interest_due=interest_due,
        fee_due=fee_due,
        total_due=due,
        overpaid=figures.overpaid,
        per_day=_per_day(ledger, rates),
        days=sum(segment.days for segment in ledger.segments),
        segments=tuple(ledger.segments),
        reasons=Reasons(
            partial(interest_words.steps, rates, figures, ledger.story),
            partial(interest_words.warnings, rates, figures, ledger.segments),
            partial(interest_words.sources, rates, figures, ledger.segments),
        ),
    )


def _figures(ledger: _Ledger, credited: Money, law: Law) -> interest_words.Figures:
    """The rounded sums: interest once, then the balance from sums already in cents."""
    claim = ledger.claim
    interest = Money.rounded(ledger.accrued)
    fee = _fixed_fee(ledger, law)
    paid = Money.total(amount for day, amount in claim.payments if day <= claim.until)
    balance = claim.principal - credited + interest + fee - paid
    return interest_words.Figures(
        interest=interest,
        fixed_fee=fee,
        paid=paid,
        credited=credited,
        total_due=max(ZERO, balance),
        overpaid=max(ZERO, -balance),
    )


def _refuse_nonsense(claim: Claim) -> None:
    if claim.client is ClientKind.UNKNOWN:
        raise Refused(
            formats.typographic(
                "Choisissez d’abord si le client est un professionnel, un consommateur ou un acheteur public : "
                "les intérêts de retard en dépendent."
            )
        )
    if claim.principal < ZERO:
        raise Refused(formats.typographic("La somme due ne peut pas être négative."))
    if any(amount <= ZERO for _, amount in (*claim.payments, *claim.credit_notes)):
        raise Refused(formats.typographic("Un paiement ou un avoir doit être supérieur à zéro."))
    rate = claim.clause_rate
    if claim.clause is PenaltyClause.FIXED and (rate is None or not rate.is_finite() or not 0 <= rate <= 100):
        raise Refused(formats.typographic("Indiquez le taux de pénalité du contrat, en pourcentage entre 0 et 100."))


def _run(ledger: _Ledger, rates: RateSchedule) -> None:
    """Lets the days pass up to ``until``: interest on each stretch, then the payments of its last day."""
    claim = ledger.claim
    payments = sorted(payment for payment in claim.payments if payment[0] <= claim.until)
    first = rates.first if rates.first is not None else claim.until + timedelta(1)
    for day, amount in payments:
        if day < first:
            ledger.pay(day, amount)
    anniversaries = set(_anniversaries(first, claim.until)) if claim.capitalise else set()
    starts = sorted(
        {first}
        | anniversaries
        | {day for day in rates.breaks() | {day + timedelta(1) for day, _ in payments} if day > first}
    )
    for place, start in enumerate(starts):
        if start > claim.until:
            break
        last = min(claim.until, starts[place + 1] - timedelta(1) if place + 1 < len(starts) else claim.until)
        if start in anniversaries:
            ledger.capitalise(start)
        if ledger.base:
            ledger.accrue(start, last, rates.applied(start))
        for day, amount in payments:
            if day == last:
                ledger.pay(day, amount)


def _anniversaries(first: date, until: date) -> Iterator[date]:
    """The days by which interest has run a whole number of years; a year begun on 29 February is over on the 28th."""
    for years in range(1, until.year - first.year + 1):
        same = formats.add_months(first, 12 * years)
        day = same if same.day == first.day else same + timedelta(1)
        if day <= until:
            yield day


def _fixed_fee(ledger: _Ledger, law: Law) -> Money:
    """40 € per invoice paid at least one day late by a professional or a public body; never by a consumer."""
    if ledger.claim.client is ClientKind.CONSUMER or not ledger.segments:
        return ZERO
    return Money.of(law.parameter("fixed-fee", ledger.segments[0].first).value)


def _per_day(ledger: _Ledger, rates: RateSchedule) -> Money:
    until = ledger.claim.until
    running = bool(ledger.segments) and ledger.segments[-1].last == until and bool(ledger.base)
    return ledger.one_day(until, rates.applied(until)) if running else ZERO
