"""What covers a locked window: it names nobody, and asks for the password."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from ..palette import Tone
from ..theme import MIDDLE, current, follow
from .buttons import Button, Kind
from .layout import row, vbox
from .panels import Card, Page
from .text import Icon, IconText, Label

FORGOTTEN = (
    "Fermez cette fenêtre, puis lancez LitigeDesk avec l’option --unlock : elle retire le mot de passe. C’est possible parce "
    "qu’il ferme la fenêtre sans chiffrer vos fichiers. Vos données ne changent pas."
)


class LockScreen(QFrame):
    """Fills its parent. ``tried(text)`` when a password was typed; Tab goes round in it and no key leaves it."""

    tried = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("LitigeDesk est verrouillé")
        self.setAutoFillBackground(True)
        self.setAcceptDrops(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setObjectName("lock.password")
        self.field.setAccessibleName("Mot de passe")
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.open_button = Button("Déverrouiller", Kind.PRIMARY, "lock-open", name="lock.open")
        self.forgotten_button = Button("Mot de passe oublié", Kind.LINK, name="lock.forgotten")
        self._told = IconText("circle-alert", "", Tone.LATE, wrap=True, weight=500)
        self._told.hide()
        self._advice = Label(FORGOTTEN, Tone.MUTED, wrap=True)
        self._advice.hide()
        self._lay_out()
        self.field.returnPressed.connect(self._try)
        self.open_button.clicked.connect(self._try)
        self.forgotten_button.clicked.connect(lambda: self._advice.setVisible(self._advice.isHidden()))
        follow(self._restyle)

    def _lay_out(self) -> None:
        page = Page(margins=24)
        card = Card(gap=12)
        card.setMaximumWidth(480)
        card.add(row(Icon("lock", "accent", 24), Label("LitigeDesk est verrouillé", size=MIDDLE, weight=600), None))
        card.add(Label("Mot de passe", weight=500), self.field, self._told)
        card.add(row(self.open_button, self.forgotten_button, None, gap=16), self._advice)
        page.body.addStretch(2)
        page.add(row(card, stretch=card))
        page.body.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page.body.addStretch(3)
        vbox(self, 0, 0).addWidget(page)

    def _restyle(self) -> None:
        self.field.setFont(current().font())

    def _try(self) -> None:
        typed = self.field.text()
        if typed and self.field.isEnabled():
            self.tried.emit(typed)

    def tell(self, sentence: str, *, waits: bool = False) -> None:
        """Say why it stays closed; while one has to wait, nothing can be typed."""
        self.field.clear()
        self.field.setEnabled(not waits)
        self.open_button.setEnabled(not waits)
        self._told.label.set_text(sentence)
        self._told.setVisible(bool(sentence))
        self.field.setAccessibleDescription(self._told.label.full_text())
        if not waits:
            self.field.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays here: what is behind must not be reached."""
        stops = [one for one in (self.field, self.open_button, self.forgotten_button) if one.isEnabled()]
        place = next((i for i, one in enumerate(stops) if one.hasFocus()), -1 if forward else 0)
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def event(self, event: QEvent) -> bool:
        """No key is a command: it stays a letter of the password. Nothing can be dropped on what is behind."""
        if event.type() == QEvent.Type.ShortcutOverride or isinstance(event, QDropEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape end here: a dialog behind would take them for its own."""
        event.accept()
