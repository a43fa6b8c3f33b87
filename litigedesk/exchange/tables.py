"""Tables of other programs: rows of cells under the names of their columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | Decimal | date
Step = Callable[
    [int, int, str], None
]  # done, in all (0 when not known), what is done; what it raises gives the work up


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, counted from 1 as in the file; ``fault`` (French) says why its cells cannot be trusted."""

    line: int
    cells: tuple[Cell, ...]
    fault: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Rows that all have one cell for each column; ``head_line`` is where the names were read, 0 when they were made up."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    head_line: int

    def shown(self, most: int) -> tuple[tuple[str, ...], ...]:
        """The first rows as the user reads them."""
        return tuple(tuple(map(shown, row.cells)) for row in self.rows[:most])


def shown(cell: Cell) -> str:
    """A cell as the user reads it in the file."""
    if isinstance(cell, str):
        return cell
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else f"{cell:f}".replace(".", ",")
