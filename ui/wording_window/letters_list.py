"""The letters at the left of the window, with a word for those whose text is the user's own; a filter above them."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from litigedesk import formats
from litigedesk.queries.wordings import WordingRow

from ..theme import MIDDLE, current, follow
from ..widgets.layout import vbox
from ..widgets.text import Label
from ..widgets.wrapped_items import wrap_items

ID_ROLE = Qt.ItemDataRole.UserRole
WIDTH = 248


class LettersList(QFrame):
    """Every letter; ``chosen(id)`` when another is wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filtrer cette liste")
        self.filter.setAccessibleName(formats.typographic("Filtrer : lettres"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("wording.letters")
        self.list.setAccessibleName("Lettres")
        wrap_items(self.list)
        self._glass = QAction(self.filter)
        self.filter.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        column = vbox(self, (16, 12, 8, 8), 8)
        column.addWidget(Label("Lettres", size=MIDDLE, weight=600))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self._quiet = False
        self.filter.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._announce)
        follow(self._restyle)

    def show_rows(self, rows: Sequence[WordingRow], current_id: str) -> None:
        """Show these, one of them current."""
        self._quiet = True
        self.list.clear()
        for row in rows:
            state = "" if row.own is None else "Votre texte · le nôtre a changé" if row.is_outdated else "Votre texte"
            item = QListWidgetItem("\n".join(filter(None, (row.template.title, formats.typographic(state)))))
            item.setData(ID_ROLE, row.template.id)
            item.setFont(current().font(weight=600 if row.own is not None else 400))
            self.list.addItem(item)
        self.set_current(current_id)
        self._filter(self.filter.text())
        self._quiet = False

    def set_current(self, template_id: str) -> None:
        """Mark the letter shown, without announcing it."""
        before, self._quiet = self._quiet, True
        for place in range(self.list.count()):
            if self.list.item(place).data(ID_ROLE) == template_id:
                self.list.setCurrentRow(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.list.scrollToItem(self.list.item(place))
        self._quiet = before

    def _announce(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(str(item.data(ID_ROLE)))

    def _filter(self, text: str) -> None:
        words = formats.folded(text).split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not all(word in formats.folded(item.text()) for word in words))

    def _restyle(self) -> None:
        self.filter.setFont(current().font())
        self._glass.setIcon(current().icon("search"))
        self.list.setFont(current().font())
        self.setFixedWidth(round(WIDTH * min(1.4, current().text_scale)))
