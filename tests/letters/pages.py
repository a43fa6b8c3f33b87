"""Reading the pages of a PDF back: text without white space, and where words stand, in millimetres from the top left."""

import re
import unicodedata
from dataclasses import dataclass

import pypdfium2

MM = 25.4 / 72
HEIGHT = 297.0


@dataclass(frozen=True)
class Mark:
    """A stretch of text on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def dense(text: str) -> str:
    """Text without white space, its hyphens of one kind: those and line breaks differ between programs, the rest does not."""
    text = unicodedata.normalize("NFKC", text)  # what reads a PDF writes « ﬀ » as two letters
    return re.sub(r"\s+", "", re.sub("[\x02\ufffe\u2010\u2011]", "-", text))


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
    finally:
        document.close()


def count(pdf: bytes) -> int:
    """How many pages."""
    return len(texts(pdf))


def marks(pdf: bytes, index: int = 0) -> list[Mark]:
    """The stretches of text of a page with their places."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[index].get_textpage()
        found = []
        for number in range(page.count_rects()):
            left, bottom, right, top = page.get_rect(number)
            text = page.get_text_bounded(left, bottom, right, top)
            found.append(Mark(text, left * MM, HEIGHT - top * MM, right * MM, HEIGHT - bottom * MM))
        return found
    finally:
        document.close()


def place(pdf: bytes, text: str, index: int = 0) -> Mark:
    """Where the first stretch that holds this text stands."""
    return next(mark for mark in marks(pdf, index) if text in mark.text)
