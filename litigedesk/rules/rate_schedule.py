"""Which rate of late interest applies on which day: the three regimes and what a judgment changes.

Professional: clause of the contract, else ECB rate + 10 points, by half-year (C. com. L441-10). Public body: ECB rate
of the first day of the half-year in which interest began + 8 points, for the whole delay (CCP R2192-31). Consumer:
legal rate from the formal notice (C. civ. 1231-6, 1344-1). After judgment, whoever the client: legal rate from the day
after it became enforceable, + 5 points once two months have run (C. civ. 1231-7, CMF L313-3). Nothing runs any more once
the client's insolvency is opened (C. com. L622-28).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, PenaltyClause
from litigedesk.rules.claims import Claim
from litigedesk.rules.kinds import Regime
from litigedesk.rules.law import Law
from litigedesk.rules.rates import Rate, next_half

CLAUSE_REGIMES = {
    PenaltyClause.NONE: Regime.DEFAULT,
    PenaltyClause.FIXED: Regime.FIXED,
    PenaltyClause.TRIPLE_LEGAL: Regime.TRIPLE_LEGAL,
}
BY_HALF_YEAR = frozenset({Regime.DEFAULT, Regime.TRIPLE_LEGAL, Regime.LEGAL})
LEGAL_BASIS = {
    Regime.DEFAULT: "C. com. L441-10, II",
    Regime.FIXED: "C. com. L441-10, II ; taux du contrat",
    Regime.TRIPLE_LEGAL: "C. com. L441-10, II ; taux du contrat",
    Regime.PUBLIC: "CCP L2192-13 et R2192-31",
    Regime.LEGAL: "C. civ. 1231-6 et 1344-1",
}
AFTER_JUDGMENT = "C. civ. 1231-7"
AFTER_TWO_MONTHS = "C. civ. 1231-7 ; CMF L313-3"
STOPPED = "C. com. L622-28"


@dataclass(frozen=True)
class Applied:
    """The rate of one day, percent a year, with its sources; ``row`` is ``None`` for the fixed rate of a contract."""

    rate: Decimal
    regime: Regime
    legal_basis: str
    source: str
    row: Rate | None

    @property
    def yearly(self) -> Fraction:
        """What one euro brings in a year, exactly."""
        return _yearly(self.rate)


@dataclass(frozen=True)
class RateSchedule:
    """The rates of one claim; ``first`` is the first day of interest, ``None`` when none runs at all."""

    claim: Claim
    law: Law
    regime: Regime
    first: date | None
    surcharge_from: date | None  # first day of the + 5 points

    def applied(self, day: date) -> Applied:
        """The rate of a day from ``first`` on; ``MissingRate`` when a half-year needed is not in the table."""
        judgment, stopped = self.claim.judgment, self.claim.stopped
        if stopped is not None and day > stopped:
            return Applied(Decimal(0), self.regime, STOPPED, "Procédure collective du client", None)
        if judgment is not None and day > judgment:
            return self._after_judgment(day)
        if self.regime is Regime.FIXED:
            rate = self.claim.clause_rate or Decimal(0)
            return Applied(rate, self.regime, LEGAL_BASIS[self.regime], "Taux du contrat", None)
        row = self.law.rates.at((self.first or day) if self.regime is Regime.PUBLIC else day)
        return Applied(_rate_of(self.regime, row), self.regime, LEGAL_BASIS[self.regime], row.source, row)

    def _after_judgment(self, day: date) -> Applied:
        row = self.law.rates.at(day)
        if self.surcharge_from is None or day < self.surcharge_from:
            return Applied(row.pro, Regime.LEGAL, AFTER_JUDGMENT, row.source, row)
        points = self.law.parameter("judgment-points", day).value
        return Applied(row.pro + points, Regime.LEGAL, AFTER_TWO_MONTHS, row.source, row)

    def breaks(self) -> set[date]:
        """The days on which the rate may differ from the day before: half-years where they count, and the judgment's
        days."""
        if self.first is None:
            return set()
        days = {day for day in (self._judged_from(), self.surcharge_from, self._stopped_from()) if day is not None}
        start, last = next_half(self.first), min(self.claim.until, self.claim.stopped or self.claim.until)
        while start <= last:
            if self._regime_on(start) in BY_HALF_YEAR:
                days.add(start)
            start = next_half(start)
        return days

    def _regime_on(self, day: date) -> Regime:
        judged = self._judged_from()
        return Regime.LEGAL if judged is not None and day >= judged else self.regime

    def _judged_from(self) -> date | None:
        return self.claim.judgment + timedelta(1) if self.claim.judgment is not None else None

    def _stopped_from(self) -> date | None:
        return self.claim.stopped + timedelta(1) if self.claim.stopped is not None else None


@lru_cache(maxsize=256)
def _yearly(rate: Decimal) -> Fraction:
    return Fraction(rate) / 100


def schedule(claim: Claim, law: Law) -> RateSchedule:
    """The rates of a claim whose client is known."""
    surcharge = None
    if claim.judgment is not None:
        months = law.parameter("judgment-months", claim.judgment).whole
        surcharge = formats.add_months(claim.judgment, months) + timedelta(1)
    return RateSchedule(claim, law, _regime(claim), _first_day(claim), surcharge)


def _regime(claim: Claim) -> Regime:
    if claim.client is ClientKind.PUBLIC:
        return Regime.PUBLIC
    if claim.client is ClientKind.CONSUMER:
        return Regime.LEGAL
    return CLAUSE_REGIMES[claim.clause]


def _first_day(claim: Claim) -> date | None:
    if claim.client is not ClientKind.CONSUMER:
        return claim.due + timedelta(1)
    starts = [day for day in (claim.formal_notice, claim.judgment) if day is not None]
    return max(min(starts), claim.due) + timedelta(1) if starts else None


def _rate_of(regime: Regime, row: Rate) -> Decimal:
    match regime:
        case Regime.PUBLIC:
            return row.public
        case Regime.LEGAL:
            return row.pro
        case Regime.TRIPLE_LEGAL:
            return row.floor
        case _:
            return row.default
