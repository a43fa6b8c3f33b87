"""A step in the window's own thread, on its desk: at once when it is short, with its progress and « Annuler » once it lasts."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from litigedesk import formats
from litigedesk.formats import typographic

from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.progress_page import THOUSAND, ProgressPage
from ..wizard.meanwhile import Meanwhile
from .fitting import fit
from .long_work import PATIENCE

T = TypeVar("T")
Told = Callable[[int, int], None]


def long_step(parent: QWidget | None, title: str, given_up: str, step: Callable[[Told], T]) -> T:
    """``step(told)`` calls ``told(done, total)`` on its way; returns what it returned.

    Raises its ``UserError``, and ``GivenUp`` with the sentence ``given_up`` after « Annuler », raised inside it so that all that
    one transaction wrote is taken back. The window over which it stands is the one in front when none is given.
    """
    clock = QElapsedTimer()
    clock.start()
    shown: list[LongStep] = []
    with ExitStack() as held:

        def told(done: int, total: int) -> None:
            if not shown:
                if clock.elapsed() < PATIENCE:
                    return
                shown.append(LongStep(parent or QApplication.activeWindow(), title, given_up))
                held.callback(shown[0].leave)
                held.enter_context(shown[0].meanwhile.working())
                shown[0].show()
            shown[0].tell(done, total)

        return step(told)


class LongStep(QDialog):
    """Over every window while the step runs; nothing else is heard meanwhile."""

    def __init__(self, parent: QWidget | None, title: str, given_up: str) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.long_step")
        self.setWindowTitle(typographic(title))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.meanwhile = Meanwhile(self, given_up)
        self.page = ProgressPage(title, "rien ne change")
        self.cancel_button = Button("Annuler", Kind.SECONDARY, name="step.cancel", tip="Échap")
        self.cancel_button.clicked.connect(self.reject)
        layout = vbox(self, 0, 0)
        layout.addWidget(self.page, 1)
        layout.addWidget(BottomBar(self.cancel_button))
        fit(self, 520)

    def tell(self, done: int, total: int) -> None:
        """Show how far it is, and hear « Annuler »."""
        words = f"{formats.number(done)} sur {formats.number(total)}"
        self.page.tell(max(1, done * THOUSAND // max(1, total)), words)
        self.meanwhile.breathe()

    def reject(self) -> None:
        """« Annuler » and Escape: the step stops at its next word."""
        self.page.give_up()
        self.cancel_button.setEnabled(False)
        self.meanwhile.give_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def leave(self) -> None:
        """The step has ended."""
        self.hide()
        self.deleteLater()
