"""A draft that any mail program opens as not yet sent, with the PDF; a link no longer than programs take."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from litigedesk.letters import catalogue, email
from tests.letters import case_samples, insurance_samples, portage_samples, samples

NOTICE = catalogue.template("mise-en-demeure")
WITH_EMAIL = replace(samples.CLIENTS["professional"], email="compta@boreal.example")


def test_the_draft_is_unsent_polite_and_carries_the_pdf() -> None:
    message = message_from_bytes(email.draft(NOTICE, samples.facts(client=WITH_EMAIL), b"%PDF-1.4 x"), policy=default)
    assert (message["X-Unsent"], message["To"], message["From"]) == (
        "1",
        "compta@boreal.example",
        "camille@roussel.example",
    )
    assert message["Subject"] == "Mise en demeure — dossier LIT-2026-003"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Je vous remercie de m’en accuser réception" in body.get_content()
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("mise-en-demeure-2026-11-22.pdf", b"%PDF-1.4 x")


def test_a_company_thanks_in_the_plural() -> None:
    assert "Nous vous remercions de nous en accuser réception" in email.body(NOTICE, samples.facts(status="company"))


def test_the_draft_is_the_same_each_time() -> None:
    assert email.draft(NOTICE, samples.facts(), b"x") == email.draft(NOTICE, samples.facts(), b"x")


def test_a_line_break_in_what_is_typed_adds_no_header() -> None:
    dispute = replace(samples.DISPUTE, reference="LIT\r\nBcc: autre@exemple.fr")
    client = replace(WITH_EMAIL, email="a@b.fr\nBcc: autre@exemple.fr")
    message = message_from_bytes(
        email.draft(NOTICE, samples.facts(dispute=dispute, client=client), b"x"), policy=default
    )
    assert message["Bcc"] is None


def test_the_contact_is_written_to_before_the_client() -> None:
    contact = samples.facts(client=WITH_EMAIL).contact
    assert contact is not None
    facts = samples.facts(client=WITH_EMAIL, contact=replace(contact, email="helene@boreal.example"))
    assert email.mailto(NOTICE, facts).startswith("mailto:helene@boreal.example?")


def test_the_link_says_the_subject_and_the_body() -> None:
    link = email.mailto(NOTICE, samples.facts(client=WITH_EMAIL))
    query = parse_qs(urlsplit(link).query)
    assert query["subject"] == ["Mise en demeure — dossier LIT-2026-003"]
    assert query["body"][0].startswith("Madame, Monsieur,\r\n\r\nVous trouverez")
    assert "+" not in link


def test_a_letter_to_the_mediator_goes_to_them_under_their_number_and_says_it_is_confidential() -> None:
    letter = catalogue.template("acceptation-proposition")
    message = message_from_bytes(email.draft(letter, case_samples.facts(letter.id), b"x"), policy=default)
    assert message["To"] == "contact@cm2c.example"
    assert message["Subject"] == "Acceptation de la proposition — médiation M-2026-114"
    body = message.get_body(("plain",))
    assert body is not None
    assert "confidentiels (article L612-3" in body.get_content()
    assert "confidentiels" not in email.body(NOTICE, samples.facts())


def test_the_answer_to_a_complaint_goes_to_the_client() -> None:
    letter = catalogue.template("reponse-reclamation")
    assert email.mailto(letter, case_samples.facts(letter.id)).startswith("mailto:lea@fontaine.example?")


PIECES = [
    email.Attachment("facture.pdf", "application/pdf", b"one"),
    email.Attachment("facture.pdf", "application/pdf", b"two"),
    email.Attachment("message.eml", "message/rfc822", b"Subject: x"),
    email.Attachment("notes", "text/plain", "é".encode()),
    email.Attachment("sans type", "", b"?"),
]


def test_the_pieces_go_with_the_letter_each_whole_and_under_its_own_name() -> None:
    letter = catalogue.template("impaye-portage")
    message = message_from_bytes(email.draft(letter, portage_samples.facts(letter.id), b"%PDF", PIECES), policy=default)
    named = {one.get_filename(): one.get_payload(decode=True) for one in message.iter_attachments()}
    assert named == {
        "impaye-portage-2026-11-22.pdf": b"%PDF", "facture.pdf": b"one", "facture (2).pdf": b"two", "message.eml": b"Subject: x",
        "notes": "é".encode(), "sans type": b"?",
    }  # fmt: skip
    assert message["To"] == "compta@capportage.example"
    assert message["Subject"] == "Impayé signalé à la société de portage — dossier LIT-2026-003"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Pièces jointes\u00a0:\n- facture.pdf\n- facture (2).pdf" in body.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("template", "changes", "reference"),
    [
        ("declaration-sinistre", {}, "contrat n° RCP 2024-118 274"),
        ("relance-assureur", {}, "sinistre n° 26-S-4471"),
        ("demande-attestation", {"policy": replace(insurance_samples.POLICY, number="")}, ""),
        ("information-declaration", {}, "dossier SIN-2026-002"),
    ],
)
def test_the_insurer_finds_the_message_by_its_own_number(
    template: str, changes: dict[str, Any], reference: str
) -> None:
    letter = catalogue.template(template)
    subject = email.subject(letter, insurance_samples.facts(template, **changes)).replace("\u00a0", " ")
    assert subject.replace("\u00a0", " ") == " — ".join(filter(None, (letter.title.replace("\u00a0", " "), reference)))


def test_a_long_link_is_cut_at_a_line() -> None:
    profile = replace(samples.EI, street="é" * 900)
    link = email.mailto(NOTICE, samples.facts(profile=profile, client=WITH_EMAIL))
    assert len(link) <= email.MAILTO_LIMIT
    assert parse_qs(urlsplit(link).query)["body"][0].endswith("Camille Roussel EI")
