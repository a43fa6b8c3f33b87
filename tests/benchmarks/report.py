"""The figures of a run as one table in French, as JSON, and in README between its two marks."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from litigedesk import formats
from tests.benchmarks.figures import ROWS, TOLERANCE, Figure, Row

BEGINS: Final = "<!-- mesures : début -->"
ENDS: Final = "<!-- mesures : fin -->"
NOTHING: Final = "–"


def table(figures: Sequence[Figure]) -> str:
    """Markdown: a line for each row measured, its milliseconds at each size, its ratios, its target and whether it is met."""
    sizes = sizes_of(figures)
    grown = f"{number(sizes[-1])} ÷ {number(sizes[-2])}" if len(sizes) > 1 else "croissance"
    heads = (
        "Opération",
        *(f"{number(size)} clients" for size in sizes),
        grown,
        "Comparée à",
        "Rapport",
        "Objectif",
        "Tenu",
    )
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(sizes) + 1)}---|---:|---|---|"]
    for key, row in ROWS.items():
        mine = {one.clients: one for one in figures if one.row == key}
        if mine:
            lines.append(f"| {' | '.join(_line(row, mine, sizes))} |")
    return "\n".join(formats.typographic(line) for line in lines)


def sizes_of(figures: Sequence[Figure]) -> list[int]:
    """The sizes measured, in order."""
    return sorted({one.clients for one in figures})


def _line(row: Row, mine: dict[int, Figure], sizes: Sequence[int]) -> tuple[str, ...]:
    unit = "Mo" if row.is_memory else "ms"
    taken = (f"{quantity(mine[size].ms)} {unit}" if size in mine else NOTHING for size in sizes)
    growth, last = growth_of(mine, sizes), mine[max(mine)]
    return (
        row.words, *taken, _times(growth), row.against or NOTHING, _times(last.times), target_of(row, sizes),
        {True: "oui", False: "**non**", None: NOTHING}[is_met(row, mine, sizes)],
    )  # fmt: skip


def growth_of(mine: dict[int, Figure], sizes: Sequence[int]) -> float | None:
    """How many times as long the largest size takes as the one before; ``None`` without both."""
    if len(sizes) < 2 or sizes[-1] not in mine or sizes[-2] not in mine:
        return None
    return mine[sizes[-1]].ms / mine[sizes[-2]].ms


def target_of(row: Row, sizes: Sequence[int]) -> str:
    """The targets of a row in words."""
    said = []
    if row.most_ms is not None:
        said.append(f"≤ {quantity(row.most_ms)} ms")
    if row.most_times is not None:
        said.append(f"≤ {_times(row.most_times)}")
    if len(sizes) > 1 and not row.is_silence:
        said.append(f"croissance ≤ {_times(sizes[-1] / sizes[-2])}")
    return ", ".join(said) or NOTHING


def is_met(row: Row, mine: dict[int, Figure], sizes: Sequence[int]) -> bool | None:
    """Whether every target of the row is; ``None`` when it has none here."""
    last, growth, found = mine[max(mine)], growth_of(mine, sizes), []
    if row.most_ms is not None:
        found.append(last.ms <= row.most_ms)
    if row.most_times is not None and last.times is not None:
        found.append(last.times <= row.most_times)
    if growth is not None and not row.is_silence:
        found.append(growth <= TOLERANCE * sizes[-1] / sizes[-2])
    return all(found) if found else None


def as_json(figures: Sequence[Figure], day: date) -> dict[str, Any]:
    """The same for programs, with the machine they were taken on."""
    sizes, rows = sizes_of(figures), []
    for key, row in ROWS.items():
        mine = {one.clients: one for one in figures if one.row == key}
        if mine:
            rows.append(
                {
                    "row": key, **asdict(row), "growth": growth_of(mine, sizes), "met": is_met(row, mine, sizes),
                    "measured": [{**asdict(one), "times": one.times} for one in mine.values()],
                }
            )  # fmt: skip
    return {"day": day.isoformat(), "machine": machine(), "clients": sizes, "rows": rows}


def machine() -> str:
    """The system and the Python that figures were taken with."""
    return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"


def write_json(figures: Sequence[Figure], day: date, target: Path) -> None:
    """Write them to a file, its folder made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(as_json(figures, day), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_between_marks(page: Path, content: str) -> bool:
    """Put ``content`` between the two marks of a page; false when it does not have them, once each and in order."""
    text = page.read_text(encoding="utf-8")
    if text.count(BEGINS) != 1 or text.count(ENDS) != 1 or text.index(BEGINS) > text.index(ENDS):
        return False
    before, rest = text.split(BEGINS)
    page.write_text(f"{before}{BEGINS}\n{content}\n{ENDS}{rest.split(ENDS)[1]}", encoding="utf-8")
    return True


# ---- numbers ---------------------------------------------------------------------------------------------------------
def number(count: int) -> str:
    return f"{count:,}".replace(",", formats.NARROW)


def quantity(value: float) -> str:
    """Two significant digits below ten, whole numbers above: more would pretend."""
    return f"{value:.1f}".replace(".", ",") if value < 10 else number(round(value))


def _times(ratio: float | None) -> str:
    return NOTHING if ratio is None else f"{quantity(ratio)} ×"
