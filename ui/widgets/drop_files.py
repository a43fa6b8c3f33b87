"""What a drag or the clipboard brings: files of the disk, contents given by another program, an image; and what cannot be had."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage

from litigedesk.formats import typographic

PIECE: Final = "application/x-litigedesk-piece"  # a piece dragged from one of our own lists
DOSSIER: Final = ".litige"
_URIS, _GNOME, _MOZILLA = "text/uri-list", "x-special/gnome-copied-files", "text/x-moz-url"
_MAIL: Final = "message/rfc822"
_PROMISES: Final = ("text/x-moz-message", "application/x-moz-file-promise", "XdndDirectSave0")
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{}"'
_GROUP, _CONTENTS = _WINDOWS.format("FileGroupDescriptorW"), _WINDOWS.format("FileContents")
_DESCRIPTOR: Final = 592  # bytes of a FILEDESCRIPTORW; its name is in the last 520
_MOST: Final = 500  # files at once
_REMOTE: Final = (
    "« {} » est une adresse web : enregistrez la page ou l’image, puis ajoutez ce fichier. Rien n’est téléchargé."
)
_ELSEWHERE: Final = "« {} » n’est pas sur cet ordinateur : copiez-le d’abord sur votre disque."
_PROMISED: Final = "Ce programme ne donne pas le message qu’on fait glisser : enregistrez-le d’abord (.eml ou .msg)."
_MANY: Final = f"Plus de {_MOST} fichiers d’un coup : ajoutez-les en plusieurs fois."


@dataclass(frozen=True)
class Dropped:
    """Files of the disk, contents by name, and a sentence for each thing that cannot be had."""

    paths: tuple[Path, ...] = ()
    contents: tuple[tuple[str, bytes], ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it brings nothing, not even a reason."""
        return not (self.paths or self.contents or self.refused)


def may_hold_files(mime: QMimeData) -> bool:
    """Whether a drag seems to bring files from elsewhere; asked while it moves, so nothing is read."""
    if mime.hasFormat(PIECE):
        return False
    formats = mime.formats()
    return mime.hasImage() or any(one in formats for one in (_URIS, _GNOME, _MOZILLA, _MAIL, _GROUP, *_PROMISES))


def holds_dossiers(mime: QMimeData) -> bool:
    """Whether a drag brings dossiers of another LitigeDesk and nothing else: no page makes pieces of them."""
    urls = _urls(mime)
    return bool(urls) and all(url.isLocalFile() and url.fileName().lower().endswith(DOSSIER) for url in urls)


def dropped(mime: QMimeData) -> Dropped:
    """Everything a drag or a paste brings; an image alone becomes a PNG."""
    paths: list[Path] = []
    refused: list[str] = []
    for url in _urls(mime):
        if url.isLocalFile():
            paths += _files(Path(url.toLocalFile()))
        elif url.scheme() in {"http", "https", "ftp"}:
            refused.append(_REMOTE.format(url.toDisplayString()[:80]))
        elif url.scheme():
            refused.append(_ELSEWHERE.format(url.fileName() or url.toDisplayString()[:80]))
    contents = [] if paths else list(_given(mime))
    if contents:
        refused = []  # the address of what is given is no loss
    if not paths and not contents and mime.hasImage():
        contents, refused = _image(mime.imageData()), []
    if not paths and not contents and any(mime.hasFormat(one) for one in (*_PROMISES, _GROUP)):
        refused = [_PROMISED]
    if len(paths) > _MOST:
        paths, refused = [], [_MANY]
    return Dropped(tuple(dict.fromkeys(paths)), tuple(contents), tuple(map(typographic, refused)))


def _urls(mime: QMimeData) -> list[QUrl]:
    """The addresses, also where a program writes them in a way of its own."""
    if mime.hasUrls():
        return mime.urls()
    for name in (_URIS, _GNOME):
        lines = bytes(mime.data(name).data()).decode(errors="replace").splitlines()
        found = [QUrl(line.strip()) for line in lines if ":" in line and not line.startswith("#")]
        if found:
            return found
    written = bytes(mime.data(_MOZILLA).data()).decode("utf-16-le", errors="replace").splitlines()
    if written:
        return [QUrl(written[0].strip())]
    text = mime.text() if mime.hasText() else ""
    return [QUrl(line.strip()) for line in text.splitlines() if line.startswith("file://")]


def _files(path: Path) -> list[Path]:
    """A file; for a folder, the files that stand in it, hidden ones and folders within left out."""
    try:
        if not path.is_dir():
            return [path]
        return sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    except OSError:
        return [path]  # reading it will say why


def _given(mime: QMimeData) -> Iterator[tuple[str, bytes]]:
    """Contents without a file: a message as its text, or the files Outlook and Thunderbird give on Windows."""
    if mime.hasFormat(_MAIL):
        yield "courriel.eml", bytes(mime.data(_MAIL).data())
    if not mime.hasFormat(_GROUP):
        return
    for place, name in enumerate(_described(bytes(mime.data(_GROUP).data()))):
        data = bytes(mime.data(f"{_CONTENTS};index={place}").data())
        if not data and place == 0:
            data = bytes(mime.data(_CONTENTS).data())
        if data:
            yield name, data


def _described(group: bytes) -> list[str]:
    """The names of a FILEGROUPDESCRIPTORW."""
    if len(group) < 4:
        return []
    (count,) = struct.unpack_from("<I", group)
    ends = [4 + _DESCRIPTOR * (place + 1) for place in range(min(count, _MOST))]
    raw = [group[end - 520 : end].decode("utf-16-le", errors="replace") for end in ends if end <= len(group)]
    return [one.split("\0")[0] for one in raw]


def _image(image: object) -> list[tuple[str, bytes]]:
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes, PySide takes a str
    return [("Image collée.png", bytes(buffer.data().data()))]
