"""The letter as a Word file: python-docx, real styles, the geometry of the PDF; or the body of the user's own letterhead."""

import io
import re
import zipfile
import zlib
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from litigedesk import fonts
from litigedesk.errors import UserError
from litigedesk.letters import images, page
from litigedesk.letters.blocks import (
    AddressLines,
    Align,
    Block,
    ItemList,
    LetterDocument,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Run,
    Table,
    item_mark,
)
from litigedesk.letters.styles import (
    LIST_GAP,
    LIST_INDENT,
    SIGNATURE_INDENT,
    STYLES,
    Look,
)
from litigedesk.letters.word_table import Styles, add_table, exact_row, no_borders

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph

_HEADER_DISTANCE = 12.0
_NUMBER_HYPHEN = re.compile(r"(?<=\w)-(?=\d)")  # Word would end a line there: F-2026-|014, L441-|10
_MOST_UNFOLDED, _MOST_TEXT = 50_000_000, 5_000_000  # bytes of the whole package, of one of its texts
_SWELLS = "Votre papier à en-tête est trop gros une fois ouvert\u00a0: choisissez un document Word plus simple."
UNREADABLE = "Votre papier à en-tête ne peut pas être lu\u00a0: choisissez un document Word (.docx)."


def write_docx(document: LetterDocument) -> bytes:
    """The letter as ``.docx``; ``UserError`` if the letterhead, the logo or the signature cannot be read."""
    made = _on_letterhead(document.letterhead) if document.letterhead else _on_our_page()
    ids = {style.name: style.style_id for style in made.styles}
    styles = {role: ids[role.value] for role in STYLES}
    if document.letterhead:
        _recipient_frame(made, document.recipient, styles)
    else:
        _fixed_page(made, document, styles)
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        _add(made, block, styles, new_page=isinstance(before, PageBreak))
    _properties(made, document)
    buffer = io.BytesIO()
    made.save(buffer)
    return _undated(buffer.getvalue())


def _on_letterhead(data: bytes) -> "Document":
    made = without_body(data)
    _styles(made)
    return made


def _on_our_page() -> "Document":
    import docx

    return docx.Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    """A file with our page and our styles, and no paragraph yet: dressing the styles is half the work of a letter."""
    import docx
    from docx.shared import Mm

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(page.WIDTH), Mm(page.HEIGHT)
    section.left_margin = section.right_margin = section.bottom_margin = Mm(page.MARGIN)
    section.top_margin, section.header_distance = Mm(page.SENDER_TOP), Mm(_HEADER_DISTANCE)
    section.footer_distance = Mm(page.HEIGHT - page.FOOTER_BASELINE - 1)
    _french_settings(made)
    _styles(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _french_settings(made: "Document") -> None:
    """What python-docx's own template leaves American or old: separators, language, the mode Word opens it in."""
    from docx.oxml.ns import qn

    for element in made.settings.element.iter():
        if element.tag == qn("w:compatSetting") and element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
        elif element.tag == qn("w:themeFontLang"):
            element.set(qn("w:val"), "fr-FR")
        elif element.tag in (qn("w:decimalSymbol"), qn("w:listSeparator")):
            element.set(qn("w:val"), "," if element.tag == qn("w:decimalSymbol") else ";")


def without_body(data: bytes) -> "Document":
    """The user's letterhead without its body; headers, footers, margins and styles stay. ``UserError`` if it cannot be one."""
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from docx.oxml.ns import qn
    from lxml.etree import LxmlError

    try:
        _refuse_what_swells(data)
        made = docx.Document(io.BytesIO(data))
        body = made.element.find(qn("w:body"))
        if made.element.tag != qn("w:document") or body is None or made.styles.element.tag != qn("w:styles"):
            raise UserError(UNREADABLE)
        for child in [child for child in body if child.tag != qn("w:sectPr")]:
            body.remove(child)
        body.get_or_add_sectPr()
    # RuntimeError: a package under a password; AttributeError, TypeError: elements that are not those python-docx expects
    except (
        OpcError,
        XmlchemyError,
        LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        OSError,
        RuntimeError,
        AttributeError,
        TypeError,
    ) as error:
        raise UserError(UNREADABLE) from error
    return made


def _refuse_what_swells(data: bytes) -> None:
    """A package may unfold to thousands of times its size: its table of contents says how much, and is held to it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sizes = {entry.filename: entry.file_size for entry in package.infolist()}
        pages = max((size for name, size in sizes.items() if name.endswith(".xml")), default=0)
        if sum(sizes.values()) > _MOST_UNFOLDED or pages > _MOST_TEXT:
            raise UserError(_SWELLS)


# ---- styles ------------------------------------------------------------------------------------------------------------
def _styles(made: "Document") -> None:
    """One style per role, made or brought to our look; the language of the whole text is French."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    names = {style.name for style in made.styles}
    for role, look in STYLES.items():
        style = (
            made.styles[role.value]
            if role.value in names
            else made.styles.add_style(role.value, WD_STYLE_TYPE.PARAGRAPH)
        )
        _dress(style, look)
    normal = made.styles["Normal"] if "Normal" in names else made.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH)
    normal.font.name, normal.font.size = fonts.WORD_FAMILY, Pt(page.TEXT_SIZE)
    for properties in made.styles.element.iter(qn("w:rPr")):
        for language in properties.findall(qn("w:lang")):
            language.set(qn("w:val"), "fr-FR")


def _dress(style: "ParagraphStyle", look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    font, layout = style.font, style.paragraph_format
    font.name, font.size, font.bold = fonts.WORD_FAMILY, Pt(look.size), look.bold
    font.color.rgb = RGBColor.from_string(look.colour.lstrip("#"))
    properties = style.element.get_or_add_rPr()
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(attribute), fonts.WORD_FAMILY)
    if properties.find(qn("w:lang")) is None:
        properties.append(OxmlElement("w:lang"))
    properties.find(qn("w:lang")).set(qn("w:val"), "fr-FR")
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(look.leading)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.left_indent, layout.widow_control = Mm(look.indent), True
    layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.align is Align.RIGHT else WD_ALIGN_PARAGRAPH.LEFT


# ---- what is fixed on the page -----------------------------------------------------------------------------------------
def _fixed_page(made: "Document", document: LetterDocument, styles: Styles) -> None:
    """Sender, logo and recipient in rows of exact height from the top margin, so that nothing moves the address."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    table = made.add_table(rows=2, cols=2)
    no_borders(table, (page.RECIPIENT_LEFT - page.MARGIN, page.RECIPIENT.width))
    exact_row(table.rows[0], page.RECIPIENT_TOP - page.SENDER_TOP)
    exact_row(table.rows[1], page.BODY_TOP - page.RECIPIENT_TOP)
    _lines(table.cell(0, 0), document.sender, styles)
    _lines(table.cell(1, 1), document.recipient, styles)
    if document.logo:
        width, height = images.fitted(document.logo, page.LOGO.width, page.LOGO.height)
        place = table.cell(0, 1).paragraphs[0]
        place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        place.paragraph_format.right_indent = Mm(page.RECIPIENT.right - page.LOGO.right)
        place.add_run().add_picture(io.BytesIO(document.logo), Mm(width), Mm(height))
    _running(made.sections[0], document, styles)


def _lines(cell: "BlockItemContainer", block: AddressLines, styles: Styles) -> None:
    for index, line in enumerate(block.lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _address_line(paragraph, block, index, line, styles)


def _address_line(paragraph: "WordParagraph", block: AddressLines, index: int, line: str, styles: Styles) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    paragraph._p.style = styles[Role.MENTION]
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(block.leading)
    run = paragraph.add_run(line)
    run.font.size, run.font.bold = Pt(block.size), index < block.bold_lines


def _recipient_frame(made: "Document", block: AddressLines, styles: Styles) -> None:
    """On a letterhead, the address in a frame fixed to the sheet, from the top margin down to the body: its header stays free."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    margin = made.sections[0].top_margin
    top = min(page.RECIPIENT_TOP, max(0.0, margin.mm if margin is not None else 0.0))
    values = {
        "w": Mm(page.RECIPIENT.right - page.MARGIN).twips, "h": Mm(page.BODY_TOP - top).twips, "hRule": "exact",
        "hAnchor": "page", "vAnchor": "page", "x": Mm(page.MARGIN).twips, "y": Mm(top).twips, "wrap": "notBeside",
    }  # fmt: skip
    for index, line in enumerate(block.lines):
        paragraph = made.add_paragraph()
        _address_line(paragraph, block, index, line, styles)
        frame = OxmlElement("w:framePr")
        for name, value in values.items():
            frame.set(qn(f"w:{name}"), str(value))
        paragraph._p.get_or_add_pPr().insert(1, frame)  # the schema wants it right after the style
        paragraph.paragraph_format.left_indent = Mm(page.RECIPIENT_LEFT - page.MARGIN)
        if index == 0:
            paragraph.paragraph_format.space_before = Pt((page.RECIPIENT_TOP - top) * 72 / 25.4)


def _running(section: "Section", document: LetterDocument, styles: Styles) -> None:
    """The foot of every page; a running header from the second page, tall enough to start the text at its margin."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph._p.style = styles[Role.NOTE]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(document.footer)
    empty = section.first_page_header.paragraphs[0].paragraph_format
    empty.line_spacing_rule, empty.line_spacing, empty.space_after = WD_LINE_SPACING.EXACTLY, Pt(1), Pt(0)
    header = section.header.paragraphs[0]
    header._p.style = styles[Role.NOTE]
    header.paragraph_format.tab_stops.add_tab_stop(Mm(page.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    rest = (page.MARGIN - _HEADER_DISTANCE) * 72 / 25.4 - STYLES[Role.NOTE].leading
    header.paragraph_format.space_after = Pt(rest)
    header.add_run(f"{document.running_header}\tpage ")
    _field(header, "PAGE")


def _field(paragraph: "WordParagraph", code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


# ---- what flows ----------------------------------------------------------------------------------------------------------
def _add(made: "Document", block: Block, styles: Styles, *, new_page: bool) -> None:
    from docx.shared import Mm

    match block:
        case Paragraph(runs=runs, role=role, keep_with_next=keep):
            paragraph = _paragraph(made, styles[role])
            paragraph.paragraph_format.keep_with_next = keep or None
            paragraph.paragraph_format.page_break_before = new_page or None
            _runs(paragraph, runs)
        case ItemList(items=items, role=role):
            for index, item in enumerate(items, 1):
                _item(made, (Run(f"{item_mark(block, index)}\t"), *item), role, styles, last=index == len(items))
        case Table():
            add_table(made, block, styles)
        case Picture(data=data, max_width=max_width, max_height=max_height):
            width, height = images.fitted(data, max_width, max_height)
            paragraph = _paragraph(made, styles[Role.BODY])
            paragraph.paragraph_format.left_indent = Mm(SIGNATURE_INDENT)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run().add_picture(io.BytesIO(data), Mm(width), Mm(height))
        case PageBreak():
            pass


def _paragraph(made: "Document", style: str) -> "WordParagraph":
    paragraph = made.add_paragraph()
    paragraph._p.style = style
    return paragraph


def _runs(paragraph: "WordParagraph", runs: tuple[Run, ...]) -> None:
    from docx.oxml import OxmlElement

    for run in runs:
        first, *rest = _NUMBER_HYPHEN.split(run.text)
        added = paragraph.add_run(first)
        for piece in rest:
            added._r.append(OxmlElement("w:noBreakHyphen"))
            added.add_text(piece)
        added.bold, added.italic = run.bold or None, run.italic or None


def _item(made: "Document", runs: tuple[Run, ...], role: Role, styles: Styles, *, last: bool) -> None:
    from docx.shared import Mm, Pt

    paragraph = _paragraph(made, styles[role])
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(LIST_INDENT), Mm(-LIST_INDENT)
    layout.space_after = Pt(STYLES[role].after if last else LIST_GAP)
    layout.tab_stops.add_tab_stop(Mm(LIST_INDENT))
    _runs(paragraph, runs)


# ---- the file ------------------------------------------------------------------------------------------------------------
def _properties(made: "Document", document: LetterDocument) -> None:
    day = datetime(document.written_on.year, document.written_on.month, document.written_on.day, tzinfo=UTC)
    core = made.core_properties
    core.title, core.author, core.subject = document.title[:255], document.author[:255], document.subject[:255]
    core.language, core.last_modified_by, core.comments, core.keywords = "fr-FR", document.author[:255], "", ""
    core.created = core.modified = day.replace(tzinfo=None)
    core.revision = 1


def _undated(data: bytes) -> bytes:
    """The same package with no time of day in it, so that one letter always gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
