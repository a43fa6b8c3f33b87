"""A sheet of A4 lying across, in tenths of a millimetre, black on white whatever the theme and the text size."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ...printing import MM_PER_INCH, pixels_per_mm
from ...theme import current, draw_icon

WIDE, HIGH, MARGIN = 2970, 2100, 120
LEFT, RIGHT, TOP, BOTTOM = MARGIN, WIDE - MARGIN, MARGIN, HIGH - MARGIN
INK, PAPER, GREY, LINE, SHADE = "#000000", "#FFFFFF", "#505050", "#909090", "#EEEEEE"
TITLE, BODY, SMALL = 15.0, 9.0, 8.0  # points
HEAD = 100  # the line at the top of each page, with what is under it
SIGN_STROKE = 2

IN_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value
AT_RIGHT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value
WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value | Qt.AlignmentFlag.AlignLeft.value


def font(points: float, weight: int = 400) -> QFont:
    """A font of the program's family, in points."""
    made = QFont(current().family)
    made.setPixelSize(round(points * 10 * MM_PER_INCH / 72))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("calt"), 0)  # or a hyphen between figures reads as another sign in a PDF
    return made


def line_height(points: float) -> int:
    """The height of a line of text of that size."""
    return QFontMetrics(font(points)).lineSpacing()


def text_width(text: str, points: float, weight: int = 400) -> int:
    """The width of a text on one line."""
    return QFontMetrics(font(points, weight)).horizontalAdvance(text)


def wrapped_height(text: str, wide: int, points: float, weight: int = 400) -> int:
    """The height of a text on lines that wide; 0 without text."""
    if not text:
        return 0
    return QFontMetrics(font(points, weight)).boundingRect(QRect(0, 0, wide, HIGH), WRAPPED, text).height()


class Sheet:
    """What a painter draws on one page; on other paper the whole of it is made to fit."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        across, down = pixels_per_mm(painter)
        device = painter.device()
        fits = min(device.width() / (across * WIDE), device.height() / (down * HIGH))
        painter.setPen(Qt.PenStyle.NoPen)  # or a preview would keep the ink of the theme for the first words
        painter.resetTransform()
        painter.scale(across * fits, down * fits)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def fill(self, area: QRect, colour: str) -> None:
        """A plain rectangle, such as a line two tenths wide."""
        self._painter.fillRect(area, QColor(colour))

    def text(
        self,
        area: QRect,
        words: str,
        points: float = BODY,
        weight: int = 400,
        *,
        colour: str = INK,
        flags: int = IN_LINE,
    ) -> None:
        """Words in an area: on lines that fit, or cut with « … » where they are to stay on one."""
        made = font(points, weight)
        if flags != WRAPPED:
            words = QFontMetrics(made).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        self._painter.setFont(made)
        self._painter.setPen(QColor(colour))
        self._painter.drawText(area, flags, words)

    def sign(self, name: str, left: int, top: int, side: int) -> None:
        """An icon, in black."""
        draw_icon(self._painter, name, INK, QRectF(left, top, side, side), SIGN_STROKE)

    def head(self, title: str, note: str) -> None:
        """What a page is, at its top, and a note at the right."""
        line = QRect(LEFT, TOP, RIGHT - LEFT, line_height(TITLE))
        self.text(line, title, TITLE, 600)
        room = line.width() - text_width(title, TITLE, 600) - 60
        self.text(QRect(RIGHT - room, TOP, room, line.height()), note, colour=GREY, flags=AT_RIGHT)
