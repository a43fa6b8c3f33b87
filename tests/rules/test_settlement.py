"""Which payment settles which invoice: the sure cases are chosen, the ambiguous ones are the user's to decide."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import PaymentMethod
from litigedesk.rules.settlement import (
    Asked,
    Confidence,
    Noted,
    OpenInvoice,
    Proposal,
    Received,
    Share,
    proposals,
    spread,
)
from litigedesk.rules.settlement.words import Names, cites, method

DAY = date(2026, 11, 20)
HOTEL, MARTIN = 1, 2


def invoice(place: int, left: str, client: int = HOTEL, **more: object) -> OpenInvoice:
    name = {HOTEL: "Hôtel du Port SARL", MARTIN: "Martin Conseil"}[client]
    made = OpenInvoice(
        invoice_id=place,
        number=f"F-2026-{110 + place}",
        client_id=client,
        client_name=name,
        issued_on=date(2026, 9, place),
        due_on=date(2026, 10, place),
        left=Money.of(left),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def line(amount: str, label: str, reference: str = "a") -> Received:
    return Received(reference=reference, booked_on=DAY, amount=Money.of(amount), label=label)


def proposed(wanted: Received, *invoices: OpenInvoice, noted: tuple[Noted, ...] = (), beyond: str = "0") -> Proposal:
    """``beyond`` is the interest and fee due of each invoice."""
    by_id = {one.invoice_id: one for one in invoices}
    return proposals([wanted], invoices, noted, lambda key, _day: by_id[key].left + Money.of(beyond))[0]


TWO = (invoice(1, "1200"), invoice(2, "700"))


def test_the_number_in_the_label_with_the_exact_sum_is_nearly_certain() -> None:
    found = proposed(line("1200", "VIR SEPA RECU F2026 111"), *TWO).chosen
    assert found is not None
    assert (found.confidence, found.shares) == (Confidence.SURE, (Share(1, Money.of(1200)),))
    assert "F-2026-111" in found.reason


def test_the_name_and_the_exact_sum_are_probable_unless_two_invoices_fit() -> None:
    found = proposed(line("700", "VIR HOTEL DU PORT NOVEMBRE"), *TWO)
    assert found.chosen is not None
    assert (found.chosen.confidence, found.chosen.shares) == (Confidence.LIKELY, (Share(2, Money.of(700)),))
    twice = proposed(line("700", "VIR HOTEL DU PORT"), *TWO, invoice(3, "700"))
    assert twice.chosen is None
    assert [one.shares[0].invoice_id for one in twice.candidates] == [2, 3]


def test_a_sum_alone_is_never_chosen() -> None:
    found = proposed(line("700", "VIR SEPA INST"), *TWO)
    assert found.chosen is None
    assert [one.confidence for one in found.candidates] == [Confidence.POSSIBLE]


def test_several_invoices_of_one_client_add_up_and_several_ways_to_add_up_are_offered() -> None:
    found = proposed(line("1900", "HOTEL DU PORT SARL"), *TWO).chosen
    assert found is not None
    assert found.shares == (Share(1, Money.of(1200)), Share(2, Money.of(700)))
    assert "celle des factures F-2026-111 et F-2026-112" in found.reason
    ways = proposed(line("1900", "HOTEL DU PORT SARL"), *TWO, invoice(3, "700"))
    assert ways.chosen is None
    assert len(ways.candidates) == 2


def test_interest_and_fee_included_or_what_a_letter_asked_are_recognised() -> None:
    disputed = invoice(1, "1200", dispute_id=4)
    found = proposed(line("1262.30", "VIR HOTEL DU PORT"), disputed, beyond="62.30").chosen
    assert found is not None
    assert found.shares == (Share(1, Money.of("1262.30")),)
    assert "intérêts" in found.reason
    letter = Asked(amount=Money.of("1255.10"), title="mise en demeure", written_on=date(2026, 11, 2))
    asked = proposed(line("1255.10", "VIR HOTEL DU PORT"), replace(disputed, asked=(letter,)), beyond="62.30").chosen
    assert asked is not None
    assert "mise en demeure" in asked.reason


def test_an_instalment_goes_to_the_oldest_invoice_of_its_dispute() -> None:
    two = [invoice(place, left, dispute_id=4, instalment=Money.of(300)) for place, left in ((1, "100"), (2, "700"))]
    found = proposed(line("300", "VIR HOTEL DU PORT"), *two).chosen
    assert found is not None
    assert found.shares == (Share(1, Money.of(100)), Share(2, Money.of(200)))


def test_a_part_and_more_than_what_is_due_are_said() -> None:
    part = proposed(line("500", "VIR FACTURE F-2026-111"), *TWO).chosen
    assert part is not None
    assert "partiel" in part.reason
    more = proposed(line("1250", "VIR FACTURE F-2026-111"), *TWO).chosen
    assert more is not None
    assert (more.surplus, more.shares) == (Money.of(50), (Share(1, Money.of(1200)),))
    named = proposed(line("40", "VIR HOTEL DU PORT"), *TWO)
    assert named.chosen is None
    assert [one.confidence for one in named.candidates] == [Confidence.POSSIBLE]


def test_what_is_recorded_is_not_proposed_again_and_what_was_typed_by_hand_is_asked_about() -> None:
    held = Noted(
        payment_id=9, invoice_id=8, number="F-2026-118", client_id=HOTEL, client_name="Hôtel du Port SARL",
        paid_on=date(2026, 11, 17), amount=Money.of(1200), bank_reference="a",
    )  # fmt: skip
    again = proposed(line("1200", "VIR HOTEL DU PORT"), *TWO, noted=(held,))
    assert (again.recorded, again.candidates) == ((held,), ())
    typed = replace(held, bank_reference="")
    asked = proposed(line("1200", "VIR HOTEL DU PORT"), *TWO, noted=(typed,))
    assert (asked.twins, asked.chosen) == ((typed,), None)
    another = proposed(line("1200", "VIR MARTIN CONSEIL"), invoice(3, "1200", MARTIN), noted=(typed,))
    assert not another.twins
    assert another.chosen is not None


def test_a_label_that_cites_a_settled_invoice_is_asked_about_whatever_the_day() -> None:
    held = Noted(
        payment_id=9, invoice_id=8, number="F-2026-118", client_id=HOTEL, client_name="Hôtel du Port SARL",
        paid_on=date(2026, 9, 1), amount=Money.of(1200),
    )  # fmt: skip
    again = proposed(line("1200", "VIR HOTEL DU PORT F-2026-118"), *TWO, noted=(held,))
    assert (again.twins, again.chosen) == ((held,), None)
    other_sum = proposed(line("700", "VIR HOTEL DU PORT F-2026-118"), *TWO, noted=(held,))
    assert other_sum.chosen is None
    assert [(one.shares[0].invoice_id, one.confidence) for one in other_sum.candidates] == [(2, Confidence.POSSIBLE)]


def test_a_number_of_one_client_beside_the_name_of_another_is_the_user_s_to_decide() -> None:
    of_martin = invoice(3, "500", MARTIN)
    part = proposed(line("300", "VIR HOTEL DU PORT F-2026-113"), *TWO, of_martin)
    assert part.chosen is None
    both = proposed(line("700", "VIR HOTEL DU PORT F-2026-113"), invoice(2, "700"), invoice(3, "700", MARTIN))
    assert both.chosen is None
    assert {one.shares[0].invoice_id for one in both.candidates} == {2, 3}


def test_two_lines_do_not_settle_one_invoice_twice() -> None:
    lines = [line("1200", "VIR HOTEL DU PORT", reference) for reference in "ab"]
    first, second = proposals(lines, TWO, (), lambda key, _day: TWO[key - 1].left)
    assert first.chosen is not None
    assert first.chosen.shares[0].invoice_id == 1
    assert second.chosen is None
    assert all(share.invoice_id == 2 for one in second.candidates for share in one.shares)


@pytest.mark.parametrize(
    ("label", "number", "cited"),
    [
        ("VIR F2026118 MERCI", "F-2026-118", True),
        ("VIR F-2026-1180", "F-2026-118", False),
        ("VIR 12026118", "2026118", False),
        ("REGLT FACTURE 12", "12", True),
        ("VIR DU 12/03", "12", False),
        ("facture n°12", "12", True),
        ("VIR F 0012", "F0012", True),
        ("VIR INST F-77 ZOE", "F-77", True),
        ("VIR REF AF77", "F-77", False),
        ("VIR", "", False),
        ("VIR ACOMPTE", "ACOMPTE", False),
        ("VIR 2026-118 MERCI", "2026118", True),
        ("VIR DU 12/03", "1203", False),
        ("VIR SEPA 2026-11-20", "2026-11", False),
        ("VIR SEPA 20/26/11", "2026-11", False),
        ("VIR 1 203,00 EUR", "1203", False),
        ("VIR NOVEMBRE 2026", "2026", False),
        ("FACTURE 26-11-03", "26-11-03", True),
    ],
)
def test_a_number_is_found_however_it_is_spaced_but_never_inside_another(label: str, number: str, cited: bool) -> None:
    assert cites(label, number) is cited


def test_names_are_found_cut_mistyped_or_run_together_and_common_words_tell_nobody() -> None:
    names = Names(
        {1: "Hôtel du Port SARL", 2: "Mme Jeanne Lefèvre", 3: "SARL Conseil", 4: "SAS", 5: "Boulangerie Martin"}
    )
    assert names.near("VIR SEPA HOTEL DU POR REF 12") == {1}
    assert names.near("VIR INST LEFEVRE JEANNE") == {2}
    assert names.near("VIR HOTELPORT") == {1}
    assert names.near("VIREMENT SEPA RECU SARL SAS") == set()
    assert names.near("VIR BOULANGERIE DUPOND") == set()
    long = Names({1: "Cabinet d’expertise comptable Martin", 2: "Association des Amis du Vieux Lyon"})
    assert long.near("VIR CABINET EXPERTISE COMPTABLE DURAND") == set(), (
        "many words alike, and the one that tells is another"
    )
    assert long.near("VIR INST ASSOCIATION DES AMIS DU VIEUX PONT") == set()
    assert long.near("VIR CABINET EXPERTISE COMPTABLE MARTN NOVEMBRE") == {1}
    assert long.near("VIR CABINET EXPERTISE COMPTABLE") == {1}


def test_how_the_money_came_is_read_in_the_label() -> None:
    assert method("REMISE CHEQUE 0012") is PaymentMethod.CHEQUE
    assert method("VIR SEPA CHEQUET PAUL") is PaymentMethod.TRANSFER


@given(
    st.integers(1, 10**7),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), max_size=6),
)
def test_a_spread_gives_each_cent_once_and_no_invoice_more_than_its_due(paid: int, owed: list[tuple[int, int]]) -> None:
    invoices = [
        replace(invoice(1 + place % 9, "0"), invoice_id=place, left=Money(left)) for place, (left, _) in enumerate(owed)
    ]
    dues = {place: Money(left + beyond) for place, (left, beyond) in enumerate(owed)}
    shares, surplus = spread(Money(paid), invoices, lambda one: dues[one.invoice_id])
    assert Money.total(share.amount for share in shares) + surplus == Money(paid)
    assert all(ZERO < share.amount <= dues[share.invoice_id] for share in shares)
    assert not surplus or all(dues[share.invoice_id] == share.amount for share in shares)
