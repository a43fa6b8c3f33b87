"""A program killed (-9) while it writes reminders: ``reminders_victim.py FOLDER N`` dies as the letter N is about to be written."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from litigedesk.desk import Desk
from litigedesk.operations import reminders
from litigedesk.operations.reminders import Line
from litigedesk.queries.reminders import candidates

NOW = datetime(2026, 11, 22, 9)


def main(folder: Path, fatal: int) -> None:
    turn = 0

    def told(_line: Line) -> None:
        nonlocal turn
        turn += 1
        if turn == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    with Desk.open(folder, lambda: NOW) as desk:
        lines = [reminders.examine(desk, one) for one in candidates(desk, NOW.date())]
        reminders.write(desk, [one for one in lines if one.may_leave], told=told)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
