"""Undo and redo: steps made of before and after images of rows, replayed without knowing what the tables mean."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Final, Protocol, TypeVar

from litigedesk.errors import Refused
from litigedesk.formats import NARROW, NBSP
from litigedesk.store.schema import Image, SqlValue

T = TypeVar("T")
Told = Callable[[int, int], object]

TOGETHER: Final = 500  # rows written by one statement; SQLite takes a few thousand values in a question
LIMIT = 200  # steps kept, in memory only: closing the program forgets them

CHANGED_SINCE = f"Impossible{NBSP}: ces informations ont changé depuis. Rien n’a été modifié."
NOTHING_TO_UNDO = "Il n’y a rien à annuler."
NOTHING_TO_REDO = f"Il n’y a rien à rétablir{NARROW}; seule une action annulée peut l’être."


@dataclass(frozen=True)
class Change:
    """One row before and after a write; ``None`` stands for no row."""

    table: str
    id: int
    before: Image | None
    after: Image | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


@dataclass(frozen=True)
class Done:
    """What a step did: its French name, and the tables whose rows changed."""

    label: str
    kinds: frozenset[str]


@dataclass
class Step:
    """One action of the user while it runs, and afterwards one entry of the undo list."""

    label: str
    undoable: bool = True
    changes: list[Change] = field(default_factory=list)

    @property
    def done(self) -> Done:
        """The step's name and the tables it has changed so far; none when it changed nothing."""
        return Done(self.label, frozenset(change.table for change in self.changes))

    @property
    def touched(self) -> set[tuple[str, int]]:
        """The rows it changed, as (table, id)."""
        return {(change.table, change.id) for change in self.changes}


class Follower(Protocol):
    """Whoever keeps something in step with the records."""

    def saved(self, changes: Sequence[Change]) -> None:
        """The rows of a step that was saved, undo and redo included, in their order."""

    def scrubbed(self) -> None:
        """What was deleted must leave no trace any more."""

    def closing(self) -> None:
        """The file is about to be let go."""


class Journal:
    """The last steps that can be undone, and those undone that can be done again."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._undo: deque[Step] = deque(maxlen=limit)
        self._redo: deque[Step] = deque(maxlen=limit)

    def add(self, step: Step) -> None:
        """Remember a step that was saved; one without changes leaves no trace.

        A step that cannot be undone clears only what it gets in the way of: steps that changed one of its rows, which could
        no longer be replayed, and those behind them.
        """
        if not step.changes:
            return
        if step.undoable:
            self._undo.append(step)
            self._redo.clear()
            return
        self.forget(step.touched)

    def join(self, first: Step | None, second: Step, label: str) -> Step:
        """Make one step, called ``label``, of two that stand on top; what was saved part by part is then undone at once.

        The step that holds the second's changes: itself when something else was saved in between, or when it is the first part.
        """
        if first is None or len(self._undo) < 2 or self._undo[-1] is not second or self._undo[-2] is not first:
            second.label = label
            return second
        self._undo.pop()
        first.changes.extend(second.changes)
        first.label = label
        return first

    @property
    def last(self) -> Step | None:
        """The step that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def next(self) -> Step | None:
        """The step that redo would do again."""
        return self._redo[-1] if self._redo else None

    def undone(self) -> None:
        """Note that ``last`` was taken back."""
        self._redo.append(self._undo.pop())

    def redone(self) -> None:
        """Note that ``next`` was done again."""
        self._undo.append(self._redo.pop())

    def forget(self, touched: set[tuple[str, int]]) -> None:
        """Drop the steps that changed one of these rows, and those that stand behind: of personal data erased nothing stays."""
        self._undo = _free_of(self._undo, touched)
        self._redo = _free_of(self._redo, touched)

    def images(self) -> Iterable[tuple[str, Image]]:
        """Every (table, row) that undo or redo may bring back; their files must not be thrown away."""
        for step in (*self._undo, *self._redo):
            for change in step.changes:
                for image in (change.before, change.after):
                    if image is not None:
                        yield change.table, image


def _free_of(steps: deque[Step], touched: set[tuple[str, int]]) -> deque[Step]:
    """The steps on top of the newest one that shares a row with ``touched``; replay starts at the right end."""
    kept: deque[Step] = deque(maxlen=steps.maxlen)
    for step in reversed(steps):
        if step.touched & touched:
            break
        kept.appendleft(step)
    return kept


class RowStore(Protocol):
    """Whole-row writes by table name, each recorded in the running step."""

    def image(self, table: str, row_id: int) -> Image | None: ...

    def insert_row(self, table: str, image: Image) -> Image: ...

    def update_row(self, table: str, before: Image, after: Image) -> Image: ...

    def delete_row(self, table: str, before: Image) -> None: ...


class ManyRows(RowStore, Protocol):
    """The same for rows by the hundred."""

    def images(self, table: str, ids: Sequence[int]) -> Mapping[int, Image]: ...

    def insert_images(self, table: str, images: Sequence[Image]) -> None: ...

    def delete_images(self, table: str, images: Sequence[Image]) -> None: ...


def silent(done: int, total: int) -> None:
    """Tells nobody how far a replay is."""


def replay(store: ManyRows, changes: Iterable[Change], total: int, told: Told = silent) -> None:
    """Write each change in order, of so many; ``Refused`` when a row is not what the change started from.

    Played in exact order, or exactly reversed, the rows pass through states they have already been in, so that keys
    declared RESTRICT, which SQLite checks at once even when keys are deferred, hold at every moment. Neighbours that come into
    one table, or go from it, are written together: an import of thousands of lines is undone as fast as it was done.
    """
    done = 0
    told(done, total)
    for (table, new, gone), run in groupby(changes, lambda one: (one.table, one.before is None, one.after is None)):
        while some := list(islice(run, TOGETHER)):
            if new == gone:
                _change(store, some)
            else:
                _come_or_go(store, table, some)
            done += len(some)
            told(done, total)


def _come_or_go(store: ManyRows, table: str, changes: Sequence[Change]) -> None:
    """Rows of one table that are all inserted, or all deleted."""
    found = store.images(table, [change.id for change in changes])
    if any(found.get(change.id) != change.before for change in changes):
        raise Refused(CHANGED_SINCE)
    store.insert_images(table, [change.after for change in changes if change.after is not None])
    store.delete_images(table, [change.before for change in changes if change.before is not None])


def _change(store: RowStore, changes: Sequence[Change]) -> None:
    """Rows changed where they are, one at a time: one row may change twice."""
    for change in changes:
        if store.image(change.table, change.id) != change.before:
            raise Refused(CHANGED_SINCE)
        if change.before is not None and change.after is not None:
            store.update_row(change.table, change.before, change.after)


def in_parts(items: Sequence[T], size: int = TOGETHER) -> Iterator[Sequence[T]]:
    """The items in their order, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def row_id(image: Image) -> int:
    """The id in a row's image."""
    value: SqlValue = image["id"]
    assert isinstance(value, int)
    return value
