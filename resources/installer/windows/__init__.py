"""The program for Windows: the installer of one user, without administrator rights. Made on Windows, or tried under wine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from frozen import Failed, freeze_here, run

from . import wine
from .setup_check import check_installer
from .version_resource import four_numbers

HERE = Path(__file__).parent
ICON = HERE.parent / "litigedesk.ico"
NATIVE = sys.platform == "win32"
USUAL = [Path(f"C:/Program Files{kind}/NSIS/makensis.exe") for kind in (" (x86)", "")]


def freeze() -> Path:
    """The folder of the program, made by PyInstaller; elsewhere than on Windows, under wine and in ``build``."""
    return freeze_here() if NATIVE else wine.freeze(wine.WINE)


def make_installers(folder: Path, version: str, dist: Path) -> list[Path]:
    """The installer made of the folder, written into ``dist`` by NSIS."""
    target = installer(version, dist)
    dist.mkdir(exist_ok=True)
    defined = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, four_numbers(version))),
        "SOURCE": folder.resolve(),
        "OUTPUT": target.resolve(),
    }
    if ICON.exists():
        defined["ICON"] = ICON
    if not NATIVE:
        defined["TARGET"] = "amd64-unicode"
    options = [f"-D{name}={value}" for name, value in defined.items()]
    run([makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, HERE / "installer.nsi"])
    return [target]


def check(version: str, dist: Path) -> None:
    """Install, self-test what was installed, upgrade, refuse while it runs, remove: raises Failed at the first fault."""
    if not installer(version, dist).exists():
        raise Failed(f"{installer(version, dist).name} n’est pas construit.")
    if not NATIVE:
        wine.prepare()
    check_installer(installer(version, dist))


def installer(version: str, dist: Path) -> Path:
    """Where the installer of a version is written."""
    return dist / f"LitigeDesk-{version}-setup.exe"


def makensis() -> str:
    """The compiler of installers; Failed when there is none."""
    found = shutil.which("makensis") or next((str(path) for path in USUAL if path.exists()), None)
    if found is None:
        raise Failed("NSIS 3 manque (makensis)\u00a0: il fait l’installateur de Windows.")
    return found
