"""How long the program takes to start, beside a bare PySide6 window of six empty tabs measured in the same run.

``python -m tests.benchmarks.start [--data DOSSIER]... [--frozen PROGRAM [--frozen-bare PROGRAM]] [--json FILE]``. Runs alternate,
so that a noisy machine is noisy for both. Of each: the time from the start of the process and the processor time it took, minimum
and median; the memory (RSS, PSS) once painted. « frame » is the window with its tabs, « screen » is Aujourd’hui filled in, « rest »
is when nothing is left to do.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.say)
        return False

    def say(self):
        print("frame", flush=True)
        input()
        app.quit()

app = QApplication([])
window, tabs, painted = QMainWindow(), QTabWidget(), Painted()
for number in range(6):
    tabs.addTab(QWidget(), f"Onglet {number}")
window.setCentralWidget(tabs)
window.resize(1280, 720)
window.installEventFilter(painted)
window.show()
app.exec()
"""
Figures = dict[str, list[float]]


@dataclass
class Runner:
    """One program, started again and again; ``figures`` holds each stage's wall and processor milliseconds, and memory in MB."""

    name: str
    command: list[str]
    last: str
    figures: Figures = field(default_factory=dict)

    def run(self, home: Path) -> None:
        """Start it once, and note what it says until its last stage."""
        begun = time.perf_counter()
        with subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=surroundings(home),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as program:
            assert program.stdout is not None
            assert program.stdin is not None
            for line in program.stdout:
                stage = line.strip()
                self._note(f"{stage} ms", (time.perf_counter() - begun) * 1000)
                self._note(f"{stage} cpu", processor(program.pid))
                for kind, size in memory(program.pid).items():
                    self._note(f"{stage} {kind}", size)
                program.stdin.write("\n")
                program.stdin.flush()
        if f"{self.last} ms" not in self.figures:
            raise SystemExit(f"{self.name}: not shown, {' '.join(self.command)}")

    def _note(self, name: str, value: float) -> None:
        self.figures.setdefault(name, []).append(value)


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a user: their own folder, and Python's compiled files kept (aside: the sources stay as they are)."""
    mine = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    folders = {"HOME": home, "XDG_CONFIG_HOME": home, "PYTHONPATH": ROOT, "PYTHONPYCACHEPREFIX": home / "compiled"}
    return mine | {key: str(folder) for key, folder in folders.items()} | {"QT_QPA_PLATFORM": "offscreen"}


def processor(pid: int) -> float:
    """Milliseconds of processor time a process has taken; 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e6 if stat.is_file() else 0.0


def memory(pid: int) -> dict[str, float]:
    """Resident and proportional memory of a process in MB; empty where the system does not say."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if not rollup.is_file():
        return {}
    lines = dict(line.split(":", 1) for line in rollup.read_text().splitlines()[1:])
    return {name.lower(): int(lines[name].split()[0]) / 1024 for name in ("Rss", "Pss")}


def imported(command: list[str], home: Path) -> list[tuple[int, str]]:
    """What a start from source imports, in microseconds of each module itself, the longest first (``-X importtime``)."""
    timed = [command[0], "-X", "importtime", *command[1:]]
    done = subprocess.run(
        timed, cwd=ROOT, env=surroundings(home), text=True, input="\n" * 9, capture_output=True, check=False
    )
    parts = (
        line.split("|") for line in done.stderr.splitlines() if line.startswith("import time:") and line.count("|") == 2
    )
    found = [(own.removeprefix("import time:").strip(), name.strip()) for own, _all, name in parts]
    return sorted(((int(own), name) for own, name in found if own.isdigit()), reverse=True)


def table(bare: Runner, others: list[Runner]) -> list[tuple[str, str, float, float, float]]:
    """One line for each figure: program, figure, minimum, median, and the ratio of the minimum to the bare window's."""
    rows = []
    for one in (bare, *others):
        for name, values in one.figures.items():
            kind = name.split()[-1]
            beside = min(bare.figures[f"frame {kind}"])
            rows.append(
                (one.name, name, min(values), statistics.median(values), min(values) / beside if beside else 0.0)
            )
    return rows


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.start")
    parser.add_argument("--data", type=Path, action="append", metavar="DOSSIER")
    parser.add_argument("--frozen", type=Path, metavar="PROGRAM")
    parser.add_argument("--frozen-bare", type=Path, metavar="PROGRAM")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place, "home")
        home.mkdir()
        bare, others = _programs(options, Path(place))
        for number in range(options.runs + 1):  # the first of each is not counted: it fills the caches
            for one in (bare, *others):
                one.run(home)
                if not number:
                    one.figures.clear()
        rows = table(bare, others)
        for name, figure, least, median, ratio in rows:
            print(f"{name:<28} {figure:<11} min {least:8.0f}   median {median:8.0f}   {ratio:5.2f} ×")
        for own, module in imported(others[0].command, home)[:25]:
            print(f"{own / 1000:8.1f} ms  {module}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


def _programs(options: argparse.Namespace, place: Path) -> tuple[Runner, list[Runner]]:
    """The bare window, then ours on each folder, from source and frozen; folders are copied, since opening writes."""
    program = place / "bare.py"
    program.write_text(BARE, encoding="utf-8")
    bare = Runner("bare window", [sys.executable, str(program)], "frame")
    given = options.data or []
    if not given:
        demo = place / "démonstration"
        subprocess.run(
            [sys.executable, "-m", "litigedesk", "demo", str(demo)], cwd=ROOT, check=True, capture_output=True
        )
        given = [demo]
    others = []
    for number, folder in enumerate(given):
        copy = place / f"data{number}"
        shutil.copytree(folder, copy)
        ours = ["--data", str(copy), "--stages"]
        others.append(Runner(f"source, {folder.name}", [sys.executable, "-m", "ui", *ours], "rest"))
        if options.frozen:
            others.append(Runner(f"frozen, {folder.name}", [str(options.frozen), *ours], "rest"))
    if options.frozen_bare:
        others.append(Runner("frozen bare window", [str(options.frozen_bare)], "frame"))
    return bare, others


if __name__ == "__main__":
    main()
