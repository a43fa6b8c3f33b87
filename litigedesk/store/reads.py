"""Questions in SQL: what reads the file and cannot write."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from litigedesk.errors import BugError
from litigedesk.store.faults import disk_faults
from litigedesk.store.folding import fold
from litigedesk.store.schema import SqlValue, storable

_READING: Final = re.compile(r"(?:\s|--[^\n]*\n)*(?:SELECT|WITH|VALUES|EXPLAIN)\b", re.IGNORECASE)


class Reads:
    """Questions in SQL; only SELECT, WITH, VALUES and EXPLAIN are taken (``BugError``)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._answers: dict[tuple[str, tuple[SqlValue, ...]], list[sqlite3.Row]] | None = None
        connection.row_factory = sqlite3.Row
        connection.create_function("fold", 1, fold, deterministic=True)

    def rows(self, sql: str, params: Sequence[SqlValue] = ()) -> list[sqlite3.Row]:
        """Every row of the answer."""
        if self._answers is None:
            return self._asked(sql, params)
        question = (sql, tuple(params))
        if question not in self._answers:
            self._answers[question] = self._asked(sql, params)
        return list(self._answers[question])

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Answer a question asked again inside from memory, until something is written."""
        if self._answers is not None:
            yield
            return
        self._answers = {}
        try:
            yield
        finally:
            self._answers = None

    def _asked(self, sql: str, params: Sequence[SqlValue]) -> list[sqlite3.Row]:
        if not _READING.match(sql):
            raise BugError("only questions are asked here; records are written through Table")
        try:
            with disk_faults():
                asked = [storable(value) if isinstance(value, str) else value for value in params]
                return self._connection.execute(sql, asked).fetchall()
        except sqlite3.DatabaseError as fault:
            if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_AUTH:
                raise BugError("this question writes; records are written through Table") from fault
            raise

    def row(self, sql: str, params: Sequence[SqlValue] = ()) -> sqlite3.Row | None:
        """The first row of the answer, or ``None``."""
        return next(iter(self.rows(sql, params)), None)

    def value(self, sql: str, params: Sequence[SqlValue] = ()) -> Any:
        """The first column of the first row, or ``None``."""
        row = self.row(sql, params)
        return None if row is None else row[0]

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Reader(Reads):
    """A read-only connection of its own, for one background task; made and used in the task's thread."""

    def __init__(self, path: Path, busy_seconds: float, how: str = "mode=ro") -> None:
        with disk_faults():
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=busy_seconds)
        super().__init__(connection)
