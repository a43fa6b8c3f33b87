"""Several programs started on one folder at once: one works, the others are told, nothing is mixed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.faults.child import REFUSED
from tests.faults.harm import CHILD
from tests.faults.report import Line
from tests.faults.scenes import SCENES
from tests.faults.verdict import next_start, rows


def campaign(tries: int) -> Iterator[Line]:
    """As many races as ``tries``, of as many programs as there are processors and one more, each noting the same payment."""
    line = Line("plusieurs fenêtres sur un même dossier", SCENES["payment"].words)
    with tempfile.TemporaryDirectory() as place:
        for number in range(tries):
            folder = Path(place) / f"course-{number}"
            SCENES["payment"].prepare(folder)
            racers = [
                subprocess.Popen(
                    [sys.executable, "-B", str(CHILD), "payment", str(folder)],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
                for _ in range((os.cpu_count() or 1) + 1)
            ]
            said = [racer.communicate() for racer in racers]
            saved = sum(out.count(b"+") for out, _ in said)
            ends = {racer.returncode for racer in racers}
            fault = "" if ends <= {0, REFUSED} else f"a traceback: {[err[-300:] for _, err in said]}"
            next_start(folder)
            kept = len(rows(folder)["payment"])
            if not fault and kept != saved:
                fault = f"{saved} payments acknowledged, {kept} kept"
            line.count(fault, refused=REFUSED in ends)
    yield line
