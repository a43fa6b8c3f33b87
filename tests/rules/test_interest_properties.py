"""What must hold of late interest whatever the dates and sums."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import ClientKind, DivisorBasis, PenaltyClause
from litigedesk.rules.interest import Claim, compute
from litigedesk.rules.law import Law, load

LAW: Law = load()
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
SUMS = st.integers(1, 10_000_000).map(Money)
PAYMENTS = st.lists(st.tuples(DAYS, SUMS), max_size=4).map(tuple)
KINDS = st.sampled_from([ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC])
SPLIT_BY_HALF_YEAR = st.sampled_from([PenaltyClause.NONE, PenaltyClause.TRIPLE_LEGAL, PenaltyClause.FIXED])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    due, until = sorted((draw(DAYS), draw(DAYS)))
    clause = draw(SPLIT_BY_HALF_YEAR)
    return Claim(
        client=draw(KINDS),
        principal=draw(SUMS),
        due=due,
        until=until,
        clause=clause,
        clause_rate=Decimal("12.5") if clause is PenaltyClause.FIXED else None,
        payments=draw(PAYMENTS),
        credit_notes=draw(st.lists(st.tuples(DAYS, SUMS), max_size=1).map(tuple)),
        formal_notice=draw(st.none() | DAYS),
        capitalise=draw(st.booleans()),
        judgment=draw(st.none() | DAYS),
        basis=draw(st.sampled_from(DivisorBasis)),
    )


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), SUMS, SPLIT_BY_HALF_YEAR, st.sampled_from(DivisorBasis))
def test_cutting_a_period_in_two_changes_nothing(
    days: list[date], principal: Money, clause: PenaltyClause, basis: DivisorBasis
) -> None:
    def exact(due: date, until: date) -> Fraction:
        claim = Claim(
            client=ClientKind.PROFESSIONAL,
            principal=principal,
            due=due,
            until=until,
            clause=clause,
            clause_rate=Decimal("9.75") if clause is PenaltyClause.FIXED else None,
            basis=basis,
        )
        return compute(claim, LAW).interest_exact

    start, middle, end = days
    assert exact(start, middle) + exact(middle, end) == exact(start, end)


@given(claims(), st.integers(1, 400))
def test_a_later_end_never_lowers_interest(claim: Claim, more: int) -> None:
    later = min(claim.until + timedelta(more), date(2026, 12, 31))
    moved = Claim(**{**vars(claim), "until": later})
    assert compute(moved, LAW).interest_exact >= compute(claim, LAW).interest_exact


@given(st.tuples(DAYS, DAYS, DAYS).map(sorted), SUMS, st.sampled_from([ClientKind.PROFESSIONAL, ClientKind.CONSUMER]))
def test_a_later_start_never_raises_interest(days: list[date], principal: Money, kind: ClientKind) -> None:
    early, late, until = days

    def interest(start: date) -> Fraction:
        claim = Claim(client=kind, principal=principal, due=start, until=until, formal_notice=start)
        return compute(claim, LAW).interest_exact

    assert interest(late) <= interest(early)


@given(claims())
def test_the_total_is_the_sum_of_its_parts_and_never_negative(claim: Claim) -> None:
    result = compute(claim, LAW)
    balance = result.principal - result.credited + result.interest + result.fixed_fee - result.paid
    assert result.total_due - result.overpaid == balance
    assert result.principal_due + result.interest_due + result.fee_due == result.total_due
    assert min(result.principal_due, result.interest_due, result.fee_due, result.total_due, result.overpaid) >= ZERO
    assert ZERO in {result.total_due, result.overpaid}


@given(claims())
def test_stretches_follow_each_other_without_gap_and_add_up(claim: Claim) -> None:
    result = compute(claim, LAW)
    for before, after in zip(result.segments, result.segments[1:], strict=False):
        assert after.first == before.last + timedelta(1)
    assert sum(segment.exact for segment in result.segments) == result.interest_exact
    assert all(segment.days == (segment.last - segment.first).days + 1 for segment in result.segments)
    assert all(claim.due < segment.first <= segment.last <= claim.until for segment in result.segments)


@given(claims(), DAYS, SUMS)
def test_one_more_payment_never_raises_interest(claim: Claim, day: date, amount: Money) -> None:
    paid_more = Claim(**{**vars(claim), "payments": (*claim.payments, (day, amount))})
    assert compute(paid_more, LAW).interest_exact <= compute(claim, LAW).interest_exact


@given(claims())
def test_a_consumer_is_never_asked_a_fee_nor_more_than_the_legal_rate_and_its_five_points(claim: Claim) -> None:
    consumer = Claim(**{**vars(claim), "client": ClientKind.CONSUMER})
    result = compute(consumer, LAW)
    assert result.fixed_fee == ZERO
    assert all(segment.rate <= LAW.rates.at(segment.first).pro + 5 for segment in result.segments)
