"""What stands above the rows of a list: the words to look for, the chips, what else was asked as tags that can be taken off."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import current, follow
from .buttons import Button, FilterChips, IconButton, Kind, Option
from .flow import FlowLayout
from .layout import hbox, vbox
from .text import Label

SLACK = 4  # px: sizes of letters are rounded
Told = tuple[str, str, str]  # a facet's key, a value, its words


class Tag(Button):
    """One thing asked, that a press, Delete or Backspace takes off."""

    def __init__(self, key: str, value: str, words: str) -> None:
        super().__init__(words, "tag", "x", tip=f"Retirer : {words}", name=f"tag.{key}.{value}")
        self._words = self.text()
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        self.setAccessibleName(typographic(f"Retirer {words}"))

    def sizeHint(self) -> QSize:
        """Room for all the words, even while they are cut."""
        short = super().sizeHint()
        metrics = self.fontMetrics()
        missing = metrics.horizontalAdvance(self._words) - metrics.horizontalAdvance(self.text())
        return QSize(short.width() + missing + SLACK, short.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().side(64), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the list is too narrow for the words they are cut; the tip has them all."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        room = self.width() - self.sizeHint().width() + metrics.horizontalAdvance(self._words)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, room) + SLACK)
        if shown != self.text():
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
        else:
            super().keyPressEvent(event)


class ListFilter(QWidget):
    """The filter of a list; ``removed(key, value)`` when a tag is taken off, ``clear_asked`` for « Tout effacer »."""

    removed = Signal(str, str)
    clear_asked = Signal()

    def __init__(self, title: str, chips: Sequence[Option]) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("list.filter")
        self.line.setPlaceholderText("Filtrer cette liste")
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName(f"Filtrer\u00a0: {title}")
        self._glass = QAction(self.line)
        self.line.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.facet_button = IconButton("list-filter", "Filtrer par étape, somme, date…")
        self.facet_button.setObjectName("list.facets")
        self.more_button = IconButton("ellipsis", "Listes enregistrées, impression, export")
        self.more_button.setObjectName("list.more")
        self.chips = FilterChips(chips, f"Filtre\u00a0: {title}")
        if not chips:
            self.chips.hide()
        self.count = Label("", Tone.MUTED)
        self.clear_button = Button("Tout effacer", Kind.LINK, name="list.clear", tip="Tout afficher")
        self.clear_button.clicked.connect(self.clear_asked)
        self._tags: list[Tag] = []
        self._asked = QWidget()
        self._asked.setAccessibleName("Ce qui filtre cette liste")
        self._flow = FlowLayout(8, 4, self._asked)
        self._flow.addWidget(self.count)
        self._flow.addWidget(self.clear_button)
        self._asked.hide()
        column = vbox(self, 0, 8)
        line = hbox(gap=4)
        line.addWidget(self.line, 1)
        line.addWidget(self.facet_button)
        line.addWidget(self.more_button)
        column.addLayout(line)
        column.addWidget(self.chips)
        column.addWidget(self._asked)
        follow(self._restyle)

    def _restyle(self) -> None:
        self.line.setFont(current().font())
        self._glass.setIcon(current().icon("search"))

    @property
    def tags(self) -> list[Tag]:
        """The tags shown."""
        return list(self._tags)

    def show_asked(self, count: str, told: Sequence[Told]) -> None:
        """Say how many rows of how many are shown, and because of what; nothing when nothing is asked."""
        self.count.set_text(f"{count} :" if told else "")
        focused = next((place for place, tag in enumerate(self._tags) if tag.hasFocus()), None)
        if [tag.objectName() for tag in self._tags] != [f"tag.{key}.{value}" for key, value, _ in told]:
            self._replace(told)
        self._asked.setVisible(bool(told))
        if focused is not None:  # the keyboard stays where it was pressing
            near: QWidget = self._tags[min(focused, len(self._tags) - 1)] if self._tags else self.line
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace(self, told: Sequence[Told]) -> None:
        for tag in self._tags:
            self._flow.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self._flow.removeWidget(self.clear_button)
        self._tags = [self._tag(*one) for one in told]
        for widget in (*self._tags, self.clear_button):
            self._flow.addWidget(widget)
        before: QWidget = self.chips
        for widget in (*self._tags, self.clear_button):
            QWidget.setTabOrder(before, widget)
            before = widget
        self._flow.invalidate()

    def _tag(self, key: str, value: str, words: str) -> Tag:
        tag = Tag(key, value, words)
        tag.clicked.connect(lambda _on=False: self.removed.emit(key, value))
        return tag
