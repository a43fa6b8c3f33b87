"""Disk faults in French: what the user can mend becomes one sentence, other faults pass through."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litigedesk.errors import DatabaseDamaged, NotFound, StorageError
from litigedesk.typography import NARROW, NBSP

FULL = f"Le disque est plein{NBSP}: rien n’a été enregistré. Libérez de la place, puis recommencez."
READ_ONLY = (
    f"Le dossier de données est en lecture seule{NBSP}: rien n’a été enregistré. Vérifiez vos droits sur ce dossier."
)
DISK = f"Le disque n’a pas répondu correctement{NBSP}: rien n’a été enregistré. Vérifiez le disque, puis recommencez."
BUSY = f"Un autre programme occupe vos données{NBSP}: rien n’a été enregistré. Réessayez dans un instant."
CANNOT_OPEN = (
    f"Vos données ne peuvent pas être ouvertes{NBSP}: vérifiez que leur dossier existe et que vous y avez accès."
)
DAMAGED = f"Le fichier de vos données est endommagé{NBSP}: restaurez une sauvegarde."
NOT_A_DATABASE = (
    f"Ce fichier n’est pas une base de données LitigeDesk, ou il est endommagé{NBSP}: restaurez une sauvegarde."
)
NAME_TOO_LONG = f"Ce nom de fichier ou de dossier est trop long{NBSP}: choisissez-en un plus court."
LOST = f"L’enregistrement a été interrompu par le disque{NBSP}: rien n’a été enregistré. Recommencez."
PREVIEW = (
    f"Ceci est l’aperçu d’une sauvegarde{NBSP}: rien n’y est enregistré. Reprenez cette sauvegarde pour y travailler."
)
PARENT_GONE = f"L’élément auquel ceci se rattache n’existe plus{NBSP}: rien n’a été enregistré."

_BY_SQLITE_CODE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_FULL: (StorageError, FULL),
    sqlite3.SQLITE_IOERR_SHMSIZE: (StorageError, FULL),  # not even room for the log's index, needed to read
    sqlite3.SQLITE_READONLY: (StorageError, READ_ONLY),
    sqlite3.SQLITE_PERM: (StorageError, READ_ONLY),
    sqlite3.SQLITE_IOERR: (StorageError, DISK),
    sqlite3.SQLITE_PROTOCOL: (StorageError, DISK),
    sqlite3.SQLITE_BUSY: (StorageError, BUSY),
    sqlite3.SQLITE_LOCKED: (StorageError, BUSY),
    sqlite3.SQLITE_CANTOPEN: (StorageError, CANNOT_OPEN),
    sqlite3.SQLITE_CORRUPT: (DatabaseDamaged, DAMAGED),
    sqlite3.SQLITE_NOTADB: (DatabaseDamaged, NOT_A_DATABASE),
}
_FULL_DISK = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_NO_RIGHT = {errno.EROFS, errno.EACCES, errno.EPERM}


def quoted(name: str) -> str:
    """A name between French quotation marks."""
    return f"«{NARROW}{name}{NARROW}»"


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn a fault of the disk into ``StorageError`` or ``DatabaseDamaged``; faults of the program pass through."""
    try:
        yield
    except sqlite3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", None)  # absent on errors raised by the sqlite3 module itself
        if code is None and str(fault).startswith("Could not decode"):
            raise DatabaseDamaged(DAMAGED) from fault
        if code is None or code & 0xFF not in _BY_SQLITE_CODE:  # the low byte is the primary code
            raise
        error, sentence = _BY_SQLITE_CODE.get(code) or _BY_SQLITE_CODE[code & 0xFF]
        raise error(sentence) from fault
    except UnicodeDecodeError as fault:  # a damaged file's name of a table, in a message of SQLite's
        raise DatabaseDamaged(DAMAGED) from fault
    except OSError as fault:
        raise of_system(fault) from fault


@contextmanager
def broken_links() -> Iterator[None]:
    """Turn the refusal of a link to a record that is gone into ``NotFound``: a form may be open over what an undo takes away."""
    try:
        yield
    except sqlite3.IntegrityError as fault:
        if getattr(fault, "sqlite_errorcode", None) != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        raise NotFound(PARENT_GONE) from fault


def of_system(fault: OSError) -> StorageError:
    """What the system refused, in words."""
    if fault.errno in _FULL_DISK:
        return StorageError(FULL)
    if fault.errno in _NO_RIGHT:
        return StorageError(READ_ONLY)
    if fault.errno == errno.ENAMETOOLONG:
        return StorageError(NAME_TOO_LONG)
    if fault.errno == errno.ENOENT and isinstance(fault.filename, str | Path):
        return StorageError(f"{quoted(Path(fault.filename).name)} est introuvable.")
    return StorageError(DISK)
