"""Pages of a PDF as images, for the screen and the printer: sizes in millimetres, one drawing at a time."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from litigedesk.pdfium import LOCK

MM_PER_POINT = 25.4 / 72


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """The size of each page, in millimetres."""
    import pypdfium2  # type: ignore[import-untyped]

    with LOCK, pypdfium2.PdfDocument(pdf) as document:
        sizes = [document.get_page_size(place) for place in range(len(document))]
    return tuple(QSizeF(width * MM_PER_POINT, height * MM_PER_POINT) for width, height in sizes)


def draw_page(pdf: bytes, place: int, pixels_per_mm: float, *, for_print: bool = False) -> QImage:
    """A page drawn at that many pixels per millimetre, on white; ``place`` counts from 0."""
    import pypdfium2

    with LOCK, pypdfium2.PdfDocument(pdf) as document:
        page = document[place]
        mode = "print" if for_print else None
        bitmap = page.render(scale=pixels_per_mm * MM_PER_POINT, prefer_bgrx=True, optimize_mode=mode)
        drawn = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        image = drawn.copy()
        del drawn
        bitmap.close()
        page.close()
    return image


def page_with(pdf: bytes, text: str, first: int = 0) -> int | None:
    """The first page from ``first`` on, counted from 0, that holds this text, whatever its spaces; ``None`` if none does."""
    import pypdfium2

    wanted = "".join(text.split())
    with LOCK, pypdfium2.PdfDocument(pdf) as document:
        for place in range(first, len(document)):
            page = document[place]
            words = page.get_textpage()
            found = wanted in "".join(words.get_text_bounded().split())
            words.close()
            page.close()
            if found:
                return place
    return None
