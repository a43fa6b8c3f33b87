"""The figures of the campaign: one line for each kind of harm, as a table for README and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Line:
    """One kind of harm done to one thing: how often, what followed, and each broken promise in words (English)."""

    harm: str  # French, as README shows it
    to: str
    times: int = 0
    refused: int = 0  # in words, nothing lost
    unseen: int = 0  # altered where nothing in the file can tell
    broken: list[str] = field(default_factory=list)

    def count(self, fault: str, *, refused: bool = False) -> None:
        """One more try."""
        self.times += 1
        self.refused += refused
        if fault:
            self.broken.append(fault)


def table(lines: Sequence[Line]) -> str:
    """Markdown, in French: one row for each kind of harm, all that it was done to together."""
    kinds = list(dict.fromkeys(line.harm for line in lines))
    heads = ("Panne provoquée", "Essais", "Refus expliqués", "Indécelables", "Promesses rompues")
    rows = [f"| {' | '.join(heads)} |", "|---|---:|---:|---:|---:|"]
    for kind in kinds:
        mine = [line for line in lines if line.harm == kind]
        counts = (sum(one.times for one in mine), sum(one.refused for one in mine), sum(one.unseen for one in mine),
                  sum(len(one.broken) for one in mine))  # fmt: skip
        rows.append(f"| {kind} | {' | '.join(map(_written, counts))} |")
    return "\n".join(rows)


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The same, with what was harmed and each broken promise."""
    return [asdict(line) for line in lines]


def _written(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
