"""Sums of money in whole cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True, order=True)
class Money:
    """A sum in euros, held as whole cents; may be negative; never a float."""

    cents: int = 0

    @classmethod
    def of(cls, euros: str | int | Decimal) -> Money:
        """The exact sum written as euros, such as ``"39.58"``; ``ValueError`` beyond two decimals or if not finite."""
        value = Decimal(euros) * 100
        if value != value.to_integral_value():
            raise ValueError(f"more than two decimals: {euros}")
        return cls(int(value))

    @classmethod
    def rounded(cls, euros: Fraction | Decimal) -> Money:
        """The sum nearest to an exact number of euros, halves away from zero (half-up)."""
        above, below = euros.as_integer_ratio()  # in whole numbers: lists of invoices round thousands of times
        cents = (200 * abs(above) + below) // (2 * below)
        return cls(-cents if above < 0 else cents)

    @classmethod
    def total(cls, sums: Iterable[Money]) -> Money:
        """The sum of sums; zero for none."""
        return cls(sum([one.cents for one in sums]))

    @property
    def euros(self) -> Decimal:
        """Euros as an exact decimal with two places."""
        return (Decimal(self.cents) / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    def __str__(self) -> str:
        """Plain form for machines, such as ``"-12.50"``; people read ``formats.money``."""
        return f"{self.euros}"

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, times: int) -> Money:
        return Money(self.cents * times)

    def __bool__(self) -> bool:
        return self.cents != 0


ZERO = Money(0)
