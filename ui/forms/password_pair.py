"""A new password typed twice, with how well it holds and what losing it costs."""

from PySide6.QtWidgets import QWidget

from litigedesk.errors import InvalidInput
from litigedesk.operations.window_password import refuse_weak

from ..palette import Tone
from ..widgets.layout import vbox
from ..widgets.text import IconText
from .password_editor import PasswordEditor, StrengthLine

LOST = "Notez ce mot de passe ailleurs : perdu, il ne se retrouve pas, et personne ne pourra ouvrir ces copies."


class PasswordPair(QWidget):
    """``chosen`` is the password, or ``None`` with the faults shown beside the fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = PasswordEditor("password", "Mot de passe", hint="Huit signes au moins.")
        self.again = PasswordEditor("again", "Le même, encore une fois")
        body = vbox(self, (0, 4, 0, 0), 12)
        for widget in (self.password, StrengthLine(self.password), self.again):
            body.addWidget(widget)
        body.addWidget(IconText("triangle-alert", LOST, Tone.SOON, wrap=True))
        for editor in (self.password, self.again):
            editor.changed.connect(lambda editor=editor: editor.set_problem(None))

    def chosen(self) -> str | None:
        """The password, when it may be used and was typed twice the same."""
        try:
            refuse_weak(self.password.value, self.again.value)
        except InvalidInput as refused:
            editors = {"password": self.password, "again": self.again}
            for problem in refused.problems:
                editors[problem.field].set_problem(problem.sentence)
            editors[refused.problems[0].field].line.setFocus()
            return None
        return str(self.password.value)
