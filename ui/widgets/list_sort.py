"""The line above the rows of a list: by what they are sorted, which way, and what stands at their right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..models.records import Column
from ..palette import Tone
from .buttons import Button, IconButton
from .layout import hbox
from .text import Label

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class SortLine(QWidget):
    """Says and changes the order; ``asked(column, order)`` when the user wants another."""

    asked = Signal(int, object)

    def __init__(self, columns: Sequence[Column[Any]], right_title: str) -> None:
        super().__init__()
        self._columns = columns
        self.column, self.order = 0, UP
        self.sort_button = Button("", "sort", name="list.sort")
        self.sort_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.order_button = IconButton("arrow-up", "Inverser l’ordre", size=24)
        line = hbox(self, (12, 2, 16, 2), 0)
        line.addWidget(self.sort_button)
        line.addWidget(self.order_button)
        line.addStretch(1)
        line.addWidget(Label(right_title, Tone.MUTED, elide=True, figures=True))
        self.order_button.clicked.connect(lambda: self.asked.emit(self.column, UP if self.order is DOWN else DOWN))
        self.sort_button.clicked.connect(self._ask)
        self.show_order(0, UP)

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Say by what the rows are sorted."""
        self.column, self.order = column, order
        down = order is DOWN
        title = self._columns[column].title
        self.sort_button.set_text(f"Trié par {title[0].lower()}{title[1:]}")
        self.order_button.set_icon("arrow-down" if down else "arrow-up")
        self.order_button.set_name(f"Ordre {'décroissant' if down else 'croissant'} : inverser")

    def place_of(self, title: str) -> int | None:
        """The place of a column by its title; ``None`` when there is none."""
        return next((place for place, one in enumerate(self._columns) if one.title == title), None)

    def _ask(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self._columns):
            action = menu.addAction(typographic(column.title))
            action.setCheckable(True)
            action.setChecked(place == self.column)
            action.triggered.connect(lambda _on, place=place: self.asked.emit(place, UP))
        menu.popup(self.sort_button.mapToGlobal(QPoint(0, self.sort_button.height())))
