"""The button in Windows' taskbar, which goes by the program that runs."""

import sys


def stand_apart() -> None:
    """Give a start from the sources a button of its own: it would be grouped with Python's, under Python's icon.

    The frozen program needs nothing: an identity that its shortcut does not bear would give it two buttons once pinned.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("LitigeDesk")
