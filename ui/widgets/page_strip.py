"""Small pages beside a ``PdfView``: where one is, and a click to go elsewhere."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..pdf_pages import draw_page, page_sizes
from ..tasks import Tasks
from ..theme import current
from .layout import vbox

WIDTH = 92  # px of a small page
SIDE = 16


class PageStrip(QScrollArea):
    """The pages of a PDF, small, each with its words under it; ``chosen(place)`` when the user wants one, from 0."""

    chosen = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH + 2 * SIDE + 12)
        self._tasks = tasks
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._clicked)
        holder = QWidget()
        self._column = vbox(holder, (SIDE, 2, SIDE, SIDE), 12)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)

    def show_pdf(self, pdf: bytes, labels: Sequence[str]) -> None:
        """Show the pages of these bytes, with one label each."""
        buttons = self._buttons()
        sizes = page_sizes(pdf)
        for place in range(len(sizes), len(buttons)):
            self._tasks.drop(_key(place))
            self._group.removeButton(buttons[place])
            self._column.removeWidget(buttons[place])
            buttons[place].hide()
            buttons[place].deleteLater()
        for place in range(len(buttons), len(sizes)):
            button = _SmallPage()
            self._group.addButton(button, place)
            self._column.addWidget(button)
        for place, (button, size, label) in enumerate(zip(self._buttons(), sizes, labels, strict=True)):
            button.describe(label, size.height() / size.width(), len(sizes))
            scale = WIDTH * self.devicePixelRatioF() / size.width()
            self._tasks.start(_key(place), partial(draw_page, pdf, place, scale), button.show_image)
        if self._group.checkedId() < 0:
            self.set_page(0)

    def set_page(self, place: int) -> None:
        """Mark the page in sight, without announcing it."""
        for one, button in enumerate(self._buttons()):
            if one == place:
                button.setChecked(True)
                self.ensureWidgetVisible(button)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == place else Qt.FocusPolicy.ClickFocus)

    def labels(self) -> list[str]:
        """The words under the pages."""
        return [button.text() for button in self._buttons()]

    def _buttons(self) -> "list[_SmallPage]":
        return [button for button in self._group.buttons() if isinstance(button, _SmallPage)]

    def _clicked(self, place: int) -> None:
        self.set_page(place)
        self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}.get(
            Qt.Key(event.key())
        )
        buttons = self._buttons()
        if step is None or not buttons:
            super().keyPressEvent(event)
            return
        place = min(len(buttons) - 1, max(0, self._group.checkedId() + step))
        self._clicked(place)
        buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


class _SmallPage(QAbstractButton):
    """One small page with its label; the one in sight has an accent edge and a bold label."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._image: QImage | None = None
        self._ratio = 297 / 210

    def describe(self, label: str, ratio: float, total: int) -> None:
        """Set the label and the page's height over its width."""
        self._ratio = ratio
        self.setText(typographic(label))
        self.setAccessibleName(typographic(f"Page {label}, sur {total}"))
        self.updateGeometry()

    def show_image(self, image: QImage) -> None:
        """Show the page as just drawn."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 2, round(WIDTH * self._ratio) + 2 + 4 + current().line_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        sheet = QRectF(1, 1, WIDTH, round(WIDTH * self._ratio))
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        on, focused = self.isChecked(), self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if focused else 2 if on else 1
        painter.setPen(QPen(theme.palette.color("accent" if on or focused else "field"), width))
        inner = width / 2
        painter.drawRoundedRect(sheet.adjusted(inner - 1, inner - 1, 1 - inner, 1 - inner), 2, 2)
        painter.setFont(theme.font(weight=600 if on else 400))
        painter.setPen(theme.palette.color("text" if on else "muted"))
        below = self.rect().adjusted(-SIDE, round(sheet.height()) + 6, SIDE, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text())


def _key(place: int) -> str:
    return f"small:{place}"
