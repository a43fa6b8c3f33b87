"""The XML of an electronic invoice inside its PDF (Factur-X, ZUGFeRD, XRechnung)."""

import io

from litigedesk.errors import UserError
from litigedesk.exchange import pdf_text, safe_xml
from litigedesk.formats import typographic
from litigedesk.pdfium import LOCK

_NAMES = {"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"}
_MOST_ATTACHMENTS = 200
_UNREADABLE = typographic(
    "La facture électronique jointe à ce PDF ne peut pas être lue : saisissez la facture à la main."
)


def invoice_xml(data: bytes) -> bytes | None:
    """The XML as it is attached, ``None`` if the PDF carries none; ``UserError`` if either is damaged, protected or too big."""
    return _content(data) if _is_attached(data) else None


def _is_attached(data: bytes) -> bool:
    """Asked of PDFium, which opens what others fail on, and reads no attachment to tell its name."""
    with LOCK, pdf_text.opened(data) as document:
        names = [
            document.get_attachment(place).get_name()
            for place in range(min(document.count_attachments(), _MOST_ATTACHMENTS))
        ]
    return any(_is_invoice(name) for name in names)


def _content(data: bytes) -> bytes:
    """Read by pypdf, which unfolds no further than a bound: PDFium would fill the memory with an attachment made for that."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        for attached in PdfReader(io.BytesIO(data)).attachment_list:
            if _is_invoice(attached.name):
                content = attached.content
                if len(content) > safe_xml.LARGEST:
                    break
                return content
    except (
        PyPdfError, DependencyError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError,
        RecursionError, NotImplementedError, AssertionError,
    ) as fault:  # fmt: skip
        raise UserError(_UNREADABLE) from fault
    raise UserError(_UNREADABLE)


def _is_invoice(name: str) -> bool:
    return name.strip().lower() in _NAMES
