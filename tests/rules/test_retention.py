"""Why the data of a client are kept and until when: worked examples, each from the article it quotes."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk.domain.money import Money
from litigedesk.rules import retention
from litigedesk.rules.retention import ClientFacts, Debt, Kept, Start

DAYS = {Start.SERVICE: date(2020, 3, 31), Start.VOUCHER: date(2020, 4, 15)}


def until(facts: ClientFacts, today: date = date(2026, 11, 22)) -> dict[str, date | None]:
    return {one.rule.key: one.until for one in retention.assess(facts, today).reasons}


def test_a_professional_is_kept_for_the_contract_the_tax_office_and_the_accounts() -> None:
    assert until(ClientFacts(days=DAYS)) == {
        "contract": date(2025, 3, 31),  # five years, C. civ. 2224
        "tax": date(2026, 4, 15),  # six years, LPF L102 B
        "accounting": date(2030, 12, 31),  # ten years from the end of the year, C. com. L123-22
    }


def test_without_accounts_six_years_are_enough() -> None:
    facts = ClientFacts(days=DAYS, keeps_accounts=False)
    found = retention.assess(facts, date(2026, 11, 22))
    assert set(until(facts)) == {"contract", "tax"}
    assert found.is_free
    assert found.free_from == date(2026, 4, 16)


@pytest.mark.parametrize(
    ("consumer", "online", "expected"),
    [(True, True, date(2030, 3, 31)), (True, False, None), (False, True, None)],
)
def test_a_contract_made_online_is_kept_ten_years_for_consumers_alone(
    consumer: bool, online: bool, expected: date | None
) -> None:
    facts = ClientFacts(is_consumer=consumer, sold_online=online, days={**DAYS, Start.ELECTRONIC: date(2020, 3, 31)})
    assert until(facts).get("electronic") == expected
    assert ("consumer" in until(facts)) == consumer


def test_an_open_affair_keeps_everything_without_end() -> None:
    found = retention.assess(ClientFacts(open_matters=("litige LIT-1",), days=DAYS), date(2040, 1, 1))
    assert found.reasons[0].rule.key == "open"
    assert found.reasons[0].detail == "litige LIT-1"
    assert found.free_from is None
    assert not found.is_free
    assert found.free_parts == ()


def test_a_sum_alone_keeps_everything_until_the_last_of_it_is_time_barred() -> None:
    debts = (Debt(Money.of(100), date(2031, 3, 1)), Debt(Money.of(50), date(2030, 3, 1)))
    facts = ClientFacts(debts=debts, days={Start.SERVICE: date(2020, 2, 29)}, keeps_accounts=False)
    (reason, _) = retention.assess(facts, date(2031, 3, 1)).reasons
    assert reason.detail == "150,00\u00a0€ restent dus, prescription au plus tard le 1er\u00a0mars\u00a02031"
    assert not retention.assess(facts, date(2031, 3, 1)).is_free
    assert retention.assess(facts, date(2031, 3, 2)).is_free
    for more in (
        {"debts": (*debts, Debt(Money.of(1), None))},
        {"open_matters": ("litige LIT-1",)},
    ):
        open_still = retention.assess(replace(facts, **more), date(2040, 1, 1))
        assert open_still.free_from is None
        assert "restent dus" in open_still.reasons[0].detail


def test_what_no_running_reason_keeps_may_go_before_the_rest() -> None:
    found = retention.assess(ClientFacts(days=DAYS), date(2026, 11, 22))
    assert [one.rule.key for one in found.running] == ["accounting"]
    assert set(found.free_parts) == {Kept.CONTRACT, Kept.EXCHANGES, Kept.EVIDENCE}
    assert found.free_from == date(2031, 1, 1)


def test_the_last_day_still_keeps_and_the_next_does_not() -> None:
    facts = ClientFacts(days={Start.SERVICE: date(2020, 2, 29)}, keeps_accounts=False)
    assert not retention.assess(facts, date(2025, 2, 28)).is_free
    assert retention.assess(facts, date(2025, 3, 1)).is_free


def test_somebody_who_never_bought_is_kept_for_no_reason() -> None:
    found = retention.assess(ClientFacts(), date(2026, 11, 22))
    assert found.reasons == ()
    assert found.is_free
    assert found.free_from is None


def test_a_mediation_a_judgment_and_a_claim_have_each_their_time() -> None:
    days = {Start.MEDIATION: date(2026, 1, 31), Start.JUDGMENT: date(2026, 1, 31), Start.CLAIM: date(2026, 1, 31)}
    assert until(ClientFacts(days=days)) == {
        "judgment": date(2036, 1, 31),  # CPCE L111-4
        "insurer": date(2028, 1, 31),  # C. ass. L114-1
        "mediation": date(2026, 7, 31),  # C. civ. 2238
    }


def test_an_answer_is_due_within_a_month() -> None:
    assert retention.answer_by(date(2026, 1, 31)) == date(2026, 2, 28)


def test_what_was_not_read_in_a_text_says_so() -> None:
    doubted = {rule.key for rule in retention.rules() if rule.confirm}
    assert doubted == {"open", "accounting", "tax"}
    assert all(rule.confirm for rule in retention.rules() if "connaissance générale" in rule.confidence)
    assert retention.refusal().confirm
