"""Before a letter to the portage company, to the insurer or about a claim leaves: each guard, when it speaks and how loud."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from litigedesk.domain.insurance import ClaimDecision, ClaimOutcome
from litigedesk.domain.money import Money
from litigedesk.domain.portage import ValidationRound
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod, ValidationAnswer
from litigedesk.letters import catalogue, guards
from litigedesk.letters.facts import ConditionFacts
from litigedesk.letters.guards.finding import Finding, Severity
from tests.letters import case_samples, insurance_samples, portage_samples, samples
from tests.letters.insurance_samples import CLAIM, COMPANYS, DECLARED, POLICY
from tests.letters.portage_samples import COMPANY, CONTRACT, PARTIES

TODAY = samples.TODAY
SUBMIT, REPORT, OFFICER, CHASE_COMPANY = portage_samples.TEMPLATES
DECLARE, TO_COMPANY, TELL, CHASE, ATTEST, ATTEST_COMPANY = insurance_samples.TEMPLATES


def found(template: str, status: str = "", **changes: Any) -> dict[str, Finding]:
    mine = portage_samples if template in portage_samples.TEMPLATES else insurance_samples
    usual = "portage" if template in portage_samples.TEMPLATES or template in insurance_samples.IN_PORTAGE else "ei"
    given = mine.facts(template, status or usual, **changes)
    return {one.code: one for one in guards.findings(catalogue.template(template), given)}


def graver(template: str, **changes: Any) -> set[str]:
    return {code for code, one in found(template, **changes).items() if one.severity is not Severity.OK}


@pytest.mark.parametrize("template", [*portage_samples.TEMPLATES, *insurance_samples.TEMPLATES])
def test_sound_facts_raise_no_warning(template: str) -> None:
    assert graver(template) == set()


# ---- who writes --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", ["relance-ferme", "mise-en-demeure"])
def test_a_claim_on_a_portage_invoice_is_refused_also_to_a_sole_trader(template: str) -> None:
    given = samples.facts(template, portage=True, company=COMPANY)
    finding = next(one for one in guards.findings(catalogue.template(template), given) if one.code == "portage")
    assert (finding.severity, finding.article) == (Severity.FORBIDS, "C. trav. L1254-1")
    assert "seule créancière" in finding.sentence


def test_a_friendly_reminder_of_a_portage_invoice_may_leave_under_the_worker_s_own_name() -> None:
    given = samples.facts("relance-amiable", portage=True, company=COMPANY)
    assert "portage" not in {one.code for one in guards.findings(catalogue.template("relance-amiable"), given)}
    text = catalogue.render(catalogue.template("relance-amiable"), given).text()
    assert "émise par la société de portage salarial qui m’emploie" in text
    assert "FR14" not in text


@pytest.mark.parametrize("template", [REPORT, OFFICER])
def test_without_portage_there_is_nobody_to_report_to(template: str) -> None:
    finding = found(template, "ei", portage=False)["portage"]
    assert finding.severity is Severity.FORBIDS
    assert "vous facturez à votre nom" in finding.sentence


def test_a_company_profile_is_told_that_a_person_writes() -> None:
    assert found(SUBMIT, "company")["writer"].target == "profile.name"
    assert catalogue.family_of(SUBMIT) is not None
    assert samples.PROFILES["company"].status is ProfileStatus.COMPANY


# ---- a contract to validate ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "code", "severity"),
    [(ClientKind.CONSUMER, "consumer", Severity.FORBIDS), (ClientKind.UNKNOWN, "client-kind", Severity.WARNS)],
)
def test_portage_is_for_firms(kind: ClientKind, code: str, severity: Severity) -> None:
    finding = found(SUBMIT, client=replace(portage_samples.CLIENT, kind=kind))[code]
    assert (finding.severity, finding.article) == (severity, "C. trav. L1254-1")


def test_what_the_contract_lacks_is_listed_and_leads_to_the_first() -> None:
    finding = found(SUBMIT, conditions=portage_samples.GAPS)["contents"]
    assert (finding.severity, finding.article) == (Severity.WARNS, "C. trav. L1254-23")
    assert finding.title == "2\u00a0mentions à compléter"
    assert (finding.target, finding.record_id) == ("tripartite.safety", CONTRACT.id)
    only_company = (portage_samples.GAPS[-1],)
    assert found(SUBMIT, conditions=only_company)["contents"].target == "company.guarantor"


def test_a_limit_that_is_passed_is_told_with_its_article() -> None:
    late = ConditionFacts(
        code="duration", title="36 mois au plus", met=False, sentence="La fin prévue dépasse.",
        article="C. trav. L1254-4, à confirmer", field="ends_on",
    )  # fmt: skip
    finding = found(SUBMIT, conditions=(*portage_samples.COMPLETE, late))["limit-duration"]
    assert (finding.severity, finding.target) == (Severity.WARNS, "tripartite.ends_on")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tripartite": replace(PARTIES, draft_file_id=None)}, "draft"),
        ({"tripartite": replace(PARTIES, worker_signed_on=date(2026, 11, 20))}, "signed"),
        ({"rounds": (ValidationRound(contract_id=9, sent_on=date(2026, 11, 20)),)}, "waiting"),
        (
            {
                "rounds": (
                    ValidationRound(
                        contract_id=9, sent_on=date(2026, 11, 10), answered_on=date(2026, 11, 12),
                        answer=ValidationAnswer.APPROVED,
                    ),
                )
            },
            "approved",
        ),
        ({"company": replace(COMPANY, validation_email="", accounts_email="")}, "email"),
    ],
)  # fmt: skip
def test_what_does_not_go_with_the_course_of_the_contract_is_pointed_out(changes: dict[str, Any], code: str) -> None:
    assert graver(SUBMIT, **changes) == {code}


def test_corrections_asked_for_call_for_a_new_sending() -> None:
    assert graver(SUBMIT, rounds=portage_samples.CORRECTED) == set()


def test_the_missing_address_is_that_which_the_letter_would_use() -> None:
    nowhere = replace(COMPANY, validation_email="", accounts_email="")
    assert found(SUBMIT, company=nowhere)["email"].target == "company.validation_email"
    assert found(REPORT, company=nowhere)["email"].target == "company.accounts_email"


# ---- an unpaid dispute ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", [REPORT, OFFICER])
@pytest.mark.parametrize(
    ("order", "delivery", "codes"),
    [
        ("weak", "present", {"proof-order"}),
        ("present", "missing", {"proof-delivery"}),
        ("missing", "weak", {"proof-order", "proof-delivery"}),
    ],
)
def test_a_proof_that_lacks_or_is_weak_is_pointed_out(
    template: str, order: str, delivery: str, codes: set[str]
) -> None:
    assert graver(template, proofs=portage_samples.proofs(order, delivery)) == codes


def test_a_contested_sum_is_no_matter_for_the_officer_alone() -> None:
    contested = {
        "statement": portage_samples.owed(contested_amount=Money.of(600)),
        "dispute": portage_samples.CONTESTED,
    }
    assert "juge" not in found(REPORT, **contested)["contested"].sentence
    assert "juge" in found(OFFICER, **contested)["contested"].sentence


def test_a_client_who_contests_everything_is_reported_all_the_same() -> None:
    changes = {"statement": portage_samples.owed(contested_amount=Money.of(2500)), "dispute": portage_samples.CONTESTED}
    assert graver(REPORT, **changes) == {"contested"}


def test_the_worker_chases_then_reports_then_asks() -> None:
    assert found(REPORT, other_letters=())["no-reminder"].target == "template.relance-amiable"
    assert found(OFFICER, previous_letters=())["not-reported"].target == "template.impaye-portage"
    assert "not-reported" not in found(REPORT, previous_letters=())


@pytest.mark.parametrize(
    ("days", "title", "severity"),
    [
        (-1, "Prescription peut-être acquise", Severity.WARNS),
        (0, "C’est le dernier jour", Severity.WARNS),
        (90, "Plus que 90\u00a0jours", Severity.WARNS),
        (91, "Prescription\u00a0: pas avant le 21\u00a0février\u00a02027", Severity.OK),
    ],
)
def test_a_limitation_that_comes_near_is_told(days: int, title: str, severity: Severity) -> None:
    finding = found(OFFICER, limitation_on=TODAY + timedelta(days))["limitation"]
    assert (finding.title, finding.severity) == (title, severity)


@pytest.mark.parametrize(
    ("kind", "article", "said"),
    [
        ("professional", "C. civ. 2224", "Une lettre ne l’interrompt pas"),
        ("consumer", "C. conso. L218-2", "Une lettre ne l’interrompt pas"),
        ("public", "Loi n° 68-1250, art. 1 et 2", "Une réclamation écrite de la société de portage"),
    ],
)
def test_a_limitation_is_that_of_the_kind_of_client(kind: str, article: str, said: str) -> None:
    finding = found(REPORT, client=samples.CLIENTS[kind], limitation_on=TODAY)["limitation"]
    assert finding.article == article
    assert said in finding.sentence


def test_a_public_buyer_is_no_matter_for_a_commissaire_de_justice() -> None:
    finding = found(OFFICER, client=samples.CLIENTS["public"])["public"]
    assert "juge administratif" in finding.sentence
    assert "public" not in found(REPORT, client=samples.CLIENTS["public"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statement": samples.statement(samples.invoice(paid=Money.of(2500), total=Money()))}, "paid"),
        ({"statement": samples.statement(samples.invoice(due_on=TODAY + timedelta(3)))}, "not-due"),
    ],
)
def test_nothing_is_reported_that_is_paid_or_not_yet_due(changes: dict[str, Any], code: str) -> None:
    assert found(REPORT, **changes)[code].severity is Severity.FORBIDS


# ---- declaring -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", [DECLARE, TO_COMPANY])
def test_a_late_declaration_is_to_be_made_all_the_same(template: str) -> None:
    finding = found(template, declare_by=TODAY - timedelta(4))["late"]
    assert (finding.severity, finding.title, finding.article) == (
        Severity.WARNS,
        "4\u00a0jours de retard",
        "C. ass. L113-2",
    )
    assert "Déclarez quand même" in finding.sentence
    assert "préjudice" in finding.sentence or "nui" in finding.sentence


@pytest.mark.parametrize("template", [DECLARE, TO_COMPANY])
def test_the_last_day_is_in_time_and_shows_how_it_is_counted(template: str) -> None:
    finding = found(template, declare_by=TODAY)["in-time"]
    assert finding.severity is Severity.OK
    assert "jours ouvrés" in finding.sentence


UNCLAIMED = ConditionFacts(
    code="claimed", title="Une réclamation du tiers", met=None, sentence="L’assureur ne doit encore rien.",
    article="C. ass. L124-1", field="claimed_on",
)  # fmt: skip
OUT_OF_FORCE = ConditionFacts(
    code="in-force",
    title="Contrat en vigueur",
    met=False,
    sentence="Il n’était pas en vigueur ce jour-là.",
    article="C. ass. L124-5",
)
NO_START = replace(OUT_OF_FORCE, met=None, field="policy.starts_on")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"conditions": (UNCLAIMED,)}, {"cover-claimed"}),
        ({"conditions": (OUT_OF_FORCE,)}, {"cover-in-force"}),
        ({"conditions": (NO_START,)}, set()),
        ({"policy": replace(POLICY, number=" ")}, {"policy-number"}),
        ({"send_method": SendMethod.POST}, {"proof"}),
        ({"send_method": SendMethod.EMAIL}, set()),
        ({"harms": ()}, {"harms"}),
        ({"insurance_claim": replace(CLAIM, happened_on=None)}, {"happened"}),
        ({"insurance_claim": DECLARED}, {"declared"}),
        ({"insurance_claim": replace(CLAIM, closed_on=TODAY, outcome=ClaimOutcome.WITHDRAWN)}, {"claim-closed"}),
    ],
)
def test_what_a_declaration_lacks_is_pointed_out_and_never_forbids(changes: dict[str, Any], codes: set[str]) -> None:
    assert graver(DECLARE, **changes) == codes
    assert all(found(DECLARE, **changes)[code].severity is Severity.WARNS for code in codes)


def test_pieces_still_to_be_had_do_not_hold_a_declaration_back() -> None:
    finding = found(DECLARE)["pieces"]
    assert (finding.severity, finding.title) == (
        Severity.OK,
        "2\u00a0pièces à réunir\u00a0: déclarez sans les attendre",
    )
    assert "journaux du serveur" in finding.sentence
    assert "pieces" not in found(CHASE)


@pytest.mark.parametrize("field", ["facts", "measures", "witnesses", "pending", "other_insurance"])
def test_an_admission_in_what_the_user_tells_is_pointed_out(field: str) -> None:
    said = replace(CLAIM, **{field: "Je reconnais mon erreur."})
    finding = found(DECLARE, insurance_claim=said)["admission"]
    assert (finding.severity, finding.article, finding.record_id) == (Severity.WARNS, "C. ass. L124-2", CLAIM.id)
    assert finding.target == f"insurance_claim.{field}"


def test_what_the_third_party_says_is_no_admission_of_the_user() -> None:
    assert "admission" not in found(
        DECLARE, insurance_claim=replace(CLAIM, request="« C’est ma faute », avez-vous dit.")
    )


def test_the_list_of_admissions_is_the_user_s() -> None:
    said = replace(CLAIM, facts="J’ai oublié la sauvegarde. C’est ma faute.")
    assert "J’ai oublié" not in found(DECLARE, insurance_claim=said)["admission"].sentence
    own = found(DECLARE, insurance_claim=said, admission_words=("j’ai oublié",))["admission"].sentence
    assert "«\u202fj’ai oublié\u202f»" in own
    assert "ma faute" not in own


def test_mentions_of_mediation_are_no_matter_for_an_insurer() -> None:
    assert "obligation-clause" not in found(
        DECLARE, insurance_claim=replace(CLAIM, facts="La médiation est obligatoire.")
    )


# ---- to whom -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("template", "policy", "target"),
    [
        (DECLARE, COMPANYS, f"template.{TO_COMPANY}"),
        (ATTEST, COMPANYS, f"template.{ATTEST_COMPANY}"),
        (CHASE, COMPANYS, ""),
        (TO_COMPANY, POLICY, f"template.{DECLARE}"),
        (ATTEST_COMPANY, POLICY, f"template.{ATTEST}"),
    ],
)
def test_a_letter_to_the_wrong_one_offers_the_other(template: str, policy: Any, target: str) -> None:
    finding = found(template, policy=policy, company=COMPANY)["holder"]
    assert (finding.severity, finding.target) == (Severity.WARNS, target)


# ---- after the declaration ---------------------------------------------------------------------------------------------------
def test_only_a_registered_letter_to_the_insurer_interrupts() -> None:
    assert found(CHASE)["interrupts"].severity is Severity.OK
    finding = found(CHASE, send_method=SendMethod.EMAIL)["interrupts"]
    assert (finding.severity, finding.article, finding.target) == (
        Severity.WARNS,
        "C. ass. L114-2",
        "letter.send_method",
    )


def test_a_letter_of_who_is_not_the_insured_is_not_said_to_interrupt() -> None:
    finding = found(CHASE, policy=COMPANYS, company=COMPANY)["interrupts"]
    assert (finding.severity, finding.article) == (Severity.WARNS, "C. ass. L114-2")
    assert "demandez à la société de portage" in finding.sentence


@pytest.mark.parametrize(("days", "title"), [(-1, "Deux ans peut-être passés"), (30, "Plus que 30\u00a0jours")])
def test_two_years_that_end_are_pointed_out(days: int, title: str) -> None:
    assert found(CHASE, insurer_limit=TODAY + timedelta(days))["two-years"].title == title


def test_an_indemnity_that_came_makes_the_letter_doubtful_unless_a_part_lacks() -> None:
    paid = insurance_samples.decided(ClaimDecision.COVERED, paid_on=TODAY)
    assert "indemnity-paid" in found(CHASE, insurance_claim=paid)
    partial = insurance_samples.decided(ClaimDecision.PARTIAL, paid_on=TODAY)
    assert "indemnity-paid" not in found(CHASE, insurance_claim=partial)


def test_under_portage_the_client_is_told_in_agreement_with_the_company() -> None:
    assert found(TELL, portage=True, company=COMPANY)["company-writes"].severity is Severity.WARNS
    assert "company-writes" not in found(TELL)


# ---- settling ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", ["reponse-reclamation", "acceptation-proposition"])
def test_an_offer_or_an_acceptance_names_the_policy_whose_insurer_must_agree_first(template: str) -> None:
    given = case_samples.facts(template, policy=POLICY, insured=True)
    finding = next(one for one in guards.findings(catalogue.template(template), given) if one.code == "insurer")
    assert (finding.severity, finding.title) == (Severity.WARNS, "Accord de l’assureur d’abord")
    assert "Mutuelle des Indépendants, contrat n°\u00a0RCP" in finding.sentence.replace("\u202f", " ")
    assert finding.article == "C. ass. L124-2"


# ---- the page ------------------------------------------------------------------------------------------------------------
def test_characters_that_the_font_lacks_are_named_in_terms_and_harms() -> None:
    assert "株" in found(SUBMIT, tripartite=replace(PARTIES, place="株"))["glyphs"].sentence
    harm = replace(insurance_samples.DATA_LOSS, description="株")
    assert "株" in found(DECLARE, harms=(harm,))["glyphs"].sentence


def test_a_long_name_leads_to_the_record_of_the_recipient() -> None:
    long = "Mutuelle interprofessionnelle des travailleurs indépendants"
    assert found(DECLARE, policy=replace(POLICY, insurer=long))["address"].target == "policy.insurer"
    assert found(SUBMIT, company=replace(COMPANY, name=long))["address"].target == "company.name"
