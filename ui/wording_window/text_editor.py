"""The text of a letter as it is typed: numbered lines, a tint for what LitigeDesk fills in, a mark where something is said."""

import re
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from litigedesk.letters.remark import Remark

from ..theme import current, follow

_TINTS: Final = (  # what is looked for, the colour token, bold
    (re.compile(r"\{\{.*?(?:\}\}|$)"), "accent", True),
    (re.compile(r"\{%.*?(?:%\}|$)"), "soon", False),
    (re.compile(r"\{#.*?(?:#\}|$)"), "muted", False),
    (re.compile(r"^```.*$"), "fine", True),
    (re.compile(r"^#{1,2} .*$"), "text", True),
    (re.compile(r"\*\*[^*]+\*\*"), "text", True),
)
_GUTTER_SIDE = 8  # px beside the numbers


class TextEditor(QPlainTextEdit):
    """Plain text with numbered lines; Tab leaves it, as everywhere in the program."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wording.text")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._marked: dict[int, bool] = {}
        self._gutter = _Gutter(self)
        self._tint = _Tint(self.document())
        self.blockCountChanged.connect(lambda _count: self._fit_gutter())
        self.updateRequest.connect(self._scroll_gutter)
        follow(self._restyle)

    # ---- text --------------------------------------------------------------------------------------------------------
    def show_text(self, text: str) -> None:
        """Show another text, its undo history begun anew."""
        self._marked = {}
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def insert_snippet(self, snippet: str) -> None:
        """Put something at the cursor: on lines of its own when it has several."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if "\n" in snippet:
            before = "" if cursor.atBlockStart() else "\n\n"
            cursor.insertText(f"{before}{snippet}\n")
        else:
            cursor.insertText(snippet)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the start of a line, in sight."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.centerCursor()
        self.setFocus()

    def mark(self, remarks: Iterable[Remark]) -> None:
        """Mark the lines that remarks are about: in red those that refuse the text."""
        self._marked = {}
        for one in remarks:
            if one.line:
                self._marked[one.line] = self._marked.get(one.line, False) or one.blocks
        self._gutter.update()

    # ---- the numbers ---------------------------------------------------------------------------------------------------
    def gutter_width(self) -> int:
        """The room that the numbers take, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0") * digits + 2 * _GUTTER_SIDE

    def paint_gutter(self, painter: QPainter, area: QRect) -> None:
        """Draw the numbers of the lines in sight; a line that something is said of has its number in colour and a dot."""
        palette = current().palette
        painter.fillRect(area, palette.color("sunken"))
        painter.setFont(self.font())
        block, line_height = self.firstVisibleBlock(), self.fontMetrics().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            number = block.blockNumber() + 1
            if block.isVisible():
                tone = "muted" if number not in self._marked else "late" if self._marked[number] else "soon"
                painter.setPen(palette.color(tone))
                room = QRect(0, round(top), self._gutter.width() - _GUTTER_SIDE, line_height)
                painter.drawText(room, Qt.AlignmentFlag.AlignRight, str(number))
                if number in self._marked:
                    painter.setBrush(palette.color(tone))
                    painter.drawEllipse(2, round(top) + line_height // 2 - 2, 5, 5)
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def _fit_gutter(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    def _scroll_gutter(self, area: QRect, by: int) -> None:
        if by:
            self._gutter.scroll(0, by)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), self.gutter_width(), inside.height()))

    def _restyle(self) -> None:
        self.setFont(current().font())
        self._fit_gutter()
        self._tint.rehighlight()
        self._gutter.update()


class _Gutter(QWidget):
    """The column of numbers."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_gutter(QPainter(self), event.rect())


class _Tint(QSyntaxHighlighter):
    """Colours what is filled in, what is conditional, passages, titles and bold; weight says the same as colour."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        palette = current().palette
        for pattern, token, bold in _TINTS:
            look = QTextCharFormat()
            look.setForeground(QColor(palette.hex(token)))
            if bold:
                look.setFontWeight(QFont.Weight.DemiBold)
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), look)
