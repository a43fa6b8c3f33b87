"""Build what users install, or test it: ``python resources/installer/from_source.py dist`` (and ``dist-test``).

One module for each system, `linux`, `windows` and `macos`, with the same three functions: `freeze`, `make_installers`, `check`.
Everything ends in ``dist/``: the folder of the program, its installers, the licences of others, the list of parts, the checksums.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import sys
from pathlib import Path

from frozen import DIST, ROOT, Failed, say
from parts import write_bill, write_licences

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def version() -> str:
    """The version of the program, written in ``litigedesk/__init__.py`` and nowhere else."""
    import litigedesk

    return litigedesk.__version__


def build(system: str, *, program_only: bool) -> None:
    """The folder, its installers and their checksums; the folder alone when nothing is to be given to anyone."""
    module = importlib.import_module(system)
    folder = module.freeze()
    if program_only:
        return
    made = [
        *module.make_installers(folder, version(), DIST),
        write_licences(DIST / "TIERS.txt"),
        write_bill(version(), DIST / f"litigedesk-{version()}.cdx.json"),
    ]
    write_checksums(sorted(path for path in DIST.iterdir() if path.is_file() and path.name != "SHA256SUMS"))
    for path in (folder, *made):
        say(f"{path.relative_to(ROOT)} ({size(path) / 1e6:.1f} Mo)")


def check(system: str) -> None:
    """The self-test of what was built."""
    if not DIST.exists():
        raise Failed("Rien n’est construit\u00a0: lancez d’abord «\u00a0make dist\u00a0».")
    importlib.import_module(system).check(version(), DIST)


def size(path: Path) -> int:
    """The bytes of a file, or of all the files of a folder; a link counts for nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def write_checksums(files: list[Path]) -> None:
    """``SHA256SUMS``, as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="ascii", newline="\n")


def main() -> int:
    """Do one action for one system; 1 with the reason when it could not be done."""
    here = SYSTEMS.get(sys.platform, "linux")
    parser = argparse.ArgumentParser(description="Construit le programme installable, ou l’essaie.")
    parser.add_argument("action", choices=("build", "test"))
    parser.add_argument(
        "--system", choices=sorted(SYSTEMS.values()), default=here, help="sinon : celui de cette machine"
    )
    parser.add_argument(
        "--program-only", action="store_true", help="construit le dossier du programme, sans installateur"
    )
    options = parser.parse_args()
    try:
        if options.action == "build":
            build(options.system, program_only=options.program_only)
        else:
            check(options.system)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
