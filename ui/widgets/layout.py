"""Layouts with the margins and gaps of the 8-pixel grid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

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


def placed(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout in reading order, those of the layouts inside included.

    Asked by widget, never by ``itemAt``: Qt frees the items of a layout without telling the binding, which then takes what is
    made at the same address for the item it knew, and the process crashes when that is destroyed.
    """
    parent = layout.parentWidget()
    if parent is None:
        return []
    direct = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return _placed(layout, direct)


def _placed(layout: QLayout, direct: list[QWidget]) -> list[QWidget]:
    held: list[tuple[int, list[QWidget]]] = [
        (place, [widget]) for widget in direct if (place := layout.indexOf(widget)) >= 0
    ]
    for inner in layout.children():
        if isinstance(inner, QLayout) and (place := layout.indexOf(inner)) >= 0:
            held.append((place, _placed(inner, direct)))
    if isinstance(layout, QGridLayout):
        held.sort(key=lambda one: layout.getItemPosition(one[0])[:2])  # type: ignore[index]
    else:
        held.sort(key=lambda one: one[0])
    return [widget for _place, widgets in held for widget in widgets]


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
