"""The user's images on the page: a logo, a signature."""

import io

from litigedesk.errors import UserError

_FORMATS = ("PNG", "JPEG")
_MOST_POINTS = 25_000_000  # 5 000 by 5 000: a photograph; a small file may hold far more, and then fill the memory
_TOO_LARGE = (
    "Votre logo ou votre signature compte trop de points\u00a0: réduisez l’image à moins de 5\u202f000 sur 5\u202f000."
)
_UNREADABLE = "Votre logo ou votre signature ne peut pas être lu\u00a0: choisissez une image PNG ou JPEG."


def fitted(data: bytes, max_width: float, max_height: float) -> tuple[float, float]:
    """The largest size of the image within a box, in its own proportions.

    ``UserError`` if it is not a whole PNG or JPEG image, or one of too many points.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            width, height = image.size
            if width * height > _MOST_POINTS:
                raise UserError(_TOO_LARGE)
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(_TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(_UNREADABLE) from error
    scale = min(max_width / width, max_height / height)
    return width * scale, height * scale
