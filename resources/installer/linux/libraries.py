"""The shared libraries that the frozen program wants from the system, and the Debian packages that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from from_source import PACKAGE_OF
from frozen import Failed, run

HELD_BY = {
    **PACKAGE_OF,
    "libbz2.so.1.0": "libbz2-1.0",
    "libcrypto.so.3": "libssl3",
    "libcups.so.2": "libcups2",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libgcc_s.so.1": "libgcc-s1",
    "liblzma.so.5": "liblzma5",
    "libssl.so.3": "libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
RENAMED = {"libcups2", "libglib2.0-0", "libssl3"}  # in Debian 13 and Ubuntu 24.04, with « t64 » at their end
OF_LIBC = re.compile(r"(ld-linux.*|lib(c|m|dl|rt|pthread|util))\.so\.\d")


def shared_files(folder: Path) -> list[Path]:
    """Every program and shared library of a folder, by its first bytes."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and is_elf(path)]


def is_elf(path: Path) -> bool:
    """Whether a file is a Linux program or library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def dependencies(folder: Path) -> list[str]:
    """What the package depends on, as Debian writes it; raises Failed when a library is in no package we know."""
    files = shared_files(folder)
    inside = {path.name for path in files}
    needed = set(re.findall(r"^\s*NEEDED\s+(\S+)", run(["objdump", "-p", *files]), re.MULTILINE)) - inside
    unknown = sorted(name for name in needed - HELD_BY.keys() if not OF_LIBC.fullmatch(name))
    if unknown:
        raise Failed(f"Bibliothèques du système sans paquet connu\u00a0: {' '.join(unknown)}")
    packages = {HELD_BY[name] for name in needed & HELD_BY.keys()}
    return [
        f"libc6 (>= {libc_version(files)})",
        *sorted(f"{name} | {name}t64" if name in RENAMED else name for name in packages),
    ]


def libc_version(files: Iterable[Path]) -> str:
    """The oldest C library that has all the functions these files ask for."""
    asked = {int(found) for path in files for found in re.findall(rb"GLIBC_2\.(\d+)\0", path.read_bytes())}
    return f"2.{max(asked)}"
