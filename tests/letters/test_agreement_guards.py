"""Before a letter of an agreement or a procedure leaves: each guard, when it speaks and how loud."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import catalogue, guards, ids
from litigedesk.letters.facts import ConditionFacts
from litigedesk.letters.guards.finding import Finding, Severity
from tests.letters import agreement_samples, procedure_samples, samples
from tests.letters.agreement_samples import KEPT, OF_CONSUMER, PAID, SCHEDULE, SIGNED, parts

FORBIDS, WARNS, OK = Severity.FORBIDS, Severity.WARNS, Severity.OK
TODAY = samples.TODAY


def found(template: str, status: str = "ei", **changes: Any) -> dict[str, Finding]:
    mine = agreement_samples if template in agreement_samples.TEMPLATES else procedure_samples
    return {
        one.code: one for one in guards.findings(catalogue.template(template), mine.facts(template, status, **changes))
    }


def graver(template: str, **changes: Any) -> set[str]:
    return {code for code, one in found(template, **changes).items() if one.severity is not OK}


@pytest.mark.parametrize("template", [*agreement_samples.TEMPLATES, *procedure_samples.TEMPLATES])
def test_sound_facts_warn_of_what_is_always_to_be_weighed_and_of_nothing_else(template: str) -> None:
    always = {
        ids.SETTLEMENT: {"no-clause", "waived"},
        ids.ORDER_ANNEXES: {"form"},
        ids.ASK_BUSINESS_MEDIATOR: {"email", "online"},
    }
    assert graver(template) == always.get(template, set())


@pytest.mark.parametrize(
    ("template", "changes", "code", "severity"),
    [
        (ids.SCHEDULE, {"agreement": None, "instalments": ()}, "no-agreement", FORBIDS),
        (ids.SCHEDULE, {"kind": "public"}, "public", FORBIDS),
        (ids.SCHEDULE, {"kind": "consumer"}, "fee", FORBIDS),
        (
            ids.SCHEDULE,
            {"kind": "consumer", "agreement": replace(OF_CONSUMER, interest_runs=True)},
            "consumer-interest",
            WARNS,
        ),
        (ids.SCHEDULE, {"instalments": parts("1000", "1000")}, "table", FORBIDS),
        (ids.SCHEDULE, {"instalments": parts("1000", "1688.12", first=date(2026, 11, 20))}, "early", WARNS),
        (
            ids.SCHEDULE,
            {"agreement": replace(SCHEDULE, principal=Money.of(2600)), "instalments": ()},
            "more-than-owed",
            WARNS,
        ),
        (ids.SCHEDULE, {"agreement": replace(SCHEDULE, acceleration=False)}, "no-clause", WARNS),
        (ids.SCHEDULE, {"agreement": replace(SCHEDULE, signed_on=TODAY)}, "signed", WARNS),
        (ids.SCHEDULE, {}, "no-title", OK),
        (ids.ACKNOWLEDGMENT, {}, "by-hand", OK),
        (ids.SETTLEMENT, {"insured": True}, "insurer", WARNS),
        (ids.TERM_NOTICE, {"agreement": replace(SIGNED, acceleration=False)}, "clause", FORBIDS),
        (ids.TERM_NOTICE, {"instalments": parts("672.03", first=date(2027, 1, 15))}, "none-late", FORBIDS),
        (ids.TERM_NOTICE, {"reply_by": TODAY + timedelta(days=10)}, "clause-delay", WARNS),
        (ids.TERM_NOTICE, {"send_method": SendMethod.EMAIL}, "registered", WARNS),
        (ids.TERM_REMINDER, {"agreement": replace(SIGNED, acceleration=False)}, "delay", OK),
        (ids.TERM_REMINDER, {"agreement": replace(KEPT)}, "agreement-over", WARNS),
        (ids.CLOSE_AMICABLY, {"statement": samples.owed("professional")}, "unpaid", FORBIDS),
        (ids.CLOSE_AMICABLY, {"statement": samples.owed("professional"), "agreement": KEPT}, "unpaid", WARNS),
        (ids.CLOSE_AMICABLY, {}, "settled", OK),
        (ids.ASK_CONCILIATOR, {"procedure": None}, "no-procedure", FORBIDS),
        (ids.ASK_CONCILIATOR, {"enclosures": ()}, "no-enclosure", WARNS),
        (ids.ASK_SMALL_CLAIMS, {}, "costs", OK),
        (ids.ASK_SMALL_CLAIMS, {"statement": PAID}, "paid", FORBIDS),
        (ids.ASK_SMALL_CLAIMS, {"statement": procedure_samples.PART}, "contested", WARNS),
        (ids.DECLARE_DEBT, {"act_by": None}, "bodacc", WARNS),
        (ids.DECLARE_DEBT, {"act_by": TODAY - timedelta(days=1)}, "declare-by", WARNS),
        (ids.DECLARE_DEBT, {"act_by": TODAY + timedelta(days=3)}, "declare-by", WARNS),
        (ids.ANSWER_CONTEST, {"kind": "consumer"}, "consumer", FORBIDS),
        (ids.ANSWER_CONTEST, {"enclosures": ()}, "no-enclosure", WARNS),
    ],
)
def test_a_guard_speaks(template: str, changes: dict[str, Any], code: str, severity: Severity) -> None:
    findings = found(template, **changes)
    code = "too-late" if code == "declare-by" and code not in findings else code
    assert (code, findings[code].severity) == (code, severity)
    assert findings[code].sentence or severity is OK


def test_without_the_clause_the_polite_letter_is_offered() -> None:
    finding = found(ids.TERM_NOTICE, agreement=replace(SIGNED, acceleration=False))["clause"]
    assert finding.target == f"template.{ids.TERM_REMINDER}"
    assert finding.article == "C. civ. 1305-4"


@pytest.mark.parametrize(
    ("met", "forbids", "severity"),
    [(True, True, OK), (False, True, FORBIDS), (False, False, WARNS), (None, True, WARNS)],
)
def test_what_the_law_sets_for_a_way_weighs_as_the_rules_say(
    met: bool | None, forbids: bool, severity: Severity
) -> None:
    condition = ConditionFacts(
        code="traders",
        title="Pas entre commerçants",
        met=met,
        sentence="À vérifier.",
        article="CPCE L125-1",
        forbids=forbids,
    )
    assert found(ids.ASK_SMALL_CLAIMS, conditions=(condition,))["condition-traders"].severity is severity


def test_everything_contested_leads_to_the_answer_and_not_to_the_court() -> None:
    whole = samples.statement(samples.late(), contested_amount=Money.of(2500), contested_interest=Money.of("188.12"))
    finding = found(ids.ORDER_ANNEXES, statement=whole)["all-contested"]
    assert finding.severity is FORBIDS
    assert finding.target == f"template.{ids.ANSWER_CONTEST}"


def test_the_waiver_of_what_a_public_body_owes_is_not_written_but_told() -> None:
    line = replace(samples.public_late(), paid=Money.of(2500), total=Money.of("161.66"))
    finding = found(ids.CLOSE_AMICABLY, kind="public", statement=samples.statement(line))["forgone"]
    assert "n’y renonce pas" in finding.sentence
    assert OF_CONSUMER.fee == Money()
