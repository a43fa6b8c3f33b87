"""« Pourquoi ? »: a date or a sum explained in a window of its own, with its sources and its warnings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ..theme import current
from ..widgets.explanation import Explanation
from ..widgets.panels import Card
from . import show_dialog
from .page_dialog import PageDialog


class ExplanationDialog(PageDialog):
    """The steps of a computation, its sources and warnings, in a window as tall as they need."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        steps: Sequence[str],
        sources: Sequence[str] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, "explanation", title)
        self.explanation = Explanation(steps, sources, warnings)
        self.page.add(Card().add(self.explanation))
        self.page.body.addStretch(1)
        needed = self.page.body.totalHeightForWidth(self.width()) + current().control_height() + 40
        self.resize(self.width(), min(needed, self.tallest))
        self.close_button.setFocus()


def explain(
    parent: QWidget | None,
    title: str,
    steps: Sequence[str],
    sources: Sequence[str] = (),
    warnings: Sequence[str] = (),
) -> None:
    """Show how a result was found and wait until the window is closed."""
    show_dialog(ExplanationDialog(parent, title, steps, sources, warnings))
