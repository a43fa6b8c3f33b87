"""The lines that are in memory, in the order of the list; after a step only those that it moved change place."""

from bisect import insort
from collections.abc import Iterable
from datetime import date
from typing import Final

from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import DisputeRow, Scope

_FEW: Final = 50  # lines put in their place one by one


class Ordered:
    """Lines by dispute; each scope's list is made when it is first asked for."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Hold nothing."""
        self._rows: dict[int, DisputeRow] = {}
        self._keys: dict[int, tuple[bool, date, str, int]] = {}
        self._lists: dict[Scope, list[DisputeRow]] = {}
        self._moved: dict[Scope, set[int]] = {}  # since each list was made

    def put(self, rows: Iterable[DisputeRow]) -> None:
        """Hold these, in place of what was held of the same disputes."""
        for row in rows:
            self.drop(row.id)
            self._rows[row.id] = row

    def drop(self, dispute_id: int) -> None:
        """Hold that dispute no more."""
        self._rows.pop(dispute_id, None)
        self._keys.pop(dispute_id, None)
        for moved in self._moved.values():
            moved.add(dispute_id)

    def listed(self, scope: Scope) -> list[DisputeRow]:
        """Those of a scope, in order."""
        moved = self._moved.get(scope)
        if moved is None or len(moved) > _FEW:
            chosen = [row for row in self._rows.values() if _holds(scope, row)]
            self._lists[scope] = sorted(chosen, key=self._key)
        elif moved:
            kept = [row for row in self._lists[scope] if row.id not in moved]
            for one in moved:
                row = self._rows.get(one)
                if row is not None and _holds(scope, row):
                    insort(kept, row, key=self._key)
            self._lists[scope] = kept
        self._moved[scope] = set()
        return self._lists[scope]

    def _key(self, row: DisputeRow) -> tuple[bool, date, str, int]:
        key = self._keys.get(row.id)
        if key is None:
            key = self._keys[row.id] = dispute_list.place(row)
        return key


def _holds(scope: Scope, row: DisputeRow) -> bool:
    return scope is Scope.ALL or (row.stage is DisputeStage.CLOSED) is (scope is Scope.CLOSED)
