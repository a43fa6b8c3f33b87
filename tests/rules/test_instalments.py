"""Instalments: a table that adds up whatever the sum, payments set against it with no cent lost, and when the whole becomes due."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import Clock
from litigedesk.errors import Refused
from litigedesk.rules import instalments as rules
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.instalments import InstalmentState, TermNotice

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
SUMS = st.integers(1, 5_000_000).map(Money)
PAID = st.lists(st.tuples(DAYS, SUMS), max_size=12)
SIGNED = date(2026, 12, 1)


def promise(due_on: date, amount: Money | str) -> Instalment:
    return Instalment(agreement_id=1, due_on=due_on, amount=Money.of(amount) if isinstance(amount, str) else amount)


TABLES = st.lists(st.builds(promise, DAYS, SUMS), max_size=12)
AGREED = Agreement(
    dispute_id=1, kind=AgreementKind.INSTALMENTS, proposed_on=SIGNED, as_of=SIGNED, signed_on=SIGNED,
    principal=Money.of("300"), acceleration=True,
)  # fmt: skip


def signed(**changes: Any) -> Agreement:
    return replace(AGREED, **changes)


THREE = [promise(date(2027, 1, 15), "100"), promise(date(2027, 2, 15), "100"), promise(date(2027, 3, 15), "100")]


# ---- the proposed table ----------------------------------------------------------------------------------------------
@given(st.integers(1, 10_000_000).map(Money), st.integers(1, rules.MOST), DAYS)
def test_a_table_of_any_number_of_months_adds_up_to_the_cent(total: Money, count: int, first_on: date) -> None:
    if total.cents < count:
        with pytest.raises(Refused):
            rules.by_count(total, count, first_on)
        return
    table = rules.by_count(total, count, first_on)
    assert len(table) == count
    assert Money.total(one.amount for one in table) == total
    assert {one.amount for one in table[:-1]} <= {table[0].amount}
    assert table[-1].amount >= table[0].amount > ZERO
    months = [one.due_on.year * 12 + one.due_on.month for one in table]
    assert months == list(range(months[0], months[0] + count))
    assert all(one.due_on.day == first_on.day or one.due_on.day >= 28 for one in table)


@given(st.integers(1, 10_000_000).map(Money), st.integers(1, 10_000_000).map(Money), DAYS)
def test_a_table_of_any_sum_a_month_adds_up_and_no_instalment_is_more_than_that_sum(
    total: Money, amount: Money, first_on: date
) -> None:
    if -(-total.cents // amount.cents) > rules.MOST:
        with pytest.raises(Refused, match="augmentez"):
            rules.by_amount(total, amount, first_on)
        return
    table = rules.by_amount(total, amount, first_on)
    assert Money.total(one.amount for one in table) == total
    assert all(ZERO < one.amount <= amount for one in table)
    assert {one.amount for one in table[:-1]} <= {amount}


def test_the_last_day_of_january_becomes_that_of_each_month_and_the_last_takes_the_remainder() -> None:
    table = rules.by_count(Money.of("1000"), 3, date(2027, 1, 31))
    assert [one.due_on for one in table] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    assert [one.amount for one in table] == [Money.of("333.33"), Money.of("333.33"), Money.of("333.34")]


@pytest.mark.parametrize("count", [0, -1, rules.MOST + 1])
def test_no_instalment_or_too_many_are_refused_in_a_sentence(count: int) -> None:
    with pytest.raises(Refused, match="entre 1 et"):
        rules.by_count(Money.of("1000"), count, SIGNED)


# ---- what was paid ---------------------------------------------------------------------------------------------------
@given(TABLES, PAID, DAYS)
def test_no_cent_is_lost_or_made_and_the_first_due_is_paid_first(
    table: list[Instalment], paid: list[tuple[date, Money]], today: date
) -> None:
    found = rules.allocate(table, paid, today)
    assert found.received + found.surplus == Money.total(amount for _, amount in paid)
    assert found.promised == Money.total(one.amount for one in table)
    assert [line.instalment.due_on for line in found.lines] == sorted(one.due_on for one in table)
    assert all(ZERO <= line.received <= line.instalment.amount for line in found.lines)
    lacking = [bool(line.left) for line in found.lines]
    assert lacking == sorted(lacking)  # once one lacks a cent, all after it do
    assert all(not line.received for line in found.lines[found.n_paid + 1 :])
    assert not found.surplus or found.is_paid
    assert all((line.state is InstalmentState.PAID) is not bool(line.left) for line in found.lines)
    assert all(
        (line.late_days > 0)
        is (line.state is InstalmentState.LATE)
        is (bool(line.left) and line.instalment.due_on < today)
        for line in found.lines
    )


def test_each_instalment_says_paid_late_paid_in_part_or_to_come() -> None:
    paid = [(date(2027, 1, 14), Money.of("100")), (date(2027, 2, 20), Money.of("40"))]
    found = rules.track(signed(), THREE, paid, date(2027, 2, 20))
    assert [line.state for line in found.lines] == [
        InstalmentState.PAID, InstalmentState.LATE, InstalmentState.TO_COME,
    ]  # fmt: skip
    assert found.lines[0].paid_on == date(2027, 1, 14)
    assert (found.lines[1].late_days, found.lines[1].left) == (5, Money.of("60"))
    assert [one.instalment.due_on for one in found.missed] == [date(2027, 2, 15)]
    before = rules.track(signed(), THREE, [*paid[:1], (date(2027, 2, 1), Money.of("40"))], date(2027, 2, 15))
    assert before.lines[1].state is InstalmentState.PART  # its own day is still in time


def test_only_what_came_after_the_sums_were_stopped_counts_and_the_day_of_the_signature_does() -> None:
    stopped = signed(as_of=date(2026, 11, 20))
    paid = [(date(2026, 11, 20), Money.of("50")), (date(2026, 11, 25), Money.of("30")), (SIGNED, Money.of("20"))]
    assert rules.track(stopped, THREE, paid, SIGNED).received == Money.of("50")  # signed after: 30 and 20
    assert rules.track(signed(), THREE, paid, SIGNED).received == Money.of("20")  # stopped and signed the same day


def test_an_ended_agreement_is_told_as_it_was_when_it_ended() -> None:
    over = signed(outcome=AgreementOutcome.REPLACED, ended_on=date(2027, 2, 16))
    paid = [(date(2027, 1, 15), Money.of("100")), (date(2027, 3, 1), Money.of("200"))]
    found = rules.track(over, THREE, paid, date(2027, 6, 1))
    assert (found.received, found.lines[1].late_days) == (Money.of("100"), 1)


def test_the_next_instalment_is_a_date_while_the_agreement_is_in_force() -> None:
    agreement = signed()
    found = rules.track(agreement, THREE, [(date(2027, 1, 15), Money.of("130"))], date(2027, 1, 16))
    (clock,) = rules.clocks(agreement, found)
    assert (clock.clock, clock.date) == (Clock.INSTALMENT, date(2027, 2, 15))
    assert "Versement 2 sur 3" in clock.title
    assert "30,00" in clock.reason
    assert rules.clocks(signed(signed_on=None), found) == ()
    assert rules.clocks(agreement, rules.track(agreement, THREE, [(SIGNED, Money.of("300"))], SIGNED)) == ()


# ---- the whole becomes due -------------------------------------------------------------------------------------------
NOTICED = TermNotice(sent_on=date(2027, 1, 25), reply_by=date(2027, 2, 4))


def judged(
    agreement: Agreement, notices: list[TermNotice], today: date, paid: str = "0"
) -> tuple[dict[str, Verdict], str]:
    """The verdict of each condition, and why the whole is not due."""
    tracking = rules.track(agreement, THREE, [(date(2027, 1, 15), Money.of(paid))] if paid != "0" else [], today)
    found = rules.forfeiture(agreement, tracking, notices, today)
    assert rules.may_forfeit(found) is (rules.why_not(found) == "")
    return {one.code: one.verdict for one in found}, rules.why_not(found)


def test_the_whole_becomes_due_when_the_agreement_says_so_and_a_notice_was_of_no_effect() -> None:
    verdicts, why_not = judged(signed(), [NOTICED], date(2027, 2, 5))
    assert (set(verdicts.values()), why_not) == ({Verdict.MET}, "")


@pytest.mark.parametrize(
    ("agreement", "notices", "today", "paid", "failed"),
    [
        (signed(acceleration=False), [NOTICED], date(2027, 2, 5), "0", "clause"),
        (signed(), [], date(2027, 2, 5), "0", "notice"),
        (signed(), [TermNotice(sent_on=None, reply_by=date(2027, 2, 4))], date(2027, 2, 5), "0", "notice"),
        (
            signed(),
            [TermNotice(sent_on=date(2027, 1, 10), reply_by=date(2027, 1, 20))],
            date(2027, 2, 5),
            "0",
            "notice",
        ),
        (signed(), [NOTICED], date(2027, 2, 4), "0", "notice"),  # its last day is still in time
        (signed(), [NOTICED], date(2027, 2, 5), "100", "missed"),
        (signed(signed_on=None), [NOTICED], date(2027, 2, 5), "0", "signed"),
    ],
)
def test_without_one_of_its_conditions_the_whole_is_not_due_and_the_reason_names_its_article(
    agreement: Agreement, notices: list[TermNotice], today: date, paid: str, failed: str
) -> None:
    verdicts, why_not = judged(agreement, notices, today, paid)
    assert verdicts[failed] is not Verdict.MET
    article = {"signed": "C. civ. 1103", "notice": "C. civ. 1344"}.get(failed, rules.ARTICLE)
    assert formats.typographic(article) in why_not
