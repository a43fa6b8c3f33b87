"""The index itself: a SQLite file beside the data, or in memory where nothing can be written. Nothing in it exists only there."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from litigedesk.search.documents import Document
from litigedesk.search.kinds import KINDS, NAMED
from litigedesk.store import throwaway

FILE_NAME: Final = "recherche.sqlite"
VERSION: Final = 1  # of what is held and how; another one is thrown away
PATIENCE: Final = 0.03  # seconds for which the window waits while something is being written

_WAITING, _BEING_READ, _READ = range(3)  # states of a file's text
_ALL = (
    "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT",
    "INSERT INTO state (id, token) VALUES (1, '')",
    "CREATE TABLE file_text (sha256 TEXT PRIMARY KEY, state INTEGER NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL) STRICT",
    "CREATE TABLE file_use (kind TEXT, id INTEGER, sha256 TEXT, PRIMARY KEY (kind, id, sha256)) STRICT, WITHOUT ROWID",
    "CREATE INDEX use_of_file ON file_use (sha256)",
    # Words come apart and folded: « ascii » cuts them at the spaces only. No rank is computed, so no sizes are kept.
    *(
        f"CREATE VIRTUAL TABLE find_{kind.name} USING fts5(own, around, tokenize = 'ascii', detail = 'column', "
        "prefix = '1 2 3', columnsize = 0)"
        for kind in KINDS
    ),
    *(f"CREATE VIRTUAL TABLE names_{kind} USING fts5vocab('find_{kind}', 'col')" for kind in NAMED),
)


class IndexLost(Exception):
    """The index cannot be read or written any more: it is to be made anew."""


class IndexBusy(Exception):
    """Something is being written, and the window does not wait."""


class Index:
    """One connection, used by one thread at a time: the window reads, one thread beside it writes a little at a time."""

    def __init__(self, path: Path | None) -> None:
        """Open the index of that file, making it if it is not there or not sound; in memory without one, or where that fails."""
        self._path = path
        self._lock = Lock()
        self.names: tuple[str, ...] = ()  # every word of a name, to find those that a mistyped word comes near to
        self._named = False  # whether ``names`` are those held
        self.follows = False  # whether it matched the data at some moment since it was opened
        self._connection = _connection(path)

    @property
    def is_kept(self) -> bool:
        """Whether it stays when the program ends."""
        return self._path is not None

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    def renew(self, *, in_memory: bool = False) -> None:
        """Throw everything away and begin with nothing."""
        with self._lock:
            self._connection.close()
            if self._path is not None:
                throwaway.remove(self._path)
            self._path = None if in_memory else self._path
            self._connection = _connection(self._path)
            self.names, self._named = (), False
            self.follows = False

    # ---- reading -----------------------------------------------------------------------------------------------------
    @contextmanager
    def _reading(self, patience: float = -1) -> Iterator[sqlite3.Connection]:
        if not self._lock.acquire(timeout=patience):
            raise IndexBusy
        try:
            yield self._connection
        except sqlite3.Error as fault:
            raise IndexLost from fault
        finally:
            self._lock.release()

    def rows(self, sql: str, params: Sequence[int | str] = ()) -> list[tuple[Any, ...]]:
        """The answer to one question; ``IndexBusy`` while something is being written, ``IndexLost`` when it cannot be read."""
        with self._reading(PATIENCE) as connection:
            return connection.execute(sql, params).fetchall()

    def texts_of(self, kind: str, record_id: int) -> list[str]:
        """What the files of a record say."""
        asked = "SELECT text FROM file_text JOIN file_use USING (sha256) WHERE kind = ? AND id = ? AND text <> ''"
        return [row[0] for row in self.rows(asked, (kind, record_id))]

    @property
    def token(self) -> str:
        """The state of the data that it matches; empty while it matches none."""
        with self._reading() as connection:
            return str(connection.execute("SELECT token FROM state").fetchone()[0])

    def learn_names(self) -> None:
        """Bring ``names`` up to date; done beside the window, since there may be many."""
        if self._named:
            return
        self._named = True
        found: set[str] = set()
        for kind in NAMED:
            with self._reading() as connection:
                terms = connection.execute(f"SELECT term FROM names_{kind} WHERE col = 'own'").fetchall()
            found.update(term for (term,) in terms)
        self.names = tuple(sorted(word for word in found if word.isalpha()))

    # ---- records -----------------------------------------------------------------------------------------------------
    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def set_token(self, token: str) -> None:
        """Say which state of the data it matches."""
        with self._writing() as connection:
            connection.execute("UPDATE state SET token = ?", (token,))

    def keep(self, kind: str, ids: Collection[int], documents: Sequence[Document]) -> None:
        """Hold these documents, and none of the other ``ids``; what is held already is not written again."""
        self._keep(kind, "rowid IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),), documents)

    def keep_between(self, kind: str, after: int, until: int, documents: Sequence[Document]) -> None:
        """Hold these documents and no other whose id is over ``after`` and not over ``until``."""
        self._keep(kind, "rowid > ? AND rowid <= ?", (after, until), documents)

    def _keep(self, kind: str, chosen: str, params: Sequence[int | str], documents: Sequence[Document]) -> None:
        with self._writing() as connection:
            held = {
                row[0]: row[1:]
                for row in connection.execute(f"SELECT rowid, own, around FROM find_{kind} WHERE {chosen}", params)
            }
            wanted = {one.id: (one.own, one.around) for one in documents}
            gone = [(record_id,) for record_id in held.keys() - wanted.keys()]
            other = [(*wanted[one], one) for one in held.keys() & wanted.keys() if held[one] != wanted[one]]
            new = [(*wanted[one], one) for one in wanted.keys() - held.keys()]
            connection.executemany(f"DELETE FROM find_{kind} WHERE rowid = ?", gone)
            connection.executemany(f"UPDATE find_{kind} SET own = ?, around = ? WHERE rowid = ?", other)
            connection.executemany(f"INSERT INTO find_{kind} (own, around, rowid) VALUES (?, ?, ?)", new)
            self._keep_uses(connection, kind, [record_id for (record_id,) in gone], documents)
            if kind in NAMED and (gone or other or new):
                self._named = False

    @staticmethod
    def _keep_uses(connection: sqlite3.Connection, kind: str, gone: list[int], documents: Sequence[Document]) -> None:
        touched = json.dumps([*gone, *(one.id for one in documents)])
        wanted = {(one.id, sha256) for one in documents for sha256 in one.files}
        held = set(
            connection.execute(
                "SELECT id, sha256 FROM file_use WHERE kind = ? AND id IN (SELECT value FROM json_each(?))",
                (kind, touched),
            )
        )
        connection.executemany(
            "DELETE FROM file_use WHERE kind = ? AND id = ? AND sha256 = ?", [(kind, *one) for one in held - wanted]
        )
        connection.executemany(
            "INSERT INTO file_use (kind, id, sha256) VALUES (?, ?, ?)", [(kind, *one) for one in wanted - held]
        )
        connection.executemany(
            f"INSERT OR IGNORE INTO file_text (sha256, state, text, words) VALUES (?, {_WAITING}, '', '')",
            [(sha256,) for _, sha256 in wanted - held],
        )
        if held - wanted:
            connection.execute("DELETE FROM file_text WHERE sha256 NOT IN (SELECT sha256 FROM file_use)")

    # ---- the text of files -------------------------------------------------------------------------------------------
    def words_of(self, files: Collection[str]) -> Mapping[str, str]:
        """The words of those of these files that were read."""
        with self._reading() as connection:
            asked = "SELECT sha256, words FROM file_text WHERE sha256 IN (SELECT value FROM json_each(?))"
            return dict(connection.execute(asked, (json.dumps(sorted(files)),)))

    def begin_text(self) -> str | None:
        """A file to read next, ``None`` when all were; marked first, so that one that ends the program is not read twice."""
        with self._writing() as connection:
            row = connection.execute(f"SELECT sha256 FROM file_text WHERE state = {_WAITING} LIMIT 1").fetchone()
            if row is not None:
                connection.execute(f"UPDATE file_text SET state = {_BEING_READ} WHERE sha256 = ?", row)
        return None if row is None else str(row[0])

    def keep_text(self, sha256: str, text: str, words: str) -> dict[str, set[int]]:
        """Hold what a file says, if it is still used; the records that are found by it, by their kind."""
        with self._writing() as connection:
            connection.execute(
                f"UPDATE file_text SET state = {_READ}, text = ?, words = ? WHERE sha256 = ?", (text, words, sha256)
            )
            users: dict[str, set[int]] = {}
            for kind, record_id in connection.execute("SELECT kind, id FROM file_use WHERE sha256 = ?", (sha256,)):
                users.setdefault(kind, set()).add(record_id)
        return users

    def waiting(self) -> int:
        """How many files are still to be read."""
        with self._reading() as connection:
            return int(connection.execute(f"SELECT count(*) FROM file_text WHERE state = {_WAITING}").fetchone()[0])

    # ---- forgetting --------------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Leave no trace in the file of what is no longer held: personal data were erased."""
        with self._writing() as connection:
            for kind in KINDS:
                connection.execute(f"INSERT INTO find_{kind.name} (find_{kind.name}) VALUES ('optimize')")
        with self._reading() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connection(path: Path | None) -> sqlite3.Connection:
    """An index ready for use: of the file, else of the file made anew, else in memory."""
    if path is not None:
        for _ in range(2):
            with suppress(sqlite3.Error, OSError):
                return _opened(path)
            throwaway.remove(path)
    return _opened(None)


def _opened(path: Path | None) -> sqlite3.Connection:
    return throwaway.opened(path, VERSION, _ALL, _look, cached_statements=256, check_same_thread=False)


def _look(connection: sqlite3.Connection) -> None:
    """Raise ``sqlite3.Error`` for a file that is plainly not sound; what this does not see is met later."""
    connection.execute(f"UPDATE file_text SET state = {_READ} WHERE state = {_BEING_READ}")  # it ended the program
    connection.execute("SELECT token FROM state").fetchone()
    for kind in KINDS:
        tried = f"SELECT rowid FROM find_{kind.name} WHERE find_{kind.name} MATCH ? LIMIT 1"
        connection.execute(tried, ('"a"*',)).fetchall()
