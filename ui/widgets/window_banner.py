"""A sentence across the top of the window that stays until it is answered: a preview, a restore to confirm, a place at risk."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from .buttons import Button
from .flow import Columns, FlowLayout
from .layout import hbox
from .text import Icon, Label


class WindowBanner(QFrame):
    """Icon, sentence and buttons on the pale ground of its tone; the buttons go under the sentence where it is narrow."""

    def __init__(
        self,
        sentence: str,
        buttons: Sequence[Button] = (),
        tone: Tone = Tone.SOON,
        icon: str = "triangle-alert",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("callout")
        self.setProperty("tone", str(tone))
        self.setAccessibleName(typographic(sentence))
        self.sentence = Label(sentence, weight=500, wrap=True)
        said = QWidget()
        words = hbox(said, (0, 6, 0, 0), 8)  # on a line with the words of the buttons
        words.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.sentence, 1)
        acts = QWidget()
        flow = FlowLayout(12, 8, acts)
        for button in buttons:
            flow.addWidget(button)
        hbox(self, (16, 8, 16, 8), 0).addWidget(Columns(said, acts, share=False, break_at=640))

    def put_on(self, window: QMainWindow) -> None:
        """Stand at the top of that window."""
        page = window.centralWidget()
        layout = page.layout() if page is not None else None
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self)

    def take_away(self) -> None:
        """Go."""
        self.hide()
        self.deleteLater()
