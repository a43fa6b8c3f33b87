"""« Pourquoi ? »: how a date or a sum was found, step by step, with its sources and its warnings."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from ..palette import Tone
from .buttons import Button, Kind
from .layout import row, vbox
from .text import IconText, Label


class Explanation(QWidget):
    """Numbered steps, then sources, then warnings with their icon; the whole can be copied as text."""

    def __init__(
        self,
        steps: Sequence[str],
        sources: Sequence[str] = (),
        warnings: Sequence[str] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Explication")
        self._steps, self._sources, self._warnings = tuple(steps), tuple(sources), tuple(warnings)
        layout = vbox(self, 0, 12)
        layout.addLayout(self._numbered())
        for warning in warnings:
            layout.addWidget(IconText("triangle-alert", warning, Tone.SOON, wrap=True))
        if sources:
            layout.addWidget(IconText("book-open", " ; ".join(sources), Tone.MUTED, wrap=True))
        self.copy_button = Button("Copier l’explication", Kind.QUIET, "copy")
        self.copy_button.clicked.connect(self.copy)
        layout.addLayout(row(self.copy_button, None))

    def _numbered(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, step in enumerate(self._steps):
            number = Label(f"{place + 1}.", Tone.MUTED, figures=True)
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(step, wrap=True), place, 1)
        return grid

    def text(self) -> str:
        """The explanation as plain text."""
        lines = [f"{place}. {step}" for place, step in enumerate(self._steps, 1)]
        lines += [f"Attention\u00a0: {warning}" for warning in self._warnings]
        lines += [f"Source\u00a0: {source}" for source in self._sources]
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
