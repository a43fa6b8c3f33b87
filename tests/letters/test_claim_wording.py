"""What letters to the portage company and to the insurer say, in the golden texts and out of them."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.domain.insurance import ClaimDecision, ImmaterialHarm, Policy
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import MissingFacts, Refused
from litigedesk.letters import catalogue, facts, portage_wording
from litigedesk.letters.guards import words
from litigedesk.letters.template import Family
from tests.letters import insurance_samples, portage_samples, samples
from tests.letters.insurance_samples import CLAIM, COMPANYS, DECLARED, POLICY

GOLDEN = Path(__file__).parent / "golden"
PORTAGE, INSURANCE = portage_samples.VARIANTS, insurance_samples.VARIANTS
ALL = [*PORTAGE, *INSURANCE]
NAMES = [f"{template}.{variant}" for template, variant, _ in ALL]


def given(template: str, status: str, **changes: Any) -> facts.LetterFacts:
    mine = portage_samples if template in portage_samples.TEMPLATES else insurance_samples
    return mine.facts(template, status, **changes)


def written(template: str, status: str = "ei", **changes: Any) -> str:
    return catalogue.render(catalogue.template(template), given(template, status, **changes)).text()


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def statuses(template: str) -> tuple[str, ...]:
    return ("portage",) if template in portage_samples.TEMPLATES else ("ei", "company")


CASES = [(*one, status) for one in ALL for status in statuses(one[0])]


@pytest.mark.parametrize(("template", "variant", "changes", "status"), CASES)
def test_a_letter_reads_as_its_golden_text(template: str, variant: str, changes: dict[str, Any], status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{template}.{variant}.{status}.txt"
    text = written(template, status, **changes)
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_letter_of_these_families_has_a_golden_text() -> None:
    known = {one.id for one in catalogue.catalogue() if one.family in {Family.PORTAGE, Family.INSURANCE}}
    assert known == {template for template, _, _ in ALL}


# ---- what no letter may say --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("template", "variant", "changes"), ALL, ids=NAMES)
def test_no_letter_admits_liability(template: str, variant: str, changes: dict[str, Any]) -> None:
    text = written(template, **changes)
    assert words.met(words.shipped_admissions(), text) == (), variant
    assert text.count("reconnai") == text.count("ne vaut ni reconnaissance de responsabilité")


@pytest.mark.parametrize(("template", "variant", "changes"), ALL, ids=NAMES)
def test_no_letter_guesses_whether_its_writer_is_a_man_or_a_woman(
    template: str, variant: str, changes: dict[str, Any]
) -> None:
    text = written(template, **changes)
    for gendered in ("salarié porté", "salariée", "en tant qu’assuré", "seul un", "tenu ", "obligé"):
        assert gendered not in text, variant


@pytest.mark.parametrize("template", ["impaye-portage", "mandat-commissaire"])
def test_a_salarie_porte_claims_nothing_in_their_own_name(template: str) -> None:
    text = written(template, status="portage")
    assert "elle seule est créancière" in plain(text)
    for claim in ("me devez", "me payer", "mets en demeure", "à me verser", "IBAN", "ma facture"):
        assert claim not in text


def test_the_user_who_also_bills_in_their_own_name_writes_here_as_a_salarie_porte() -> None:
    text = written("impaye-portage", status="ei")
    assert "Camille Roussel EI" not in text
    assert "SIRET" not in text
    assert "Camille Roussel — en portage salarial" in text


def test_the_client_is_told_no_figure_and_no_promise() -> None:
    text = plain(written("information-declaration", policy=replace(POLICY, number="RCP-1", activity="Sites")))
    for secret in ("4 200", "RCP-1", "plafond", "franchise", "indemnis", "garanti", "sera "):
        assert secret not in text


# ---- portage -----------------------------------------------------------------------------------------------------------
def test_what_the_contract_must_say_is_asked_of_the_company_in_the_worker_s_words() -> None:
    from litigedesk.domain.records import Contract
    from litigedesk.rules import portage as rules

    empty = Contract(client_id=3)
    asked = rules.contents(empty, portage_samples.BARE, portage_samples.COMPANY, "")
    assert {one.code for one in asked} == set(portage_wording._LACKING)
    text = written("contrat-a-valider", "portage", conditions=portage_samples.GAPS)
    assert "votre garant financier." in text


def test_what_the_proofs_lack_is_said_openly() -> None:
    text = written("mandat-commissaire", status="portage", proofs=portage_samples.proofs("weak", "missing"))
    assert "Il me manque l’exemplaire signé par le client." in text
    assert "Preuve de livraison, manquante" in text


def test_the_whole_principal_is_told_also_when_a_part_is_contested() -> None:
    changes = {"statement": portage_samples.owed(contested_amount=Money.of(600)), "dispute": portage_samples.CONTESTED}
    text = plain(written("mandat-commissaire", status="portage", **changes))
    assert "le paiement de 2 500,00 € en principal" in text
    assert "conteste 600,00 € de cette somme" in text


@pytest.mark.parametrize(("limit", "said"), [((2031, 4, 27), False), ((2027, 11, 22), True), ((2026, 11, 1), True)])
def test_a_limitation_is_recalled_when_it_comes_within_a_year(limit: tuple[int, int, int], said: bool) -> None:
    text = written("impaye-portage", status="portage", limitation_on=date(*limit))
    assert ("prescription" in text) is said


def test_a_public_buyer_is_claimed_from_in_writing_which_interrupts() -> None:
    public: dict[str, Any] = {"client": samples.CLIENTS["public"], "contact": None}
    for template in ("impaye-portage", "mandat-commissaire"):
        near = plain(written(template, "portage", limitation_on=date(2026, 12, 30), **public))
        assert "une réclamation écrite de votre société à l’administration interrompt la déchéance" in near
        assert "n’interrompent" not in near
        over = plain(written(template, "portage", limitation_on=date(2026, 11, 1), **public))
        assert "si la déchéance de quatre ans a été interrompue (loi n° 68-1250" in over


def test_an_invoice_paid_in_part_is_not_said_to_be_wholly_unpaid() -> None:
    one = samples.statement(samples.invoice(14, paid=Money.of(1000)))
    assert "reste impayée en partie :" in plain(written("mandat-commissaire", "portage", statement=one))
    two = portage_samples.partly_paid()
    assert "restent impayées en tout ou partie :" in plain(written("mandat-commissaire", "portage", statement=two))
    assert "en partie" not in written("mandat-commissaire", "portage")


@pytest.mark.parametrize(("kind", "points"), [("professional", "dix points"), ("public", "huit points")])
def test_without_a_clause_the_rate_is_that_of_the_kind_of_client(kind: str, points: str) -> None:
    text = plain(written("contrat-a-valider", "portage", client=samples.CLIENTS[kind], contact=None))
    assert f"majoré de {points}" in text


@pytest.mark.parametrize(("kind", "article"), [("professional", "L441-10"), ("public", "L2192-13"), ("consumer", "")])
def test_the_accessories_of_the_debt_are_those_of_its_kind_of_client(kind: str, article: str) -> None:
    text = written("mandat-commissaire", status="portage", client=samples.CLIENTS[kind])
    assert article in text
    assert ("indemnité forfaitaire" in text) is bool(article)


# ---- insurance ---------------------------------------------------------------------------------------------------------
def test_a_late_declaration_is_said_without_confession() -> None:
    text = plain(written("declaration-sinistre", declare_by=date(2026, 11, 17)))
    assert "Si cette déclaration devait être tenue pour tardive, je rappelle" in text
    assert "17 novembre" not in text, "a last day counted here is not for the insured to concede"
    assert "si le contrat le prévoit et si l’assureur établit que le retard lui a causé un préjudice" in text
    for confession in ("retard de ma", "désolé", "excuse", "j’aurais dû", "tardivement"):
        assert confession not in text


@pytest.mark.parametrize(
    ("nature", "claimed", "alone"),
    [
        (ImmaterialHarm.PROFESSIONAL_FAULT, "non consécutif, faute professionnelle alléguée :", "non consécutif :"),
        (ImmaterialHarm.UNDERPERFORMANCE, "non consécutif, défaut de performance allégué :", "non consécutif :"),
        (ImmaterialHarm.DELAY, "non consécutif, retard :", "non consécutif, retard :"),
    ],
)
def test_a_fault_is_only_what_the_third_party_alleges(nature: ImmaterialHarm, claimed: str, alone: str) -> None:
    harms = (replace(insurance_samples.DATA_LOSS, nature=nature),)
    assert claimed in plain(written("declaration-sinistre", harms=harms))
    unclaimed = replace(CLAIM, claimed_on=None, request="")
    text = plain(written("declaration-sinistre", insurance_claim=unclaimed, harms=harms))
    assert f"Dommage immatériel {alone}" in text


def test_a_salarie_porte_with_a_policy_of_their_own_has_no_consumers_to_inform() -> None:
    assert "consommateurs" in written("demande-attestation")
    assert "consommateurs" not in written("demande-attestation", "portage")


def test_a_declaration_in_time_says_nothing_of_lateness() -> None:
    assert "retard" not in written("declaration-sinistre")


@pytest.mark.parametrize(("method", "said"), [(SendMethod.REGISTERED, True), (SendMethod.EMAIL, False)])
def test_only_a_registered_letter_says_that_it_interrupts(method: SendMethod, said: bool) -> None:
    assert ("interrompt la prescription" in written("relance-assureur", send_method=method)) is said


@pytest.mark.parametrize("decision", [None, *ClaimDecision])
def test_every_decision_of_the_insurer_has_its_demand_about_the_indemnity(decision: ClaimDecision | None) -> None:
    text = written("relance-assureur", insurance_claim=replace(DECLARED, decision=decision))
    assert "l’indemnité" in text
    assert "Je vous demande de" in text


def test_a_letter_about_a_policy_needs_no_client_and_no_dispute() -> None:
    bare = given("demande-attestation", "ei")
    assert bare.known_client is None
    assert bare.known_dispute is None
    assert "Mutuelle des Indépendants" in written("demande-attestation")


# ---- what is missing ---------------------------------------------------------------------------------------------------
NOTHING = Policy(id=61)


@pytest.mark.parametrize(
    ("template", "changes", "targets"),
    [
        ("declaration-sinistre", {"policy": None}, ["insurance_claim.policy_id"]),
        (
            "declaration-sinistre",
            {"policy": NOTHING, "insurance_claim": replace(CLAIM, facts=" ")},
            ["policy.insurer", "policy.street", "policy.postcode", "policy.city", "insurance_claim.facts"],
        ),
        (
            "declaration-sinistre",
            {"client": None, "insurance_claim": replace(CLAIM, client_id=None)},
            ["insurance_claim.third_party"],
        ),
        ("declaration-sinistre-portage", {"company": None}, ["policy.company_id"]),
        ("declaration-sinistre-portage", {"company": None, "policy": None}, ["insurance_claim.policy_id"]),
        ("information-declaration", {"insurance_claim": CLAIM}, ["insurance_claim.declared_on"]),
        ("information-declaration", {"client": None, "address": None}, ["insurance_claim.client_id"]),
        ("relance-assureur", {"insurance_claim": CLAIM}, ["insurance_claim.declared_on"]),
        (
            "demande-attestation",
            {"policy": NOTHING},
            ["policy.insurer", "policy.street", "policy.postcode", "policy.city"],
        ),
        ("demande-attestation-portage", {"company": None}, ["policy.company_id"]),
        ("contrat-a-valider", {"tripartite": replace(portage_samples.PARTIES, service="")}, ["tripartite.service"]),
        (
            "contrat-a-valider",
            {"company": replace(portage_samples.COMPANY, street="", city="")},
            ["company.street", "company.city"],
        ),
        ("impaye-portage", {"company": None}, ["company.name"]),
        ("mandat-commissaire", {"address": None}, ["client.address"]),
    ],
)
def test_what_lacks_is_listed_with_the_field_to_fill(
    template: str, changes: dict[str, Any], targets: list[str]
) -> None:
    status = "portage" if template in portage_samples.TEMPLATES else "ei"
    with pytest.raises(MissingFacts) as caught:
        written(template, status, **changes)
    assert [one.target for one in caught.value.facts] == targets


def test_the_three_party_part_is_opened_by_its_contract() -> None:
    bare = given("contrat-a-valider", "portage", tripartite=replace(portage_samples.PARTIES, service=""))
    (lacking,) = catalogue.missing(catalogue.template("contrat-a-valider"), bare)
    assert lacking.record_id == portage_samples.CONTRACT.id


def test_a_policy_of_the_company_is_not_asked_for_its_address_in_a_letter_to_the_company() -> None:
    assert "Cap Portage" in written("declaration-sinistre-portage", policy=replace(COMPANYS, street="", city=""))


def test_a_contract_with_a_consumer_is_never_submitted() -> None:
    with pytest.raises(Refused, match="Consommateur"):
        written("contrat-a-valider", "portage", client=samples.CLIENTS["consumer"])


@pytest.mark.parametrize("status", ["ei", "company"])
def test_who_bills_in_their_own_name_has_no_portage_company_to_write_to(status: str) -> None:
    with pytest.raises(Refused, match="société de portage"):
        written("impaye-portage", status, portage=False)
