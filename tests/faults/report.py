"""The figures of the campaign: one line for each kind of harm, as a table for README and as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Line:
    """One kind of harm done to one thing: how often, what followed, and each broken promise in words (English)."""

    harm: str  # French, as README shows it
    to: str
    times: int = 0
    refused: int = 0  # in words, nothing lost
    broken: list[str] = field(default_factory=list)
    note: str = ""  # French

    def count(self, fault: str, *, refused: bool = False) -> None:
        """One more try."""
        self.times += 1
        self.refused += refused
        if fault:
            self.broken.append(fault)


def table(lines: Sequence[Line]) -> str:
    """Markdown, in French: one row for each kind of harm, all that it was done to together."""
    kinds = list(dict.fromkeys(line.harm for line in lines))
    rows = ["| Panne provoquée | Essais | Refus expliqués | Promesses rompues |", "|---|---:|---:|---:|"]
    for kind in kinds:
        mine = [line for line in lines if line.harm == kind]
        note = " ".join(dict.fromkeys(line.note for line in mine if line.note))
        title = f"{kind} ({note})" if note else kind
        rows.append(f"| {title} | {_sum(one.times for one in mine)} | {_sum(one.refused for one in mine)} | "
                    f"{_sum(len(one.broken) for one in mine)} |")  # fmt: skip
    return "\n".join(rows)


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The same, with what was harmed and each broken promise."""
    return [asdict(line) for line in lines]


def _sum(numbers: Iterable[int]) -> str:
    return f"{sum(numbers):,}".replace(",", "\u202f")
