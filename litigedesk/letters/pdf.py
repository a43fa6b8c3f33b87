"""The letter as PDF pages: reportlab, Carlito embedded, the same bytes for the same letter."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from litigedesk import fonts
from litigedesk.letters import images, page
from litigedesk.letters.blocks import (
    AddressLines,
    Align,
    Block,
    Inline,
    ItemList,
    LetterDocument,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Table,
    item_mark,
)
from litigedesk.letters.styles import (
    DENSE_COLUMN_GAP,
    GREY,
    HAIRLINE,
    INK,
    LINE,
    LIST_GAP,
    LIST_INDENT,
    RULE,
    SIGNATURE_INDENT,
    STYLES,
)

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Flowable

MM = 72 / 25.4
_SIGNATURE_PLACE = [
    ("LEFTPADDING", (0, 0), (-1, -1), SIGNATURE_INDENT * MM),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def write_pdf(document: LetterDocument) -> bytes:
    """The pages of a letter; ``UserError`` if the logo or the signature is not a readable image."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    fonts.loaded()
    if document.logo:
        images.fitted(
            document.logo, page.LOGO.width, page.LOGO.height
        )  # here: reportlab adds its own words to an error
    buffer = io.BytesIO()
    made = BaseDocTemplate(
        buffer,
        pagesize=(page.WIDTH * MM, page.HEIGHT * MM),
        title=document.title,
        author=document.author,
        subject=document.subject,
        creator="LitigeDesk",
        lang="fr-FR",
        invariant=1,
        allowSplitting=1,
    )

    def frame(top: float) -> Frame:
        height = page.HEIGHT - top - page.MARGIN
        return Frame(
            page.MARGIN * MM, page.MARGIN * MM, page.TEXT_WIDTH * MM, height * MM,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    def first(canvas: "Canvas", _: "BaseDocTemplate") -> None:
        _dated(canvas, document)
        _first_page(canvas, document)

    def later(canvas: "Canvas", _: "BaseDocTemplate") -> None:
        _later_page(canvas, document)

    made.addPageTemplates(
        [
            PageTemplate("first", [frame(page.BODY_TOP)], onPage=first, autoNextPageTemplate="later"),
            PageTemplate("later", [frame(page.MARGIN)], onPage=later),
        ]
    )
    made.build([flowable for block in document.blocks for flowable in _flowables(block)])
    return buffer.getvalue()


def _dated(canvas: "Canvas", document: LetterDocument) -> None:
    """The day of writing as creation date: the clock would make two writings differ."""
    stamp = f"D:{document.written_on:%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_: stamp)


# ---- what is fixed on the page -----------------------------------------------------------------------------------------
def _first_page(canvas: "Canvas", document: LetterDocument) -> None:
    _lines(canvas, document.sender, page.SENDER)
    if document.logo:
        _logo(canvas, document.logo)
    _lines(canvas, document.recipient, page.RECIPIENT)
    _footer(canvas, document)


def _later_page(canvas: "Canvas", document: LetterDocument) -> None:
    canvas.setFont(fonts.REGULAR, STYLES[Role.NOTE].size)
    canvas.setFillColor(GREY)
    y = (page.HEIGHT - page.HEADER_BASELINE) * MM
    canvas.drawString(page.MARGIN * MM, y, fonts.drawable(document.running_header))
    canvas.drawRightString((page.WIDTH - page.MARGIN) * MM, y, f"page {canvas.getPageNumber()}")
    _footer(canvas, document)


def _footer(canvas: "Canvas", document: LetterDocument) -> None:
    text, size = fonts.drawable(document.footer), STYLES[Role.NOTE].size
    while fonts.width(text, size) > page.TEXT_WIDTH * MM:
        size -= 0.5
    canvas.setFont(fonts.REGULAR, size)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(page.WIDTH / 2 * MM, (page.HEIGHT - page.FOOTER_BASELINE) * MM, text)


def _lines(canvas: "Canvas", block: AddressLines, box: page.Box) -> None:
    canvas.setFillColor(INK)
    baseline = (page.HEIGHT - box.top) * MM - block.size
    for index, line in enumerate(block.lines):
        canvas.setFont(fonts.BOLD if index < block.bold_lines else fonts.REGULAR, block.size)
        canvas.drawString(box.left * MM, baseline - index * block.leading, fonts.drawable(line))


def _logo(canvas: "Canvas", data: bytes) -> None:
    from reportlab.lib.utils import ImageReader

    box = page.LOGO
    width, height = images.fitted(data, box.width, box.height)
    left, bottom = (box.right - width) * MM, (page.HEIGHT - box.top - height) * MM
    canvas.drawImage(ImageReader(io.BytesIO(data)), left, bottom, width * MM, height * MM, mask="auto")


# ---- what flows ----------------------------------------------------------------------------------------------------------
def _flowables(block: Block) -> Sequence["Flowable"]:
    from reportlab import platypus

    match block:
        case Paragraph(runs=runs, role=role, keep_with_next=keep):
            return [_paragraph(runs, role, keep=keep)]
        case ItemList(items=items):
            return [_item(block, index, last=index == len(items)) for index in range(1, len(items) + 1)]
        case Table():
            return [_table(block)]
        case Picture(data=data, max_width=max_width, max_height=max_height):
            width, height = images.fitted(data, max_width, max_height)
            picture = platypus.Image(io.BytesIO(data), width * MM, height * MM, hAlign="LEFT")
            place = platypus.Table([[picture]], [page.TEXT_WIDTH * MM], hAlign="LEFT", style=_SIGNATURE_PLACE)
            place.keepWithNext = 1
            return [place]
        case PageBreak():
            return [platypus.PageBreak()]


def _markup(runs: Inline) -> str:
    """Runs in reportlab's own markup, the text escaped."""
    parts = []
    for run in runs:
        text = escape(fonts.unbroken(run.text)).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def _paragraph(runs: Inline, role: Role, *, keep: bool = False, **changes: Any) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    look = STYLES[role]
    values: dict[str, Any] = {
        "fontName": fonts.BOLD if look.bold else fonts.REGULAR,
        "fontSize": look.size,
        "leading": look.leading,
        "spaceBefore": look.before,
        "spaceAfter": look.after,
        "leftIndent": look.indent * MM,
        "alignment": TA_RIGHT if look.align is Align.RIGHT else TA_LEFT,
        "textColor": HexColor(look.colour),
        "allowWidows": 0,
        "allowOrphans": 0,
        "keepWithNext": int(keep),
        "splitLongWords": 1,
    }
    return Flowing(_markup(runs), ParagraphStyle(role.value, **values | changes))


def _item(block: ItemList, index: int, *, last: bool) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    look = STYLES[block.role]
    style = ParagraphStyle(
        "item", fontName=fonts.REGULAR, fontSize=look.size, leading=look.leading, textColor=HexColor(look.colour),
        leftIndent=LIST_INDENT * MM, bulletIndent=0, bulletFontName=fonts.REGULAR, bulletFontSize=look.size,
        spaceAfter=look.after if last else LIST_GAP, allowWidows=0, allowOrphans=0,
    )  # fmt: skip
    return Flowing(_markup(block.items[index - 1]), style, bulletText=item_mark(block, index))


def _table(block: Table) -> "Flowable":
    from reportlab import platypus
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    look = STYLES[Role.DENSE_CELL if block.dense else Role.CELL]

    def cell(text: str, align: Align, *, bold: bool) -> Flowing:
        style = ParagraphStyle(
            "cell", fontName=fonts.BOLD if bold else fonts.REGULAR, fontSize=look.size, leading=look.leading,
            alignment=TA_RIGHT if align is Align.RIGHT else TA_LEFT, splitLongWords=1,
        )  # fmt: skip
        return Flowing(escape(fonts.unbroken(text)).replace("\n", "<br/>"), style)

    aligns = [column.align for column in block.columns]
    rows = (
        [[cell(text, align, bold=True) for text, align in zip(block.header, aligns, strict=True)]]
        if block.header
        else []
    )
    rows += [
        [cell(text, align, bold=row.total) for text, align in zip(row.cells, aligns, strict=True)] for row in block.rows
    ]
    widths = [column.width * MM for column in block.columns]
    return platypus.Table(
        rows, widths, repeatRows=1 if block.header else 0, style=_rules(block, look.before), hAlign="LEFT",
        spaceBefore=0, spaceAfter=page.PARAGRAPH_GAP + 2,
    )  # fmt: skip


def _rules(block: Table, padding: float) -> list[tuple[Any, ...]]:
    """Hairlines between the rows of a dense table, one rule under its header and above a total."""
    gap = DENSE_COLUMN_GAP * MM if block.dense else 0
    last = len(block.columns) - 1
    rules: list[tuple[Any, ...]] = [
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), gap),
        ("RIGHTPADDING", (last, 0), (last, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    if (
        not block.dense
    ):  # kept whole with the sentence before it, which no « keep together » around the table would allow
        rules.append(("NOSPLIT", (0, 0), (-1, -1)))
    offset = 1 if block.header else 0
    if block.header:
        rules.append(("LINEBELOW", (0, 0), (-1, 0), RULE, INK))
    if block.dense:
        rules += [
            ("LINEBELOW", (0, index + offset), (-1, index + offset), HAIRLINE, LINE)
            for index in range(len(block.rows) - 1)
        ]
    rules += [
        ("LINEABOVE", (0, index + offset), (-1, index + offset), RULE, INK)
        for index, row in enumerate(block.rows)
        if row.total
    ]
    return rules
