"""The same blocks become the same pages in the PDF and in Word; the address stays in the envelope's window."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import docx
import pytest
from docx.shared import Mm
from PIL import Image

from litigedesk import fonts, paths
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import UserError
from litigedesk.letters import address, blocks, catalogue, page, pdf, word
from tests.letters import (
    agreement_samples,
    case_samples,
    insurance_samples,
    pages,
    portage_samples,
    procedure_samples,
    samples,
)

ALL = list(product(samples.TEMPLATES, samples.KINDS, ("ei", "company")))
Converter = Callable[[dict[str, bytes]], dict[str, bytes]]


def document(
    template: str = "mise-en-demeure", kind: str = "professional", status: str = "ei", **changes: object
) -> blocks.LetterDocument:
    return catalogue.render(catalogue.template(template), samples.facts(template, kind, status, **changes))


def case_document(template: str, **changes: Any) -> blocks.LetterDocument:
    return catalogue.render(catalogue.template(template), case_samples.facts(template, **changes))


def picture(width: int = 300, height: int = 100, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (11, 92, 104)).save(buffer, form)
    return buffer.getvalue()


def letterhead() -> bytes:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.header.paragraphs[0].text = "Studio Roussel, papier à en-tête"
    section.footer.paragraphs[0].text = "Pied de page du studio"
    made.add_paragraph("Ancien corps à remplacer")
    made.add_table(1, 1)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def flow(letter: blocks.LetterDocument) -> str:
    return pages.dense("".join(blocks.block_text(block) for block in letter.blocks).replace("|", "").replace("\f", ""))


def body(pdf_bytes: bytes, letter: blocks.LetterDocument) -> str:
    """The text of all pages without what is fixed on them."""
    text = "".join(pages.dense(page_text) for page_text in pages.texts(pdf_bytes))
    for number in range(2, pages.count(pdf_bytes) + 1):
        text = text.replace(f"{pages.dense(letter.running_header)}page{number}", "")
    text = text.replace(pages.dense(letter.footer), "")
    return text.removeprefix(pages.dense("".join(letter.sender.lines) + "".join(letter.recipient.lines)))


@pytest.mark.parametrize(("template", "kind", "status"), ALL)
def test_the_pdf_says_what_the_blocks_say(template: str, kind: str, status: str) -> None:
    letter = document(template, kind, status)
    assert body(pdf.write_pdf(letter), letter) == flow(letter)


@pytest.mark.parametrize(("template", "variant", "changes"), case_samples.VARIANTS)
def test_the_pdf_of_a_complaint_or_mediation_says_what_the_blocks_say(
    template: str, variant: str, changes: dict[str, Any]
) -> None:
    letter = case_document(template, **changes)
    made = pdf.write_pdf(letter)
    assert body(made, letter) == flow(letter), variant
    assert pages.count(made) <= 2
    for line in letter.recipient.lines:
        mark = pages.place(made, line)
        assert page.WINDOW.left < mark.left, line
        assert mark.bottom < page.WINDOW.bottom, line


@pytest.mark.parametrize(
    ("samples_of", "template", "variant", "changes"),
    [(mine, *one) for mine in (portage_samples, insurance_samples) for one in mine.VARIANTS],
)
def test_the_pdf_of_a_letter_about_portage_or_insurance_says_what_the_blocks_say(
    samples_of: Any, template: str, variant: str, changes: dict[str, Any]
) -> None:
    letter = catalogue.render(catalogue.template(template), samples_of.facts(template, **changes))
    made = pdf.write_pdf(letter)
    assert body(made, letter) == flow(letter), variant
    assert pages.count(made) <= 2
    assert fonts.lacking(letter.text()) == ""
    for line in letter.recipient.lines:
        mark = pages.place(made, line)
        assert page.WINDOW.left < mark.left, line
        assert mark.bottom < page.WINDOW.bottom, line
    signed = next(text for text in pages.texts(made) if "salutations" in text)
    assert "Camille Roussel" in signed.split("salutations")[1], "a signature never stands alone"


@pytest.mark.parametrize(
    ("samples_of", "template", "variant", "changes"),
    [(mine, *one) for mine in (agreement_samples, procedure_samples) for one in mine.VARIANTS],
)
def test_the_pdf_of_an_agreement_or_of_a_procedure_says_what_the_blocks_say(
    samples_of: Any, template: str, variant: str, changes: dict[str, Any]
) -> None:
    letter = catalogue.render(catalogue.template(template), samples_of.facts(template, **changes))
    made = pdf.write_pdf(letter)
    assert body(made, letter) == flow(letter), variant
    assert fonts.lacking(letter.text().replace("\f", "")) == ""
    written = pages.texts(made)
    assert len(written) <= 3
    for line in letter.recipient.lines:
        mark = pages.place(made, line)
        assert page.WINDOW.left < mark.left, line
        assert mark.bottom < page.WINDOW.bottom, line
    if "Date et signature" in written[-1]:
        assert re.search("exemplaires originaux|écrit lui-même", written[-1]), "the places to sign never stand alone"


def test_word_files_open_in_libreoffice_on_as_many_pages_with_the_same_text(converted: Converter) -> None:
    letters = {"-".join(variant): document(*variant) for variant in ALL}
    letters |= {f"{name}-{variant}": case_document(name, **changes) for name, variant, changes in case_samples.VARIANTS}
    for mine, name in (
        (portage_samples, "contrat-a-valider"),
        (insurance_samples, "declaration-sinistre"),
        (agreement_samples, "echeancier"),
        (agreement_samples, "reconnaissance-dette"),
        (procedure_samples, "annexes-injonction"),
    ):
        letters[name] = catalogue.render(catalogue.template(name), mine.facts(name))
    letters["two-invoices"] = document(statement=samples.owed("professional", 2), logo=picture(), signature=picture())
    made = converted({name: word.write_docx(letter) for name, letter in letters.items()})
    for name, letter in letters.items():
        ours = pdf.write_pdf(letter)
        assert (name, pages.count(made[name])) == (name, pages.count(ours))
        assert sorted(body(made[name], letter)) == sorted(flow(letter)), name


def test_a_word_file_of_forty_invoices_has_the_pages_of_the_pdf(converted: Converter) -> None:
    letter = document(statement=samples.owed("professional", 40))
    made = converted({"forty": word.write_docx(letter)})["forty"]
    assert pages.count(made) == pages.count(pdf.write_pdf(letter))
    headed = [text for text in pages.texts(made) if "Échéance" in text]
    assert len(headed) == 2


@pytest.mark.parametrize(("template", "kind", "status"), ALL)
def test_a_letter_about_one_invoice_holds_on_one_page_besides_its_statement(
    template: str, kind: str, status: str
) -> None:
    written = pages.texts(pdf.write_pdf(document(template, kind, status)))
    assert len(written) == (1 if template == "relance-amiable" else 2)
    assert "jointe" in written[0]


ADDRESSES = {
    "short": samples.ADDRESS,
    "six lines": replace(samples.ADDRESS, street_extra="Bâtiment C, escalier 4", country="Belgique"),
    "long": replace(
        samples.ADDRESS, street="1234 bis boulevard du Maréchal-de-Lattre-de-Tassigny " * 3, street_extra="Lot " * 30
    ),
}
NAMES = ["Atelier Boréal", "Société coopérative d’intérêt collectif des artisans de la presqu’île " * 2, "A" * 120]


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize("name", NAMES)
def test_the_address_stays_inside_the_window_and_alone_in_it(where: str, name: str) -> None:
    letter = document(address=ADDRESSES[where], client=replace(samples.CLIENTS["professional"], name=name))
    inside = [
        mark
        for mark in pages.marks(pdf.write_pdf(letter))
        if mark.bottom > page.WINDOW.top and mark.top < page.WINDOW.bottom and mark.right > page.WINDOW.left
    ]
    assert pages.dense("".join(mark.text for mark in inside)) == pages.dense("".join(letter.recipient.lines))
    for mark in inside:
        assert page.WINDOW.left <= mark.left
        assert mark.right <= page.WINDOW.right
        assert page.WINDOW.top <= mark.top
        assert mark.bottom <= page.WINDOW.bottom


@pytest.mark.parametrize("paper", [None, "letterhead"])
def test_the_address_of_the_word_file_is_where_the_pdf_has_it(converted: Converter, paper: str | None) -> None:
    letter = document(letterhead=letterhead() if paper else None)
    made = converted({"letter": word.write_docx(letter)})["letter"]
    for line in letter.recipient.lines:
        ours, theirs = pages.place(pdf.write_pdf(letter), line), pages.place(made, line)
        assert (theirs.left, theirs.top) == (pytest.approx(ours.left, abs=0.7), pytest.approx(ours.top, abs=1.0))
    assert pages.place(made, "Rennes, le").top > page.WINDOW.bottom


def test_the_sender_ends_above_the_window() -> None:
    profile = replace(samples.COMPANY, street_extra="Bâtiment B", country="Belgique")
    made = pdf.write_pdf(document(profile=profile))
    assert pages.place(made, profile.email).bottom <= page.SENDER_BOTTOM


def test_a_table_of_forty_invoices_repeats_its_header_on_each_page() -> None:
    written = pages.texts(pdf.write_pdf(document(statement=samples.owed("professional", 40))))
    headed = [text for text in written if "Échéance" in text]
    assert len(headed) == 2
    assert "F-2026-014" in headed[0]
    assert "F-2026-053" in headed[1]


def test_the_narrow_space_is_kept_and_never_ends_a_line() -> None:
    made = pdf.write_pdf(document(statement=samples.owed("professional", 3)))
    text = "".join(pages.texts(made))
    assert "2\u202f500,00" in text
    assert "\u202f\r\n" not in text
    assert "\r\n500,00" not in text


@pytest.mark.parametrize(("template", "kind", "status"), ALL)
def test_the_font_has_every_glyph_of_our_texts(template: str, kind: str, status: str) -> None:
    assert fonts.lacking(document(template, kind, status).text().replace("\f", "")) == ""


def test_the_font_is_embedded_with_its_licence() -> None:
    made = pdf.write_pdf(document())
    assert b"Carlito" in made
    assert b"FontFile2" in made
    assert (paths.resources() / "fonts" / "carlito" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright")


def test_the_same_letter_gives_the_same_bytes() -> None:
    changes = {"logo": picture(), "signature": picture(form="JPEG")}
    assert pdf.write_pdf(document(**changes)) == pdf.write_pdf(document(**changes))
    assert word.write_docx(document(**changes)) == word.write_docx(document(**changes))


def test_the_files_carry_title_author_language_and_the_day_of_writing() -> None:
    letter = document()
    core = docx.Document(io.BytesIO(word.write_docx(letter))).core_properties
    assert (core.title, core.author, core.language) == (
        "Mise en demeure — Atelier Boréal SARL",
        "Camille Roussel EI",
        "fr-FR",
    )
    assert core.created is not None
    assert core.created.date() == date(2026, 11, 22)
    made = pdf.write_pdf(letter)
    assert b"(fr-FR)" in made
    assert b"D:20261122" in made


def test_the_word_file_has_real_styles_a_repeated_header_row_and_rows_that_do_not_split() -> None:
    made = docx.Document(io.BytesIO(word.write_docx(document())))
    assert "Lettre objet" in {paragraph.style.name for paragraph in made.paragraphs if paragraph.style is not None}
    xml = made.element.xml
    assert xml.count("<w:tblHeader/>") == 2
    assert "<w:cantSplit/>" in xml
    assert 'w:hRule="exact"' in xml


def test_numbers_do_not_break_at_their_hyphens_in_word() -> None:
    made = docx.Document(io.BytesIO(word.write_docx(document())))
    cited = next(paragraph for paragraph in made.paragraphs if "L441-10 du code" in paragraph.text)
    assert "<w:noBreakHyphen/>" in cited._p.xml
    assert "L441-10" not in cited._p.xml


def test_the_letterhead_keeps_its_header_and_footer_and_loses_its_old_body() -> None:
    made = docx.Document(io.BytesIO(word.write_docx(document(letterhead=letterhead()))))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert made.sections[0].header.paragraphs[0].text == "Studio Roussel, papier à en-tête"
    assert made.sections[0].footer.paragraphs[0].text == "Pied de page du studio"
    assert "Ancien corps" not in text
    assert "Atelier Boréal SARL" in text
    assert "mise en demeure" in text


@pytest.mark.parametrize("data", [b"not a file", picture(), letterhead()[:500]])
def test_a_letterhead_that_is_no_word_file_is_refused_in_french(data: bytes) -> None:
    with pytest.raises(UserError, match="papier à en-tête"):
        word.write_docx(document(letterhead=data))


def test_a_zip_that_is_no_word_file_is_refused_too() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UserError, match="papier à en-tête"):
        word.write_docx(document(letterhead=buffer.getvalue()))


@pytest.mark.parametrize("write", [pdf.write_pdf, word.write_docx])
@pytest.mark.parametrize("part", ["logo", "signature"])
def test_an_unreadable_image_is_refused_in_french(write: Callable[[blocks.LetterDocument], bytes], part: str) -> None:
    with pytest.raises(UserError, match="PNG ou JPEG"):
        write(document(**{part: picture()[:200]}))


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for count in range(1, 4):
        for signature in (None, picture()):
            written = pages.texts(
                pdf.write_pdf(document(statement=samples.owed("professional", count), signature=signature))
            )
            signed = next(
                text for text in written if "Camille Roussel\r\n" in text.replace("Camille Roussel EI\r\n", "")
            )
            assert "salutations" in signed
            assert "contestez" in signed


def test_postal_lines_follow_la_poste() -> None:
    assert address.town_line("42000", "Saint-Étienne") == "42000 SAINT ETIENNE"
    assert address.town_line("38080", "L’Isle-d’Abeau") == "38080 L ISLE D ABEAU"
    assert address.town_line("62164", "Œuf-en-Ternois") == "62164 OEUF EN TERNOIS"
    for country, last in (("Belgique", "BELGIQUE"), ("France", "56100 LORIENT")):
        lines = address.recipient_lines(samples.CLIENTS["consumer"], replace(samples.ADDRESS, country=country), None)
        assert lines[-1] == last


def test_the_mention_ei_stands_beside_the_name_once() -> None:
    assert address.profile_name(samples.EI) == "Camille Roussel EI"
    assert address.profile_name(replace(samples.EI, name="Camille Roussel EI")) == "Camille Roussel EI"
    assert address.profile_name(replace(samples.EI, status=ProfileStatus.PORTAGE)) == "Camille Roussel"


def test_no_cell_of_a_full_statement_is_broken() -> None:
    """With credit notes, payments, interest and fee side by side, a date still stands whole."""
    facts = samples.facts("mise-en-demeure", "professional")
    euros = Money.of
    line = replace(
        facts.owed.lines[0], number="F-2026-0148", principal=euros("12500.00"), credited=euros("1250.00"),
        paid=euros("2300.50"), days=207, interest=euros("1148.12"), fee=euros("40.00"), total=euros("10137.62"),
    )  # fmt: skip
    owed = replace(
        facts.owed, lines=(line,) * 3, principal=euros("37500.00"), credited=euros("3750.00"), paid=euros("6901.50"),
        interest=euros("3444.36"), fee=euros("120.00"), total_due=euros("30412.86"),
    )  # fmt: skip
    document = catalogue.render(catalogue.template("mise-en-demeure"), replace(facts, statement=owed))
    words = " ".join(pages.texts(pdf.write_pdf(document))).replace("\u202f", "_").split()
    assert {"31/05/2026", "Échéance", "Indemnité", "Jours", "12_500,00"} <= set(words)
