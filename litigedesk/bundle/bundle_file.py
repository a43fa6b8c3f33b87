"""The bundle as one PDF: pages drawn again with their marks, bookmarks, links between pages."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from litigedesk.bundle.pdf_copy import Box, CopiedPage, Overlay, Point
from litigedesk.bundle.pdf_file import PdfFile, Sink
from litigedesk.paper.printed import HERE

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject


@dataclass(frozen=True)
class Bookmark:
    """One bookmark: its title, the place of its page from 0, and those below it."""

    title: str
    page: int
    below: "list[Bookmark]" = field(default_factory=list)


class BundleFile:
    """A bundle being written, page after page; the top left of every page is known from the start: links may look ahead."""

    def __init__(self, sink: Sink, tops: Sequence[Point], places: Mapping[str, int]) -> None:
        self.pdf = PdfFile(sink)
        self._tree = self.pdf.reserve()
        self._pages = [self.pdf.reserve() for _ in tops]
        self._tops = tops
        self._added = 0
        self._places = places  # of each linked part, from 0

    def add(self, page: CopiedPage, marks: Sequence[Overlay]) -> None:
        """The next page: what was drawn, its annotations, then the marks over all."""
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

        drawings: DictionaryObject = DictionaryObject({NameObject("/P"): page.form})
        content = [b"q /P Do Q"]
        for index, overlay in enumerate((*page.overlays, *marks)):
            drawings[NameObject(f"/M{index}")] = overlay.form
            numbers = " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in overlay.matrix)
            content.append(f"q {'/D gs ' * overlay.darkens}{numbers} cm /M{index} Do Q".encode("ascii"))
        made = DictionaryObject()
        made[NameObject("/Type")] = NameObject("/Page")
        made[NameObject("/Parent")] = self._tree
        made[NameObject("/MediaBox")] = ArrayObject(FloatObject(round(edge, 4)) for edge in page.box)
        darker = _named(D=_named(BM=NameObject("/Multiply")))
        made[NameObject("/Resources")] = _named(XObject=drawings, ExtGState=darker)
        made[NameObject("/Contents")] = self.pdf.add(_packed(b"\n".join(content)))
        if page.rotation:
            made[NameObject("/Rotate")] = NumberObject(page.rotation)
        if page.user_unit != 1:
            made[NameObject("/UserUnit")] = FloatObject(page.user_unit)
        if page.group is not None:
            made[NameObject("/Group")] = page.group
        links = [self._link(link.box, link.address) for link in page.links]
        if shown := [self.pdf.add(link) for link in links if link is not None]:
            made[NameObject("/Annots")] = ArrayObject(shown)
        self.pdf.put(self._pages[self._added], made)
        self._added += 1

    def close(self, title: str, made_on: date, bookmarks: Sequence[Bookmark], first_number: int = 1) -> None:
        """Write what holds the pages together; the first page is called ``first_number`` by readers."""
        from pypdf.generic import (
            ArrayObject,
            BooleanObject,
            NameObject,
            NumberObject,
            TextStringObject,
        )

        self.pdf.put(
            self._tree,
            _named(Type=NameObject("/Pages"), Kids=ArrayObject(self._pages), Count=NumberObject(len(self._pages))),
        )
        labels = _named(S=NameObject("/D"), St=NumberObject(first_number))
        root = _named(
            Type=NameObject("/Catalog"),
            Pages=self._tree,
            Outlines=self._outline(bookmarks),
            PageMode=NameObject("/UseOutlines"),
            PageLabels=_named(Nums=ArrayObject([NumberObject(0), labels])),
            Lang=TextStringObject("fr-FR"),
            ViewerPreferences=_named(DisplayDocTitle=BooleanObject(True)),
        )
        info = _named(
            Title=TextStringObject(title),
            Creator=TextStringObject("LitigeDesk"),
            CreationDate=TextStringObject(f"D:{made_on:%Y%m%d}000000Z"),
        )
        self.pdf.close(self.pdf.add(root), self.pdf.add(info))

    # ---- links and bookmarks -----------------------------------------------------------------------------------------
    def _link(self, box: Box, address: str) -> "DictionaryObject | None":
        from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

        link = _named(
            Type=NameObject("/Annot"),
            Subtype=NameObject("/Link"),
            Rect=ArrayObject(FloatObject(round(edge, 3)) for edge in box),
            Border=ArrayObject([NumberObject(0)] * 3),
            F=NumberObject(4),  # printed, as PDF/A asks
        )
        if not address.startswith(HERE):
            link[NameObject("/A")] = _named(S=NameObject("/URI"), URI=TextStringObject(address))
        elif (place := self._places.get(address.removeprefix(HERE))) is not None:
            link[NameObject("/Dest")] = self._destination(place)
        else:
            return None  # in another volume
        return link

    def _destination(self, place: int) -> "PdfObject":
        """The top of a page, at the size in which the reader looks at the bundle."""
        from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject

        left, top = (FloatObject(round(edge, 2)) for edge in self._tops[place])
        return ArrayObject([self._pages[place], NameObject("/XYZ"), left, top, NumberObject(0)])

    def _outline(self, bookmarks: Sequence[Bookmark]) -> "IndirectObject":
        from pypdf.generic import NameObject, NumberObject

        reference = self.pdf.reserve()
        outline = _named(Type=NameObject("/Outlines"), Count=NumberObject(_shown(bookmarks)))
        self._add_below(outline, reference, bookmarks)
        self.pdf.put(reference, outline)
        return reference

    def _add_below(
        self, parent: "DictionaryObject", reference: "IndirectObject", bookmarks: Sequence[Bookmark]
    ) -> None:
        from pypdf.generic import NameObject, NumberObject, TextStringObject

        references = [self.pdf.reserve() for _ in bookmarks]
        for index, bookmark in enumerate(bookmarks):
            item = _named(
                Title=TextStringObject(bookmark.title), Parent=reference, Dest=self._destination(bookmark.page)
            )
            if index:
                item[NameObject("/Prev")] = references[index - 1]
            if index + 1 < len(references):
                item[NameObject("/Next")] = references[index + 1]
            if bookmark.below:
                item[NameObject("/Count")] = NumberObject(_shown(bookmark.below))
                self._add_below(item, references[index], bookmark.below)
            self.pdf.put(references[index], item)
        if references:
            parent[NameObject("/First")], parent[NameObject("/Last")] = references[0], references[-1]


def _shown(bookmarks: Sequence[Bookmark]) -> int:
    """How many bookmarks a reader shows at first: all."""
    return sum(1 + _shown(bookmark.below) for bookmark in bookmarks)


def _named(**entries: Any) -> "DictionaryObject":
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _packed(data: bytes) -> "PdfObject":
    from pypdf.generic import NameObject, StreamObject

    made = StreamObject()
    made.set_data(zlib.compress(data))
    made[NameObject("/Filter")] = NameObject("/FlateDecode")
    return made
