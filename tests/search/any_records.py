"""Records of every table that the index reads, changed in every way, knowing of them only what the schema says."""

import dataclasses
import sqlite3
from contextlib import suppress
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.search.kinds import BY_NAME, CARRIED, PART_OF

WORDS = ("Dupont", "Éléonore", "Œuvre", "rue d’Élise", "F-2026-014", "1 250,00 €", "ponceuse", "987 654 324 00019", "")
FILES = ("Ponceuse remise en main propre.", "Le chèque de 1 250,00 € est revenu impayé.", "")
TABLES = sorted({*BY_NAME, *PART_OF, "stored_file"})
DAY = date(2026, 3, 3)
AT_FIRST = {  # what the schema wants of a new record
    "policy": {"company_id": None},
    "piece": {"insurance_claim_id": None, "number": 1, "place": 1},
    "invoice": {"credited_invoice_id": None},
}


def _links(desk: Desk, table: str) -> dict[str, str]:
    rows = desk.db.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))
    return {row["from"]: row["table"] for row in rows}


def _some_id(desk: Desk, table: str, draw: int) -> int | None:
    rows = desk.db.rows(f"SELECT id FROM {table} ORDER BY id")
    return rows[draw % len(rows)]["id"] if rows else None


def _value(desk: Desk, table: str, name: str, draw: int) -> Any:
    """A value that this field may hold; ``LookupError`` when it wants a record that there is none of."""
    hint = get_type_hints(SCHEMA.named(table).record)[name]
    options = [one for one in get_args(hint) if one is not NoneType] or [hint]
    links = _links(desk, table)
    value: Any = None
    if name in links:
        value = _some_id(desk, links[name], draw)
    elif options[0] is str:
        value = f"{WORDS[draw % len(WORDS)]} {draw % 3}"
    elif options[0] is date:
        value = DAY
    elif options[0] is Money:
        value = Money(draw % 200_000)
    elif isinstance(options[0], type) and issubclass(options[0], StrEnum):
        value = list(options[0])[draw % len(options[0])]
    elif options[0] is int:
        value = draw % 7
    if value is None and NoneType not in get_args(hint):
        raise LookupError(name)
    return value


def begin(desk: Desk) -> None:
    """One record of each kind."""
    for draw, one in enumerate(SCHEMA.definitions):
        if one.name in TABLES:
            with suppress(sqlite3.IntegrityError, UserError, LookupError):
                add(desk, draw * len(TABLES) + TABLES.index(one.name))


def add(desk: Desk, draw: int) -> None:
    """A record with some of its fields filled."""
    table = TABLES[draw % len(TABLES)]
    record = SCHEMA.named(table).record
    filled: dict[str, Any] = {}
    for place, one in enumerate(dataclasses.fields(record)):
        required = one.default is dataclasses.MISSING
        if one.name != "id" and (required or one.type in (str, "str") or one.name.endswith("_id")):
            filled[one.name] = _value(desk, table, one.name, draw // (place + 3))
    if table == "stored_file":
        data = FILES[draw % len(FILES)].encode()
        filled |= {"sha256": desk.vault.put_bytes(data, "a.txt").sha256, "name": "a.txt", "size": len(data)}
    filled |= AT_FIRST.get(table, {})
    with desk.db.transaction("Ajout"):
        desk.table(record).insert(record(**filled))


def change(desk: Desk, draw: int) -> None:
    """One field of one record."""
    table = TABLES[draw % len(TABLES)]
    record = SCHEMA.named(table).record
    record_id = _some_id(desk, table, draw // 7)
    if record_id is None or table == "stored_file":
        return
    names = [one.name for one in dataclasses.fields(record) if one.name != "id"]
    _replace(desk, table, record_id, names[draw // 11 % len(names)], draw // 13)


def rename(desk: Desk, draw: int) -> None:
    """One of the fields that other records are found by."""
    table = list(CARRIED)[draw % len(CARRIED)]
    record_id = _some_id(desk, table, draw // 7)
    columns = CARRIED[table].columns
    if record_id is not None:
        _replace(desk, table, record_id, columns[draw // 11 % len(columns)], draw // 13)


def _replace(desk: Desk, table: str, record_id: int, name: str, draw: int) -> None:
    record = SCHEMA.named(table).record
    with desk.db.transaction("Changement"):
        now = dataclasses.replace(desk.table(record).get(record_id), **{name: _value(desk, table, name, draw)})
        desk.table(record).update(now)


def throw_away(desk: Desk, draw: int) -> None:
    """One record, to the trash."""
    record = SCHEMA.named(TABLES[draw % len(TABLES)]).record
    record_id = _some_id(desk, TABLES[draw % len(TABLES)], draw // 7)
    if record_id is not None:
        with desk.db.transaction("Suppression"):
            desk.trash.put("un élément", [desk.table(record).get(record_id)], DAY)


def bring_back(desk: Desk, draw: int) -> None:
    """Something from the trash."""
    held = desk.trash.all()
    if held:
        desk.trash.restore(held[draw % len(held)].id or 0)


ACTIONS = (
    add, add, add, add, change, change, rename, rename, throw_away, bring_back, lambda desk, _: desk.undo(),
    lambda desk, _: desk.redo(),
)  # fmt: skip


def act(desk: Desk, draw: int) -> None:
    """Do one of these; what the schema or the program refuses is left undone."""
    with suppress(sqlite3.IntegrityError, UserError, LookupError):
        ACTIONS[draw % len(ACTIONS)](desk, draw // len(ACTIONS))
