"""A sheet of letter paper as its file describes it: header and footer, margins, and where the address and the text come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from litigedesk.formats import typographic
from litigedesk.letters import page
from litigedesk.letters.letterhead import Letterhead, Part, PictureBox

from ..palette import LIGHT
from ..theme import current

LINE = 4.2  # millimetres of a line of the sketch
TEXT = 2.9  # its letters


class SheetSketch(QWidget):
    """Drawn on white whatever the theme, like the pages: a sketch from what the file states, not the work of Word."""

    def __init__(self, found: Letterhead, width: int = 340, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found, self._width = found, width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        header = " ".join(found.header.lines) or "vide"
        footer = " ".join(found.footer.lines) or "vide"
        self.setAccessibleName(typographic(f"Croquis de la page. En-tête : {header}. Pied de page : {footer}."))

    def sizeHint(self) -> QSize:
        wide = round(self._width * min(1.4, current().text_scale))
        return QSize(wide, round(wide * self._found.height / max(1.0, self._found.width)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        found = self._found
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / found.width, self.height() / found.height)
        sheet = QRectF(0, 0, found.width, found.height)
        painter.fillRect(sheet, LIGHT.color("surface"))
        self._part(painter, found.header, found.header_at)
        low = found.height - found.footer_at - LINE * max(1, len(found.footer.lines))
        self._part(painter, found.footer, low)
        window = QRectF(page.WINDOW.left, page.WINDOW.top, page.WINDOW.width, page.WINDOW.height)
        self._box(painter, window, "Adresse du destinataire (fenêtre de l’enveloppe)", "soon")
        top = max(found.top, page.BODY_TOP)
        text = QRectF(found.left, top, found.width - found.left - found.right, found.height - top - found.bottom)
        self._box(painter, text, "Texte de la lettre", "accent")
        painter.setPen(QPen(LIGHT.color("field"), 0.4))
        painter.drawRect(sheet.adjusted(0.2, 0.2, -0.2, -0.2))

    def _part(self, painter: QPainter, part: Part, top: float) -> None:
        """Pictures where they are placed, else at the margin; then the lines."""
        at = top
        for picture in part.pictures:
            at = self._picture(painter, picture, at)
        painter.setFont(_font())
        painter.setPen(LIGHT.color("text"))
        room = self._found.width - self._found.left - self._found.right
        for line in part.lines:
            painter.drawText(QRectF(self._found.left, at, room, LINE), Qt.AlignmentFlag.AlignLeft, line)
            at += LINE

    def _picture(self, painter: QPainter, picture: PictureBox, at: float) -> float:
        placed = picture.left is not None and picture.top is not None
        left, top = (picture.left, picture.top) if placed else (self._found.left, at)
        area = QRectF(left or 0.0, top or 0.0, picture.width, picture.height)
        painter.fillRect(area, LIGHT.color("info_bg"))
        painter.setPen(QPen(LIGHT.color("field"), 0.3))
        painter.drawRect(area)
        painter.setFont(_font())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "image")
        return at if placed else at + picture.height + 1

    def _box(self, painter: QPainter, area: QRectF, words: str, token: str) -> None:
        pen = QPen(LIGHT.color(token), 0.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        painter.setFont(_font())
        wrap = Qt.TextFlag.TextWordWrap
        painter.drawText(area.adjusted(2, 2, -2, -2), int(Qt.AlignmentFlag.AlignLeft) | int(wrap), typographic(words))


def _font() -> QFont:
    """Small letters measured in the millimetres of the sheet."""
    font = QFont(current().family)
    font.setPointSizeF(TEXT)
    font.setPixelSize(3)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
