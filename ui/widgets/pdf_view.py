"""Pages of a PDF on the screen: the sheets one under the other, sharp at any zoom, drawn beside the window's thread."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from litigedesk.formats import NARROW, NBSP, number, typographic

from ..palette import LIGHT
from ..pdf_pages import draw_page, page_sizes
from ..tasks import Tasks
from ..theme import current
from .layout import vbox

PIXELS_PER_MM = 96 / 25.4  # logical pixels at 100 %
SMALLEST, LARGEST, WIDEST_FIT = 0.25, 4.0, 1.25
STEP = 1.25
SIDE = 24  # px of desk beside and between the sheets


class PdfView(QScrollArea):
    """The pages of one PDF. ``page_changed(place)`` follows the scrolling, ``zoom_changed()`` every change of scale.

    Ctrl with the wheel zooms; the width is fitted until the user chooses a zoom. Sheets stay white in dark mode.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, name: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or fitting the width would flicker
        self._name, self._tasks = typographic(name), tasks
        self._pdf, self._version = b"", 0
        self._zoom, self._fitted, self._place = 1.0, True, 0
        self._window: QRectF | None = None
        self._sheets: list[_Sheet] = []
        self._holder = holder = QWidget()
        self._column = vbox(holder, (SIDE, 0, SIDE, SIDE), SIDE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._announce()

    # ---- what is shown -----------------------------------------------------------------------------------------------
    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages; the place on the page is kept when the new ones follow the old."""
        if pdf == self._pdf:
            return
        self._pdf, self._version = pdf, self._version + 1
        sizes = page_sizes(pdf)
        while len(self._sheets) > len(sizes):
            sheet = self._sheets.pop()
            self._tasks.drop(_key(sheet.place))
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        while len(self._sheets) < len(sizes):
            sheet = _Sheet(len(self._sheets), self)
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
        for sheet, size in zip(self._sheets, sizes, strict=True):
            sheet.millimetres = size
        self.show_window(self._window)
        self._rescale()
        self._scrolled()  # fewer pages, or others, are in sight

    @property
    def pdf(self) -> bytes:
        """The bytes whose pages are shown."""
        return self._pdf

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page most in sight, from 0."""
        return self._place

    def go_to(self, place: int) -> None:
        """Scroll to the top of a page."""
        if 0 <= place < len(self._sheets):
            self.verticalScrollBar().setValue(self._top(place))

    def show_window(self, window: QRectF | None) -> None:
        """Dash a rectangle on the first page, in millimetres: what shows through the envelope; ``None`` takes it away."""
        self._window = window
        for sheet in self._sheets:
            sheet.window_box = window if sheet.place == 0 else None
            sheet.update()

    def drawn(self, place: int) -> QImage | None:
        """The image of a page as last drawn, or ``None``."""
        return self._sheets[place].image if place < len(self._sheets) else None

    # ---- zoom --------------------------------------------------------------------------------------------------------
    @property
    def zoom(self) -> float:
        """The scale: 1.0 is life size on a 96-pixel-per-inch screen."""
        return self._zoom

    @property
    def is_fitted(self) -> bool:
        """Whether the zoom follows the width."""
        return self._fitted

    def zoom_text(self) -> str:
        """The scale in words, such as ``84 %``."""
        return f"{number(round(self._zoom * 100))}{NARROW}%"

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / STEP)

    def set_zoom(self, zoom: float) -> None:
        """Choose a scale; it no longer follows the width."""
        self._fitted = False
        self._apply(zoom)

    def fit_width(self) -> None:
        """Follow the width of the view."""
        self._fitted = True
        self._rescale()

    def _rescale(self) -> None:
        widest = max((sheet.millimetres.width() for sheet in self._sheets), default=0.0)
        if self._fitted and widest:
            room = self.viewport().width() - 2 * SIDE
            self._apply(min(WIDEST_FIT, room / (widest * PIXELS_PER_MM)))
        else:
            self._apply(self._zoom)

    def _apply(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        seen = bar.value() / max(1, bar.maximum() + bar.pageStep())
        self._zoom = min(LARGEST, max(SMALLEST, zoom))
        for sheet in self._sheets:
            sheet.setFixedSize(sheet.size_at(self._zoom * PIXELS_PER_MM))
        self._column.activate()
        self._holder.adjustSize()
        bar.setValue(round(seen * (bar.maximum() + bar.pageStep())))
        self.zoom_changed.emit()
        self._draw()

    # ---- drawing -----------------------------------------------------------------------------------------------------
    def _draw(self) -> None:
        """Ask for the sheets in sight that are not drawn at this scale yet."""
        if not self._pdf or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        wanted = self._wanted()
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for sheet in self._sheets:
            start = self._top(sheet.place)
            if sheet.asked_as == wanted or start > bottom or start + sheet.height() < top:
                continue
            sheet.asked_as = wanted
            if sheet.drawn_as == wanted:
                self._tasks.drop(_key(sheet.place))  # asked for another scale a moment ago
                continue
            work = partial(draw_page, self._pdf, sheet.place, self._zoom * PIXELS_PER_MM * ratio)
            self._tasks.start(_key(sheet.place), work, partial(self._drawn, sheet.place, wanted))

    def _wanted(self) -> tuple[int, float]:
        return self._version, round(self._zoom * self.devicePixelRatioF(), 4)

    def _drawn(self, place: int, drawn_as: tuple[int, float], image: QImage) -> None:
        if place < len(self._sheets) and drawn_as == self._wanted():
            self._sheets[place].show_image(image, drawn_as)

    def _scrolled(self, _value: int = 0) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        place = max((one for one in range(len(self._sheets)) if self._top(one) <= middle), default=0)
        if place != self._place:
            self._place = place
            self.page_changed.emit(place)
        self._announce()
        self._draw()

    def _top(self, place: int) -> int:
        """Where a sheet begins, also before the layout has placed it."""
        return sum(sheet.height() + SIDE for sheet in self._sheets[:place])

    def _announce(self) -> None:
        where = f", page {self._place + 1} sur {len(self._sheets)}" if self._sheets else ""
        self.setAccessibleName(f"{self._name}{where}".replace(" sur ", f"{NBSP}sur{NBSP}"))

    # ---- events ------------------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rescale()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_all()

    def _update_all(self) -> None:
        for sheet in self._sheets:
            sheet.update()


class _Sheet(QWidget):
    """One page of white paper, with its image once drawn; an older image is shown stretched meanwhile."""

    def __init__(self, place: int, view: PdfView) -> None:
        super().__init__()
        self.place, self._view = place, view
        self.millimetres = QSizeF()
        self.window_box: QRectF | None = None
        self.image: QImage | None = None
        self.asked_as: tuple[int, float] = (0, 0.0)
        self.drawn_as: tuple[int, float] = (0, 0.0)

    def size_at(self, scale: float) -> QSize:
        """The size in logical pixels at so many of them per millimetre."""
        return QSize(round(self.millimetres.width() * scale), round(self.millimetres.height() * scale))

    def show_image(self, image: QImage, drawn_as: tuple[int, float]) -> None:
        """Show the page as just drawn."""
        self.image, self.drawn_as = image, drawn_as
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            self._paste(painter, self.image)
        if self.window_box is not None:
            self._dash(painter, self.window_box)
        focused = self._view.hasFocus()
        pen = QPen(current().palette.color("accent" if focused else "line"), 2 if focused else 1)
        painter.setPen(pen)
        edge = pen.widthF() / 2
        painter.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))

    def _paste(self, painter: QPainter, image: QImage) -> None:
        """Pixel on pixel when drawn for this size, or letters would blur."""
        ratio = self.devicePixelRatioF()
        if abs(image.width() - self.width() * ratio) < 2:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(0, 0, image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), image)

    def _dash(self, painter: QPainter, box: QRectF) -> None:
        """In the colours of the light palette: the paper is white in both."""
        across, down = self.width() / self.millimetres.width(), self.height() / self.millimetres.height()
        area = QRectF(box.x() * across, box.y() * down, box.width() * across, box.height() * down)
        tint = LIGHT.color("accent")
        pen = QPen(tint, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4.0, 3.0])
        tint.setAlphaF(0.05)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRect(area)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


def _key(place: int) -> str:
    return f"page:{place}"
