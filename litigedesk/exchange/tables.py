"""Tables of other programs: rows of cells under the names of their columns, whatever stands above and below."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from litigedesk.errors import UserError
from litigedesk.formats import count, folded, number, typographic

Cell = str | Decimal | date
Step = Callable[
    [int, int, str], None
]  # done, in all (0 when not known), what is done; what it raises gives the work up

MOST_BYTES: Final = 100_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 300
MOST_SIGNS: Final = 32_767  # in a cell, as in a spreadsheet

TOO_WIDE: Final = typographic(
    f"Ce tableau a plus de {number(MOST_COLUMNS)} colonnes : gardez celles qui servent, et recommencez."
)
TOO_LONG: Final = typographic(f"Ce tableau a plus de {number(MOST_ROWS)} lignes : partagez-le en plusieurs fichiers.")
EMPTY: Final = typographic("Ce tableau est vide : il n’y a aucune ligne à lire.")
LONG_CELL: Final = typographic(
    f"Une cellule dépasse {number(MOST_SIGNS)} caractères : un guillemet est sans doute en trop."
)

_HEAD_WITHIN: Final = 30  # rows looked at to find the names of columns
_NO_NAME: Final = re.compile(
    r"[\d\s.,/:€%+()\-]*\d[\d\s.,/:€%+()\-]*|[^@\s]+@[^@\s]+\.\w+"
)  # a number, a date, an e-mail


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, counted from 1 as in the file; ``fault`` (French) says why its cells cannot be trusted."""

    line: int
    cells: tuple[Cell, ...]
    fault: str = ""
    warning: str = ""


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


def table_of(name: str, raw: Iterable[Row], known_names: Callable[[str], bool], head_line: int | None = None) -> Table:
    """The table that these rows make: empty rows and columns left out, the names of columns found under titles.

    ``known_names`` tells a usual name of a column; ``head_line`` is the line the user says the names are on, 0 for none.
    ``UserError`` when there is nothing to read.
    """
    rows = [row for row in raw if any(cell != "" for cell in row.cells)]
    if not rows:
        raise UserError(EMPTY)
    width = _usual_width(rows)
    place = _head_place(rows, width, known_names) if head_line is None else _asked_place(rows, head_line)
    head = rows[place] if place is not None else None
    below = rows if place is None else rows[place + 1 :]
    width = max(width, _last_used(head.cells) if head is not None else 0)
    if width > MOST_COLUMNS:
        raise UserError(TOO_WIDE)
    kept = _joined(below, width) if head is not None else below
    squared = [_squared(row, width) for row in kept]
    names = _names(_whole_head(rows, place) if place is not None else (), width)
    used = [i for i in range(width) if (head is not None and names[i][1]) or any(row.cells[i] != "" for row in squared)]
    return Table(
        name,
        tuple(names[i][0] for i in used),
        tuple(replace(row, cells=tuple(row.cells[i] for i in used)) for row in squared) if len(used) < width
        else tuple(squared),
        head.line if head is not None else 0,
    )  # fmt: skip


# ---- names of columns ------------------------------------------------------------------------------------------------
def _asked_place(rows: Sequence[Row], head_line: int) -> int | None:
    return next((i for i, row in enumerate(rows) if row.line == head_line), None)


def _head_place(rows: Sequence[Row], width: int, known_names: Callable[[str], bool]) -> int | None:
    """Which row names the columns: the one with most usual names, else the first as wide as the table without figures."""
    first = rows[:_HEAD_WITHIN]
    scores = [sum(1 for cell in row.cells if isinstance(cell, str) and known_names(cell)) for row in first]
    best = max(scores)
    if best >= min(2, max(1, width)):
        return scores.index(best)
    for place, row in enumerate(first):
        texts = [cell for cell in row.cells if cell != ""]
        if len(texts) < max(2, (width + 1) // 2) and width > 1:
            continue  # a title
        names = all(isinstance(text, str) and not _NO_NAME.fullmatch(text.strip()) for text in texts)
        alone = len(rows) == place + 1 and len(texts) < 3  # too little to be the names of nothing
        return place if names and not alone and len(set(texts)) == len(texts) else None
    return None


def _whole_head(rows: Sequence[Row], place: int) -> list[Cell]:
    """The names of a row, those that it lacks taken from the row above: cells merged over two rows stand in the first."""
    head = list(rows[place].cells)
    above = rows[place - 1] if place and rows[place - 1].line == rows[place].line - 1 else None
    if above is not None and _last_used(above.cells) > 1:
        head += [""] * (len(above.cells) - len(head))
        head = [mine if mine != "" or i >= len(above.cells) else above.cells[i] for i, mine in enumerate(head)]
    return head


def _names(cells: Sequence[Cell], width: int) -> list[tuple[str, bool]]:
    """A name for each column and whether the file gives it; the same name twice gets a number."""
    seen: Counter[str] = Counter()
    names = []
    for i in range(width):
        text = " ".join(shown(cells[i]).split())[:200] if i < len(cells) else ""
        given = bool(text)
        text = text or f"Colonne {i + 1}"
        seen[folded(text)] += 1
        names.append((f"{text} ({seen[folded(text)]})" if seen[folded(text)] > 1 else text, given))
    return names


# ---- rows of other widths --------------------------------------------------------------------------------------------
def _last_used(cells: Sequence[Cell]) -> int:
    """How many columns a row uses, the empty ones at its end left out."""
    return next((i for i in range(len(cells), 0, -1) if cells[i - 1] != ""), 0)


def _usual_width(rows: Sequence[Row]) -> int:
    """The width of most rows; of equally many, the widest."""
    widths = Counter(_last_used(row.cells) for row in rows)
    widest = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    return max(usual, min(widest, max(widths)))


def _joined(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows, those cut in two by a line end without quotes made whole: together they have just the cells of one."""
    kept: list[Row] = []
    for row in rows:
        before = kept[-1] if kept else None
        cut = (
            before is not None
            and not (before.fault or row.fault)
            and len(before.cells) < width
            and len(row.cells) < width
            and len(before.cells) + len(row.cells) - 1 == width > 2
            and before.cells[-1] != ""
            and row.cells[0] != ""
        )
        if before is not None and cut:
            middle = f"{shown(before.cells[-1])}\n{shown(row.cells[0])}"
            said = typographic(f"Les lignes {before.line} et {row.line} du fichier n’en faisaient qu’une.")
            kept[-1] = Row(before.line, (*before.cells[:-1], middle, *row.cells[1:]), "", said)
        else:
            kept.append(row)
    return kept


def _squared(row: Row, width: int) -> Row:
    """The row with one cell for each column; at fault when cells that say something are left over."""
    cells = row.cells
    if len(cells) == width:
        return row
    if len(cells) < width:
        return replace(row, cells=(*cells, *("",) * (width - len(cells))))
    if any(cell != "" for cell in cells[width:]):
        there = count(_last_used(cells), "cellule")
        fault = typographic(f"{there} pour {count(width, 'colonne')} : un séparateur ou un guillemet est de trop.")
        return replace(row, cells=cells[:width], fault=row.fault or fault)
    return replace(row, cells=cells[:width])
