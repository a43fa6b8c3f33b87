"""What the window shows of a piece: pages, upright images, text; a sentence for what cannot be shown; nothing run or fetched."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import StoredFile
from litigedesk.operations.pieces import Incoming
from tests.exchange.evidence_files import pdf, protected_pdf, scan, word
from tests.ui.mediation_world import button, gone
from tests.ui.pieces_world import email, kept, panel_shown, texts, with_pieces
from ui.context import Context
from ui.widgets.pdf_view import PdfView
from ui.widgets.piece_panel import PiecePanel
from ui.widgets.piece_preview import LARGEST_SIDE, look
from ui.widgets.text import Label

HTML = b"<html><body><script>alert(1)</script><img src='https://exemple.fr/pixel.png'><p>Bonjour</p></body></html>"


def photo(turned: int) -> bytes:
    """Red above and blue below once upright, saved as a camera held sideways does."""
    image = Image.new("RGB", (40, 80), "blue")
    image.paste("red", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = turned
    back = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
    buffer = io.BytesIO()
    (image.transpose(back[turned]) if turned in back else image).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has ten thousand million points."""
    buffer = io.BytesIO()
    Image.new("1", (100, 100)).save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def said(panel: PiecePanel) -> str:
    """Everything written in the preview."""
    gone()
    return " ".join(
        one.full_text() for one in panel.preview.findChildren(Label) if one.isVisibleTo(panel.preview)
    ).replace("\u00a0", " ")


Show = Callable[[str, bytes], PiecePanel]


@pytest.fixture
def show(desk: Desk, context: Context, qtbot: QtBot) -> Show:
    """The panel on a single piece, once it was read."""

    def shown(name: str, data: bytes) -> PiecePanel:
        with_pieces(desk, Incoming(name, data))
        return panel_shown(context, qtbot)[1]

    return shown


def test_the_pages_of_a_pdf_are_drawn(show: Show) -> None:
    panel = show("devis.pdf", pdf(3))
    view = panel.preview.stack.currentWidget()
    assert isinstance(view, PdfView)
    assert view.page_count == 3
    assert view.drawn(0) is not None
    assert said(panel).startswith("PDF, 3 pages")


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photograph_stands_upright_whatever_way_the_camera_was_held(show: Show, turned: int) -> None:
    panel = show("photo.jpg", photo(turned))
    image = panel.preview.picture.image
    assert panel.preview.stack.currentWidget() is panel.preview.picture
    assert (image.width(), image.height()) == (40, 80)
    assert QColor(image.pixel(20, 10)).red() > 200
    assert QColor(image.pixel(20, 70)).blue() > 200
    place = panel.preview.picture.place()
    assert panel.preview.picture.rect().contains(place.toAlignedRect())


def test_a_large_image_is_kept_small_enough_for_a_screen() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (6000, 3000), "green").save(buffer, "JPEG")
    seen = look(buffer.getvalue(), "photo.jpg")
    assert seen.image is not None
    assert (seen.image.width(), seen.image.height()) == (LARGEST_SIDE, LARGEST_SIDE // 2)


def test_a_scan_of_several_pages_shows_the_first_and_says_how_many(show: Show) -> None:
    assert "Image TIFF, 3 pages" in said(show("scan.tiff", scan(3)))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("note.txt", "Déjà payé".encode("cp1252"), "Déjà payé"),
        ("bon.docx", word("Bon pour accord"), "Bon pour accord"),
        ("page.html", HTML, "Bonjour"),
        ("promesse.eml", email().data, "Je paierai."),
        ("facture.xml", b"<?xml version='1.0'?><a><b>12</b></a>", "<b>12</b>"),
    ],
    ids=["text", "word", "page", "mail", "xml"],
)
def test_texts_are_read(show: Show, name: str, data: bytes, words: str) -> None:
    panel = show(name, data)
    text = panel.preview.text.toPlainText()
    assert words in text
    assert "alert(1)" not in text
    assert panel.preview.text.isReadOnly()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("protégé.pdf", protected_pdf(), "mot de passe"),
        ("abîmé.pdf", b"%PDF-1.7\n%%EOF", "ne peut pas être lu"),
        ("facture.pdf.exe", b"MZ\x90\0" + bytes(300), "n’est jamais lancé"),
        ("bombe.png", bomb(), "trop de points"),
        ("coupée.jpg", photo(1)[:400], "abîmée"),
    ],
    ids=["protected", "broken", "program", "bomb", "cut"],
)
def test_what_cannot_be_shown_says_why(show: Show, name: str, data: bytes, words: str) -> None:
    panel = show(name, data)
    assert panel.preview.stack.currentWidget() is panel.preview.message
    assert words in said(panel)


def test_an_archive_that_swells_is_listed_with_a_warning(show: Show) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("grand.txt", bytes(150_000_000))
    assert "Ne l’ouvrez pas" in show("photos.zip", buffer.getvalue()).preview.text.toPlainText()


def test_a_name_that_deceives_is_told(show: Show) -> None:
    assert "Malgré son nom" in said(show("facture.pdf", photo(1)))


def test_a_file_that_is_gone_is_told_and_the_others_still_show(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, *texts("un", "deux"))
    first = desk.table(StoredFile).get(kept(desk, matter)[0].file_id)
    desk.vault.path_of(first.sha256).unlink()
    _, panel = panel_shown(context, qtbot)
    assert "n’est plus dans le dossier de données" in said(panel)
    panel.list.setCurrentIndex(panel.list.rows.index(1))
    panel.preview.settle()
    assert panel.preview.text.toPlainText() == "Texte de deux"


def test_attachments_are_listed_with_their_size(show: Show) -> None:
    panel = show("promesse.eml", email(devis=b"Devis", plan=b"Plan").data)
    assert "devis.txt (5 octets)" in said(panel)
    assert button(panel, "pieces.attach.0").accessibleName() == "Ajouter comme pièce\u00a0: devis.txt"


def test_a_piece_chosen_while_another_is_read_is_the_one_shown(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un", "deux", "trois"))
    _, panel = panel_shown(context, qtbot)
    for place in (1, 2, 1, 0, 2):
        panel.list.setCurrentIndex(panel.list.rows.index(place))
    panel.preview.settle()
    assert panel.preview.text.toPlainText() == "Texte de trois"


def test_changing_what_a_piece_says_does_not_read_its_file_again(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, Incoming("devis.pdf", pdf(3)), *texts("un"))
    _, panel = panel_shown(context, qtbot)
    before = panel.preview.seen
    panel.commands.move(panel.list.current_id or 0, 1)
    assert panel.preview.seen is before
    assert not panel.preview.is_busy


def test_the_thread_ends_with_the_preview(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un"))
    tab, panel = panel_shown(context, qtbot)
    tasks = panel.preview.tasks
    tab.dossier.show_part("overview")
    gone()
    tasks.start("late", lambda: 1, lambda _: None)
    assert not tasks.is_busy(), "a thread that was ended takes nothing more"
