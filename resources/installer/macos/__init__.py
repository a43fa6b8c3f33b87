"""The program for macOS: a disk image with the application, signed for nobody. Can only be made on macOS."""

from __future__ import annotations

import plistlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frozen import Failed, freeze_here, run, say, self_test

APP = "LitigeDesk.app"
PROGRAM = Path("Contents", "MacOS", "litigedesk")


def freeze() -> Path:
    """The application, made by PyInstaller, with the signature without a name that Apple’s processors demand."""
    app = freeze_here().parent / APP
    run(["codesign", "--force", "--deep", "--sign", "-", app])
    return app


def make_installers(folder: Path, version: str, dist: Path) -> list[Path]:
    """The disk image of the application, beside the folder to drag it into; written into ``dist``."""
    target = image(version, dist)
    with tempfile.TemporaryDirectory(prefix="litigedesk-") as name:
        shutil.copytree(folder, Path(name, APP), symlinks=True)
        Path(name, "Applications").symlink_to("/Applications")
        options = ("-volname", "LitigeDesk", "-fs", "HFS+", "-format", "UDZO", "-ov", "-srcfolder", name)
        run(["hdiutil", "create", *options, target])
    return [target]


def check(version: str, dist: Path) -> None:
    """Copy the application out of the image, as a user does, then look at it and run its self-test; raises Failed."""
    with tempfile.TemporaryDirectory(prefix="litigedesk-") as name:
        app = Path(name, APP)
        with mounted(image(version, dist)) as volume:
            shutil.copytree(volume / APP, app, symlinks=True)
        run(["codesign", "--verify", "--deep", "--strict", app])
        told = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
        kinds = [ending for kind in told["CFBundleDocumentTypes"] for ending in kind["CFBundleTypeExtensions"]]
        if kinds != ["litige"] or told["CFBundleShortVersionString"] != version:
            raise Failed("Info.plist ne dit pas la version ou les fichiers .litige.")
        say("ok    signature, version, fichiers .litige")
        self_test(app / PROGRAM)


def image(version: str, dist: Path) -> Path:
    """Where the disk image of a version is written."""
    return dist / f"LitigeDesk-{version}.dmg"


@contextmanager
def mounted(dmg: Path) -> Iterator[Path]:
    """The folder under which the image shows itself, as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="litigedesk-dmg-") as name:
        run(["hdiutil", "attach", dmg, "-nobrowse", "-readonly", "-mountpoint", name])
        try:
            yield Path(name)
        finally:
            run(["hdiutil", "detach", name])
