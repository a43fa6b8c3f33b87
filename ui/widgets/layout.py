"""Layouts with the margins and gaps of the 8-pixel grid."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

Margins = int | tuple[int, int, int, int]


def _prepare(layout: QLayout, margins: Margins, gap: int) -> None:
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(gap)


def vbox(parent: QWidget | None = None, margins: Margins = 0, gap: int = 8) -> QVBoxLayout:
    """A column; ``margins`` is one figure or (left, top, right, bottom), in pixels."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _prepare(layout, margins, gap)
    return layout


def hbox(parent: QWidget | None = None, margins: Margins = 0, gap: int = 8) -> QHBoxLayout:
    """A row."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _prepare(layout, margins, gap)
    return layout


def row(*items: QWidget | None, margins: Margins = 0, gap: int = 8, stretch: QWidget | None = None) -> QHBoxLayout:
    """A row of widgets; ``None`` is a spring, and ``stretch`` names the widget that takes the room left."""
    layout = hbox(None, margins, gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        else:
            layout.addWidget(item, 1 if item is stretch else 0)
    return layout


def clear(layout: QLayout) -> None:
    """Empty a layout and delete what it held, layouts inside included."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
