"""Lists written for spreadsheets: CSV as French Excel opens it, and XLSX with true dates and numbers."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.listing import Form, Listing, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LONGEST: Final = 32_767  # characters that a cell of Excel holds
MOST_ROWS: Final = 1_048_575  # under the heads
_BEGINS_A_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")  # their wide forms too
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TITLE: Final = re.compile(r"[\[\]:*?/\\']")
_SHOWN_AS: Final = {Form.DATE: "dd/mm/yyyy", Form.MONEY: '#,##0.00\\ "€"', Form.NUMBER: "#,##0"}
_NARROWEST, _WIDEST = 8, 60  # characters


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before ``=``, ``+``, ``-``, ``@`` or a tab.

    Control characters are left out.
    """
    plain = _UNWRITABLE.sub("", text)
    return f"'{plain}" if _BEGINS_A_FORMULA.match(plain) else plain


def unguarded(text: str) -> str:
    """A cell read again, without the apostrophe that ``harmless`` put before what it held."""
    return text[1:].strip() if text[:1] == "'" and _BEGINS_A_FORMULA.match(text[1:]) else text


def text_cell(text: str) -> str:
    """The same, cut to what a cell can hold."""
    guarded = harmless(text)
    return guarded if len(guarded) <= LONGEST else f"{guarded[: LONGEST - 1]}…"


def write_csv(listing: Listing) -> bytes:
    """UTF-8 with its mark, semicolons, ``03/03/2027`` and ``1234,50``: what French Excel reads without asking."""
    written = StringIO(newline="")
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow([text_cell(head.title) for head in listing.heads])
    rows.writerows([_plain(value) for value in row] for row in listing.rows)
    return written.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    match value:
        case Money():
            return str(value).replace(".", ",")
        case date():
            return formats.date_short(value)
        case int():
            return str(value)
    return text_cell(value or "")


def write_xlsx(listing: Listing) -> bytes:
    """A workbook of one sheet: true dates and numbers, bold heads that stay in sight, columns as wide as their words."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "LitigeDesk"
    sheet: Any = book.create_sheet(_title(listing.title))  # the stubs leave out most of what it has
    sheet.freeze_panes = "A2"
    last = get_column_letter(max(1, len(listing.heads)))
    sheet.auto_filter.ref = f"A1:{last}{min(len(listing.rows), MOST_ROWS) + 1}"
    for place, width in enumerate(_widths(listing), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    bold = Font(bold=True)
    heads = [WriteOnlyCell(sheet, text_cell(head.title)) for head in listing.heads]
    for cell in heads:
        cell.font = bold
    sheet.append(heads)
    forms = [head.form for head in listing.heads]
    for row in listing.rows[:MOST_ROWS]:
        sheet.append([_cell(sheet, value, form) for value, form in zip(row, forms, strict=True)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Value, form: Form) -> "Cell | None":
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    held: Any = value
    if isinstance(value, Money):
        held = value.euros
    elif isinstance(value, str):
        held = text_cell(value)
    cell = WriteOnlyCell(sheet, held)
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it looks like
    elif form in _SHOWN_AS:
        cell.number_format = _SHOWN_AS[form]
    return cell


def _widths(listing: Listing) -> list[int]:
    widths = [len(head.title) + 4 for head in listing.heads]  # with the arrow of the filter
    for row in listing.rows:
        for place, value in enumerate(row):
            widths[place] = max(widths[place], len(_plain(value).split("\n", 1)[0]) + 2)
    return [min(max(width, _NARROWEST), _WIDEST) for width in widths]


def _title(title: str) -> str:
    """A name that Excel takes for a sheet: 31 characters, without its own signs."""
    return _NOT_IN_A_TITLE.sub(" ", _UNWRITABLE.sub("", title)).strip()[:31] or "Liste"
