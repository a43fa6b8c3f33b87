"""A folder for copies that nobody keeps."""

import weakref
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QDir


class PassingFolder:
    """A folder of the system's temporary place, made when it is first needed and gone with this object or with the program.

    Qt's own is removed with its object alone, which Python does not promise at the end of the program.
    """

    def __init__(self) -> None:
        self._path: Path | None = None

    @property
    def path(self) -> Path:
        """Where it is; ``OSError`` when the disk refuses to make it."""
        if self._path is None:
            self._path = Path(mkdtemp(prefix="LitigeDesk-"))
            weakref.finalize(self, _remove, str(self._path))
        return self._path

    def remove(self) -> None:
        """Take it away with what it holds, read-only files included; it is made anew when it is needed again."""
        if self._path is not None:
            _remove(str(self._path))
            self._path = None


def _remove(path: str) -> None:
    QDir(path).removeRecursively()
