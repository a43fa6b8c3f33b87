"""The program for Windows: the installer of one user, without administrator rights."""

from __future__ import annotations

from pathlib import Path

from frozen import freeze_here, self_test


def freeze() -> Path:
    """The folder of the program, made by PyInstaller."""
    return freeze_here()


def make_installers(folder: Path, version: str, dist: Path) -> list[Path]:
    """The installers made of the folder, written into ``dist``; none where this machine cannot make them."""
    return []


def check(version: str, dist: Path) -> None:
    """Run the self-test of the folder in ``dist``, and of what its installer installs where that can be done; raises Failed."""
    self_test(dist / "litigedesk" / "litigedesk.exe")
