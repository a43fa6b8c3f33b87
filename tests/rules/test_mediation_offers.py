"""Offers side by side: exact, whole subscriptions, and a price that is not known never becomes zero."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import paths
from litigedesk.domain.money import ZERO, Money
from litigedesk.errors import BugError, UserError
from litigedesk.rules import mediation_offers
from litigedesk.rules.mediation_offers import Offer, OfferCost, Price, compare

SHIPPED = {offer.key: offer for offer in mediation_offers.load()}
SUMS = st.integers(0, 1_000_000).map(Money)
PRICES = st.tuples(SUMS, SUMS).map(lambda pair: Price(min(pair), max(pair)))
COUNTS = st.integers(0, 20)
YEARS = st.integers(1, 30)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    return Offer(
        key=draw(st.text("abc", min_size=1, max_size=3)),
        name=draw(st.text("xyz", max_size=3)),
        years=draw(st.integers(1, 5)),
        fee=draw(SUMS),
        simple=draw(st.none() | PRICES),
        complex=draw(st.none() | PRICES),
    )


def cost(offer: Offer, years: int, simple: int = 0, complex_: int = 0) -> OfferCost:
    return compare([offer], years, simple, complex_)[0]


# ---- examples --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "years", "per_year", "subscriptions", "fees"),
    [
        ("market", 3, "50.00", 3, "150.00"),
        ("fnae-cnpm", 3, "28.33", 1, "85.00"),
        ("fnae-cnpm", 4, "28.33", 2, "170.00"),
        ("fnae-cnpm-member", 3, "11.67", 1, "35.00"),
        ("cm2c", 1, "16.00", 1, "48.00"),
        ("smp", 7, "10.00", 3, "90.00"),
        ("mediation-solution", 6, "49.00", 2, "294.00"),
    ],
)
def test_the_fee_of_a_year_and_the_subscriptions_of_the_shipped_offers(
    key: str, years: int, per_year: str, subscriptions: int, fees: str
) -> None:
    found = cost(SHIPPED[key], years)
    assert (str(found.fee_per_year), found.subscriptions, str(found.fees)) == (per_year, subscriptions, fees)
    assert found.low == found.high == found.fees


def test_a_range_gives_the_least_and_the_most_and_the_steps_show_both() -> None:
    found = cost(SHIPPED["fnae-cnpm"], 4, simple=2, complex_=1)
    assert (found.low, found.high) == (Money.of("350"), Money.of("15170"))
    assert [step.replace("\u202f", " ").replace("\u00a0", " ") for step in found.steps] == [
        "Adhésion : 85,00 € pour 3 ans, soit 28,33 € par an.",
        "Pour couvrir 4 ans : 2 adhésions, 6 ans en tout, soit 170,00 €.",
        "2 médiations simples : de 60,00 € à 5 000,00 € chacune, soit de 120,00 € à 10 000,00 €.",
        "1 médiation complexe : de 60,00 € à 5 000,00 €.",
        "Total : de 350,00 € à 15 170,00 €.",
    ]
    assert any("2\u00a0ans de plus" in warning for warning in found.warnings)


def test_an_unknown_price_stays_unknown_and_the_total_says_at_least_what_is_known() -> None:
    offer = Offer(key="o", name="O", years=1, fee=Money.of(30), simple=Price.fixed(Money.of(100)))
    found = cost(offer, 1, simple=2, complex_=1)
    assert (found.low, found.high) == (None, None)
    assert "1\u00a0médiation complexe\u00a0: prix par médiation à demander." in found.steps
    assert found.steps[-1].startswith("Total inconnu\u00a0: 230,00\u00a0€ au moins")
    assert "Prix par médiation à demander." in found.warnings


def test_a_price_not_asked_for_does_not_matter() -> None:
    offer = Offer(key="o", name="O", years=1, fee=Money.of(30), simple=Price.fixed(Money.of(100)))
    assert cost(offer, 1, simple=1).low == cost(offer, 1, simple=1).high == Money.of(130)


@pytest.mark.parametrize("offer", SHIPPED.values(), ids=SHIPPED.keys())
def test_every_shipped_offer_is_an_indication_with_its_source_and_its_day(offer: Offer) -> None:
    assert all((offer.name, offer.who, offer.note, offer.source, offer.read_on))
    assert mediation_offers.INDICATIVE in cost(offer, 1).warnings
    assert offer.note in cost(offer, 1).warnings


@pytest.mark.parametrize(("years", "simple", "complex_"), [(0, 0, 0), (31, 0, 0), (1, -1, 0), (1, 0, 1001)])
def test_a_number_out_of_reach_is_refused_in_words(years: int, simple: int, complex_: int) -> None:
    with pytest.raises(UserError, match="doit être compris"):
        compare(SHIPPED.values(), years, simple, complex_)


def test_a_price_from_more_to_less_is_a_fault_of_ours() -> None:
    with pytest.raises(BugError, match="a price from"):
        Price(Money.of(2), Money.of(1))


# ---- whatever the offers ---------------------------------------------------------------------------------------------
@given(offers(), YEARS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_more_mediations_never_cost_less_nor_become_known(
    offer: Offer, years: int, simple: int, complex_: int, more_simple: int, more_complex: int
) -> None:
    fewer = cost(offer, years, simple, complex_)
    more = cost(offer, years, simple + more_simple, complex_ + more_complex)
    if more.low is None or more.high is None:
        assert (more.low, more.high) == (None, None)
        return
    assert fewer.low is not None
    assert fewer.high is not None
    assert fewer.low <= more.low
    assert fewer.high <= more.high


@given(st.data(), st.lists(offers(), max_size=5, unique_by=lambda offer: offer.key), YEARS, COUNTS, COUNTS)
def test_the_order_of_the_offers_changes_nothing(
    data: st.DataObject, some: list[Offer], years: int, simple: int, complex_: int
) -> None:
    shuffled = data.draw(st.permutations(some))
    found = compare(some, years, simple, complex_)
    assert [one.fees for one in found] == sorted(one.fees for one in found)
    assert compare(shuffled, years, simple, complex_) == found


@given(offers(), YEARS, COUNTS, COUNTS)
def test_subscriptions_cover_the_years_without_one_too_many(
    offer: Offer, years: int, simple: int, complex_: int
) -> None:
    found = cost(offer, years, simple, complex_)
    covered = found.subscriptions * offer.years
    assert covered - offer.years < years <= covered
    assert found.fees == offer.fee * found.subscriptions
    assert abs(found.fee_per_year.cents * offer.years - offer.fee.cents) * 2 <= offer.years, "rounded once, to the cent"


@given(offers(), YEARS, st.integers(1, 20))
def test_no_unknown_price_is_ever_counted_as_nothing(offer: Offer, years: int, times: int) -> None:
    for price, found in (
        (offer.simple, cost(offer, years, simple=times)),
        (offer.complex, cost(offer, years, 0, times)),
    ):
        assert (found.low is None) is (price is None)
        if found.low is not None and price is not None:
            assert found.low - found.fees == price.low * times


# ---- damaged files ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('fee = "50.00"', "fee = 50", "must be a string"),
        ('fee = "50.00"', 'fee = "-1"', "negative"),
        ('fee = "50.00"', 'fee = "0.00"', "for 0.00"),
        ("years = 1", "years = 0", "0 years"),
        ('simple = ["60.00", "5000.00"]', 'simple = ["60.00"]', "offer 1"),
        ('simple = ["60.00", "5000.00"]', 'simple = "60.00"', "not a list"),
        ('key = "market"', 'key = "cm2c"', "cm2c stands twice"),
        ("who =", "whom =", "has no whom"),
    ],
)
def test_a_damaged_table_of_offers_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = Path(shutil.copy(paths.resources() / "law" / "mediation_offers.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BugError, match=said):
        mediation_offers.load(tmp_path)


def test_zero_is_a_price_one_may_know() -> None:
    offer = Offer(key="o", name="O", years=1, fee=ZERO, simple=Price.fixed(ZERO))
    assert cost(offer, 2, simple=3).low == ZERO
