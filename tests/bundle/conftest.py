"""A dossier of fifty pieces as people have them, bundled once for all the tests that look at it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litigedesk.bundle.facts import BundleFacts
from litigedesk.bundle.pdf import BundleReport, write_pdf
from tests.bundle import samples

if TYPE_CHECKING:
    from pypdf import PdfReader


@dataclass(frozen=True)
class Bundle:
    """A bundle, what it was made of and what was said of it."""

    path: Path
    facts: BundleFacts
    report: BundleReport
    told: list[tuple[int, int, str]]


def mixed(folder: samples.Folder) -> samples.Folder:
    """Fifty pieces, every kind of file among them."""
    folder.add("facture 2026-014.pdf", samples.pdf(4), title="Facture 2026-014")
    folder.add("IMG_2041.jpg", samples.jpeg(samples.scan(), 6), title="Photographie du chantier")
    folder.add("capture.png", samples.png(), title="Capture d’écran <script>alert(1)</script>")
    folder.add("relance.eml", samples.EML, title="Courriel du 12 octobre")
    folder.add("attestation.docx", samples.docx(), title="Attestation de livraison")
    folder.add("casse.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", title="Devis abîmé")
    folder.add("secret.pdf", samples.locked("cle"), title="Relevé protégé")
    folder.add("banque.pdf", samples.locked(""), title="Relevé de banque")
    folder.add("cgv.pdf", samples.pdf(300, "Conditions"), title="Conditions générales")
    folder.add("../../../etc/passwd", b"root:x", title="../évasion: CON.txt")
    folder.add("vide.pdf", b"", title="Fichier vide")
    folder.add("sans-page.pdf", samples.without_pages(), title="PDF sans page")
    folder.add("plan.pdf", samples.pdf(1, "Plan", (9000, 6000)), title="Plan de l’atelier")
    folder.add("ticket.pdf", samples.pdf(1, "Ticket", (164, 420)), title="Ticket de caisse")
    folder.add("fax.tif", samples.tiff(3), title="Fax de commande")
    folder.add("actif.pdf", samples.acting(), title="Formulaire actif")
    folder.add("tourne.pdf", samples.turned(), title="Pages tournées")
    folder.add(
        "notes.txt", "Réunion du 3 octobre\nÀ 10 h : accord.".encode(), title="Notes de réunion", confidential=True
    )
    folder.add("logiciel.exe", b"MZ\x90\x00" * 40, title="Programme livré")
    while len(folder.pieces) < 50:
        number = len(folder.pieces) + 1
        folder.add(f"piece-{number}.pdf", samples.pdf(1 + number % 3, f"Piece {number}"), title=f"Échange n° {number}")
    return folder


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    place = tmp_path_factory.mktemp("bundle")
    (place / "files").mkdir()
    facts = samples.facts(mixed(samples.Folder(place / "files")))
    told: list[tuple[int, int, str]] = []
    target = place / "Dossier.pdf"
    report = write_pdf(facts, target, lambda *step: told.append(step), lambda: False, text_of=samples.text_of)
    assert sorted(path.name for path in place.iterdir()) == ["Dossier.pdf", "files"]
    return Bundle(target, facts, report, told)


@pytest.fixture
def folder(tmp_path: Path) -> samples.Folder:
    """Where pieces are kept; the bundle is written beside."""
    (tmp_path / "files").mkdir()
    return samples.Folder(tmp_path / "files")


def reader(path: Path) -> "PdfReader":
    """A PDF read by pypdf, which says aloud what it does not like."""
    from pypdf import PdfReader

    return PdfReader(BytesIO(path.read_bytes()), strict=True)
