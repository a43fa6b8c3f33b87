"""A program killed (-9) while it writes a dossier: ``bundle_victim.py FOLDER TARGET STEP``, 0 to work to the end.

It dies at that step of the work, and prints how many steps there were when it lives.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.operations import bundles

NOW = datetime(2026, 11, 22, 9)


def main(folder: Path, target: Path, fatal: int) -> None:
    steps = 0

    def progress(_done: int, _total: int, _what: str) -> None:
        nonlocal steps
        steps += 1
        if steps == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    with Desk.open(folder, lambda: NOW) as desk:
        bundles.make(desk, of_dispute(1), target, bundles.Wanted(), progress, lambda: False)
    sys.stdout.write(f"{steps}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
