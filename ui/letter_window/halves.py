"""The choices and the pages of a letter: side by side, or one at a time under two tabs where the window is too narrow for both."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ..theme import current
from ..widgets.buttons import Option, SubTabs
from ..widgets.layout import hbox, vbox
from .choices_pane import ChoicesPane
from .preview_pane import PreviewPane

BESIDE: Final = 820  # px at the normal text size: below, one half at a time
CHOICES, PAGES = "choices", "pages"


class Halves(QWidget):
    """Wide, both halves; narrow, the one chosen."""

    def __init__(self, choices: ChoicesPane, preview: PreviewPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices, self._preview = choices, preview
        self.is_narrow = False
        self.tabs = SubTabs([Option(CHOICES, "Vos choix"), Option(PAGES, "Aperçu")], "La lettre")
        self.tabs.chosen.connect(lambda _key: self._share())
        self._top = QWidget()
        hbox(self._top, (16, 0, 16, 0)).addWidget(self.tabs)
        across = hbox(gap=0)
        across.addWidget(choices)
        across.addWidget(preview, 1)
        column = vbox(self, 0, 0)
        column.addWidget(self._top)
        column.addLayout(across, 1)
        self._share()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for one half at a time."""
        halves = (self._choices.minimumSizeHint(), self._preview.minimumSizeHint())
        height = max(half.height() for half in halves) + self._top.sizeHint().height()
        return QSize(max(half.width() for half in halves), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < BESIDE * min(1.3, current().text_scale)
        if narrow != self.is_narrow:
            self.is_narrow = narrow
            self._share()

    def focus(self, target: str) -> bool:
        """Put the cursor in a choice, in sight; ``False`` when the target is not one."""
        found = self._choices.focus(target)
        if found:
            self.tabs.set_key(CHOICES)
            self._share()
        return found

    def _share(self) -> None:
        self._top.setVisible(self.is_narrow)
        self._choices.set_alone(self.is_narrow)
        self._choices.setVisible(not self.is_narrow or self.tabs.key == CHOICES)
        self._preview.setVisible(not self.is_narrow or self.tabs.key == PAGES)
