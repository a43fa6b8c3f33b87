"""How long people wait (``make bench``): ratios measured in one run on invented data of several sizes, as a table, JSON and a plot.

Nothing here passes or fails: the table says which targets are met. ``--write`` puts it into README, with its plot.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

# The same conditions everywhere; the off-screen platform says of every window that it has no size hints.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from litigedesk.errors import LitigeDeskError
from tests.benchmarks import beginning, holding, papers, report, screen, searching, storing
from tests.benchmarks.figures import ROWS, Figure
from tests.benchmarks.plot import picture
from tests.benchmarks.stage import stage
from tests.benchmarks.timing import use_processor_time

ROOT: Final = Path(__file__).resolve().parents[2]
SIZES: Final = (100, 1000, 10_000)
QUICK: Final = (30, 100)
BUILD: Final = ROOT / "build"
PLOT: Final = "croissance.svg"


def main() -> int:
    """Measure, print the table, write what was asked; 1 with a sentence when it cannot be done."""
    words = argparse.ArgumentParser(
        prog="make bench", description="mesure le démarrage, les listes, les lettres, les copies"
    )
    words.add_argument(
        "--clients", type=int, action="append", metavar="N", help="cette taille, autant de fois qu’il le faut"
    )
    words.add_argument("--quick", action="store_true", help="peu de clients et peu de tours : pour voir si tout marche")
    words.add_argument("--write", action="store_true", help="met le tableau et sa courbe dans README.md")
    words.add_argument(
        "--processor", action="store_true", help="compte le temps du processeur, sur une machine occupée"
    )
    options = words.parse_args()
    if options.processor:
        use_processor_time()
    sizes = sorted(set(options.clients or (QUICK if options.quick else SIZES)))
    began = time.monotonic()
    try:
        figures = list(measured(sizes, quick=options.quick))
        report.write_json(figures, date.today(), BUILD / "bench.json")
        (BUILD / "bench.svg").write_text(picture(figures), encoding="utf-8")
        print(f"\n{report.table(figures)}\n\n{time.monotonic() - began:.0f} s ; build/bench.json, build/bench.svg")
        if options.write:
            write(figures)
    except (LitigeDeskError, OSError) as fault:
        print(f"Les mesures n’ont pas pu être faites : {fault}", file=sys.stderr)
        return 1
    return 0


def measured(sizes: Sequence[int], *, quick: bool) -> Iterator[Figure]:
    """Every figure of every size, told as it comes; the data vanish afterwards."""
    for size in sizes:
        with (
            tempfile.TemporaryDirectory(prefix="litigedesk-bench-") as name,
            stage(size, Path(name), quick=quick) as where,
        ):
            for subject in (beginning, screen, searching, papers, storing, holding):
                for figure in subject.measures(where):
                    print(f"{size:>6} clients  {ROWS[figure.row].words:<55} {figure.ms:10.1f}", flush=True)
                    yield figure


def write(figures: Sequence[Figure]) -> None:
    """The table and its plot in README, with what they were taken on."""
    place = ROOT / "tests" / "benchmarks" / PLOT
    place.write_text(picture(figures), encoding="utf-8")
    shown = f"{report.table(figures)}\n\n![Croissance de chaque durée](tests/benchmarks/{PLOT})"
    if not report.write_between_marks(ROOT / "README.md", shown):
        print("README.md n’a pas les deux marques entre lesquelles écrire.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
