"""Statements of account on the disk: which format a file is in, and what its columns were the last time."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk.domain.upkeep import ImportMapping
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import StorageError, UserError
from litigedesk.exchange import bank_columns, bank_table
from litigedesk.exchange.bank_columns import BankField, Fields
from litigedesk.exchange.bank_lines import LARGEST, BankLine, Statement, Unread, repeated
from litigedesk.exchange.bank_statement import LARGE, statements
from litigedesk.exchange.bank_table import BankTable
from litigedesk.exchange.tables import Table
from litigedesk.formats import folded
from litigedesk.rules.settlement import Received

if TYPE_CHECKING:
    from litigedesk.desk import Desk

__all__ = ["BankField", "BankLine", "BankTable", "Fields", "Statement", "Unread"]

_UNREADABLE: Final = "Ce fichier ne peut pas être ouvert\u00a0: il a été déplacé, ou un autre programme l’occupe."


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """A file of a bank: its lines at once, or a ``table`` whose columns must be known first."""

    path: Path
    statements: tuple[Statement, ...] = ()
    table: BankTable | None = None


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> FileRead:
    """Read a file, in any thread; ``UserError`` in words for what is no statement, ``StorageError`` when it cannot be opened."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(LARGE)
        data = path.read_bytes()
    except OSError as fault:
        raise StorageError(_UNREADABLE) from fault
    found = statements(data)
    if found is not None:
        return FileRead(path=path, statements=found)
    return FileRead(path=path, table=bank_table.read(path.name, data, encoding=encoding, delimiter=delimiter))


def fingerprint(table: Table) -> str:
    """Tells tables whose columns have the same names."""
    return sha256("\x1f".join(folded(name) for name in table.columns).encode()).hexdigest()[:32]


def columns(desk: "Desk", table: Table) -> tuple[Fields, bool]:
    """What each column of a table holds, and whether that is what the user said the last time."""
    held = desk.table(ImportMapping).first(kind=ImportKind.BANK, fingerprint=fingerprint(table))
    known = _read(held.columns) if held is not None else ()
    if len(known) == len(table.columns):
        return known, True
    return bank_columns.propose(table), False


def written(fields: Fields) -> str:
    """The columns as they are remembered."""
    return json.dumps([field.value if field is not None else "" for field in fields])


def _read(kept: str) -> Fields:
    values = {field.value: field for field in BankField}
    found = json.loads(kept)
    return tuple(values.get(one) for one in found) if isinstance(found, list) else ()


def received(found: Sequence[Statement]) -> list[Received]:
    """The lines that brought money, of all accounts, the newest first; one that two files give is there once.

    Where files say neither the account nor a mark of the bank, it may as well be two accounts: it is there again, to be asked.
    """
    lines: list[Received] = []
    seen = Counter[str]()
    for one in found:
        for line in one.received:
            repeats = seen[line.reference]
            seen[line.reference] += 1
            if repeats and (one.account or line.marked):
                continue
            reference = repeated(line.reference, repeats) if repeats else line.reference
            lines.append(
                Received(
                    reference=reference,
                    booked_on=line.booked_on,
                    amount=line.amount,
                    label=line.label,
                    repeats=line.reference if repeats else "",
                )
            )
    return sorted(lines, key=lambda line: line.booked_on, reverse=True)
