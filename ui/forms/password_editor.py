"""A password typed unseen, with how well it holds; never part of a form, whose drafts are kept."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from litigedesk.validation.passwords import Level, strength

from ..palette import Tone
from ..widgets.text import IconText
from .editors import TextEditor

_LOOK = {
    Level.WEAK: ("triangle-alert", Tone.SOON),
    Level.FAIR: ("circle-check", Tone.FINE),
    Level.GOOD: ("circle-check", Tone.FINE),
}


class PasswordEditor(TextEditor):
    """``value`` is what was typed, spaces included."""

    def __init__(self, name: str, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, label, hint=hint, width=360, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    @property
    def value(self) -> Any:
        return self.line.text()

    def normalise(self) -> None:
        """Left as typed."""


class StrengthLine(IconText):
    """How well the password of an editor holds, as it is typed."""

    def __init__(self, editor: PasswordEditor, parent: QWidget | None = None) -> None:
        super().__init__("circle-check", "", Tone.FINE, wrap=True, parent=parent)
        self._editor = editor
        self.setObjectName(f"{editor.name}.strength")
        editor.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        typed = self._editor.value
        found = strength(typed)
        self.setVisible(
            found.level is not Level.REFUSED
        )  # the hint says how long it must be, and the problem that it is not
        if not self.isHidden():
            icon, tone = _LOOK[found.level]
            self.icon.set_icon(icon, tone)
            self.label.set_tone(tone)
            self.label.set_text(found.sentence)
