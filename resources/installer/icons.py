"""The icon of the program in the forms that systems want, drawn from its one picture, ``resources/icons/litigedesk.svg``."""

from __future__ import annotations

from pathlib import Path

from frozen import BUILD, ROOT

PICTURE = ROOT / "resources" / "icons" / "litigedesk.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(folder: Path = BUILD / "icons") -> Path:
    """Write one PNG for each size, an .ico and an .icns into ``folder``; gives it back."""
    from PIL import Image
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(str(PICTURE)).render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    pictures = [Image.open(folder / f"{size}.png") for size in SIZES]
    in_ico = [picture for picture in pictures if picture.width <= 256]
    in_ico[-1].save(folder / "litigedesk.ico", append_images=in_ico[:-1], sizes=[one.size for one in in_ico])
    pictures[-1].save(folder / "litigedesk.icns", append_images=pictures[:-1])
    return folder
