"""A list on paper: its rows in their order, the filter and the day in its head, page numbers, upright or across as it fits."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from litigedesk import fonts, formats
from litigedesk.domain.money import Money
from litigedesk.listing import Form, Head, Listing, shown
from litigedesk.paper import printed
from litigedesk.paper.page_frame import PageHead, framed

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MARGIN: Final = 15 * printed.MM
SIZE: Final = 9.0  # points, of the « small » look
LEADING: Final = 11
GAP: Final = 8  # points between columns
LEAST: Final = 15 * printed.MM  # of a column of text
MEASURED: Final = 400  # rows looked at to know how wide a column is


def write_list(listing: Listing, today: date) -> bytes:
    """The A4 pages of a list, lying when its columns need it. The same bytes for the same list and day."""
    listing = listing.on_paper()
    natural = [_natural(listing, place) for place in range(len(listing.heads))]
    upright, lying = printed.A4[0] - 2 * MARGIN, printed.A4[1] - 2 * MARGIN
    across = sum(_least(head, wide) for head, wide in zip(listing.heads, natural, strict=True)) > upright * 0.8
    flow = [listing_table(listing, lying if across else upright)]
    if not listing.rows:
        flow.append(printed.paragraph("Rien dans cette liste.", "note"))
    note = " · ".join(filter(None, (formats.count(len(listing.rows), "ligne"), listing.note)))
    head = PageHead(title=listing.title, note=formats.typographic(note), right=f"au {formats.date_long(today)}")
    return framed(flow, head, (printed.A4[1], printed.A4[0]) if across else printed.A4, MARGIN)


def listing_table(listing: Listing, room: float) -> "Flowable":
    """The rows of a list as a table of that width, with the total of its sums."""
    listing = listing.on_paper()
    fonts.loaded()
    widths = _fitted(listing.heads, [_natural(listing, place) for place in range(len(listing.heads))], room)
    return printed.table(_rows(listing, widths), widths, header=True, rules=_style(listing), padding=2.5)


def _natural(listing: Listing, place: int) -> float:
    """How wide a column would be on one line, from its first rows."""
    texts = [shown(row[place]) for row in listing.rows[:MEASURED]]
    longest = max((fonts.width(fonts.drawable(printed.clean(text)), SIZE) for text in texts), default=0.0)
    bold = [listing.heads[place].title, *([total[place]] if (total := _totals(listing)) else [])]
    return max(longest, *(fonts.width(fonts.drawable(text), SIZE, bold=True) for text in bold)) + GAP + 1


def _least(head: Head, natural: float) -> float:
    """What a column needs to be read: figures and dates stay on one line, texts wrap."""
    return natural if head.form is not Form.TEXT else min(natural, max(LEAST, natural * 0.5))


def _fitted(heads: Sequence[Head], natural: Sequence[float], room: float) -> list[float]:
    """Widths that fill the page: figures and dates keep theirs, what is left goes to the texts."""
    fixed = sum(wide for head, wide in zip(heads, natural, strict=True) if head.form is not Form.TEXT)
    texts = [wide for head, wide in zip(heads, natural, strict=True) if head.form is Form.TEXT]
    if not texts:
        return [wide * room / fixed for wide in natural]
    shares = iter(_shared(texts, max(room - fixed, len(texts) * LEAST)))
    wanted = [wide if head.form is not Form.TEXT else next(shares) for head, wide in zip(heads, natural, strict=True)]
    return [wide * room / sum(wanted) for wide in wanted]  # less than they need, only where nothing else fits


def _shared(texts: Sequence[float], room: float) -> list[float]:
    """Short texts keep their width while long ones share what is left; spare room goes to all in proportion."""
    if sum(texts) <= room:
        return [wide * room / sum(texts) for wide in texts]
    given = [0.0] * len(texts)
    for turn, place in enumerate(sorted(range(len(texts)), key=lambda place: texts[place])):
        given[place] = min(texts[place], room / (len(texts) - turn))
        room -= given[place]
    return given


def _rows(listing: Listing, widths: Sequence[float]) -> list[list[printed.Filled]]:
    heads: list[printed.Filled] = [
        printed.paragraph(head.title, "smallhead", right=head.form.is_figures) for head in listing.heads
    ]
    rows = [heads]
    for row in listing.rows:
        cells = zip(row, listing.heads, widths, strict=True)
        rows.append([_cell(shown(value), head, width) for value, head, width in cells])
    if (total := _totals(listing)) is not None:
        rows.append([printed.paragraph(text, "smalltotal", right=index > 0) for index, text in enumerate(total)])
    return rows


def _cell(text: str, head: Head, width: float) -> printed.Filled:
    """A text that fits on its line as it is, which is drawn many times faster than a paragraph."""
    plain = fonts.drawable(printed.clean(text))
    if "\n" not in plain and fonts.width(plain, SIZE) <= width - GAP:
        return plain
    return printed.paragraph(text, "small", right=head.form.is_figures)


def _style(listing: Listing) -> list[tuple[Any, ...]]:
    """How the texts that are no paragraphs are drawn, and the rule above the total."""
    style: list[tuple[Any, ...]] = [
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, SIZE, LEADING),
    ]
    style += [
        ("ALIGN", (place, 0), (place, -1), "RIGHT") for place, head in enumerate(listing.heads) if head.form.is_figures
    ]
    if _totals(listing) is not None:
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.75, printed.INK))
    return style


def _totals(listing: Listing) -> list[str] | None:
    """A last row that adds up the sums, when there are several rows and something to add up."""
    sums = [place for place, head in enumerate(listing.heads) if head.form is Form.MONEY]
    if len(listing.rows) < 2 or not sums:
        return None
    found = ["" for _ in listing.heads]
    for place in sums:
        found[place] = formats.money(Money.total(v for row in listing.rows if isinstance(v := row[place], Money)))
    if sums[0] > 0:
        found[0] = "Total"
    return found
