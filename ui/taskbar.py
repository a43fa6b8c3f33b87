"""What Windows asks of a program for its button in the taskbar and for coming to the front."""

import sys


def stand_apart() -> None:
    """Give a start from the sources a button of its own: it would be grouped with Python's, under Python's icon.

    The frozen program needs nothing: an identity that its shortcut does not bear would give it two buttons once pinned.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("LitigeDesk")


def let_the_other_come_forward() -> None:
    """Give the instance that is asked to show itself the right to: Windows gave it to us, who were started by the user."""
    if sys.platform == "win32":
        import ctypes

        any_process = 0xFFFFFFFF
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
