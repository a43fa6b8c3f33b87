"""The head and the foot of pages printed from the windows: title, what was asked, the day, « page 2 sur 5 »."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from litigedesk import fonts, formats
from litigedesk.paper import printed

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

TOP: Final = 27 * printed.MM
BOTTOM: Final = 16 * printed.MM
_TITLE, _NOTE = 14.0, 9.0  # points


@dataclass(frozen=True)
class PageHead:
    """What stands above every page: a title, a note under it, something at the right; ``author`` is in the foot."""

    title: str
    note: str
    right: str
    author: str = "LitigeDesk"


def framed(flow: Sequence["Flowable"], head: PageHead, size: tuple[float, float], margin: float) -> bytes:
    """The pages of what flows, of that size in points, numbered once it is known how many there are."""
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    class Numbered(Canvas):
        """Puts the head and « page 2 sur 5 » on each page at the end."""

        def __init__(self, *args: Any, **values: Any) -> None:
            super().__init__(*args, **values)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._held.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for state in self._held:
                self.__dict__.update(state)
                _furnish(self, head, size, margin, len(self._held))
                super().showPage()
            super().save()

    fonts.loaded()
    buffer = BytesIO()
    frame = Frame(
        margin, BOTTOM, size[0] - 2 * margin, size[1] - TOP - BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    made = BaseDocTemplate(
        buffer, pagesize=size, title=head.title, creator="LitigeDesk", lang="fr-FR", invariant=1, allowSplitting=1
    )
    made.addPageTemplates([PageTemplate("page", [frame])])
    made.build(list(flow), canvasmaker=Numbered)
    return buffer.getvalue()


def _furnish(canvas: "Canvas", head: PageHead, size: tuple[float, float], margin: float, count: int) -> None:
    right, top = size[0] - margin, size[1] - 15 * printed.MM
    said = fonts.drawable(head.right)
    canvas.setFillColor(printed.INK)
    canvas.setFont(fonts.BOLD, _TITLE)
    room = right - margin - fonts.width(said, _NOTE) - 12
    canvas.drawString(margin, top, _cut(head.title, room, _TITLE, bold=True))
    canvas.setFillColor(printed.GREY)
    canvas.setFont(fonts.REGULAR, _NOTE)
    canvas.drawRightString(right, top, said)
    canvas.drawString(margin, top - 14, _cut(head.note, right - margin, _NOTE))
    canvas.drawRightString(right, 9 * printed.MM, f"page{formats.NBSP}{canvas.getPageNumber()} sur {count}")
    canvas.drawString(margin, 9 * printed.MM, fonts.drawable(head.author))


def _cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text on one line, shortened to the room it has."""
    text = fonts.drawable(printed.clean(" ".join(text.split(" "))))[:400]
    if fonts.width(text, size, bold=bold) <= room:
        return text
    while text and fonts.width(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text}…"
