"""Registered e-mail: who may be sent one, and letters that never count a delay from themselves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk import paths
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.letters import catalogue, guards
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import Finding, Severity
from litigedesk.letters.guards.electronic import FROM_THIS_LETTER
from tests.letters import samples

CONSENT = date(2026, 3, 2)


def found(facts: LetterFacts, template: str = "mise-en-demeure") -> dict[str, Finding]:
    sent = replace(facts, send_method=SendMethod.ELECTRONIC)
    return {finding.code: finding for finding in guards.findings(catalogue.template(template), sent)}


@pytest.mark.parametrize("path", sorted((paths.resources() / "letters").glob("*.md")), ids=lambda path: path.stem)
def test_no_letter_counts_a_delay_from_itself(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert not [words for words in FROM_THIS_LETTER if words in text]


def test_a_consumer_who_has_not_agreed_beforehand_gets_no_registered_e_mail() -> None:
    finding = found(samples.facts(kind="consumer"))["electronic-consent"]
    assert (finding.severity, finding.target) == (Severity.FORBIDS, "client.electronic_consent_on")
    assert "L100" in finding.article
    agreed = replace(samples.CLIENTS["consumer"], electronic_consent_on=CONSENT)
    assert found(samples.facts(kind="consumer", client=agreed))["electronic"].severity is Severity.OK
    too_late = replace(agreed, electronic_consent_on=date(2026, 12, 1))
    assert found(samples.facts(kind="consumer", client=too_late))["electronic-consent"].severity is Severity.FORBIDS


def test_a_professional_is_sent_one_without_being_asked_and_it_is_the_usual_proof() -> None:
    findings = found(samples.facts())
    assert findings["electronic"].severity is Severity.OK
    assert findings["registered"].severity is Severity.OK


def test_nobody_is_asked_for_a_letter_on_paper_and_who_an_unknown_client_is_comes_first() -> None:
    on_paper = guards.findings(catalogue.template("mise-en-demeure"), samples.facts(kind="consumer"))
    assert not [one for one in on_paper if one.code.startswith("electronic")]
    unknown = replace(samples.CLIENTS["professional"], kind=ClientKind.UNKNOWN)
    finding = found(samples.facts(client=unknown))["electronic-consent"]
    assert (finding.severity, finding.target) == (Severity.WARNS, "client.kind")


def test_the_users_own_text_is_told_not_to_count_from_itself() -> None:
    own = replace(samples.facts(), wording="Payez sous huit jours à compter de la présente.")
    assert found(own)["from-this-letter"].severity is Severity.WARNS
    assert "from-this-letter" not in found(samples.facts())


def test_the_letter_says_how_it_left() -> None:
    letter = catalogue.template("mise-en-demeure")
    document = catalogue.render(letter, replace(samples.facts(), send_method=SendMethod.ELECTRONIC))
    assert "Par lettre recommandée électronique" in document.text()
