"""Tables in a Word file: exact widths, rules, rows that do not split and a header that comes back on each page."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from litigedesk.letters import page
from litigedesk.letters.blocks import Align, Role, Row, Table
from litigedesk.letters.styles import (
    DENSE_COLUMN_GAP,
    HAIRLINE,
    INK,
    LINE,
    RULE,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as WordParagraph

Styles = Mapping[Role, str]  # of one document, by their ids: by its name, each paragraph would search all the styles
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(made: "Document", block: Table, styles: Styles) -> None:
    """The table at the end of the document, followed by the space that parts it from the text."""
    from docx.shared import Pt

    rows = ([Row(block.header)] if block.header else []) + list(block.rows)
    table = made.add_table(rows=len(rows), cols=len(block.columns))
    no_borders(table, [column.width for column in block.columns])
    style = styles[Role.DENSE_CELL if block.dense else Role.CELL]
    for index, (row, word_row) in enumerate(zip(rows, table.rows, strict=True)):
        header = bool(block.header) and index == 0
        _row(word_row, block, row, style, header=header, last=index == len(rows) - 1)
    after = made.add_paragraph()
    after._p.style = styles[Role.BODY]
    gap = after.paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(page.PARAGRAPH_GAP + 2)


def no_borders(table: "WordTable", widths: Sequence[float]) -> None:
    """Fixed widths in millimetres, no border, no padding: what is drawn is drawn cell by cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for edge in _EDGES:
        border = OxmlElement(f"w:{edge}")
        border.set(qn("w:val"), "nil")
        borders.append(border)
    for edge in ("left", "right"):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    for element in (borders, layout, margins, look):  # the order the schema wants, or Word finds the file damaged
        if element is not None:
            properties.append(element)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def exact_row(row: "_Row", height: float) -> None:
    """A row of that height in millimetres whatever it holds."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY


def _row(word_row: "_Row", block: Table, row: Row, style: str, *, header: bool, last: bool) -> None:
    from docx.oxml import OxmlElement

    properties = word_row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    final = len(block.columns) - 1
    for index, (cell, text, column) in enumerate(zip(word_row.cells, row.cells, block.columns, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style
        paragraph.add_run(text).bold = True if header or row.total else None
        _set(
            paragraph,
            right=column.align is Align.RIGHT,
            gap=block.dense and index < final,
            keep=not block.dense and not last,
        )
        if row.total:
            _rule(cell, "top", RULE, INK)
        if header:
            _rule(cell, "bottom", RULE, INK)
        elif block.dense and not row.total and not last:
            _rule(cell, "bottom", HAIRLINE, LINE)


def _set(paragraph: "WordParagraph", *, right: bool, gap: bool, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    layout = paragraph.paragraph_format
    if right:
        layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if gap:
        layout.right_indent = Mm(DENSE_COLUMN_GAP)
    if keep:
        layout.keep_with_next = True


def _rule(cell: "_Cell", edge: str, points: float, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    border = OxmlElement(f"w:{edge}")
    for name, value in (
        ("val", "single"),
        ("sz", str(round(points * 8))),
        ("space", "0"),
        ("color", colour.lstrip("#")),
    ):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
