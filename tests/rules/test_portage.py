"""The life of a three-party contract: its phases and who holds the pen, what it must say and may not exceed, its dates."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ContractKind,
    DeliveryProofKind,
    MissionGround,
    PaymentTerm,
    Signatory,
    ValidationAnswer,
)
from litigedesk.rules import portage as rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.law import Law
from litigedesk.rules.portage import ContractPhase, PortageDelays

TODAY = date(2026, 11, 22)
APPROVED, CORRECTIONS = ValidationAnswer.APPROVED, ValidationAnswer.CORRECTIONS
MET, FAILED, ASK = Verdict.MET, Verdict.FAILED, Verdict.ASK
DELAYS = PortageDelays(validation_days=5, signature_days=7, mission_months=36, conclusion_days=2)
CONTRACT = Contract(
    id=1,
    client_id=1,
    kind=ContractKind.TRIPARTITE,
    reference="T-1",
    starts_on=date(2026, 1, 5),
    ends_on=date(2026, 12, 31),
    amount=Money.of(42_000),
    payment_term=PaymentTerm.INVOICE_30,
)
EMPTY = Tripartite(contract_id=1, company_id=1)
FULL = replace(
    EMPTY, ground=MissionGround.EXPERTISE, skills="Dix ans de développement", service="Refonte", price="600 € par jour",
    safety="Celle de l’entreprise cliente", equipment="Aucun",
)  # fmt: skip
COMPANY = PortageCompany(
    name="Portage du Littoral", guarantor="Caisse", insurer="Mutuelle du Large", policy_number="RC-1"
)
SIGNED_FIELDS = ("worker_signed_on", "client_signed_on", "company_signed_on")


def day(number: int) -> date:
    return date(2026, 11, number)


def sent(on: int, answer: ValidationAnswer | None = None, answered: int | None = None, **more: Any) -> ValidationRound:
    answered_on = None if answered is None else day(answered)
    return ValidationRound(contract_id=1, sent_on=day(on), answer=answer, answered_on=answered_on, **more)


def signed(*who: str, on: int = 20) -> Tripartite:
    return replace(EMPTY, **{f"{one}_signed_on": day(on) for one in who})  # type: ignore[arg-type]


ACTIVE = signed("worker", "client", "company")


WAITING, REFUSED, GREEN = (sent(2),), (sent(2, CORRECTIONS, 5),), (sent(2, APPROVED, 5),)


# ---- where it stands, who holds the pen ------------------------------------------------------------------------------
@pytest.mark.parametrize("subset", [one for size in range(4) for one in itertools.combinations(Signatory, size)])
@pytest.mark.parametrize(
    ("rounds", "phase", "pen"),
    [
        ((), ContractPhase.DRAFTED, Signatory.WORKER),
        (WAITING, ContractPhase.SENT, Signatory.COMPANY),
        (REFUSED, ContractPhase.CORRECTIONS, Signatory.WORKER),
        (GREEN, ContractPhase.TO_SIGN, None),
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_phase_and_pen_for_every_combination_of_answers_and_signatures(
    subset: tuple[Signatory, ...],
    rounds: tuple[ValidationRound, ...],
    phase: ContractPhase,
    pen: Signatory | None,
    ended: bool,
) -> None:
    parties = replace(signed(*(str(one) for one in subset)), ended_on=TODAY if ended else None)
    assert rules.to_sign(parties) == tuple(one for one in Signatory if one not in subset)
    if ended:
        phase, pen = ContractPhase.ENDED, None
    elif len(subset) == 3:
        phase, pen = ContractPhase.ACTIVE, None
    elif phase is ContractPhase.TO_SIGN:
        pen = rules.to_sign(parties)[0]
    assert (rules.phase(parties, rounds), rules.pen_holder(parties, rounds)) == (phase, pen)


def test_the_latest_sending_decides_whatever_the_order_they_are_given_in() -> None:
    again = sent(9, id=2)
    assert rules.phase(EMPTY, (again, *GREEN)) is ContractPhase.SENT
    assert rules.approved_on((again, *GREEN)) is None, "a new draft waits for its own green light"
    same_day = (sent(2, CORRECTIONS, 3, id=1), sent(2, APPROVED, 5, id=2))
    assert rules.approved_on(same_day) == day(5)
    assert rules.last_round(()) is None


def test_a_contract_is_concluded_on_the_day_of_the_last_signature() -> None:
    three = replace(signed("worker", "client", on=18), company_signed_on=day(21))
    assert rules.concluded_on(three) == day(21)
    assert rules.concluded_on(replace(three, client_signed_on=None)) is None


# ---- what it must say ------------------------------------------------------------------------------------------------
def lacking(
    contract: Contract = CONTRACT, parties: Tripartite = FULL, worker: str = "Camille Roussel", **company: str
) -> set[str]:
    found = rules.contents(contract, parties, replace(COMPANY, **company), worker)
    assert {one.article for one in found} == {"C. trav. L1254-23"}
    assert all((one.field != "") is (one.verdict is ASK) for one in found)
    return {one.code for one in found if one.verdict is not MET}


def test_a_full_contract_says_all_that_the_law_asks() -> None:
    assert lacking() == set()


@pytest.mark.parametrize(
    ("contract", "parties", "code"),
    [
        ({}, {"skills": " "}, "skills"),
        ({}, {"service": ""}, "service"),
        ({"starts_on": None}, {}, "dates"),
        ({"ends_on": None}, {}, "dates"),
        ({"amount": None}, {"price": ""}, "price"),
        ({}, {"safety": ""}, "safety"),
        ({}, {"equipment": ""}, "equipment"),
    ],
)
def test_each_thing_that_is_not_said_is_told(contract: dict[str, Any], parties: dict[str, Any], code: str) -> None:
    assert lacking(replace(CONTRACT, **contract), replace(FULL, **parties)) == {code}


@pytest.mark.parametrize(
    ("field", "code"), [("guarantor", "guarantor"), ("insurer", "insurer"), ("policy_number", "policy")]
)
def test_what_the_company_must_be_known_for(field: str, code: str) -> None:
    assert lacking(**{field: " "}) == {code}


def test_a_name_without_skills_or_skills_without_a_name_are_not_enough() -> None:
    assert lacking(worker="  ") == {"skills"}


def test_an_amount_is_a_price_and_a_least_duration_replaces_an_end() -> None:
    assert lacking(parties=replace(FULL, price="")) == set()
    assert lacking(replace(CONTRACT, amount=None)) == set()
    open_ended = replace(CONTRACT, ends_on=None)
    assert lacking(open_ended, replace(FULL, minimum_duration="Trois mois")) == set()
    assert lacking(replace(open_ended, starts_on=None), replace(FULL, minimum_duration="Trois mois")) == {"dates"}


# ---- what it may not exceed ------------------------------------------------------------------------------------------
def limit(
    law: Law,
    code: str,
    contract: Contract = CONTRACT,
    parties: Tripartite = FULL,
    rounds: tuple[ValidationRound, ...] = (),
    client: ClientKind = ClientKind.PROFESSIONAL,
    delays: PortageDelays = DELAYS,
) -> Condition | None:
    found = {one.code: one for one in rules.limits(contract, parties, rounds, client, delays, law, TODAY)}
    return found.get(code)


@pytest.mark.parametrize(
    ("client", "verdict", "forbids"),
    [
        (ClientKind.PROFESSIONAL, MET, False),
        (ClientKind.PUBLIC, MET, False),
        (ClientKind.UNKNOWN, ASK, False),
        (ClientKind.CONSUMER, FAILED, True),
    ],
)
def test_the_client_must_be_a_firm(law: Law, client: ClientKind, verdict: Verdict, forbids: bool) -> None:
    found = limit(law, "client", client=client)
    assert found is not None
    assert (found.verdict, found.forbids) == (verdict, forbids)


def test_a_ground_is_asked_for(law: Law) -> None:
    unsaid, said = limit(law, "ground", parties=EMPTY), limit(law, "ground")
    assert unsaid is not None
    assert (unsaid.verdict, unsaid.field) == (ASK, "ground")
    assert said is not None
    assert said.verdict is MET


@pytest.mark.parametrize(
    ("starts", "ends", "verdict"),
    [
        ("2026-01-05", "2029-01-04", MET),  # the last day of 36 months
        ("2026-01-05", "2029-01-05", FAILED),
        ("2024-02-29", "2027-02-27", MET),
        ("2024-02-29", "2027-02-28", FAILED),
        ("2024-01-31", "2027-01-30", MET),
        ("2026-01-05", None, ASK),
        (None, "2026-12-31", ASK),
    ],
)
def test_a_mission_lasts_thirty_six_months_at_most(
    law: Law, starts: str | None, ends: str | None, verdict: Verdict
) -> None:
    contract = replace(
        CONTRACT,
        starts_on=date.fromisoformat(starts) if starts else None,
        ends_on=date.fromisoformat(ends) if ends else None,
    )
    found = limit(law, "duration", contract)
    assert found is not None
    assert found.verdict is verdict
    assert "à confirmer" in found.article
    assert not found.forbids


def test_the_longest_mission_is_the_users_to_set(law: Law) -> None:
    found = limit(law, "duration", delays=replace(DELAYS, mission_months=6))
    assert found is not None
    assert (found.verdict, found.title) == (FAILED, "6 mois au plus")


@pytest.mark.parametrize(
    ("term", "days", "verdict"),
    [
        (PaymentTerm.CUSTOM, 60, MET),
        (PaymentTerm.CUSTOM, 61, FAILED),
        (PaymentTerm.CUSTOM, 1, MET),
        (PaymentTerm.CUSTOM, None, ASK),
        *((term, None, MET) for term in PaymentTerm if term is not PaymentTerm.CUSTOM),
    ],
)
def test_payment_comes_within_sixty_days(law: Law, term: PaymentTerm, days: int | None, verdict: Verdict) -> None:
    for signed_on in (None, date(2026, 1, 2), date(1990, 1, 1), date(2100, 12, 31)):
        contract = replace(CONTRACT, payment_term=term, payment_days=days, signed_on=signed_on)
        found = limit(law, "term", contract)
        assert found is not None
        assert found.verdict is verdict


@pytest.mark.parametrize(
    ("term", "days", "verdict"),
    [
        (PaymentTerm.PUBLIC_30, None, MET),
        (PaymentTerm.CUSTOM, 30, MET),
        (PaymentTerm.CUSTOM, 31, ASK),
        (PaymentTerm.INVOICE_60, None, ASK),
        (PaymentTerm.EOM_45_A, None, ASK),
    ],
)
def test_a_public_buyer_pays_within_a_term_of_its_own(
    law: Law, term: PaymentTerm, days: int | None, verdict: Verdict
) -> None:
    contract = replace(CONTRACT, payment_term=term, payment_days=days)
    found = limit(law, "term", contract, client=ClientKind.PUBLIC)
    assert found is not None
    assert (found.verdict, found.article) == (verdict, "CCP R2192-10 et R2192-11")


@pytest.mark.parametrize(
    ("starts", "last", "verdict"),
    [
        ("2026-11-09", "2026-11-12", MET),  # two workable days: the 10th, then the 12th
        ("2026-11-09", "2026-11-13", ASK),
        ("2026-11-09", "2026-11-02", MET),
        ("2100-12-31", "2026-11-02", MET),
    ],
)
def test_a_late_conclusion_is_said_and_forbids_nothing(law: Law, starts: str, last: str, verdict: Verdict) -> None:
    contract = replace(CONTRACT, starts_on=date.fromisoformat(starts))
    parties = replace(signed("worker", "client", on=1), company_signed_on=date.fromisoformat(last))
    found = limit(law, "concluded", contract, parties)
    assert found is not None
    assert (found.verdict, found.forbids) == (verdict, False)
    assert "à confirmer" in found.article
    assert limit(law, "concluded", contract, signed("worker")) is None
    assert limit(law, "concluded", replace(contract, starts_on=None), parties) is None


@pytest.mark.parametrize(
    ("rounds", "on", "verdict"),
    [(GREEN, 5, MET), (GREEN, 4, ASK), (WAITING, 20, ASK), (REFUSED, 20, ASK), ((), 20, ASK)],
)
def test_a_signature_comes_after_the_green_light(
    law: Law, rounds: tuple[ValidationRound, ...], on: int, verdict: Verdict
) -> None:
    found = limit(law, "validated", parties=signed("worker", on=on), rounds=rounds)
    assert found is not None
    assert found.verdict is verdict
    assert limit(law, "validated", rounds=rounds) is None


# ---- reminders -------------------------------------------------------------------------------------------------------
def reminders(law: Law, parties: Tripartite, *rounds: ValidationRound) -> dict[Clock, ClockDate]:
    return {one.clock: one for one in rules.contract_clocks(parties, rounds, DELAYS, law)}


def test_nothing_is_awaited_before_the_contract_is_drafted(law: Law) -> None:
    assert reminders(law, EMPTY) == {}


@pytest.mark.parametrize(
    ("drafted", "rounds", "due", "done", "word"),
    [
        (6, (), 16, None, "Envoyer"),
        (6, (sent(9),), 17, None, "Relancer"),
        (6, (sent(6, CORRECTIONS, 9),), 17, None, "Corriger"),
        (6, (sent(6, CORRECTIONS, 9), sent(12)), 19, None, "Relancer"),
        (None, (sent(6, APPROVED, 10),), 16, 10, "Relancer"),
    ],
)
def test_one_reminder_goes_from_the_draft_to_the_green_light(
    law: Law, drafted: int | None, rounds: tuple[ValidationRound, ...], due: int, done: int | None, word: str
) -> None:
    """Five working days, 11 November skipped, from what happened last: the draft, the sending, the corrections asked."""
    parties = replace(EMPTY, drafted_on=day(drafted) if drafted else None)
    found = reminders(law, parties, *rounds)[Clock.VALIDATION]
    assert (found.date, found.done_on) == (day(due), day(done) if done else None)
    assert found.title.startswith(word)
    assert "aucun texte ne fixe ce délai" in found.reason


def test_the_three_are_reminded_to_sign_from_the_green_light_until_all_have(law: Law) -> None:
    found = reminders(law, signed("worker"), *GREEN)[Clock.SIGNATURE]
    assert (found.date, found.done_on) == (day(12), None)
    whole = signed("worker", "client", "company", on=11)
    assert {one.done_on for one in reminders(law, whole, *GREEN).values()} == {day(5), day(11)}


def test_a_contract_concluded_or_ended_awaits_no_answer_any_more(law: Law) -> None:
    assert reminders(law, signed("worker", "client", "company"), *WAITING)[Clock.VALIDATION].done_on == day(20)
    given_up = replace(EMPTY, ended_on=day(18))
    assert {one.done_on for one in reminders(law, given_up, *GREEN).values()} == {day(5), day(18)}


# ---- activity reports ------------------------------------------------------------------------------------------------
def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def report(of: str) -> DeliveryProof:
    return DeliveryProof(contract_id=1, kind=DeliveryProofKind.ACTIVITY_REPORT, month=month(of), made_on=TODAY)


@pytest.mark.parametrize(
    ("starts", "ends", "ended", "today", "months"),
    [
        pytest.param("2026-10-31", None, None, "2026-10-31", [], id="the first day"),
        pytest.param("2026-10-31", None, None, "2026-11-01", ["2026-10"], id="the month turns"),
        pytest.param("2026-09-15", None, None, "2026-11-22", ["2026-09", "2026-10"], id="this month is not over"),
        pytest.param("2026-09-15", "2026-10-15", None, "2026-10-15", ["2026-09"], id="the last day of the mission"),
        pytest.param("2026-09-15", "2026-10-15", None, "2026-10-16", ["2026-09", "2026-10"], id="the day after it"),
        pytest.param(
            "2026-09-15", "2026-12-31", "2026-11-20", "2026-11-22", ["2026-09", "2026-10", "2026-11"], id="cut short"
        ),
        pytest.param(
            "2026-09-15", "2026-10-31", "2026-12-31", "2026-11-22", ["2026-09", "2026-10"], id="the earlier end"
        ),
        pytest.param("2024-01-31", "2024-02-29", None, "2024-03-01", ["2024-01", "2024-02"], id="a leap February"),
        pytest.param("2024-02-29", "2024-02-29", None, "2024-03-01", ["2024-02"], id="one leap day"),
        pytest.param("2025-12-31", None, None, "2026-01-31", ["2025-12"], id="across the year"),
        pytest.param("2026-12-01", None, None, "2026-11-22", [], id="not begun"),
        pytest.param(
            "2026-10-31", "2026-10-30", None, "2026-11-22", ["2026-10"], id="an end a slip of the finger before"
        ),
        pytest.param(None, "2026-10-31", None, "2026-11-22", [], id="no start"),
    ],
)
def test_a_report_is_wanted_for_each_month_that_is_over(
    starts: str | None, ends: str | None, ended: str | None, today: str, months: list[str]
) -> None:
    contract = replace(
        CONTRACT,
        starts_on=date.fromisoformat(starts) if starts else None,
        ends_on=date.fromisoformat(ends) if ends else None,
    )
    parties = replace(ACTIVE, ended_on=date.fromisoformat(ended) if ended else None)
    on = date.fromisoformat(today)
    assert rules.reports_lacking(contract, parties, (), on) == tuple(month(one) for one in months)
    made = [report(one) for one in months]
    assert rules.reports_lacking(contract, parties, made, on) == ()


def test_what_is_no_activity_report_replaces_none() -> None:
    delivered = DeliveryProof(contract_id=1, kind=DeliveryProofKind.DELIVERABLE, made_on=TODAY, title="Maquettes")
    contract = replace(CONTRACT, starts_on=date(2026, 10, 1))
    assert rules.reports_lacking(contract, ACTIVE, (delivered, report("2026-09")), TODAY) == (month("2026-10"),)


def test_nothing_is_wanted_before_the_three_have_signed() -> None:
    contract = replace(CONTRACT, starts_on=date(2026, 8, 1))
    assert rules.reports_lacking(contract, signed("worker", "client"), (), TODAY) == ()
    assert rules.reports_lacking(contract, ACTIVE, (), TODAY) != ()


@given(
    start=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 900),
    today=st.dates(date(1990, 1, 1), date(2032, 1, 1)),
)
def test_months_wanted_are_over_in_order_and_within_the_mission(start: date, length: int, today: date) -> None:
    end = formats.add_months(start, length // 30)
    contract = replace(CONTRACT, starts_on=start, ends_on=end)
    found = rules.reports_lacking(contract, ACTIVE, (), today)
    assert list(found) == sorted(set(found))
    for one in found:
        assert start.replace(day=1) <= one <= min(end, today)
        assert formats.add_months(one, 1) <= today or end < today


# ---- the picture -----------------------------------------------------------------------------------------------------
def test_the_picture_tells_each_round_and_signature_and_what_is_expected(law: Law) -> None:
    parties = replace(signed("worker", on=16), drafted_on=day(1))
    rounds = (sent(2, CORRECTIONS, 5, id=1), sent(6, APPROVED, 12, id=2))
    clocks = rules.contract_clocks(parties, rounds, DELAYS, law)
    found = rules.milestones(parties, rounds, clocks)
    assert [(one.key, one.date.day, one.known) for one in found] == [
        ("drafted", 1, True),
        ("sent-1", 2, True),
        ("answered-1", 5, True),
        ("sent-2", 6, True),
        ("answered-2", 12, True),
        ("signed-worker", 16, True),
        ("signature", 19, False),
    ]
    assert len({one.key for one in found}) == len(found)
