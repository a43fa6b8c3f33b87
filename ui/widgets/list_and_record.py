"""A list at the left, and at its right the record chosen, a form, or one sentence when there is neither."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ..forms.form import Form
from ..theme import current
from .kept_focus import focus_primary
from .layout import vbox
from .list_pane import ListPane
from .panels import EmptyState, Page
from .several_page import SeveralPage

LIST_WIDTH = 320
FORM_NEEDS = 900  # px at the normal text size: below, a form does not fit beside the list


class ListAndRecord(QWidget):
    """Hosts one list and what stands beside it; ``empty`` takes the whole width while there is nothing at all.

    A form stands in the record's place until it is saved or left: choosing another record closes it and keeps a draft.
    """

    form_closed = Signal()

    def __init__(self, name: str, pane: ListPane[Any], nothing: QWidget, empty: EmptyState) -> None:
        super().__init__()
        self.pane, self.form = pane, None
        self._nothing = nothing
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName(f"{name}.splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.right = QStackedWidget()
        self.right.addWidget(nothing)
        self.several = SeveralPage(pane)
        self.right.addWidget(self.several)
        pane.several.connect(self._show_several)
        self.splitter.addWidget(pane)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([LIST_WIDTH, 1046])
        self.splitter.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(Page(empty))  # or a long sentence would be cut on a small screen
        vbox(self, 0, 0).addWidget(self._pages)

    form: Form | None

    def set_empty(self, empty: bool) -> None:
        """Whether there is nothing at all; a form that is open stays in front."""
        self._pages.setCurrentIndex(1 if empty and self.form is None else 0)

    @property
    def is_empty(self) -> bool:
        """Whether the empty state is shown."""
        return self._pages.currentIndex() == 1

    def show_page(self, page: QWidget) -> None:
        """Show a record's page in place of what was there, unless a form is open or several records are chosen."""
        if self.right.indexOf(page) < 0:
            self.right.addWidget(page)
        if self.form is None and not self.pane.choice.is_several:
            self.right.setCurrentWidget(page)

    def show_nothing(self) -> None:
        """Show the sentence that says to choose something."""
        if self.form is None:
            self.right.setCurrentWidget(self._nothing)

    def _show_several(self, rows: Sequence[Any]) -> None:
        self.leave_form()
        self.several.show_rows(rows)
        self.right.setCurrentWidget(self.several)

    def show_form(self, form: Form) -> None:
        """Put a form in front, with the cursor in its first field; one that was open keeps its draft."""
        self.leave_form()
        self.form = form
        self.right.addWidget(form)
        self.right.setCurrentWidget(form)
        self._pages.setCurrentIndex(0)
        self._give_way()
        form.closed.connect(self._drop_form)
        first = form.first_editor()
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_right(self) -> None:
        """Enter in the list: the keys go to the first thing that can be done at the right."""
        shown = self.right.currentWidget()
        widget = shown.nextInFocusChain() if shown is not None else None
        while widget is not None and widget is not shown:
            if shown is not None and shown.isAncestorOf(widget) and _takes_keys(widget):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def leave_form(self) -> None:
        """Close the form, if one is open, keeping what was typed."""
        if self.form is not None:
            self.form.close_keeping()

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.right.removeWidget(form)
            self._give_way()
            form.hide()
            form.deleteLater()
            self.form_closed.emit()
            if (shown := self.right.currentWidget()) is not None:
                focus_primary(shown)

    def _give_way(self) -> None:
        """On a narrow window an open form takes the whole width; the list comes back with the record."""
        narrow = self.width() < FORM_NEEDS * current().text_scale
        self.pane.setVisible(self.form is None or not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
