"""F1: finds what the user is at, a field, a form or a tab, and opens help there, over a dialog too."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ..focus_order import FocusFilter
from ..main_window import MainWindow

if TYPE_CHECKING:
    from .window import HelpWindow

# The page of each form, by the first word of its key.
FORM_PAGES = {
    "agreement": "accords", "bank": "releve", "claim_piece": "sinistres", "client": "clients", "complaint": "mediation",
    "contest": "litiges", "contract": "contrats", "convention": "mediation", "deadline": "aujourdhui", "dispute": "litiges",
    "einvoice": "contrats", "event": "litiges", "insurance_claim": "sinistres", "insurer_request": "sinistres",
    "invoice": "contrats", "letter": "recommande", "limitation": "prescription", "mediation": "mediation",
    "mediator": "mediation", "mention": "mediation", "payment": "interets", "piece": "pieces", "plan": "litiges",
    "policy": "sinistres", "portage": "portage", "portage_company": "portage", "procedure": "juge",
    "profile": "clients",
}  # fmt: skip


# The page of each window that is no form, by its name.
WINDOW_PAGES = {
    "dialog.search": "recherche",
    "letter-window": "lettres", "dialog.import": "importer", "dialog.past_imports": "importer", "dialog.bank": "releve",
}  # fmt: skip


class HelpKeys(FocusFilter):
    """Answers to F1 anywhere in the program; one help window for all."""

    def __init__(self, window: MainWindow) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        super().__init__(app, window)
        self._window = window
        self._help: HelpWindow | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_F1 or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if not isinstance(watched, QWidget):
            return False
        self.open_for(watched)
        return True

    def open_for(self, at: QWidget | None) -> "HelpWindow":
        """Open help for where the keys are: the field, its form, else the tab in front."""
        from litigedesk.help import pages
        from litigedesk.help.fields import of_field

        from ..forms.base_editor import Editor
        from ..forms.form import Form
        from . import texts

        shown = self._shown_over(at)
        editor, form = _above(at, Editor), _above(at, Form)
        if isinstance(editor, Editor) and isinstance(form, Form):
            name = form.key.split(":", maxsplit=1)[0]
            label = editor.label_text
            found = of_field(name, editor.name)
            shown.show_field(label, texts.of_field(label, found, editor.hint, FORM_PAGES.get(name, "")))
        elif isinstance(form, Form):
            shown.show_page(FORM_PAGES.get(form.key.split(":", maxsplit=1)[0], pages.pages()[0].key))
        elif at is not None and at.window().objectName() in WINDOW_PAGES:
            shown.show_page(WINDOW_PAGES[at.window().objectName()])
        else:
            shown.show_page(pages.of_tab(self._window.nav.key).key)
        return _in_front(shown)

    def open_words(self) -> "HelpWindow":
        """Open help on every legal word."""
        shown = self._shown_over(None)
        shown.show_words()
        return _in_front(shown)

    def open_page(self, key: str) -> "HelpWindow":
        """Open help on one page."""
        shown = self._shown_over(None)
        shown.show_page(key)
        return _in_front(shown)

    def open_word(self, key: str) -> "HelpWindow":
        """Open help on one legal word."""
        shown = self._shown_over(None)
        shown.show_word(key)
        return _in_front(shown)

    def _shown_over(self, at: QWidget | None) -> "HelpWindow":
        """A dialog that waits for an answer takes the keys of all other windows but its own: help is then one of these."""
        from .window import HelpWindow

        modal = QApplication.activeModalWidget()
        if isinstance(modal, HelpWindow):
            modal = None
        parent = modal or self._window
        present = (
            self._help if self._help is not None and shiboken6.isValid(self._help) else None
        )  # gone with its dialog
        if present is not None and at is not None and (at is present or present.isAncestorOf(at)):
            return present
        if present is None or present.parentWidget() is not parent:
            if present is not None:
                present.close()
                present.deleteLater()
            present = HelpWindow(parent)
            self._help = present
        return present


def _in_front(shown: "HelpWindow") -> "HelpWindow":
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def _above(at: QWidget | None, wanted: type[QWidget]) -> QWidget | None:
    while at is not None and not isinstance(at, wanted):
        at = at.parentWidget()
    return at
