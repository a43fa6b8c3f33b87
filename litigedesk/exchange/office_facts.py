"""What documents of office programs say of themselves: author, day and pages, out of small files within the archive."""

from typing import TYPE_CHECKING

from litigedesk.errors import UserError
from litigedesk.exchange import archive, moment, safe_xml
from litigedesk.exchange.file_facts import Within
from litigedesk.formats import typographic

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

_MOST_UNFOLDED = 100_000_000  # bytes of a whole document
_MOST_SAID = 1_000_000  # of one of the files that describe it
_BROKEN = typographic("Ce document ne peut pas être lu : il est abîmé ou incomplet. Demandez qu’on vous le renvoie.")
_SWELLS = typographic("Ce document est trop gros une fois ouvert : enregistrez-en une copie sans images.")


def look_into_office(data: bytes) -> Within:
    """A Word, Excel or PowerPoint file: its last author's day, or else that of its making (a reused model keeps its first)."""
    with _document(data) as packed:
        core, app = _part(packed, "docProps/core.xml"), _part(packed, "docProps/app.xml")
        if archive.entry(packed, "[Content_Types].xml", _MOST_SAID) is None:
            raise UserError(_BROKEN)
    return _within(core, ("modified", "created"), ("creator", "lastModifiedBy"), _number(_said(app, "Pages")))


def look_into_open_document(data: bytes) -> Within:
    """An OpenDocument file, by the same rules."""
    with _document(data) as packed:
        meta = _part(packed, "meta.xml")
    statistic = next((one for one in _elements(meta) if _local(one) == "document-statistic"), None)
    counted = {} if statistic is None else {str(name).rpartition("}")[2]: value for name, value in statistic.items()}
    pages = _number(str(counted.get("page-count", "")))
    return _within(meta, ("date", "creation-date"), ("initial-creator", "creator"), pages)


def look_into_archive(data: bytes) -> Within:
    """An archive says nothing of itself; ``UserError`` if it is damaged or lists too many files."""
    archive.opened(data).close()
    return Within()


def _document(data: bytes) -> "zipfile.ZipFile":
    try:
        packed = archive.opened(data)
    except UserError as refused:
        raise UserError(_BROKEN if str(refused) == archive.BROKEN else str(refused)) from refused
    if archive.unfolded_size(packed) > _MOST_UNFOLDED:
        raise UserError(_SWELLS)
    return packed


def _part(packed: "zipfile.ZipFile", name: str) -> "_Element | None":
    """One of the files that describe a document; none when it is missing or no clean XML, since nothing depends on it."""
    content = archive.entry(packed, name, _MOST_SAID)
    if content is None:
        return None
    try:
        return safe_xml.parsed(content)
    except UserError:
        return None


def _within(root: "_Element | None", days: tuple[str, ...], authors: tuple[str, ...], pages: int | None) -> Within:
    moments = (moment.read_iso(text) for name in days if (text := _said(root, name)))
    day = next((found for one in moments if one and (found := moment.local_day(one))), None)
    author = next((text for name in authors if (text := _said(root, name))), "")
    return Within(dated_on=day, author=author, pages=pages)


def _said(root: "_Element | None", name: str) -> str:
    return next(((one.text or "").strip() for one in _elements(root) if _local(one) == name), "")


def _elements(root: "_Element | None") -> "list[_Element]":
    return [] if root is None else list(root.iter("*"))


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None
