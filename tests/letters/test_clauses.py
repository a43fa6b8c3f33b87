"""Each clause informs, imposes nothing, names the dead platform nowhere, and reads as its golden text."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from litigedesk import formats
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import BugError, MissingFacts
from litigedesk.letters import clauses
from litigedesk.letters.clauses import Clause, ClauseFacts

GOLDEN = Path(__file__).parent / "golden" / "clauses"
FACTS = ClauseFacts(
    mediator_name="Médiation Exemple",
    mediator_address="5 place du Marché, 44000 Nantes",
    mediator_website="www.mediation-exemple.example",
    business_name="Camille Roussel EI",
    complaint_address="12 rue des Tanneurs, 35000 Rennes",
    complaint_email="camille@roussel.example",
)
SHORT = {"email-signature", "invoice"}
COERCIVE = (
    r"\bdoi(?:t|s|vent)\b|\bdevr\w+|\bobligatoire|\bpréalable|avant (?:tout|de saisir|d’aller)|\bd’abord\b|\bs’engage"
)
DEAD = r"\bRLL\b|\bODR\b|ec\.europa|plateforme|en ligne des litiges|L\.? ?616-2|524/2013"


def plain(text: str) -> str:
    """The text with its no-break spaces made plain."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def written(key: str, **changes: str) -> str:
    return clauses.write(clauses.clause(key), replace(FACTS, **changes))


every_clause = pytest.mark.parametrize("clause", clauses.catalogue(), ids=lambda clause: clause.key)


@every_clause
def test_a_clause_reads_as_its_golden_text(clause: Clause) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{clause.key}.txt"
    text = clauses.write(clause, FACTS) + "\n"
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@every_clause
def test_a_clause_says_all_that_a_consumer_needs(clause: Clause) -> None:
    text = plain(clauses.write(clause, FACTS))
    for fact in (FACTS.mediator_name, FACTS.mediator_address, FACTS.mediator_website, FACTS.complaint_address):
        assert fact in text
    assert FACTS.complaint_email in text
    assert re.search(r"réclamation écrite|réclamation s’adresse par écrit", text)
    assert re.search(r"gratuit", text)
    assert re.search(r"délai d’un an à compter de", text)
    assert re.search(r"faculté et non une obligation|facultatif", text)
    assert "consommateur" in text


@every_clause
def test_a_clause_forces_nobody_to_the_mediator(clause: Clause) -> None:
    text = plain(clauses.write(clause, FACTS))
    assert re.findall(COERCIVE, text, re.IGNORECASE) == []
    assert "juge" in text or clause.key in SHORT


@every_clause
def test_a_clause_never_names_the_closed_platform(clause: Clause) -> None:
    whole = f"{clause.title} {clause.hint} {' '.join(clause.articles)} {clauses.write(clause, FACTS)}"
    assert re.findall(DEAD, plain(whole), re.IGNORECASE) == []


@every_clause
def test_a_clause_is_typographically_clean_plain_text(clause: Clause) -> None:
    text = clauses.write(clause, FACTS)
    assert formats.typographic(text) == text
    assert not re.search(r"[*#\\{}_]|  |'|\t| \n|\n\n\n", text)
    assert text.strip() == text


@every_clause
def test_a_clause_says_where_to_put_it_and_what_it_rests_on(clause: Clause) -> None:
    assert clause.hint.endswith(".")
    assert clause.articles


@pytest.mark.parametrize("key", ["terms", "contract", "website"])
def test_a_long_clause_says_that_one_may_withdraw_refuse_and_go_to_court(key: str) -> None:
    text = written(key)
    for words in ("retirer", "accepter ou de refuser", "saisir le juge", "par courrier"):
        assert words in re.sub(r"\s", " ", text)


def test_general_conditions_for_everyone_reserve_mediation_to_consumers() -> None:
    assert "les seuls clients consommateurs" in written("terms")


@pytest.mark.parametrize("key", ["email-signature", "invoice"])
def test_a_short_clause_is_one_paragraph(key: str) -> None:
    assert "\n" not in written(key)


# ---- where a complaint goes ------------------------------------------------------------------------------------------
def test_one_way_to_write_is_enough() -> None:
    assert "12 rue des Tanneurs, 35000 Rennes." in written("terms", complaint_email="")
    assert "courriel" not in written("terms", complaint_email="")
    assert "à Camille Roussel EI, par courriel à camille@roussel.example." in written("terms", complaint_address=" ")


def test_what_lacks_is_listed_at_once_with_the_field_to_fill() -> None:
    with pytest.raises(MissingFacts) as caught:
        clauses.write(clauses.clause("terms"), ClauseFacts(mediator_name=" "))
    assert [fact.target for fact in caught.value.facts] == [
        "mediator.name", "mediator.street", "mediator.website", "profile.name", "profile.street",
    ]  # fmt: skip
    assert str(caught.value).startswith("Il manque, pour écrire ce texte\u00a0: le nom du médiateur")


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("mediator_name", "mediator.name"),
        ("mediator_address", "mediator.address"),
        ("mediator_website", "mediator.website"),
        ("business_name", "profile.name"),
    ],
)
def test_each_fact_is_missed_by_its_own_name(field: str, key: str) -> None:
    assert [fact.key for fact in clauses.missing(replace(FACTS, **{field: "\u200b "}))] == [key]


def test_nothing_lacks_when_all_is_there() -> None:
    assert clauses.missing(FACTS) == ()


# ---- facts -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "name"), [(ProfileStatus.EI, "Camille Roussel EI"), (ProfileStatus.COMPANY, "Camille Roussel SASU")]
)
def test_the_user_is_named_as_business_documents_show_it(status: ProfileStatus, name: str) -> None:
    profile = Profile(
        status=status, name="Camille Roussel", legal_form="SASU", street="12 rue des Tanneurs", street_extra="Bât. B",
        postcode="35000", city="Rennes", email="camille@roussel.example",
    )  # fmt: skip
    mediator = Mediator(name="M", website="S", street="5 place du Marché", postcode="44000", city="Nantes")
    known = clauses.facts(profile, mediator)
    assert known.business_name == name
    assert known.complaint_address == "12 rue des Tanneurs, Bât. B, 35000 Rennes"
    assert (known.mediator_name, known.mediator_address, known.mediator_website) == (
        "M", "5 place du Marché, 44000 Nantes", "S",
    )  # fmt: skip


def test_a_town_without_a_street_is_no_address() -> None:
    known = clauses.facts(Profile(name="C", city="Rennes"), Mediator(name="M", postcode="44000", city="Nantes"))
    assert known.complaint_address == known.mediator_address == ""


def test_what_the_user_typed_is_printed_as_it_stands() -> None:
    text = written("terms", mediator_name="*M* & {{ business }} [x](y) 1. #")
    assert "*M* & {{ business }} [x](y) 1. #" in text


def test_an_unknown_clause_is_a_fault_of_ours() -> None:
    with pytest.raises(BugError, match="poster"):
        clauses.clause("poster")
