"""Run LitigeDesk from its sources: prepare ``.venv`` once, then open the window, play the demo or test.

Standard library only; the same commands everywhere: ``python resources/installer/from_source.py run``.
As root on Debian or Ubuntu it installs the system packages that are missing; else it prints the exact command.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.sha256"
DEMO = ROOT / "build" / "demo"
LINUX = sys.platform.startswith("linux")

# The Debian package that holds each library Qt loads; Debian 13 provides the same names through its « t64 » packages.
PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class Stop(Exception):
    """What keeps us from going on, as French sentences for whoever typed the command."""


def say(text: str) -> None:
    """Print at once, so that our lines and those of the programs we start keep their order."""
    print(text, flush=True)


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, by the session's variables elsewhere."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# ---- what must be there ----------------------------------------------------------------------------------------------
def require_python() -> None:
    """Refuse a Python the program is not made for."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        found = ".".join(map(str, sys.version_info[:2]))
        raise Stop(
            f"LitigeDesk demande Python 3.11 à 3.14, et celui-ci est en {found}.\n"
            "Avec make\u00a0: make run PYTHON=python3.13 (ou le nom de votre Python)."
        )


def install_system_packages(packages: Iterable[str]) -> None:
    """Install Debian packages when we may, else say the exact command."""
    names = sorted(set(packages))
    if shutil.which("apt-get") is None:
        raise Stop(f"Il manque des paquets du système. Sous Debian ou Ubuntu ils s’appellent\u00a0: {' '.join(names)}")
    if sys.platform == "win32" or os.geteuid() != 0:
        raise Stop(
            "Il manque des paquets du système. Installez-les, puis recommencez\u00a0:\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(names)}"
        )
    say(f"Installation des paquets du système\u00a0: {' '.join(names)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *names]
    subprocess.run([*apt, "update"], check=False, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    done = subprocess.run(install, check=False, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        raise Stop(f"apt-get n’a pas pu installer\u00a0: {' '.join(names)}\n{done.stderr.decode(errors='replace')}")


def prepare_environment() -> None:
    """Make ``.venv`` if there is none that works."""
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0
    ):
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it apart from python3
        install_system_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    say("Création de l’environnement Python dans .venv")
    # A child process: an ensurepip installed a moment ago is not seen by this one.
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise Stop("L’environnement Python n’a pas pu être créé dans .venv.")


def install_pinned(extra: str = "dev", stamp: Path = STAMP) -> None:
    """Install the pinned libraries, once per change of what is pinned."""
    inputs = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in inputs) + str(ROOT).encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Installation des bibliothèques (une seule fois, environ 130 Mo)")
    # By name and from ROOT: pip splits these variables at spaces, which a path may hold. They reach the build step too.
    env = {**os.environ, "PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    env.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    env.setdefault("PIP_ROOT_USER_ACTION", "ignore")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--editable", f".[{extra}]"]
    if subprocess.run(command, check=False, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode:
        raise Stop("Les bibliothèques n’ont pas pu être installées\u00a0: voyez le message de pip ci-dessus.")
    stamp.write_text(wanted, encoding="ascii")


def missing_libraries() -> set[str]:
    """The shared libraries Qt would look for in vain, as ``ldd`` sees them.

    Without its xcb libraries Qt aborts before any of our code runs: so they are looked for beforehand.
    """
    qt = next(VENV.glob("lib/python3*/site-packages/PySide6"))
    wanted = [*qt.glob("Qt*.abi3.so"), *qt.glob("Qt/plugins/platforms/libqoffscreen.so")]
    if os.environ.get("DISPLAY"):
        wanted += [*qt.glob("Qt/plugins/platforms/libqxcb.so")]
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted += [*qt.glob("Qt/plugins/platforms/libqwayland*.so")]
    used = ("QtCore.", "QtGui.", "QtWidgets.", "QtPrintSupport.", "QtSvg.", "QtTest.", "QtNetwork.")
    files = [path for path in wanted if "plugins" in path.parts or path.name.startswith(used)]
    report = subprocess.run(["ldd", *map(str, files)], check=False, capture_output=True, text=True).stdout
    return set(re.findall(r"^\s*(\S+) => not found", report, re.MULTILINE))


def install_qt_libraries() -> None:
    """Install the system libraries Qt needs here; a library found may ask for another, hence the second look."""
    if not LINUX or shutil.which("ldd") is None:
        return
    for _ in range(3):
        missing = missing_libraries()
        if not missing:
            return
        unknown = sorted(missing - PACKAGE_OF.keys())
        if unknown:
            raise Stop(f"Qt ne trouve pas ces bibliothèques du système\u00a0: {' '.join(unknown)}")
        install_system_packages(PACKAGE_OF[name] for name in missing)
    raise Stop(f"Qt ne trouve toujours pas\u00a0: {' '.join(sorted(missing_libraries()))}")


# ---- what can be asked -----------------------------------------------------------------------------------------------
def environment() -> dict[str, str]:
    """The variables our programs start with: UTF-8 everywhere, off screen where there is no screen."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the many starts that tests make compiles every module anew
    if LINUX and not any(env.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        env["LC_CTYPE"] = "C.UTF-8"  # Qt warns about any other, and a warning fails a test
    if not has_screen():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


def start(*arguments: str | Path) -> int:
    """Run one module of ours or of the tools with the prepared Python."""
    return subprocess.run([PYTHON, *arguments], check=False, cwd=ROOT, env=environment()).returncode


def run(arguments: Sequence[str]) -> int:
    """The window; where none can be shown, the pictures of the folder asked for, else the demo off screen."""
    if has_screen() or any(one.startswith(("--selftest", "--screenshots")) for one in arguments):
        return start("-m", "ui", *arguments)
    return photograph(arguments) if arguments else play_demo()


def photograph(arguments: Sequence[str]) -> int:
    """Pictures of every screen on the folder that the arguments name."""
    pictures = DEMO / "screenshots"
    say("Pas d’écran ici\u00a0: LitigeDesk enregistre l’image de chaque écran.")
    return start("-m", "ui", *arguments, "--screenshots", pictures)


def demo(arguments: Sequence[str]) -> int:
    """The window on invented data; the demo off screen where no window can be shown."""
    return start("-m", "ui", "--demo", *arguments) if has_screen() else play_demo()


def play_demo() -> int:
    """Write invented data with their letters, photograph every screen, and say where all that is."""
    data, pictures = DEMO / "data", DEMO / "screenshots"
    say("Pas d’écran ici\u00a0: LitigeDesk joue sa démonstration sans fenêtre et en garde les images.")
    if DEMO.exists():
        shutil.rmtree(DEMO)
    DEMO.mkdir(parents=True)
    status = start("-m", "litigedesk", "demo", data)
    status = status or start("-m", "ui", "--data", data, "--screenshots", pictures)
    letters = [path for path in (data / "exemples").glob("*") if path.suffix in {".docx", ".pdf"}]
    for title, files in (("Lettres (.docx, .pdf)", letters), ("Images des écrans", list(pictures.glob("*.png")))):
        for folder in sorted({path.parent for path in files}):
            say(f"{title}\u00a0: {len(files)} dans {folder.relative_to(ROOT)}")
    return status


def check(arguments: Sequence[str]) -> int:
    """Style, format, types; then, alone, the rules of architecture."""
    return lint() or start("-m", "pytest", "-q", "tests/architecture", *arguments)


def lint() -> int:
    """Style, format and types; every tool speaks even when an earlier one found something."""
    commands = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))
    return max([start("-m", *command) for command in commands])


def test(arguments: Sequence[str]) -> int:
    """Style, format, types, and every test even when they found something: pytest's summary comes last.

    One process of tests for each processor; ``ARGS="-n 0"`` runs them in one, as a debugger wants.
    """
    style = lint()
    return start("-m", "pytest", "-n", "auto", *arguments) or style


def bench(arguments: Sequence[str]) -> int:
    """The measures of ``tests/benchmarks``, which no test run collects."""
    return start("tests/benchmarks", *arguments)


def faults(arguments: Sequence[str]) -> int:
    """The fault campaign of ``tests/faults``, which no test run collects."""
    return start("tests/faults", *arguments)


def dist(arguments: Sequence[str]) -> int:
    """The program that runs without Python, and its installer for this system, in ``dist/``."""
    install_pinned("freeze", VENV / "installed-freeze.sha256")
    return start("resources/installer/dist.py", "build", *arguments)


def dist_test(arguments: Sequence[str]) -> int:
    """The self-test of what ``dist`` made."""
    return start("resources/installer/dist.py", "test", *arguments)


ACTIONS = {
    "run": run, "demo": demo, "test": test, "check": check, "bench": bench, "faults": faults,
    "dist": dist, "dist-test": dist_test,
}  # fmt: skip


def main() -> int:
    """Prepare what is missing, then do what was asked; the exit status is that of the program started."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows console may not know ’ or the no-break space
    parser = argparse.ArgumentParser(
        description="Prépare .venv, puis lance LitigeDesk ou ses tests depuis les sources."
    )
    parser.add_argument("action", choices=ACTIONS)
    options, rest = parser.parse_known_args()
    try:
        require_python()
        prepare_environment()
        install_pinned()
        install_qt_libraries()
        return ACTIONS[options.action](rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
