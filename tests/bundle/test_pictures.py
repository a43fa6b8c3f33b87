"""Images as pages: upright, never enlarged, no finer than asked, white where one sees through."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from litigedesk.bundle import pictures
from litigedesk.bundle.pdf_copy import A4
from litigedesk.bundle.work import Work
from litigedesk.errors import UserError
from tests.bundle import samples

if TYPE_CHECKING:
    from pypdf import PageObject


def pages(path: Path, fineness: pictures.Fineness = pictures.FINE) -> "list[PageObject]":
    """The pages of an image file."""
    from pypdf import PdfReader

    out = BytesIO()
    with Work(1, lambda *_: None, lambda: False) as work:
        pictures.write_pages(path, out, fineness, work)
    return list(PdfReader(out, strict=True).pages)


def shown(page: "PageObject") -> tuple[Image.Image, tuple[float, ...]]:
    """The image of a page, and its width, height, left and bottom in points."""
    numbers = [float(number) for number in page["/Contents"].get_data().split()[1:7]]
    image = page["/Resources"]["/XObject"]["/I"].decode_as_image()
    return image, (numbers[0], numbers[3], numbers[4], numbers[5])


def drawn(path: Path) -> Image.Image:
    """The first page as PDFium draws it, in grey, a pixel for a point."""
    import pypdfium2

    out = BytesIO()
    with Work(1, lambda *_: None, lambda: False) as work:
        pictures.write_pages(path, out, pictures.FINE, work)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        grey: Image.Image = document[0].render().to_pil().convert("L")
    return grey


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "image"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_its_camera_says(file: Path, orientation: int) -> None:
    upright = Image.new("RGB", (300, 200), "white")
    upright.paste((200, 0, 0), (0, 0, 60, 60))  # red in the top left corner
    stored = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    file.write_bytes(samples.jpeg(upright.transpose(stored) if stored is not None else upright, orientation))
    image, _ = shown(pages(file)[0])
    assert image.size == (300, 200)
    red, green, blue = image.convert("RGB").getpixel((20, 20))
    assert red > 150
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize(("size", "across"), [((96, 96), 72.0), ((400, 300), 300.0), ((200, 600), 150.0)])
def test_a_small_image_keeps_its_size(file: Path, size: tuple[int, int], across: float) -> None:
    file.write_bytes(samples.png(size, alpha=False))
    image, place = shown(pages(file)[0])
    assert image.size == size
    assert place[0] == pytest.approx(across)
    assert place[1] == pytest.approx(across * size[1] / size[0])


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (5000, 300), (200, 5000)])
def test_a_large_image_fits_the_sheet_below_the_stamp_and_is_no_finer_than_200_dpi(
    file: Path, size: tuple[int, int]
) -> None:
    Image.new("RGB", size, (9, 90, 100)).save(file, "JPEG")
    page = pages(file)[0]
    image, (width, height, left, bottom) = shown(page)
    sheet = (A4[3], A4[2]) if size[0] > size[1] else (A4[2], A4[3])
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(sheet, abs=0.01)
    assert min(left, bottom) >= 35.9
    assert left + width <= sheet[0] - 35.9
    assert bottom + height <= sheet[1] - 47.9
    assert image.width <= width / 72 * 200 + 1
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_what_is_see_through_becomes_white(file: Path) -> None:
    file.write_bytes(samples.png((200, 120)))
    image, _ = shown(pages(file)[0])
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_each_page_of_a_fax_is_a_page_in_black_and_white(file: Path) -> None:
    file.write_bytes(samples.tiff(3))
    made = pages(file)
    assert len(made) == 3
    assert {page["/Resources"]["/XObject"]["/I"]["/ColorSpace"] for page in made} == {"/DeviceGray"}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_image_keeps_black_black_and_white_white(file: Path, mode: str) -> None:
    base = Image.new("L", (64, 64), 255)
    base.paste(0, (0, 0, 64, 32))
    if mode == "I;16":
        image = Image.frombytes(
            "I;16", (64, 64), b"".join(b"\x00\x00" if row < 32 else b"\xff\xff" for row in range(64) for _ in range(64))
        )
    else:
        image = base.convert("RGB").convert(mode) if mode in {"CMYK", "YCbCr"} else base.convert(mode)
    image.save(file, "PNG" if mode not in {"CMYK", "YCbCr", "I;16"} else "TIFF")
    page = drawn(file)
    assert page.getpixel((297, 60)) < 20
    assert page.getpixel((297, 90)) > 235


def test_lighter_pages_weigh_less(file: Path, tmp_path: Path) -> None:
    file.write_bytes(samples.jpeg(samples.scan(2400, 3200)))
    fine, light = (
        len(pages(file, fineness)[0]["/Resources"]["/XObject"]["/I"]._data)
        for fineness in (pictures.FINE, pictures.LIGHT)
    )
    assert light < fine * 0.7


def test_an_image_of_too_many_points_is_said_in_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(samples.png((400, 300)))
    monkeypatch.setattr(pictures, "_MOST_POINTS", 100_000)
    with pytest.raises(UserError, match="trop de points"):
        pages(file)
