"""The stamp of a piece and the number of the page, on a white ground so that they read over a scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from litigedesk import fonts
from litigedesk.bundle.pdf_copy import A4, Box, CopiedPage, Matrix, Overlay, PageCopier
from litigedesk.bundle.pdf_file import PdfFile
from litigedesk.paper.printed import ACCENT, GREY, INK

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_STAMP_SIZE, _STAMP_HEIGHT, _STAMP_PADDING = 10.5, 18.0, 7.0  # points
_NUMBER_SIZE, _NUMBER_HEIGHT, _NUMBER_PADDING = 9.0, 13.0, 4.0
_EDGE = 17.0  # from the edges of the sheet: most printers leave 12 blank
_SMALLEST, _LARGEST = 0.5, 24.0  # a till receipt, a plan of several square metres


@dataclass(frozen=True)
class Mark:
    """What is written on one page: its number, and its stamp if it belongs to a piece."""

    number: str
    stamp: str = ""


class Marks:
    """The marks of a bundle, drawn together so that they share one font."""

    def __init__(self, out: PdfFile, marks: Sequence[Mark]) -> None:
        from pypdf import PdfReader

        drawn = PdfReader(BytesIO(_drawn(marks)))
        copier = PageCopier(out)
        self._pages = (copier.copy(page) for page in drawn.pages)

    def placed(self, mark: Mark, page: CopiedPage) -> list[Overlay]:
        """The marks of the next page, each where it stands on it."""
        placed = [self._placed(page, top=False)]
        if mark.stamp:
            placed.append(self._placed(page, top=True))
        return placed

    def _placed(self, page: CopiedPage, *, top: bool) -> Overlay:
        form = next(self._pages)
        width, height = _seen(page.box, page.rotation)
        scale = min(max(min(width, height) / A4[2], _SMALLEST), _LARGEST)
        left = width - (_EDGE + form.box[2]) * scale
        bottom = height - (_EDGE + form.box[3]) * scale if top else _EDGE * scale
        return Overlay(form.form, upright(page.box, page.rotation, left, bottom, scale))


def _seen(box: Box, rotation: int) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if rotation in {90, 270} else (width, height)


def upright(box: Box, rotation: int, left: float, bottom: float, scale: float) -> Matrix:
    """The matrix that puts a drawing at a place of the page as it is seen, whatever its rotation."""
    x, y, right, top = box
    match rotation:
        case 90:
            return 0, scale, -scale, 0, right - bottom, y + left
        case 180:
            return -scale, 0, 0, -scale, right - left, top - bottom
        case 270:
            return 0, -scale, scale, 0, x + bottom, top - left
        case _:
            return scale, 0, 0, scale, x + left, y + bottom


def _drawn(marks: Sequence[Mark]) -> bytes:
    """A PDF with one small page for each mark, in their order."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for mark in marks:
        _number(canvas, mark.number)
        if mark.stamp:
            _stamp(canvas, mark.stamp)
    canvas.save()
    return buffer.getvalue()


def _number(canvas: "Canvas", text: str) -> None:
    width = fonts.width(text, _NUMBER_SIZE) + 2 * _NUMBER_PADDING
    canvas.setPageSize((width, _NUMBER_HEIGHT))
    canvas.setFillColor("#FFFFFF")
    canvas.rect(0, 0, width, _NUMBER_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(GREY)
    canvas.setFont(fonts.REGULAR, _NUMBER_SIZE)
    canvas.drawString(_NUMBER_PADDING, 3.5, text)
    canvas.showPage()


def _stamp(canvas: "Canvas", text: str) -> None:
    width = fonts.width(text, _STAMP_SIZE, bold=True) + 2 * _STAMP_PADDING
    canvas.setPageSize((width, _STAMP_HEIGHT))
    canvas.setFillColor("#FFFFFF")
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.8)
    canvas.rect(0.4, 0.4, width - 0.8, _STAMP_HEIGHT - 0.8, stroke=1, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(fonts.BOLD, _STAMP_SIZE)
    canvas.drawString(_STAMP_PADDING, 5.4, text)
    canvas.showPage()
