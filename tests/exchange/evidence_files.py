"""Files as people hand them over as evidence, made in the tests."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

ODT = "application/vnd.oasis.opendocument.text"


def pdf(pages: int = 2, **said: str) -> bytes:
    """Pages with a word on each; ``said`` is written in the properties, such as ``CreationDate``."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(1, pages + 1):
        canvas.drawString(100, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(buffer))
    writer.metadata = {"/CreationDate": "D:20270314233000Z", "/Author": "Camille Roussel"} | {
        f"/{name}": value for name, value in said.items()
    }
    return written(writer)


def protected_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def photo(kind: str = "JPEG", taken: str = "2027:03:14 23:30:00", size: tuple[int, int] = (64, 48)) -> bytes:
    image = Image.effect_noise(size, 60).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = "Camille Roussel"
    exif.get_ifd(0x8769)[0x9003] = taken
    buffer = io.BytesIO()
    image.save(buffer, kind, **({} if kind in {"GIF", "BMP"} else {"exif": exif}))
    return buffer.getvalue()


def scan(pages: int) -> bytes:
    first, *others = [Image.new("1", (40, 60), number % 2) for number in range(pages)]
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", save_all=True, append_images=others)
    return buffer.getvalue()


def word(text: str = "Bon pour accord") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    document.core_properties.author = "Camille Roussel"
    document.core_properties.modified = datetime(2027, 3, 14, 23, 30, tzinfo=UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(compression: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    """``__`` stands for ``/``, ``_xml`` for ``.xml``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_xml", ".xml")), data, compression)
    return buffer.getvalue()


def open_document(meta: str | None = None) -> bytes:
    said = meta or (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<office:meta><meta:initial-creator>Camille Roussel</meta:initial-creator>"
        "<meta:creation-date>2026-01-02T10:00:00</meta:creation-date><dc:date>2027-03-14T23:30:00.123456789</dc:date>"
        '<meta:document-statistic meta:page-count="3"/></office:meta></office:document-meta>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in (("mimetype", ODT), ("content.xml", "<a/>"), ("meta.xml", said)):
            packed.writestr(zipfile.ZipInfo(name), data)  # of no day: the same file in each process of tests
    return buffer.getvalue()
