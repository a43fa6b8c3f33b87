"""Statements that banks give as tables, CSV or XLSX: read, then made lines once their columns are known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from litigedesk.domain.money import ZERO, Money
from litigedesk.errors import UserError
from litigedesk.exchange import delimited, workbook
from litigedesk.exchange.bank_columns import (
    DAY,
    BankField,
    Fields,
    amount_of,
    is_done,
    is_known,
    leaves,
    missing,
    plain,
    propose,
)
from litigedesk.exchange.bank_lines import (
    FIRST_YEAR,
    MOST,
    RawLine,
    Statement,
    Unread,
    clean_label,
    day_of,
    with_references,
)
from litigedesk.exchange.tables import Cell, Row, Step, Table, shown, table_of
from litigedesk.formats import count, folded, parse_date, typographic


@dataclass(frozen=True, kw_only=True)
class BankTable:
    """A statement as it was read, with how; ``warnings`` (French) say what was mended."""

    table: Table
    encoding: str = ""
    delimiter: str = ""
    warnings: tuple[str, ...] = ()


def read(
    name: str, data: bytes, *, encoding: str | None = None, delimiter: str | None = None, step: Step | None = None
) -> BankTable:
    """The table of a CSV or of the first sheet of a workbook that names a date; ``UserError`` for what is neither."""
    if data[:4] == b"PK\x03\x04":
        sheets, warnings = workbook.read(data, step)
        tables = [table_of(sheet.name, sheet.rows, is_known) for sheet in sheets]
        best = max(tables, key=lambda one: sum(field is not None for field in propose(one)))
        return BankTable(table=best, warnings=warnings)
    found = delimited.read(data, encoding=encoding, delimiter=delimiter, step=step)
    return BankTable(
        table=table_of(name, found.rows, is_known),
        encoding=found.encoding,
        delimiter=found.delimiter,
        warnings=found.warnings,
    )


# ---- lines -----------------------------------------------------------------------------------------------------------
def statement(table: Table, fields: Fields) -> Statement:
    """The lines of a table once its columns are known. ``UserError`` when a column is lacking or no line can be read."""
    if lacking := missing(fields):
        raise UserError(lacking)
    reader = _Reader(table, fields)
    lines: list[RawLine] = []
    unread: list[Unread] = []
    for row in table.rows[:MOST]:
        made = reader.line(row)
        if isinstance(made, RawLine):
            lines.append(made)
        elif made is not None:
            unread.append(made)
    if not lines:
        why = f" ({unread[0].reason[:1].lower()}{unread[0].reason[1:].rstrip('.')})" if unread else ""
        raise UserError(typographic(f"Aucune ligne ne se lit avec ces colonnes{why} : corrigez-les."))
    return Statement(account="", lines=with_references("", lines), unread=tuple(unread))


class _Reader:
    """Reads rows by their columns; days come before months unless the column shows otherwise."""

    def __init__(self, table: Table, fields: Fields) -> None:
        self._names = [plain(name) for name in table.columns]
        self._of = {field: [i for i, one in enumerate(fields) if one is field] for field in BankField}
        days = [found for cell in self._cells(table.rows, BankField.DATE) if (found := DAY.match(shown(cell)))]
        self._months_first = any(int(one[2]) > 12 for one in days) and not any(int(one[1]) > 12 for one in days)

    def _cells(self, rows: Iterable[Row], field: BankField) -> list[Cell]:
        return [row.cells[place] for row in rows for place in self._of[field]]

    def line(self, row: Row) -> RawLine | Unread | None:
        """One line; ``None`` for one that says nothing: empty, or the names of columns once more."""
        dates = self._cells([row], BankField.DATE)
        paid = [self._cells([row], field) for field in (BankField.AMOUNT, BankField.CREDIT, BankField.DEBIT)]
        if not any(shown(cell) for cells in paid for cell in cells) or plain(shown(dates[0])) in self._names:
            return None
        content = " · ".join(filter(None, map(shown, row.cells)))[:500]
        currency = "".join(map(shown, self._cells([row], BankField.CURRENCY))).strip().upper()
        if row.fault:
            return Unread(place=row.line, reason=row.fault, content=content)
        if currency not in {"", "EUR", "EURO", "EUROS", "€"}:
            return Unread(place=row.line, reason=f"La somme est en {currency[:3]}.", content=content)
        if not all(map(is_done, self._cells([row], BankField.STATE))):
            return Unread(place=row.line, reason="L’opération n’a pas eu lieu, ou pas encore.", content=content)
        try:
            day = self._day(dates[0])
        except ValueError:
            return Unread(place=row.line, reason="La date ne se lit pas.", content=content)
        try:
            amount = _net(*paid)
        except ValueError:
            return Unread(place=row.line, reason="La somme ne se lit pas.", content=content)
        try:
            amount = self._directed(row, amount)
        except ValueError:
            return Unread(place=row.line, reason="Le sens de la somme ne se lit pas.", content=content)
        if amount == ZERO:
            return None
        label = clean_label(*map(shown, self._cells([row], BankField.LABEL)))
        given = " ".join(map(shown, self._cells([row], BankField.MARK))).strip()
        return RawLine(place=row.line, booked_on=day, amount=amount, label=label or "(sans libellé)", given=given)

    def _directed(self, row: Row, amount: Money) -> Money:
        """With the sign that a column of its own gives; ``ValueError`` when that column says something else."""
        for cell in self._cells([row], BankField.DIRECTION):
            left = leaves(cell)
            if left is not None:
                size = Money(abs(amount.cents))
                return -size if left else size
        return amount

    def _day(self, cell: Cell) -> date:
        """The day of a cell, its hour left out; ``ValueError`` when it is none."""
        if isinstance(cell, date):
            return day_of(cell.year, cell.month, cell.day)
        text = shown(cell).strip()
        if found := DAY.match(text):
            first, second, year = (int(part) for part in found.groups())
            day, month = (second, first) if self._months_first else (first, second)
            return day_of(year, month, day)
        if re.match(r"\d{4}-\d\d-\d\d", text):
            return day_of(*map(int, text[:10].split("-")))
        if re.fullmatch(r"(19|20)\d{6}", text):
            return day_of(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.search(r"\d{4}", text) and re.search(r"[a-z]", folded(text)):
            named = parse_date(text, date(FIRST_YEAR, 1, 1))
            return day_of(named.year, named.month, named.day)
        raise ValueError(text)


def _net(amounts: Sequence[Cell], credits_: Sequence[Cell], debits: Sequence[Cell]) -> Money:
    """What came in less what left: a signed amount, or a credit and a debit whatever their signs."""
    signed = [amount_of(cell) for cell in amounts if shown(cell).strip()]
    if signed:
        return signed[0]
    came = Money.total(amount_of(cell) for cell in credits_ if shown(cell).strip())
    left = Money.total(Money(abs(amount_of(cell).cents)) for cell in debits if shown(cell).strip())
    return Money(abs(came.cents)) - left


def in_words(found: Statement) -> str:
    """« 42 lignes lues, 3 n’ont pas pu l’être »."""
    read_ = count(len(found.lines), "ligne lue", "lignes lues")
    return f"{read_}, {count(len(found.unread), 'illisible', 'illisibles')}" if found.unread else read_
