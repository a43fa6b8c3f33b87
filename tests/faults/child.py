"""A program that does one thing to a data folder while its parent harms it: ``child.py SCENE FOLDER``.

It acknowledges each step once it is saved, by one sign on its output: what was acknowledged must be there at the next start.
It exits with 0 when all is done, 3 when it was refused in words, and anything else is a fault of the program.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from litigedesk.errors import UserError
from tests.faults import scenes

REFUSED = 3


def acknowledge() -> None:
    os.writev(1, [b"+"])  # not « write », which the parent makes fail


def main(name: str, folder: Path) -> int:
    try:
        scenes.SCENES[name].act(folder, acknowledge)
    except UserError as fault:
        os.writev(2, [str(fault).encode()])
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
