"""XLSX of any spreadsheet: the values of each sheet, dates as dates and formulas as what they gave; nothing is run or fetched."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from litigedesk.errors import UserError
from litigedesk.exchange import archive
from litigedesk.exchange.spreadsheet import unguarded
from litigedesk.exchange.tables import (
    LONG_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SIGNS,
    TOO_LONG,
    TOO_WIDE,
    Cell,
    Row,
    Step,
)
from litigedesk.formats import count, file_size, typographic

if TYPE_CHECKING:
    from openpyxl import Workbook

READING: Final = "Lecture du classeur"
_MOST_UNFOLDED: Final = 200_000_000  # bytes of all that the workbook holds, once unpacked
_MOST_CELLS: Final = 30_000_000  # empty ones between others included
_MOST_SHEETS: Final = 30
_LAST_LINE: Final = 1_048_576  # of a spreadsheet
_EVERY: Final = 1_000  # rows between two words on progress
_BROKEN: Final = typographic(
    "Ce classeur ne peut pas être lu : il est abîmé ou incomplet. Ouvrez-le dans votre tableur et enregistrez-le à nouveau."
)
_SWELLS: Final = typographic(
    f"Ce classeur est trop gros une fois ouvert : au plus {file_size(_MOST_UNFOLDED)}. Enregistrez en CSV la feuille utile."
)
_TYPED: Final = typographic(
    "Ce classeur définit ses propres abréviations (DTD), ce qui sert à bloquer les programmes : il est refusé."
)
_NO_SHEET: Final = typographic("Ce classeur n’a aucune feuille à lire.")
_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, NotImplementedError, SyntaxError, RuntimeError,
)  # fmt: skip  # what openpyxl and the XML readers under it meet in damaged files


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that say something."""

    name: str
    rows: tuple[Row, ...]


def read(data: bytes, step: Step | None = None) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The visible sheets that hold something, and sentences on what is doubtful; ``UserError`` when it cannot be read."""
    with archive.opened(data) as packed:
        if archive.unfolded_size(packed) > _MOST_UNFOLDED:
            raise UserError(_SWELLS)
        warnings = _inspected(packed)
    sheets = tuple(_sheets(data, step))
    if not sheets:
        raise UserError(_NO_SHEET)
    return sheets, warnings


def _inspected(packed: zipfile.ZipFile) -> tuple[str, ...]:
    """Refuse what is made to block programs; say whether formulas have never been computed."""
    never_computed = 0
    for name in packed.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        content = archive.entry(packed, name, _MOST_UNFOLDED) or b""
        if re.search(rb"<!(DOCTYPE|ENTITY)", content[:10_000]):
            raise UserError(_TYPED)
        if name.startswith("xl/worksheets/"):
            never_computed += len(re.findall(rb"</f>(?:<v ?/>|<v></v>)?</c>", content))
    if not never_computed:
        return ()
    told = count(never_computed, "formule n’a", "formules n’ont")
    return (
        typographic(f"{told} pas de résultat enregistré : ouvrez le classeur dans votre tableur et enregistrez-le."),
    )


def _sheets(data: bytes, step: Step | None) -> Iterator[Sheet]:
    import warnings

    with warnings.catch_warnings():  # openpyxl tells of styles and extensions that it leaves out
        warnings.simplefilter("ignore")
        try:
            book = _opened(data)
            names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"][:_MOST_SHEETS]
            left = MOST_ROWS
            for name in names:
                rows = tuple(_rows(book[name], left, step))
                left -= len(rows)
                if rows:
                    yield Sheet(str(name), rows)
        except _FAULTS as fault:
            raise UserError(_BROKEN) from fault


def _opened(data: bytes) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _rows(sheet: Any, most: int, step: Step | None) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    made = seen = 0
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_row=_LAST_LINE), 1):
        seen += len(values)
        cells = _cells(values)
        if len(cells) > MOST_COLUMNS or seen > _MOST_CELLS:
            raise UserError(TOO_WIDE)
        if cells:
            made += 1
            if made > most:
                raise UserError(TOO_LONG)
            fault = LONG_CELL if any(isinstance(cell, str) and len(cell) > MOST_SIGNS for cell in cells) else ""
            yield Row(line, cells, fault)
        if step is not None and line % _EVERY == 0:
            step(line, 0, READING)


def _cells(values: Sequence[Any]) -> tuple[Cell, ...]:
    """The cells of a row, the empty ones at its end left out."""
    last = next((i for i in range(len(values), 0, -1) if values[i - 1] is not None), 0)
    cells = tuple(map(_cell, values[:last]))
    last = next((i for i in range(len(cells), 0, -1) if cells[i - 1] != ""), 0)
    return cells[:last]


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str):
        text = unguarded(value.strip())
        return "" if text[:1] == "#" and re.fullmatch(r"#[A-Z/0]+[!?]?|#N/[AD]", text) else text
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return _number(value)
    return str(value) if isinstance(value, time | timedelta) else ""


def _number(value: float) -> Cell:
    """A number as it was typed: 17 digits of a binary number hide 15 true ones."""
    if not abs(value) < 1e15:  # nor what is no number
        return ""
    found = Decimal(format(value, ".15g"))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found
