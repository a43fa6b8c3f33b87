"""Where the disputes of an open folder stand: computed once for a day, then anew only for those that a step moved."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from litigedesk.domain.money import Money
from litigedesk.errors import BugError, StorageError
from litigedesk.queries import dispute_list
from litigedesk.queries.among import AMONG
from litigedesk.queries.dispute_list import DisputeRow, Move, Scope
from litigedesk.standing.kept import FILE_NAME, Kept, KeptLost
from litigedesk.standing.ordered import Ordered
from litigedesk.standing.origin import origin
from litigedesk.standing.touched import touched
from litigedesk.store import throwaway
from litigedesk.store.undo import Change

if TYPE_CHECKING:
    from litigedesk.desk import Desk

T = TypeVar("T")

AT_ONCE: Final = 100  # disputes computed where asked; more are left to ``bring``
AHEAD: Final = 40  # of more, those computed where asked, once for a day or a state of the data
CHUNK: Final = 500  # disputes computed with one reading of their tables
READ: Final = 300  # lines read together
_PARTS: Final = {Scope.OPEN: (True,), Scope.CLOSED: (False,), Scope.ALL: (True, False)}
_LOSSES: Final = 2  # after so many, what holds the file is not to be relied on

log = logging.getLogger(__name__)


class Standing:
    """One line per dispute, always as ``dispute_list.computed`` gives it for the day asked.

    ``rows`` gives all of a scope, whatever it takes. The other questions compute ``AT_ONCE`` disputes at most, the nearest dates
    first, and tell of those that are in step: ``lacking`` says how many are not, ``bring`` computes some more. ``first`` and
    ``tally`` read no more than they tell. Inside a transaction everything is computed anew, and nothing kept.
    """

    def __init__(self, desk: "Desk", folder: Path | None) -> None:
        """The lines are kept in ``folder``, or only in memory without one; nothing is opened before the first question."""
        self._desk = desk
        self._path = None if folder is None else folder / FILE_NAME
        self._kept: Kept | None = None
        self._closed = False
        self._losses = 0
        self._changes: list[Change] = []  # since the lines last followed the data
        self._token = ""  # of the data that they follow
        self._day = date.min
        self._stages: dict[int, bool] | None = None  # of every dispute, whether it is open; ``None`` before it is known
        self._is_whole = False  # no open dispute lacks
        self._is_ahead = False  # some were computed ahead of the others
        # Of the open ones and of the others: those not in step, then those in step that are not read, in the order to take them.
        self._lacking: dict[bool, dict[int, None]] = {True: {}, False: {}}
        self._unread: dict[bool, dict[int, None]] = {True: {}, False: {}}
        self._rows = Ordered()  # the others
        desk.db.follow(self)

    # ---- asked -------------------------------------------------------------------------------------------------------
    def rows(self, day: date, scope: Scope = Scope.OPEN) -> list[DisputeRow]:
        """All of a scope by next date, those that only wait without one last."""
        if self._desk.db.is_in_step:
            ids = [one for one, is_open in self._stages_of().items() if scope.holds(is_open=is_open)]
            return dispute_list.in_order(dispute_list.computed(self._desk, day, ids))
        return list(self._safely(lambda: self._up_to(day, scope, None)))

    def known(self, day: date, scope: Scope = Scope.OPEN, most: int = AT_ONCE) -> list[DisputeRow]:
        """Those of ``rows`` that are in memory, after computing ``most`` more and reading some."""
        if self._desk.db.is_in_step:
            return self.rows(day, scope)
        return list(self._safely(lambda: self._up_to(day, scope, most)))

    def ensure(self, day: date, ids: Collection[int]) -> None:
        """Compute these disputes now, if they lack."""

        def work() -> None:
            self._survey(day)
            self._take([one for one in ids if any(one in held for held in self._lacking.values())])
            self._load([one for one in ids if any(one in held for held in self._unread.values())])

        if not self._desk.db.is_in_step:
            self._safely(work)

    def first(
        self,
        day: date,
        move: Move,
        most: int,
        *,
        after: date | None = None,
        until: date | None = None,
        dated: bool = False,
    ) -> list[DisputeRow]:
        """The first ``most`` open disputes in step whose next move is such, by the day of their step, then by name.

        A step without a day counts as of ``day``; ``dated`` leaves it out. Only days after ``after`` and not later than ``until``,
        where they are given. What is stuck comes in the order of the list.
        """
        if self._desk.db.is_in_step:
            found = self._computed(day, move, after, until)
            return [row for row in found if not dated or (row.step is not None and row.step.by is not None)][:most]
        return self._safely(lambda: self._looked(day).first(day, move, after, until, most, dated=dated))

    def some(self, day: date, ids: Collection[int]) -> list[DisputeRow]:
        """Those of these disputes that are in step; none that is gone."""
        if self._desk.db.is_in_step:
            return dispute_list.computed(self._desk, day, ids)
        return self._safely(lambda: self._looked(day).among(day, ids))

    def days(self, day: date) -> list[tuple[Move, date | None, int]]:
        """How many of the open disputes in step have their next move on each day, or on none."""
        if self._desk.db.is_in_step:
            moves = Counter((row.move, row.step.by if row.step is not None else None) for row in self.rows(day))
            return [(move, due, count) for (move, due), count in moves.items() if move is not Move.OVER]
        found = self._safely(lambda: self._looked(day).days(day))
        return [(Move(move), None if due is None else date.fromisoformat(due), count) for move, due, count in found]

    def told(self, day: date) -> tuple[str, str]:
        """What the steps of open disputes tell already, as JSON: ids of dates, and « dispute:day » of each step that has a day."""
        if self._desk.db.is_in_step:
            steps = [(row.id, row.step) for row in self.rows(day) if row.step is not None]
            ids = [step.deadline_id for _, step in steps if step.deadline_id is not None]
            return json.dumps(ids), json.dumps([f"{one}:{step.by}" for one, step in steps if step.by is not None])
        return self._safely(lambda: self._looked(day).told(day))

    def lacking_ids(self, day: date) -> list[int]:
        """The open disputes of which the questions above do not tell yet."""
        if not self.lacking(day):
            return []
        return list(self._lacks(Scope.OPEN))

    def tally(
        self, day: date, move: Move, *, after: date | None = None, until: date | None = None
    ) -> tuple[int, Money]:
        """How many they are all together, and what is owed in them."""
        if self._desk.db.is_in_step:
            found = self._computed(day, move, after, until)
            return len(found), Money.total(row.amount for row in found)
        return self._safely(lambda: self._looked(day).tally(day, move, after, until))

    def lacking(self, day: date, scope: Scope = Scope.OPEN) -> int:
        """How many disputes of a scope are still to be computed for that day."""
        return 0 if self._desk.db.is_in_step else self._safely(lambda: self._count_lacking(day, scope))

    def behind(self, day: date, scope: Scope = Scope.OPEN) -> int:
        """How many disputes of a scope are still to be read or computed for ``known`` to be whole."""

        def count() -> int:
            self._survey(day)
            return sum(len(held[part]) for held in (self._unread, self._lacking) for part in _PARTS[scope])

        return 0 if self._desk.db.is_in_step else self._safely(count)

    def bring(self, day: date, scope: Scope, most: int) -> int:
        """Read many of them, else compute ``most``; how many are left."""

        def work() -> None:
            self._survey(day)
            if not self._read(scope, READ):
                self._compute(scope, most)

        if not self._desk.db.is_in_step:
            self._safely(work)
        return self.behind(day, scope)

    # ---- told by the data --------------------------------------------------------------------------------------------
    def saved(self, changes: Sequence[Change]) -> None:
        """Remember the rows of a step that was saved."""
        if self._token:
            self._changes += changes

    def scrubbed(self) -> None:
        """Leave no trace of what was deleted."""
        if self._kept is not None:
            self._safely(self._forget_traces)
        elif self._path is not None:
            throwaway.remove(self._path)

    def closing(self) -> None:
        """Follow the data to its end and let the file go; any later question is a ``BugError``."""
        if self._kept is not None and not self._closed:
            with suppress(StorageError, KeptLost):  # what is kept is then made anew
                self._safely(self._catch_up)
            self._kept.close()
        self._closed = True

    # ---- in step -----------------------------------------------------------------------------------------------------
    def _safely(self, ask: Callable[[], T]) -> T:
        """The answer; what is kept is made anew when it cannot be read or written, in memory when that happens again."""
        if self._closed:  # the folder may be another's already, or its files be replaced
            raise BugError("where disputes stand was asked after the end of its desk")
        while True:
            try:
                return ask()
            except KeptLost as fault:
                self._losses += 1
                if self._kept is None or self._losses > _LOSSES:
                    raise
                log.info("what was kept of where disputes stand is computed anew: %s", fault)
                self._kept.renew(in_memory=self._losses == _LOSSES)
                self._token, self._stages = "", None

    @property
    def _file(self) -> Kept:
        if self._kept is None:
            self._kept = Kept(self._path)
        return self._kept

    def _catch_up(self) -> None:
        """Note what the steps saved since moved; everything when it is not known."""
        file, token = self._file, str(self._desk.db.value("SELECT token FROM revision"))
        changes, self._changes = self._changes, []
        if not self._token:
            self._begin(file, token)
        elif token != self._token:
            gone = touched(self._desk, changes) if changes else None
            file.matches(token, origin(), gone)
            self._token = token
            self._forget(gone)

    def _begin(self, file: Kept, token: str) -> None:
        """Rely on what was kept if it was computed from these data by this program; else begin with nothing."""
        held, by, _ = file.state
        if (held, by) != (token, origin()):
            if held:
                file.renew()
            file.matches(token, origin(), None)
        self._token = token
        self._forget(None)

    def _forget(self, gone: Iterable[int] | None) -> None:
        self._is_whole = self._is_ahead = False
        if gone is None or self._stages is None:
            self._rows.clear()
            self._stages = None
            return
        moved = set(gone)
        for one in moved:
            self._rows.drop(one)
            self._stages.pop(one, None)
            for part in (True, False):
                self._lacking[part].pop(one, None)
                self._unread[part].pop(one, None)
        present = self._stages_of(moved)
        self._file.drop(moved - present.keys())
        self._stages.update(present)
        for part in (True, False):
            first = [one for one, is_open in present.items() if is_open is part]
            self._lacking[part] = {**dict.fromkeys(first), **self._lacking[part]}

    def _stages_of(self, ids: Collection[int] | None = None) -> dict[int, bool]:
        """Of these disputes, or all, whether each is open."""
        chosen = "" if ids is None else f"WHERE id {AMONG}"
        asked = () if ids is None else (json.dumps(sorted(ids)),)
        found = self._desk.db.rows(f"SELECT id, stage <> 'closed' FROM dispute {chosen} ORDER BY id", asked)
        return {row[0]: bool(row[1]) for row in found}

    def _at(self, day: date) -> Kept:
        """Follow the data, for that day."""
        self._catch_up()
        if day != self._day:
            self._day = day
            self._forget(None)
        return self._file

    def _survey(self, day: date) -> dict[int, bool]:
        """Of every dispute, whether it is open; which of them lack is known then."""
        file = self._at(day)
        if self._stages is None:
            sure, order = file.held(day)
            stages = self._stages_of()
            if gone := set(order) - stages.keys():
                file.drop(gone)
            self._lacking, self._unread = {True: {}, False: {}}, {True: {}, False: {}}
            for one in (*order, *stages):
                if (is_open := stages.get(one)) is not None:
                    (self._unread if one in sure else self._lacking)[is_open][one] = None
            self._rows.clear()
            self._stages = stages
            self._note_whole()
        return self._stages

    def _note_whole(self) -> None:
        self._is_whole = not self._lacking[True]
        if self._is_whole:
            self._file.is_whole(self._day)

    def _lacks(self, scope: Scope) -> Iterator[int]:
        """The disputes of a scope that are not in step, in the order to compute them."""
        return chain.from_iterable(self._lacking[part] for part in _PARTS[scope])

    def _looked(self, day: date) -> Kept:
        """What is kept, in step for that day as far as it may be at once."""
        file = self._at(day)
        if self._is_whole or (self._stages is None and file.state[2] == str(day)):
            return file  # every open dispute is: nothing else is to be read
        self._survey(day)
        self._compute_at_once(Scope.OPEN, AT_ONCE)
        return file

    def _count_lacking(self, day: date, scope: Scope) -> int:
        file = self._at(day)
        if scope is Scope.OPEN and (self._is_whole or (self._stages is None and file.state[2] == str(day))):
            return 0
        self._survey(day)
        return sum(len(self._lacking[part]) for part in _PARTS[scope])

    def _up_to(self, day: date, scope: Scope, most: int | None) -> list[DisputeRow]:
        """The lines of a scope in step, in order, after computing so many at most."""
        self._survey(day)
        if most is not None:
            self._compute_at_once(scope, most)
            self._read(scope, 2 * READ)
        while most is None and next(self._lacks(scope), None) is not None:
            self._compute(scope, CHUNK)
        while most is None and self._read(scope, CHUNK):
            pass
        return self._rows.listed(scope)

    def _compute_at_once(self, scope: Scope, most: int) -> None:
        """All that lack if they are no more than that; else a few, once: a page asks a dozen questions at one turn."""
        if sum(len(self._lacking[part]) for part in _PARTS[scope]) <= most:
            self._compute(scope, most)
        elif not self._is_ahead:
            self._is_ahead = True
            self._compute(scope, min(most, AHEAD))

    def _compute(self, scope: Scope, most: int) -> None:
        self._take(list(islice(self._lacks(scope), most)))

    def _take(self, ids: Collection[int]) -> None:
        """Compute these, which lack, and hold them."""
        if ids:
            found = dispute_list.computed(self._desk, self._day, ids)
            self._file.keep(self._day, found)
            for one in ids:
                self._lacking[self._is_open(one)].pop(one)
            self._rows.put(found)
        if not self._is_whole:
            self._note_whole()

    def _read(self, scope: Scope, most: int) -> int:
        """Read so many of those in step; how many there were."""
        ids = list(islice(chain.from_iterable(self._unread[part] for part in _PARTS[scope]), most))
        self._load(ids)
        return len(ids)

    def _load(self, ids: Collection[int]) -> None:
        """Read these, which are in step, and hold them."""
        if ids:
            self._rows.put(self._file.lines(ids))
            for one in ids:
                self._unread[self._is_open(one)].pop(one)

    def _is_open(self, dispute_id: int) -> bool:
        assert self._stages is not None
        return self._stages[dispute_id]

    def _forget_traces(self) -> None:
        self._catch_up()
        self._file.forget()

    # ---- inside a transaction ----------------------------------------------------------------------------------------
    def _computed(self, day: date, move: Move, after: date | None, until: date | None) -> list[DisputeRow]:
        """What ``first`` gives, computed anew."""
        chosen = [(row.step.by or day, row) for row in self.rows(day) if row.step is not None and row.move is move]
        if move is not Move.STUCK:
            chosen.sort(key=lambda one: (one[0], one[1].client_name))
        return [row for due, row in chosen if (after is None or due > after) and (until is None or due <= until)]
