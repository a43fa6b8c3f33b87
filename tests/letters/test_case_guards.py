"""Before a letter about a complaint or a mediation leaves: each guard, when it speaks and how loud."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from litigedesk.domain.vocabulary import ClientKind, MediationOutcome, ProposalAnswer, SendMethod, Stance
from litigedesk.letters import catalogue, guards
from litigedesk.letters.guards import words
from litigedesk.letters.guards.finding import Finding, Severity
from tests.letters import case_samples, samples
from tests.letters.case_samples import COMPLAINT, MEDIATOR, ORAL, PROPOSED, RUNNING, TAKING_PART

REPLY = "reponse-reclamation"


def found(template: str, status: str = "ei", **changes: Any) -> dict[str, Finding]:
    given = case_samples.facts(template, status, **changes)
    return {one.code: one for one in guards.findings(catalogue.template(template), given)}


def graver(template: str, **changes: Any) -> set[str]:
    return {code for code, one in found(template, **changes).items() if one.severity is not Severity.OK}


@pytest.mark.parametrize("template", case_samples.TEMPLATES)
def test_sound_facts_warn_of_nothing_but_insurer_and_convention(template: str) -> None:
    assert graver(template, insured=False) <= {"convention"}


# ---- who and whom ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", case_samples.TEMPLATES)
@pytest.mark.parametrize("kind", [ClientKind.PROFESSIONAL, ClientKind.PUBLIC])
def test_another_client_than_a_consumer_forbids_it_and_is_told_what_to_do_instead(
    template: str, kind: ClientKind
) -> None:
    finding = found(template, client=replace(case_samples.CLIENT, kind=kind))["consumer"]
    assert finding.severity is Severity.FORBIDS
    assert "médiateur des entreprises" in finding.sentence
    assert "L611-3" in finding.article


def test_a_salarie_porte_is_told_that_their_clients_are_firms() -> None:
    finding = found(REPLY, "portage")["portage"]
    assert finding.severity is Severity.FORBIDS
    assert "clients sont des entreprises" in finding.sentence


@pytest.mark.parametrize(
    ("template", "changes", "code"),
    [
        (REPLY, {"complaint": None}, "no-complaint"),
        ("participation-acceptee", {"mediation": None, "mediator": None}, "no-mediation"),
        ("constat-fin-mediation", {"mediation": None, "mediator": None}, "no-mediation"),
        (
            "transmission-dossier-mediateur",
            {"mediation": replace(TAKING_PART, started_by_client=False)},
            "started-by-user",
        ),
        ("demande-reclamation-ecrite", {"complaint": COMPLAINT, "complained_on": date(2026, 9, 3)}, "written"),
    ],
)
def test_without_what_it_is_about_a_letter_is_forbidden(template: str, changes: dict[str, Any], code: str) -> None:
    assert found(template, **changes)[code].severity is Severity.FORBIDS


# ---- the complaint ---------------------------------------------------------------------------------------------------
def test_an_oral_complaint_is_better_asked_for_in_writing() -> None:
    finding = found(REPLY, complaint=ORAL, complained_on=None, refer_until=None)["oral"]
    assert (finding.severity, finding.target) == (Severity.WARNS, "template.demande-reclamation-ecrite")
    assert finding.article == "C. conso. L612-2, 1°"


def test_the_details_of_the_mediator_come_first_with_the_answer() -> None:
    finding = found("information-mediation", complaint=COMPLAINT)["not-answered"]
    assert finding.target == "template.reponse-reclamation"


def test_a_plain_letter_proves_nothing() -> None:
    assert found(REPLY, send_method=SendMethod.POST)["proof"].target == "letter.send_method"
    assert "proof" not in found(REPLY, send_method=SendMethod.REGISTERED)
    assert "proof" not in found("demande-reclamation-ecrite", send_method=SendMethod.POST)


@pytest.mark.parametrize(("insured", "warned"), [(True, True), (None, True), (False, False)])
@pytest.mark.parametrize("template", [REPLY, "acceptation-proposition"])
def test_the_insurer_is_told_before_an_offer_or_an_acceptance(
    template: str, insured: bool | None, warned: bool
) -> None:
    assert ("insurer" in found(template, insured=insured)) is warned


def test_a_refusal_settles_nothing_with_the_insurer() -> None:
    assert "insurer" not in found(REPLY, complaint=case_samples.REFUSAL)
    assert "insurer" not in found("refus-proposition")


# ---- what the user typed ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "Je reconnais un défaut.",
        "C’est ma faute",
        "c'est NOTRE RESPONSABILITÉ.",
        "J’ai\ncommis une erreur",
        "je suis responsable",
        "nos torts",
    ],
)
def test_an_admission_of_liability_is_pointed_out_and_may_be_passed_over(text: str) -> None:
    finding = found(REPLY, complaint=replace(COMPLAINT, findings=text))["admission"]
    assert (finding.severity, finding.article) == (Severity.WARNS, "C. ass. L124-2")
    assert (finding.target, finding.record_id) == ("complaint.findings", 21)
    assert "énoncez des faits" in finding.sentence


@pytest.mark.parametrize(
    "text", ["Trois photos ne s’affichent pas.", "Je ne reconnais rien.", "Une faute de frappe est corrigée.", ""]
)
def test_a_fact_is_no_admission(text: str) -> None:
    assert "admission" not in found(REPLY, complaint=replace(COMPLAINT, findings=text))


def test_what_the_client_says_is_no_admission_of_the_user() -> None:
    assert "admission" not in found(
        REPLY, complaint=replace(COMPLAINT, grievance="Vous dites « je suis responsable ».")
    )


@pytest.mark.parametrize(
    ("template", "field"),
    [
        ("participation-declinee", "stance_reason"),
        ("transmission-dossier-mediateur", "position"),
        ("acceptation-proposition", "my_answer_reason"),
        ("refus-proposition", "my_answer_reason"),
    ],
)
def test_words_to_the_mediator_are_weighed_too(template: str, field: str) -> None:
    mediation = replace(PROPOSED, **{field: "Nous avons commis une erreur."})
    assert found(template, mediation=mediation)["admission"].target == f"mediation.{field}"


@pytest.mark.parametrize(
    ("text", "code", "article"),
    [
        ("Vous devez saisir le médiateur avant le tribunal.", "obligation-clause", "C. conso. L612-4"),
        ("La médiation est obligatoire.", "obligation-clause", "C. conso. L612-4"),
        ("Voir https://ec.europa.eu/consumers/odr/", "closed-platform", "Règlement (UE) 2024/3228"),
        ("Utilisez la plateforme RLL.", "closed-platform", "Règlement (UE) 2024/3228"),
        ("Selon l’article L. 616-2 du code de la consommation.", "closed-platform", "Règlement (UE) 2024/3228"),
    ],
)
def test_a_clause_that_obliges_and_the_closed_platform_are_pointed_out(text: str, code: str, article: str) -> None:
    finding = found(REPLY, complaint=replace(COMPLAINT, answer_text=text))[code]
    assert (finding.severity, finding.article, finding.target) == (Severity.WARNS, article, "complaint.answer_text")


def test_every_list_of_words_rests_on_an_article_and_meets_its_own_words() -> None:
    for one in words.watched():
        assert one.article
        assert all(words.met(one.words, f"Bien, {word}.") for word in one.words)


# ---- the mediation ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answer_by", "code", "severity"),
    [
        (case_samples.TODAY - timedelta(1), "late", Severity.WARNS),
        (case_samples.TODAY, "in-time", Severity.OK),
        (None, "answer-by", Severity.WARNS),
    ],
)
@pytest.mark.parametrize("template", ["acceptation-proposition", "refus-proposition"])
def test_the_answer_is_held_against_the_time_that_the_mediator_gave(
    template: str, answer_by: date | None, code: str, severity: Severity
) -> None:
    finding = found(template, mediation=replace(PROPOSED, answer_by=answer_by))[code]
    assert (finding.severity, finding.article) == (severity, "C. conso. R612-4")


@pytest.mark.parametrize(
    ("template", "mediation", "code"),
    [
        ("participation-acceptee", replace(RUNNING, stance=Stance.DECLINES), "stance"),
        ("refus-proposition", replace(PROPOSED, my_answer=ProposalAnswer.ACCEPTED), "answered"),
        ("acceptation-proposition", PROPOSED, "performance"),
        ("participation-acceptee", case_samples.ended(MediationOutcome.FAILURE), "ended"),
    ],
)
def test_what_does_not_go_with_the_course_of_the_mediation_is_pointed_out(
    template: str, mediation: Any, code: str
) -> None:
    assert found(template, mediation=mediation)[code].severity is Severity.WARNS


def test_without_a_proposal_nothing_is_said_of_its_answer() -> None:
    assert graver("acceptation-proposition", mediation=TAKING_PART) == set()


def test_declining_recalls_that_a_convention_may_bind() -> None:
    assert "convention" in found("participation-declinee")
    assert "convention" not in found("participation-declinee", convention=None)


def test_the_mediators_unknown_address_and_long_name_lead_to_their_record() -> None:
    finding = found("participation-acceptee", mediator=replace(MEDIATOR, email=""))["email"]
    assert (finding.title, finding.target, finding.record_id) == (
        "Aucun courriel connu pour ce médiateur", "mediator.email", 31,
    )  # fmt: skip
    long = replace(MEDIATOR, name="Centre de la médiation de la consommation de conciliateurs de justice")
    assert found("participation-acceptee", mediator=long)["address"].target == "mediator.name"


def test_characters_that_the_font_lacks_are_named_in_typed_texts() -> None:
    assert "株" in found(REPLY, complaint=replace(COMPLAINT, findings="株\nOui"))["glyphs"].sentence


# ---- letters of payment meanwhile --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "code"),
    [({"mediation": RUNNING}, "mediation-running"), ({"complaint": COMPLAINT}, "complaint-unanswered")],
)
def test_a_claim_made_while_the_client_complains_may_be_passed_over(changes: dict[str, Any], code: str) -> None:
    letter = catalogue.template("relance-ferme")
    seen = {one.code: one for one in guards.findings(letter, samples.facts("relance-ferme", "consumer", **changes))}
    assert seen[code].severity is Severity.WARNS


@pytest.mark.parametrize(
    "changes",
    [
        {"mediation": case_samples.ended(MediationOutcome.FAILURE)},
        {"complaint": case_samples.ANSWERED},
        {"complaint": ORAL},
    ],
)
def test_once_answered_or_ended_nothing_stands_in_the_way_of_a_claim(changes: dict[str, Any]) -> None:
    letter = catalogue.template("relance-ferme")
    seen = guards.findings(letter, samples.facts("relance-ferme", "consumer", **changes))
    assert not {one.code for one in seen} & {"mediation-running", "complaint-unanswered"}
