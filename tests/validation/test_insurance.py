"""Faults of portage companies, three-party contracts, policies and claims: refused, or only warned of, in words."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats, validation
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimPiece,
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
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, DeliveryProofKind, ValidationAnswer
from litigedesk.errors import Problem
from litigedesk.lengths import LINE, NOTE, NOTES

TODAY = date(2026, 11, 22)
KNOWN = date(2026, 11, 6)
CLAIM = InsuranceClaim(title="Fichiers", happened_on=date(2026, 11, 2), known_on=KNOWN, declared_on=date(2026, 11, 10))
POLICY = Policy(insurer="Mutuelle", number="RC-1", starts_on=date(2025, 1, 1), trigger=PolicyTrigger.CLAIM)
CONTRACT = Contract(id=1, client_id=1, reference="T-1", starts_on=date(2026, 10, 5))
PARTIES = Tripartite(contract_id=1, company_id=1)
GREEN = ValidationRound(
    contract_id=1, sent_on=date(2026, 11, 2), answered_on=date(2026, 11, 9), answer=ValidationAnswer.APPROVED
)
RECORDS: dict[Any, Any] = {
    Policy: (POLICY, lambda one: validation.policy_problems(one, TODAY)),
    InsuranceClaim: (CLAIM, lambda one: validation.insurance_claim_problems(one, None, None, TODAY)),
    Harm: (Harm(insurance_claim_id=1, kind=HarmKind.BODILY), validation.harm_problems),
    ClaimPiece: (ClaimPiece(insurance_claim_id=1, key="x"), lambda one: validation.claim_piece_problems(one, TODAY)),
    InsurerRequest: (
        InsurerRequest(insurance_claim_id=1, asked_on=KNOWN, what="Devis"),
        lambda one: validation.insurer_request_problems(one, TODAY),
    ),
    PortageCompany: (PortageCompany(name="Littoral", validation_email="a@b.fr"), validation.portage_company_problems),
    Tripartite: (
        PARTIES,
        lambda one: validation.tripartite_problems(CONTRACT, one, ClientKind.PROFESSIONAL, (), TODAY),
    ),
    ValidationRound: (GREEN, lambda one: validation.round_problems(one, (), TODAY)),
    DeliveryProof: (
        DeliveryProof(contract_id=1, kind=DeliveryProofKind.DELIVERABLE, made_on=KNOWN, signed_on=KNOWN, title="x"),
        lambda one: validation.delivery_proof_problems(one, CONTRACT, TODAY),
    ),
}


def of_claim(claim: InsuranceClaim, policy: Policy | None = None, most: Money | None = None) -> list[Problem]:
    return validation.insurance_claim_problems(claim, policy, most, TODAY)


def warned(problems: list[Problem]) -> list[str]:
    assert not any(one.blocking for one in problems)
    return [one.field for one in problems]


# ---- every record ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_plain_record_has_no_fault(kind: type[Any]) -> None:
    record, problems = RECORDS[kind]
    assert problems(record) == []


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_each_text_may_be_as_long_as_its_kind_allows_and_no_longer(kind: type[Any]) -> None:
    record, problems = RECORDS[kind]
    for field in fields(kind):
        if field.type is str:
            most = NOTE if field.name in NOTES else LINE
            found = problems(replace(record, **{field.name: "x" * (most + 1)}))
            assert any(one.field == field.name and "est trop long" in one.sentence for one in found), field.name
            fits = problems(replace(record, **{field.name: "x" * most}))
            assert not any("est trop long" in one.sentence for one in fits)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_each_date_of_another_age_is_refused_beside_it(kind: type[Any]) -> None:
    record, problems = RECORDS[kind]
    dated = [one.name for one in fields(kind) if one.type in (date, date | None) and one.name != "month"]
    for name in dated:
        for day in (date(1989, 12, 31), date(2101, 1, 1), date.min, date.max):
            assert any(one.field == name and one.blocking for one in problems(replace(record, **{name: day}))), name


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_sentences_are_clean_and_whole(kind: type[Any]) -> None:
    record, problems = RECORDS[kind]
    spoilt = {one.name: date(2101, 1, 1) for one in fields(kind) if one.type in (date, date | None)}
    spoilt |= {one.name: " " for one in fields(kind) if one.type is str and one.name not in {"siret", "postcode"}}
    for one in problems(replace(record, **spoilt)):
        assert one.sentence == formats.typographic(one.sentence)
        assert one.sentence.endswith(".") or one.sentence.endswith("?")
        assert "'" not in one.sentence


# ---- claims ----------------------------------------------------------------------------------------------------------
def test_to_know_before_it_happened_is_refused_in_words() -> None:
    (found,) = of_claim(replace(CLAIM, happened_on=date(2026, 11, 7)))
    assert (found.field, found.blocking) == ("known_on", True)
    assert "avant que le fait arrive" in found.sentence


def test_a_claim_received_before_one_says_to_have_known_is_warned_of() -> None:
    assert warned(of_claim(replace(CLAIM, claimed_on=date(2026, 11, 4)))) == ["known_on"]
    assert warned(of_claim(replace(CLAIM, sued_on=date(2026, 11, 4)))) == ["known_on"]
    assert warned(of_claim(replace(CLAIM, claimed_on=KNOWN))) == []
    assert warned(of_claim(replace(CLAIM, claimed_on=TODAY))) == [], "one may know before the claim comes"


@pytest.mark.parametrize(
    ("policy", "fields"),
    [
        ({"ends_on": date(2026, 11, 1)}, ["policy_id"]),
        ({"ends_on": date(2026, 11, 2)}, []),
        ({"starts_on": date(2026, 11, 3)}, []),  # by claim, what came before may be taken
        ({"starts_on": date(2026, 11, 3), "trigger": PolicyTrigger.HARMFUL_EVENT}, ["policy_id"]),
        ({"starts_on": date(2026, 11, 3), "trigger": None}, ["policy_id"]),
        ({"starts_on": None, "ends_on": date(2026, 11, 1)}, ["policy_id"]),
    ],
)
def test_a_policy_not_in_force_that_day_is_warned_of(policy: dict[str, Any], fields: list[str]) -> None:
    assert warned(of_claim(CLAIM, replace(POLICY, **policy))) == fields
    assert warned(of_claim(replace(CLAIM, happened_on=None), replace(POLICY, **policy))) == []


@pytest.mark.parametrize(
    ("changes", "most", "fields"),
    [
        ({"indemnity": Money.of(101)}, Money.of(100), ["indemnity"]),
        ({"indemnity": Money.of(100)}, Money.of(100), []),
        ({"indemnity": Money.of(101)}, None, []),
        ({"indemnity": Money.of(51), "amount": Money.of(50)}, None, ["indemnity"]),
        ({"indemnity": Money.of(101), "amount": Money.of(50)}, Money.of(100), ["indemnity", "indemnity"]),
        (
            {"indemnity": Money.of(1), "decision": ClaimDecision.REFUSED, "decided_on": TODAY},
            None,
            ["indemnity"],
        ),
    ],
)
def test_an_indemnity_above_the_cap_or_the_demand_or_after_a_refusal_is_warned_of(
    changes: dict[str, Any], most: Money | None, fields: list[str]
) -> None:
    assert warned(of_claim(replace(CLAIM, **changes), most=most)) == fields


def test_an_indemnity_paid_before_the_decision_is_warned_of() -> None:
    decided = replace(CLAIM, decision=ClaimDecision.COVERED, decided_on=TODAY, indemnity=Money.of(1))
    assert warned(of_claim(replace(decided, paid_on=TODAY - timedelta(1)))) == ["paid_on"]


@given(
    happened=st.none() | st.dates(date(2026, 1, 1), TODAY),
    known=st.dates(date(2026, 1, 1), TODAY),
    declared=st.none() | st.dates(date(2026, 1, 1), TODAY),
)
def test_dates_in_order_are_never_refused_and_others_always(
    happened: date | None, known: date, declared: date | None
) -> None:
    claim = InsuranceClaim(title="x", happened_on=happened, known_on=known, declared_on=declared)
    in_order = (happened is None or happened <= known) and (declared is None or known <= declared)
    assert any(one.blocking for one in of_claim(claim)) is not in_order


# ---- policies, guarantees --------------------------------------------------------------------------------------------
def test_a_policy_without_a_number_or_with_a_lapsed_attestation_is_warned_of() -> None:
    odd = replace(POLICY, number=" ", attestation_until=TODAY - timedelta(1))
    assert warned(validation.policy_problems(odd, TODAY)) == ["number", "attestation_until"]
    assert warned(validation.policy_problems(replace(POLICY, attestation_until=TODAY), TODAY)) == []


def test_a_deductible_above_the_cap_and_a_yearly_cap_below_it_are_warned_of() -> None:
    odd = Guarantee(
        policy_id=1, kind=GuaranteeKind.BODILY, cap=Money.of(100), deductible=Money.of(101), yearly_cap=Money.of(99)
    )
    assert warned(validation.guarantee_problems(odd)) == ["deductible", "yearly_cap"]


# ---- portage ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rounds", "on", "fields"),
    [((), 10, ["worker_signed_on"]), ((GREEN,), 8, ["worker_signed_on"]), ((GREEN,), 9, []), ((GREEN,), 10, [])],
)
def test_a_signature_before_the_green_light_is_warned_of_in_words(
    rounds: tuple[ValidationRound, ...], on: int, fields: list[str]
) -> None:
    parties = replace(PARTIES, worker_signed_on=date(2026, 11, on))
    found = validation.tripartite_problems(CONTRACT, parties, ClientKind.PROFESSIONAL, rounds, TODAY)
    assert warned(found) == fields
    assert all("feu vert" in one.sentence for one in found)


def test_a_draft_sent_again_without_the_answer_to_the_first_is_warned_of() -> None:
    waiting = ValidationRound(id=1, contract_id=1, sent_on=KNOWN)
    again = replace(waiting, id=None)
    assert warned(validation.round_problems(again, (waiting,), TODAY)) == ["sent_on"]
    assert warned(validation.round_problems(waiting, (waiting,), TODAY)) == []


def test_corrections_asked_without_saying_which_are_warned_of() -> None:
    vague = replace(GREEN, answer=ValidationAnswer.CORRECTIONS)
    assert warned(validation.round_problems(vague, (), TODAY)) == ["corrections"]


def test_a_proof_not_signed_or_of_a_month_before_the_mission_is_warned_of() -> None:
    proof = DeliveryProof(
        contract_id=1, kind=DeliveryProofKind.ACTIVITY_REPORT, month=date(2026, 9, 1), made_on=date(2026, 10, 1)
    )
    assert warned(validation.delivery_proof_problems(proof, CONTRACT, TODAY)) == ["month", "signed_on"]
    assert warned(validation.delivery_proof_problems(replace(proof, month=date(2026, 10, 1)), CONTRACT, TODAY)) == [
        "signed_on"
    ]


def test_a_company_that_cannot_be_written_to_is_warned_of() -> None:
    assert warned(validation.portage_company_problems(PortageCompany(name="Littoral"))) == ["validation_email"]
