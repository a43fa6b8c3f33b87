"""File names that Windows, macOS and Linux all take, whatever the title or the file was called."""

import re
import unicodedata
from pathlib import PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[.\s])", re.IGNORECASE)
_MOST = 100  # characters: with the folder it stands in, a path stays below the 260 of Windows
_MOST_BYTES = 200  # a name holds 255 on most disks, and four go to what is put before and after
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")


def legal_name(text: str, suffix: str = "") -> str:
    """The text as a file name with this suffix, made by ``legal_suffix``; « sans titre » when nothing of it can stay."""
    plain = "".join(_plain(char) for char in unicodedata.normalize("NFC", text))
    words = " ".join(_FORBIDDEN.sub("-", plain).split())
    name = _shortened(words.strip(" .-") or "sans titre", suffix)
    return _RESERVED.sub(r"\1_", name) + suffix if _RESERVED.match(name) else name + suffix


def legal_suffix(name: str) -> str:
    """The suffix of a file's name, such as ``.pdf``; empty when there is none worth keeping."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix
    return suffix.lower() if _SUFFIX.fullmatch(suffix) else ""


def _plain(char: str) -> str:
    """Spaces as spaces; control characters, changes of direction and what is not a character left out."""
    kind = unicodedata.category(char)
    if kind.startswith("Z") or char in "\t\n\r":
        return " "
    return "" if kind.startswith("C") else char


def _shortened(name: str, suffix: str) -> str:
    name = name[: _MOST - len(suffix)]
    while len(name.encode()) > _MOST_BYTES - len(suffix):
        name = name[:-1]
    return name.rstrip(" .")
