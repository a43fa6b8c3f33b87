"""A long step that writes in the window's own thread: the dialog stays alive between two slices, everything else waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject
from PySide6.QtWidgets import QWidget

from litigedesk.errors import UserError
from litigedesk.formats import typographic

BREATH: Final = 40  # ms of work between two breaths
IMPORT_GIVEN_UP: Final = "Import annulé : rien n’a été enregistré."


class GivenUp(UserError):
    """The user pressed « Annuler »: nothing is written."""


class Meanwhile(QObject):
    """Lets ``dialog`` draw itself and hear « Annuler » while a transaction is open.

    The timers of all others are held back meanwhile: what they do, a backup or a look at the clock, would become a part of the
    transaction. Those that were due fire again afterwards. ``sentence`` says that it was given up.
    """

    def __init__(self, dialog: QWidget, sentence: str = IMPORT_GIVEN_UP) -> None:
        super().__init__(dialog)
        self._dialog, self._sentence = dialog, sentence
        self._since = QElapsedTimer()
        self.given_up = False

    def give_up(self) -> None:
        """Stop at the next slice, and take everything back."""
        self.given_up = True

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold the others back inside."""
        app = QCoreApplication.instance()
        assert app is not None
        self.given_up = False
        self._since.invalidate()
        app.installEventFilter(self)
        try:
            yield
        finally:
            app.removeEventFilter(self)

    def breathe(self) -> None:
        """Between two slices, and before the first; raises ``GivenUp`` once the user gave up."""
        if not self._since.isValid() or self._since.elapsed() >= BREATH:
            QCoreApplication.processEvents()
            self._since.start()
        if self.given_up:
            raise GivenUp(typographic(self._sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer and not self._is_ours(watched)

    def _is_ours(self, watched: QObject) -> bool:
        one: QObject | None = watched
        while one is not None and one is not self._dialog:
            one = one.parent()
        return one is not None
