"""What belonging to a mediator costs: subscriptions, then so much for each mediation, offers side by side.

No text fixes these prices: they are indications, to be confirmed by the mediator. The consumer pays nothing (C. conso. L612-1), and
a price that is not known stays unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.domain.money import ZERO, Money
from litigedesk.errors import BugError, UserError
from litigedesk.rules import toml_rows
from litigedesk.rules.reasons import written
from litigedesk.rules.toml_rows import Row

INDICATIVE = formats.typographic("Montant indicatif : demandez un devis au médiateur.")
UNKNOWN_PRICE = "Prix par médiation à demander"
MOST_YEARS, MOST_MEDIATIONS = 30, 1000  # beyond, a number is a slip of the keyboard


@dataclass(frozen=True)
class Price:
    """What one mediation costs the professional: the same twice, or the lowest and the highest known; ``BugError`` if reversed."""

    low: Money
    high: Money

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise BugError(f"a price from {self.low} to {self.high}")

    @classmethod
    def fixed(cls, price: Money) -> "Price":
        """A price without a range."""
        return cls(price, price)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A subscription of ``years`` years for ``fee``, then a price for each mediation, ``None`` when it is not known."""

    key: str
    name: str
    who: str = ""
    years: int
    fee: Money
    simple: Price | None = None
    complex: Price | None = None
    note: str = ""
    source: str = ""
    read_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OfferCost:
    """What an offer costs over the years asked, the steps that show it, and what to beware of.

    ``fee_per_year`` is the fee over its own years, rounded once half-up. ``fees`` is what whole subscriptions cost. ``low`` and
    ``high`` add the mediations, both ``None`` when one of their prices is not known.
    """

    offer: Offer
    fee_per_year: Money
    subscriptions: int
    fees: Money
    low: Money | None
    high: Money | None
    steps: tuple[str, ...]
    warnings: tuple[str, ...]


def compare(offers: Iterable[Offer], years: int, simple: int, complex_: int) -> tuple[OfferCost, ...]:
    """What each offer costs over ``years`` years with that many mediations in all, the least in subscriptions first.

    ``UserError`` when there is no year, or a number is out of reach.
    """
    if not 1 <= years <= MOST_YEARS:
        raise UserError(formats.typographic(f"Le nombre d’années doit être compris entre 1 et {MOST_YEARS}."))
    if not (0 <= simple <= MOST_MEDIATIONS and 0 <= complex_ <= MOST_MEDIATIONS):
        most = formats.number(MOST_MEDIATIONS)
        raise UserError(formats.typographic(f"Le nombre de médiations doit être compris entre 0 et {most}."))
    costs = (_cost(offer, years, simple, complex_) for offer in offers)
    return tuple(sorted(costs, key=lambda cost: (cost.fees, formats.folded(cost.offer.name), cost.offer.key)))


@cache
def load(folder: Path | None = None) -> tuple[Offer, ...]:
    """The shipped offers, from ``resources/law`` or another folder; ``BugError`` names the file and row at fault."""
    path = (folder or paths.resources() / "law") / "mediation_offers.toml"
    offers = toml_rows.rows(path, "offer", _offer)
    toml_rows.check_distinct(path, [offer.key for offer in offers])
    return tuple(offers)


def _cost(offer: Offer, years: int, simple: int, complex_: int) -> OfferCost:
    subscriptions = -(-years // offer.years)
    fees = offer.fee * subscriptions
    mediations = [
        (formats.count(simple, "médiation simple", "médiations simples"), simple, offer.simple),
        (formats.count(complex_, "médiation complexe", "médiations complexes"), complex_, offer.complex),
    ]
    asked = [(label, times, price) for label, times, price in mediations if times]
    known = [(price, times) for _, times, price in asked if price is not None]
    whole = len(known) == len(asked)
    least = fees + Money.total(price.low * times for price, times in known)
    low = least if whole else None
    high = fees + Money.total(price.high * times for price, times in known) if whole else None
    per_year = Money.rounded(Fraction(offer.fee.cents, 100 * offer.years))
    steps = [
        f"Adhésion : {formats.money(offer.fee)} pour {formats.count(offer.years, 'an')}, soit {formats.money(per_year)} par an.",
        f"Pour couvrir {formats.count(years, 'an')} : {formats.count(subscriptions, 'adhésion')}, "
        f"{formats.count(subscriptions * offer.years, 'an')} en tout, soit {formats.money(fees)}.",
        *(_mediations(label, times, price) for label, times, price in asked),
        f"Total : {_between(low, high)}." if low is not None and high is not None else _unknown_total(least),
    ]
    return OfferCost(
        offer=offer,
        fee_per_year=per_year,
        subscriptions=subscriptions,
        fees=fees,
        low=low,
        high=high,
        steps=written(steps),
        warnings=written(_warnings(offer, years, subscriptions)),
    )


def _mediations(label: str, times: int, price: Price | None) -> str:
    if price is None:
        return f"{label} : {UNKNOWN_PRICE[0].lower()}{UNKNOWN_PRICE[1:]}."
    if times == 1:
        return f"{label} : {_between(price.low, price.high)}."
    return (
        f"{label} : {_between(price.low, price.high)} chacune, soit {_between(price.low * times, price.high * times)}."
    )


def _between(low: Money, high: Money) -> str:
    return formats.money(low) if low == high else f"de {formats.money(low)} à {formats.money(high)}"


def _unknown_total(least: Money) -> str:
    return f"Total inconnu : {formats.money(least)} au moins, les médiations dont le prix est à demander en plus."


def _warnings(offer: Offer, years: int, subscriptions: int) -> Iterator[str]:
    yield INDICATIVE
    yield offer.note
    if spare := subscriptions * offer.years - years:
        yield f"La dernière adhésion couvre {formats.count(spare, 'an')} de plus que demandé : elle se paie en entier."
    if offer.simple is None or offer.complex is None:
        yield f"{UNKNOWN_PRICE}."


def _offer(row: Row) -> Offer:
    toml_rows.check_keys(row, Offer)
    years, fee = toml_rows.whole(row, "years"), toml_rows.money(row, "fee")
    if years < 1 or fee == ZERO:
        raise ValueError(f"{years} years for {fee}")
    return Offer(
        key=toml_rows.plain(row, "key"),
        name=toml_rows.text(row, "name"),
        who=toml_rows.text(row, "who"),
        years=years,
        fee=fee,
        simple=_price(row, "simple"),
        complex=_price(row, "complex"),
        note=toml_rows.note(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
    )


def _price(row: Row, key: str) -> Price | None:
    if key not in row:
        return None
    low, high = (Money.of(one) for one in toml_rows.texts(row, key))
    return Price(low, high)
