"""Two texts compared, line by line: what is added and what is gone, each by its sign as well as its colour."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from litigedesk import formats
from litigedesk.letters.own_wording import DiffLine

from ..palette import Tone
from ..theme import current, follow
from ..widgets.layout import vbox
from ..widgets.text import Label

_GROUNDS = {"+": ("fine_bg", "fine"), "-": ("late_bg", "late"), "@": ("sunken", "muted"), " ": ("surface", "muted")}
_WORDS = {"+": "+ ", "-": "− ", "@": "…", " ": "  "}


class DifferenceView(QWidget):
    """A sentence and the lines that differ; ``nothing`` is said when none does."""

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing, self._lines = nothing, ()
        self.said = Label("", Tone.MUTED, wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setAccessibleName(formats.typographic(name))
        column = vbox(self, 16, 8)
        column.addWidget(self.said)
        column.addWidget(self.text, 1)
        follow(self._restyle)

    _lines: tuple[DiffLine, ...]

    def show_lines(self, lines: Sequence[DiffLine], legend: str) -> None:
        """Show these lines under a sentence that says what + and − are."""
        self._lines = tuple(lines)
        self.said.set_text(legend if lines else self._nothing)
        self.text.setVisible(bool(lines))
        self._fill()

    def _fill(self) -> None:
        palette = current().palette
        self.text.clear()
        cursor = self.text.textCursor()
        for place, line in enumerate(self._lines):
            ground, ink = _GROUNDS[line.mark]
            block, look = QTextBlockFormat(), QTextCharFormat()
            block.setBackground(QColor(palette.hex(ground)))
            look.setForeground(QColor(palette.hex(ink if line.mark != " " else "text")))
            if place:
                cursor.insertBlock()
            cursor.setBlockFormat(block)
            cursor.insertText(f"{_WORDS[line.mark]}{line.text}", look)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _restyle(self) -> None:
        self.text.setFont(current().font())
        self._fill()
