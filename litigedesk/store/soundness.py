"""Whether a file is sound: SQLite's own check, and the bytes that SQLite passes over in silence or takes for something else."""

import re
import sqlite3
import struct
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

from litigedesk.errors import DatabaseDamaged
from litigedesk.formats import NBSP
from litigedesk.store.faults import DAMAGED

LOG_DAMAGED = f"Le journal de vos dernières saisies est endommagé{NBSP}: restaurez une sauvegarde."

# The complete check, not « quick_check »: what that one sees of indexes depends on the version of SQLite.
CHECK = "SELECT * FROM pragma_integrity_check"

_OF_INDEXES = re.compile(
    r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index"
    r"|row \d+ values differ from index|rowid not at end-of-record for row \d+ of index"
)
_FORMATS = slice(18, 20)  # of the file's header: the formats needed to write and to read it
_NEWEST_FORMAT = 2
_LOG_HEADER, _FRAME_HEADER, _SMALLEST_PAGE = 32, 24, 512
_LOG_MAGIC = 0x377F0682  # its last bit says in which order the bytes of a number come in checksums


class Soundness(Enum):
    """What a check found; ``INDEXES`` when only indexes disagree with their tables, from which they can be made anew."""

    SOUND = auto()
    INDEXES = auto()
    DAMAGED = auto()

    @classmethod
    def told_by(cls, messages: Iterable[str]) -> "Soundness":
        """That of a file whose check, ``CHECK``, answered these messages."""
        found = [message for message in messages if message != "ok"]
        if not found:
            return cls.SOUND
        return cls.INDEXES if all(_OF_INDEXES.match(message) for message in found) else cls.DAMAGED

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "Soundness":
        """That of an open file; ``sqlite3.DatabaseError`` when it is too damaged for the check itself."""
        return cls.told_by(row[0] for row in connection.execute(CHECK))


def rebuild_indexes(connection: sqlite3.Connection) -> bool:
    """Make every index anew from its table, and say whether the file is sound then; nothing is written when it is not.

    Changes no record. The connection must be in autocommit mode, outside any transaction.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("REINDEX")
        if Soundness.of(connection) is Soundness.SOUND:
            connection.execute("COMMIT")
            return True
    except sqlite3.IntegrityError:  # two rows hold what must be unique: which of them is right is not for us to say
        return False
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return False


def refuse_damaged_headers(path: Path) -> None:
    """Raise ``DatabaseDamaged`` for a file or a log (``-wal``) whose header cannot be SQLite's.

    Beyond its newest format SQLite speaks of a read-only file; and it ignores a log whose header is damaged, with all that was
    saved in it, as if nothing had been. Call it before any connection reads the file: closing it would drop their locks.
    """
    with path.open("rb") as file:
        if any(number > _NEWEST_FORMAT for number in file.read(20)[_FORMATS]):
            raise DatabaseDamaged(DAMAGED)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size >= _LOG_HEADER + _FRAME_HEADER + _SMALLEST_PAGE:
        with log.open("rb") as file:
            header = file.read(_LOG_HEADER)
        # Zeros are what a power cut leaves of a log that was never written: it held nothing yet.
        if any(header) and not _is_log_header(header):
            raise DatabaseDamaged(LOG_DAMAGED)


def _is_log_header(header: bytes) -> bool:
    """Whether the header of a log carries its magic number and the checksum of its own first 24 bytes."""
    (magic,) = struct.unpack_from(">I", header)
    order = ">" if magic & 1 else "<"
    first = second = 0
    for even, odd in struct.iter_unpack(f"{order}2I", header[:24]):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return magic & ~1 == _LOG_MAGIC and struct.unpack_from(">2I", header, 24) == (first, second)
