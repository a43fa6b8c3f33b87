"""The message that slides in over the bottom of the window: what was done, with « Annuler », or what went wrong."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ..palette import Tone
from ..theme import repolish
from .buttons import Button, IconButton, Kind
from .layout import hbox
from .text import Icon, Label

SECONDS = 10
RAISED = 72  # px above the bottom edge: clear of a form's bar of actions
_ICONS = {Tone.FINE: "circle-check", Tone.LATE: "circle-alert", Tone.SOON: "triangle-alert", Tone.MUTED: "info"}


class MessageBar(QFrame):
    """One message at a time over its parent. Done and notes leave after ten seconds; errors wait to be closed.

    ``undo_asked`` when « Annuler » is pressed, ``redo_asked`` when « Rétablir » is. The time stops
    while the pointer or the focus is on the bar.
    """

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._icon = Icon("circle-check", Tone.FINE)
        self._text = Label("", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.undo_button = Button("Annuler", Kind.LINK, name="message.undo", tip="Ctrl+Z")
        self.redo_button = Button("Rétablir", Kind.LINK, name="message.redo", tip="Ctrl+Maj+Z")
        self.close_button = IconButton("x", "Fermer ce message", size=28)
        layout = hbox(self, (12, 8, 8, 8), 12)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.undo_button)
        layout.addWidget(self.redo_button)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.dismiss)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(160)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.undo_button.clicked.connect(lambda: self._answer(self.undo_asked))
        self.redo_button.clicked.connect(lambda: self._answer(self.redo_asked))
        self.close_button.clicked.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    def done(self, sentence: str, undoable: bool = True) -> None:
        """Say what was done, with « Annuler »."""
        self._say(sentence, Tone.FINE, self.undo_button if undoable else None)

    def undone(self, sentence: str) -> None:
        """Say what was taken back, with « Rétablir »."""
        self._say(sentence, Tone.FINE, self.redo_button)

    def note(self, sentence: str) -> None:
        """Say something that asks for nothing."""
        self._say(sentence, Tone.MUTED)

    def error(self, sentence: str) -> None:
        """Say what went wrong and what to do; stays until closed or replaced."""
        self._say(sentence, Tone.LATE)

    @property
    def _owner(self) -> QWidget:
        owner = self.parentWidget()
        assert owner is not None  # given at construction
        return owner

    @property
    def text(self) -> str:
        """The sentence shown, or an empty string."""
        return self._text.full_text() if self.isVisibleTo(self._owner) else ""

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()

    def _say(self, sentence: str, tone: Tone, offered: Button | None = None) -> None:
        self._text.set_text(sentence)
        self._icon.set_icon(_ICONS[tone], tone)
        self.setProperty("tone", str(tone))
        repolish(self)
        for button in (self.undo_button, self.redo_button):
            button.setVisible(button is offered)
        self.setAccessibleName(self._text.full_text())
        self._timer.stop()
        if tone in {Tone.FINE, Tone.MUTED}:
            self._timer.start()
        self.show()
        self.raise_()
        self._come_in()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> QPoint:
        owner = self._owner
        most = max(280, min(720, owner.width() - 32))
        wanted = self._text.sizeHint().width() if self._text.wordWrap() else 0
        wanted = max(wanted, self._text.fontMetrics().horizontalAdvance(self._text.full_text()) + 190)
        self.resize(min(most, wanted), 0)
        height = max(48, self.heightForWidth(self.width()))
        self.resize(self.width(), height)
        return QPoint((owner.width() - self.width()) // 2, owner.height() - height - RAISED)

    def _come_in(self) -> None:
        place = self._place()
        self._slide.stop()
        self._slide.setStartValue(place + QPoint(0, 24))
        self._slide.setEndValue(place)
        self._slide.start()

    def _answer(self, asked: SignalInstance) -> None:
        self.dismiss()
        asked.emit()

    def _resume(self) -> None:
        tone = self.property("tone")
        if self.isVisible() and tone in {Tone.FINE, Tone.MUTED}:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._owner and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._slide.stop()
            self.move(self._place())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
            self._timer.stop()
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.FocusOut}:
            self._resume()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
