"""Pages taken out of a PDF and written into another: what is drawn, and nothing that acts.

Only what a page draws is followed (its content, resources and the appearance of its annotations), so that no script, action,
attached file or form of the source can come along. Annotations become part of the drawing; links to web pages stay links.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litigedesk.bundle.pdf_file import PdfFile

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Shrink = Callable[["StreamObject", Box], "StreamObject"]

A4: Box = (0.0, 0.0, 595.276, 841.89)
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what readers take for a page without a size
_MOST_INFLATED = 600_000_000  # bytes out of one stream
_CHUNK = 1_000_000
_ACTING = {
    "/Catalog", "/Pages", "/Page", "/Action", "/Filespec", "/F", "/EmbeddedFile", "/Annot", "/Metadata", "/Sig", "/ObjStm", "/XRef",
}  # fmt: skip
_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute", "/URI",
}  # fmt: skip
_LEFT_BEHIND = {
    "/PieceInfo",
    "/Metadata",
    "/StructParent",
    "/StructParents",
    "/AF",
    "/OpenAction",
    "/JavaScript",
    "/JS",
}
_IMAGE_PACKINGS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
_FULL_NAMES = {"/Fl": "/FlateDecode", "/DCT": "/DCTDecode", "/CCF": "/CCITTFaxDecode"}
_HIDDEN, _NO_VIEW = 2, 32  # flags of an annotation
_DRAWN_BY_READERS = {"/Circle", "/Highlight", "/Ink", "/Square", "/Squiggly", "/StrikeOut", "/Underline"}
WEB = ("http://", "https://", "mailto:")


class Unreadable(Exception):
    """What a PDF holds cannot be taken over as it is."""


@dataclass(frozen=True)
class Link:
    """A place of the page, in points, that leads to an address."""

    box: Box
    address: str


@dataclass(frozen=True)
class CopiedPage:
    """A page as it can be drawn again: a form with its resources, what is drawn over it, its size and its links."""

    form: "IndirectObject"
    overlays: "tuple[Overlay, ...]"
    box: Box
    rotation: int
    user_unit: float
    group: "PdfObject | None"
    links: tuple[Link, ...]

    @property
    def top_left(self) -> Point:
        """The corner where one begins to read, whatever the rotation."""
        left, bottom, right, top = self.box
        return {90: (left, bottom), 180: (right, bottom), 270: (right, top)}.get(self.rotation, (left, top))


@dataclass(frozen=True)
class Overlay:
    """A drawing over the page: where it stands, and whether it only darkens what is below, as a highlighter does."""

    form: "IndirectObject"
    matrix: Matrix
    darkens: bool = False


def as_is(stream: "StreamObject", _: Box) -> "StreamObject":
    """Leaves an image as it is."""
    return stream


class PageCopier:
    """Copies pages of one source into one PDF, each object once; ``Unreadable`` or a fault of pypdf when they are broken."""

    def __init__(self, out: PdfFile, shrink: Shrink = as_is) -> None:
        self._out = out
        self._shrink = shrink
        self._box = A4
        self._copies: dict[tuple[int, int], IndirectObject] = {}
        self._waiting: list[tuple[IndirectObject, IndirectObject]] = []

    def copy(self, page: "PageObject", web: tuple[str, ...] = WEB) -> CopiedPage:
        """Write what the page draws; links whose address begins otherwise than ``web`` are dropped."""
        self._box = box = _box_of(page)
        form = self._out.add(self._form(page, box))
        overlays: list[Overlay] = []
        links: list[Link] = []
        for annotation in _annotations(page):
            appearance = _appearance(annotation)
            if appearance is not None:
                darkens = _entry(annotation, "/Subtype") == "/Highlight"
                overlays.append(Overlay(self._once(appearance[0]), appearance[1], darkens))
            elif _entry(annotation, "/Subtype") in _DRAWN_BY_READERS:
                raise Unreadable("an annotation is left for readers to draw")
            elif (address := _address(annotation)).startswith(web):
                links.append(Link(_rectangle(annotation["/Rect"]), address))
        group = page.get("/Group")
        copied = self._copied(group) if group is not None else None
        self._write_waiting()
        unit = _entry(page, "/UserUnit")
        return CopiedPage(
            form, tuple(overlays), box, int(page.rotation) % 360, float(unit) if unit else 1.0, copied, tuple(links)
        )

    # ---- the drawing -----------------------------------------------------------------------------------------------
    def _form(self, page: "PageObject", box: Box) -> "StreamObject":
        """The content of the page as a form: whatever it leaves unbalanced ends with it."""
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

        contents = _entry(page, "/Contents")
        if isinstance(contents, StreamObject):
            form = self._stream(contents)
        else:
            form = StreamObject()
            parts = [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else []
            data = b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject))
            form.set_data(zlib.compress(data))
            form[NameObject("/Filter")] = NameObject("/FlateDecode")
        for key in ("/Type", "/Subtype"):
            form[NameObject(key)] = NameObject("/XObject" if key == "/Type" else "/Form")
        form[NameObject("/BBox")] = ArrayObject([FloatObject(edge) for edge in box])
        resources = page.get("/Resources")
        form[NameObject("/Resources")] = DictionaryObject() if resources is None else self._copied(resources)
        return form

    def _once(self, stream: "StreamObject") -> "IndirectObject":
        """The appearance of an annotation, copied once if it has a number of its own."""
        from pypdf.generic import IndirectObject

        source = stream.indirect_reference
        copied = self._copied(source) if source is not None else None
        return copied if isinstance(copied, IndirectObject) else self._out.add(self._stream(stream))

    # ---- objects ---------------------------------------------------------------------------------------------------
    def _write_waiting(self) -> None:
        from pypdf.generic import NullObject

        while self._waiting:
            reference, source = self._waiting.pop()
            found = source.get_object()
            self._out.put(reference, NullObject() if found is None else self._copied(found))

    def _copied(self, value: Any) -> "PdfObject":
        from pypdf.generic import (
            ArrayObject,
            ByteStringObject,
            DictionaryObject,
            IndirectObject,
            NullObject,
            StreamObject,
            TextStringObject,
        )

        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            return NullObject() if _acts(value) else self._shrink(self._stream(value), self._box)
        if isinstance(value, DictionaryObject):
            if _entry(value, "/Type") == "/OCMD" and ("/VE" in value or _entry(value, "/P") not in {None, "/AnyOn"}):
                raise Unreadable("what is seen follows from an expression over layers")
            return NullObject() if _acts(value) else self._entries(value, DictionaryObject())
        if isinstance(value, ArrayObject):
            return ArrayObject(self._copied(item) for item in value)
        if isinstance(value, TextStringObject):
            return ByteStringObject(value.original_bytes)
        return value if isinstance(value, _plain()) else NullObject()  # type: ignore[return-value]

    def _reference(self, source: "IndirectObject") -> "IndirectObject":
        key = (source.idnum, source.generation)
        if key not in self._copies:
            self._copies[key] = self._out.reserve()
            self._waiting.append((self._copies[key], source))
        return self._copies[key]

    def _entries(self, source: "DictionaryObject", made: Any) -> Any:
        from pypdf.generic import NameObject

        for key, value in source.items():
            if key not in _LEFT_BEHIND:
                made[NameObject(key)] = self._copied(value)
        return made

    def _stream(self, source: "StreamObject") -> "StreamObject":
        from pypdf.generic import NameObject, StreamObject

        for key in ("/F", "/FFilter", "/FDecodeParms"):  # content kept in a file outside
            if key in source:
                raise Unreadable(key)
        made = StreamObject()
        packing = _packing(source)
        if packing[:1] == ["/FlateDecode"] or not packing or _IMAGE_PACKINGS.intersection(packing):
            _require_whole(source, packing)
            made.set_data(source._data)
            return self._entries(source, made)  # type: ignore[no-any-return]
        made.set_data(zlib.compress(source.get_data()))  # rare and old ways to pack are not handed on
        for key, value in source.items():
            if key not in {"/Filter", "/DecodeParms", *_LEFT_BEHIND}:
                made[NameObject(key)] = self._copied(value)
        made[NameObject("/Filter")] = NameObject("/FlateDecode")
        return made


def _plain() -> tuple[type, ...]:
    from pypdf.generic import BooleanObject, ByteStringObject, FloatObject, NameObject, NumberObject

    return (BooleanObject, ByteStringObject, FloatObject, NameObject, NumberObject)


def _entry(holder: "DictionaryObject", key: str) -> Any:
    """The value itself, wherever it is kept; ``None`` when there is none."""
    value = holder.get(key)
    return None if value is None else value.get_object()


def _acts(value: "DictionaryObject") -> bool:
    kind, action = _entry(value, "/Type"), _entry(value, "/S")
    return (isinstance(kind, str) and kind in _ACTING) or (isinstance(action, str) and action in _ACTIONS)


def _packing(stream: "StreamObject") -> list[str]:
    found = _entry(stream, "/Filter")
    names = [item.get_object() for item in found] if isinstance(found, list) else [found] if found is not None else []
    return [_FULL_NAMES.get(str(name), str(name)) for name in names]


def _require_whole(stream: "StreamObject", packing: list[str]) -> None:
    """``Unreadable`` unless a stream packed by Flate unpacks to its end, and to no monstrous size."""
    if packing == ["/DCTDecode"] and not stream._data.startswith(b"\xff\xd8"):
        raise Unreadable("not a JPEG")
    if packing[:1] != ["/FlateDecode"]:
        return
    unpacker, rest, size = zlib.decompressobj(), stream._data, 0
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
            if size > _MOST_INFLATED:
                raise Unreadable("inflates too much")
    except zlib.error as fault:
        raise Unreadable("a stream is broken") from fault
    if not unpacker.eof:
        raise Unreadable("a stream is cut short")


# ---- sizes -----------------------------------------------------------------------------------------------------------
def _rectangle(value: Any) -> Box:
    numbers = [float(edge.get_object()) for edge in value.get_object()]
    if len(numbers) != 4:
        raise Unreadable("a rectangle has four edges")
    left, bottom, right, top = numbers
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _box_of(page: "PageObject") -> Box:
    """What is shown of the page: the crop box within the media box, unless they make no sense."""
    media = _rectangle(page["/MediaBox"]) if "/MediaBox" in page else _LETTER
    crop = _rectangle(page["/CropBox"]) if "/CropBox" in page else media
    shown = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    for box in (shown, media):
        if box[2] - box[0] >= 3 and box[3] - box[1] >= 3:
            return box
    return _LETTER


# ---- annotations -----------------------------------------------------------------------------------------------------
def _annotations(page: "PageObject") -> Iterator["DictionaryObject"]:
    from pypdf.generic import ArrayObject, DictionaryObject

    found = _entry(page, "/Annots")
    for item in found if isinstance(found, ArrayObject) else []:
        annotation = item.get_object()
        if not isinstance(annotation, DictionaryObject) or "/Rect" not in annotation:
            continue
        flags = int(_entry(annotation, "/F") or 0)
        if _entry(annotation, "/Subtype") != "/Popup" and not flags & (_HIDDEN | _NO_VIEW):
            yield annotation


def _appearance(annotation: "DictionaryObject") -> "tuple[StreamObject, Matrix] | None":
    """What the annotation shows and the matrix that puts it in its rectangle (ISO 32000-1, 12.5.5)."""
    from pypdf.generic import DictionaryObject, StreamObject

    looks = _entry(annotation, "/AP")
    normal = _entry(looks, "/N") if isinstance(looks, DictionaryObject) else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = _entry(normal, str(_entry(annotation, "/AS") or "/Off"))
    if not isinstance(normal, StreamObject) or "/BBox" not in normal:
        return None
    a, b, c, d, e, f = (float(x) for x in _entry(normal, "/Matrix") or (1, 0, 0, 1, 0, 0))
    left, bottom, right, top = _rectangle(normal["/BBox"])
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    if max(xs) - min(xs) < 1e-6 or max(ys) - min(ys) < 1e-6:
        return None
    place = _rectangle(annotation["/Rect"])
    across = (place[2] - place[0]) / (max(xs) - min(xs))
    up = (place[3] - place[1]) / (max(ys) - min(ys))
    return normal, (across, 0, 0, up, place[0] - min(xs) * across, place[1] - min(ys) * up)


def _address(annotation: "DictionaryObject") -> str:
    from pypdf.generic import DictionaryObject

    action = _entry(annotation, "/A")
    if _entry(annotation, "/Subtype") != "/Link" or not isinstance(action, DictionaryObject):
        return ""
    return str(_entry(action, "/URI") or "") if _entry(action, "/S") == "/URI" else ""
