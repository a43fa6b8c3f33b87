"""Several programs started on one folder at once: one works, the others are told, nothing is mixed."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from litigedesk.desk import Desk
from litigedesk.store.layout import COPIES
from tests.faults import worlds
from tests.faults.child import REFUSED
from tests.faults.harm import CHILD
from tests.faults.report import Line
from tests.faults.scenes import SCENES
from tests.faults.verdict import HARMLESS, next_start, rows

COMMANDS: Final = (("backup",), ("check",), ("restore",), ("export", "sortie"))
REFUSED_ALOUD: Final = 1  # what the command line ends with


def campaign(tries: int, luck: random.Random) -> Iterator[Line]:
    """Windows against windows, each noting a payment; then commands against a window that is open, and against each other."""
    with tempfile.TemporaryDirectory() as place:
        line = Line("plusieurs programmes sur un dossier", "fenêtres qui notent un paiement")
        for number in range(tries):
            fault, refused = _race(Path(place) / f"course-{number}")
            line.count(fault, refused=refused)
        yield line
        line = Line("plusieurs programmes sur un dossier", "commandes pendant qu’une fenêtre est ouverte")
        for number in range(max(1, tries // 4)):
            for command in COMMANDS:
                folder = Path(place) / f"ouvert-{number}-{command[0]}" / "données"
                folder.parent.mkdir()
                fault, refused = _beside_a_window(folder, command)
                line.count(fault, refused=refused)
        yield line
        line = Line("plusieurs programmes sur un dossier", "commandes et fenêtres à la fois")
        for number in range(tries):
            folder = Path(place) / f"ensemble-{number}" / "données"
            folder.parent.mkdir()
            fault, refused = _together(folder, luck)
            line.count(fault, refused=refused)
        yield line


def _window(folder: Path) -> "subprocess.Popen[bytes]":
    return _started([str(CHILD), "payment", str(folder)])


def _command(folder: Path, *command: str) -> "subprocess.Popen[bytes]":
    if command[0] == "restore":
        command = ("restore", str(max((folder / COPIES).glob("*.sqlite"))))
    if command[0] == "export":
        command = ("export", str(folder.with_name(command[1])))
    return _started(["-m", "litigedesk", "--data", str(folder), *command])


def _started(arguments: list[str]) -> "subprocess.Popen[bytes]":
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-B", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root
    )


def _race(folder: Path) -> tuple[str, bool]:
    SCENES["payment"].prepare(folder)
    racers = [_window(folder) for _ in range((os.cpu_count() or 1) + 1)]
    said = [racer.communicate() for racer in racers]
    saved = sum(out.count(b"+") for out, _ in said)
    ends = {racer.returncode for racer in racers}
    if not ends <= {0, REFUSED}:
        return f"a traceback: {[err[-300:] for _, err in said]}", False
    next_start(folder)
    kept = len(rows(folder)["payment"])
    return ("" if kept == saved else f"{saved} payments acknowledged, {kept} kept"), REFUSED in ends


def _beside_a_window(folder: Path, command: tuple[str, ...]) -> tuple[str, bool]:
    worlds.with_copies(folder)
    was = rows(folder)
    with Desk.open(folder, lambda: worlds.NOW):
        done = _command(folder, *command)
        _, err = done.communicate()
    if b"Traceback" in err or done.returncode not in {0, REFUSED_ALOUD}:
        return f"{command[0]}: a traceback: {err[-300:]!r}", False
    if next_start(folder).rows != was:
        return f"{command[0]}: other records", False
    return "", done.returncode == REFUSED_ALOUD


def _together(folder: Path, luck: random.Random) -> tuple[str, bool]:
    """Whoever comes first, the records are those of a copy or of the folder, with the payments acknowledged since."""
    worlds.with_copies(folder)
    order = luck.sample([None, None, *COMMANDS], 3)
    started = [_window(folder) if one is None else _command(folder, *one) for one in order]
    said = [one.communicate() for one in started]
    words = [one[0] if one else "window" for one in order]
    if any(b"Traceback" in err for _, err in said):
        return f"{words}: a traceback: {[err[-300:] for _, err in said]}", False
    found = next_start(folder)
    if found.findings - HARMLESS:
        return f"{words}: the check finds {sorted(found.findings)}", False
    saved = sum(out.count(b"+") for one, (out, _) in zip(order, said, strict=True) if one is None)
    kept = len(found.rows["payment"])
    if "restore" not in words and kept != 1 + saved:
        return f"{words}: {saved} payments acknowledged, {kept} kept", False
    return "", any(one.returncode for one in started)
