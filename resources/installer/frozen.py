"""What the systems share: where things are, PyInstaller, and running what was built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # for the version of the program
DIST = ROOT / "dist"
BUILD = ROOT / "build"
FOLDER = DIST / "litigedesk"


class Failed(Exception):
    """What keeps the program from being built or tested, as sentences for whoever typed the command."""


def say(text: str) -> None:
    """Print at once, so that our lines and those of the programs we start keep their order."""
    print(text, flush=True)


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """The output of a command; raises Failed with what it said when it does not end well."""
    done = subprocess.run(
        list(map(str, command)), check=False, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"{Path(command[0]).name} a échoué ({done.returncode})\u00a0:\n{done.stdout[-4000:]}")
    return done.stdout


def epoch() -> int:
    """The moment that what we build bears, in seconds: SOURCE_DATE_EPOCH, else the day of the version."""
    import litigedesk

    released = datetime.fromisoformat(litigedesk.RELEASED_ON).replace(tzinfo=UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or released.timestamp())


def freeze_here() -> Path:
    """The one-folder program that PyInstaller makes for the system it runs on."""
    options = ("--noconfirm", "--log-level", "WARN")
    folders = ("--distpath", DIST, "--workpath", BUILD / "freeze")
    command: list[str | Path] = [sys.executable, "-m", "PyInstaller", *options, *folders, "build.spec"]
    run(command, env={"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch())})
    return FOLDER


def self_test(program: Path) -> None:
    """Play the self-test of a built program, off screen, and say its lines; raises Failed when one of them failed."""
    say(run([program, "--selftest"], env={"QT_QPA_PLATFORM": "offscreen"}).rstrip())
