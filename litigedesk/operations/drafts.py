"""Half-filled forms of a record that is erased: they go with it."""

from typing import TYPE_CHECKING

from litigedesk.store.drafts import Record

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def forget(desk: "Desk", kind: str, record_id: int) -> int:
    """Throw away what was typed and not saved about a record and all that hangs on it; how many forms that were.

    To be called before the record's rows are changed: they tell what hangs on it. Nothing of it can be undone. Raises
    ``StorageError``.
    """
    return desk.drafts.forget(_hanging(desk, (kind, record_id)))


def _hanging(desk: "Desk", record: Record) -> set[Record]:
    """The record, and every row that points to it, directly or through others."""
    found, waiting = {record}, [record]
    tables = [(one.name, set(one.columns)) for one in desk.db.schema.definitions]
    while waiting:
        kind, record_id = waiting.pop()
        for table, columns in tables:
            if f"{kind}_id" in columns:
                rows = desk.db.rows(f'SELECT id FROM "{table}" WHERE "{kind}_id" = ?', (record_id,))
                new = {(table, int(row["id"])) for row in rows} - found
                found |= new
                waiting.extend(new)
    return found
