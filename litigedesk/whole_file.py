"""Files written where the user asks: whole or not at all, and when the disk refuses, in words."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from litigedesk.errors import StorageError
from litigedesk.formats import typographic

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_MARGIN = 1_000_000  # bytes left free
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A stream written beside ``target`` and put in its place at the end; any fault before leaves the target as it was.

    Nothing else is left behind. Raises ``StorageError`` saying why the disk refused.
    """
    part = target.with_name(
        f".{secrets.token_hex(8)}.part"
    )  # a name of its own: never somebody's file, or a link set there
    try:
        with _removed_unless_renamed(part), part.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            part.replace(target)
    except OSError as fault:
        raise StorageError(typographic(_sentence(target, fault))) from fault


def require_room_for(target: Path, size: int) -> None:
    """Raise ``StorageError`` unless the disk of ``target`` has room for ``size`` bytes and a little more."""
    try:
        free = shutil.disk_usage(target.parent).free
    except OSError as fault:
        raise StorageError(typographic(_sentence(target, fault))) from fault
    if free < size + _MARGIN:
        raise StorageError(typographic(_sentence(target, OSError(errno.ENOSPC, "no room"))))


@contextmanager
def _removed_unless_renamed(part: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sentence(target: Path, fault: OSError) -> str:
    folder = target.parent.name or str(target.parent)
    if fault.errno == errno.ENAMETOOLONG:
        return f"« {target.name[:40]}… » est un nom trop long : choisissez-en un plus court."
    if fault.errno == errno.EISDIR:
        return f"Un dossier s’appelle déjà « {target.name} » : changez de nom, ou choisissez un autre endroit."
    if fault.errno in _FULL:
        return f"Le disque est plein : « {target.name} » n’a pas été enregistré. Libérez de la place ou choisissez un autre disque."
    if fault.errno in _REFUSED:
        return (
            f"« {target.name} » ne peut pas être écrit dans « {folder} » : le dossier est en lecture seule, ou le fichier est "
            "ouvert dans un autre programme. Choisissez un autre endroit."
        )
    if fault.errno in {errno.ENOENT, errno.ENOTDIR}:
        return f"Le dossier « {folder} » n’existe pas : choisissez un autre endroit."
    return f"« {target.name} » n’a pas pu être enregistré : le disque ne répond pas correctement. Choisissez un autre endroit."
