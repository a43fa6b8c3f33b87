"""Where the frozen program starts: the window, or under the name ``litigedesk-cli`` the command line."""

import os
import sys
from pathlib import Path

# What PyInstaller's starter sets for itself would mislead the programs we open: a browser, a word processor.
if "LD_LIBRARY_PATH" in os.environ:
    found_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ["LD_LIBRARY_PATH"] = found_before
    if not found_before:
        del os.environ["LD_LIBRARY_PATH"]


def main() -> int:
    """What the program is called by is what it does; the exit status."""
    if "litigedesk-cli" in {Path(sys.argv[0]).stem, Path(sys.executable).stem}:
        from litigedesk.__main__ import main as command_line

        return command_line()
    from ui.__main__ import main as window

    return window()


if __name__ == "__main__":
    sys.exit(main())
