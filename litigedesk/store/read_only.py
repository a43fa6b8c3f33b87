"""A database that is only looked at: nothing is written to its folder, and every step is refused in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.formats import NBSP
from litigedesk.store.database import Database, Reader
from litigedesk.store.faults import DAMAGED, PREVIEW, disk_faults
from litigedesk.store.migrations import scripts, version_of
from litigedesk.store.schema import Schema
from litigedesk.store.undo import Step

OF_OLDER_FORMAT = (
    f"Ces données sont d’un format plus ancien{NBSP}: elles ne peuvent pas être lues sans être converties."
)
_LOGGED, _FINISHED = "mode=ro", "mode=ro&immutable=1"
NO_DATABASE = "Il n’y a pas de données LitigeDesk dans ce dossier."


class ReadOnlyDatabase(Database):
    """An open file in which every transaction raises ``StorageError``."""

    _how = _FINISHED

    @classmethod
    def of(cls, path: Path, schema: Schema, migrations: Path) -> Self:
        """Open the file as it is. Raises ``DatabaseTooNew``, ``DatabaseDamaged``, or ``StorageError`` for an older format."""
        if not path.is_file():
            raise StorageError(NO_DATABASE)
        log = path.with_name(path.name + "-wal")
        # A finished file is read without leaving anything beside it; one still in use has a log, which must be read too.
        how = _LOGGED if log.exists() and log.stat().st_size else _FINISHED
        with disk_faults():
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
        try:
            with disk_faults():
                latest = len(scripts(migrations))
                if version_of(connection, latest) < latest:
                    raise StorageError(OF_OLDER_FORMAT)
            database = cls(path, schema, connection, 0)
            database._how = how
            database._verify(new=False)
        except sqlite3.DatabaseError as fault:
            connection.close()
            raise DatabaseDamaged(DAMAGED) from fault
        except BaseException:
            connection.close()
            raise
        return database

    def reader(self) -> Reader:
        return Reader(self.path, self._busy_seconds, self._how)

    def rebuild_indexes(self) -> bool:
        """Refused."""
        raise StorageError(PREVIEW)

    @contextmanager
    def _whole(self, step: Step) -> Iterator[None]:
        raise StorageError(PREVIEW)
        yield  # a context manager, as the one that it refuses
