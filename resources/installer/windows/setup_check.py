"""The installer tried for real, silently: on Windows, or under wine elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frozen import Failed, say

from . import wine

NATIVE = sys.platform == "win32"
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\LitigeDesk"
KINDS = r"HKCU\Software\Classes"
RUNNING = 3  # what the installer answers while the program runs
PATIENCE = 900  # seconds


def check_installer(installer: Path, version: str) -> None:
    """Every promise of the installer; raises Failed at the first that is broken."""
    if NATIVE and status_of("reg", "query", KEY)[0] == 0:
        raise Failed(
            "LitigeDesk est déjà installé pour vous\u00a0: retirez-le, l’essai installerait et retirerait le sien."
        )
    programs = folder_of("APPDATA") / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    program = folder_of("LOCALAPPDATA") / "Programs" / "LitigeDesk"
    with witness(folder_of("LOCALAPPDATA") / "LitigeDesk") as kept:
        expect("installation", 0, installer, "/S")
        present(program / "litigedesk.exe", programs / "LitigeDesk.lnk", program / "desinstaller.exe")
        opened_by = output_of("reg", "query", rf"{KINDS}\LitigeDesk.dossier\shell\open\command", "/ve")
        told("association", "litigedesk.exe" in opened_by and "%1" in opened_by)
        told("ligne de commande", output_of(program / "litigedesk-cli.exe", "--version").strip().endswith(version))
        say(output_of(program / "litigedesk.exe", "--selftest").rstrip())
        (program / "_internal" / "ancien.txt").write_bytes(b"")
        expect("mise à jour", 0, installer, "/S")
        told("rien de l’ancienne version ne reste", not (program / "_internal" / "ancien.txt").exists())
        with running(program / "litigedesk.exe"):
            expect("refus pendant que le programme tourne", RUNNING, installer, "/S")
        present(program / "litigedesk.exe")
        expect(
            "dossier de données refusé comme dossier du programme",
            4,
            installer,
            "/S",
            f"/D={windows_path(kept.parent)}",
        )
        expect("retrait", 0, program / "desinstaller.exe", "/S", f"_?={windows_path(program)}")
        left = [path.name for path in program.rglob("*") if path.name != "desinstaller.exe"]  # told to stay where it is
        told("rien ne reste du programme", not left and not (programs / "LitigeDesk.lnk").exists())
        for key in (KEY, rf"{KINDS}\LitigeDesk.dossier", rf"{KINDS}\.litige"):
            told(f"clé retirée : {key.rpartition(chr(92))[2]}", status_of("reg", "query", key)[0] != 0)
        told("les données restent", kept.read_bytes() == b"x")
    (program / "desinstaller.exe").unlink(missing_ok=True)
    program.rmdir()


@contextmanager
def witness(folder: Path) -> Iterator[Path]:
    """A file among the user's data, taken away at the end with the folder if it was not there."""
    folder.mkdir(exist_ok=True)
    file = folder / "essai-de-l-installateur.txt"
    file.write_bytes(b"x")
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def running(program: Path) -> Iterator[None]:
    """The program while it tests itself, which takes it longer than the installer needs to refuse."""
    command = [*prefix(), str(program), "--selftest"]
    process = subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()  # its first line: it runs
        yield
        told("le programme tournait encore", process.poll() is None)
    finally:
        process.communicate(timeout=PATIENCE)


# ---- what Windows and wine share -------------------------------------------------------------------------------------
def prefix() -> list[str]:
    """What stands before a command of Windows."""
    return [] if NATIVE else ["wine"]


def environment() -> dict[str, str]:
    """The variables a command of Windows runs with."""
    return dict(os.environ) if NATIVE else wine.environment()


def status_of(*command: str | Path) -> tuple[int, str]:
    """How a command of Windows ended, and what it said."""
    done = subprocess.run(
        [*prefix(), *map(str, command)], check=False, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=PATIENCE, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return done.returncode, done.stdout


def output_of(*command: str | Path) -> str:
    """What a command of Windows said; raises Failed when it did not end well."""
    status, said = status_of(*command)
    if status:
        raise Failed(f"{Path(command[0]).name} a échoué ({status})\u00a0:\n{said[-4000:]}")
    return said


def expect(what: str, wanted: int, *command: str | Path) -> None:
    """Run a command that must end with this status."""
    status, said = status_of(*command)
    told(what, status == wanted, f"état {status} au lieu de {wanted}. {said[-1000:]}")


def present(*paths: Path) -> None:
    """These must be there."""
    for path in paths:
        told(path.name, path.exists())


def told(what: str, holds: bool, why: str = "") -> None:
    """Say what was looked at; raises Failed when it does not hold."""
    if not holds:
        raise Failed(f"ÉCHEC {what}. {why}".rstrip())
    say(f"ok    {what}")


def folder_of(variable: str) -> Path:
    """The folder that Windows names by this variable, as this machine sees it."""
    if NATIVE:
        return Path(os.environ[variable])
    named = output_of("cmd", "/c", f"echo %{variable}%").strip()
    return Path(subprocess.check_output(["winepath", "-u", named], env=environment(), encoding="utf-8").strip())


def windows_path(path: Path) -> str:
    """The path as Windows writes it."""
    if NATIVE:
        return str(path)
    return subprocess.check_output(["winepath", "-w", path], env=environment(), encoding="utf-8").strip()
