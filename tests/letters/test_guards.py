"""What the program says before a letter leaves: each guard, when it speaks and how loud."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.records import Payment
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.letters import catalogue, guards
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import Finding, Severity
from tests.letters import samples


def found(facts: LetterFacts, template: str = "mise-en-demeure") -> dict[str, Finding]:
    return {finding.code: finding for finding in guards.findings(catalogue.template(template), facts)}


def test_a_sound_letter_has_only_ticks() -> None:
    findings = guards.findings(catalogue.template("mise-en-demeure"), samples.facts())
    assert {finding.severity for finding in findings} == {Severity.OK}
    assert "Aucun paiement reçu depuis la relance" in [finding.title for finding in findings]


def test_portage_forbids_the_notice_and_says_who_may_write() -> None:
    finding = found(samples.facts(status="portage"))["portage"]
    assert finding.severity is Severity.FORBIDS
    assert "société de portage" in finding.sentence
    assert finding.article == "C. trav. L1254-1"


def test_portage_may_remind_politely() -> None:
    assert guards.who_may_send(catalogue.template("relance-amiable"), ProfileStatus.PORTAGE) is None


def test_an_unknown_client_forbids_any_letter() -> None:
    client = replace(samples.CLIENTS["professional"], kind=ClientKind.UNKNOWN)
    finding = found(samples.facts("relance-amiable", client=client), "relance-amiable")["client-kind"]
    assert (finding.severity, finding.target, finding.record_id) == (Severity.FORBIDS, "client.kind", 3)


def test_a_payment_after_the_last_letter_is_pointed_out() -> None:
    payment = Payment(id=1, invoice_id=14, paid_on=date(2026, 11, 10), amount=Money.of(500))
    line = replace(samples.late(), paid=Money.of(500), total=Money.of("2188.12"))
    finding = found(samples.facts(statement=samples.statement(line), payments=(payment,)))["paid-since"]
    assert finding.severity is Severity.WARNS
    assert "500,00\u00a0€ le 10\u00a0novembre\u00a02026" in finding.sentence


def test_an_older_partial_payment_is_a_tick() -> None:
    payment = Payment(id=1, invoice_id=14, paid_on=date(2026, 7, 1), amount=Money.of(500))
    line = replace(samples.late(), paid=Money.of(500), total=Money.of("2188.12"))
    finding = found(samples.facts(statement=samples.statement(line), payments=(payment,)))["partly-paid"]
    assert finding.severity is Severity.OK


def test_a_paid_dispute_forbids_the_letter() -> None:
    paid = samples.invoice(paid=Money.of(2500), total=Money())
    assert found(samples.facts(statement=samples.statement(paid)))["paid"].severity is Severity.FORBIDS


@pytest.mark.parametrize(
    ("contested", "code", "severity"), [(300, "contested", "warns"), (2700, "all-contested", "forbids")]
)
def test_a_contest_leaves_only_the_rest_to_claim(contested: int, code: str, severity: str) -> None:
    statement = samples.statement(samples.late(), contested_amount=Money.of(contested))
    assert found(samples.facts(statement=statement))[code].severity == severity


@pytest.mark.parametrize(
    ("days", "code", "severity"),
    [
        (-1, "delay-past", "forbids"),
        (0, "delay-past", "forbids"),
        (3, "delay-short", "warns"),
        (7, "delay-short", "warns"),
        (8, "delay", "ok"),
    ],
)
def test_the_delay_must_be_to_come_and_reasonable(days: int, code: str, severity: str) -> None:
    finding = found(samples.facts(reply_by=samples.TODAY + timedelta(days)))[code]
    assert finding.severity == severity
    if code != "delay-past":
        assert "ucun texte ne fixe ce délai" in finding.sentence


@pytest.mark.parametrize("number", ["", "73282932000075", "123"])
def test_a_professional_without_a_right_number_is_pointed_out(number: str) -> None:
    client = replace(samples.CLIENTS["professional"], siret=number)
    assert found(samples.facts(client=client))["client-siret"].target == "client.siret"


def test_a_name_without_its_legal_form_is_pointed_out() -> None:
    client = replace(samples.CLIENTS["professional"], legal_form="")
    assert found(samples.facts(client=client))["client-form"].severity is Severity.WARNS


def test_a_consumer_needs_no_number() -> None:
    assert "client-siret" not in found(samples.facts(kind="consumer"))


def test_warnings_about_rates_are_passed_on_where_interest_is_claimed() -> None:
    warning = "La table des taux s’arrête le 31 décembre 2026."
    assert warning[:20] in found(samples.facts(rate_warnings=(warning,)))["rates"].sentence
    assert "rates" not in found(samples.facts("relance-amiable", rate_warnings=(warning,)), "relance-amiable")


def test_a_notice_already_sent_is_pointed_out_with_its_running_delay() -> None:
    sent = replace(
        samples.letter("mise-en-demeure", "Mise en demeure", date(2026, 11, 15)), reply_by=date(2026, 11, 30)
    )
    findings = found(samples.facts(previous_letters=(sent,)))
    assert "15\u00a0novembre\u00a02026" in findings["already-sent"].sentence
    assert "1er\u00a0décembre\u00a02026" in findings["delay-running"].sentence


def test_a_letter_without_its_day_of_sending_is_pointed_out() -> None:
    unsent = samples.letter("relance-amiable", "Relance amiable", None)
    assert found(samples.facts(previous_letters=(unsent,)))["unsent"].record_id == 11


def test_a_notice_to_a_consumer_should_leave_a_proof_of_receipt() -> None:
    finding = found(samples.facts(kind="consumer", send_method=SendMethod.EMAIL))["registered"]
    assert finding.severity is Severity.WARNS
    assert "fait courir l’intérêt" in finding.sentence


@pytest.mark.parametrize(("lines", "code", "severity"), [((1,), "not-due", "forbids"), ((0, 1), "partly-due", "warns")])
def test_an_invoice_not_yet_due_is_not_claimed(lines: tuple[int, ...], code: str, severity: str) -> None:
    due = samples.TODAY + timedelta(days=10)
    invoices = [samples.invoice(14 + index, due_on=due) if late else samples.late() for index, late in enumerate(lines)]
    assert found(samples.facts(statement=samples.statement(*invoices)))[code].severity == severity


def test_an_address_too_long_for_la_poste_is_pointed_out() -> None:
    address = replace(samples.ADDRESS, street="12 bis avenue du Maréchal-de-Lattre-de-Tassigny prolongée")
    assert found(samples.facts(address=address))["address"].severity is Severity.WARNS


def test_characters_that_the_font_lacks_are_named() -> None:
    assert (
        "株"
        in found(samples.facts(client=replace(samples.CLIENTS["professional"], name="株 Atelier")))["glyphs"].sentence
    )


def test_a_sole_trader_without_ei_is_told_the_article() -> None:
    assert (
        found(samples.facts(profile=replace(samples.EI, ei_mention=False)))["ei-mention"].article == "C. com. R526-27"
    )


def test_a_closed_dispute_is_to_be_opened_again_first() -> None:
    dispute = replace(samples.DISPUTE, closed_on=date(2026, 11, 2))
    assert "2\u00a0novembre\u00a02026" in found(samples.facts(dispute=dispute))["closed"].sentence


def test_what_forbids_comes_first() -> None:
    facts = samples.facts(status="portage", reply_by=samples.TODAY + timedelta(3))
    severities = [finding.severity for finding in guards.findings(catalogue.template("mise-en-demeure"), facts)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities[0] is Severity.FORBIDS
