"""Files written where the user asks: whole or not at all."""

import errno
import os
from pathlib import Path

from litigedesk.errors import StorageError

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EACCES: "vous n’avez pas le droit d’écrire à cet endroit",
    errno.EPERM: "vous n’avez pas le droit d’écrire à cet endroit",
    errno.EROFS: "cet endroit est en lecture seule",
    errno.ENOENT: "ce dossier n’existe pas",
    errno.EISDIR: "un dossier porte déjà ce nom",
    errno.ENOTDIR: "ce dossier n’existe pas",
}


def write_file(path: Path, data: bytes) -> None:
    """Write a file beside its name, then rename it: an existing file is replaced whole or stays as it was.

    Raises ``StorageError`` saying why the disk refused.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        why = _REASONS.get(fault.errno or 0, "le disque a refusé")
        raise StorageError(f"«\u202f{path.name}\u202f» n’a pas été écrit\u00a0: {why}.") from fault
