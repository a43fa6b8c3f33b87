"""The program for Linux: the Debian package. No AppImage: its runtime is in no package registry."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from frozen import FOLDER, Failed, freeze_here, run, say, self_test

from . import debian


def freeze() -> Path:
    """The folder of the program, made by PyInstaller."""
    return freeze_here()


def make_installers(folder: Path, version: str, dist: Path) -> list[Path]:
    """The Debian package of the folder; none where dpkg-deb is missing."""
    if shutil.which("dpkg-deb") is None:
        say("dpkg-deb manque\u00a0: le paquet Debian n’est pas construit.")
        return []
    return [debian.make(folder, version, package(version, dist))]


def check(version: str, dist: Path) -> None:
    """Look at the package with the tools that are there; self-test the folder, and the program where it is installed."""
    made = package(version, dist)
    if made.exists() and shutil.which("lintian"):
        run(["lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", made])
        say(f"ok    lintian : {made.name}")
    self_test(FOLDER / "litigedesk")
    expect_version(FOLDER / "litigedesk-cli", version)
    if installed() == version:
        say("Programme installé :")
        self_test(Path("/usr/bin/litigedesk"))
        expect_version(Path("/usr/bin/litigedesk-cli"), version)


def package(version: str, dist: Path) -> Path:
    """Where the package of a version is written."""
    return dist / f"litigedesk_{version}_amd64.deb"


def expect_version(program: Path, version: str) -> None:
    """The command line answers, and is of this version; raises Failed."""
    told = run([program, "--version"]).strip()
    if not told.endswith(version):
        raise Failed(f"{program} dit « {told} », attendu {version}")
    say(f"ok    ligne de commande : {told}")


def installed() -> str:
    """The version that dpkg installed here, nothing when there is none."""
    if shutil.which("dpkg-query") is None:
        return ""
    asked = ["dpkg-query", "--show", "--showformat", "${Version}", "litigedesk"]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip()
