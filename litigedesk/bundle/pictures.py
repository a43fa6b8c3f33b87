"""Images as pages: upright, on an A4 sheet, never enlarged, no finer than what is printed."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from litigedesk.bundle.pdf_copy import A4, Box
from litigedesk.bundle.pdf_file import PdfFile
from litigedesk.bundle.work import Work
from litigedesk.errors import UserError
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf.generic import IndirectObject, StreamObject

FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
_MOST_POINTS = 89_000_000  # more than A3 scanned at 600 dpi; Pillow warns of more, which would fill the memory
_MOST_FRAMES = 500
_SCREEN_DPI = 96  # what a point of an image measures when it is not too large for the sheet
_MARGIN, _TOP = 36.0, 48.0  # points; the stamp stands in the top one
_JPEG = ("/DCTDecode", ["/DCTDecode"])
_LOSSLESS_MOST = 1_500_000  # bytes of a page kept without loss; beyond, it is a photograph
_TOO_LARGE = typographic("L’image compte trop de points pour être montrée en pages.")
_LONG = typographic(f"L’image compte plus de {_MOST_FRAMES} pages.")


@dataclass(frozen=True)
class Fineness:
    """How finely images are drawn: dots per inch of the printed page, and the quality of JPEG from 1 to 95."""

    dpi: int
    quality: int


FINE = Fineness(200, 85)
LIGHT = Fineness(150, 70)


def write_pages(path: Path, out: BinaryIO, fineness: Fineness, work: Work) -> None:
    """Write a PDF of one page for each image of the file.

    ``UserError`` says why an image cannot be shown; ``OSError``, ``SyntaxError`` or ``ValueError`` when it is broken.
    """
    from PIL import Image

    with Image.open(path, formats=FORMATS) as image:
        _require_size(image)
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1  # the rest of a GIF is movement
        if frames > _MOST_FRAMES:
            raise UserError(_LONG)
        pages = PageFile(out)
        for frame in range(frames):
            work.pause()
            image.seek(frame)
            _require_size(image)
            _draft(image, fineness)
            pages.add_fitted(_upright(image), fineness, lossless=image.format not in {"JPEG", "MPO"})
        pages.close()


def _require_size(image: "Image") -> None:
    if image.width * image.height > _MOST_POINTS:
        raise UserError(_TOO_LARGE)


def _draft(image: "Image", fineness: Fineness) -> None:
    """Let JPEG unpack to no more than will be kept: a large photograph takes a quarter of the memory."""
    longest = int((A4[3] - _TOP - _MARGIN) / 72 * fineness.dpi)
    image.draft("RGB" if image.mode == "CMYK" else image.mode, (longest, longest))


def _upright(image: "Image") -> "Image":
    """The image turned as its camera says, in grey or colours, on white where it is transparent."""
    from PIL import Image, ImageOps

    made = ImageOps.exif_transpose(image)
    if made.mode in {"1", "L", "RGB"} and "transparency" not in made.info:
        return made
    if made.mode.startswith(("I", "F")):
        deep = float(made.getextrema()[1]) > 255  # type: ignore[arg-type]  # one band: numbers
        return made.point(lambda value: value * (255 / 65535 if deep else 1)).convert("L")
    if made.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in made.info:
        made = made.convert("RGBA")
        sheet = Image.new("RGB", made.size, "white")
        sheet.paste(made, mask=made.getchannel("A"))
        return sheet
    return made.convert("RGB")


class PageFile:
    """A PDF whose pages are images."""

    def __init__(self, out: BinaryIO) -> None:
        self._pdf = PdfFile(out)
        self._tree = self._pdf.reserve()
        self._pages: list[IndirectObject] = []

    def add_fitted(self, image: "Image", fineness: Fineness, *, lossless: bool) -> None:
        """An A4 page, lying if the image is wide, with the image in its middle below the stamp's margin."""
        width, height = (A4[3], A4[2]) if image.width > image.height else (A4[2], A4[3])
        room_across, room_up = width - 2 * _MARGIN, height - _TOP - _MARGIN
        scale = min(room_across / image.width, room_up / image.height, 72 / _SCREEN_DPI)
        across, up = image.width * scale, image.height * scale
        left = (width - across) / 2
        bottom = _MARGIN + (room_up - up)  # at the top, where one begins to read
        self.add(image, (0, 0, width, height), (left, bottom, left + across, bottom + up), fineness, lossless=lossless)

    def add(self, image: "Image", page: Box, place: Box, fineness: Fineness, *, lossless: bool) -> None:
        """A page of this size with the image in this place, made coarser if it is finer than asked."""
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

        across, up = place[2] - place[0], place[3] - place[1]
        most = round(across / 72 * fineness.dpi), round(up / 72 * fineness.dpi)
        if image.width > most[0] + 1:
            image = _reduced(image, most)
        drawn = self._pdf.add(_lossless(image, fineness) if lossless else jpeg(image, fineness.quality))
        content = StreamObject()
        content.set_data(b"q %.3f 0 0 %.3f %.3f %.3f cm /I Do Q" % (across, up, place[0], place[1]))
        images: DictionaryObject = DictionaryObject({NameObject("/I"): drawn})
        made = DictionaryObject()
        made[NameObject("/Type")] = NameObject("/Page")
        made[NameObject("/Parent")] = self._tree
        made[NameObject("/MediaBox")] = ArrayObject(FloatObject(round(edge, 3)) for edge in page)
        made[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
        made[NameObject("/Contents")] = self._pdf.add(content)
        self._pages.append(self._pdf.add(made))

    def close(self) -> None:
        """Write what holds the pages together."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

        tree = DictionaryObject()
        tree[NameObject("/Type")] = NameObject("/Pages")
        tree[NameObject("/Kids")] = ArrayObject(self._pages)
        tree[NameObject("/Count")] = NumberObject(len(self._pages))
        self._pdf.put(self._tree, tree)
        root = DictionaryObject()
        root[NameObject("/Type")] = NameObject("/Catalog")
        root[NameObject("/Pages")] = self._tree
        self._pdf.close(self._pdf.add(root))


def _reduced(image: "Image", size: tuple[int, int]) -> "Image":
    from PIL import Image

    if image.mode == "1":
        image = image.convert("L")
    return image.resize((max(1, size[0]), max(1, size[1])), Image.Resampling.LANCZOS)


# ---- images as PDF holds them ----------------------------------------------------------------------------------------
def _drawing(image: "Image", bits: int) -> "StreamObject":
    from pypdf.generic import NameObject, NumberObject, StreamObject

    made = StreamObject()
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Image")
    made[NameObject("/Width")] = NumberObject(image.width)
    made[NameObject("/Height")] = NumberObject(image.height)
    made[NameObject("/ColorSpace")] = NameObject("/DeviceRGB" if image.mode == "RGB" else "/DeviceGray")
    made[NameObject("/BitsPerComponent")] = NumberObject(bits)
    return made


def jpeg(image: "Image", quality: int) -> "StreamObject":
    """An image as JPEG."""
    from pypdf.generic import NameObject

    plain = image.convert("L") if image.mode == "1" else image
    buffer = BytesIO()
    plain.save(buffer, "JPEG", quality=quality, optimize=True)
    made = _drawing(plain, 8)
    made.set_data(buffer.getvalue())
    made[NameObject("/Filter")] = NameObject("/DCTDecode")
    return made


def _lossless(image: "Image", fineness: Fineness) -> "StreamObject":
    """An image as PNG packs it; a photograph, for which this is heavy, as JPEG."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    buffer = BytesIO()
    image.save(buffer, "PNG")
    data = b"".join(_png_data(buffer.getvalue()))
    if len(data) > _LOSSLESS_MOST:
        return jpeg(image, fineness.quality)
    bits = 1 if image.mode == "1" else 8
    made = _drawing(image, bits)
    made.set_data(data)
    made[NameObject("/Filter")] = NameObject("/FlateDecode")
    how: DictionaryObject = DictionaryObject()
    numbers = {
        "/Predictor": 15,
        "/Colors": 3 if image.mode == "RGB" else 1,
        "/BitsPerComponent": bits,
        "/Columns": image.width,
    }
    how.update({NameObject(key): NumberObject(number) for key, number in numbers.items()})
    made[NameObject("/DecodeParms")] = how
    return made


def _png_data(png: bytes) -> Iterator[bytes]:
    """The packed rows of a PNG that we wrote: PDF reads the same."""
    place = 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            yield png[place + 8 : place + 8 + length]
        place += 12 + length


# ---- images inside a PDF ---------------------------------------------------------------------------------------------
def lighter(stream: "StreamObject", page: Box) -> "StreamObject":
    """A JPEG drawn on a page, coarser and smaller; as it is when it cannot be, or would not be smaller."""
    from PIL import Image

    if stream.get("/Subtype") != "/Image" or stream.get("/Filter") not in _JPEG or "/Decode" in stream:
        return stream
    longest = round(max(page[2] - page[0], page[3] - page[1]) / 72 * LIGHT.dpi)
    try:
        with Image.open(BytesIO(stream._data), formats=("JPEG",)) as image:
            if image.mode not in {"L", "RGB"} or image.width * image.height > _MOST_POINTS:
                return stream
            image.draft(image.mode, (longest, longest))
            image.load()
            scale = min(1.0, longest / max(image.size))
            size = round(image.width * scale), round(image.height * scale)
            made = jpeg(_reduced(image, size) if scale < 1 else image, LIGHT.quality)
    except (OSError, SyntaxError, ValueError, zlib.error):
        return stream
    return _with_entries(stream, made) if len(made._data) < len(stream._data) else stream


def _with_entries(stream: "StreamObject", made: "StreamObject") -> "StreamObject":
    """The new image with what the old one said of itself, such as its colours and its mask."""
    for key, value in stream.items():
        if key not in {"/Width", "/Height", "/BitsPerComponent", "/Filter", "/DecodeParms", "/Length"}:
            made[key] = value
    return made
