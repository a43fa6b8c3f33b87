"""The text of a Word file: body, tables, text boxes, headers, footers and notes, and where its links lead."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from litigedesk.errors import UserError
from litigedesk.exchange.read_text import ReadText
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

_MOST_UNFOLDED = 100_000_000  # bytes of the whole package
_MOST_XML = 20_000_000  # of one of its texts
_MOST_PARTS = 5_000
_READ = re.compile(r"wordprocessingml\.(?:document\.main|header|footer|footnotes|endnotes|comments)\+xml$")
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = ("}Fallback", "}del", "}moveFrom", "}tabs")  # tab stops are places, not signs
_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_FIELD_LINK = re.compile(r"HYPERLINK\s+\"([^\"]{1,2000})\"", re.IGNORECASE)
_UNREADABLE = typographic(
    "Ce document Word ne peut pas être lu : il est abîmé, ou protégé par un mot de passe. Enregistrez-en une copie."
)
_SWELLS = typographic("Ce document Word est trop gros une fois ouvert : enregistrez-en une copie sans images.")


def read(data: bytes) -> ReadText:
    """The text and links of a ``.docx``; ``UserError`` if it is damaged, protected, or grows too big once unfolded."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        package = docx.Document(io.BytesIO(_unfolded(data))).part.package
        parts = sorted(package.iter_parts(), key=_order)
        links = [link for part in parts for link in _relations(part)]
        roots = [root for part in parts if _READ.search(_kind(part)) and (root := _root(part)) is not None]
        texts = [text for root in roots if (text := "".join(_pieces(root)).strip())]
        links += [link for root in roots for link in _field_links(root)]
    # RuntimeError: a package under a password; NotImplementedError: a compression nobody uses; TypeError: a link to no part
    except (
        OpcError, LxmlError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, AttributeError, ValueError, OSError, RuntimeError,
        TypeError,
    ) as fault:  # fmt: skip
        raise UserError(_UNREADABLE) from fault
    return ReadText("\n".join(texts), tuple(links))


def _unfolded(data: bytes) -> bytes:
    """The package without its compression, unfolded no further than it says: what it says of its sizes may be false."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as plain:
        entries = packed.infolist()
        texts = [entry.file_size for entry in entries if not entry.filename.startswith("word/media/")]
        if sum(entry.file_size for entry in entries) > _MOST_UNFOLDED or max(texts, default=0) > _MOST_XML:
            raise UserError(_SWELLS)
        usual = all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries)
        if not usual or len(entries) > _MOST_PARTS or len(set(packed.namelist())) < len(entries):
            raise UserError(_UNREADABLE)
        for entry in entries:
            with packed.open(entry) as source, plain.open(zipfile.ZipInfo(entry.filename), "w") as target:
                while piece := source.read(65_536):  # a whole read would unfold everything before it counts
                    target.write(piece)
    return buffer.getvalue()


def _order(part: "Part") -> tuple[bool, str]:
    """The body first, then the other parts by name."""
    return "document.main" not in _kind(part), str(part.partname)


def _kind(part: "Part") -> str:
    """The type of a part; a damaged file may give it none."""
    return part.content_type or ""


def _root(part: "Part") -> "_Element | None":
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    root: _Element | None = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    return root


def _pieces(root: "_Element") -> Iterator[str]:
    """Text and breaks in their order; what is deleted, or written twice for old programs, is left out."""
    skipped: set[_Element | None] = set()
    for element in root.iter("*"):
        tag = str(element.tag)
        if element.getparent() in skipped or tag.endswith(_LEFT_OUT):
            skipped.add(element)
        elif tag == f"{_WORDS}t":
            yield element.text or ""
        elif tag.startswith(_WORDS):
            yield _BREAKS.get(tag.removeprefix(_WORDS), "")


def _relations(part: "Part") -> Iterator[str]:
    for relation in part.rels.values():
        if relation.is_external and relation.reltype.endswith("/hyperlink"):
            yield relation.target_ref


def _field_links(root: "_Element") -> list[str]:
    """Links written as fields, whose code may be cut in several runs."""
    codes = "".join(element.text or "" for element in root.iter(f"{_WORDS}instrText"))
    simple = (str(element.get(f"{_WORDS}instr")) for element in root.iter(f"{_WORDS}fldSimple"))
    return _FIELD_LINK.findall(" ".join((codes, *simple)))
