"""A value that is only suggested: it follows what it is worked out from until the user gives one of their own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.text import Label
from .editors import Editor


class Suggested(QObject):
    """Keeps an editor in step with a suggestion; ``line``, to be put under it, says whose value is shown.

    ``taken`` is said while the field holds the suggestion, ``other`` (a function of it) beside the way back once it does not.
    """

    restored = Signal()

    def __init__(
        self, editor: Editor, *, taken: str, other: Callable[[Any], str], parent: QObject, back: str = "Rétablir"
    ) -> None:
        super().__init__(parent)
        self.editor, self.is_own = editor, False
        self._taken, self._other = taken, other
        self._suggestion: Any = None
        self.line = QWidget()
        self._words = Label("", Tone.MUTED)
        self.restore_button = Button(back, Kind.LINK, name=f"{editor.name}.restore")
        self.restore_button.clicked.connect(self.restore)
        beside = FlowLayout(8, 0, self.line)
        beside.addWidget(self._words)
        beside.addWidget(self.restore_button)
        self.line.hide()
        editor.changed.connect(self._typed)

    def begin(self, suggestion: Any, *, is_own: bool) -> None:
        """Take what the record holds as the user's own (``is_own``), or let it follow."""
        self._suggestion, self.is_own = suggestion, is_own and self.editor.value != suggestion
        self._show()

    def propose(self, suggestion: Any) -> None:
        """What is suggested now, ``None`` for nothing; the field follows unless its value is the user's own."""
        self._suggestion = suggestion
        if not self.is_own and self.editor.value != suggestion:
            self.editor.set_value(suggestion)
        self._show()

    def restore(self) -> None:
        """Take the suggestion again."""
        if self._suggestion is not None:
            self.is_own = False
            self.editor.set_value(self._suggestion)
            self._show()
            self.restored.emit()

    def _typed(self) -> None:
        self.is_own = self.editor.value != self._suggestion
        self._show()

    def _show(self) -> None:
        there = self._suggestion is not None
        words = "" if not there else self._other(self._suggestion) if self.is_own else self._taken
        self._words.set_text(words)
        self.restore_button.setVisible(there and self.is_own)
        self.restore_button.setAccessibleName(f"{self.restore_button.text()}. {self._words.full_text()}")
        self.line.setVisible(bool(words))
