"""The page of a letter, in millimetres from the top left of an A4 sheet, sizes in points (see the DL window envelope).

A DL window is 100 x 45 mm, 20 mm from the right and bottom edges; a sheet folded in three slides in it by 10 x 11 mm. Only
``WINDOW`` always shows.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 25.0  # left, right, bottom, and top of the pages after the first
TEXT_WIDTH = WIDTH - 2 * MARGIN
TEXT_SIZE, LEADING = 11.0, 13.5
PARAGRAPH_GAP = 6.0  # points after a paragraph

SENDER_TOP, SENDER_BOTTOM = 15.0, 45.0
RECIPIENT_LEFT, RECIPIENT_TOP = 106.0, 51.0
BODY_TOP = 84.0
FOOTER_BASELINE = 284.0
HEADER_BASELINE = 15.0


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, edges in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in millimetres."""
        return self.bottom - self.top


WINDOW = Box(100.0, 45.0, 190.0, 79.0)
SENDER = Box(MARGIN, SENDER_TOP, RECIPIENT_LEFT - 3, SENDER_BOTTOM)
RECIPIENT = Box(RECIPIENT_LEFT, RECIPIENT_TOP, WINDOW.right - 2, WINDOW.bottom - 0.5)
LOGO = Box(125.0, SENDER_TOP, WIDTH - MARGIN, 37.0)
