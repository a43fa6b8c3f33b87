"""PDFs that are locked, broken, layered, monstrous: shown as a reader would show them, or said in a sentence."""

import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from litigedesk.bundle.pdf import BundleReport, write_pdf
from tests.bundle import samples
from tests.bundle.conftest import reader

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

Bundled = Callable[[bytes], "tuple[list[PageObject], BundleReport]"]


@pytest.fixture
def bundled(folder: samples.Folder) -> Bundled:
    """The pages of one piece in a bundle, and what was said of it."""

    def bundle(data: bytes, **options: Any) -> "tuple[list[PageObject], BundleReport]":
        folder.add("piece.pdf", data)
        target = folder.path.parent / "Dossier.pdf"
        report = write_pdf(samples.facts(folder, letters=0), target, lambda *_: None, lambda: False, **options)
        pages = list(reader(target).pages)
        return [page for page in pages if "Pièce n° 1 – " in said(page).split("\n")[-1]], report

    return bundle


def said(page: "PageObject") -> str:
    return page.extract_text().replace("\u00a0", " ").strip()


def content(writer: "PdfWriter", data: bytes, page: int = 0, **entries: Any) -> None:
    """Give a page this content."""
    from pypdf.generic import NameObject, StreamObject

    stream = StreamObject()
    stream.set_data(data)
    for key, value in entries.items():
        stream[NameObject(f"/{key}")] = value
    writer.pages[page][NameObject("/Contents")] = writer._add_object(stream)


def test_content_left_unbalanced_moves_neither_stamp_nor_number(bundled: Bundled) -> None:
    def unbalance(writer: "PdfWriter") -> None:
        content(writer, b"q q 3 0 0 3 200 200 cm 1 0 0 rg 0 0 10 10 re f BT")

    pages, _ = bundled(samples.changed(samples.pdf(), unbalance))
    drawn = pages[0]["/Contents"].get_data().decode()
    assert drawn.startswith("q /P Do Q\nq 0.99954 0 0 0.99954 ")
    assert "Pièce n° 1 – 1/1" in said(pages[0])


def test_a_document_whose_table_of_objects_is_wrong_is_mended(bundled: Bundled) -> None:
    data = samples.pdf(3)
    pages, report = bundled(data.replace(b" 00000 n", b" 00000 f"))
    assert [said(page).split("\n")[0] for page in pages] == ["Facture page 1", "Facture page 2", "Facture page 3"]
    assert not report.slips


def test_a_document_whose_pages_no_longer_count_right_shows_them_all(bundled: Bundled) -> None:
    pages, report = bundled(samples.pdf(3).replace(b"/Count 3", b"/Count 1"))
    assert len(pages) == 3 or report.slips


@pytest.mark.parametrize("bits", ["40", "128", "256"])
def test_a_document_locked_by_its_owner_alone_is_shown(bundled: Bundled, tmp_path: Path, bits: str) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(samples.pdf(2, "Releve"))
    weak = ["--allow-weak-crypto"] if bits != "256" else []
    options = ["--use-aes=y"] if bits == "128" else []
    subprocess.run(["qpdf", *weak, plain, "--encrypt", "", "owner", bits, *options, "--", locked], check=True)
    pages, report = bundled(locked.read_bytes())
    assert [said(page).split("\n")[0] for page in pages] == ["Releve page 1", "Releve page 2"]
    assert not report.slips


def test_a_layer_that_is_switched_off_stays_unseen(bundled: Bundled) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

    def layer(writer: "PdfWriter") -> None:
        group = writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("secret")})
        )
        shown = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): shown}
        )
        properties = DictionaryObject({NameObject("/L"): group})
        writer.pages[0]["/Resources"][NameObject("/Properties")] = properties
        content(writer, b"/OC /L BDC 1 0 0 rg 0 0 595 842 re f EMC")

    pages, _ = bundled(samples.changed(samples.pdf(), layer))
    image = pages[0]["/Resources"]["/XObject"]["/P"]["/Resources"]["/XObject"]["/I"]
    assert image["/Subtype"] == "/Image"
    assert image.decode_as_image().convert("RGB").getpixel((600, 800)) == (255, 255, 255)


def test_a_form_whose_fields_are_not_drawn_yet_is_drawn(bundled: Bundled) -> None:
    from pypdf.generic import BooleanObject, NameObject

    def undrawn(writer: "PdfWriter") -> None:
        writer.root_object["/AcroForm"][NameObject("/NeedAppearances")] = BooleanObject(True)
        for field in writer.pages[0]["/Annots"]:
            field.get_object().pop("/AP", None)

    pages, _ = bundled(samples.changed(samples.acting(), undrawn))
    image = pages[0]["/Resources"]["/XObject"]["/P"]["/Resources"]["/XObject"]["/I"].decode_as_image().convert("L")
    scale = image.width / 595.276
    field = image.crop((round(62 * scale), round((842 - 622) * scale), round(160 * scale), round((842 - 602) * scale)))
    assert field.getextrema()[0] < 80, "the name typed in the field is black on the page"


def test_a_stream_cut_short_is_not_handed_on(bundled: Bundled) -> None:
    from pypdf.generic import NameObject

    def cut(writer: "PdfWriter") -> None:
        content(writer, zlib.compress(b"0 0 10 10 re f " * 500)[:-20], Filter=NameObject("/FlateDecode"))

    pages, report = bundled(samples.changed(samples.pdf(), cut))
    assert len(pages) == 1
    assert not report.slips, "PDFium shows what there is"
    if shutil.which("qpdf"):
        target = report.files[0]
        assert subprocess.run(["qpdf", "--check", target], capture_output=True, check=False).returncode == 0


def test_a_stream_that_unpacks_to_a_monster_is_refused(bundled: Bundled, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf.generic import NameObject

    from litigedesk.bundle import pdf_copy

    def bomb(writer: "PdfWriter") -> None:
        content(writer, zlib.compress(b" " * 30_000_000), Filter=NameObject("/FlateDecode"))

    monkeypatch.setattr(pdf_copy, "_MOST_INFLATED", 5_000_000)
    _, report = bundled(samples.changed(samples.pdf(), bomb))
    assert len(report.slips) <= 1  # redrawn by PDFium, or a slip sheet; never copied
    assert report.files[0].stat().st_size < 400_000


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1, 1], [100, 200, -50, -60], [-300, -300, 295, 542]])
def test_a_page_of_any_box_is_stamped_inside_it(bundled: Bundled, box: list[int]) -> None:
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    def set_box(writer: "PdfWriter") -> None:
        writer.pages[0][NameObject("/MediaBox")] = ArrayObject(NumberObject(edge) for edge in box)

    pages, _ = bundled(samples.changed(samples.pdf(), set_box))
    page = pages[0]
    for line in page["/Contents"].get_data().decode().split("\n")[1:]:
        left, bottom = [float(number) for number in line.split()[5:7]]
        assert page.mediabox.left <= left <= page.mediabox.right
        assert page.mediabox.bottom <= bottom <= page.mediabox.top


def test_a_note_pinned_to_a_page_stays_visible_and_a_hidden_one_hidden(bundled: Bundled) -> None:
    from pypdf.annotations import FreeText
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

    def pin(writer: "PdfWriter") -> None:
        for flags, name in ((4, b"(Vu et approuve)"), (2, b"(Cache)")):
            note = FreeText(text="note", rect=(100, 100, 300, 130))
            look = StreamObject()
            look.set_data(b"BT /F1 12 Tf 2 2 Td " + name + b" Tj ET")
            look[NameObject("/Subtype")] = NameObject("/Form")
            look[NameObject("/BBox")] = ArrayObject(FloatObject(edge) for edge in (0, 0, 200, 30))
            look[NameObject("/Resources")] = writer.pages[0]["/Resources"]
            note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
            note[NameObject("/F")] = NumberObject(flags)
            writer.add_annotation(0, note)

    pages, _ = bundled(samples.changed(samples.pdf(), pin))
    assert "Vu et approuve" in said(pages[0])
    assert "Cache" not in said(pages[0])
    assert "/Annots" not in pages[0]


def test_a_highlighter_darkens_and_does_not_cover(bundled: Bundled) -> None:
    import pypdfium2
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    def highlight(writer: "PdfWriter") -> None:
        look = StreamObject()
        look.set_data(b"1 1 0 rg 0 0 300 40 re f")
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = ArrayObject(FloatObject(edge) for edge in (0, 0, 300, 40))
        note = DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Highlight")}
        )
        note[NameObject("/Rect")] = ArrayObject(FloatObject(edge) for edge in (50, 660, 350, 700))
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
        writer.add_annotation(0, note)

    _, report = bundled(samples.changed(samples.pdf(), highlight))
    with pypdfium2.PdfDocument(report.files[0]) as document:
        image = document[len(document) - 1].render().to_pil().convert("RGB")
    under = image.crop((50, 142, 350, 182))
    assert (255, 255, 0) in {colour for _, colour in under.getcolors(10_000)}
    assert min(red for _, (red, _, _) in under.getcolors(10_000)) < 60, "the words show through"


def test_a_mark_that_readers_draw_by_themselves_is_drawn(bundled: Bundled) -> None:
    import pypdfium2
    from pypdf.annotations import Rectangle

    def mark(writer: "PdfWriter") -> None:
        writer.add_annotation(0, Rectangle(rect=(100, 300, 300, 400), interior_color="ff0000"))

    _, report = bundled(samples.changed(samples.pdf(), mark))
    with pypdfium2.PdfDocument(report.files[0]) as document:
        image = document[len(document) - 1].render().to_pil().convert("RGB")
    red, green, _ = image.getpixel((200, 842 - 350))
    assert red > 150
    assert green < 100
