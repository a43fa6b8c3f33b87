"""What lines are computed by, besides the data: the program and its law. Whoever was computed by another is not relied on."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from litigedesk import __version__, paths

_READ: Final = ("law", "plans", "letters")


@cache
def origin() -> str:
    """A print of the version, the law, the plans and the letters; in a source tree, of when each module was changed too."""
    found = sha256(__version__.encode())
    for name in _READ:
        for path in _files(paths.resources() / name):
            found.update(path.name.encode())
            found.update(path.read_bytes())
    program = [Path(sys.executable)] if hasattr(sys, "_MEIPASS") else _files(Path(__file__).parents[1])
    for path in program:
        held = path.stat()
        found.update(f"{path.name} {held.st_size} {held.st_mtime_ns}".encode())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """In order; ``os.walk`` asks the disk once for a folder, where ``rglob`` asks for each file."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(here, name) for name in sorted(names) if name.endswith((".py", ".toml", ".md", ".txt")))
