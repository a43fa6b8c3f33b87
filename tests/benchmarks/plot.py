"""The growth of every row on log-log axes, as SVG: one line each, and the diagonal that linear cost would follow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from litigedesk import formats
from tests.benchmarks.figures import ROWS, Figure
from tests.benchmarks.report import number, quantity, sizes_of

WIDE: Final = 1040
HIGH: Final = 560
LEFT: Final = 70
TOP: Final = 64
BOTTOM: Final = 56
ROOM: Final = 560  # of the lines; the words stand at their right
LINE: Final = 17  # between two words
INK: Final = "#1f2937"
PALE: Final = "#d1d5db"
GUIDE: Final = "#6b7280"
COLOURS: Final = ("#1d4ed8", "#b45309", "#047857", "#7c3aed", "#be123c", "#0e7490")
TWICE: Final = frozenset({"search-p50", "letter-docxtpl"})  # rows told by another
DASHES: Final = ("", "7 4", "2 4")


@dataclass(frozen=True)
class Line:
    """The durations of one row, each divided by that of the smallest size."""

    words: str
    points: tuple[tuple[int, float], ...]

    @property
    def end(self) -> float:
        """How many times as long the largest size takes."""
        return self.points[-1][1]


def lines_of(figures: Sequence[Figure]) -> list[Line]:
    """The rows measured at every size, the one that grows most first."""
    sizes, found = sizes_of(figures), []
    for key, row in ROWS.items():
        mine = {one.clients: one.ms for one in figures if one.row == key}
        if mine.keys() == set(sizes) and len(sizes) > 1 and not row.is_silence and key not in TWICE:
            found.append(Line(row.words, tuple((size, mine[size] / mine[sizes[0]]) for size in sizes)))
    return sorted(found, key=lambda line: -line.end)


def picture(figures: Sequence[Figure]) -> str:
    """The SVG; an empty frame when fewer than two sizes were measured."""
    sizes, lines = sizes_of(figures), lines_of(figures)
    if not lines:
        return _svg([])
    scale = _Scale(
        sizes[0], sizes[-1], max(line.end for line in lines), min(r for line in lines for _, r in line.points)
    )
    parts = [*_axes(scale, sizes), *_guide(scale)]
    words_at = float(TOP - LINE)
    for place, line in enumerate(lines):
        lowest = HIGH - BOTTOM - LINE * (len(lines) - 1 - place)
        words_at = max(words_at + LINE, min(scale.y(line.end) + 4, lowest))
        parts += _drawn(scale, line, place, words_at)
    return _svg(parts)


class _Scale:
    """From clients and ratios to the page."""

    def __init__(self, first: int, last: int, most: float, least: float) -> None:
        self.first, self.last = first, last
        self.most = max(most, last / first)
        self.least = min(least, 1.0) / 1.3

    def x(self, clients: float) -> float:
        """Across."""
        return LEFT + ROOM * math.log(clients / self.first) / math.log(self.last / self.first)

    def y(self, ratio: float) -> float:
        """Down."""
        share = math.log(ratio / self.least) / math.log(self.most * 1.15 / self.least)
        return HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * share


def _axes(scale: _Scale, sizes: Sequence[int]) -> list[str]:
    parts = [
        _text(LEFT, 30, "Durée selon le nombre de clients, rapportée à la plus petite taille", size=16, weight=600)
    ]
    bottom = HIGH - BOTTOM
    for size in sizes:
        x = scale.x(size)
        parts.append(_stroke(((x, TOP), (x, bottom)), PALE))
        parts.append(_text(x, bottom + 22, f"{number(size)} clients", anchor="middle"))
    for power in range(math.ceil(math.log10(scale.least)), math.floor(math.log10(scale.most * 1.15)) + 1):
        y = scale.y(10.0**power)
        parts.append(_stroke(((LEFT, y), (LEFT + ROOM, y)), PALE))
        parts.append(_text(LEFT - 8, y + 4, f"{10.0**power:g} ×".replace(".", ","), anchor="end"))
    return parts


def _guide(scale: _Scale) -> list[str]:
    """What cost in proportion would be: every line below it grows more slowly."""
    most = scale.last / scale.first
    middle = math.sqrt(most)
    x, y = scale.x(scale.first * middle), scale.y(middle)
    slope = math.degrees(math.atan2(scale.y(most) - scale.y(1.0), scale.x(scale.last) - scale.x(scale.first)))
    turned = f' transform="rotate({slope:.1f} {x:.1f} {y - 8:.1f})"'
    return [
        _stroke(((scale.x(scale.first), scale.y(1.0)), (scale.x(scale.last), scale.y(most))), GUIDE, width=6, faint=True),
        _text(x, y - 8, "en proportion du nombre de clients", anchor="middle", fill=GUIDE, more=turned),
    ]  # fmt: skip


def _drawn(scale: _Scale, line: Line, place: int, beside: float) -> list[str]:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place // len(COLOURS) % len(DASHES)]
    points = [(scale.x(size), scale.y(ratio)) for size, ratio in line.points]
    lead = ((points[-1][0] + 4, points[-1][1]), (LEFT + ROOM + 34, beside - 4))
    words = f"{line.words} ({formats.typographic(f'{quantity(line.end)} ×')})"
    return [
        _stroke(points, colour, width=2, dash=dash),
        _stroke(lead, colour, width=0.6),
        _text(LEFT + ROOM + 38, beside, words, fill=colour),
    ]


# ---- SVG -------------------------------------------------------------------------------------------------------------
def _svg(parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">'
    )
    return "\n".join([head, f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>', *parts, "</svg>", ""])


def _stroke(
    points: Sequence[tuple[float, float]], colour: str, *, width: float = 1, dash: str = "", faint: bool = False
) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    more = (f' stroke-dasharray="{dash}"' if dash else "") + (' stroke-opacity="0.35"' if faint else "")
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{more}/>'


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: int = 12,
    weight: int = 400,
    fill: str = INK,
    more: str = "",
) -> str:
    look = f'text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}{more}>{escape(words)}</text>'
