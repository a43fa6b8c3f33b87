"""Clauses, payments, credit notes, capitalisation, judgment: what each changes in late interest."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind, PenaltyClause
from litigedesk.errors import Refused
from litigedesk.rules.interest import Claim, InterestResult, compute
from litigedesk.rules.kinds import Regime
from litigedesk.rules.law import Law

FORTY = Money.of(40)


def claim(client: ClientKind = ClientKind.PROFESSIONAL, **facts: object) -> Claim:
    given: dict[str, object] = {
        "client": client,
        "principal": Money.of(1000),
        "due": date(2024, 11, 15),
        "until": date(2025, 3, 1),
    }
    return Claim(**{**given, **facts})  # type: ignore[arg-type]


def adds_up(result: InterestResult) -> bool:
    balance = result.principal - result.credited + result.interest + result.fixed_fee - result.paid
    parts = result.principal_due + result.interest_due + result.fee_due
    return result.total_due - result.overpaid == balance and parts == result.total_due


# ---- clauses ---------------------------------------------------------------------------------------------------------
def test_a_fixed_rate_applies_throughout_in_one_stretch(law: Law) -> None:
    result = compute(claim(clause=PenaltyClause.FIXED, clause_rate=Decimal("16.5")), law)
    assert [(part.days, part.rate) for part in result.segments] == [(106, Decimal("16.5"))]
    assert result.interest == Money.rounded(Fraction(1000 * 165 * 106, 365000))
    assert not any("plancher" in warning for warning in result.warnings)


def test_a_rate_below_the_floor_of_one_half_year_only_is_flagged_for_it_and_kept(law: Law) -> None:
    result = compute(claim(clause=PenaltyClause.FIXED, clause_rate=Decimal(12)), law)
    (warning,) = [text for text in result.warnings if "plancher" in text]
    assert "2024-S2" in warning
    assert "2025-S1" not in warning  # its floor is 11.13 %
    assert result.segments[0].rate == 12


def test_a_fixed_clause_without_its_rate_is_refused(law: Law) -> None:
    with pytest.raises(Refused, match="taux de pénalité"):
        compute(claim(clause=PenaltyClause.FIXED), law)


@pytest.mark.parametrize("client", [ClientKind.CONSUMER, ClientKind.PUBLIC])
def test_a_clause_changes_nothing_for_a_consumer_or_a_public_body_and_this_is_said(
    law: Law, client: ClientKind
) -> None:
    facts = {"client": client, "formal_notice": date(2024, 12, 1)}
    plain = compute(claim(**facts), law)
    result = compute(claim(clause=PenaltyClause.FIXED, clause_rate=Decimal(20), **facts), law)
    assert result.interest == plain.interest
    assert any("n’est pas appliqué" in warning for warning in result.warnings)


# ---- clients ---------------------------------------------------------------------------------------------------------
def test_a_client_of_unknown_kind_must_be_qualified_first(law: Law) -> None:
    with pytest.raises(Refused, match="professionnel, un consommateur ou un acheteur public"):
        compute(claim(ClientKind.UNKNOWN), law)


def test_without_a_notice_a_consumer_owes_the_principal_only(law: Law) -> None:
    result = compute(claim(ClientKind.CONSUMER), law)
    assert (result.interest, result.fixed_fee, result.total_due) == (ZERO, ZERO, Money.of(1000))
    assert any("mise en demeure" in warning for warning in result.warnings)


def test_that_the_day_of_receipt_does_not_count_is_told_as_a_convention(law: Law) -> None:
    told = " ".join(compute(claim(ClientKind.CONSUMER, formal_notice=date(2024, 12, 1)), law).steps)
    assert "le jour de réception ne compte pas, par convention" in told
    early = " ".join(compute(claim(ClientKind.CONSUMER, formal_notice=date(2024, 10, 1)), law).steps)
    assert "convention" not in early


def test_a_notice_before_the_due_date_does_not_start_interest_before_it(law: Law) -> None:
    result = compute(claim(ClientKind.CONSUMER, formal_notice=date(2024, 10, 1)), law)
    assert result.segments[0].first == date(2024, 11, 16)


def test_no_fee_is_ever_asked_of_a_consumer_even_after_judgment(law: Law) -> None:
    result = compute(claim(ClientKind.CONSUMER, formal_notice=date(2024, 12, 1), judgment=date(2024, 12, 20)), law)
    assert result.fixed_fee == ZERO


# ---- payments and credit notes ---------------------------------------------------------------------------------------
def test_a_partial_payment_goes_to_interest_first_then_to_principal(law: Law) -> None:
    result = compute(claim(payments=((date(2024, 12, 31), Money.of(300)),)), law)
    owed_then = Fraction(1000 * 46 * 1425, 3650000)
    left = 1000 - (300 - owed_then)
    assert result.interest_exact == owed_then + left * 60 * Fraction(1315, 3650000)
    assert (result.paid, str(result.interest), str(result.total_due)) == (Money.of(300), "33.48", "773.48")
    assert str(result.interest_due) == "15.52"
    assert adds_up(result)


def test_a_payment_smaller_than_the_interest_leaves_the_principal_whole(law: Law) -> None:
    result = compute(claim(payments=((date(2024, 12, 31), Money.of(10)),)), law)
    assert result.principal_due == Money.of(1000)
    assert str(result.interest_due) == "29.58"
    assert str(result.interest) == "39.58"


def test_a_payment_before_the_due_date_reduces_what_bears_interest(law: Law) -> None:
    result = compute(claim(payments=((date(2024, 11, 15), Money.of(400)),)), law)
    assert result.segments[0].base == Money.of(600)
    assert adds_up(result)


def test_everything_paid_before_the_due_date_leaves_neither_interest_nor_fee(law: Law) -> None:
    result = compute(claim(payments=((date(2024, 11, 15), Money.of(1000)),)), law)
    assert (result.total_due, result.interest, result.fixed_fee, result.overpaid) == (ZERO, ZERO, ZERO, ZERO)


def test_the_fee_is_paid_last_and_stays_due_when_principal_and_interest_are_settled(law: Law) -> None:
    result = compute(claim(payments=((date(2025, 3, 1), Money.of("1039.58")),)), law)
    assert (result.principal_due, result.interest_due, result.fee_due) == (ZERO, ZERO, FORTY)
    assert result.total_due == FORTY
    assert result.per_day == ZERO


def test_interest_stops_once_the_rounded_sum_asked_for_is_paid(law: Law) -> None:
    asked = compute(claim(), law)
    result = compute(claim(until=date(2026, 6, 1), payments=((date(2025, 3, 1), asked.total_due),)), law)
    assert result.total_due == ZERO
    assert result.interest == asked.interest


def test_what_is_paid_in_excess_is_told_apart_and_never_makes_the_sum_due_negative(law: Law) -> None:
    result = compute(claim(payments=((date(2025, 3, 1), Money.of(2000)),)), law)
    assert result.total_due == ZERO
    assert str(result.overpaid) == "920.42"
    assert any("de trop" in warning for warning in result.warnings)
    assert adds_up(result)


def test_what_a_payment_leaves_after_interest_and_principal_is_told(law: Law) -> None:
    result = compute(claim(payments=((date(2025, 3, 1), Money.of(2000)),)), law)
    (step,) = [step for step in result.steps if step.startswith("Paiement de")]
    assert "960,42\u00a0€ restants" in step
    again = compute(claim(payments=((date(2025, 2, 1), Money.of(1500)), (date(2025, 3, 1), Money.of(7)))), law)
    assert any("7,00\u00a0€" in step and "déjà soldés" in step for step in again.steps)


def test_credit_notes_over_the_principal_are_not_called_a_payment(law: Law) -> None:
    result = compute(claim(credit_notes=((date(2025, 2, 1), Money.of(1200)),)), law)
    assert result.overpaid == Money.of(200)
    assert not any("a payé" in warning for warning in result.warnings)
    assert any("avoirs" in warning and "200,00\u00a0€" in warning for warning in result.warnings)


def test_a_payment_after_the_statement_is_left_out_and_this_is_said(law: Law) -> None:
    result = compute(claim(payments=((date(2025, 3, 2), Money.of(500)),)), law)
    assert result.paid == ZERO
    assert any("Non compté" in warning for warning in result.warnings)


def test_a_credit_note_reduces_the_principal_from_the_start(law: Law) -> None:
    result = compute(claim(credit_notes=((date(2025, 2, 1), Money.of(200)),)), law)
    assert result.interest == compute(claim(principal=Money.of(800)), law).interest
    assert (result.principal, result.credited) == (Money.of(1000), Money.of(200))
    assert adds_up(result)


def test_an_invoice_credited_in_full_owes_nothing(law: Law) -> None:
    result = compute(claim(credit_notes=((date(2025, 2, 1), Money.of(1000)),)), law)
    assert (result.total_due, result.fixed_fee) == (ZERO, ZERO)


@pytest.mark.parametrize("amount", [Money(-1), ZERO])
def test_a_payment_that_is_not_positive_is_refused(law: Law, amount: Money) -> None:
    with pytest.raises(Refused, match="supérieur à zéro"):
        compute(claim(payments=((date(2025, 1, 1), amount),)), law)


def test_a_negative_principal_is_refused(law: Law) -> None:
    with pytest.raises(Refused, match="négative"):
        compute(claim(principal=Money(-1)), law)


def test_each_further_day_costs_what_one_more_day_adds(law: Law) -> None:
    result = compute(claim(payments=((date(2025, 1, 15), Money.of(250)),)), law)
    later = compute(claim(payments=((date(2025, 1, 15), Money.of(250)),), until=date(2025, 3, 2)), law)
    assert result.per_day == Money.rounded(later.interest_exact - result.interest_exact)


# ---- capitalisation --------------------------------------------------------------------------------------------------
def test_interest_bears_interest_after_a_whole_year_only_when_asked(law: Law) -> None:
    facts = {"due": date(2022, 12, 31), "until": date(2024, 12, 31)}
    plain = compute(claim(**facts), law)
    result = compute(claim(capitalise=True, **facts), law)
    first_year = sum(part.exact for part in result.segments if part.last <= date(2023, 12, 31))
    second_year = first_year * (Fraction(182 * 1450 + 184 * 1425, 3650000))
    assert result.interest_exact == plain.interest_exact + second_year
    assert any("1343-2" in warning for warning in result.warnings)
    assert not any("1343-2" in source for source in plain.sources)


def test_interest_of_less_than_a_year_bears_none(law: Law) -> None:
    facts = {"due": date(2022, 12, 31), "until": date(2023, 12, 31)}
    assert compute(claim(capitalise=True, **facts), law).interest == compute(claim(**facts), law).interest


@pytest.mark.parametrize(
    ("due", "anniversary"),
    [
        (date(2024, 2, 28), date(2025, 3, 1)),  # the first day is 29 February: its year is over on 28 February
        (date(2024, 2, 29), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2024, 3, 1)),
    ],
)
def test_a_year_of_interest_is_whole_around_29_february(law: Law, due: date, anniversary: date) -> None:
    result = compute(claim(due=due, until=date(2025, 6, 30), capitalise=True), law)
    (grown,) = [part.first for part in result.segments if part.base != Money.of(1000)][:1]
    assert grown == anniversary


# ---- judgment --------------------------------------------------------------------------------------------------------
def test_after_judgment_the_legal_rate_runs_then_five_points_more_after_two_months(law: Law) -> None:
    result = compute(claim(judgment=date(2024, 12, 20), until=date(2025, 3, 31)), law)
    assert [(part.first, part.last, str(part.rate)) for part in result.segments] == [
        (date(2024, 11, 16), date(2024, 12, 20), "14.25"),
        (date(2024, 12, 21), date(2024, 12, 31), "4.92"),
        (date(2025, 1, 1), date(2025, 2, 20), "3.71"),
        (date(2025, 2, 21), date(2025, 3, 31), "8.71"),
    ]
    assert result.segments[0].regime is Regime.DEFAULT
    assert {part.regime for part in result.segments[1:]} == {Regime.LEGAL}
    assert any("5\u00a0points" in warning for warning in result.warnings)


def test_two_months_from_the_last_day_of_december_end_with_february(law: Law) -> None:
    result = compute(
        claim(ClientKind.CONSUMER, judgment=date(2025, 12, 31), until=date(2026, 3, 2), due=date(2025, 12, 1)), law
    )
    assert [(part.last, str(part.rate)) for part in result.segments] == [
        (date(2026, 2, 28), "2.62"),
        (date(2026, 3, 2), "7.62"),
    ]


def test_a_judgment_starts_a_consumers_interest_even_without_a_notice(law: Law) -> None:
    result = compute(claim(ClientKind.CONSUMER, judgment=date(2025, 1, 31)), law)
    assert result.segments[0].first == date(2025, 2, 1)
    (warning,) = [warning for warning in result.warnings if "Sans mise en demeure" in warning]
    assert "jugement" in warning
    assert any("jugement exécutoire le 31\u00a0janvier\u00a02025" in step for step in result.steps)


def test_a_judgment_before_the_due_date_is_doubted(law: Law) -> None:
    doubt = "antérieur à l’échéance"
    assert any(doubt in warning for warning in compute(claim(judgment=date(2024, 11, 14)), law).warnings)
    assert not any(doubt in warning for warning in compute(claim(judgment=date(2024, 11, 15)), law).warnings)


def test_a_judgment_later_than_the_statement_changes_nothing(law: Law) -> None:
    assert compute(claim(judgment=date(2025, 3, 1)), law).interest == compute(claim(), law).interest


def test_a_long_list_of_half_years_is_told_by_its_ends(law: Law) -> None:
    facts = {"due": date(1990, 1, 1), "until": date(2060, 1, 1)}
    result = compute(claim(clause=PenaltyClause.FIXED, clause_rate=Decimal(1), **facts), law)
    assert max(map(len, result.warnings)) < 500
    unchecked = " ".join(result.warnings)
    assert "1990-S1 à 2014-S2" in unchecked
    assert "2027-S1 à 2060-S1" in unchecked


# ---- reasons ---------------------------------------------------------------------------------------------------------
def test_the_reasons_are_in_french_typography_and_name_every_stretch(law: Law) -> None:
    result = compute(claim(), law)
    told = "\n".join(result.steps)
    assert "46\u00a0jours × 14,25\u202f% sur 1\u202f000,00\u00a0€ ÷ 365 = 17,96\u00a0€" in told
    assert "1er\u00a0mars\u00a02025" in told
    assert any("D441-5" in source for source in result.sources)
    assert "'" not in told


def test_a_rate_past_its_reading_is_to_be_read_again(law: Law) -> None:
    result = compute(
        claim(due=date(2026, 12, 1), until=date(2027, 2, 1), clause=PenaltyClause.FIXED, clause_rate=Decimal(15)),
        law,
    )
    assert any(warning.startswith("À relire") for warning in result.warnings)
    assert not any(warning.startswith("À relire") for warning in compute(claim(), law).warnings)


def test_sentences_are_written_once_and_do_not_decide_equality(law: Law) -> None:
    one, other = compute(claim(), law), compute(claim(), law)
    assert one.steps is one.steps
    assert (one, hash(one)) == (other, hash(other))
    assert one.reasons is not other.reasons


# ---- insolvency of the client ----------------------------------------------------------------------------------------
def test_interest_stops_with_the_judgment_that_opens_the_insolvency_and_payments_still_count(law: Law) -> None:
    paid = (date(2025, 2, 1), Money.of("100.00"))
    result = compute(claim(stopped=date(2024, 12, 31), payments=(paid,), judgment=date(2025, 1, 15)), law)
    assert result.interest == Money.of("17.96")  # 46 days at 14.25 %, the first stretch of example I-1
    assert result.paid == Money.of("100.00")
    assert result.per_day == ZERO
    assert {part.rate for part in result.segments if part.first > date(2024, 12, 31)} == {Decimal(0)}
    assert any("L622-28" in warning for warning in result.warnings)
    assert adds_up(result)


def test_after_the_stop_no_missing_rate_keeps_the_sums_from_being_stated(law: Law) -> None:
    stopped = compute(claim(due=date(2026, 5, 31), until=date(2027, 2, 1), stopped=date(2026, 6, 30)), law)
    assert stopped.interest == compute(claim(due=date(2026, 5, 31), until=date(2026, 6, 30)), law).interest
