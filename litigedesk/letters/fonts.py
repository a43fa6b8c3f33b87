"""The font of letters, under the name that the letters know it by."""

from litigedesk.fonts import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    WORD_FAMILY,
    drawable,
    lacking,
    loaded,
    lost,
    unbroken,
    width,
)

__all__ = [
    "BOLD", "BOLD_ITALIC", "ITALIC", "REGULAR", "WORD_FAMILY", "drawable", "lacking", "loaded", "lost", "unbroken", "width",
]  # fmt: skip
