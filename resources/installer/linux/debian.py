"""The Debian package: the folder of the program, its commands, menu entry, file type, icons, page of manual and papers."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from textwrap import fill

from frozen import BUILD, ROOT, epoch, run
from icons import PICTURE, SIZES

from .libraries import dependencies, shared_files

HERE = Path(__file__).parent
NAME = "fr.litigedesk.LitigeDesk"
KEPT_BY = "LitigeDesk <litigedesk@example.org>"  # a domain that is nobody’s: there is no address to write to yet
MANUAL_SPACE = "\\~"  # of troff, which knows no narrow one
CONTROL = """\
Package: litigedesk
Version: {version}
Architecture: amd64
Maintainer: {kept_by}
Installed-Size: {size}
Depends: {depends}
Recommends: xdg-utils
Section: misc
Priority: optional
Description: late payments and disputes of the self-employed in France
 A client does not pay, or complains: LitigeDesk says what to do today, writes
 the letter and watches the deadlines, with the article of law of each sum and
 date. It works offline; everything stays in one folder of the user.
 .
 Un client ne paie pas, ou se plaint ? LitigeDesk dit quoi faire aujourd’hui,
 écrit le courrier et surveille les délais, hors ligne.
"""


def make(folder: Path, version: str, target: Path) -> Path:
    """Write the package of a built folder to ``target`` and give it back."""
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    put_program(folder, root)
    put_desktop(root, version)
    put_papers(root, version)
    put_control(root, version)
    settle_modes(root)
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target], env={"SOURCE_DATE_EPOCH": str(epoch())})
    return target


def put_program(folder: Path, root: Path) -> None:
    """The program where Debian wants it, and its two commands."""
    home, commands = root / "usr/lib/litigedesk", root / "usr/bin"
    shutil.copytree(folder, home, symlinks=True)
    bare = [path for path in shared_files(home) if "lib-dynload" in path.parts]
    if shutil.which("chrpath") and bare:  # where the Python that froze it was installed is nobody's business
        run(["chrpath", "--delete", *bare])
    commands.mkdir(parents=True)
    for name in ("litigedesk", "litigedesk-cli"):
        (commands / name).symlink_to(f"../lib/litigedesk/{name}")


def put_desktop(root: Path, version: str) -> None:
    """The menu entry, the type of ``.litige`` files, the page of software centres, and the icons in their sizes."""
    share = root / "usr/share"
    write(share / "applications" / f"{NAME}.desktop", filled(f"{NAME}.desktop", version))
    write(share / "mime/packages" / f"{NAME}.xml", filled(f"{NAME}.mime.xml", version))
    write(share / "metainfo" / f"{NAME}.metainfo.xml", filled(f"{NAME}.metainfo.xml", version))
    icons = share / "icons/hicolor"
    for size in SIZES:
        place = icons / f"{size}x{size}/apps"
        place.mkdir(parents=True)
        shutil.copyfile(BUILD / "icons" / f"{size}.png", place / f"{NAME}.png")
    (icons / "scalable/apps").mkdir(parents=True)
    shutil.copyfile(PICTURE, icons / "scalable/apps" / f"{NAME}.svg")


def put_papers(root: Path, version: str) -> None:
    """The page of manual, the licence, what changed, and why lintian is asked to look away."""
    share = root / "usr/share"
    documents = share / "doc/litigedesk"
    for folder in (share / "man/man1", share / "man/fr/man1"):
        write_packed(folder / "litigedesk.1.gz", filled("litigedesk.1", version))
        (folder / "litigedesk-cli.1.gz").symlink_to("litigedesk.1.gz")
    write(documents / "copyright", filled("copyright", version))
    write_packed(documents / "changelog.gz", changelog(version))
    write(share / "lintian/overrides/litigedesk", filled("lintian-overrides", version))


def put_control(root: Path, version: str) -> None:
    """What dpkg reads: dependencies, size, and the sums of all the files."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]
    words = {
        "version": version,
        "kept_by": KEPT_BY,
        "size": sum(path.stat().st_size for path in files) // 1024 + 1,
        "depends": ", ".join(dependencies(root / "usr/lib/litigedesk")),
    }
    write(root / "DEBIAN/control", spaced(CONTROL).format(**words))
    write(root / "DEBIAN/md5sums", "".join(sums))


def settle_modes(root: Path) -> None:
    """Everyone reads, only programs run, and libraries do not."""
    programs = {root / "usr/lib/litigedesk/litigedesk"}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)


def changelog(version: str) -> str:
    """What changed in this version, from CHANGELOG.md, in Debian's form."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.split(
        r"^## .*$", text.partition(f"## {version}")[2].partition("\n")[2], maxsplit=1, flags=re.MULTILINE
    )[0]
    points = [re.sub(r"\s+", " ", point).strip() for point in re.split(r"^- ", section, flags=re.MULTILINE)[1:]]
    day = format_datetime(datetime.fromtimestamp(epoch(), UTC))
    lines = "".join(f"{fill(point, 78, initial_indent='  * ', subsequent_indent='    ')}\n" for point in points)
    return f"litigedesk ({version}) stable; urgency=medium\n\n{lines}\n -- {KEPT_BY}  {day}\n"


def filled(name: str, version: str) -> str:
    """A file of this folder with the version and its day, and no-break spaces in its French, as each format writes them."""
    text = (HERE / name).read_text(encoding="utf-8")
    if name.endswith(".metainfo.xml"):
        text = spaced(text)
    elif name.endswith(".1"):
        text = spaced(text, narrow=MANUAL_SPACE, wide=MANUAL_SPACE)
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    return text.replace("@VERSION@", version).replace("@DATE@", day)


def spaced(text: str, *, narrow: str = "\u202f", wide: str = "\u00a0") -> str:
    """No line begins with a double sign of French: the space before it does not break."""
    return re.sub(r" (?=([:;?!])(?:\s|<|$))", lambda found: wide if found[1] == ":" else narrow, text)


def write(path: Path, text: str) -> None:
    """A text file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_packed(path: Path, text: str) -> None:
    """A text packed by gzip, the same bytes for the same text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
