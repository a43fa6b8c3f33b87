"""Carlito, the font of letters and bundles: same widths as Calibri, so that Word, LibreOffice and the PDF break lines alike."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from litigedesk import formats, paths

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

WORD_FAMILY = "Calibri"  # LibreOffice puts Carlito in its place where Calibri is not installed
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Carlito", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"
_FILES = {
    REGULAR: "Carlito-Regular.ttf",
    BOLD: "Carlito-Bold.ttf",
    ITALIC: "Carlito-Italic.ttf",
    BOLD_ITALIC: "Carlito-BoldItalic.ttf",
}
_SUBSTITUTE = "?"
_HYPHENS = {"\u2010": "-", "\u2011": "-"}  # Word's own hyphens, which come in with pasted text
_UNBROKEN = (
    "\ue000"  # stands for U+202F while reportlab breaks lines: it takes the narrow no-break space for a breaking one
)


@cache
def loaded() -> Mapping[str, "TTFont"]:
    """The four faces, registered with reportlab the first time."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    class Face(TTFont):
        """A face that reads the stand-in as the narrow no-break space, in widths and on the page."""

        def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
            return float(super().stringWidth(text.replace(_UNBROKEN, formats.NARROW), size, encoding))

        def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[Any]:
            return list(super().splitString(text.replace(_UNBROKEN, formats.NARROW), doc, encoding))

    folder = paths.resources() / "fonts" / "carlito"
    faces = {name: Face(name, str(folder / file)) for name, file in _FILES.items()}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    return faces


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in points."""
    return float(loaded()[BOLD if bold else REGULAR].stringWidth(text, size))


def lacking(text: str) -> str:
    """The characters of a text that the font cannot draw, each once, in their order."""
    glyphs = loaded()[REGULAR].face.charToGlyph
    return "".join(dict.fromkeys(char for char in text if char != "\n" and ord(char) not in glyphs))


def lost(text: str) -> str:
    """The characters that the PDF cannot show and that nothing but a question mark can stand for."""
    return "".join(char for char in lacking(text) if char not in _HYPHENS)


def drawable(text: str) -> str:
    """The text with a question mark where the font has no glyph: visible, where an empty box might pass unseen."""
    for char in lacking(text):
        text = text.replace(char, _HYPHENS.get(char, _SUBSTITUTE))
    return text


def unbroken(text: str) -> str:
    """Drawable text for a flowing paragraph, whose lines never break at a narrow no-break space."""
    return drawable(text).replace(formats.NARROW, _UNBROKEN)
