"""What goes on around a dispute while one writes: insolvency forbids, an agreement or a procedure warns, help is named."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.letters import catalogue, guards
from litigedesk.letters.facts import HelpFacts, Standing
from litigedesk.letters.guards import Finding, Severity
from litigedesk.letters.ids import LADDER
from tests.letters import samples

DAY = date(2026, 11, 2)


def found(template: str = "mise-en-demeure", **facts: object) -> dict[str, Finding]:
    made = replace(samples.facts(template), **facts)  # type: ignore[arg-type]
    return {one.code: one for one in guards.findings(catalogue.template(template), made)}


def procedure(kind: ProcedureKind, **dates: date | None) -> Procedure:
    return Procedure(**{"id": 4, "dispute_id": 7, "kind": kind, "asked_on": DAY, **dates})  # type: ignore[arg-type]


@pytest.mark.parametrize("template", LADDER)
def test_insolvency_forbids_every_letter_that_asks_and_offers_to_declare(template: str) -> None:
    opened = procedure(ProcedureKind.INSOLVENCY, asked_on=None, decided_on=DAY)
    finding = found(template, standing=Standing(insolvency=opened))["insolvency"]
    assert (finding.severity, finding.target) == (Severity.FORBIDS, "template.declaration-creance")
    assert finding.article == "C. com. L622-7 et L622-21"


@pytest.mark.parametrize(
    ("standing", "code", "article"),
    [
        (Standing(no_payment=procedure(ProcedureKind.SMALL_CLAIMS)), "small-claims-running", "CPCE R125-7"),
        (Standing(amicable=(procedure(ProcedureKind.CONCILIATION),)), "conciliation-running", ""),
        (Standing(court=(procedure(ProcedureKind.PAYMENT_ORDER),)), "court-running", ""),
    ],
)
def test_a_procedure_that_runs_warns_and_can_be_passed_over(standing: Standing, code: str, article: str) -> None:
    finding = found(standing=standing)[code]
    assert (finding.severity, finding.article) == (Severity.WARNS, article)


def test_an_agreement_that_is_kept_warns() -> None:
    kept = Agreement(id=2, dispute_id=7, kind=AgreementKind.INSTALMENTS, proposed_on=DAY, signed_on=DAY, as_of=DAY)
    assert found(standing=Standing(agreement=kept))["agreement-kept"].severity is Severity.WARNS
    assert "agreement-kept" not in found(standing=Standing(agreement=replace(kept, signed_on=None)))


def test_who_helps_is_named_with_the_way_to_hand_the_dossier_over() -> None:
    needed = HelpFacts(key="criminal", title="Faites-vous aider", sentence="Ne répondez pas seul.", audience="lawyer")
    finding = found(standing=Standing(help=(needed,)))["help-criminal"]
    assert (finding.severity, finding.target) == (Severity.WARNS, "bundle.lawyer")
