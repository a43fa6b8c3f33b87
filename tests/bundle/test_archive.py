"""The archive: originals byte for byte, a manifest for spreadsheets, a page that runs nothing."""

import csv
import hashlib
import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from litigedesk.bundle.archive import write_zip
from tests.bundle import samples
from tests.bundle.conftest import Bundle

TAGS = {
    "html", "head", "meta", "title", "style", "body", "p", "h1", "h2", "br", "table", "thead", "tbody", "tr", "th", "td", "ul",
    "li", "a", "code",
}  # fmt: skip


class Page(HTMLParser):
    """The tags, links and words of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def archive(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    target = tmp_path_factory.mktemp("zip") / "Dossier.zip"
    write_zip(bundle.facts, target, lambda *_: None, lambda: False, text_of=samples.text_of)
    with ZipFile(target) as opened:
        assert opened.testzip() is None
        return ZipFile(io.BytesIO(target.read_bytes()))


def rows(archive: ZipFile) -> list[dict[str, str]]:
    data = archive.read("manifest.csv")
    assert data.startswith(b"\xef\xbb\xbf"), "a spreadsheet tells UTF-8 by its mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_every_file_is_the_original_byte_for_byte_in_the_order_of_the_pieces(archive: ZipFile, bundle: Bundle) -> None:
    names = [name for name in archive.namelist() if name.startswith("Pièces/")]
    assert len(names) == len(bundle.facts.pieces)
    for name, piece in zip(names, bundle.facts.pieces, strict=True):
        assert archive.read(name) == piece.path.read_bytes()


def test_the_bundle_letters_and_statement_are_beside(archive: ZipFile, bundle: Bundle) -> None:
    assert archive.read("Dossier.pdf") == bundle.path.read_bytes()
    assert archive.read("Décompte.pdf") == bundle.facts.statement_pdf
    assert archive.read("Courriers/01 - Relance n° 1.pdf") == bundle.facts.letters[0].path.read_bytes()


def test_the_manifest_says_of_each_file_what_it_is_and_its_hash(archive: ZipFile, bundle: Bundle) -> None:
    found = rows(archive)
    assert len(found) == len(bundle.facts.pieces)
    for row in found:
        assert hashlib.sha256(archive.read(row["Fichier"])).hexdigest() == row["SHA-256"]
    assert found[0] == {
        "N°": "1", "Intitulé": "Facture 2026-014", "Nature": "Échange", "Date": "02/10/2026", "Auteur": "Atelier Morel",
        "Pages": "4", "Origine": "original", "Confidentiel": "non", "SHA-256": bundle.facts.pieces[0].sha256,
        "Fichier": "Pièces/01 - Facture 2026-014.pdf", "Nom d’origine": "facture 2026-014.pdf",
    }  # fmt: skip
    assert (found[17]["Confidentiel"], found[4]["Pages"], found[8]["Pages"]) == ("oui", "–", "300")


def test_no_name_leaves_the_folder_in_which_it_is_unpacked(archive: ZipFile, tmp_path: Path) -> None:
    archive.extractall(tmp_path / "unpacked")
    assert {path.name for path in tmp_path.iterdir()} == {"unpacked"}
    assert (tmp_path / "unpacked" / "Pièces" / "10 - -évasion- CON.txt").is_file() or [
        name for name in archive.namelist() if "évasion" in name
    ] == ["Pièces/10 - ..-évasion- CON.txt"]


def test_the_page_runs_nothing_fetches_nothing_and_every_link_opens_a_file_of_the_archive(
    archive: ZipFile, bundle: Bundle
) -> None:
    page = Page(archive.read("index.html").decode())
    assert page.tags <= TAGS
    assert set(map(unquote, page.links)) == set(archive.namelist()) - {"index.html", "manifest.csv"}
    words = " ".join(page.words)
    assert "Capture d’écran <script>alert(1)</script>" in words
    for piece in bundle.facts.pieces:
        assert piece.sha256 in words


@pytest.mark.parametrize("title", ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a;b\n=c"])
def test_no_cell_of_the_manifest_is_taken_for_a_formula(folder: samples.Folder, title: str) -> None:
    folder.add("note.txt", b"x", title=title)
    target = folder.path.parent / "Dossier.zip"
    write_zip(samples.facts(folder, letters=0), target, lambda *_: None, lambda: False, with_pdf=False)
    with ZipFile(target) as archive:
        assert "Dossier.pdf" not in archive.namelist()
        assert not rows(archive)[0]["Intitulé"].startswith(("=", "+", "-", "@", "\t", "\n"))
