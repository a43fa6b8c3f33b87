"""One unpaid invoice as the law sees it, and what is owed on it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, PenaltyClause
from litigedesk.rules.kinds import Regime
from litigedesk.rules.reasons import Reasons


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The facts of one unpaid invoice. Sums are ``Money``, the clause percent a year; pairs are (day, sum).

    ``until`` is the day of payment or of the statement, and counts; payments after it are left out. ``formal_notice``
    is the day a consumer received the formal notice (or it was first presented). ``judgment`` is the day the served
    judgment became enforceable, ``stopped`` the day of the judgment that opened the client's insolvency, the last one that bears
    interest. Credit notes reduce the principal from the start, whatever their date: what was not owed never bore
    interest.
    """

    client: ClientKind
    principal: Money
    due: date
    until: date
    clause: PenaltyClause = PenaltyClause.NONE
    clause_rate: Decimal | None = None
    payments: tuple[tuple[date, Money], ...] = ()
    credit_notes: tuple[tuple[date, Money], ...] = ()
    formal_notice: date | None = None
    capitalise: bool = False
    judgment: date | None = None
    stopped: date | None = None
    basis: DivisorBasis = DivisorBasis.FIXED_365


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Consecutive days at one rate on one base; the ``exact`` parts are added up, the rounded ones only shown."""

    first: date
    last: date
    days: int
    rate: Decimal
    exact_base: Fraction  # what bore interest, in euros
    exact: Fraction  # the interest, in euros
    regime: Regime
    source: str
    legal_basis: str

    @property
    def base(self) -> Money:
        """What bore interest, to the cent."""
        return Money.rounded(self.exact_base)

    @property
    def amount(self) -> Money:
        """The interest of these days, to the cent."""
        return Money.rounded(self.exact)


@dataclass(frozen=True, kw_only=True)
class InterestResult:
    """What is owed on one invoice at ``claim.until``, and why.

    ``total_due - overpaid = principal - credited + interest + fixed_fee - paid`` to the cent, and
    ``total_due = principal_due + interest_due + fee_due``. ``interest`` is everything that accrued, rounded once, half-
    up; ``per_day`` is what one further day adds at the rate of ``until``, zero when no interest runs on that day.
    Equality looks at facts and figures: the sentences follow from them and the law.
    """

    claim: Claim
    regime: Regime
    principal: Money
    credited: Money
    interest: Money
    interest_exact: Fraction
    fixed_fee: Money
    paid: Money
    principal_due: Money
    interest_due: Money
    fee_due: Money
    total_due: Money
    overpaid: Money
    per_day: Money
    days: int
    segments: tuple[Segment, ...]
    reasons: Reasons = field(compare=False, repr=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """Why the result is what it is, in the order of the computation."""
        return self.reasons.steps

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of in this result."""
        return self.reasons.warnings

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles and publications relied on."""
        return self.reasons.sources
