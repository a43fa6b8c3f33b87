"""A window that holds one scrolling page and « Fermer »."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.formats import typographic

from ..context import Context
from ..palette import Tone
from ..screen_room import screen_room
from ..theme import MIDDLE, current
from ..undo_keys import add_undo_keys
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Page
from ..widgets.text import Label

TALLEST = 0.85  # of the screen's free height


class PageDialog(QDialog):
    """Escape or « Fermer » closes it, Ctrl+Return presses its full button; ``width`` is in pixels at the normal text size."""

    def __init__(
        self, parent: QWidget | None, name: str, title: str, *buttons: Button, width: int = 640, height: int = 560
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"dialog.{name}")
        self.setWindowTitle(typographic(title))
        self.page = Page()
        self.page.add(Label(title, size=MIDDLE, weight=600, wrap=True))
        kind = Kind.SECONDARY if any(b.property("kind") == "primary" for b in buttons) else Kind.PRIMARY
        self.close_button = Button("Fermer", kind, name=f"{name}.close")
        self.close_button.clicked.connect(self.accept)
        self.bar = BottomBar(self.close_button, *buttons)
        layout = vbox(self, 0, 0)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.bar)
        room, scale = screen_room(self), current().text_scale
        self.tallest = round(room.height() * TALLEST)
        self.resize(min(round(width * scale), room.width() - 32), min(round(height * scale), self.tallest))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._press_full)

    def _press_full(self) -> None:
        for button in self.bar.findChildren(Button):
            if button.property("kind") == "primary" and button.isVisible() and button.isEnabled():
                QTimer.singleShot(0, button, button.click)  # what it opens must not run inside the key's own event
                return

    def follow(self, context: Context, read: Callable[[frozenset[str]], object]) -> None:
        """Say in the bar what is done, undone and refused meanwhile, let the keys of undo work here, ``read`` again after each."""
        add_undo_keys(self, context)
        pairs = (
            (context.step_done, lambda said: self.bar.set_status(said, Tone.FINE, "circle-check")),
            (context.step_undone, lambda said: self.bar.set_status(said, Tone.MUTED, "undo-2")),
            (context.error_raised, self.bar.set_status),
            (context.noted, lambda said: self.bar.set_status(said, Tone.MUTED, "info")),
            (context.data_changed, read),
        )
        heard = [(signal, signal.connect(slot)) for signal, slot in pairs]
        self.finished.connect(lambda _result: [signal.disconnect(link) for signal, link in heard])
