"""Where a data folder lies, and what that risks: synced folders, network folders, folders that cannot be written.

The rules are functions of facts, which a thin reader gathers: so every system's are tested on each.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PureWindowsPath

from litigedesk.formats import typographic

NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "ncpfs", "ceph", "glusterfs", "davfs", "webdav",
    "vboxsf", "lustre", "fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse",
    "fuse.cephfs",
})  # fmt: skip

# One part of a path, in lower case → the service whose folder goes by that name, its business ones included.
_SERVICES = (
    (re.compile(r"onedrive( ?- ?.+)?|sharepoint( ?- ?.+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\)|-.+)?"), "Dropbox"),
    (re.compile(r"google ?drive(-.+)?|my drive|mon drive|drivefs"), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud Drive"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud"), "ownCloud"),
    (re.compile(r"kdrive\d*"), "kDrive"),
    (re.compile(r"p ?cloud ?(drive|sync)?"), "pCloud"),
    (re.compile(r"mega( syncs?| cloud drive)?|megasync"), "MEGA"),
    (re.compile(r"proton ?drive(-.+)?"), "Proton Drive"),
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

SYNCED = (
    "Ce dossier est dans {service}, qui copie chaque fichier à son rythme : il peut abîmer la base ou en faire deux versions. "
    "Gardez vos données dans un dossier ordinaire de cet ordinateur ; le second emplacement des sauvegardes, lui, peut être là."
)
NETWORK = (
    "Ce dossier est sur un lecteur réseau : une coupure pendant un enregistrement peut abîmer la base, et deux ordinateurs peuvent "
    "l’ouvrir à la fois. Gardez vos données sur un disque de cet ordinateur."
)
REMOVABLE = (
    "Ce dossier est sur un support amovible : débranché trop tôt, il peut perdre votre dernière saisie. Fermez LitigeDesk avant de "
    "le retirer, et gardez une copie ailleurs."
)
READ_ONLY = "Ce dossier est en lecture seule : rien ne peut y être enregistré. Vérifiez vos droits, ou choisissez un autre dossier."


@dataclass(frozen=True)
class PlaceFacts:
    """What is known of a folder: its path, what the system says of its disk, and which folders a service declares its own."""

    path: PurePath
    file_system: str = ""  # as the system names it, in lower case
    is_network: bool = False  # as Windows and macOS say of the disk
    is_removable: bool = False
    is_writable: bool = True
    synced: Mapping[str, str] = field(default_factory=dict)  # folder → service


def warnings_for(facts: PlaceFacts) -> tuple[str, ...]:
    """One sentence for each risk, with what to do; none for an ordinary folder."""
    return tuple(typographic(one) for one in _risks(facts))


def warnings(folder: Path) -> tuple[str, ...]:
    """The same for a folder of this machine, there already or not."""
    return warnings_for(read(folder))


def _risks(facts: PlaceFacts) -> Iterator[str]:
    if not facts.is_writable:
        yield READ_ONLY
    if (service := _service(facts)) is not None:
        yield SYNCED.format(service=service)
    if _is_network(facts):
        yield NETWORK
    elif facts.is_removable:
        yield REMOVABLE


def _service(facts: PlaceFacts) -> str | None:
    here = _folded(str(facts.path))
    for folder, service in facts.synced.items():
        root = _folded(folder)
        if root and (here == root or here.startswith(f"{root}/")):
            return service
    for part in facts.path.parts:
        for pattern, service in _SERVICES:
            if pattern.fullmatch(part.lower()):
                return service
    return None


def _folded(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").lower()


def _is_network(facts: PlaceFacts) -> bool:
    path = str(facts.path)
    # \\?\C:\… and \\.\… are how Windows spells long and device paths: no server is named there.
    unc = path.replace("/", "\\").startswith("\\\\") and not path.startswith(("\\\\?\\", "\\\\.\\"))
    is_unc = unc and isinstance(facts.path, PureWindowsPath)
    return facts.is_network or is_unc or path.startswith("\\\\?\\UNC\\") or facts.file_system in NETWORK_TYPES


# ---- the reader ------------------------------------------------------------------------------------------------------
def read(folder: Path) -> PlaceFacts:
    """The facts about a folder of this machine; what cannot be known is left out."""
    present = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    resolved = _resolved(present) / folder.relative_to(present)
    network, removable, file_system = False, False, ""
    if sys.platform == "win32":
        network, removable = _windows_drive(resolved)
    elif sys.platform == "darwin":
        network, removable, file_system = _mac_volume(resolved)
    else:
        file_system, source = mount_of(_mounts(), str(resolved))
        removable = _is_removable(source)
    return PlaceFacts(
        path=resolved,
        file_system=file_system,
        is_network=network,
        is_removable=removable,
        is_writable=os.access(present, os.W_OK),
        synced=declared(os.environ, _dropbox_info()),
    )


def declared(environment: Mapping[str, str], dropbox_info: str) -> dict[str, str]:
    """The folders that services declare: OneDrive by variables, Dropbox by its ``info.json``."""
    found = {environment[name]: "OneDrive" for name in _ONEDRIVE_VARIABLES if environment.get(name)}
    try:
        accounts = json.loads(dropbox_info or "{}")
        found |= {str(account["path"]): "Dropbox" for account in accounts.values() if account.get("path")}
    except (ValueError, AttributeError, TypeError, RecursionError):  # a file of theirs, in a shape of theirs
        return found
    return found


def mount_of(mounts: str, path: str) -> tuple[str, str]:
    """The type of the file system that holds a path, and its device, from Linux's ``/proc/self/mountinfo``."""
    best, found = -1, ("", "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, told = before.split(), after.split()
        if len(fields) < 5 or len(told) < 2:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:  # a later mount hides an earlier one of the same place
            best, found = len(point), (told[0].lower(), told[1])
    return found


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _is_removable(device: str) -> bool:
    """Whether Linux says that the disk of a partition can be taken out, or hangs on USB."""
    name = Path(device).name
    try:
        block = Path("/sys/class/block", name).resolve(strict=True)
        disk = block if (block / "removable").exists() else block.parent
        return (disk / "removable").read_text(encoding="ascii").strip() == "1" or "/usb" in str(disk)
    except (OSError, ValueError):
        return False


def _dropbox_info() -> str:
    roots = [os.environ.get(name, "") for name in ("LOCALAPPDATA", "APPDATA")]
    places = [Path(root, "Dropbox", "info.json") for root in roots if root]
    with suppress(RuntimeError):  # nobody's home
        places.append(Path.home() / ".dropbox" / "info.json")
    for place in places:
        with suppress(OSError, UnicodeDecodeError):
            return place.read_text(encoding="utf-8")
    return ""


def _windows_drive(path: Path) -> tuple[bool, bool]:
    """Whether Windows calls the drive of a path a network one, and a removable one."""
    import ctypes

    library = getattr(ctypes, "windll", None)
    if library is None:
        return False, False
    kind = int(library.kernel32.GetDriveTypeW(f"{path.drive}\\"))
    return kind == 4, kind == 2


def _mac_volume(path: Path) -> tuple[bool, bool, str]:
    """Network and removable, and the type, as ``mount`` lists them on macOS."""
    import subprocess

    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        told = ""
    kind = mac_mount_of(told, str(path))
    return kind in NETWORK_TYPES, path.parts[:2] == ("/", "Volumes") and kind not in NETWORK_TYPES, kind


def mac_mount_of(told: str, path: str) -> str:
    """The type of the file system that holds a path, from what macOS's ``mount`` prints."""
    best, found = -1, ""
    for match in re.finditer(r"^.+? on (.+) \((\w+)[,)]", told, re.MULTILINE):
        point, kind = match[1], match[2].lower()
        if (path == point or path.startswith(point.rstrip("/") + "/")) and len(point) > best:
            best, found = len(point), kind
    return found
