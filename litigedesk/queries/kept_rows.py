"""The rows of a list kept in memory: after a step only those that it touched are read again, and long lists are read in slices."""

import json
from bisect import insort
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.store.undo import Change

R = TypeVar("R")
SLICE: Final = 500  # rows read at once while the window answers
AT_ONCE: Final = 2_000  # rows that are read before one notices
FEW: Final = 50  # rows that are put in their place one by one

Lead = tuple[
    str, str
]  # a column, and what its values lead to: ``""`` for the rows themselves, else the question that finds them


@dataclass(frozen=True, kw_only=True)
class KeptList(Generic[R]):
    """How a list is read: ``read`` gives the rows of some ids, ``order`` is what they are sorted by, ``ids`` all of them.

    ``leads`` tell by table which rows a changed row touches: every table that ``read`` looks at is among them.
    """

    ids: str
    read: Callable[["Desk", Collection[int]], Sequence[R]]
    identity: Callable[[R], int]
    order: Callable[[R], Any]
    leads: Mapping[str, Sequence[Lead]]


class KeptRows(Generic[R]):
    """The rows of one list of an open desk, in its order, always as a fresh reading would give them."""

    def __init__(self, desk: "Desk", kept: KeptList[R]) -> None:
        self._desk, self._list = desk, kept
        self._rows: list[R] | None = None
        self._waiting: list[int] | None = None  # ids not read yet, the last first
        self._read: dict[int, R] = {}
        self._touched: dict[str, set[int]] = {}  # by the question that leads from there to the rows
        desk.db.follow(self)

    # ---- what the data tell ------------------------------------------------------------------------------------------
    def saved(self, changes: "Sequence[Change]") -> None:
        """Note what a step touched; nothing while nothing is kept."""
        if self._waiting is None and self._rows is None:
            return
        for change in changes:
            for column, question in self._list.leads.get(change.table, ()):
                held = [image[column] for image in (change.before, change.after) if image is not None]
                found = {one for one in held if isinstance(one, int)}
                if found:
                    self._touched.setdefault(question, set()).update(found)

    def scrubbed(self) -> None:
        """Nothing: what was deleted is no longer among the rows."""

    def closing(self) -> None:
        """Keep nothing of a folder that is let go."""
        self.forget()

    def become(self, kept: KeptList[R]) -> None:
        """Be read in another way from now on."""
        self._list = kept
        self.forget()

    # ---- reading -----------------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Read everything again the next time."""
        self._rows, self._waiting = None, None
        self._read, self._touched = {}, {}

    @property
    def is_read(self) -> bool:
        """Whether the rows are there."""
        return self._rows is not None

    @property
    def is_long(self) -> bool:
        """Whether ``rows`` would keep the window waiting: read the list by ``read_more`` then."""
        return self._rows is None and not self._desk.db.is_in_step and len(self._ids()) > AT_ONCE

    def read_more(self) -> bool:
        """Read a slice; whether there is more to read."""
        if self._rows is not None or self._desk.db.is_in_step:
            return False
        waiting = self._ids()
        asked, waiting[-SLICE:] = waiting[-SLICE:], []
        self._take(asked)
        if not waiting:
            self._rows, self._waiting = sorted(self._read.values(), key=self._list.order), None
            self._read = {}
        return self._rows is None

    def rows(self) -> list[R]:
        """Every row, in order; the same list as long as nothing changed: not to be written to. Inside a step nothing is kept."""
        if self._desk.db.is_in_step:
            ids = [row[0] for row in self._desk.db.rows(self._list.ids)]
            return sorted(self._list.read(self._desk, ids), key=self._list.order)
        if self._rows is None:
            self._take(self._ids())
            self._waiting = []
            self.read_more()
        assert self._rows is not None
        touched = self._ids_touched()
        if touched:
            self._rows = self._renewed(self._rows, touched)
        return self._rows

    def _ids(self) -> list[int]:
        if self._waiting is None:
            self._touched = {}
            self._waiting = [row[0] for row in self._desk.db.rows(self._list.ids)][::-1]
        return self._waiting

    def _take(self, ids: Collection[int]) -> None:
        for row in self._list.read(self._desk, ids) if ids else ():
            self._read[self._list.identity(row)] = row

    def _ids_touched(self) -> set[int]:
        touched, self._touched = self._touched, {}
        found = touched.pop("", set())
        for question, ids in touched.items():
            rows = self._desk.db.rows(question, (json.dumps(sorted(ids)),))
            found.update(row[0] for row in rows if row[0] is not None)
        return found

    def _renewed(self, rows: list[R], touched: set[int]) -> list[R]:
        """The rows with those touched read again; one that is as it was stays the same object."""
        identity, order = self._list.identity, self._list.order
        before = {identity(row): row for row in rows if identity(row) in touched}
        after = {identity(row): row for row in self._list.read(self._desk, touched)}
        other = [one for one in touched if before.get(one) != after.get(one)]
        if not other:
            return rows
        gone = {id(before[one]) for one in other if one in before}
        kept = [row for row in rows if id(row) not in gone]
        come = [after[one] for one in other if one in after]
        if len(come) > FEW:
            return sorted([*kept, *come], key=order)
        for row in come:
            insort(kept, row, key=order)
        return kept
