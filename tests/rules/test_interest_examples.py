"""The worked examples of late interest, each computed by hand with exact fractions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, PenaltyClause
from litigedesk.errors import MissingRate
from litigedesk.rules.interest import Claim, InterestResult, compute
from litigedesk.rules.law import Law

FORTY = Money.of(40)


def on_invoice(law: Law, client: ClientKind, euros: int, due: str, until: str, **facts: object) -> InterestResult:
    return compute(
        Claim(
            client=client,
            principal=Money.of(euros),
            due=date.fromisoformat(due),
            until=date.fromisoformat(until),
            **facts,  # type: ignore[arg-type]
        ),
        law,
    )


def spans(result: InterestResult) -> list[tuple[int, str]]:
    return [(segment.days, str(segment.rate)) for segment in result.segments]


@pytest.mark.parametrize(
    ("euros", "due", "until", "expected", "stretches"),
    [
        pytest.param(1000, "2024-11-15", "2025-03-01", "39.58", [(46, "14.25"), (60, "13.15")], id="I-1"),
        pytest.param(2500, "2026-05-31", "2026-11-22", "148.12", [(30, "12.15"), (145, "12.40")], id="I-2"),
        pytest.param(1500, "2025-04-30", "2025-09-15", "71.41", [(61, "13.15"), (77, "12.15")], id="I-5"),
        pytest.param(1000, "2023-12-31", "2024-12-31", "144.14", [(182, "14.50"), (184, "14.25")], id="I-12"),
        pytest.param(1628, "2026-03-15", "2026-04-27", "23.30", [(43, "12.15")], id="I-14"),
        pytest.param(5000, "2026-06-29", "2026-07-01", "3.36", [(1, "12.15"), (1, "12.40")], id="I-16"),
    ],
)
def test_a_professional_owes_ecb_plus_ten_points_split_by_half_year(
    law: Law, euros: int, due: str, until: str, expected: str, stretches: list[tuple[int, str]]
) -> None:
    result = on_invoice(law, ClientKind.PROFESSIONAL, euros, due, until)
    assert str(result.interest) == expected
    assert spans(result) == stretches
    assert result.fixed_fee == FORTY
    assert result.total_due == Money.of(euros) + result.interest + FORTY


def test_exact_parts_of_the_first_example_are_those_computed_by_hand(law: Law) -> None:
    result = on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2024-11-15", "2025-03-01")
    assert [round(float(segment.exact), 6) for segment in result.segments] == [17.958904, 21.616438]
    assert result.interest_exact == Fraction(1000 * 46 * 1425 + 1000 * 60 * 1315, 365 * 10000)


def test_three_times_the_legal_rate_follows_the_table(law: Law) -> None:
    result = on_invoice(
        law, ClientKind.PROFESSIONAL, 1500, "2025-04-30", "2025-09-15", clause=PenaltyClause.TRIPLE_LEGAL
    )
    assert str(result.interest) == "54.10"
    assert spans(result) == [(61, "11.13"), (77, "8.28")]


def test_a_consumer_owes_the_legal_rate_from_the_day_after_the_notice_and_no_fee(law: Law) -> None:
    result = on_invoice(law, ClientKind.CONSUMER, 800, "2026-01-31", "2026-08-20", formal_notice=date(2026, 3, 10))
    assert str(result.interest) == "9.51"  # rounded stretch by stretch it would be 9.50
    assert str(Money.total(segment.amount for segment in result.segments)) == "9.50"
    assert spans(result) == [(112, "2.62"), (51, "2.75")]
    assert result.fixed_fee == ZERO
    assert str(result.total_due) == "809.51"


def test_the_column_of_private_creditors_never_serves(law: Law) -> None:
    result = on_invoice(law, ClientKind.CONSUMER, 800, "2026-01-31", "2026-08-20", formal_notice=date(2026, 3, 10))
    assert str(result.interest) != "24.02"


def test_a_public_body_owes_the_rate_of_the_half_year_in_which_interest_began_for_the_whole_delay(law: Law) -> None:
    result = on_invoice(law, ClientKind.PUBLIC, 10000, "2025-06-19", "2025-09-01")
    assert spans(result) == [(74, "11.15")]
    assert str(result.interest) == "226.05"
    assert str(result.interest) != "208.79"  # what splitting by half-year would give
    assert result.fixed_fee == FORTY


def test_the_real_length_of_leap_years_is_a_choice(law: Law) -> None:
    result = on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2023-12-31", "2024-12-31", basis=DivisorBasis.ACTUAL)
    assert str(result.interest) == "143.74"


def test_the_real_length_of_years_changes_nothing_outside_leap_years(law: Law) -> None:
    one, other = (
        on_invoice(law, ClientKind.PUBLIC, 1000, "2025-02-15", "2026-05-01", basis=basis) for basis in DivisorBasis
    )
    assert one.interest_exact == other.interest_exact


def test_paid_on_the_due_date_nothing_is_added(law: Law) -> None:
    result = on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2026-03-15", "2026-03-15")
    assert (result.interest, result.fixed_fee, result.per_day) == (ZERO, ZERO, ZERO)
    assert result.total_due == Money.of(1000)
    assert result.segments == ()


def test_paid_one_day_late_one_day_of_interest_and_the_fee_are_due(law: Law) -> None:
    result = on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2026-03-15", "2026-03-16")
    assert (result.days, str(result.interest), result.fixed_fee) == (1, "0.33", FORTY)


def test_a_half_year_outside_the_table_is_an_error_that_names_it(law: Law) -> None:
    with pytest.raises(MissingRate, match="2027-S1") as caught:
        on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2026-11-15", "2027-01-01")
    assert caught.value.half == "2027-S1"
    assert "Outils → Taux d’intérêt" in str(caught.value)


def test_the_last_day_of_the_table_still_counts(law: Law) -> None:
    assert on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2026-11-15", "2026-12-31").days == 46


def test_before_the_table_the_half_year_is_named_too(law: Law) -> None:
    with pytest.raises(MissingRate, match="2014-S2"):
        on_invoice(law, ClientKind.PROFESSIONAL, 1000, "2014-11-15", "2015-02-01")


def test_no_rate_is_needed_once_everything_is_paid(law: Law) -> None:
    result = on_invoice(
        law,
        ClientKind.PROFESSIONAL,
        1000,
        "2026-11-15",
        "2027-06-30",
        payments=((date(2026, 12, 1), Money.of(1100)),),
    )
    assert result.segments[-1].last == date(2026, 12, 1)


def test_a_fixed_clause_needs_no_table_but_its_floor_is_then_not_checked(law: Law) -> None:
    result = on_invoice(
        law,
        ClientKind.PROFESSIONAL,
        1000,
        "2026-12-01",
        "2027-01-31",
        clause=PenaltyClause.FIXED,
        clause_rate=Decimal(12),
    )
    assert result.interest == Money.rounded(Fraction(1000 * 12 * 61, 36500))
    assert any("2027-S1" in warning for warning in result.warnings)
