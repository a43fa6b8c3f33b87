"""The user's images on the page: a logo, a signature."""

import io

from litigedesk.errors import UserError

_FORMATS = ("PNG", "JPEG")
_UNREADABLE = "Votre logo ou votre signature ne peut pas être lu\u00a0: choisissez une image PNG ou JPEG."


def fitted(data: bytes, max_width: float, max_height: float) -> tuple[float, float]:
    """The largest size of the image within a box, in its own proportions; ``UserError`` if it is not a PNG or JPEG image."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            image.load()
            width, height = image.size
    except (OSError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(_UNREADABLE) from error
    scale = min(max_width / width, max_height / height)
    return width * scale, height * scale
