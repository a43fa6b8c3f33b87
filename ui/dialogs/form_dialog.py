"""A form in a modal window: as tall as it needs, scrolling beyond; Escape closes and keeps a draft."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

from litigedesk.errors import NotFound
from litigedesk.formats import typographic

from ..context import Context
from ..forms.form import Form
from ..screen_room import screen_room
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox

WIDTH = 720  # px at the normal text size
TALLEST = 0.9  # of the screen's free height


class FormDialog(QDialog):
    """Holds one embedded form; ``outcome`` is what its ``save`` returned, ``None`` when it was left.

    ``delete`` is an extra button at the left of the bar: pressing it closes the window with the outcome ``DELETED``.
    """

    DELETED = object()

    def __init__(self, form: Form, parent: QWidget | None, *, delete: Button | None = None, width: int = WIDTH) -> None:
        super().__init__(parent)
        self.form = form
        self.outcome: object | None = None
        self._width = width
        self.setWindowTitle(typographic(form.title.full_text()))
        self.setObjectName(f"dialog.{form.key}")
        layout = vbox(self, (0, 16, 0, 0), 0)
        layout.addWidget(form)
        self._fill_width()
        form.saved.connect(self._keep)
        form.closed.connect(self._leave)
        if delete is not None:
            form.bar.layout().insertWidget(0, delete)  # type: ignore[union-attr]
            delete.clicked.connect(self._delete)

    def ask(self) -> object | None:
        """Show it and wait; returns the outcome. What the disk refuses meanwhile is said in the form's own bar."""
        refused = self.form.context.error_raised.connect(self.form.bar.set_status)
        self.fit()
        first = self.form.first_editor()
        if first is not None and not self._is_somewhere():
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.exec()
        self.form.context.error_raised.disconnect(refused)
        self.deleteLater()
        return self.outcome

    def _is_somewhere(self) -> bool:
        """Whether the cursor was put in a field beforehand."""
        return cast(QWidget | None, self.focusWidget()) is not None  # the stubs leave out that there may be none

    def fit(self) -> None:
        """As wide as asked and as tall as the form needs, within the screen."""
        room = screen_room(self)
        width = min(round(self._width * current().text_scale), room.width() - 32)
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()  # the style sheet sets heights
        layout = self.form.page.holder.layout()
        needed = 0
        if layout is not None:
            layout.activate()
            needed = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        height = needed + self.form.bar.maximumHeight() + 16
        self.resize(width, min(height, round(room.height() * TALLEST)))

    def reject(self) -> None:
        """Escape or the window's cross: close, and keep what was typed."""
        self.form.close_keeping()

    def _keep(self, outcome: object) -> None:
        self.outcome = outcome

    def _delete(self) -> None:
        self.outcome = self.DELETED
        self.form.context.drafts.drop(self.form.key)
        super().accept()

    def _leave(self) -> None:
        if self.outcome is None:
            super().reject()
        else:
            super().accept()

    def _fill_width(self) -> None:
        """On a page a form leaves room at its right; in a window it takes the whole width."""
        columns = self.form.page.holder.layout()
        if isinstance(columns, QBoxLayout):
            columns.setStretch(columns.count() - 1, 0)


def form_window(form: Form, parent: QWidget | None, width: int = WIDTH) -> FormDialog:
    """A form in its window, not run, for a picture of it: as wide as asked, whatever screen the picture is taken on."""
    dialog = FormDialog(form, parent, width=width)
    dialog.fit()
    dialog.resize(round(width * current().text_scale), dialog.height())
    return dialog


def ask_form(
    form: Form,
    parent: QWidget | None,
    *,
    field: str | None = None,
    remove: Callable[[], object] | None = None,
    width: int = WIDTH,
) -> int | None:
    """Show a form and wait; the id it saved, ``None`` when nothing was. ``field`` is where the cursor goes.

    ``remove`` gives the window « Supprimer », which does it once the window is closed.
    """
    button = Button("Supprimer", Kind.QUIET, "trash-2", name="form.delete") if remove else None
    dialog = FormDialog(form, parent, delete=button, width=width)
    if field:
        QTimer.singleShot(0, form, lambda: form.go_to(field))
    outcome = dialog.ask()
    if outcome is FormDialog.DELETED and remove is not None:
        remove()
        return None
    return outcome if isinstance(outcome, int) else None


def ask_made(
    context: Context,
    parent: QWidget | None,
    make: Callable[[], Form],
    *,
    field: str | None = None,
    remove: Callable[[], object] | None = None,
    width: int = WIDTH,
) -> int | None:
    """The same for a form that reads its record as it is made; a record that is gone is told in the message bar."""
    try:
        form = make()
    except NotFound as gone:
        context.fail(gone)
        return None
    return ask_form(form, parent, field=field, remove=remove, width=width)
