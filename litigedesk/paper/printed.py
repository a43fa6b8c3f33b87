"""Pages that we set ourselves: styles, tables and A4 pages in Carlito, by reportlab."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from litigedesk import fonts, formats

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Cell: TypeAlias = "Flowable | list[Flowable]"
Filled: TypeAlias = "Flowable | list[Flowable] | str"  # a text as it is takes the style of its table

MM = 72 / 25.4
A4 = (595.276, 841.89)  # points, upright
INK, GREY, LINE, ACCENT, SOFT = "#000000", "#505050", "#B8B8B8", "#0B5C68", "#F1F5F5"
MARGIN = 20 * MM
TOP = 24 * MM  # the stamp of a piece stands above
TEXT_WIDTH = A4[0] - 2 * MARGIN
HERE = "ici:"  # begins the address of a link to another place of the bundle
_LONGEST_WORD = 60  # no word is wider than the page
_SPACES = re.compile(r"[\t\u2000-\u200a\u205f\u3000]")
_CUT = re.compile(rf"(\S{{{_LONGEST_WORD}}})(?=\S)")

_LOOKS: dict[str, dict[str, Any]] = {
    "body": {"fontSize": 10.5, "leading": 13.5, "spaceAfter": 5},
    "asked": {"fontSize": 11, "leading": 14.5, "spaceAfter": 5},
    "note": {"fontSize": 9, "leading": 11.5, "textColor": GREY, "spaceAfter": 4},
    "overline": {"fontSize": 9.5, "leading": 12, "textColor": ACCENT, "bold": True, "spaceAfter": 3},
    "title": {"fontSize": 22, "leading": 26, "bold": True, "spaceAfter": 5},
    "heading": {"fontSize": 16, "leading": 19, "bold": True, "spaceAfter": 10},
    "subheading": {
        "fontSize": 11, "leading": 14, "bold": True, "textColor": ACCENT, "spaceBefore": 13, "spaceAfter": 4, "keepWithNext": 1,
    },
    "section": {
        "fontSize": 10, "leading": 12.5, "bold": True, "textColor": ACCENT, "spaceBefore": 8, "spaceAfter": 3, "keepWithNext": 1,
    },
    "cell": {"fontSize": 10, "leading": 12.5},
    "strong": {"fontSize": 10, "leading": 12.5, "bold": True},
    "small": {"fontSize": 9, "leading": 11},
    "smallhead": {"fontSize": 9, "leading": 11, "textColor": GREY},
    "smalltotal": {"fontSize": 9, "leading": 11, "bold": True},
    "tiny": {"fontSize": 8, "leading": 10, "textColor": GREY},
}  # fmt: skip


def clean(text: str) -> str:
    """Text as it can be shown: no control characters, no change of direction; lines stay."""
    return "".join(
        char
        for char in unicodedata.normalize("NFC", _SPACES.sub(" ", text))
        if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def paragraph(text: str, look: str, *, right: bool = False, place: str = "") -> "Flowable":
    """A paragraph; with ``place``, all of it leads to that place of the bundle."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    fonts.loaded()
    values = {"textColor": INK, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0, **_LOOKS[look]}
    values["fontName"] = fonts.BOLD if values.pop("bold", False) else fonts.REGULAR
    values["textColor"] = HexColor(values["textColor"])
    style = ParagraphStyle(look, alignment=TA_RIGHT if right else TA_LEFT, **values)
    markup = escape(fonts.unbroken(_CUT.sub("\\1\n", clean(text)))).replace("\n", "<br/>")
    if place:
        markup = f"<a href={quoteattr(HERE + place)}>{markup}</a>"
    return Paragraph(markup, style)


def table(
    rows: Sequence[Sequence["Filled"]],
    widths: Sequence[float],
    *,
    header: bool = False,
    rules: Sequence[tuple[Any, ...]] = (),
    lines: bool = True,
    padding: float = 3,
) -> "Flowable":
    """A table as wide as the text: hairlines between rows, a rule under the header, columns that begin at the margin."""
    from reportlab.platypus import Table

    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
    ]
    first = 1 if header else 0
    if lines and len(rows) > first + 1:
        style.append(("LINEBELOW", (0, first), (-1, -2), 0.25, LINE))
    if header:
        style.append(("LINEBELOW", (0, 0), (-1, 0), 0.75, INK))
    return Table(
        [list(row) for row in rows],
        widths,
        repeatRows=first,
        hAlign="LEFT",
        spaceAfter=6,
        splitInRow=1,
        style=[*style, *rules],
    )


def rule(colour: str = LINE, width: float = 0.5, after: float = 8) -> "Flowable":
    """A line across the text."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import HRFlowable

    return HRFlowable(width="100%", thickness=width, color=HexColor(colour), spaceBefore=2, spaceAfter=after)


def pages(flowables: Sequence["Flowable"]) -> bytes:
    """The A4 pages of what flows."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    fonts.loaded()
    buffer = BytesIO()
    frame = Frame(
        MARGIN, MARGIN, TEXT_WIDTH, A4[1] - TOP - MARGIN, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    made = BaseDocTemplate(buffer, pagesize=A4, invariant=1, allowSplitting=1)
    made.addPageTemplates([PageTemplate("page", [frame])])
    made.build(list(flowables))
    return buffer.getvalue()


def short_date(day: date | None) -> str:
    """A date for a table; a dash when it is not known."""
    return formats.date_short(day) if day else "–"


def size_text(size: int) -> str:
    """A number of bytes as people read it."""
    from decimal import Decimal

    for unit, name in ((1_000_000, "Mo"), (1_000, "Ko")):
        if size >= unit:
            decimals = 1 if size < 10 * unit else 0
            return f"{formats.number(Decimal(size) / unit, decimals)}{formats.NBSP}{name}"
    return formats.count(size, "octet")
