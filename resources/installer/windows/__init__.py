"""The program for Windows: the installer of one user, without administrator rights. Made on Windows, or tried under wine."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import icons
from frozen import BUILD, Failed, freeze_here, run

from . import wine
from .setup_check import check_installer

HERE = Path(__file__).parent
ICON = BUILD / "icons" / "litigedesk.ico"  # drawn by build.spec
PAPER = "#eef2f7"
NATIVE = sys.platform == "win32"
USUAL = [Path(f"C:/Program Files{kind}/NSIS/makensis.exe") for kind in (" (x86)", "")]


def freeze() -> Path:
    """The folder of the program, made by PyInstaller; elsewhere than on Windows, under wine and in ``build``."""
    return freeze_here() if NATIVE else wine.freeze(wine.WINE)


def make_installers(folder: Path, version: str, dist: Path) -> list[Path]:
    """The installer made of the folder, written into ``dist`` by NSIS."""
    target = installer(version, dist)
    dist.mkdir(exist_ok=True)
    defined: dict[str, str | Path] = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, four_numbers(version))),
        "SOURCE": folder.resolve(),
        "OUTPUT": target.resolve(),
        "ICON": ICON,
        "SIDE": draw_side(BUILD / "icons"),
    }
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
    check_installer(installer(version, dist), version)


def installer(version: str, dist: Path) -> Path:
    """Where the installer of a version is written."""
    return dist / f"LitigeDesk-{version}-setup.exe"


def makensis() -> str:
    """The compiler of installers; Failed when there is none."""
    found = shutil.which("makensis") or next((str(path) for path in USUAL if path.exists()), None)
    if found is None:
        raise Failed("NSIS 3 manque (makensis)\u00a0: il fait l’installateur de Windows.")
    return found


def four_numbers(version: str) -> tuple[int, ...]:
    """The first four numbers of a version, zeros for those it lacks: Windows knows no other."""
    return tuple([*map(int, re.findall(r"\d+", version)), 0, 0, 0, 0][:4])


def draw_side(folder: Path) -> Path:
    """The picture beside the first and the last page: our icon on the paper of the program, in the one form NSIS reads."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(164, 314, QImage.Format.Format_RGB888)
    picture.fill(QColor(PAPER))
    painter = QPainter(picture)
    QSvgRenderer(str(icons.PICTURE)).render(painter, QRectF(34, 34, 96, 96))
    painter.end()
    target = folder / "side.bmp"
    picture.save(str(target))
    return target
