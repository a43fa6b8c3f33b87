"""The trash: deleted records keep their rows as JSON for 30 days, and come back under their own ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litigedesk.errors import BugError, NotFound, Refused
from litigedesk.formats import NBSP
from litigedesk.store.database import Database
from litigedesk.store.faults import quoted
from litigedesk.store.schema import Definition, Image
from litigedesk.store.table import GONE, Table
from litigedesk.store.undo import row_id


@dataclass(frozen=True, kw_only=True)
class TrashEntry:
    """What the user deleted in one go: ``kind`` is the table of the record, ``images`` the JSON of its row and its children's,
    then of the ids of what belonged to it and stayed.

    ``schema_version`` is the format of the file on that day.
    """

    id: int | None = None
    kind: str
    label: str
    deleted_on: date
    schema_version: int
    images: str

    @property
    def rows(self) -> list[tuple[str, Image]]:
        """The deleted rows as (table, row), parents first."""
        return [(one["table"], one["row"]) for one in json.loads(self.images) if "row" in one]

    @property
    def stayed(self) -> list[tuple[str, int]]:
        """What belonged to them and was not deleted, as (table, id); it may have changed or gone since."""
        return [(one["table"], one["stayed"]) for one in json.loads(self.images) if "stayed" in one]


TRASH = Definition("trash", TrashEntry)


class Trash:
    """Deletes records into the trash and brings them back, by ordinary writes that undo sees."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, label: str, records: Sequence[object], today: date, stayed: Sequence[object] = ()) -> TrashEntry:
        """Delete records, parents first in the list, and keep their rows under ``label`` (French, such as « Client Dupont »).

        ``stayed`` are saved records to remember with them, for whoever brings them back. Inside a transaction.
        ``NotFound`` if one is gone; ``sqlite3.IntegrityError`` while others refer to one.
        """
        if not records:
            raise BugError("nothing to put in the trash")
        images = [self._present_row(record) for record in records]
        others = [(table, row_id(image)) for table, image in map(self._present_row, stayed)]
        for table, image in reversed(images):
            self._database.delete_row(table, image)
        return self._entries.insert(
            TrashEntry(
                kind=images[0][0],
                label=label,
                deleted_on=today,
                schema_version=self._database.version,
                images=json.dumps(
                    [
                        *({"table": table, "row": image} for table, image in images),
                        *({"table": table, "stayed": record_id} for table, record_id in others),
                    ],
                    ensure_ascii=False,
                ),
            )
        )

    def all(self) -> list[TrashEntry]:
        """What the trash holds, the last deleted first."""
        return self._entries.all(order="id DESC")

    def restore(self, trash_id: int) -> TrashEntry:
        """Bring everything of an entry back under the same ids, and take the entry out of the trash.

        Columns that no longer exist are dropped, new ones take their default. ``Refused`` when a parent is gone or a value that
        must be unique is taken; ``NotFound`` when the entry is gone. Nothing is then changed.
        """
        entry = self._entries.get(trash_id)
        with self._database.transaction(f"Restauration{NBSP}: {entry.label}"):
            self._refuse_orphans(entry)
            try:
                for table, row in entry.rows:
                    columns = self._database.schema.named(table).columns
                    self._database.insert_row(table, {name: row[name] for name in columns if name in row})
            except sqlite3.IntegrityError as fault:
                taken = fault.sqlite_errorcode in {
                    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
                    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
                    sqlite3.SQLITE_CONSTRAINT_ROWID,
                }
                reason = "un autre élément porte déjà la même référence" if taken else "sa forme a changé depuis"
                raise _refusal(entry, f"{reason}.") from fault
            self._entries.delete(trash_id)
        return entry

    def purge(self, before: date) -> int:
        """Throw away for good what was deleted before a day, and say how many entries; this cannot be undone."""
        old = self._entries.select("SELECT * FROM trash WHERE deleted_on < ?", (before.isoformat(),))
        with self._database.transaction("Corbeille vidée", undoable=False):
            for entry in old:
                self._entries.delete(_saved_id(entry))
        return len(old)

    @property
    def _entries(self) -> Table[TrashEntry]:
        return self._database.table(TrashEntry)

    def _present_row(self, record: Any) -> tuple[str, Image]:
        """The saved row of a record: the one in hand may be older."""
        table = self._database.schema.of(type(record)).name
        image = None if record.id is None else self._database.image(table, record.id)
        if image is None:
            raise NotFound(GONE)
        return table, image

    def _refuse_orphans(self, entry: TrashEntry) -> None:
        coming = {(table, row_id(row)) for table, row in entry.rows}
        for table, row in entry.rows:
            if table not in self._database.schema:
                raise _refusal(entry, "sa forme a changé depuis.")
            for parent, column in self._references(table):
                value = row.get(column)
                if not isinstance(value, int) or (parent, value) in coming:
                    continue
                if self._database.image(parent, value) is None:
                    raise _refusal(entry, self._where_is(parent, value))

    def _references(self, table: str) -> list[tuple[str, str]]:
        rows = self._database.rows('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,))
        return [(row["table"], row["from"]) for row in rows]

    def _where_is(self, table: str, record_id: int) -> str:
        for other in self.all():
            if (table, record_id) in {(name, row_id(row)) for name, row in other.rows}:
                return f"restaurez d’abord {quoted(other.label)}."
        return "l’élément auquel il se rattache n’existe plus."


def _refusal(entry: TrashEntry, reason: str) -> Refused:
    return Refused(f"Impossible de restaurer {quoted(entry.label)}{NBSP}: {reason}")


def _saved_id(entry: TrashEntry) -> int:
    assert entry.id is not None
    return entry.id
