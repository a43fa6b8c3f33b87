"""A PDF someone sent, made fit to be copied: as it is, mended, or redrawn as images; else a sentence says why not."""

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from litigedesk.bundle.pdf_copy import PageCopier, Point, Shrink, Unreadable, as_is
from litigedesk.bundle.pdf_file import ByteCount, PdfFile
from litigedesk.bundle.pictures import Fineness, PageFile
from litigedesk.bundle.work import Work
from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.pdfium import LOCK

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 3_000
_REDRAWN = Fineness(150, 80)
_MOST_SIDE = 6_000  # points of an image, for a plan of several square metres
_AT_ONCE = 8  # pages redrawn before others may use PDFium
_PROTECTED = typographic("Ce PDF est protégé par un mot de passe.")
_BROKEN = typographic("Ce PDF est abîmé : ses pages ne peuvent pas être lues.")
_EMPTY = typographic("Ce PDF n’a aucune page.")
_LONG = typographic(f"Ce PDF a plus de {MOST_PAGES} pages.")


@dataclass(frozen=True)
class Pages:
    """Pages ready to be copied: where they are, the top left of each, and how many bytes they add to a bundle."""

    content: Path | BinaryIO
    tops: tuple[Point, ...]
    size: int

    @property
    def count(self) -> int:
        """How many."""
        return len(self.tops)


@contextmanager
def opened(content: Path | BinaryIO, *, strict: bool = True) -> Iterator["PdfReader"]:
    """The document as pypdf reads it, pages read earlier forgotten; ``strict`` guesses nothing: nothing is lost unseen."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said by us, in French
    with ExitStack() as files:
        stream = files.enter_context(content.open("rb")) if isinstance(content, Path) else content
        stream.seek(0)
        yield PdfReader(stream, strict=strict)


def measured(content: Path | BinaryIO, work: Work, shrink: Shrink = as_is) -> Pages:
    """Copy all pages to nowhere: they are then known to be whole, with their number and what they add to a bundle.

    ``Unreadable`` when they are not fit to be copied, or are more than ``MOST_PAGES``.
    """
    with broken_files(), opened(content) as reader:
        if reader.is_encrypted or _draws_by_program(reader):
            raise Unreadable("PDFium must draw it")
        counted = PdfFile(ByteCount())
        copier = PageCopier(counted, shrink)
        tops = []
        for page in reader.pages:
            work.pause()
            tops.append(copier.copy(page).top_left)
        return Pages(content, tuple(tops), counted.size)


def taken(path: Path, work: Work, shrink: Shrink = as_is) -> Pages:
    """The pages of a PDF; ``UserError`` says why there are none to show."""
    count = _pages_of(path)
    for attempt in (_as_it_is, _mended, _redrawn):
        with suppress(Unreadable):
            pages = measured(attempt(path, count, work), work, shrink)
            if pages.count >= count:
                return pages
    raise UserError(_BROKEN)


@contextmanager
def broken_files() -> Iterator[None]:
    """Turns every fault that pypdf may raise over a broken file into ``Unreadable``."""
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    try:
        yield
    except Unreadable:
        raise
    except (
        PyPdfError, DependencyError, DeprecationError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
        OSError, RuntimeError, TypeError, ValueError, struct.error, zlib.error,
    ) as fault:  # fmt: skip
        raise Unreadable(str(fault)) from fault


def _draws_by_program(reader: "PdfReader") -> bool:
    """Whether what is seen depends on more than the pages: layers switched off, form fields not yet drawn."""
    root = reader.root_object
    layers = root.get("/OCProperties")
    if layers is not None:
        shown = layers.get_object().get("/D")
        shown = shown.get_object() if shown is not None else {}
        if shown.get("/OFF") or shown.get("/BaseState") == "/OFF":
            return True
    form = root.get("/AcroForm")
    return form is not None and bool(form.get_object().get("/NeedAppearances"))


# ---- three ways ------------------------------------------------------------------------------------------------------
def _pages_of(path: Path) -> int:
    """How many pages PDFium finds; ``UserError`` if it cannot show one."""
    import pypdfium2  # type: ignore[import-untyped]

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as fault:
            raise UserError(_why_closed(path)) from fault
        with document:
            count = len(document)
    if not 1 <= count <= MOST_PAGES:
        raise UserError(_LONG if count else _EMPTY)
    return count


def _why_closed(path: Path) -> str:
    """Why PDFium opens no page; asked of pypdf, since PDFium may repeat what it said of an earlier file."""
    from pypdf.errors import DependencyError

    try:
        with broken_files(), opened(path, strict=False) as reader:
            if reader.is_encrypted:
                return _PROTECTED
            return _BROKEN if len(reader.pages) else _EMPTY
    except Unreadable as fault:
        return _PROTECTED if isinstance(fault.__cause__, DependencyError) else _BROKEN


def _as_it_is(path: Path, _count: int, _work: Work) -> Path:
    return path


def _mended(path: Path, _count: int, work: Work) -> BinaryIO:
    """The document as PDFium writes it anew, unlocked: a protection without a password to open it forbids nothing here."""
    import pypdfium2

    copy = work.spool()
    with LOCK:
        try:
            with pypdfium2.PdfDocument(path) as document:
                document.save(copy, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        except pypdfium2.PdfiumError as fault:
            raise Unreadable(str(fault)) from fault
    return copy


def _redrawn(path: Path, count: int, work: Work) -> BinaryIO:
    """Every page as an image, what is filled in and noted on it included."""
    copy = work.spool()
    pages = PageFile(copy)
    for start in range(0, count, _AT_ONCE):
        work.pause()
        _draw(path, range(start, min(count, start + _AT_ONCE)), pages)
    pages.close()
    return copy


def _draw(path: Path, numbers: range, pages: PageFile) -> None:
    import pypdfium2

    with LOCK:
        try:
            with pypdfium2.PdfDocument(path) as document:
                document.init_forms()
                for number in numbers:
                    page = document[number]
                    width, height = page.get_size()
                    scale = min(_REDRAWN.dpi / 72, _MOST_SIDE / max(width, height, 1))
                    image = page.render(scale=scale).to_pil().convert("RGB")
                    page.close()
                    box = (0.0, 0.0, width, height)
                    pages.add(image, box, box, _REDRAWN, lossless=False)
        except (pypdfium2.PdfiumError, ValueError) as fault:  # a page without height cannot be drawn
            raise Unreadable(str(fault)) from fault
