"""Printing: pages true to size on A4, with a preview first."""

from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPageLayout, QPageSize, QPaintEngine, QPainter, QShowEvent
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from litigedesk.errors import StorageError
from litigedesk.formats import typographic

from .pdf_pages import draw_page, page_sizes

MM_PER_INCH = 25.4
FINEST = 600  # dots per inch asked of the printer, which takes the nearest it has
PRINTED_DPI = 400  # finer costs memory that the eye does not see: 60 MB a page at 400
PREVIEWED_DPI = 200


class Pages(Protocol):
    """What is printed: ``count`` pages of A4, upright or across, drawn one at a time on the paper of a painter."""

    @property
    def landscape(self) -> bool:
        """Whether the pages lie across."""

    @property
    def count(self) -> int:
        """How many there are."""

    def draw(self, painter: QPainter, place: int) -> None:
        """Draw the page of that place, counted from 0, from the corner of the paper."""


class PdfPages:
    """The very pages of a PDF, each true to size so that a window envelope fits; across when the first one lies."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._sizes = page_sizes(pdf)
        self.landscape = bool(self._sizes) and self._sizes[0].width() > self._sizes[0].height()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._sizes)

    def draw(self, painter: QPainter, place: int) -> None:
        """Draw a page as an image, finer on paper than in a preview."""
        previewed = painter.paintEngine().type() == QPaintEngine.Type.Picture
        across, down = pixels_per_mm(painter)
        finest = (PREVIEWED_DPI if previewed else PRINTED_DPI) / MM_PER_INCH
        image = draw_page(self._pdf, place, min(across, finest), for_print=not previewed)
        size: QSizeF = self._sizes[place]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, size.width() * across, size.height() * down), image)


def pixels_per_mm(painter: QPainter) -> tuple[float, float]:
    """How many units of the painter's device make a millimetre, across and down."""
    device = painter.device()
    return device.logicalDpiX() / MM_PER_INCH, device.logicalDpiY() / MM_PER_INCH


def set_up(printer: QPrinter, title: str, *, landscape: bool = False) -> None:
    """Whole A4 pages, no margin of the printer's own: what is measured on the page is measured on the paper."""
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setResolution(FINEST)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(a4, way, QMarginsF(), QPageLayout.Unit.Millimeter))
    printer.setDocName(title)
    printer.setCreator("LitigeDesk")


def show_preview(parent: QWidget, pages: Pages, title: str) -> None:
    """Qt's print preview of these pages, from which they are printed. Raises ``StorageError`` as ``print_pages``."""
    dialog = PrintPreview(parent, pages, title)
    dialog.exec()
    dialog.deleteLater()
    if dialog.fault is not None:
        raise dialog.fault


class PrintPreview(QPrintPreviewDialog):
    """The pages on the paper of a printer, before they are printed; ``fault`` is why that printer refused them, if it did."""

    def __init__(self, parent: QWidget, pages: Pages, title: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)  # with a printer of its own, which lives as long as it does
        set_up(self.printer(), title, landscape=pages.landscape)
        self.setWindowTitle(typographic(f"Imprimer : {title}"))
        self.fault: StorageError | None = None
        self._pages = pages
        self._printing: QToolButton | None = None
        self.paintRequested.connect(self._paint)
        self.resize(parent.window().size() * 0.92)  # its own frame must stay on the screen
        self._open_to_keys()

    def _open_to_keys(self) -> None:
        """Qt leaves the bar to the mouse and its printer to whoever finds it: Tab reaches every button, Ctrl+P prints."""
        for bar in self.findChildren(QToolBar):
            for button in bar.findChildren(QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            printing = bar.actions()[-1]  # the last one, in every version of Qt
            printing.setShortcuts([QKeySequence("Ctrl+P"), QKeySequence("Ctrl+Return")])
            shown = bar.widgetForAction(printing)
            if isinstance(shown, QToolButton):
                shown.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                self._printing = shown

    def showEvent(self, event: QShowEvent) -> None:
        """The button that prints is under the keys at once."""
        super().showEvent(event)
        if self._printing is not None:
            self._printing.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses a button of the bar, as it does everywhere else; alone, Qt answers to Space only."""
        held = self.focusWidget()
        if isinstance(held, QToolButton) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            held.click()
        else:
            super().keyPressEvent(event)

    def _paint(self, printer: QPrinter) -> None:
        """Called by Qt, through which nothing can be raised to whoever opened the preview: the fault waits for them."""
        try:
            print_pages(self._pages, printer)
        except StorageError as fault:
            self.fault = fault


def print_pages(pages: Pages, printer: QPrinter) -> None:
    """Draw the pages the user chose.

    Raises ``StorageError`` when the printer, or the file printed to, refuses.
    """
    printer.setFullPage(True)  # the preview lets the user change the paper
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError(typographic("L’imprimante ne répond pas : vérifiez qu’elle est allumée, puis recommencez."))
    try:
        chosen = [place for place in range(pages.count) if _is_chosen(printer, place + 1)]
        for turn, place in enumerate(chosen):
            if turn and not printer.newPage():
                break
            pages.draw(painter, place)
    finally:
        painter.end()


def _is_chosen(printer: QPrinter, number: int) -> bool:
    ranges = printer.pageRanges()
    return ranges.isEmpty() or ranges.contains(number)
