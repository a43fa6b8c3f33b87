"""The start of the program from its sources, beside a bare window of six empty tabs started in turns with it."""

import sys
from collections.abc import Iterator

from tests.benchmarks import timing
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage
from tests.benchmarks.start import BARE, Runner

ROWS_OF_STAGES = {"start": ("frame", "ms"), "start-filled": ("screen", "ms"), "memory": ("rest", "rss")}


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    bare, ours = _started(stage)
    for row, (moment, kind) in ROWS_OF_STAGES.items():
        told = "cpu" if kind == "ms" and timing.is_processor_time() else kind
        if f"{moment} {told}" in ours.figures:  # memory is not told on every system
            yield Figure(
                row=row, clients=stage.clients, ms=min(ours.figures[f"{moment} {told}"]),
                against_ms=min(bare.figures[f"frame {told}"]),
            )  # fmt: skip


def _started(stage: Stage) -> tuple[Runner, Runner]:
    """The bare window and ours on a copy of the data, the first start of each left out: it fills the caches."""
    home, program = stage.place / "home", stage.place / "bare.py"
    home.mkdir()
    program.write_text(BARE, encoding="utf-8")
    bare = Runner("bare", [sys.executable, str(program)], "frame")
    ours = Runner("ours", [sys.executable, "-m", "ui", "--data", str(stage.place / "start"), "--stages"], "rest")
    for turn in range(stage.times + 1):
        for one in (bare, ours):
            one.run(home)
            if not turn and not stage.quick:
                one.figures.clear()
    return bare, ours
