"""What a client contests of a debt, beside what they do not: two parts that add up to what is due.

Reminders ask for the second alone; both stay in what is outstanding.
"""

from dataclasses import dataclass
from fractions import Fraction

from litigedesk.domain.money import ZERO, Money
from litigedesk.rules.statement import Statement


@dataclass(frozen=True, kw_only=True)
class Split:
    """``contested`` is of the principal still due, ``contested_interest`` what accrued on it; ``uncontested`` is all the rest."""

    contested: Money
    contested_interest: Money
    uncontested: Money

    @property
    def left_aside(self) -> Money:
        """The contested part with its interest."""
        return self.contested + self.contested_interest

    @property
    def whole(self) -> Money:
        """What is due."""
        return self.left_aside + self.uncontested


def split(found: Statement, contested: Money) -> Split:
    """The two parts; a payment that leaves less than was contested leaves no more to contest."""
    part = min(contested, found.principal_due)
    interest = share(found.interest_due, part, found.principal_due)
    return Split(contested=part, contested_interest=interest, uncontested=found.total_due - part - interest)


def share(whole: Money, part: Money, of: Money) -> Money:
    """The part of a sum that goes with a part of the principal, rounded half-up."""
    return Money.rounded(Fraction(whole.cents * part.cents, of.cents * 100)) if of else ZERO
