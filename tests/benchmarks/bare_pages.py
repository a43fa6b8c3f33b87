"""The words of a letter laid out by a bare library, as one would in a script: what our writers are compared with."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, unescape

from litigedesk.letters.blocks import (
    Block,
    ItemList,
    LetterDocument,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    item_mark,
    plain,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

BODY: Final = "word/document.xml"
_WORDS: Final = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)")


# ---- Word ------------------------------------------------------------------------------------------------------------
def by_python_docx(document: LetterDocument) -> bytes:
    """Every line, list and table of the letter with python-docx and its default styles."""
    import docx

    made = docx.Document()
    for line in (*document.sender.lines, *document.recipient.lines):
        made.add_paragraph(line)
    for block in document.blocks:
        match block:
            case Paragraph(runs=runs):
                paragraph = made.add_paragraph()
                for run in runs:
                    paragraph.add_run(run.text).bold = run.bold
            case ItemList(items=items):
                for item in items:
                    made.add_paragraph(plain(item), style="List Number" if block.ordered else "List Bullet")
            case Table():
                lines = _lines(block)
                table = made.add_table(rows=len(lines), cols=len(block.columns))
                for row, cells in zip(table.rows, lines, strict=True):
                    for cell, text in zip(row.cells, cells, strict=True):
                        cell.text = text
            case PageBreak():
                made.add_page_break()  # type: ignore[no-untyped-call]
            case Picture():
                pass
    made.sections[0].footer.paragraphs[0].text = document.footer
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _lines(table: Table) -> list[Sequence[str]]:
    return [*([table.header] if table.header else []), *(row.cells for row in table.rows)]


def template_of(letter: bytes) -> tuple[bytes, dict[str, str]]:
    """Our own page with a name of docxtpl in the place of each stretch of text, and the texts by name."""
    values: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        name = f"v{len(values)}"
        values[name] = unescape(found[2])
        return f'<w:t xml:space="preserve">{{{{ {name} }}}}</w:t>'

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == BODY:
                data = _WORDS.sub(named, data.decode("utf-8")).encode("utf-8")
            target.writestr(entry.filename, data)
    return buffer.getvalue(), values


def by_docxtpl(template: bytes, values: Mapping[str, str]) -> bytes:
    """The same page filled by docxtpl."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]

    made = DocxTemplate(io.BytesIO(template))
    made.render(dict(values), autoescape=True)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


# ---- PDF -------------------------------------------------------------------------------------------------------------
def by_reportlab(document: LetterDocument) -> bytes:
    """Every line, list and table of the letter with reportlab's own styles, in a standard font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    buffer = io.BytesIO()
    flow = [_text(line) for line in (*document.sender.lines, *document.recipient.lines)]
    for block in document.blocks:
        flow += _flowables(block)
    SimpleDocTemplate(buffer, pagesize=A4, title=document.title).build([*flow, _text(document.footer)])
    return buffer.getvalue()


def _text(words: str) -> "Flowable":
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph as Flowing

    return Flowing(escape(words).replace("\n", "<br/>"), getSampleStyleSheet()["BodyText"])


def _flowables(block: Block) -> list["Flowable"]:
    from reportlab.platypus import PageBreak as NewPage
    from reportlab.platypus import Table as Grid

    match block:
        case Paragraph(runs=runs):
            return [_text(plain(runs))]
        case ItemList(items=items):
            return [_text(f"{item_mark(block, index)} {plain(item)}") for index, item in enumerate(items, 1)]
        case Table():
            cells: list[list[Any]] = [[_text(cell) for cell in line] for line in _lines(block)]
            return [Grid(cells)]
        case PageBreak():
            return [NewPage()]
        case Picture():
            return []
