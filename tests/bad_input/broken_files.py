"""Files as users really have them: cut short, empty, renamed, under a password, or made to fill the memory."""

import io
import struct
import zipfile
from functools import cache

import docx
from PIL import Image

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


@cache
def blank_picture(side: int) -> bytes:
    """A small file of many points: one colour all over."""
    buffer = io.BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    return buffer.getvalue()


@cache
def word_file() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def word_file_with(**parts: bytes | None) -> bytes:
    """A Word file some parts of which are replaced, or left out (``None``); ``__`` stands for ``/``, ``_xml`` for ``.xml``."""
    changed = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): data for name, data in parts.items()
    }
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name, data in ({one: source.read(one) for one in source.namelist()} | changed).items():
            if data is not None:
                target.writestr(name, data)
    return buffer.getvalue()


def under_a_password() -> bytes:
    """Every entry marked as encrypted."""
    data = bytearray(word_file())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", data, at + place)
            struct.pack_into("<H", data, at + place, flags | 1)
            at = data.find(mark, at + 4)
    return bytes(data)


LETTERHEADS = {
    "no zip": b"bonjour",
    "empty": b"",
    "cut short": word_file()[:9000],
    "scrambled": word_file()[:3000] + bytes(200) + word_file()[3200:],
    "under a password": under_a_password(),
    "without its text": word_file_with(word__document_xml=None),
    "without its table of parts": word_file_with(**{"[Content_Types]_xml": None}),
    "text that is no text": word_file_with(word__document_xml=b"bonjour"),
    "text of another program": word_file_with(word__document_xml=b"<foo/>"),
    "text without a body": word_file_with(word__document_xml=f'<w:document xmlns:w="{WORDS}"/>'.encode()),
    "styles of another program": word_file_with(word__styles_xml=b"<foo/>"),
    "swells": word_file_with(word__media__x_bin=bytes(60_000_000)),
    "a text that swells": word_file_with(word__document_xml=b"<w:p/>" * 1_000_000),
}
PICTURES = {
    "empty": b"",
    "a page of the web": b"<html>",
    "another kind": b"GIF89a" + bytes(50),
    "only its first bytes": b"\x89PNG\r\n\x1a\n",
    "PNG cut short": picture(size=(300, 300))[:2000],
    "JPEG cut short": picture("JPEG", (300, 300))[:2000],
    "too many points": blank_picture(6000),
    "a bomb": blank_picture(14000),
}
