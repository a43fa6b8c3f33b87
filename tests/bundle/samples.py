"""Files as people keep them, made here: scans, photographs, e-mails, broken and hostile PDFs."""

import hashlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.bundle.audiences import audience
from litigedesk.bundle.facts import BundleFacts, BundleLetter, BundlePiece, Fact, Party, PieceText, SumRow
from litigedesk.domain.vocabulary import PieceKind

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PdfWriter

MADE_ON = date(2026, 11, 25)
TYPES = {
    ".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".eml": "message/rfc822",
    ".txt": "text/plain", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def pdf(pages: int = 1, text: str = "Facture", size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF with a line of text on each page."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(size[0] * 0.1, size[1] * 0.8, f"{text} page {page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed(data: bytes, change: Callable[..., None]) -> bytes:
    """The PDF after ``change(writer)``."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    change(writer)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def without_pages() -> bytes:
    """A whole PDF with no page in it."""
    from pypdf import PdfWriter

    buffer = BytesIO()
    PdfWriter().write(buffer)
    return buffer.getvalue()


def turned() -> bytes:
    """Four pages, each turned a quarter more."""

    def turn(writer: "PdfWriter") -> None:
        for quarter, page in enumerate(writer.pages):
            page.rotate(90 * quarter)

    return changed(pdf(4, "Tourne"), turn)


def acting() -> bytes:
    """A form that opens scripts, launches a program, carries a file, and whose field is filled in."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(60, 700, "Formulaire page 1")
    canvas.acroForm.textfield(name="nom", value="Claire Morel", x=60, y=600, width=200, height=24)
    canvas.linkURL("https://exemple.fr/", (60, 500, 160, 520), relative=0)
    canvas.save()

    def arm(writer: "PdfWriter") -> None:
        script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('bonjour')")}
        root = writer.root_object
        root[NameObject("/OpenAction")] = DictionaryObject({NameObject(key): value for key, value in script.items()})
        writer.add_attachment("virus.exe", b"MZ attached")
        launch = {"/S": NameObject("/Launch"), "/F": TextStringObject("cmd.exe")}
        here = {"/S": NameObject("/URI"), "/URI": TextStringObject("ici:cover")}
        for action in (launch, here):
            link = DictionaryObject()
            link[NameObject("/Type")], link[NameObject("/Subtype")] = NameObject("/Annot"), NameObject("/Link")
            link[NameObject("/Rect")] = ArrayObject([FloatObject(edge) for edge in (60, 400, 160, 420)])
            link[NameObject("/A")] = DictionaryObject({NameObject(key): value for key, value in action.items()})
            link[NameObject("/F")] = NumberObject(4)
            writer.pages[0]["/Annots"].append(link)
        opening = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("this.print()")}
        writer.pages[0][NameObject("/AA")] = DictionaryObject(
            {NameObject("/O"): DictionaryObject({NameObject(key): value for key, value in opening.items()})}
        )

    return changed(buffer.getvalue(), arm)


def locked(user: str, owner: str = "secret") -> bytes:
    """A protected PDF; with an empty user's password it opens by itself."""
    return changed(pdf(2, "Releve"), lambda writer: writer.encrypt(user, owner, algorithm="RC4-128"))


def scan(width: int = 900, height: int = 1200, *, seed: int = 7) -> "Image":
    """A grey, grainy sheet, dark where the stamp will stand."""
    from PIL import Image, ImageDraw

    image = Image.effect_noise((width, height), 60).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height // 6), fill=(40, 40, 60))
    for line in range(12):
        top = height // 4 + line * height // 18
        draw.rectangle((width // 8, top, width * 7 // 8 - line * seed * 3, top + height // 90), fill=(20, 20, 20))
    return image


def jpeg(image: "Image", orientation: int = 1) -> bytes:
    """A JPEG as a camera writes it, turned by ``orientation``."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=90, exif=exif)
    return buffer.getvalue()


def png(size: tuple[int, int] = (640, 420), *, alpha: bool = True) -> bytes:
    """A screenshot, see-through around a frame."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (0, 0, 0, 0 if alpha else 255))
    ImageDraw.Draw(image).rectangle(
        (40, 40, size[0] - 40, size[1] - 40), fill=(230, 240, 250, 255), outline=(10, 90, 100, 255)
    )
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def tiff(pages: int = 3) -> bytes:
    """A fax of several pages, in black and white."""
    frames = [scan(800, 1100, seed=seed).convert("1") for seed in range(1, pages + 1)]
    buffer = BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return buffer.getvalue()


EML = (
    b"From: Claire Morel <claire@exemple.fr>\r\nTo: contact@atelier.fr\r\nSubject: Retard de paiement\r\n"
    b"Date: Mon, 12 Oct 2026 09:14:00 +0200\r\n\r\nBonjour,\r\nNous vous payons la semaine prochaine.\r\n"
)


def docx() -> bytes:
    """A short Word document."""
    from docx import Document

    document = Document()
    document.add_paragraph("Attestation de livraison")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class Folder:
    """Numbered pieces kept under their SHA-256, as the data folder keeps them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pieces: list[BundlePiece] = []

    def add(
        self, name: str, data: bytes, *, title: str = "", media_type: str = "", confidential: bool = False
    ) -> BundlePiece:
        """File one piece."""
        number = len(self.pieces) + 1
        digest = hashlib.sha256(data).hexdigest()
        path = self.path / digest
        path.write_bytes(data)
        kind = media_type or TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
        piece = BundlePiece(
            number=number, title=title or f"Document {number}", kind_label="Échange", dated_on=date(2026, 10, 1 + number % 28),
            author="Atelier Morel", is_copy=number % 2 == 0, confidential=confidential, name=name, media_type=kind,
            sha256=digest, size=len(data), path=path,
        )  # fmt: skip
        self.pieces.append(piece)
        return piece


def text_of(piece: BundlePiece) -> PieceText | None:
    """What the exchange package would read."""
    if piece.name.endswith(".eml"):
        rows = (
            ("De", "Claire Morel <claire@exemple.fr>"), ("À", "contact@atelier.fr"), ("Date", "12 octobre 2026 à 09:14"),
            ("Objet", "Retard de paiement"), ("Pièces jointes", "facture-2026-014.pdf (84 Ko), photo.jpg (1,2 Mo)"),
        )  # fmt: skip
        return PieceText(
            rows, ("Bonjour,", "Nous vous payons la semaine prochaine : <b>promis</b> & juré.", "Claire"), complete=True
        )
    if piece.name.endswith(".docx"):
        return PieceText(
            (), ("Attestation de livraison", "Je soussignée atteste avoir reçu les meubles le 3 septembre 2026.")
        )
    if piece.name.endswith(".txt"):
        return PieceText((), tuple(piece.path.read_text(encoding="utf-8").split("\n")), complete=True)
    return None


def facts(folder: Folder, *, audience_key: str = "court", letters: int = 2, statement: bool = True) -> BundleFacts:
    """A whole dossier around these pieces."""
    made = []
    for number in range(1, letters + 1):
        path = folder.path / f"courrier-{number}.pdf"
        path.write_bytes(pdf(2, f"Courrier {number}"))
        made.append(BundleLetter(f"Relance n° {number}", date(2026, 10, number), path, PieceKind.CORRESPONDENCE.label))
    return BundleFacts(
        title="Impayé – Boulangerie Martin",
        reference="LD-2026-014",
        made_on=MADE_ON,
        audience=audience(audience_key),
        parties=(
            Party("Créancier", ("Claire Morel EI", "12 rue des Lilas", "69003 Lyon", "SIREN 987 654 324")),
            Party("Débiteur", ("Boulangerie Martin SARL", "4 place du Marché", "38000 Grenoble")),
        ),
        object="Paiement de la facture 2026-014 du 3 septembre 2026, réalisation d’un site de commande en ligne.",
        asked=(
            "Condamner la société Boulangerie Martin à payer 2 480 €, les intérêts de retard et l’indemnité de 40 €.",
        ),
        sums=(
            SumRow("Principal", "2\u202f480,00\u00a0€"), SumRow("Intérêts au 25 novembre 2026", "61,15\u00a0€"),
            SumRow("Indemnité forfaitaire", "40,00\u00a0€"), SumRow("Total", "2\u202f581,15\u00a0€", total=True),
        ),
        chronology=tuple(Fact(date(2026, 9, day), f"Événement du {day} septembre") for day in range(1, 12)),
        statement_pdf=pdf(1, "Decompte") if statement else None,
        letters=tuple(made),
        pieces=tuple(folder.pieces),
        left_out=("Proposition du médiateur du 2 novembre 2026",),
    )  # fmt: skip
