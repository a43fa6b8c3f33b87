"""Names that came from elsewhere, made safe to write on any system: no folder, no control sign, no name of Windows."""

import re
import unicodedata
from pathlib import PurePosixPath

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_MOST_BYTES = 150  # of 255 that a folder takes: others put numbers and dates before the name
_MOST_SUFFIX = 20
_WITHOUT_NAME = "pièce jointe"


def safe_name(name: str, suffix: str = "") -> str:
    """The last part of a name without what deceives or cannot be written; « pièce jointe » with ``suffix`` when nothing is left.

    Signs that turn the direction of writing go too: with them ``exe.fdp`` is read ``pdf.exe``.
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _is_seen(sign))
    shown = re.sub(r" +", " ", _FORBIDDEN.sub("_", shown)).strip(" .")
    if not shown:
        return f"{_WITHOUT_NAME}{suffix}"
    if shown.split(".")[0].strip().casefold() in _RESERVED:
        shown = f"_{shown}"
    return _shortened(shown)


def _is_seen(sign: str) -> bool:
    """Letters, digits, marks and signs; neither control and format signs nor halves of characters."""
    return not unicodedata.category(sign).startswith("C")


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MOST_BYTES:
        return name
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > _MOST_SUFFIX:
        suffix = ""
    stem = name.removesuffix(suffix).encode()[: _MOST_BYTES - len(suffix.encode())]
    return stem.decode(errors="ignore").rstrip(" .") + suffix
