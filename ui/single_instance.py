"""How a second start brings the first window to the front: it writes in a small file that the first one watches.

A file rather than a local socket: no port, no network library in the bundle, and it lives and dies with the data folder.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from .taskbar import let_the_other_come_forward

REQUEST = "montrer-la-fenetre"
PATIENCE = 2.0  # seconds a second start waits for an answer
STEP = 0.05
_LONGEST = 4096  # bytes of the path of a file


class RaiseRequests(QObject):
    """Watches the data folder of the first instance; ``asked`` when another start wants its window shown.

    ``given(path)`` follows when that start was given a file to open.
    """

    asked = Signal()
    given = Signal(Path)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / REQUEST
        with suppress(OSError):  # a full disk: the next start then says that the folder is open, instead of showing it
            self._file.write_bytes(b"")
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._look)

    def _look(self) -> None:
        if self._file.is_file() and self._file.stat().st_size:
            request = b""
            with suppress(OSError):
                request = self._file.read_bytes()[: _LONGEST + 1]
                self._file.write_bytes(b"")  # the answer: the request has been taken
            self.asked.emit()
            if wanted := request[1:].decode(errors="replace"):
                self.given.emit(Path(wanted))
        if str(self._file) not in self._watcher.files() and self._file.exists():
            self._watcher.addPath(str(self._file))


def ask_to_show(folder: Path, wait: Callable[[float], None] = time.sleep, opened: Path | None = None) -> bool:
    """Ask the instance that holds the folder to show its window, and to open a file; false when none answers in time."""
    file = folder / REQUEST
    let_the_other_come_forward()
    try:
        file.write_bytes(b"!" + (str(opened.absolute()).encode() if opened is not None else b""))
        for _ in range(round(PATIENCE / STEP)):
            wait(STEP)
            if file.stat().st_size == 0:
                return True
        file.write_bytes(b"")
    except OSError:
        return False
    return False
