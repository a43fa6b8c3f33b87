"""Killing the program, or making the disk refuse, at a system call that writes.

What is on a disk changes only there: dying between two of them is dying at one of them. Needs ``strace`` on Linux.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.child import REFUSED

WRITES: Final = (
    "pwrite64", "write", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
    "ftruncate", "fallocate", "mkdir", "chmod", "copy_file_range", "sendfile",
)  # fmt: skip
_CALL: Final = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)
CHILD: Final = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Moment:
    """One system call of a scene: its name, and which one of that name it is, from 1."""

    call: str
    place: int


@dataclass(frozen=True)
class End:
    """How the child ended: how many steps it acknowledged, whether it was killed or refused in words, or what it said."""

    acknowledged: int
    killed: bool
    refused: bool
    said: str


def is_possible() -> bool:
    """Whether this machine has what harming takes."""
    return sys.platform == "linux" and shutil.which("strace") is not None


def moments(name: str, folder: Path) -> list[Moment]:
    """Every system call that writes in a scene, done to its end on that folder."""
    log = folder.with_suffix(".calls")
    done = _run(name, folder, ["-o", str(log)])
    assert done.returncode == 0, done.stderr.decode()
    seen: Counter[str] = Counter()
    found = []
    for call in _CALL.findall(log.read_text(errors="replace")):
        seen[call] += 1
        found.append(Moment(call, seen[call]))
    return found


def kill(name: str, folder: Path, at: Moment) -> End:
    """Do the scene, killed (-9) at that call."""
    return _end(_run(name, folder, ["-o", "/dev/null", "-e", f"inject={at.call}:signal=SIGKILL:when={at.place}"]))


def refuse(name: str, folder: Path, at: Moment, error: str, *, for_ever: bool) -> End:
    """Do the scene on a disk that answers with an error at that call, and at every later one of that name if ``for_ever``."""
    when = f"{at.place}+" if for_ever else str(at.place)
    return _end(_run(name, folder, ["-o", "/dev/null", "-e", f"inject={at.call}:error={error}:when={when}"]))


def _run(name: str, folder: Path, options: list[str]) -> "subprocess.CompletedProcess[bytes]":
    # Not with --seccomp-bpf, under which strace 6.1 sends no signal.
    strace = ["strace", "-f", "-qq", "-e", f"trace={','.join(WRITES)}", *options]
    return subprocess.run(
        [*strace, sys.executable, "-B", str(CHILD), name, str(folder)], capture_output=True, check=False
    )


def _end(done: "subprocess.CompletedProcess[bytes]") -> End:
    said = done.stderr.decode(errors="replace")
    killed, refused = done.returncode in {-9, 137}, done.returncode == REFUSED
    return End(done.stdout.count(b"+"), killed, refused, "" if killed or done.returncode == 0 else said)
