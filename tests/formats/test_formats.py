"""French writing and reading of dates, sums and spacing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats
from litigedesk.domain.money import Money

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15/3", date(2026, 3, 15)),
        ("15/03/27", date(2027, 3, 15)),
        ("15.3.2027", date(2027, 3, 15)),
        ("15032027", date(2027, 3, 15)),
        ("15", date(2026, 11, 15)),
        ("+30j", date(2026, 12, 22)),
        ("+ 2 sem", date(2026, 12, 6)),
        ("+1m", date(2026, 12, 22)),
        ("-1a", date(2025, 11, 22)),
        ("demain", date(2026, 11, 23)),
        ("Aujourd’hui", TODAY),
        ("1er mars", date(2026, 3, 1)),
        ("3 déc. 2027", date(2027, 12, 3)),
        ("3 juil", date(2026, 7, 3)),
        ("2027-03-15", date(2027, 3, 15)),
        ("3\u00a0mars\u00a02027", date(2027, 3, 3)),
    ],
)
def test_a_typed_date_is_understood(typed: str, meant: date) -> None:
    assert formats.parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "31/2", "0/3", "3 ju", "hier soir", "+9999a", "15/13/2026", "mars", "1e5", "20270315", "20120315"]
)
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        formats.parse_date(typed, TODAY)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_written_date_is_read_back(day: date) -> None:
    for written in (formats.date_long(day), formats.date_short(day), formats.date_medium(day), day.isoformat()):
        assert formats.parse_date(written, TODAY) == day


@given(st.integers(-(10**12), 10**12))
def test_every_written_sum_is_read_back(cents: int) -> None:
    written = formats.money(Money(cents))
    assert " " not in written
    assert formats.parse_money(written) == Money(cents)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1 234,56 €", 123456), ("1.234,56", 123456), ("1,234.56", 123456), ("12", 1200), ("-0,5", -50)],
)
def test_a_typed_sum_is_understood(typed: str, cents: int) -> None:
    assert formats.parse_money(typed) == Money(cents)


@pytest.mark.parametrize("typed", ["", "douze", "1,234", "1.500", "-12,500", "1e3x", "NaN", "Infinity", "1e30", "--5"])
def test_what_is_not_a_sum_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        formats.parse_money(typed)


@given(st.fractions(max_denominator=10**6).filter(lambda f: abs(f) < 10**9))
def test_rounding_is_to_the_nearest_cent_halves_away_from_zero(exact: Fraction) -> None:
    gap = abs(Fraction(Money.rounded(exact).cents, 100) - exact)
    assert gap <= Fraction(1, 200)
    assert Money.rounded(-exact) == -Money.rounded(exact)


def test_a_half_cent_goes_up() -> None:
    assert Money.rounded(Fraction(5, 1000)) == Money(1)
    with pytest.raises(ValueError, match="decimals"):
        Money.of("1.005")


def test_french_spacing_is_put_once() -> None:
    once = formats.typographic("« Quoi ? » : l'article 5 ; 12 345,67 € au 3 mars 2027 à 10:30, soit 15 jours, n° 4 !")
    assert once == (
        "«\u202fQuoi\u202f?\u202f»\u00a0: l’article\u00a05\u202f; 12\u202f345,67\u00a0€ au 3\u00a0mars\u00a02027 à 10:30, "
        "soit 15\u00a0jours, n°\u00a04\u202f!"
    )
    assert formats.typographic(once) == once


def test_a_code_and_its_article_stay_on_one_line() -> None:
    bound = {
        "(C. com. L441-10, II)": "(C.~com.~L441-10, II)",
        "C. civ. 1231-6 et 1344-1": "C.~civ.~1231-6 et 1344-1",
        "C. conso. L612-2 ; C. conso R631-3": "C.~conso.~L612-2_; C.~conso~R631-3",
        "Cass. com., 10 nov. 2015": "Cass.~com., 10 nov. 2015",
        "CPC 642 et CCP R2192-31": "CPC~642 et CCP~R2192-31",
        "l’article 1240 et C. ass. L113-2, 4°": "l’article~1240 et C.~ass.~L113-2,~4°",
        "C. conso. art. liminaire": "C.~conso.~art.~liminaire",
    }
    for plain, expected in bound.items():
        once = formats.typographic(plain)
        assert once == expected.replace("~", formats.NBSP).replace("_", formats.NARROW)
        assert formats.typographic(once) == once


def test_addresses_of_sites_and_mails_are_left_alone() -> None:
    for address in ("https://www.exemple.example/a?b=1", "camille@roussel.example"):
        assert formats.typographic(address) == address


def test_a_size_is_written_as_people_count_it() -> None:
    sizes = {0: "0~octet", 640: "640~octets", 12_400: "12~Ko", 999_499: "999~Ko", 999_500: "1,0~Mo"}
    sizes |= {3_450_000: "3,4~Mo", 999_950_000: "1,0~Go"}
    assert {size: formats.file_size(size).replace(formats.NBSP, "~") for size in sizes} == sizes


def test_small_words_agree() -> None:
    assert formats.count(0, "facture") == "0\u00a0facture"
    assert formats.count(1, "facture") == "1\u00a0facture"
    assert formats.count(2, "travail", "travaux") == "2\u00a0travaux"
    assert formats.days_away(date(2026, 11, 14), TODAY) == "en retard de 8\u00a0jours"
    assert formats.days_away(date(2026, 11, 23), TODAY) == "demain"
    assert formats.percent(Decimal("12.4")) == "12,40\u202f%"
    assert formats.percent(Decimal("2.625")) == "2,625\u202f%"
    assert formats.siret("98765432400019") == "987\u202f654\u202f324\u202f00019"
    assert formats.folded("Œuvre d’Été ÇA") == "oeuvre d’ete ca"


def test_a_month_is_elided_after_its_preposition() -> None:
    found = {formats.of_month(date(2026, month, 1)).split("\u00a0")[0] for month in range(1, 13)}
    assert {one for one in found if one.startswith("d’")} == {"d’avril", "d’août", "d’octobre"}
    assert formats.of_month(date(2026, 11, 22)) == "de novembre\u00a02026"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1234.56", "mille deux cent trente-quatre euros et cinquante-six centimes"),
        ("80", "quatre-vingts euros"),
        ("81", "quatre-vingt-un euros"),
        ("200", "deux cents euros"),
        ("201", "deux cent un euros"),
        ("80000", "quatre-vingt mille euros"),
        ("280000", "deux cent quatre-vingt mille euros"),
        ("71.71", "soixante et onze euros et soixante et onze centimes"),
        ("1000", "mille euros"),
        ("1", "un euro"),
        ("1.01", "un euro et un centime"),
        ("0.80", "quatre-vingts centimes"),
        ("0", "zéro euro"),
        ("1000000", "un million d’euros"),
        ("2000000", "deux millions d’euros"),
        ("1000000.50", "un million d’euros et cinquante centimes"),
        ("1000001", "un million un euros"),
        ("200000000", "deux cents millions d’euros"),
    ],
)
def test_a_sum_is_written_in_french_words(amount: str, words: str) -> None:
    assert formats.money_in_words(Money.of(amount)) == words


def test_a_negative_sum_has_no_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        formats.money_in_words(Money.of("-1"))
