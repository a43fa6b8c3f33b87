"""The same records for spreadsheets and for programs."""

import csv
import io
import json
from typing import Any

from litigedesk.readable.shelf import FILES, Shelf
from litigedesk.readable.tables import words_of
from litigedesk.readable.values import read_by_programs, read_by_spreadsheets


def csv_of(shelf: Shelf, table: str) -> bytes:
    """One table, semicolons between cells, heads in French; beside a number that refers to another record, its name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    words, columns = words_of(table), shelf.columns[table]
    heads: list[str] = []
    for column in columns:
        head = words.head(column)
        heads += [f"{head} (n° interne)", head] if shelf.parent(table, column) else [head]
    writer.writerow(heads)
    for record in shelf.tables[table]:
        cells: list[str] = []
        for column in columns:
            value = getattr(record, column)
            cells.append(read_by_spreadsheets(value))
            if parent := shelf.parent(table, column):
                cells.append(read_by_spreadsheets(_name(shelf, parent, value)))
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def json_of(shelf: Shelf) -> bytes:
    """Every record, table by table, under the names that the program gives them."""
    rows = {
        table: [{column: read_by_programs(getattr(one, column)) for column in shelf.columns[table]} for one in records]
        for table, records in shelf.tables.items()
        if records
    }
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")


def _name(shelf: Shelf, table: str, record_id: int | None) -> str:
    found: Any = shelf.find(table, record_id)
    if found is None:
        return ""
    return str(found.name) if table == FILES else shelf.name(table, found)
