"""The file's format: SQL scripts run in order, so that a new file and an old one take the same road.

Scripts are ``migrations/NNNN_name.sql``, numbered from 1 without a gap; ``PRAGMA user_version`` holds the last one run. A
released script never changes: ``tests/store/migration_hashes.json`` pins it (``tests/store/pin_migrations.py`` adds new ones).
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litigedesk.errors import BugError, DatabaseDamaged, DatabaseTooNew
from litigedesk.formats import NBSP
from litigedesk.store.faults import DAMAGED, NOT_A_DATABASE

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION_ID = 0x4C446B31  # « LDk1 », in the file's header: tells a LitigeDesk file from any other SQLite file

TOO_NEW = (
    f"Vos données ont été enregistrées par une version plus récente de LitigeDesk{NBSP}: "
    "installez cette version pour les ouvrir. Rien n’a été modifié."
)

_NAME = re.compile(r"(\d{4})_\w+\.sql")
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Script:
    """One migration: its number and its SQL."""

    number: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """The statements one by one; ``executescript`` would commit behind our back."""
        pending = ""
        for piece in re.split(r"(?<=;)", self.sql):
            pending += piece
            if sqlite3.complete_statement(pending):
                yield pending
                pending = ""
        if _COMMENT.sub("", pending).strip():
            raise BugError(f"{self.name} ends in the middle of a statement")


def scripts(folder: Path = MIGRATIONS) -> list[Script]:
    """The scripts of a folder in order; ``BugError`` unless they are numbered from 1 without a gap."""
    found = sorted(path for path in folder.glob("*.sql"))
    read = []
    for expected, path in enumerate(found, 1):
        match = _NAME.fullmatch(path.name)
        if match is None or int(match[1]) != expected:
            raise BugError(f"migration {path.name} should be number {expected:04d}")
        read.append(Script(expected, path.name, path.read_text(encoding="utf-8")))
    if not read:
        raise BugError(f"no migration in {folder.name}")
    return read


def version_of(connection: sqlite3.Connection, latest: int) -> int:
    """The format of a file of ours; ``DatabaseDamaged`` if it is not ours or has none, ``DatabaseTooNew`` beyond ``latest``."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DatabaseDamaged(NOT_A_DATABASE)
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version < 1:  # our files are made whole, with their first script run
        raise DatabaseDamaged(DAMAGED)
    if version > latest:
        raise DatabaseTooNew(TOO_NEW)
    return version


def migrate(connection: sqlite3.Connection, pending: list[Script]) -> None:
    """Run scripts in one transaction: all of them are kept, or the file stays as it was.

    Tables may be rebuilt freely: foreign keys are off meanwhile, and checked before the commit (``BugError``). The
    connection must be in autocommit mode, outside any transaction.
    """
    # A no-op inside a transaction: it must come before BEGIN, or rebuilding a table would cascade into the others.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for script in pending:
            _run(connection, script)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def _run(connection: sqlite3.Connection, script: Script) -> None:
    connection.set_authorizer(_keep_transaction)
    try:
        for statement in script.statements():
            connection.execute(statement)
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_AUTH:
            raise BugError(f"{script.name} begins, ends or leaves its own transaction") from fault
        raise
    finally:
        connection.set_authorizer(None)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise BugError(f"{script.name} leaves a row of {broken[0]} without its parent")
    connection.execute(f"PRAGMA user_version = {script.number}")


def _keep_transaction(action: int, *_: object) -> int:
    forbidden = {sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_ATTACH}
    return sqlite3.SQLITE_DENY if action in forbidden else sqlite3.SQLITE_OK
