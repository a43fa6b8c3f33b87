"""A disk that is really full: a small file system in memory, with so many bytes left. Needs Linux, and root to mount it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults.child import REFUSED
from tests.faults.harm import CHILD
from tests.faults.report import Line
from tests.faults.scenes import SCENES
from tests.faults.verdict import Course, copied, undisturbed

SIZE: Final = 64_000_000
SCENES_THAT_WRITE: Final = (
    "first_start", "migrate", "payment", "evidence", "copy", "second_sealed", "archive", "from_archive", "import", "receive",
    "export", "drafts", "standing", "search",
)  # fmt: skip
ROOM: Final = (
    0,
    8_192,
    65_536,
    300_000,
    1_050_000,
    1_300_000,
    2_000_000,
)  # bytes left; the program wants a million to spare


def is_possible() -> bool:
    """Whether a file system can be mounted here."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        try:
            with _mounted(Path(place)):
                return True
        except (OSError, subprocess.CalledProcessError):  # a container that may not mount
            return False


def campaign(names: Sequence[str], tries: int) -> Iterator[Line]:
    """One line for each scene: done on a disk with more and more room."""
    for name in names:
        scene = SCENES[name]
        line = Line("disque vraiment plein (tmpfs)", scene.words)
        with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(os.cpu_count()) as together:
            start = Path(place) / "début" / "données"
            start.parent.mkdir()
            scene.prepare(start)
            course = undisturbed(scene, start)
            rooms = ROOM[:: -(-len(ROOM) // (2 * tries))]
            for fault, refused in together.map(partial(_try, name, course, start), rooms):
                line.count(fault, refused=refused)
        yield line


def _try(name: str, course: Course, start: Path, room: int) -> tuple[str, bool]:
    with tempfile.TemporaryDirectory() as disk, _mounted(Path(disk)):
        folder = copied(start, Path(disk) / "lieu")
        _fill(Path(disk), room)
        done = subprocess.run([sys.executable, "-B", str(CHILD), name, str(folder)], capture_output=True, check=False)
        with tempfile.TemporaryDirectory() as elsewhere:  # where there is room to look
            fault = course.fault(copied(folder, Path(elsewhere)), done.stdout.count(b"+"))
    if not fault and done.returncode not in {0, REFUSED}:
        fault = f"a traceback instead of a sentence: {done.stderr.decode(errors='replace')[-300:]}"
    return f"{room} bytes left: {fault}" if fault else "", done.returncode == REFUSED


@contextmanager
def _mounted(place: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)


def _fill(disk: Path, room: int) -> None:
    """Leave ``room`` bytes; the ballast stands apart from what is copied."""
    with (disk / "lest").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, shutil.disk_usage(disk).free - room)
