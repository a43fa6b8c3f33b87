"""What an image says of itself: its size in points, its pages, and when a camera took it (EXIF)."""

import io
import struct
import warnings
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.errors import UserError
from litigedesk.exchange import moment
from litigedesk.exchange.file_facts import Within
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN = {"image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp"}
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")
MOST_POINTS = 60_000_000  # a scan of A4 at 600 points an inch has 35 million; a small file may hold far more
_MOST_FRAMES = 1_000
_TOO_LARGE = typographic(
    "Cette image compte trop de points pour être montrée : réduisez-en une copie, et gardez l’original."
)
_DAMAGED = typographic(
    "Cette image ne peut pas être lue : elle est abîmée ou incomplète. Demandez qu’on vous la renvoie."
)
_FAULTS = (
    OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, OverflowError, ZeroDivisionError,
    RuntimeError, AssertionError, struct.error,
)  # fmt: skip
_EXIF, _TAKEN, _DIGITIZED, _ARTIST = 0x8769, 0x9003, 0x9004, 0x013B


def look_into(data: bytes) -> Within:
    """Size, pages, author and day; ``UserError`` if the image is cut short, damaged, or has too many points."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said again below, as sentences
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                points = image.size
                if points[0] * points[1] > MOST_POINTS:
                    raise UserError(_TOO_LARGE)
                day, author = _said(image)
                frames = _frames(image) if image.format == "TIFF" else None
                image.draft("RGB", (256, 256))  # a JPEG is then read whole but drawn small
                image.load()
        except Image.DecompressionBombError as fault:
            raise UserError(_TOO_LARGE) from fault
        except _FAULTS as fault:
            raise UserError(_DAMAGED) from fault
    return Within(dated_on=day, author=author, pages=frames, points=points)


def _said(image: "Image") -> tuple[date | None, str]:
    """The day it was taken, by the camera's own clock, and by whom; nothing when what it says is broken."""
    try:
        exif = image.getexif()
        taken = exif.get_ifd(_EXIF)
        day = _day(taken.get(_TAKEN)) or _day(taken.get(_DIGITIZED))
        author = exif.get(_ARTIST)
    except _FAULTS:
        return None, ""
    return day, author if isinstance(author, str) else ""


def _day(written: object) -> date | None:
    """A day written ``2027:03:14 23:30:00``."""
    text = str(written).strip("\0 ")[:19]
    taken = moment.read_iso(text[:10].replace(":", "-") + text[10:])
    return moment.local_day(taken) if taken else None


def _frames(image: "Image") -> int:
    """The pages of a scan; the first is then the one that is read."""
    count = 1
    try:
        while count < _MOST_FRAMES:
            image.seek(count)
            count += 1
            if image.size[0] * image.size[1] > MOST_POINTS:
                raise UserError(_TOO_LARGE)
    except EOFError:
        pass
    image.seek(0)
    return count
