"""The fault campaign (``make faults``): the program killed, its disk full, its files damaged, its clock wrong, its input hostile.

Prints a table for README; with ``--json FILE`` writes the same figures with each broken promise. Exits with 1 when there is one.
"""

import argparse
import compileall
import json
import logging
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults import clocks, damage, full_disk, fuzzing, harm, instances, killing
from tests.faults.report import Line, as_json, table
from tests.faults.scenes import SCENES

ROOT: Final = Path(__file__).resolve().parents[2]
TRIES: Final = 5  # about ten minutes on two processors
MISSING: Final = {
    "arrets": "strace manque : ni arrêts ni erreurs du disque ne sont provoqués ici (Linux, paquet strace).",
    "plein": "aucun disque ne peut être monté ici : il faut Linux, et être root.",
    "hostile": "les entrées hostiles ne sont essayées que sous Linux, où un programme qui s’emballe peut être arrêté.",
}


def main() -> int:
    """Run the campaign and print its figures."""
    words = argparse.ArgumentParser(prog="make faults", description="provoque des pannes et compte ce qui se perd")
    words.add_argument("--tries", type=int, default=TRIES, help=f"plus il est grand, plus il y a d’essais ({TRIES})")
    words.add_argument("--seed", type=int, default=1, help="même nombre, mêmes essais")
    words.add_argument("--only", action="append", choices=list(PARTS), help="seulement cette partie")
    words.add_argument("--json", type=Path, help="écrit aussi les chiffres dans ce fichier")
    words.add_argument("scenes", nargs="*", help=f"seulement celles-ci : {', '.join(SCENES)}")
    options = words.parse_args()
    logging.disable()
    for folder in ("litigedesk", "tests"):  # once, and not in each of the programs that are harmed
        compileall.compile_dir(ROOT / folder, quiet=2)
    began, lines = time.monotonic(), []
    for name in options.only or list(PARTS):
        if not PARTS[name].is_possible():
            print(MISSING[name], flush=True)
            continue
        for line in PARTS[name].lines(options.scenes, max(1, options.tries), options.seed):
            print(f"{line.harm[:48]:<48} {line.to:<60} {line.times:>5}  {len(line.broken)} rompue(s)", flush=True)
            for fault in line.broken:
                print(f"    {fault}", flush=True)
            lines.append(line)
    print(f"\n{table(lines)}\n\n{time.monotonic() - began:.0f} s", flush=True)
    if options.json:
        options.json.write_text(json.dumps(as_json(lines), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(line.broken for line in lines) else 0


class Part:
    """A part of the campaign: whether this machine has what it takes, and its lines for some scenes, tries and a seed."""

    def __init__(
        self,
        lines: Callable[[Sequence[str], int, int], Iterator[Line]],
        is_possible: Callable[[], bool] = lambda: True,
    ) -> None:
        self.lines, self.is_possible = lines, is_possible


PARTS: Final = {
    "arrets": Part(
        lambda some, n, seed: killing.campaign(some or list(SCENES), n, random.Random(seed)), harm.is_possible
    ),
    "plein": Part(lambda some, n, _: full_disk.campaign(some or full_disk.SCENES_THAT_WRITE, n), full_disk.is_possible),
    "dommages": Part(lambda _, n, seed: damage.campaign(2 * n, random.Random(seed))),
    "horloge": Part(lambda _, n, __: clocks.campaign(max(1, n // 2))),
    "plusieurs": Part(lambda _, n, seed: instances.campaign(n, random.Random(seed))),
    "hostile": Part(lambda _, n, seed: fuzzing.campaign(20 * n, seed), fuzzing.is_possible),
}


if __name__ == "__main__":
    sys.exit(main())
