"""The statement of several invoices adds up to the cent and repeats nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import BugError, MissingRate
from litigedesk.rules.interest import Claim
from litigedesk.rules.law import Law, load
from litigedesk.rules.statement import InvoiceClaim, compute

LAW: Law = load()
UNTIL = date(2026, 11, 22)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SUMS = st.integers(1, 1_000_000).map(Money)


def invoice(number: str, euros: int, due: date, **facts: object) -> InvoiceClaim:
    claim = Claim(
        client=ClientKind.PROFESSIONAL,
        principal=Money.of(euros),
        due=due,
        until=UNTIL,
        **facts,  # type: ignore[arg-type]
    )
    return InvoiceClaim(invoice_id=None, number=number, claim=claim)


def test_each_late_invoice_bears_its_own_interest_and_its_own_fee(law: Law) -> None:
    found = compute([invoice("F-1", 2500, date(2026, 5, 31)), invoice("F-2", 1000, date(2026, 11, 30))], UNTIL, law)
    assert [str(line.result.interest) for line in found.lines] == ["148.12", "0.00"]
    assert found.fixed_fee == Money.of(40)
    assert str(found.total_due) == "3688.12"


def test_common_reasons_come_once_and_particular_ones_name_their_invoice(law: Law) -> None:
    found = compute([invoice("F-1", 2500, date(2026, 5, 31)), invoice("F-2", 1000, date(2026, 6, 15))], UNTIL, law)
    assert sum("aucun taux prévu" in step for step in found.steps) == 1
    assert any(step.startswith("F-2\u00a0: Échéance le 15\u00a0juin\u00a02026") for step in found.steps)
    assert len(set(found.steps)) == len(found.steps)
    assert len(set(found.sources)) == len(found.sources)
    assert "2\u00a0factures" in found.steps[-1]


def test_a_single_invoice_is_told_without_its_number(law: Law) -> None:
    found = compute([invoice("F-1", 2500, date(2026, 5, 31))], UNTIL, law)
    assert found.steps == found.lines[0].result.steps


def test_what_is_overpaid_on_one_invoice_is_not_taken_off_another(law: Law) -> None:
    paid = ((date(2026, 5, 31), Money.of(3000)),)
    found = compute(
        [invoice("F-1", 2500, date(2026, 5, 31), payments=paid), invoice("F-2", 1000, date(2026, 11, 30))], UNTIL, law
    )
    assert (found.total_due, found.overpaid) == (Money.of(1000), Money.of(500))
    assert any("1342-10" in warning for warning in found.warnings)


def test_no_invoice_makes_an_empty_statement(law: Law) -> None:
    found = compute([], UNTIL, law)
    assert (found.lines, found.total_due, found.per_day) == ((), ZERO, ZERO)


def test_invoices_reckoned_on_different_days_are_a_fault_of_ours(law: Law) -> None:
    with pytest.raises(BugError, match="same day"):
        compute([invoice("F-1", 1, UNTIL)], date(2026, 11, 23), law)


def test_a_missing_rate_is_not_passed_over(law: Law) -> None:
    late = Claim(client=ClientKind.PROFESSIONAL, principal=Money.of(1), due=date(2026, 11, 1), until=date(2027, 1, 2))
    with pytest.raises(MissingRate, match="2027-S1"):
        compute([InvoiceClaim(invoice_id=1, number="F-1", claim=late)], date(2027, 1, 2), law)


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceClaim:
    claim = Claim(
        client=draw(st.sampled_from([ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC])),
        principal=draw(SUMS),
        due=draw(DAYS),
        until=UNTIL,
        payments=tuple(draw(st.lists(st.tuples(DAYS, SUMS), max_size=2))),
        formal_notice=draw(st.none() | DAYS),
    )
    return InvoiceClaim(invoice_id=draw(st.integers(1, 99)), number=draw(st.text(max_size=5)), claim=claim)


@given(st.lists(invoices(), max_size=4))
def test_totals_are_the_sums_of_their_lines(given_invoices: list[InvoiceClaim]) -> None:
    found = compute(given_invoices, UNTIL, LAW)
    for name in (
        "principal", "credited", "interest", "fixed_fee", "paid", "principal_due", "interest_due", "fee_due",
        "total_due", "overpaid", "per_day",
    ):  # fmt: skip
        assert getattr(found, name) == Money.total(getattr(line.result, name) for line in found.lines)
    balance = found.principal - found.credited + found.interest + found.fixed_fee - found.paid
    assert found.total_due - found.overpaid == balance
