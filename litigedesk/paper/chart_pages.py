"""A chart on paper: its bars, told apart by their patterns, how they are counted, then the same figures as a table."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from litigedesk import fonts, formats
from litigedesk.chart import Bar, Chart
from litigedesk.paper import printed
from litigedesk.paper.list_pages import MARGIN, listing_table
from litigedesk.paper.page_frame import PageHead, framed

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.platypus import Flowable

WIDTH: Final = printed.A4[0] - 2 * MARGIN
SIZE: Final = 9.0  # points, of the « small » look
THICK: Final = 9.0  # points of a bar
WIDEST_WORDS: Final = WIDTH * 0.34  # of the labels, and of the figures
GAP: Final = 8.0
STEP: Final = 3.5  # points between hatches and between dots


def write_chart(chart: Chart, today: date) -> bytes:
    """The A4 pages of a chart. The same bytes for the same chart and day."""
    fonts.loaded()
    head = PageHead(title=chart.title, note=formats.typographic(chart.note), right=f"au {formats.date_long(today)}")
    flow: list[Flowable] = [printed.paragraph(chart.summary if not chart.is_empty else chart.empty, "strong")]
    if len(chart.parts) > 1 and chart.drawn:
        flow.append(_legend(chart.parts))
    if chart.drawn:
        flow.append(_bars(chart))
    flow += [printed.paragraph(sentence, "note") for sentence in chart.how]
    if not chart.is_empty:
        flow += [printed.paragraph("Les mêmes chiffres", "section"), listing_table(chart.listing, WIDTH)]
    return framed(flow, head, printed.A4, MARGIN)


def _bars(chart: Chart) -> "Flowable":
    bars = [bar for _, bar in chart.drawn]
    labels = _widest([bar.label for bar in bars])
    figures = _widest([bar.shown for bar in bars])
    room = WIDTH - labels - figures
    rows: list[list[printed.Filled]] = []
    rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("RIGHTPADDING", (0, 0), (-1, -1), GAP)]
    group = ""
    for bar in bars:
        if bar.group != group:
            group = bar.group
            rules.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([printed.paragraph(group, "smalltotal"), "", ""])
        picture: list[Flowable] = [_drawn(bar, chart.longest, room - GAP)]
        rows.append([printed.paragraph(bar.label, "small"), picture, printed.paragraph(bar.shown, "small", right=True)])
    rules.append(("RIGHTPADDING", (-1, 0), (-1, -1), 0))
    return printed.table(rows, [labels, room, figures], rules=rules, lines=False, padding=2)


def _widest(texts: list[str]) -> float:
    return min(WIDEST_WORDS, max(fonts.width(fonts.drawable(text), SIZE) for text in texts) + GAP + 2)


def _drawn(bar: Bar, longest: int, room: float) -> "Drawing":
    """A pale track as long as the longest bar, and on it the parts end to end."""
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(room, THICK)
    drawing.add(_box(0, room, printed.SOFT, printed.SOFT))
    start = 0.0
    for place, part in enumerate(bar.parts):
        wide = room * part / longest
        for shape in _part(place, start, wide):
            drawing.add(shape)
        start += wide
    return drawing


def _box(start: float, wide: float, ground: str, edge: str) -> "Rect":
    from reportlab.graphics.shapes import Rect
    from reportlab.lib.colors import HexColor

    box = Rect(start, 0, wide, THICK)
    box.fillColor, box.strokeColor, box.strokeWidth = HexColor(ground), HexColor(edge), 0.5
    return box


def _part(place: int, start: float, wide: float) -> Iterator[Any]:
    """The first part is plain, the second hatched, the third dotted; nothing for a part of no length."""
    from reportlab.graphics.shapes import Circle, Line
    from reportlab.lib.colors import HexColor

    ink = HexColor(printed.ACCENT)
    if wide <= 0:
        return
    yield _box(start, wide, "#FFFFFF" if place else printed.ACCENT, printed.ACCENT)
    if place == 1:
        offset = STEP - THICK
        while offset < wide:  # lines at 45°, cut at the edges of the part
            left, right = max(0.0, offset), min(wide, offset + THICK)
            yield Line(start + left, left - offset, start + right, right - offset, strokeColor=ink, strokeWidth=0.8)
            offset += STEP
    elif place > 1:
        along = STEP / 2
        while along < wide:
            for up in (THICK * 0.25, THICK * 0.75):
                yield Circle(start + along, up, 0.7, fillColor=ink, strokeColor=None)
            along += STEP


def _legend(parts: tuple[str, ...]) -> "Flowable":
    from reportlab.graphics.shapes import Drawing

    cells: list[printed.Filled] = []
    widths: list[float] = []
    for place, name in enumerate(parts):
        sample = Drawing(18, THICK)
        for shape in _part(place, 0.5, 17):
            sample.add(shape)
        picture: list[Flowable] = [sample]
        cells += [picture, printed.paragraph(name, "small")]
        widths += [24, fonts.width(fonts.drawable(name), SIZE) + 20]
    return printed.table([cells], widths, rules=[("VALIGN", (0, 0), (-1, -1), "MIDDLE")], lines=False, padding=2)
