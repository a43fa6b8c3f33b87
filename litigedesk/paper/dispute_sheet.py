"""The sheet of a dispute on one or two pages: what to do now, the parties, the sums with their working, dates, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from litigedesk.formats import NBSP, date_long, date_short, typographic
from litigedesk.paper import printed
from litigedesk.paper.page_frame import PageHead, framed

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MARGIN: Final = 15 * printed.MM
WIDTH: Final = printed.A4[0] - 2 * MARGIN
DATE: Final = 22 * printed.MM


@dataclass(frozen=True)
class SheetParty:
    """One side: what it is, then its name and address, a line each."""

    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheetSum:
    """One line of what is owed; ``inner`` lines are the working of the one above, a total stands in bold under a rule."""

    label: str
    amount: str
    inner: bool = False
    total: bool = False


@dataclass(frozen=True)
class SheetLine:
    """One dated line: a deadline, an event, a letter, a piece; ``beside`` is what stands at its right."""

    day: date | None
    title: str
    detail: str = ""
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """All that the sheet says; ``facts`` are short pairs (« Étape », « Mise en demeure »), ``notes`` sentences under the sums."""

    reference: str
    title: str
    client: str
    made_on: date
    facts: tuple[tuple[str, str], ...]
    next_step: str
    reason: str
    parties: tuple[SheetParty, ...]
    sums: tuple[SheetSum, ...] = ()
    notes: tuple[str, ...] = ()
    dates: tuple[SheetLine, ...] = ()
    events: tuple[SheetLine, ...] = ()
    letters: tuple[SheetLine, ...] = ()
    pieces: tuple[SheetLine, ...] = ()
    warning: str = ""


def write_sheet(facts: SheetFacts) -> bytes:
    """The A4 pages of the sheet; the same bytes for the same facts."""
    title = f"{facts.client} – {facts.reference}" if facts.client else facts.reference
    head = PageHead(title=title, note=facts.title, right=f"au {date_long(facts.made_on)}", author="LitigeDesk")
    flow: list[Flowable] = [_pairs(facts.facts)]
    if facts.next_step:
        flow += [_title("À faire"), printed.paragraph(facts.next_step, "strong")]
        flow += [printed.paragraph(facts.reason, "small")] if facts.reason else []
    flow += [_title("Parties"), _parties(facts.parties)]
    if facts.sums:
        flow += [_title("Sommes"), _sums(facts.sums), *(printed.paragraph(note, "tiny") for note in facts.notes)]
    for name, lines in (
        ("Dates à venir", facts.dates),
        ("Ce qui s’est passé", facts.events),
        ("Lettres", facts.letters),
        ("Pièces", facts.pieces),
    ):
        if lines:
            flow += [_title(name), _lines(lines)]
    if facts.warning:
        flow.append(printed.paragraph(facts.warning, "note"))
    return framed(flow, head, printed.A4, MARGIN)


def _title(text: str) -> "Flowable":
    return printed.paragraph(typographic(text), "section")


def _pairs(pairs: Sequence[tuple[str, str]]) -> "Flowable":
    """Short facts, two pairs in a row."""
    label, value = 28 * printed.MM, WIDTH / 2 - 28 * printed.MM
    cells = [[printed.paragraph(name, "smallhead"), printed.paragraph(text, "small")] for name, text in pairs]
    if len(cells) % 2:
        cells.append([printed.paragraph("", "small"), printed.paragraph("", "small")])
    rows = [[*cells[place], *cells[place + 1]] for place in range(0, len(cells), 2)]
    return printed.table(rows, [label, value, label, value], lines=False, padding=1.5)


def _parties(parties: Sequence[SheetParty]) -> "Flowable":
    cells = [
        [
            printed.paragraph(party.role, "smallhead"),
            *(
                printed.paragraph(line, "smalltotal" if not place else "small")
                for place, line in enumerate(party.lines)
            ),
        ]
        for party in parties
    ]
    return printed.table([cells], [WIDTH / len(cells)] * len(cells), lines=False, padding=1)


def _sums(sums: Sequence[SheetSum]) -> "Flowable":
    amount = 32 * printed.MM
    rows: list[list[printed.Cell]] = []
    rules: list[tuple[Any, ...]] = []
    for place, one in enumerate(sums):
        look = "smalltotal" if one.total else "tiny" if one.inner else "small"
        rows.append([printed.paragraph(one.label, look), printed.paragraph(one.amount, look, right=True)])
        if one.inner:
            rules.append(("LEFTPADDING", (0, place), (0, place), 5 * printed.MM))
            rules.append(("RIGHTPADDING", (1, place), (1, place), amount * 0.55))
        if one.total:
            rules.append(("LINEABOVE", (0, place), (-1, place), 0.75, printed.INK))
    return printed.table(rows, [WIDTH - amount, amount], rules=rules, lines=False, padding=1)


def _lines(lines: Sequence[SheetLine]) -> "Flowable":
    beside = 46 * printed.MM if any(line.beside for line in lines) else 0
    rows: list[list[printed.Cell]] = []
    for line in lines:
        words: list[Flowable] = [printed.paragraph(line.title, "small")]
        if line.detail:
            words.append(printed.paragraph(line.detail, "tiny"))
        day = date_short(line.day) if line.day is not None else f"–{NBSP}"
        row: list[printed.Cell] = [printed.paragraph(day, "small"), words]
        rows.append([*row, printed.paragraph(line.beside, "small", right=True)] if beside else row)
    widths = [DATE, WIDTH - DATE - beside, beside] if beside else [DATE, WIDTH - DATE]
    return printed.table(rows, widths, padding=1.5)
