"""The SQLite file: transactions that are all or nothing, undo steps, reads that cannot write."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from litigedesk.errors import BugError, DatabaseDamaged, Refused, StorageError
from litigedesk.store.faults import DAMAGED, LOST, disk_faults
from litigedesk.store.migrations import MIGRATIONS
from litigedesk.store.opening import bring_up_to_date, connect, create
from litigedesk.store.reads import Reader, Reads
from litigedesk.store.schema import Image, Schema, SqlValue
from litigedesk.store.soundness import rebuild_indexes
from litigedesk.store.table import Table
from litigedesk.store.undo import (
    CHANGED_SINCE,
    NOTHING_TO_REDO,
    NOTHING_TO_UNDO,
    Change,
    Done,
    Follower,
    Journal,
    Step,
    Told,
    in_parts,
    replay,
    row_id,
    silent,
)

__all__ = ["Database", "Done", "Reader", "Step"]

T = TypeVar("T")
_Run = Callable[[str, Sequence[Any]], sqlite3.Cursor]

_LAST_ID: Final = (
    'SELECT max(coalesce(max(id), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)) FROM "{}"'
)
# PRAGMA is among them for FTS5 and the pragma_… functions; as a statement of its own, Reads refuses it.
_READ_ACTIONS: Final = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_PRAGMA,
    }
)


class Database(Reads):
    """The open file. One thread uses it; others take a ``reader()``."""

    def __init__(self, path: Path, schema: Schema, connection: sqlite3.Connection, busy_seconds: float) -> None:
        super().__init__(connection)
        self.path = path
        self.schema = schema
        self.journal = Journal()
        self._busy_seconds = busy_seconds
        self._step: Step | None = None
        self._depth = 0
        self._writing = False
        self._followers: list[Follower] = []
        self._tables: dict[type, Table[Any]] = {}
        connection.set_authorizer(self._authorize)

    @classmethod
    def open(
        cls,
        path: Path,
        schema: Schema,
        *,
        safeguard: Callable[[], object],
        migrations: Path = MIGRATIONS,
        busy_seconds: float = 5.0,
        mend: bool = True,
    ) -> Self:
        """Open the file, making it if it is not there, migrating it if it is old, rebuilding its indexes if they are damaged.

        ``safeguard`` is called before an existing file is migrated or mended, and takes the backup. ``mend=False`` leaves indexes
        as they are, for the check to find. Raises ``DatabaseTooNew``, ``DatabaseDamaged`` or another ``StorageError``; then
        nothing has been written.
        """
        with disk_faults():
            new = not path.exists()
        if new:
            create(path, migrations)
        connection = connect(path, busy_seconds)
        try:
            bring_up_to_date(connection, path, migrations, safeguard, mend=mend)
            database = cls(path, schema, connection, busy_seconds)
            database._verify(new=new)
        except BaseException:
            connection.close()
            raise
        return database

    def _verify(self, *, new: bool) -> None:
        try:
            self.schema.verify(self)
            self.rows("SELECT token FROM revision")
        except (BugError, sqlite3.DatabaseError) as fault:
            if new:
                raise
            # A released program fits the files it makes: it is the file's schema that is damaged.
            raise DatabaseDamaged(DAMAGED) from fault

    def reader(self) -> Reader:
        """A read-only connection; call it in the thread that will use it."""
        return Reader(self.path, self._busy_seconds)

    @property
    def version(self) -> int:
        """Number of the last migration run on this file."""
        return int(self.value("SELECT user_version FROM pragma_user_version"))

    def follow(self, follower: Follower) -> None:
        """Tell it from now on of each step that is saved, of each scrub, and of the end."""
        self._followers.append(follower)

    def close(self) -> None:
        """Let the file go, once those who follow it have."""
        for one in self._followers:
            one.closing()
        super().close()

    def table(self, record: type[T]) -> Table[T]:
        """The records of one class."""
        if record not in self._tables:
            self._tables[record] = Table(self, self.schema.of(record))
        return self._tables[record]

    def rebuild_indexes(self) -> bool:
        """Make every index anew from its table, and say whether the file is sound then; changes no record."""
        self._writing = True
        try:
            with disk_faults():
                return rebuild_indexes(self._connection)
        finally:
            self._writing = False

    def scrub(self) -> bool:
        """Write the file anew, so that nothing of what was deleted can be read in it or in its log; changes no record.

        False when somebody reads the file at that moment: the old content then goes when it is closed. Takes as much room again
        for a moment. ``StorageError`` when the disk refuses: what was deleted stays so.
        """
        self._command("VACUUM")
        busy = self._command("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        for one in self._followers:
            one.scrubbed()
        return not busy

    # ---- transactions ------------------------------------------------------------------------------------------------
    @contextmanager
    def transaction(self, label: str, *, undoable: bool = True) -> Iterator[Step]:
        """Save everything inside, or nothing; the outermost one is an undo step called ``label`` (French).

        Inner ones only take back their own writes when they fail. One part that cannot be undone makes the whole step so.
        """
        if self._step is not None:
            with self._savepoint(self._step, undoable):
                yield self._step
            return
        step = Step(label, undoable)
        with self._whole(step):
            yield step
        self.journal.add(step)

    @contextmanager
    def _whole(self, step: Step) -> Iterator[None]:
        self._answers = None  # what was read before is not remembered any more
        self._command("BEGIN IMMEDIATE")
        self._step = step
        try:
            yield
            self._commit(step)
        except BaseException:
            step.changes.clear()
            if self._connection.in_transaction:  # after a disk fault, SQLite may have rolled back by itself
                self._command("ROLLBACK")
            raise
        finally:
            self._step = None
        if step.changes:
            for one in self._followers:
                one.saved(tuple(step.changes))

    def _commit(self, step: Step) -> None:
        self._still_in_transaction()
        if step.changes:
            # Tells whether a backup is due. Random, not a counter: counters of a restored file would repeat.
            self._command("UPDATE revision SET token = ?", (secrets.token_hex(16),))
        self._command("COMMIT")

    @contextmanager
    def _savepoint(self, step: Step, undoable: bool) -> Iterator[None]:
        mark, before = len(step.changes), step.undoable
        self._still_in_transaction()
        self._depth += 1
        name = f"step_{self._depth}"
        self._command(f"SAVEPOINT {name}")
        try:
            yield
            self._still_in_transaction()
            self._command(f"RELEASE {name}")
            step.undoable = step.undoable and undoable
        except BaseException:
            del step.changes[mark:]
            step.undoable = before
            if self._connection.in_transaction:
                self._command(f"ROLLBACK TO {name}")
                self._command(f"RELEASE {name}")
            raise
        finally:
            self._depth -= 1

    def _still_in_transaction(self) -> None:
        if not self._connection.in_transaction:
            raise StorageError(LOST)

    def _command(self, sql: str, params: Sequence[Any] = (), run: _Run | None = None) -> sqlite3.Cursor:
        self._writing = True
        try:
            with disk_faults():
                return (run or self._connection.execute)(sql, params)
        finally:
            self._writing = False

    def _authorize(self, action: int, subject: str | None, *_: object) -> int:
        # Asking a pragma_… or JSON function declares a virtual table, announced as an update of the schema; SQLite itself
        # refuses a true one.
        declares = action == sqlite3.SQLITE_UPDATE and subject in {"sqlite_master", "sqlite_schema"}
        allowed = self._writing or action in _READ_ACTIONS or declares
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    # ---- rows: every write of records passes here --------------------------------------------------------------------
    def image(self, table: str, row_id: int) -> dict[str, SqlValue] | None:
        """A row as SQL holds it, or ``None``."""
        columns = ", ".join(f'"{column}"' for column in self.schema.named(table).columns)
        row = self.row(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,))
        return None if row is None else dict(row)

    def images(self, table: str, ids: Sequence[int]) -> dict[int, Image]:
        """The rows of these ids that are there, by id."""
        columns = self.schema.named(table).columns
        names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(ids))
        found = self.rows(f'SELECT {names} FROM "{table}" WHERE id IN ({marks})', ids)
        return {row["id"]: dict(zip(columns, row, strict=True)) for row in found}  # dict(row) looks each name up

    def insert_row(self, table: str, image: Image) -> Image:
        """Insert a row, with its own id or, when that is ``None``, the next one; missing columns take their default."""
        given = {column: value for column, value in image.items() if column != "id" or value is not None}
        columns = ", ".join(f'"{column}"' for column in given)
        marks = ", ".join("?" * len(given))
        cursor = self._write(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(given.values()))
        assert cursor.lastrowid is not None
        return self._record(table, cursor.lastrowid, None)

    def insert_rows(self, table: str, images: Sequence[Image]) -> range:
        """Insert whole rows without ids at once, and give the ids that they take: for imports of thousands."""
        last: int = self.value(_LAST_ID.format(table), (table,))
        ids = range(last + 1, last + 1 + len(images))
        self.insert_images(table, [{**image, "id": taken} for image, taken in zip(images, ids, strict=True)])
        return ids

    def insert_images(self, table: str, images: Sequence[Image]) -> None:
        """Insert whole rows with their ids, in their order, at once."""
        columns = self.schema.named(table).columns
        names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join(f":{column}" for column in columns)
        self._write(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', images, self._connection.executemany)
        for some in in_parts([row_id(image) for image in images]):
            stored = self.images(table, some)  # read back: what was stored
            self._running_step().changes += [Change(table, one, None, stored[one]) for one in some]

    def delete_images(self, table: str, images: Sequence[Image]) -> None:
        """Delete whole rows, in their order, at once."""
        ids = [row_id(image) for image in images]
        self._write(f'DELETE FROM "{table}" WHERE id = ?', [(one,) for one in ids], self._connection.executemany)
        self._running_step().changes += [
            Change(table, one, image, None) for one, image in zip(ids, images, strict=True)
        ]

    def update_row(self, table: str, before: Image, after: Image) -> Image:
        """Change the row ``before`` into ``after``."""
        changed = [column for column, value in after.items() if value != before[column]]
        terms = ", ".join(f'"{column}" = ?' for column in changed)
        params = [after[column] for column in changed]
        self._write(f'UPDATE "{table}" SET {terms} WHERE id = ?', (*params, row_id(before)))
        return self._record(table, row_id(before), before)

    def delete_row(self, table: str, before: Image) -> None:
        """Delete the row ``before``."""
        self._write(f'DELETE FROM "{table}" WHERE id = ?', (row_id(before),))
        self._running_step().changes.append(Change(table, row_id(before), before, None))

    def _write(self, sql: str, params: Sequence[Any], run: _Run | None = None) -> sqlite3.Cursor:
        self._running_step()
        self._still_in_transaction()  # or SQLite would save this write alone, at once
        return self._command(sql, params, run)

    def _record(self, table: str, row_id: int, before: Image | None) -> Image:
        after = self.image(table, row_id)  # read back: what was stored, defaults included
        self._running_step().changes.append(Change(table, row_id, before, after))
        assert after is not None
        return after

    def _running_step(self) -> Step:
        if self._step is None:
            raise BugError("a write outside a transaction")
        return self._step

    @property
    def is_in_step(self) -> bool:
        """Whether a transaction runs, which another then is a part of."""
        return self._step is not None

    # ---- undo --------------------------------------------------------------------------------------------------------
    @property
    def undo_label(self) -> str | None:
        """Name of the step that ``undo`` would take back."""
        return self.journal.last.label if self.journal.last else None

    @property
    def redo_label(self) -> str | None:
        """Name of the step that ``redo`` would do again."""
        return self.journal.next.label if self.journal.next else None

    def undo(self, told: Told = silent) -> Done:
        """Take the last step back; ``Refused``, and nothing changed, when there is none or its rows have changed since.

        ``told`` is called on the way with how many rows are done, of how many; what it raises takes everything back.
        """
        step = self.journal.last
        if step is None:
            raise Refused(NOTHING_TO_UNDO)
        done = self._replay(step.label, (change.inverse for change in reversed(step.changes)), len(step.changes), told)
        self.journal.undone()
        return done

    def redo(self, told: Told = silent) -> Done:
        """Do the last undone step again, told and refused as for ``undo``."""
        step = self.journal.next
        if step is None:
            raise Refused(NOTHING_TO_REDO)
        done = self._replay(step.label, step.changes, len(step.changes), told)
        self.journal.redone()
        return done

    def _replay(self, label: str, changes: Iterable[Change], total: int, told: Told) -> Done:
        if self._step is not None:
            raise BugError("undo inside a transaction")
        replayed = Step(label)
        try:
            with self._whole(replayed):
                self._command("PRAGMA defer_foreign_keys = ON")  # until the commit, for keys that point in a circle
                replay(self, changes, total, told)
        except sqlite3.IntegrityError as fault:
            raise Refused(CHANGED_SINCE) from fault
        return replayed.done
