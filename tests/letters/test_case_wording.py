"""What letters about a complaint and its mediation say, in the golden texts and out of them."""

import os
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.errors import BugError, MissingFacts, Refused
from litigedesk.letters import catalogue, facts
from litigedesk.letters.blocks import ItemList, Paragraph, block_text
from litigedesk.letters.template import Family, Recipient
from tests.letters import case_samples, samples

GOLDEN = Path(__file__).parent / "golden"
NAMES = [f"{template}.{variant}" for template, variant, _ in case_samples.VARIANTS]
TO_CONSUMERS = ("reponse-reclamation", "information-mediation")


def written(template: str, given: facts.LetterFacts) -> str:
    return catalogue.render(catalogue.template(template), given).text()


def text_of(template: str, status: str = "ei", **changes: Any) -> str:
    return written(template, case_samples.facts(template, status, **changes))


@pytest.mark.parametrize("status", ["ei", "company"])
@pytest.mark.parametrize(("template", "variant", "changes"), case_samples.VARIANTS, ids=NAMES)
def test_a_letter_reads_as_its_golden_text(template: str, variant: str, changes: dict[str, Any], status: str) -> None:
    """``LETTERS_GOLDEN=write`` in the environment writes the texts anew; read the difference before committing it."""
    path = GOLDEN / f"{template}.{variant}.{status}.txt"
    text = text_of(template, status, **changes)
    if os.environ.get("LETTERS_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_letter_of_these_families_has_a_golden_text() -> None:
    known = {one.id for one in catalogue.catalogue() if one.family in {Family.COMPLAINT, Family.MEDIATION}}
    assert known == set(case_samples.TEMPLATES) == {template for template, _, _ in case_samples.VARIANTS}


# ---- what the law asks of them ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", TO_CONSUMERS)
def test_the_mediator_is_named_with_address_site_cost_and_the_year_that_the_client_has(template: str) -> None:
    text = text_of(template)
    for words in (
        "CM2C",
        "49 rue de Ponthieu, 75008 Paris",
        "www.cm2c.net",
        "gratuite pour vous",
        "droit de saisir le juge",
    ):
        assert words in text
    assert "vous pouvez le saisir pendant un an, soit jusqu’au 3\u00a0septembre\u00a02027" in text


@pytest.mark.parametrize(("template", "variant", "changes"), case_samples.VARIANTS, ids=NAMES)
def test_no_letter_obliges_nobody_to_mediate_nor_names_the_closed_platform(
    template: str, variant: str, changes: dict[str, Any]
) -> None:
    text = text_of(template, **changes)
    for forbidden in ("devez", "obligatoire", "obligé", "préalablement à", "RLL", "odr", "ec.europa.eu"):
        assert forbidden not in text, variant


@pytest.mark.parametrize(("template", "variant", "changes"), case_samples.VARIANTS, ids=NAMES)
def test_a_letter_admits_no_liability_and_claims_no_sum(template: str, variant: str, changes: dict[str, Any]) -> None:
    text = text_of(template, **changes)
    assert text.count("reconnai") == text.count("ne vaut pas reconnaissance de responsabilité"), variant
    for claim in ("ntérêts", "ndemnité", "ise en demeure", "décompte", "€ demandés"):
        assert claim not in text


def test_a_complaint_told_aloud_starts_no_year_and_asks_for_a_writing() -> None:
    text = text_of("reponse-reclamation", complaint=case_samples.ORAL, complained_on=None, refer_until=None)
    assert "soit jusqu’au" not in text
    assert "La vôtre ayant été faite par téléphone, je vous invite à me la confirmer par écrit" in text


@pytest.mark.parametrize(("template", "variant", "changes"), case_samples.VARIANTS, ids=NAMES)
def test_only_what_is_exchanged_with_the_mediator_is_marked_confidential(
    template: str, variant: str, changes: dict[str, Any]
) -> None:
    letter = catalogue.template(template)
    assert letter.confidential is (letter.recipient is Recipient.MEDIATOR)
    assert (catalogue.CONFIDENTIAL in text_of(template, **changes)) is letter.confidential, variant


def test_the_end_of_a_mediation_is_told_without_what_was_said_in_it() -> None:
    ended = replace(
        case_samples.ended(case_samples.MediationOutcome.AGREEMENT),
        proposal="Verser 120 euros sans attendre.", position="Ma position secrète.", my_answer_reason="Un motif secret.",
    )  # fmt: skip
    text = text_of("constat-fin-mediation", mediation=ended)
    for secret in ("120", "secret", "Verser"):
        assert secret not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agreed_on": None, "first_meeting_on": None}, False),
        ({"agreed_on": None, "first_meeting_on": case_samples.date(2026, 10, 20)}, True),
    ],
)
def test_limitation_is_spoken_of_only_when_it_was_suspended(changes: dict[str, Any], said: bool) -> None:
    ended = replace(case_samples.ended(case_samples.MediationOutcome.FAILURE), **changes)
    assert ("six mois" in text_of("constat-fin-mediation", mediation=ended)) is said


def test_leaving_a_mediation_that_one_took_part_in_is_said_so() -> None:
    text = text_of("participation-declinee", mediation=case_samples.TAKING_PART)
    assert "Je me retire de cette médiation" in text


# ---- what the user typed ---------------------------------------------------------------------------------------------
def test_what_the_user_typed_is_printed_line_by_line_and_read_as_nothing_but_text() -> None:
    typed = "**gras** {{ profile.iban }} <b>x</b>\n\n- premier point\n• second point\n# fin"
    complaint = replace(case_samples.COMPLAINT, findings=typed)
    document = catalogue.render(
        catalogue.template("reponse-reclamation"), case_samples.facts("reponse-reclamation", complaint=complaint)
    )
    texts = [block_text(block) for block in document.blocks]
    at = texts.index("Les faits constatés")
    assert texts[at + 1 : at + 4] == [
        "**gras** {{ profile.iban }} <b>x</b>",
        "– premier point\n– second point",
        "# fin",
    ]
    assert [type(block) for block in document.blocks[at + 1 : at + 4]] == [Paragraph, ItemList, Paragraph]


def test_a_letter_to_the_mediator_has_their_address_and_their_number() -> None:
    document = catalogue.render(
        catalogue.template("participation-acceptee"), case_samples.facts("participation-acceptee")
    )
    assert document.recipient.lines == ("CM2C", "49 rue de Ponthieu", "75008 PARIS")
    assert document.title == "Accord pour participer à la médiation — CM2C"
    assert "Référence\u00a0: médiation M-2026-114 (dossier LIT-2026-009)" in document.text()


# ---- what lacks or forbids --------------------------------------------------------------------------------------------
LACKING: tuple[tuple[str, dict[str, Any], list[tuple[str, int | None]]], ...] = (
    (
        "reponse-reclamation",
        {
            "complaint": replace(case_samples.COMPLAINT, request="", findings=" ", answer=None, answer_text=""),
            "mediator": replace(case_samples.MEDIATOR, street="", website=""),
        },
        [
            ("complaint.request", 21), ("complaint.findings", 21), ("complaint.answer", 21), ("complaint.answer_text", 21),
            ("mediator.street", 31), ("mediator.website", 31),
        ],
    ),
    ("reponse-reclamation", {"convention": None, "mediator": None}, [("convention.mediator_id", None)]),
    ("information-mediation", {"complaint": None}, [("complaint.received_on", None)]),
    (
        "transmission-dossier-mediateur",
        {"mediation": replace(case_samples.RUNNING, reference="", notified_on=None)},
        [("mediation.reference", 51), ("mediation.notified_on", 51), ("mediation.stance", 51), ("mediation.position", 51)],
    ),
    ("acceptation-proposition", {"mediation": case_samples.TAKING_PART}, [("mediation.proposal_on", 51)]),
    ("constat-fin-mediation", {"mediation": case_samples.RUNNING}, [("mediation.outcome", 51), ("mediation.ended_on", 51)]),
    ("participation-acceptee", {"mediation": None}, [("mediation.referred_on", None)]),
)  # fmt: skip


@pytest.mark.parametrize(("template", "changes", "targets"), LACKING)
def test_every_missing_fact_is_listed_at_once_with_the_record_to_open(
    template: str, changes: dict[str, Any], targets: list[tuple[str, int | None]]
) -> None:
    with pytest.raises(MissingFacts) as caught:
        text_of(template, **changes)
    assert [(fact.target, fact.record_id) for fact in caught.value.facts] == targets


@pytest.mark.parametrize(
    ("template", "kind"), list(product(case_samples.TEMPLATES, (ClientKind.PROFESSIONAL, ClientKind.PUBLIC)))
)
def test_no_such_letter_is_written_to_or_about_another_client(template: str, kind: ClientKind) -> None:
    client = Client(id=3, kind=kind, name="Atelier Boréal")
    with pytest.raises(Refused):
        text_of(template, client=client)


@pytest.mark.parametrize("template", case_samples.TEMPLATES)
def test_a_salarie_porte_writes_none_of_them(template: str) -> None:
    with pytest.raises(Refused, match="société de portage"):
        text_of(template, "portage")


def test_a_letter_of_payment_without_its_statement_is_a_fault_of_the_program() -> None:
    with pytest.raises(BugError, match="statement"):
        written("relance-ferme", samples.facts("relance-ferme", statement=None))


def test_the_way_a_letter_leaves_is_said_on_it() -> None:
    assert "Par courrier\n" in text_of("reponse-reclamation", send_method=SendMethod.POST)
