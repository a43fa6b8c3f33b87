"""The course of an insurance claim: when to declare, how late one is, the two years against the insurer, the dates to watch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    InsuranceClaim,
    InsurerRequest,
    Policy,
    PolicyTrigger,
)
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, LimitationEventKind
from litigedesk.rules import insurance as rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.rules.law import Law
from litigedesk.rules.limitation import Cause

TODAY = date(2026, 11, 22)
KNOWN = date(2026, 11, 6)  # a Friday: five working days end on Monday the 16th, the 11th skipped (D-3)
CLAIM = InsuranceClaim(title="Fichiers effacés", known_on=KNOWN)
DECLARED = replace(CLAIM, declared_on=date(2026, 11, 10))
POLICY = Policy(insurer="Mutuelle du Large", starts_on=date(2025, 1, 1), trigger=PolicyTrigger.CLAIM)
LETTER, EXPERT = LimitationEventKind.REGISTERED_LETTER, LimitationEventKind.EXPERT


def day(text: str) -> date:
    return date.fromisoformat(text)


def watched(
    claim: InsuranceClaim, law: Law, *, days: int = 5, requests: tuple[InsurerRequest, ...] = ()
) -> dict[Clock, ClockDate]:
    limit = rules.against_insurer(claim, rules.causes(claim, ()), law)
    return {one.clock: one for one in rules.claim_clocks(claim, days, requests, limit, law)}


# ---- where it stands -------------------------------------------------------------------------------------------------
def test_where_a_claim_stands_follows_from_its_dates_alone() -> None:
    expert = replace(DECLARED, expert_on=date(2026, 11, 12))
    decided = replace(expert, decision=ClaimDecision.PARTIAL, decided_on=date(2026, 11, 20))
    closed = replace(decided, outcome=ClaimOutcome.INDEMNIFIED, closed_on=TODAY)
    found = [rules.phase(one) for one in (CLAIM, DECLARED, expert, decided, closed)]
    assert found == list(ClaimPhase)
    assert rules.phase(replace(CLAIM, outcome=ClaimOutcome.WITHDRAWN, closed_on=TODAY)) is ClaimPhase.CLOSED


# ---- the time to declare ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("known", "days", "last"),
    [
        pytest.param("2026-05-08", 5, "2026-05-18", id="D-1: known on a holiday, Ascension skipped"),
        pytest.param("2026-11-06", 5, "2026-11-16", id="D-3: 11 November skipped"),
        pytest.param("2026-11-22", 5, "2026-11-27", id="D-7: known on a Sunday"),
        pytest.param("2026-11-06", 10, "2026-11-23", id="the policy's own delay"),
        pytest.param("2027-12-24", 5, "2027-12-31", id="Christmas on a Saturday"),
        pytest.param("2024-02-28", 5, "2024-03-06", id="across a leap day"),
        pytest.param("1990-01-01", 5, "1990-01-08", id="the earliest date taken"),
        pytest.param("2100-12-20", 5, "2100-12-27", id="the last year taken"),
    ],
)
def test_the_last_day_to_declare_is_counted_in_working_days_from_the_day_after(
    law: Law, known: str, days: int, last: str
) -> None:
    found = rules.declaration(day(known), days, law)
    assert found.alarm_date == day(last)
    assert found.source == "C.\u00a0ass.\u00a0L113-2,\u00a04°"
    assert found.steps


def test_the_holidays_skipped_are_named(law: Law) -> None:
    assert any("Ascension" in step for step in rules.declaration(day("2026-05-08"), 5, law).steps)


def test_less_than_five_days_is_said_to_be_impossible(law: Law) -> None:
    assert any("ne peut pas être inférieur à 5" in one for one in rules.declaration(KNOWN, 4, law).warnings)
    assert not any("inférieur" in one for one in rules.declaration(KNOWN, 5, law).warnings)


@pytest.mark.parametrize(
    ("claim", "late"),
    [
        (replace(CLAIM, declared_on=date(2026, 11, 16)), 0),
        (replace(CLAIM, declared_on=date(2026, 11, 17)), 1),
        (CLAIM, 6),  # until today, the 22nd
        (replace(CLAIM, known_on=TODAY), 0),
        (replace(CLAIM, outcome=ClaimOutcome.WITHDRAWN, closed_on=date(2026, 11, 18)), 2),
        (replace(CLAIM, outcome=ClaimOutcome.WITHDRAWN, closed_on=date(2026, 11, 12)), 0),
    ],
)
def test_lateness_is_counted_to_the_declaration_or_the_end_or_today(law: Law, claim: InsuranceClaim, late: int) -> None:
    assert rules.days_late(claim, 5, law, TODAY) == late


@given(known=st.dates(date(1990, 1, 1), date(2100, 6, 30)), days=st.integers(5, 90))
def test_a_longer_delay_never_ends_sooner_and_always_on_a_working_day(law: Law, known: date, days: int) -> None:
    last = rules.declaration(known, days, law).alarm_date
    assert last.weekday() < 5
    assert last >= known + timedelta(days)
    assert rules.declaration(known, days + 1, law).alarm_date > last


# ---- the policy ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ends", "years", "until"),
    [
        pytest.param("2026-03-31", None, "2031-03-31", id="D-34: the legal minimum"),
        pytest.param("2026-03-31", 10, "2036-03-31", id="the policy's own"),
        pytest.param("2024-02-29", None, "2029-02-28", id="from a leap day"),
        pytest.param("2024-02-29", 8, "2032-02-29", id="from a leap day to another"),
        pytest.param("2024-02-29", 5, "2029-02-28", id="both ways of counting agree"),
        pytest.param("2100-12-31", None, "2105-12-31", id="after the years whose holidays are known"),
    ],
)
def test_claims_are_taken_for_five_years_at_least_after_the_end(
    law: Law, ends: str, years: int | None, until: str
) -> None:
    ended = replace(POLICY, ends_on=day(ends), subsequent_years=years)
    assert rules.subsequent_end(ended, law) == day(until)
    assert rules.subsequent_end(replace(ended, trigger=None), law) == day(until)


def test_nothing_is_taken_after_the_end_of_a_policy_by_event_and_a_running_one_has_none(law: Law) -> None:
    ended = replace(POLICY, ends_on=date(2026, 3, 31), trigger=PolicyTrigger.HARMFUL_EVENT)
    assert rules.subsequent_end(ended, law) is None
    assert rules.subsequent_end(POLICY, law) is None


@pytest.mark.parametrize(
    ("starts", "ends", "on", "held"),
    [
        ("2025-01-01", None, "2025-01-01", True),
        ("2025-01-01", None, "2024-12-31", False),
        ("2025-01-01", "2025-12-31", "2025-12-31", True),
        ("2025-01-01", "2025-12-31", "2026-01-01", False),
        (None, None, "2026-01-01", None),
        (None, "2025-12-31", "2025-12-31", None),
        (None, "2025-12-31", "2026-01-01", False),
    ],
)
def test_a_policy_runs_from_its_start_to_its_end_both_included(
    starts: str | None, ends: str | None, on: str, held: bool | None
) -> None:
    policy = Policy(starts_on=day(starts) if starts else None, ends_on=day(ends) if ends else None)
    assert rules.in_force(policy, day(on)) is held


@pytest.mark.parametrize(
    ("kind", "consecutive", "guarantee"),
    [
        (HarmKind.BODILY, None, GuaranteeKind.BODILY),
        (HarmKind.MATERIAL, None, GuaranteeKind.MATERIAL),
        (HarmKind.IMMATERIAL, True, GuaranteeKind.IMMATERIAL),
        (HarmKind.IMMATERIAL, False, GuaranteeKind.PURE_IMMATERIAL),
        (HarmKind.IMMATERIAL, None, GuaranteeKind.PURE_IMMATERIAL),
    ],
)
def test_each_harm_falls_under_one_guarantee(
    kind: HarmKind, consecutive: bool | None, guarantee: GuaranteeKind
) -> None:
    assert rules.guarantee_kind(Harm(insurance_claim_id=1, kind=kind, consecutive=consecutive)) is guarantee


def test_the_most_payable_adds_the_caps_concerned_and_is_unknown_when_one_is() -> None:
    bodily = Guarantee(policy_id=1, kind=GuaranteeKind.BODILY, cap=Money.of(8_000_000))
    pure = Guarantee(policy_id=1, kind=GuaranteeKind.PURE_IMMATERIAL, cap=Money.of(150_000))
    uncapped = Guarantee(policy_id=1, kind=GuaranteeKind.MATERIAL, deductible=Money.of(500))
    hurt = Harm(insurance_claim_id=1, kind=HarmKind.BODILY)
    lost = Harm(insurance_claim_id=1, kind=HarmKind.IMMATERIAL)
    broken = Harm(insurance_claim_id=1, kind=HarmKind.MATERIAL)
    held = (bodily, pure, uncapped)
    assert rules.most_payable((lost,), held) == Money.of(150_000)
    assert rules.most_payable((lost, lost), held) == Money.of(150_000), "one cap for a kind, however many harms"
    assert rules.most_payable((lost, hurt), held) == Money.of(8_150_000)
    assert rules.most_payable((lost, broken), held) is None
    assert rules.most_payable((lost,), (bodily,)) is None
    assert rules.most_payable((), held) is None


# ---- the two years ---------------------------------------------------------------------------------------------------
def test_two_years_are_counted_prudently_from_knowledge_and_said_to_be_longer_in_law(law: Law) -> None:
    found = rules.against_insurer(CLAIM, (), law)
    assert (found.start, found.date, found.safe_date) == (KNOWN, day("2028-11-06"), day("2028-11-05"))
    assert "par prudence" in found.steps[0]
    assert "L114-1" in found.warnings[0]


@pytest.mark.parametrize(
    ("sued", "compensated", "start", "word"),
    [
        ("2026-11-18", None, "2026-11-18", "justice"),
        (None, "2026-11-20", "2026-11-20", "indemnisé"),
        ("2026-11-20", "2026-11-18", "2026-11-18", "indemnisé"),
        ("2026-11-20", "2026-11-20", "2026-11-20", "justice"),
    ],
)
def test_they_run_in_law_from_the_day_the_third_party_sued_or_was_paid(
    law: Law, sued: str | None, compensated: str | None, start: str, word: str
) -> None:
    claim = replace(
        CLAIM, sued_on=day(sued) if sued else None, compensated_on=day(compensated) if compensated else None
    )
    found = rules.against_insurer(claim, (), law)
    assert found.start == day(start)
    assert word in found.steps[0]
    assert not any("en droit" in one for one in found.warnings)


def test_an_expert_and_a_registered_letter_start_them_again(law: Law) -> None:
    claim = replace(DECLARED, expert_on=date(2026, 11, 20))
    found = rules.causes(claim, [date(2027, 3, 1)], [Cause(LETTER, date(2027, 1, 5))])
    assert found == (
        Cause(EXPERT, date(2026, 11, 20)),
        Cause(LETTER, date(2027, 1, 5)),
        Cause(LETTER, date(2027, 3, 1)),
    )
    assert rules.against_insurer(claim, found, law).date == date(2029, 3, 1)
    assert rules.against_insurer(claim, found[:1], law).date == date(2028, 11, 20)


def test_what_interrupts_before_the_suit_or_once_the_two_years_are_over_is_without_effect(law: Law) -> None:
    early = rules.against_insurer(replace(CLAIM, sued_on=TODAY), [Cause(EXPERT, date(2026, 11, 10))], law)
    assert early.date == date(2028, 11, 22)
    assert any("antérieur" in one for one in early.warnings)
    late = rules.against_insurer(CLAIM, [Cause(LETTER, date(2028, 11, 7))], law)
    assert late.date == date(2028, 11, 6)
    assert any("était acquise" in one for one in late.warnings)
    on_the_day = rules.against_insurer(CLAIM, [Cause(LETTER, date(2028, 11, 6))], law)
    assert on_the_day.date == date(2030, 11, 6)


def test_what_the_insurer_recognised_is_told_and_the_earlier_date_kept(law: Law) -> None:
    recognised = Cause(LimitationEventKind.RECOGNISED, date(2027, 2, 1))
    found = rules.against_insurer(CLAIM, [recognised], law)
    assert (found.date, found.safe_date, found.prudent_date) == (
        day("2028-11-06"),
        day("2028-11-05"),
        day("2028-11-06"),
    )
    assert any("1er\u00a0février\u00a02029" in one and "par prudence" in one for one in found.warnings)
    later = rules.against_insurer(CLAIM, [recognised, Cause(LETTER, date(2028, 1, 10))], law)
    assert later.date == day("2030-01-10")


def test_two_years_from_a_leap_day_end_on_the_last_of_february(law: Law) -> None:
    found = rules.against_insurer(replace(CLAIM, known_on=date(2024, 2, 29)), (), law)
    assert (found.date, found.safe_date) == (date(2026, 2, 28), date(2026, 2, 27))


# ---- dates to watch --------------------------------------------------------------------------------------------------
def test_a_new_claim_is_to_be_declared_and_its_rights_end_in_two_years(law: Law) -> None:
    found = watched(CLAIM, law)
    assert {clock: (one.date, one.done_on) for clock, one in found.items()} == {
        Clock.INSURER: (day("2026-11-16"), None),
        Clock.INSURER_LIMITATION: (day("2028-11-05"), None),
    }
    assert "5\u00a0jours ouvrés" in found[Clock.INSURER].reason
    assert "déclarez quand même" in found[Clock.INSURER].reason


def test_the_declaration_ends_its_clock_and_the_indemnity_that_of_the_limitation(law: Law) -> None:
    paid = replace(DECLARED, indemnity=Money.of(100), paid_on=TODAY)
    found = watched(paid, law)
    assert found[Clock.INSURER].done_on == date(2026, 11, 10)
    assert found[Clock.INSURER_LIMITATION].done_on == TODAY


def test_a_part_paid_leaves_the_rest_to_be_claimed_until_the_claim_is_closed(law: Law) -> None:
    part = replace(DECLARED, decision=ClaimDecision.PARTIAL, decided_on=TODAY, indemnity=Money.of(100), paid_on=TODAY)
    assert watched(part, law)[Clock.INSURER_LIMITATION].done_on is None
    closed = replace(part, outcome=ClaimOutcome.INDEMNIFIED, closed_on=TODAY)
    assert watched(closed, law)[Clock.INSURER_LIMITATION].done_on == TODAY


def test_closing_ends_every_clock_still_open(law: Law) -> None:
    request = InsurerRequest(insurance_claim_id=1, asked_on=TODAY, what="Devis", due_on=date(2026, 12, 1))
    closed = replace(CLAIM, expert_meeting_on=date(2026, 12, 3), outcome=ClaimOutcome.NO_FOLLOW_UP, closed_on=TODAY)
    assert {one.done_on for one in watched(closed, law, requests=(request,)).values()} == {TODAY}


def test_only_the_first_request_still_open_is_a_date_to_watch(law: Law) -> None:
    asked = InsurerRequest(id=1, insurance_claim_id=1, asked_on=TODAY, what="Le devis\net la facture")
    soon = replace(asked, id=2, due_on=date(2026, 12, 1))
    later = replace(asked, id=3, what="Attestation", due_on=date(2026, 12, 9))
    assert watched(DECLARED, law, requests=(asked,)).keys().isdisjoint({Clock.INSURER_REQUEST}), "asked without a day"
    first = watched(DECLARED, law, requests=(later, asked, soon))[Clock.INSURER_REQUEST]
    assert (first.date, first.title) == (date(2026, 12, 1), "Répondre à l’assureur\u00a0: Le devis")
    answered = replace(soon, answered_on=TODAY)
    assert watched(DECLARED, law, requests=(later, answered))[Clock.INSURER_REQUEST].date == date(2026, 12, 9)
    assert Clock.INSURER_REQUEST not in watched(DECLARED, law, requests=(answered,))


def test_a_long_request_is_cut_to_one_line(law: Law) -> None:
    request = InsurerRequest(insurance_claim_id=1, asked_on=TODAY, what="pièces " * 2000, due_on=date(2026, 12, 1))
    title = watched(DECLARED, law, requests=(request,))[Clock.INSURER_REQUEST].title
    assert len(title) <= 120
    assert title.endswith("…")


def test_the_experts_meeting_is_watched_until_the_decision(law: Law) -> None:
    meeting = replace(DECLARED, expert_on=TODAY, expert="Cabinet Astier", expert_meeting_on=date(2026, 12, 3))
    found = watched(meeting, law)[Clock.EXPERT_MEETING]
    assert (found.date, found.done_on) == (date(2026, 12, 3), None)
    assert "Cabinet Astier" in found.reason
    assert "l’expert" in watched(replace(meeting, expert=" "), law)[Clock.EXPERT_MEETING].reason
    decided = replace(meeting, decision=ClaimDecision.COVERED, decided_on=date(2026, 12, 10))
    assert watched(decided, law)[Clock.EXPERT_MEETING].done_on == date(2026, 12, 10)


def test_a_policy_and_its_attestation_each_have_an_end_to_watch() -> None:
    held = replace(POLICY, ends_on=date(2026, 12, 31), attestation_until=date(2026, 12, 15))
    found = {one.clock: one.date for one in rules.policy_clocks(held)}
    assert found == {Clock.POLICY_END: date(2026, 12, 31), Clock.ATTESTATION_END: date(2026, 12, 15)}
    assert rules.policy_clocks(POLICY) == ()
    assert "votre assureur" in rules.policy_clocks(replace(held, insurer=""))[0].title


# ---- the picture -----------------------------------------------------------------------------------------------------
def test_the_picture_shows_what_happened_in_order_and_what_is_expected(law: Law) -> None:
    claim = replace(CLAIM, happened_on=date(2026, 11, 2), claimed_on=KNOWN)
    found = rules.milestones(claim, tuple(watched(claim, law).values()))
    assert [(one.key, one.known) for one in found] == [
        ("happened", True), ("claimed", True), ("known", True), ("insurer", False),
    ]  # fmt: skip
    told = rules.milestones(replace(DECLARED, decision=ClaimDecision.REFUSED, decided_on=TODAY), ())
    assert [one.label for one in told] == ["vous savez", "déclaré", "refusé"]
