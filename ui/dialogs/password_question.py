"""The password of a copy, or of a dossier received, asked before it is opened."""

from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.formats import typographic

from ..forms.password_editor import PasswordEditor
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.text import Label
from .fitting import fit

COPY, DOSSIER = "copy", "dossier"
_TITLES = {COPY: "Mot de passe de la sauvegarde", DOSSIER: "Mot de passe du dossier"}
_HEADS = {COPY: "Cette sauvegarde est chiffrée", DOSSIER: "Ce dossier est chiffré"}


class PasswordQuestion(QDialog):
    """``ask`` returns what was typed, ``None`` when the user gave up; ``of`` is what the password opens."""

    def __init__(self, parent: QWidget | None, sentence: str, wrong: str = "", *, of: str = COPY) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.password_question")
        self.setWindowTitle(typographic(_TITLES[of]))
        self.editor = PasswordEditor("password", "Mot de passe")
        body = vbox(margins=(24, 20, 24, 20), gap=12)
        body.addWidget(Label(_HEADS[of], size=MIDDLE, weight=600, wrap=True))
        body.addWidget(Label(sentence, wrap=True))
        body.addWidget(self.editor)
        cancel = Button("Annuler", Kind.SECONDARY, name="password.cancel")
        self.open_button = Button("Ouvrir", Kind.PRIMARY, "lock-open", name="password.open")
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(BottomBar(cancel, self.open_button))
        cancel.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._open)
        self.editor.line.returnPressed.connect(self._open)
        self.editor.set_problem(wrong or None)
        self.editor.line.setFocus()
        fit(self, 520)

    def _open(self) -> None:
        if self.editor.value:
            self.accept()
        else:
            self.editor.set_problem(typographic("Tapez le mot de passe."))

    def ask(self) -> str | None:
        """Show it and wait."""
        self.exec()
        self.deleteLater()
        return self.editor.value if self.result() else None
