"""« Pourquoi ? »: a date or a sum explained in a window of its own, with its sources and its warnings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.formats import typographic

from ..theme import MIDDLE, current
from ..widgets.buttons import Button, Kind
from ..widgets.explanation import Explanation
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Card, Page
from ..widgets.text import Label

WIDTH = 640  # px at the normal text size


class ExplanationDialog(QDialog):
    """The steps of a computation, its sources and warnings; Escape or « Fermer » closes it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        steps: Sequence[str],
        sources: Sequence[str] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(typographic(title))
        self.setObjectName("dialog.explanation")
        self.explanation = Explanation(steps, sources, warnings)
        self.close_button = Button("Fermer", Kind.PRIMARY, name="explanation.close")
        self.close_button.clicked.connect(self.accept)
        page = Page()
        page.add(Label(title, size=MIDDLE, weight=600, wrap=True), Card().add(self.explanation))
        page.body.addStretch(1)
        layout = vbox(self, 0, 0)
        layout.addWidget(page, 1)
        layout.addWidget(BottomBar(self.close_button))
        width = round(WIDTH * current().text_scale)
        room = self.screen().availableGeometry()
        needed = page.body.totalHeightForWidth(width) + current().control_height() + 40
        self.resize(min(width, room.width() - 32), min(needed, round(room.height() * 0.8)))
        self.close_button.setFocus()


def explain(
    parent: QWidget | None,
    title: str,
    steps: Sequence[str],
    sources: Sequence[str] = (),
    warnings: Sequence[str] = (),
) -> None:
    """Show how a result was found and wait until the window is closed."""
    dialog = ExplanationDialog(parent, title, steps, sources, warnings)
    dialog.exec()
    dialog.deleteLater()
