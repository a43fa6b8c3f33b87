"""The lines as they were computed, in a SQLite file beside the data or in memory: nothing in it exists only there."""

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries.dispute_list import DisputeRow, Move
from litigedesk.standing.content import dumped, loaded
from litigedesk.store import throwaway

FILE_NAME: Final = "dossiers.sqlite"
VERSION: Final = 2  # of what is held and how; another one is thrown away
_AMONG: Final = "IN (SELECT value FROM json_each(?))"
_ALL: Final = (
    # ``day`` is the one for which every open dispute is in step, empty when none is.
    "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL, law TEXT NOT NULL, day TEXT NOT NULL) STRICT",
    "INSERT INTO state (id, token, law, day) VALUES (1, '', '', '')",
    # ``day`` is the one for which a line was computed, empty once it may be another; a line that is over since ``over`` says the
    # same on every later day.
    "CREATE TABLE line (id INTEGER PRIMARY KEY, open INTEGER NOT NULL, day TEXT NOT NULL, over TEXT, comes_on TEXT, "
    "move TEXT NOT NULL, due_on TEXT, who TEXT NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL, deadline_id INTEGER, "
    "content TEXT NOT NULL) STRICT",
    "CREATE INDEX line_by_move ON line (move, day, due_on, who, amount)",
    "CREATE INDEX line_by_day ON line (open, day, over, comes_on, due_on, deadline_id)",
)
_IN_STEP: Final = "(day = ?1 OR (day <> '' AND over <= ?1 AND over <= day))"
_CHOSEN: Final = (
    "FROM line WHERE move = ?1 AND day = ?2 AND (?3 IS NULL OR coalesce(due_on, ?2) > ?3) "
    "AND (?4 IS NULL OR coalesce(due_on, ?2) <= ?4)"
)
_LISTED: Final = "comes_on IS NULL, comes_on, name, id"  # the order of the list of disputes
_NEVER: Final = "9999-12-31"
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BUSY_SECONDS: Final = 0.5  # what copies or scans a file has mostly let it go by then

log = logging.getLogger(__name__)


class KeptLost(Exception):
    """What is kept cannot be read or written any more: it is to be made anew."""


class Kept:
    """One connection, used by the thread of the desk; ``KeptLost`` from whatever meets a fault of the file."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, making it if it is not there or not sound; in memory without one, or where that fails."""
        self._path = path
        self._is_busy = False  # another program held the file when it was last needed
        self._connection = _connection(path)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def renew(self, *, in_memory: bool = False) -> None:
        """Throw everything away and begin with nothing; a file that another program holds stays as it is, and is done without."""
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._path is not None and not self._is_busy:
            throwaway.remove(self._path)
        self._connection = _connection(None if in_memory or self._is_busy else self._path)

    # ---- what it matches ---------------------------------------------------------------------------------------------
    @property
    def state(self) -> tuple[str, str, str]:
        """The token of the data and the law that it was computed from, and the day for which every open dispute is in step."""
        token, law, day = self._asked("SELECT token, law, day FROM state")[0]
        return token, law, day

    def matches(self, token: str, law: str, gone: Collection[int] | None) -> None:
        """It follows the data up to that state, these disputes no longer being sure; ``None`` for all of them."""
        with self._writing() as connection:
            if gone is None:
                connection.execute("UPDATE line SET day = '' WHERE day <> ''")
            else:
                connection.execute(f"UPDATE line SET day = '' WHERE id {_AMONG}", (_listed(gone),))
            connection.execute("UPDATE state SET token = ?, law = ?, day = ''", (token, law))

    def is_whole(self, day: date) -> None:
        """Every open dispute is in step for that day."""
        with self._writing() as connection:
            connection.execute("UPDATE state SET day = ?", (str(day),))

    # ---- lines -------------------------------------------------------------------------------------------------------
    def keep(self, day: date, rows: Iterable[DisputeRow]) -> None:
        """Hold these lines of that day."""
        held = [_line(day, row) for row in rows]
        with self._writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", held)
            # That other day has lost these lines.
            connection.execute("UPDATE state SET day = '' WHERE day <> ?", (str(day),))

    def drop(self, ids: Collection[int]) -> None:
        """Hold these disputes no more."""
        with self._writing() as connection:
            connection.execute(f"DELETE FROM line WHERE id {_AMONG}", (_listed(ids),))

    def held(self, day: date) -> tuple[set[int], list[int]]:
        """The disputes that are in step for that day; all that are held, in the order of days when last computed."""
        asked = f"SELECT id FROM line WHERE {_IN_STEP}"
        sure = {row[0] for row in self._asked(asked, (str(day),))}
        order = self._asked("SELECT id FROM line ORDER BY open DESC, comes_on IS NULL, comes_on, id")
        return sure, [row[0] for row in order]

    def lines(self, ids: Collection[int]) -> list[DisputeRow]:
        """The lines of these disputes."""
        return _read(self._asked(f"SELECT content FROM line WHERE id {_AMONG}", (_listed(ids),)))

    def among(self, day: date, ids: Collection[int]) -> list[DisputeRow]:
        """The lines of these disputes that are in step for that day."""
        asked = f"SELECT content FROM line WHERE {_IN_STEP} AND id IN (SELECT value FROM json_each(?2))"
        return _read(self._asked(asked, (str(day), _listed(ids))))

    def first(
        self, day: date, move: Move, after: date | None, until: date | None, most: int, *, dated: bool
    ) -> list[DisputeRow]:
        """The first lines in step for that day of those where the move is so; ``dated`` leaves out those without a day.

        By day and name as it is written; what is stuck has no day, and comes in the order of the list.
        """
        chosen = "FROM line WHERE move = ? AND day = ?"
        if move is Move.STUCK:
            found = self._asked(f"SELECT id {chosen} ORDER BY {_LISTED} LIMIT ?", (str(move), str(day), most))
            return self._in_turn([one for (one,) in found])
        keys = f"due_on, who, {_LISTED}"
        found = self._asked(
            f"SELECT {keys} {chosen} AND due_on > ? AND due_on <= ? ORDER BY {keys} LIMIT ?",
            (str(move), str(day), str(after or ""), str(until or _NEVER), most),
        )
        if not dated and (after is None or after < day) and (until is None or day <= until):
            found += self._asked(
                f"SELECT ?, who, {_LISTED} {chosen} AND due_on IS NULL ORDER BY who, {_LISTED} LIMIT ?",
                (str(day), str(move), str(day), most),
            )
            found.sort(key=lambda one: (*one[:3], one[3] or "", *one[4:]))
        return self._in_turn([one[-1] for one in found[:most]])

    def _in_turn(self, ids: Sequence[int]) -> list[DisputeRow]:
        held = {row.id: row for row in self.lines(ids)}
        return [held[one] for one in ids]

    def days(self, day: date) -> list[tuple[str, str | None, int]]:
        """Of the open disputes in step for that day, how many have their next move on each day, or on none."""
        moves = ", ".join(f"'{move}'" for move in Move if move is not Move.OVER)
        asked = f"SELECT move, due_on, count(*) FROM line WHERE move IN ({moves}) AND day = ? GROUP BY move, due_on"
        return self._asked(asked, (str(day),))

    def told(self, day: date) -> tuple[str, str]:
        """What their steps tell already: the ids of dates, and « dispute:day » of those that fall on the day of the step."""
        asked = (
            "SELECT json_group_array(deadline_id) FILTER (WHERE deadline_id IS NOT NULL), "
            "json_group_array(id || ':' || due_on) FILTER (WHERE due_on IS NOT NULL) FROM line WHERE open AND day = ?"
        )
        ids, days = self._asked(asked, (str(day),))[0]
        return ids, days

    def tally(self, day: date, move: Move, after: date | None, until: date | None) -> tuple[int, Money]:
        """How many they are, and the sum of their amounts."""
        asked = f"SELECT count(*), coalesce(sum(amount), 0) {_CHOSEN}"
        count, cents = self._asked(asked, (str(move), str(day), _bound(after), _bound(until)))[0]
        return count, Money(cents)

    def _asked(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, params).fetchall()
        except sqlite3.Error as fault:
            raise self._lost(fault) from fault

    def _lost(self, fault: sqlite3.Error) -> KeptLost:
        self._is_busy = _is_busy(fault)
        return KeptLost(str(fault))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            with connection:  # saves the whole, or nothing
                connection.execute("BEGIN IMMEDIATE")
                yield connection
        except sqlite3.Error as fault:
            raise self._lost(fault) from fault

    # ---- forgetting --------------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Leave no trace in the file of what is no longer held or no longer sure: personal data were erased."""
        if self._path is not None and not _is_of_file(self._connection):
            throwaway.remove(self._path)  # done without, it still holds what was
        with self._writing() as connection:
            connection.execute("UPDATE line SET who = '', name = '', content = '' WHERE day = ''")
        self._asked("VACUUM")
        self._asked("PRAGMA wal_checkpoint(TRUNCATE)")


def _bound(day: date | None) -> str | None:
    return None if day is None else str(day)


def _listed(ids: Collection[int]) -> str:
    """Ids as the one parameter of a question ``… IN``."""
    return f"[{','.join(map(str, sorted(ids)))}]"


def _read(contents: Iterable[tuple[Any, ...]]) -> list[DisputeRow]:
    try:
        return [loaded(text) for (text,) in contents]
    except (ValueError, KeyError, TypeError) as fault:
        raise KeptLost from fault


def _line(day: date, row: DisputeRow) -> Sequence[Any]:
    closed = row.stage is DisputeStage.CLOSED
    due = row.step.by if row.step is not None else None
    return (
        row.id,
        not closed,
        str(day),
        str(row.closed_on) if closed and row.closed_on is not None else None,
        str(row.comes_on) if row.comes_on is not None else None,
        str(row.move),
        str(due) if due is not None else None,
        row.client_name,
        formats.folded(row.client_name),
        row.amount.cents,
        row.step.deadline_id if row.step is not None else None,
        dumped(row),
    )


# ---- opening ---------------------------------------------------------------------------------------------------------
def _connection(path: Path | None) -> sqlite3.Connection:
    """Ready for use: of the file, else of the file made anew, else in memory. A file in use elsewhere is sound, and stays."""
    if path is not None:
        for _ in range(2):
            try:
                return _opened(path)
            except (sqlite3.Error, OSError) as fault:
                log.info("the file of where disputes stand could not be opened: %s", fault)
                if _is_busy(fault):
                    break
            throwaway.remove(path)
        log.info("where disputes stand is kept in memory alone")
    return _opened(None)


def _is_busy(fault: Exception) -> bool:
    return isinstance(fault, sqlite3.Error) and getattr(fault, "sqlite_errorcode", 0) & 0xFF in _BUSY


def _is_of_file(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA database_list").fetchone()[2])


def _opened(path: Path | None) -> sqlite3.Connection:
    return throwaway.opened(path, VERSION, _ALL, _look, timeout=_BUSY_SECONDS)


def _look(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE state SET day = day")  # whoever holds it, or a full disk, shows here
    connection.execute("SELECT id, content FROM line LIMIT 1").fetchall()
