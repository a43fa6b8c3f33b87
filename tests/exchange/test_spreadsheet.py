"""Lists written for spreadsheets: what French Excel and a reader of workbooks find in them, and nothing that is run."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from litigedesk.domain.money import Money
from litigedesk.exchange.spreadsheet import LONGEST, write_csv, write_xlsx
from litigedesk.listing import Form, Head, Listing, Value

HEADS = (Head("Nom"), Head("Le", Form.DATE), Head("Reste dû", Form.MONEY), Head("Jours", Form.NUMBER))


def listing(*rows: tuple[Value, ...], title: str = "Clients") -> Listing:
    return Listing(title=title, heads=HEADS, rows=rows)


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet_of(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_csv_opens_in_french_excel() -> None:
    data = write_csv(
        listing(("Éléonore ; « Œuvre »\nRennes", date(2027, 3, 3), Money.of("1234.5"), 12), ("", None, None, None))
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    head, first, empty = csv_rows(data)
    assert head == ["Nom", "Le", "Reste dû", "Jours"]
    assert first == ["Éléonore ; « Œuvre »\nRennes", "03/03/2027", "1234,50", "12"]
    assert empty == ["", "", "", ""]


def test_a_workbook_has_true_dates_and_numbers_under_heads_that_stay() -> None:
    sheet = sheet_of(write_xlsx(listing(("Zoé", date(2027, 3, 3), Money.of("-1234.5"), 12), ("Ana", None, None, None))))
    name, day, money, count = sheet[2]
    assert (name.value, day.value.date(), money.value, count.value) == ("Zoé", date(2027, 3, 3), -1234.5, 12)
    assert day.is_date
    assert "€" in money.number_format
    assert [cell.value for cell in sheet[3]] == ["Ana", None, None, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width >= 8
    assert all(cell.font.bold for cell in sheet[1])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|'/c calc'!A0", "+33 6 12", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "\n=1", "\x00=1"],
)
def test_no_text_begins_a_formula(text: str) -> None:
    held = listing((text, None, None, None), title=text)
    (_, row) = csv_rows(write_csv(held))
    sheet = sheet_of(write_xlsx(held))
    cell = sheet["A2"]
    assert cell.data_type == "s"
    for written in (row[0], str(cell.value)):
        assert written.startswith("'")
        assert written[1:].strip().lstrip("\x00") in text


def test_what_no_cell_can_hold_is_left_out_or_cut() -> None:
    held = listing(
        ("a\x00\x0b\ud800b", None, None, None),
        ("é" * 40_000, None, None, None),
        title="[Liste]: d’un/nom * trop long ?",
    )
    _, first, second = csv_rows(write_csv(held))
    assert first[0] == "ab"
    assert len(second[0]) == LONGEST
    sheet = sheet_of(write_xlsx(held))
    assert sheet.max_row == 3
    assert len(sheet.title) <= 31


def test_an_empty_list_is_a_sheet_of_heads() -> None:
    assert len(csv_rows(write_csv(listing()))) == 1
    assert sheet_of(write_xlsx(listing())).max_row == 1
