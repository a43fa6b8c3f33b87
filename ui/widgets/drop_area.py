"""Files dropped anywhere on a page: the whole of it lights up while they are above it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from litigedesk.formats import typographic

from ..theme import MIDDLE, current
from .drop_files import dropped, holds_dossiers, may_hold_files

EDGE = 8  # px between the dashes and the edge of the page


class DropArea(QObject):
    """Watches ``area``, a page or a scrolling page; ``dropped(Dropped)`` says what came. Pieces of our own lists are no files.

    Dossiers of another LitigeDesk are left to the page around, but for the one that ``takes_dossiers``.
    """

    dropped = Signal(object)

    def __init__(self, area: QWidget, words: str, *, takes_dossiers: bool = False) -> None:
        super().__init__(area)
        self._takes_dossiers = takes_dossiers
        self._target = area.viewport() if isinstance(area, QAbstractScrollArea) else area
        area.setAcceptDrops(True)
        self._target.setAcceptDrops(True)
        self._target.installEventFilter(self)
        self.overlay = DropOverlay(self._target, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return self._drag(event)
        if event.type() == QEvent.Type.DragLeave:
            self.overlay.hide()
            return True
        if event.type() == QEvent.Type.Resize and not self.overlay.isHidden():
            self.overlay.setGeometry(self._target.rect())
        return super().eventFilter(watched, event)

    def _drag(self, event: QDropEvent) -> bool:
        elsewhere = not self._takes_dossiers and holds_dossiers(event.mimeData())
        if elsewhere or not may_hold_files(event.mimeData()):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # the user's own file stays where it is
        event.accept()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._show()
        else:
            self.overlay.hide()
            self.dropped.emit(dropped(event.mimeData()))
        return True

    def _show(self) -> None:
        self.overlay.setGeometry(self._target.rect())
        self.overlay.show()
        self.overlay.raise_()


class DropOverlay(QWidget):
    """A veil with a dashed edge and what letting go would do."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self._words = typographic(words)
        self.setAccessibleName(self._words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.palette.color("accent_soft")
        veil.setAlphaF(0.96)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(theme.palette.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE), 8, 8)
        side = theme.side(40)
        middle = self.rect().center()
        icon = theme.pixmap("file-up", "accent", side, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - side // 2, middle.y() - side - 8, icon)
        painter.setFont(theme.font(MIDDLE, 600))
        painter.setPen(theme.palette.color("text"))
        area = self.rect().adjusted(24, self.height() // 2 + 8, -24, -24)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self._words)
