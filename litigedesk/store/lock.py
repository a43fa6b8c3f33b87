"""One running instance per data folder: a lock of the operating system, which lets go by itself when the program dies."""

import errno
import sys
from pathlib import Path
from typing import IO, Self

from litigedesk.errors import AlreadyOpen
from litigedesk.store.faults import disk_faults

ALREADY_OPEN = "Ce dossier de données est déjà ouvert dans une autre fenêtre de LitigeDesk."

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class FolderLock:
    """The lock of one data folder, on its file ``verrou``, which stays: deleting it would let two instances lock two files."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "verrou"
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock; ``AlreadyOpen`` if another instance has it, ``StorageError`` if the disk refuses."""
        with disk_faults():
            file = self._path.open("ab")
            try:
                _take(file)
            except OSError as fault:
                file.close()
                if fault.errno in _HELD:
                    raise AlreadyOpen(ALREADY_OPEN) from fault
                raise
        self._file = file

    def release(self) -> None:
        """Let the folder go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
