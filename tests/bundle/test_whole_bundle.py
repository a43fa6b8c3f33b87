"""Fifty mixed pieces in one PDF: opened by two readers, every stamp, page number, bookmark and link in its place."""

import re
import shutil
import subprocess

import pytest

from litigedesk.bundle.bundle_file import Bookmark
from litigedesk.formats import NBSP
from tests.bundle.conftest import Bundle, reader

SLIPS = {
    5: "Ce type de fichier ne peut pas être montré en pages.",
    6: "Ce PDF est abîmé\u00a0: ses pages ne peuvent pas être lues.",
    7: "Ce PDF est protégé par un mot de passe.",
    10: "Ce type de fichier ne peut pas être montré en pages.",
    11: "Le fichier est vide.",
    12: "Ce PDF n’a aucune page.",
    19: "Ce type de fichier ne peut pas être montré en pages.",
}
PAGES = {1: 4, 8: 2, 9: 300, 15: 3, 17: 4}  # of the pieces that have several, but for the last ones


def pages_of(number: int) -> int:
    """How many pages a piece takes in the bundle."""
    return 1 + number % 3 if number > 19 else PAGES.get(number, 1)


FRONT = ["Couverture", "Bordereau de pièces", "Sommaire", "Chronologie", "Décompte"]
LETTERS = [f"Relance n° 1 – 1er{NBSP}octobre{NBSP}2026", f"Relance n° 2 – 2{NBSP}octobre{NBSP}2026"]


@pytest.fixture(scope="module")
def texts(bundle: Bundle) -> list[str]:
    """The text of each page as a reader extracts it, all spaces alike."""
    import pypdfium2

    with pypdfium2.PdfDocument(bundle.path) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ") for text in found]


def stamp(text: str) -> str:
    """The stamp of a page, drawn last; empty when it has none."""
    found = re.search(r"Pièce n° \d+ – \d+/\d+$", text)
    return found[0] if found else ""


def starts(bundle: Bundle, texts: list[str]) -> dict[int, int]:
    """The page of each piece, from 0, found by its stamp."""
    return {
        piece.number: next(
            place for place, text in enumerate(texts) if stamp(text).startswith(f"Pièce n° {piece.number} – 1/")
        )
        for piece in bundle.facts.pieces
    }


def test_qpdf_finds_no_error(bundle: Bundle) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    checked = subprocess.run(["qpdf", "--check", bundle.path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout


def test_two_readers_count_the_same_pages(bundle: Bundle, texts: list[str]) -> None:
    assert len(reader(bundle.path).pages) == len(texts) == bundle.report.pages


def test_every_page_of_a_piece_is_stamped_and_no_other(bundle: Bundle, texts: list[str]) -> None:
    stamps = [
        f"Pièce n° {piece.number} – {page}/{pages_of(piece.number)}"
        for piece in bundle.facts.pieces
        for page in range(1, pages_of(piece.number) + 1)
    ]
    assert [stamp(text) for text in texts] == [""] * (len(texts) - len(stamps)) + stamps


def test_every_page_says_its_number_of_how_many(texts: list[str]) -> None:
    ends = [text.removesuffix(stamp(text)).rstrip().split()[-1] for text in texts]
    assert ends == [f"{place}/{len(texts)}" for place in range(1, len(texts) + 1)]


def test_bookmarks_name_every_part_and_lead_to_it(bundle: Bundle, texts: list[str]) -> None:
    document = reader(bundle.path)
    found: list[Bookmark] = []
    for item in document.outline:
        if isinstance(item, list):
            found[-1].below.extend(Bookmark(str(one.title), document.get_destination_page_number(one)) for one in item)
        else:
            found.append(Bookmark(str(item.title), document.get_destination_page_number(item)))
    first = starts(bundle, texts)
    pieces = [
        Bookmark(f"Pièce n°\u00a0{piece.number} – {piece.title}", first[piece.number]) for piece in bundle.facts.pieces
    ]
    assert [bookmark.title for bookmark in found] == [*FRONT, "Courriers", "Pièces"]
    assert found[0].page == 0
    assert [texts[bookmark.page].split("\n")[0] for bookmark in found[1:4]] == FRONT[1:4]
    assert [(one.title, texts[one.page].split("\n")[0]) for one in found[5].below] == [
        (LETTERS[0], "Courrier 1 page 1"), (LETTERS[1], "Courrier 2 page 1"),
    ]  # fmt: skip
    assert found[6].below == pieces
    assert found[6].page == first[1]


def test_each_line_of_the_contents_leads_to_the_page_it_names(bundle: Bundle, texts: list[str]) -> None:
    document = reader(bundle.path)
    numbers = {
        page.indirect_reference.idnum: place for place, page in enumerate(document.pages) if page.indirect_reference
    }
    targets = [
        numbers[link.get_object()["/Dest"][0].idnum]
        for place, page in enumerate(document.pages)
        if "Sommaire" in texts[place].split("\n")[0] or (place and texts[place - 1].startswith("Sommaire"))
        for link in page.get("/Annots", [])
    ]
    first = starts(bundle, texts)
    assert {first[piece.number] for piece in bundle.facts.pieces} <= set(targets)
    place = next(index for index, text in enumerate(texts) if text.startswith("Sommaire"))
    for piece in bundle.facts.pieces[:20]:
        assert f"Pièce n° {piece.number} – {piece.title} {first[piece.number] + 1}\n" in texts[place]


def test_a_link_shows_the_top_of_its_page(bundle: Bundle, texts: list[str]) -> None:
    document = reader(bundle.path)
    for item in document.outline[-1]:
        page = document.pages[document.get_destination_page_number(item)]
        assert item.typ == "/XYZ"
        assert item.left in {page.mediabox.left, page.mediabox.right}
        assert item.top == pytest.approx(page.mediabox.top, abs=0.01) or page.rotation


def test_what_cannot_be_shown_gets_a_slip_sheet_that_says_why(bundle: Bundle, texts: list[str]) -> None:
    assert {slip.number: slip.why for slip in bundle.report.slips} == SLIPS
    first = starts(bundle, texts)
    for number, why in SLIPS.items():
        piece = bundle.facts.pieces[number - 1]
        sheet = texts[first[number]].replace("\n", " ")
        assert "FEUILLE DE SUBSTITUTION" in sheet
        assert why.replace("\u00a0", " ") in sheet
        assert piece.sha256[:32] in sheet
        assert piece.sha256[32:] in sheet
        assert piece.name in sheet


def test_the_text_of_a_document_follows_its_slip_sheet(bundle: Bundle, texts: list[str]) -> None:
    assert "Je soussignée atteste avoir reçu les meubles" in texts[starts(bundle, texts)[5]]


def test_an_email_becomes_a_page_with_its_headers_and_attachments(bundle: Bundle, texts: list[str]) -> None:
    page = texts[starts(bundle, texts)[4]]
    for words in (
        "Claire Morel <claire@exemple.fr>",
        "Retard de paiement",
        "facture-2026-014.pdf",
        "<b>promis</b> & juré",
    ):
        assert words in page


def test_nothing_that_acts_comes_along(bundle: Bundle) -> None:
    document = reader(bundle.path)
    words = (
        "JavaScript",
        "/JS",
        "Launch",
        "EmbeddedFile",
        "OpenAction",
        "AcroForm",
        "'/AA'",
        "this.print",
        "MZ attached",
    )
    seen = 0
    for number in document.xref[0]:
        shown = repr(document.get_object(number))
        assert not [word for word in words if word in shown], shown
        seen += 1
    assert seen > 1_000


def test_what_was_filled_in_stays_and_only_web_links_lead_somewhere(bundle: Bundle, texts: list[str]) -> None:
    place = starts(bundle, texts)[16]
    assert "Claire Morel" in texts[place]
    links = [link.get_object() for link in reader(bundle.path).pages[place]["/Annots"]]
    assert [str(link["/A"]["/URI"]) for link in links] == ["https://exemple.fr/"]


def test_the_inventory_says_pages_origin_hash_and_confidence(bundle: Bundle, texts: list[str]) -> None:
    words = next(text for text in texts if text.startswith("Bordereau")).replace("\n", " ").replace("  ", " ")
    one = bundle.facts.pieces[0]
    assert f"1 Facture 2026-014 Échange 02/10/2026 Atelier Morel 4 original {one.sha256[:12]} non" in words
    confidential = bundle.facts.pieces[17]
    assert f"18 Notes de réunion Échange 19/10/2026 Atelier Morel 1 copie {confidential.sha256[:12]} oui" in words


def test_the_cover_names_what_is_left_out_and_for_whom_it_is(texts: list[str]) -> None:
    for words in (
        "DOSSIER DE PIÈCES POUR LE TRIBUNAL", "Impayé – Boulangerie Martin", "Claire Morel EI", "2 581,15 €",
        "Proposition du médiateur du 2 novembre 2026",
    ):  # fmt: skip
        assert words in texts[0]


def test_progress_goes_from_nothing_to_all(bundle: Bundle) -> None:
    done = [step[0] for step in bundle.told]
    assert done == sorted(done)
    assert bundle.told[0] == (0, 103, "Pièce n°\u00a01\u00a0: lecture")
    assert bundle.told[-1] == (103, 103, "")


def test_the_same_facts_make_the_same_file(bundle: Bundle, tmp_path: object) -> None:
    from litigedesk.bundle.pdf import write_pdf
    from tests.bundle import samples

    again = bundle.path.with_name("Encore.pdf")
    write_pdf(bundle.facts, again, lambda *_: None, lambda: False, text_of=samples.text_of)
    assert again.read_bytes() == bundle.path.read_bytes()
    again.unlink()
