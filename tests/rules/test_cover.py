"""What the insurer looks at: claimed, declared in time, within the policy's period and caps; nothing forbids declaring."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk.domain.insurance import (
    ClaimOutcome,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    InsuranceClaim,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.money import Money
from litigedesk.rules import cover
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.law import Law

TODAY = date(2026, 11, 22)
MET, FAILED, ASK = Verdict.MET, Verdict.FAILED, Verdict.ASK
EVENT, BY_CLAIM = PolicyTrigger.HARMFUL_EVENT, PolicyTrigger.CLAIM
CLAIM = InsuranceClaim(
    title="Fichiers effacés",
    happened_on=date(2026, 11, 2),
    known_on=date(2026, 11, 6),
    claimed_on=date(2026, 11, 6),
    declared_on=date(2026, 11, 10),
)
POLICY = Policy(insurer="Mutuelle du Large", starts_on=date(2025, 1, 1), trigger=BY_CLAIM)
LOST = Harm(insurance_claim_id=1, kind=HarmKind.IMMATERIAL, amount=Money.of(12_000))
CAP = Guarantee(policy_id=1, kind=GuaranteeKind.PURE_IMMATERIAL, cap=Money.of(150_000), deductible=Money.of(1_500))


def looked_at(
    law: Law,
    claim: InsuranceClaim = CLAIM,
    policy: Policy | None = POLICY,
    harms: tuple[Harm, ...] = (LOST,),
    guarantees: tuple[Guarantee, ...] = (CAP,),
) -> dict[str, Condition]:
    found = cover.conditions(claim, harms, policy, guarantees, law, TODAY)
    assert len({one.code for one in found}) == len(found)
    assert not any(one.forbids for one in found)
    return {one.code: one for one in found}


def test_all_is_met_for_a_claim_in_time_under_a_policy_in_force(law: Law) -> None:
    assert {code: one.verdict for code, one in looked_at(law).items()} == {
        "claimed": MET, "in-time": MET, "in-force": MET, "cap-pure-immaterial": MET,
    }  # fmt: skip


def test_without_a_policy_only_the_claim_and_the_time_are_known(law: Law) -> None:
    assert list(looked_at(law, policy=None)) == ["claimed", "in-time"]


# ---- claimed, in time ------------------------------------------------------------------------------------------------
def test_until_the_third_party_claims_the_insurer_owes_nothing_and_one_declares_all_the_same(law: Law) -> None:
    found = looked_at(law, replace(CLAIM, claimed_on=None))["claimed"]
    assert (found.verdict, found.article, found.field) == (ASK, "C. ass. L124-1", "claimed_on")
    assert "Déclarez quand même" in found.sentence


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [("2026-11-10", MET), ("2026-11-16", MET), ("2026-11-17", FAILED), (None, FAILED)],
)
def test_a_declaration_is_in_time_up_to_the_last_day(law: Law, declared: str | None, verdict: Verdict) -> None:
    day = date.fromisoformat(declared) if declared else None
    found = looked_at(law, replace(CLAIM, declared_on=day))["in-time"]
    assert found.verdict is verdict
    assert "16\u00a0novembre\u00a02026" in found.sentence
    assert (found.instead != "") is (verdict is FAILED)


def test_it_is_to_be_declared_while_there_is_time(law: Law) -> None:
    claim = replace(CLAIM, known_on=TODAY, declared_on=None)
    found = looked_at(law, claim)["in-time"]
    assert (found.verdict, found.sentence) == (ASK, "À déclarer au plus tard le 27\u00a0novembre\u00a02026.")


@pytest.mark.parametrize(("clause", "spared"), [(None, False), (True, False), (False, True)])
def test_late_one_declares_all_the_same_and_a_policy_without_the_clause_takes_nothing_away(
    law: Law, clause: bool | None, spared: bool
) -> None:
    policy = replace(POLICY, lapse_clause=clause)
    found = looked_at(law, replace(CLAIM, declared_on=None), policy)["in-time"]
    assert found.instead.startswith("Le contrat ne prévoit pas de déchéance.") is spared
    assert "Déclarez quand même" in found.instead
    assert "L113-2" in found.instead
    already = looked_at(law, replace(CLAIM, declared_on=TODAY), policy)["in-time"]
    assert "Déclarez" not in already.instead
    assert "prouve que le retard" in already.instead


def test_the_policys_own_delay_decides(law: Law) -> None:
    late = replace(CLAIM, declared_on=date(2026, 11, 20))
    assert looked_at(law, late)["in-time"].verdict is FAILED
    assert looked_at(law, late, replace(POLICY, declaration_days=10))["in-time"].verdict is MET


def test_a_claim_closed_in_time_is_never_late(law: Law) -> None:
    closed = replace(CLAIM, declared_on=None, outcome=ClaimOutcome.WITHDRAWN, closed_on=date(2026, 11, 12))
    assert looked_at(law, closed)["in-time"].verdict is ASK


# ---- the period ------------------------------------------------------------------------------------------------------
def period(
    law: Law, policy: Policy, *, happened: str | None = "2026-11-02", claimed: str | None = "2026-11-06"
) -> Condition:
    claim = replace(
        CLAIM,
        happened_on=date.fromisoformat(happened) if happened else None,
        claimed_on=date.fromisoformat(claimed) if claimed else None,
    )
    return looked_at(law, claim, policy)["in-force"]


@pytest.mark.parametrize(
    ("starts", "ends", "happened", "verdict"),
    [
        ("2025-01-01", None, "2026-11-02", MET),
        ("2025-01-01", "2026-11-02", "2026-11-02", MET),
        ("2026-11-02", None, "2026-11-02", MET),
        ("2025-01-01", "2026-11-01", "2026-11-02", FAILED),
        ("2026-11-03", None, "2026-11-02", FAILED),
        ("2025-01-01", None, None, ASK),
        (None, None, "2026-11-02", ASK),
        (None, "2026-11-01", "2026-11-02", FAILED),
    ],
)
def test_by_event_the_policy_must_have_run_that_day(
    law: Law, starts: str | None, ends: str | None, happened: str | None, verdict: Verdict
) -> None:
    policy = replace(
        POLICY,
        trigger=EVENT,
        starts_on=date.fromisoformat(starts) if starts else None,
        ends_on=date.fromisoformat(ends) if ends else None,
    )
    found = period(law, policy, happened=happened)
    assert found.verdict is verdict
    assert (found.field != "") is (verdict is ASK)
    assert period(law, policy, happened=happened, claimed=None).verdict is verdict, "the claim may come whenever"


@pytest.mark.parametrize(
    ("starts", "ends", "happened", "claimed", "verdict", "word"),
    [
        ("2025-01-01", None, "2026-11-02", "2026-11-06", MET, "En vigueur"),
        ("2025-01-01", None, "2019-05-01", "2026-11-06", MET, "En vigueur"),  # an event before the start is taken
        ("2025-01-01", None, None, "2026-11-06", MET, "En vigueur"),
        ("2025-01-01", "2026-03-31", "2026-03-31", "2026-11-06", MET, "garantie subséquente"),
        ("2015-01-01", "2021-11-06", "2021-01-01", "2026-11-06", MET, "garantie subséquente"),  # its last day
        ("2015-01-01", "2021-11-05", "2021-01-01", "2026-11-06", FAILED, "a pris fin"),
        ("2025-01-01", "2026-11-01", "2026-11-02", "2026-11-06", FAILED, "après la fin"),
        ("2026-11-07", None, "2026-11-02", "2026-11-06", FAILED, "avant le début"),
        ("2025-01-01", None, "2026-11-02", None, ASK, "notez-le"),
        ("2025-01-01", "2026-11-01", "2026-11-02", None, FAILED, "après la fin"),
        (None, None, "2026-11-02", "2026-11-06", ASK, "début du contrat"),
        (None, "2026-11-01", "2026-11-02", "2026-11-06", FAILED, "après la fin"),
        (None, "2021-11-05", "2021-01-01", "2026-11-06", FAILED, "a pris fin"),
    ],
)
def test_by_claim_the_event_comes_before_the_end_and_the_claim_before_that_of_the_time_after(
    law: Law,
    starts: str | None,
    ends: str | None,
    happened: str | None,
    claimed: str | None,
    verdict: Verdict,
    word: str,
) -> None:
    policy = replace(
        POLICY,
        starts_on=date.fromisoformat(starts) if starts else None,
        ends_on=date.fromisoformat(ends) if ends else None,
    )
    found = period(law, policy, happened=happened, claimed=claimed)
    assert (found.verdict, word in found.sentence) == (verdict, True), found.sentence
    assert (found.instead != "") is (verdict is FAILED)
    assert found.article == "C. ass. L124-5"


def test_a_longer_time_after_the_end_is_the_policys_own(law: Law) -> None:
    ended = replace(POLICY, starts_on=date(2010, 1, 1), ends_on=date(2018, 12, 31), subsequent_years=10)
    assert period(law, ended, happened="2018-01-01").verdict is MET
    assert period(law, replace(ended, subsequent_years=None), happened="2018-01-01").verdict is FAILED


@pytest.mark.parametrize(
    ("starts", "ends", "happened", "verdict"),
    [
        ("2025-01-01", None, "2026-11-02", MET),  # good for both
        ("2025-01-01", None, "2020-01-01", ASK),  # before the start: good by claim alone
        ("2025-01-01", "2026-11-01", "2026-11-02", FAILED),  # after the end: good for none
        ("2015-01-01", "2021-11-05", "2021-01-01", ASK),  # claimed too late: good by event alone
    ],
)
def test_while_nobody_knows_what_triggers_the_cover_both_readings_must_agree(
    law: Law, starts: str, ends: str | None, happened: str, verdict: Verdict
) -> None:
    policy = replace(
        POLICY,
        trigger=None,
        starts_on=date.fromisoformat(starts),
        ends_on=date.fromisoformat(ends) if ends else None,
    )
    found = period(law, policy, happened=happened)
    assert found.verdict is verdict
    assert (found.field == "policy.trigger") is (verdict is ASK)


# ---- caps ------------------------------------------------------------------------------------------------------------
def capped(law: Law, guarantee: Guarantee | None, *harms: Harm, claim: InsuranceClaim = CLAIM) -> Condition:
    held = () if guarantee is None else (guarantee,)
    return looked_at(law, claim, harms=harms or (LOST,), guarantees=held)["cap-pure-immaterial"]


def test_a_cap_that_is_not_known_is_to_be_read(law: Law) -> None:
    for guarantee in (None, replace(CAP, cap=None, deductible=None), replace(CAP, kind=GuaranteeKind.BODILY)):
        found = capped(law, guarantee)
        assert (found.verdict, found.field) == (ASK, "policy.guarantees")
    assert capped(law, replace(CAP, cap=None)).verdict is ASK


def test_a_cap_is_told_with_what_stays_with_the_insured(law: Law) -> None:
    found = capped(law, CAP)
    assert (found.verdict, found.sentence) == (
        MET,
        "Plafond de 150\u202f000,00\u00a0€. Franchise\u00a0: 1\u202f500,00\u00a0€ à votre charge.",
    )


def test_a_demand_above_the_cap_says_who_would_bear_the_rest(law: Law) -> None:
    found = capped(law, replace(CAP, cap=Money.of(10_000)))
    assert found.verdict is FAILED
    assert "à votre charge" in found.instead
    assert capped(law, replace(CAP, cap=LOST.amount)).verdict is MET, "as much as the cap is within it"


def test_under_a_portage_companys_policy_nothing_is_said_to_fall_on_the_worker(law: Law) -> None:
    theirs = replace(POLICY, holder=PolicyHolder.PORTAGE_COMPANY, company_id=1)
    for cap in (CAP, replace(CAP, cap=Money.of(10_000))):
        found = cover.conditions(CLAIM, [LOST], theirs, [cap], law, TODAY)
        told = [f"{one.sentence} {one.instead}" for one in found]
        assert not any("à votre charge" in one for one in told)
        assert any("à la charge de l’assuré" in one for one in told)


def test_harms_of_one_kind_are_added_against_its_cap(law: Law) -> None:
    tight = replace(CAP, cap=Money.of(20_000))
    assert capped(law, tight, LOST).verdict is MET
    assert capped(law, tight, LOST, LOST).verdict is FAILED


def test_a_demand_within_the_deductible_is_declared_all_the_same(law: Law) -> None:
    small = replace(LOST, amount=Money.of(1_500))
    found = capped(law, CAP, small)
    assert found.verdict is ASK
    assert found.instead.startswith("Déclarez quand même")


def test_the_sum_of_the_whole_claim_stands_for_its_only_harm(law: Law) -> None:
    unsaid = replace(LOST, amount=None)
    claim = replace(CLAIM, amount=Money.of(200_000))
    assert capped(law, CAP, unsaid, claim=claim).verdict is FAILED
    assert capped(law, CAP, unsaid, unsaid, claim=claim).verdict is MET, "nobody knows which harm it is for"


def test_a_cap_of_nothing_is_no_cover(law: Law) -> None:
    found = capped(law, replace(CAP, cap=Money(0)))
    assert found.verdict is FAILED
    assert "Déclarez quand même" in found.instead


def test_each_kind_of_harm_is_looked_at_once(law: Law) -> None:
    harms = (LOST, replace(LOST, consecutive=True), Harm(insurance_claim_id=1, kind=HarmKind.BODILY), LOST)
    found = looked_at(law, harms=harms)
    assert [code for code in found if code.startswith("cap-")] == [
        "cap-pure-immaterial",
        "cap-immaterial",
        "cap-bodily",
    ]
