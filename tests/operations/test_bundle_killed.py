"""Killed without warning in the middle of a dossier, the program leaves no half file under the name that was asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Dispute
from litigedesk.operations import pieces
from litigedesk.operations.pieces import Incoming
from tests.bundle import samples

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")

EARLIER = b"the dossier of last month"
KILLS = 6


def run(folder: Path, target: Path, fatal: int) -> str:
    victim = Path(__file__).with_name("bundle_victim.py")
    command = [sys.executable, str(victim), str(folder), str(target), str(fatal)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == (-9 if fatal else 0), done.stderr
    return done.stdout


@pytest.mark.parametrize("suffix", [".pdf", ".zip"])
def test_a_dossier_is_whole_or_what_was_there_before(desk: Desk, unpaid: Dispute, tmp_path: Path, suffix: str) -> None:
    assert unpaid.id == 1
    files = [Incoming(f"p{number}.pdf", samples.pdf(3, f"Piece {number}")) for number in range(6)]
    pieces.add(desk, of_dispute(1), [*files, Incoming("photo.jpg", samples.jpeg(samples.scan(), 6))])
    desk.close()
    place = tmp_path / "remis"
    place.mkdir()
    target = place / f"dossier{suffix}"
    steps = int(run(desk.folder, target, 0))
    target.write_bytes(EARLIER)
    for kill in range(1, KILLS + 1):
        run(desk.folder, target, 1 + (steps - 2) * kill // KILLS)  # the last step is told once all is written
        assert target.read_bytes() == EARLIER
        assert [one.name for one in place.iterdir() if not one.name.startswith(".")] == [target.name]
    run(desk.folder, target, 0)
    assert target.stat().st_size > 10_000
