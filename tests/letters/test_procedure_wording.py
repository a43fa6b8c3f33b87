"""What the letters of a procedure say to whoever decides or helps, in the golden texts and out of them."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from litigedesk.errors import BugError, MissingFacts, Refused
from litigedesk.letters import catalogue, ids, own_wording
from litigedesk.letters.template import Family
from tests.letters import agreement_samples, procedure_samples, samples
from tests.letters.procedure_samples import COURT, PART, TRUSTEE

GOLDEN = Path(__file__).parent / "golden"
NAMES = [f"{template}.{variant}" for template, variant, _ in procedure_samples.VARIANTS]
OF_PROCEDURES = tuple(ids.PROCEDURE_OF)


def text_of(template: str, status: str = "ei", **changes: Any) -> str:
    return catalogue.render(catalogue.template(template), procedure_samples.facts(template, status, **changes)).text()


def said(template: str, status: str = "ei", **changes: Any) -> str:
    """The text with plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", text_of(template, status, **changes))


@pytest.mark.parametrize("status", ["ei", "company"])
@pytest.mark.parametrize(("template", "variant", "changes"), procedure_samples.VARIANTS, ids=NAMES)
def test_a_letter_reads_as_its_golden_text(template: str, variant: str, changes: dict[str, Any], status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{template}.{variant}.{status}.txt"
    profile = samples.PROFILES[status]
    if status == "ei" and "profile" in changes:  # a company is a trader by its form
        profile = changes["profile"]
    text = text_of(template, status, **changes | {"profile": profile}).replace("\f", "=== page ===")
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_letter_of_a_procedure_has_a_golden_text() -> None:
    known = {one.id for one in catalogue.catalogue() if one.family in {Family.PROCEDURE, Family.CONTEST}}
    assert known == set(procedure_samples.TEMPLATES) == {template for template, _, _ in procedure_samples.VARIANTS}
    assert known == {*OF_PROCEDURES, ids.ANSWER_CONTEST}


@pytest.mark.parametrize("template", [*agreement_samples.TEMPLATES, *procedure_samples.TEMPLATES, ids.CHASE_COMPANY])
def test_every_name_that_these_letters_use_is_one_that_users_may_use_in_their_own_text(template: str) -> None:
    letter = catalogue.template(template)
    assert own_wording.check(letter, own_wording.ours(letter)) == ()


# ---- to whom ---------------------------------------------------------------------------------------------------------
def test_a_letter_goes_to_whoever_the_procedure_is_before() -> None:
    facts = procedure_samples.facts(ids.ASK_CONCILIATOR)
    lines = catalogue.render(catalogue.template(ids.ASK_CONCILIATOR), facts).recipient.lines
    assert "".join(lines[:-3]).startswith("Mme Odile Garnier")
    assert lines[-3:] == ("Conciliatrice de justice, mairie", "2 boulevard Leclerc", "56100 LORIENT")
    assert "Maître," in said(ids.ASK_SMALL_CLAIMS)
    assert "affaire 2026J00412" in said(ids.DECLARE_DEBT)
    assert said(ids.ASK_BUSINESS_MEDIATOR).split("\n\n")[1] == "Médiateur des entreprises"


# ---- what the law asks of them ----------------------------------------------------------------------------------------
def test_the_conciliator_is_asked_for_the_dates_that_count_in_court() -> None:
    text = said(ids.ASK_CONCILIATOR)
    assert "dans les trois mois" in text
    assert "article 750-1 du code de procédure civile" in text
    assert "article 1536" in text


def test_small_claims_leave_the_costs_on_the_creditor_and_promise_to_take_no_payment() -> None:
    text = said(ids.ASK_SMALL_CLAIMS)
    assert "qu’il reste entièrement à ma charge (article L125-1)" in text
    assert "Je n’accepterai aucun paiement" in text
    assert "Principal et intérêts demandés s’élèvent à 2 648,12 €" in text, "the fee is no part of the ceiling"
    assert "entre commerçants" not in text
    assert "pas été facturée entre commerçants" in said(ids.ASK_SMALL_CLAIMS, profile=replace(samples.EI, trader=False))


def test_the_annexes_give_the_exact_sum_in_words_its_ground_and_the_numbered_pieces() -> None:
    text = said(ids.ORDER_ANNEXES)
    assert "2 688,12 € (deux mille six cent quatre-vingt-huit euros et douze centimes)" in text
    assert "cause contractuelle" in text
    assert "3 | Procès-verbal de recette | 28/04/2026 | Atelier Boréal | original" in text
    assert "Décompte au 22 novembre 2026" in text
    assert "article 1408)" not in text
    elsewhere = replace(COURT, opposition_court="tribunal de commerce de Rennes")
    assert "tribunal de commerce de Rennes (article 1408)" in said(ids.ORDER_ANNEXES, procedure=elsewhere)


@pytest.mark.parametrize(("template", "claimed"), [
    (ids.ASK_CONCILIATOR, "2 688,12"), (ids.ASK_BUSINESS_MEDIATOR, "2 688,12"), (ids.DECLARE_DEBT, "2 688,12"),
    (ids.ASK_SMALL_CLAIMS, "2 370,35"), (ids.ORDER_ANNEXES, "2 370,35"),
])  # fmt: skip
def test_the_contested_part_is_claimed_before_those_who_settle_it_and_not_of_those_who_do_not(
    template: str, claimed: str
) -> None:
    text = said(template, statement=PART, dispute=procedure_samples.CONTESTED)
    object_, rest = text.split("Objet", 1)[1].split("\n", 1)
    assert claimed in rest
    assert ("Part que le débiteur conteste, non réclamée ici" in text) is (claimed == "2 370,35"), object_


def test_a_declaration_stops_interest_at_the_opening_and_says_when_it_is_late() -> None:
    text = said(ids.DECLARE_DEBT)
    assert "Arrêtée au 3 novembre 2026, jour du jugement d’ouverture" in text
    assert "leur cours est arrêté par le jugement (article L622-28)" in text
    assert "Je certifie cette créance sincère" in text
    assert "forclusion" not in text
    assert "relevé de la forclusion (article L622-26)" in said(ids.DECLARE_DEBT, act_by=samples.TODAY.replace(day=1))


def test_a_consumer_is_claimed_neither_fee_nor_penalty() -> None:
    for template in OF_PROCEDURES:
        if any(kind.value == "consumer" for kind in catalogue.template(template).client_kinds):
            text = said(template, kind="consumer")
            for forbidden in ("ndemnité forfaitaire", "énalité", "L441-10", "Banque centrale"):
                assert forbidden not in text, template
    with pytest.raises(BugError, match="fee"):
        said(ids.ASK_CONCILIATOR, kind="consumer", statement=samples.statement(samples.late()))


def test_the_answer_to_a_contestation_asks_for_the_part_that_is_not_contested() -> None:
    text = said(ids.ANSWER_CONTEST)
    assert "La part que vous ne contestez pas, soit 2 200,00 € en principal" in text
    assert "Le 20 octobre 2026, vous avez contesté 300,00 €" in text
    whole = samples.statement(samples.late(), contested_amount=samples.Money.of(2500))
    assert "virement" not in said(ids.ANSWER_CONTEST, statement=whole)


# ---- what they need --------------------------------------------------------------------------------------------------
def test_what_lacks_of_a_procedure_is_listed_at_once() -> None:
    bare = replace(TRUSTEE, authority="", street="", city="", decided_on=None)
    with pytest.raises(MissingFacts) as caught:
        said(ids.DECLARE_DEBT, procedure=bare)
    assert [fact.target for fact in caught.value.facts] == [
        "procedure.authority", "procedure.street", "procedure.city", "procedure.decided_on"
    ]  # fmt: skip
    with pytest.raises(MissingFacts, match="au moins une pièce"):
        said(ids.ORDER_ANNEXES, inventory=())
    with pytest.raises(MissingFacts, match="la démarche"):
        said(ids.ASK_CONCILIATOR, procedure=None)
    with pytest.raises(MissingFacts, match="le tribunal"):
        said(ids.ORDER_ANNEXES, procedure=replace(COURT, court=None))
    with pytest.raises(MissingFacts, match="votre réponse à cette contestation"):
        said(ids.ANSWER_CONTEST, dispute=replace(procedure_samples.ANSWERED, contest_answer=" "))


@pytest.mark.parametrize("template", procedure_samples.TEMPLATES)
def test_a_salarie_porte_goes_to_no_court_in_their_own_name(template: str) -> None:
    with pytest.raises(Refused, match="société de portage"):
        said(template, "portage", portage=True)


@pytest.mark.parametrize(("template", "kind"), [
    (ids.ASK_CONCILIATOR, "public"), (ids.ASK_SMALL_CLAIMS, "public"), (ids.ORDER_ANNEXES, "public"),
    (ids.ASK_BUSINESS_MEDIATOR, "consumer"), (ids.DECLARE_DEBT, "consumer"), (ids.ANSWER_CONTEST, "consumer"),
])  # fmt: skip
def test_a_way_that_is_closed_to_a_client_has_no_letter(template: str, kind: str) -> None:
    with pytest.raises(Refused, match="type de client"):
        said(template, kind=kind)
