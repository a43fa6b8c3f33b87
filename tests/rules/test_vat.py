"""Sums before and after tax always add up."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import Money
from litigedesk.domain.vat import has_rate, net_within, vat_on

SUMS = st.integers(1, 10**9).map(Money)
RATES = st.sampled_from([Decimal(20), Decimal(10), Decimal("5.5"), Decimal("2.1"), Decimal(0)])


def test_twenty_percent_of_a_thousand_is_two_hundred() -> None:
    assert vat_on(Money.of(1000), Decimal(20)) == Money.of(200)
    assert net_within(Money.of(1200), Decimal(20)) == Money.of(1000)


def test_half_a_cent_is_rounded_up() -> None:
    assert vat_on(Money(10), Decimal(5)) == Money(1)


@given(SUMS, RATES)
def test_the_net_within_a_gross_sum_gives_back_its_vat_to_the_cent(gross: Money, rate: Decimal) -> None:
    net = net_within(gross, rate)
    assert abs((net + vat_on(net, rate) - gross).cents) <= 1


@given(SUMS, RATES)
def test_a_vat_is_recognised_by_its_rate(net: Money, rate: Decimal) -> None:
    assert has_rate(net, vat_on(net, rate), rate)
    assert not has_rate(net, vat_on(net, rate) + Money(1), rate)
