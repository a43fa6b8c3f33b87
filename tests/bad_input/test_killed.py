"""Killed in the middle of a real operation, the program finds all of it or nothing of it at the next start."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.records import Dispute
from litigedesk.operations import letters
from litigedesk.store.check import examine, repair
from tests.bad_input import victim
from tests.bad_input.conftest import NOW
from tests.bad_input.witness import contents, faults

KILLS = 4  # for each kind of work, spread over its lines
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
Rows = dict[str, list[tuple[object, ...]]]


def run(action: str, folder: Path, fatal: int) -> str:
    command = [sys.executable, victim.__file__, action, str(folder), str(fatal)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == (-9 if fatal else 0), done.stderr
    return done.stdout


def state(folder: Path) -> tuple[Rows, list[str]]:
    """What the next start finds, without the words that change from one run to the next."""
    with Desk.open(folder, lambda: NOW) as desk:
        found = examine(desk.db, desk.vault, desk.folder)
        assert all(finding.repairable for finding in found)
        assert all(repair(desk.db, desk.vault, finding) for finding in found)
        assert faults(desk) == []
        rows = contents(desk)
        assert all((folder / "fichiers" / str(row[1])[:2]).is_dir() for row in rows["stored_file"])
        return rows, [finding.code for finding in found]


@pytest.mark.parametrize("action", ["letter", "payment", "delete", "restore"])
def test_all_of_it_or_nothing_of_it(desk: Desk, unpaid: Dispute, tmp_path: Path, action: str) -> None:
    letters.file(desk, unpaid.id or 0, "relance-amiable", victim.CHOICES)
    desk.close()
    allowed: list[Rows] = [state(desk.folder)[0]]
    whole = tmp_path / "whole"
    shutil.copytree(desk.folder, whole)
    lines = int(run(action, whole, 0))
    allowed.append(state(whole)[0])
    bounds = [lines * part // KILLS for part in range(KILLS + 1)]
    for part in range(KILLS):
        fatal = random.randint(bounds[part] + 1, bounds[part + 1])
        folder = tmp_path / f"killed-{fatal}"
        shutil.copytree(desk.folder, folder)
        run(action, folder, fatal)
        rows, codes = state(folder)
        assert set(codes) <= {"file-orphan", "temporary-file"}, f"{action}, line {fatal}"
        if action == "restore":  # three steps: each of them may be the last
            payments = len(rows["payment"]) + len(rows["trash"])
            assert payments in {0, 1}
            assert len([row for row in rows["event"] if row[-1] is not None]) == len(rows["payment"])
        else:
            assert rows in allowed, f"{action}, line {fatal} of {lines}"
