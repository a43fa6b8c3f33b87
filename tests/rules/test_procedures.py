"""The ways on: open to whom, for how much, before which court; and what the data must hold."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.procedure import AmicableExemption, CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.letters import ids
from litigedesk.rules import procedures as rules
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import Assessment, CaseFacts, data
from litigedesk.settings import definition

TODAY = date(2026, 11, 22)
Kind = ProcedureKind
CONSUMER, FIRM, PUBLIC = ClientKind.CONSUMER, ClientKind.PROFESSIONAL, ClientKind.PUBLIC


def facts(**changes: Any) -> CaseFacts:
    """A liberal professional owed 2 500 € of principal by a company of Rennes, with two contracts on file."""
    given: dict[str, Any] = {
        "today": TODAY,
        "client": FIRM,
        "user_trader": False,
        "client_trader": True,
        "principal": Money.of("2500.00"),
        "interest": Money.of("148.12"),
        "whole": Money.of("2688.12"),
        "contracts": 1,
        "invoices": 1,
        "due": date(2026, 5, 31),
        "notice_sent": date(2026, 9, 1),
        "safe_date": date(2031, 4, 1),
        "postcode": "35000",
        "city": "Rennes",
    }
    return CaseFacts(**{**given, **changes})


def sums(principal: str, interest: str) -> dict[str, Money]:
    first, second = Money.of(principal), Money.of(interest)
    return {"principal": first, "interest": second, "whole": first + second}


def condition(way: Assessment, code: str) -> Condition:
    return next(one for one in way.conditions if one.code == code)


def verdicts(found: tuple[Assessment, ...]) -> dict[str, Verdict]:
    return {one.key: one.verdict for one in found}


# ---- who may go where ------------------------------------------------------------------------------------------------
def test_a_firm_is_open_to_everything_but_the_claim_to_a_public_buyer(law: Law) -> None:
    found = verdicts(rules.ways(facts(), law))
    assert [key for key, one in found.items() if one is Verdict.FAILED] == [
        "public-claim",
        "uncontested-commercial-claims",
    ]
    assert found["small-claims"] is found["payment-order"] is found["conciliation"] is Verdict.MET


def test_a_consumer_has_no_business_mediator_and_a_public_buyer_no_order_to_pay(law: Law) -> None:
    consumer = verdicts(rules.ways(facts(client=CONSUMER, client_trader=None), law))
    assert consumer["business-mediation"] is Verdict.FAILED
    assert consumer["small-claims"] is consumer["payment-order"] is Verdict.MET
    public = verdicts(rules.ways(facts(client=PUBLIC, client_trader=None), law))
    assert {public[key] for key in ("conciliation", "small-claims", "payment-order", "interim-order")} == {
        Verdict.FAILED
    }
    assert public["public-claim"] is public["business-mediation"] is Verdict.MET
    assert next(iter(public)) == "public-claim"


def test_in_portage_every_way_is_refused_for_the_company_is_the_creditor(law: Law) -> None:
    for given in (facts(ported=True), facts(status=ProfileStatus.PORTAGE)):
        for way in rules.ways(given, law):
            assert way.verdict is Verdict.FAILED
            assert way.disabled or "société de portage" in way.conditions[0].sentence


def test_an_unknown_client_is_asked_for_first(law: Law) -> None:
    found = rules.ways(facts(client=ClientKind.UNKNOWN), law)
    assert all(one.verdict is not Verdict.MET for one in found)
    assert condition(found[0], "client").field == "client.kind"


def test_the_way_between_traders_that_has_no_decree_yet_says_why_it_stays_closed(law: Law) -> None:
    last = rules.ways(facts(), law)[-1]
    assert last.kind is None
    assert "L126-1" in last.article
    assert "décret" in last.disabled


def test_an_insolvency_that_runs_closes_every_other_way(law: Law) -> None:
    opened = Procedure(id=1, dispute_id=1, kind=Kind.INSOLVENCY, decided_on=date(2026, 10, 1))
    found = verdicts(rules.ways(facts(previous=(opened,)), law))
    assert {key for key, one in found.items() if one is Verdict.MET} == {"insolvency"}
    over = replace(opened, outcome=ProcedureOutcome.WITHDRAWN, ended_on=date(2026, 11, 1))
    assert verdicts(rules.ways(facts(previous=(over,)), law))["payment-order"] is Verdict.MET


# ---- small claims ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("held", "closed"),
    [
        ({"kind": Kind.PAYMENT_ORDER, "decided_on": date(2026, 9, 4)}, True),
        ({"kind": Kind.SMALL_CLAIMS, "decided_on": date(2026, 9, 4)}, True),
        ({"kind": Kind.JUDGMENT, "decided_on": date(2026, 9, 4)}, True),
        ({"kind": Kind.PAYMENT_ORDER, "decided_on": date(2026, 9, 4), "opposed_on": date(2026, 10, 4)}, False),
        ({"kind": Kind.PAYMENT_ORDER, "decided_on": date(2026, 9, 4), "outcome": ProcedureOutcome.LAPSED}, False),
        ({"kind": Kind.COURT_CLAIM, "decided_on": date(2026, 9, 4), "outcome": ProcedureOutcome.REJECTED}, False),
        ({"kind": Kind.PAYMENT_ORDER, "asked_on": date(2026, 9, 4)}, False),
    ],
)
def test_a_claim_that_has_its_decision_is_carried_out_not_claimed_again(
    law: Law, held: dict[str, Any], closed: bool
) -> None:
    found = facts(previous=(Procedure(dispute_id=1, **held),))
    for kind in {Kind.CONCILIATION, Kind.BUSINESS_MEDIATION, Kind.INTERIM_ORDER} - {held["kind"]}:
        codes = [one.code for one in rules.assess(kind, found, law).conditions]
        assert ("undecided" in codes) is closed
    for kind in (Kind.JUDGMENT, held["kind"]):  # what was won, and the way itself
        assert "undecided" not in [one.code for one in rules.assess(kind, found, law).conditions]


@pytest.mark.parametrize(
    ("principal", "interest", "expected"),
    [("5000.00", "0.00", Verdict.MET), ("4900.00", "100.00", Verdict.MET), ("4900.00", "100.01", Verdict.FAILED)],
)
def test_small_claims_stop_at_five_thousand_of_principal_and_interest(
    law: Law, principal: str, interest: str, expected: Verdict
) -> None:
    assert rules.assess(Kind.SMALL_CLAIMS, facts(**sums(principal, interest)), law).verdict is expected


def test_small_claims_are_closed_between_traders_from_25_april_2026(law: Law) -> None:
    between = facts(user_trader=True, client_trader=True, due=date(2026, 1, 1))
    assert rules.assess(Kind.SMALL_CLAIMS, replace(between, today=date(2026, 4, 24)), law).verdict is Verdict.MET
    closed = rules.assess(Kind.SMALL_CLAIMS, replace(between, today=date(2026, 4, 25)), law)
    assert closed.verdict is Verdict.FAILED
    assert "L126-1" in condition(closed, "traders").article


@pytest.mark.parametrize(
    ("user", "client", "field"), [(None, True, "profile.trader"), (True, None, "client.trader"), (None, False, None)]
)
def test_who_is_a_trader_is_asked_only_when_it_decides(
    law: Law, user: bool | None, client: bool | None, field: str | None
) -> None:
    way = rules.assess(Kind.SMALL_CLAIMS, facts(user_trader=user, client_trader=client), law)
    found = condition(way, "traders")
    assert (found.verdict, found.field) == ((Verdict.ASK, field) if field else (Verdict.MET, ""))


def test_a_company_is_a_trader_by_its_form(law: Law) -> None:
    company = facts(status=ProfileStatus.COMPANY, user_trader=None)
    assert rules.assess(Kind.SMALL_CLAIMS, company, law).verdict is Verdict.FAILED


# ---- the attempt that CPC 750-1 asks for -----------------------------------------------------------------------------
def claim(law: Law, **changes: Any) -> Condition:
    given = facts(client=CONSUMER, client_trader=None, **changes)
    return condition(rules.assess(Kind.COURT_CLAIM, given, law), "attempted")


def test_a_claim_up_to_five_thousand_is_refused_without_an_attempt(law: Law) -> None:
    assert claim(law).verdict is Verdict.FAILED
    assert claim(law, **sums("5000.01", "0.00")).verdict is Verdict.MET
    before_traders = facts(user_trader=True)
    assert condition(rules.assess(Kind.COURT_CLAIM, before_traders, law), "attempted").verdict is Verdict.MET


@pytest.mark.parametrize(
    "held",
    [
        {"kind": Kind.CONCILIATION, "outcome": ProcedureOutcome.FAILURE, "ended_on": date(2026, 10, 1)},
        {"kind": Kind.CONCILIATION, "asked_on": date(2026, 8, 20)},
        {"kind": Kind.SMALL_CLAIMS, "outcome": ProcedureOutcome.SILENCE, "ended_on": date(2026, 10, 2)},
        {"kind": Kind.COURT_CLAIM, "exemption": AmicableExemption.LEGITIMATE_GROUND},
    ],
    ids=["attempted", "three months without a meeting", "small claims failed", "exemption noted"],
)  # fmt: skip
def test_an_attempt_or_an_exemption_opens_the_court(law: Law, held: dict[str, Any]) -> None:
    assert claim(law, previous=(Procedure(id=1, dispute_id=1, **held),)).verdict is Verdict.MET


@pytest.mark.parametrize(
    "held",
    [
        {"kind": Kind.CONCILIATION, "asked_on": date(2026, 8, 24)},
        {"kind": Kind.SMALL_CLAIMS, "asked_on": date(2026, 11, 1)},
        {"kind": Kind.CONCILIATION, "outcome": ProcedureOutcome.WITHDRAWN, "ended_on": date(2026, 10, 1)},
    ],
    ids=["not yet three months", "small claims running", "given up"],
)
def test_what_is_not_over_opens_nothing(law: Law, held: dict[str, Any]) -> None:
    assert claim(law, previous=(Procedure(id=1, dispute_id=1, **held),)).verdict is Verdict.FAILED


def test_an_order_to_pay_asks_for_no_attempt(law: Law) -> None:
    way = rules.assess(Kind.PAYMENT_ORDER, facts(client=CONSUMER), law)
    assert way.verdict is Verdict.MET
    assert all(one.code != "attempted" for one in way.conditions)


# ---- courts ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"client": CONSUMER}, (CourtKind.JUDICIAL,)),
        ({"client": PUBLIC}, (CourtKind.ADMINISTRATIVE,)),
        ({"user_trader": True}, (CourtKind.COMMERCIAL,)),
        ({"user_trader": True, "postcode": "67000", "city": "Strasbourg"}, (CourtKind.LOCAL_COMMERCIAL,)),
        ({"user_trader": True, "postcode": "69003", "city": "Lyon 3e"}, (CourtKind.ECONOMIC,)),
        ({"user_trader": True, "city": "Lyon", "today": date(2029, 1, 1)}, (CourtKind.COMMERCIAL,)),
        ({"user_trader": True, "client_trader": False}, (CourtKind.JUDICIAL,)),
        ({}, (CourtKind.JUDICIAL, CourtKind.COMMERCIAL)),
        ({"user_trader": True, "client_trader": None}, ()),
    ],
)
def test_the_court_follows_the_client_the_professions_and_the_place(
    law: Law, changes: dict[str, Any], expected: tuple[CourtKind, ...]
) -> None:
    advice = rules.assess(Kind.COURT_CLAIM, facts(**changes), law).court
    assert advice is not None
    assert (advice.others or ((advice.kind,) if advice.kind else ())) == expected


def test_each_court_has_its_form_and_two_of_them_cost_what_no_source_settles(law: Law) -> None:
    judicial = rules.assess(Kind.PAYMENT_ORDER, facts(client=CONSUMER), law)
    commercial = rules.assess(Kind.PAYMENT_ORDER, facts(user_trader=True), law)
    assert judicial.court is not None
    assert judicial.court.form == "Cerfa 12948*06"
    assert commercial.court is not None
    assert commercial.court.form == "Cerfa 12946*02"
    (unknown,) = [one for one in commercial.costs if one.setting]
    assert unknown.amount is None
    typed = rules.assess(Kind.PAYMENT_ORDER, facts(user_trader=True, commercial_costs=Money.of(33)), law)
    assert [one.amount for one in typed.costs if one.setting] == [Money.of(33)]
    assert not [one for one in judicial.costs if one.setting]


def test_the_contribution_is_due_before_the_judicial_court_from_the_day_chosen_and_not_for_an_order(law: Law) -> None:
    def asked(**changes: Any) -> list[Money | None]:
        costs = rules.assess(Kind.COURT_CLAIM, facts(client=CONSUMER, **changes), law).costs
        return [one.amount for one in costs if one.label.startswith("Contribution")]

    assert asked() == [Money.of(50)]
    assert asked(today=date(2026, 4, 1), contribution_from=date(2026, 5, 1)) == []
    order = rules.assess(Kind.PAYMENT_ORDER, facts(client=CONSUMER), law).costs
    assert [one.amount for one in order if one.label.startswith("Contribution")] == [Money()]
    between = rules.assess(Kind.COURT_CLAIM, facts(user_trader=True), law).costs
    assert not [one for one in between if one.label.startswith("Contribution")]


def test_above_ten_thousand_a_lawyer_is_needed_but_not_to_ask_for_an_order(law: Law) -> None:
    large = facts(client=CONSUMER, **sums("12000.00", "0.00"))
    order, court = (rules.assess(kind, large, law).court for kind in (Kind.PAYMENT_ORDER, Kind.COURT_CLAIM))
    assert order is not None
    assert order.lawyer.startswith("Sans avocat pour la requête")
    assert court is not None
    assert court.lawyer.startswith("Avocat obligatoire")


def test_before_the_administrative_judge_nothing_of_a_civil_trial_is_said(law: Law) -> None:
    way = rules.assess(Kind.COURT_CLAIM, facts(client=PUBLIC), law)
    assert [one.label for one in way.costs] == ["Tribunal administratif"]
    assert not [one.article for one in way.conditions if one.article.startswith(("CPC", "C. civ."))]
    assert not [
        one for one in rules.assess(Kind.COURT_CLAIM, facts(), law).costs if one.label == "Tribunal administratif"
    ]


def test_only_the_judicial_court_takes_a_simple_request_and_each_court_says_how_it_is_seized(law: Law) -> None:
    commercial = " ".join(rules.assess(Kind.COURT_CLAIM, facts(user_trader=True), law).notes)
    judicial = " ".join(rules.assess(Kind.COURT_CLAIM, facts(client=CONSUMER), law).notes)
    assert "assignation, quel que soit le montant" in commercial
    assert "simple requête" not in commercial
    assert "R211-3-24" not in commercial
    assert "simple requête" in judicial
    assert "R211-3-24" in judicial


def test_in_alsace_moselle_the_commercial_chamber_is_asked_whether_an_attempt_comes_first(law: Law) -> None:
    strasbourg = {"user_trader": True, "postcode": "67000", "city": "Strasbourg"}
    small = rules.assess(Kind.COURT_CLAIM, facts(**strasbourg), law)
    large = rules.assess(Kind.COURT_CLAIM, facts(**strasbourg, **sums("6000.00", "0.00")), law)
    assert condition(small, "attempted").verdict is Verdict.ASK
    assert condition(large, "attempted").verdict is Verdict.MET


def test_a_consumer_who_cannot_pay_follows_other_rules_than_a_firm(law: Law) -> None:
    found = condition(rules.assess(Kind.INSOLVENCY, facts(client=CONSUMER), law), "client")
    assert found.verdict is Verdict.ASK
    assert "surendettement" in found.sentence


# ---- the claim itself ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "code", "expected"),
    [
        ({"due": date(2026, 11, 22)}, "due", Verdict.FAILED),
        ({"whole": Money()}, "due", Verdict.FAILED),
        ({"contracts": 0}, "contractual", Verdict.ASK),
        ({"interest": None, "obstacle": "Taux du semestre inconnu."}, "determined", Verdict.ASK),
        ({"contested": Money.of("500.00")}, "uncontested", Verdict.ASK),
        ({"country": "Belgique"}, "located", Verdict.FAILED),
        ({"postcode": "", "city": ""}, "located", Verdict.ASK),
        ({"safe_date": date(2026, 12, 15)}, "in-time", Verdict.ASK),
    ],
)
def test_an_order_to_pay_says_what_weakens_it(law: Law, changes: dict[str, Any], code: str, expected: Verdict) -> None:
    assert condition(rules.assess(Kind.PAYMENT_ORDER, facts(**changes), law), code).verdict is expected


def test_a_debt_wholly_contested_is_not_for_the_judge_of_urgency(law: Law) -> None:
    assert rules.assess(Kind.INTERIM_ORDER, facts(contested=Money.of("2500.00")), law).verdict is Verdict.FAILED


# ---- data ------------------------------------------------------------------------------------------------------------
def test_every_letter_and_setting_named_by_the_data_exists() -> None:
    known = {value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
    for way in data.load().ways:
        assert set(way.letters) <= known
    for cost in data.load().costs:
        assert not cost.setting or definition(cost.setting)


@pytest.mark.parametrize("kind", Kind)
def test_each_way_says_what_its_file_holds_and_what_it_costs(kind: Kind, law: Law) -> None:
    client = PUBLIC if kind is Kind.PUBLIC_CLAIM else FIRM
    way = rules.assess(kind, facts(client=client), law)
    assert way.file
    assert way.costs
    assert way.article
    assert all("  " not in one and one.endswith(".") for one in (*way.notes, *(cost.sentence for cost in way.costs)))
