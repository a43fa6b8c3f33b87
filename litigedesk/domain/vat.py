"""Sums with and without VAT: one follows from the other at a rate in percent, rounded half-up to the cent."""

from decimal import Decimal
from fractions import Fraction

from litigedesk.domain.money import Money


def vat_on(net: Money, rate: Decimal) -> Money:
    """The VAT on a sum before tax, such as 200.00 on 1 000.00 at 20 %."""
    return Money.rounded(Fraction(net.cents, 100) * Fraction(rate) / 100)


def net_within(gross: Money, rate: Decimal) -> Money:
    """The sum before tax within one that holds the tax; the VAT is the difference, so that both always add up."""
    return Money.rounded(Fraction(gross.cents, 100) / (1 + Fraction(rate) / 100))


def has_rate(net: Money, vat: Money, rate: Decimal) -> bool:
    """Whether a VAT is the one of that rate, to the cent."""
    return bool(net) and vat_on(net, rate) == vat
