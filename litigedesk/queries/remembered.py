"""Answers of the database that outlive a refresh: asked again once a step has touched one of the tables they come from."""

from collections.abc import Collection, Sequence
from sqlite3 import Row
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.store.undo import Change


class Remembered:
    """The last answer to each of a few questions over whole tables, of an open desk."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._kept: dict[str, tuple[Sequence[str], Collection[str], list[Row]]] = {}
        desk.db.follow(self)

    def rows(self, sql: str, params: Sequence[str], tables: Collection[str]) -> list[Row]:
        """The answer to ``sql``, which reads these tables and no other; asked anew when it is asked of other values."""
        if self._desk.db.is_in_step:  # what is not saved yet may be taken back
            return self._desk.db.rows(sql, params)
        kept = self._kept.get(sql)
        if kept is None or kept[0] != params:
            kept = self._kept[sql] = (params, tables, self._desk.db.rows(sql, params))
        return kept[2]

    # ---- what the data tell ------------------------------------------------------------------------------------------
    def saved(self, changes: "Sequence[Change]") -> None:
        """Forget what a step touched."""
        touched = {change.table for change in changes}
        self._kept = {sql: kept for sql, kept in self._kept.items() if touched.isdisjoint(kept[1])}

    def scrubbed(self) -> None:
        """What was erased is remembered nowhere."""
        self._kept.clear()

    def closing(self) -> None:
        """Nothing is asked any more."""
        self._kept.clear()
