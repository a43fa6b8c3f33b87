"""The fault campaign (``make faults``): scenes killed and refused by the disk at many moments, files damaged, hostile input.

Prints a table for README; with ``--json FILE`` writes the same figures with each broken promise. Exits with 1 when there is one.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults import damage, harm, instances, killing
from tests.faults.report import Line, as_json, table
from tests.faults.scenes import SCENES


def main() -> int:
    """Run the campaign and print its figures."""
    words = argparse.ArgumentParser(prog="make faults", description="provoque des pannes et compte ce qui se perd")
    words.add_argument("--tries", type=int, default=25, help="moments essayés pour chaque scène et chaque panne (25)")
    words.add_argument("--seed", type=int, default=1, help="même nombre, mêmes moments")
    words.add_argument("--json", type=Path, help="écrit aussi les chiffres dans ce fichier")
    words.add_argument("scenes", nargs="*", help=f"seulement celles-ci : {', '.join(SCENES)}")
    options = words.parse_args()
    began, lines = time.monotonic(), []
    for line in _lines(options.scenes or list(SCENES), options.tries, random.Random(options.seed)):
        print(f"{line.harm:<48} {line.to:<64} {line.times:>5}  {len(line.broken)} rompue(s)", flush=True)
        for fault in line.broken:
            print(f"    {fault}", flush=True)
        lines.append(line)
    print(f"\n{table(lines)}\n\n{time.monotonic() - began:.0f} s", flush=True)
    if options.json:
        options.json.write_text(json.dumps(as_json(lines), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(line.broken for line in lines) else 0


def _lines(scenes: list[str], tries: int, luck: random.Random) -> Iterator[Line]:
    if harm.is_possible():
        yield from killing.campaign(scenes, tries, luck)
    else:
        print("strace manque : ni arrêts ni erreurs du disque ne sont provoqués ici (Linux, paquet strace)", flush=True)
    yield from damage.campaign(tries, luck)
    yield from instances.campaign(max(1, tries // 5), luck)


if __name__ == "__main__":
    sys.exit(main())
