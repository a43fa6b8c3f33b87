"""The text of a PDF page by page, and where the links drawn on it lead; no script of it is run."""

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from litigedesk.errors import ProtectedFile, UserError
from litigedesk.exchange.read_text import MOST_TEXT, ReadText
from litigedesk.formats import typographic
from litigedesk.pdfium import LOCK

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

_MOST_PAGES = 2_000
_MOST_LINKS = 5_000  # on a page
_PROTECTED = typographic("Ce PDF est protégé par un mot de passe : enregistrez-en une copie sans mot de passe.")
DAMAGED = typographic("Ce PDF ne peut pas être lu : il est abîmé. Refaites-le depuis le document d’origine.")
_LONG = typographic(f"Ce PDF a plus de {_MOST_PAGES} pages : vérifiez-le en plusieurs fois.")
_PICTURE = typographic(
    "Ce PDF ne contient pas de texte : c’est sans doute un document numérisé. Vérifiez plutôt le document d’origine."
)


def read(data: bytes) -> ReadText:
    """The text and links of a PDF; ``UserError`` if it is protected, damaged, endless, or made of pictures only."""
    with LOCK, opened(data) as document:
        if len(document) > _MOST_PAGES:
            raise UserError(_LONG)
        return _read(document)


def pages(data: bytes) -> Iterator[str]:
    """The text of each page in its turn, for whoever may have read enough; ``UserError`` as for ``read``.

    The lock is let go between two pages: others may look at a PDF meanwhile.
    """
    with LOCK:
        document = opened(data)
        count = len(document)
    try:
        for place in range(count):
            with LOCK:
                text, _ = _page(document, place)
            yield text
    finally:
        with LOCK:
            document.close()


def opened(data: bytes) -> "PdfDocument":
    """The document, to be opened and closed under the lock; ``ProtectedFile`` or ``UserError`` when it cannot be."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ProtectedFile(_PROTECTED) from fault
        raise UserError(DAMAGED) from fault


def _read(document: "PdfDocument") -> ReadText:
    texts: list[str] = []
    links: list[str] = []
    length = 0
    for place in range(len(document)):
        text, found = _page(document, place)
        texts.append(text)
        links += found
        length += len(text)
        if length > MOST_TEXT:  # the caller refuses it
            break
    if not any(text.strip() for text in texts):
        raise UserError(_PICTURE)
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    return ReadText("\n".join(texts), tuple(links), tuple(_unread(texts)), tuple(starts))


def _page(document: "PdfDocument", place: int) -> tuple[str, list[str]]:
    """The text of a page and the targets of its links; ``UserError`` when PDFium cannot open it."""
    import pypdfium2

    try:
        page = document[place]
        words = page.get_textpage()
    except pypdfium2.PdfiumError as fault:
        raise UserError(DAMAGED) from fault
    text: str = words.get_text_range()
    links = list(_links(document, page))
    words.close()
    page.close()
    return text.replace("\r\n", "\n"), links


def _links(document: "PdfDocument", page: "PdfPage") -> Iterator[str]:
    from pypdfium2 import raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield buffer.value.decode("utf-8", errors="replace")


def _unread(texts: list[str]) -> Iterator[str]:
    """Pages that are pictures, said so that nobody takes silence for a clean page."""
    empty = [str(place) for place, text in enumerate(texts, 1) if not text.strip()]
    if len(empty) == 1:
        yield typographic(f"La page {empty[0]} ne contient pas de texte : elle n’a pas été vérifiée.")
    elif empty:
        shown = ", ".join(empty[:20]) + ("…" if len(empty) > 20 else "")
        yield typographic(f"Les pages {shown} ne contiennent pas de texte : elles n’ont pas été vérifiées.")
