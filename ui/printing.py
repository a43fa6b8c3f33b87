"""Printing: the very pages of a PDF, true to size on A4, with a preview first."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from litigedesk.errors import StorageError
from litigedesk.formats import typographic

from .pdf_pages import draw_page, page_sizes

MM_PER_INCH = 25.4
FINEST = 600  # dots per inch asked of the printer, which takes the nearest it has
PRINTED_DPI = 400  # finer costs memory that the eye does not see: 60 MB a page at 400
PREVIEWED_DPI = 200


def set_up(printer: QPrinter, title: str) -> None:
    """Whole A4 pages, no margin of the printer's own: what is measured on the page is measured on the paper."""
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    printer.setResolution(FINEST)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter))
    printer.setDocName(title)
    printer.setCreator("LitigeDesk")


def show_preview(parent: QWidget, pdf: bytes, title: str) -> None:
    """Qt's print preview of these pages, from which they are printed. Raises ``StorageError`` as ``print_pages``."""
    dialog = PrintPreview(parent, pdf, title)
    dialog.exec()
    dialog.deleteLater()
    if dialog.fault is not None:
        raise dialog.fault


class PrintPreview(QPrintPreviewDialog):
    """The pages on the paper of a printer, before they are printed; ``fault`` is why that printer refused them, if it did."""

    def __init__(self, parent: QWidget, pdf: bytes, title: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)  # with a printer of its own, which lives as long as it does
        set_up(self.printer(), title)
        self.setWindowTitle(typographic(f"Imprimer : {title}"))
        self.fault: StorageError | None = None
        self._pdf = pdf
        self.paintRequested.connect(self._paint)
        self.resize(parent.window().size() * 0.92)  # its own frame must stay on the screen

    def _paint(self, printer: QPrinter) -> None:
        """Called by Qt, through which nothing can be raised to whoever opened the preview: the fault waits for them."""
        try:
            print_pages(self._pdf, printer)
        except StorageError as fault:
            self.fault = fault


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Draw the pages the user chose, each true to size from the corner of the paper so that a window envelope fits.

    Raises ``StorageError`` when the printer, or the file printed to, refuses.
    """
    printer.setFullPage(True)  # the preview lets the user change the paper
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError(typographic("L’imprimante ne répond pas : vérifiez qu’elle est allumée, puis recommencez."))
    try:
        chosen = [place for place in range(len(page_sizes(pdf))) if _is_chosen(printer, place + 1)]
        for turn, place in enumerate(chosen):
            if turn and not printer.newPage():
                break
            _draw(painter, pdf, place)
    finally:
        painter.end()


def _is_chosen(printer: QPrinter, number: int) -> bool:
    ranges = printer.pageRanges()
    return ranges.isEmpty() or ranges.contains(number)


def _draw(painter: QPainter, pdf: bytes, place: int) -> None:
    previewed = painter.paintEngine().type() == QPaintEngine.Type.Picture
    device = painter.device()
    across, down = device.logicalDpiX() / MM_PER_INCH, device.logicalDpiY() / MM_PER_INCH
    finest = (PREVIEWED_DPI if previewed else PRINTED_DPI) / MM_PER_INCH
    image = draw_page(pdf, place, min(across, finest), for_print=not previewed)
    size: QSizeF = page_sizes(pdf)[place]
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, size.width() * across, size.height() * down), image)
