"""The ways out of the letter window that file nothing: print, PDF, Word, e-mail."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.letters import word
from litigedesk.letters.addressee import addressee
from litigedesk.operations.exports import write_file
from litigedesk.queries import files

from ..context import Context
from ..printing import PdfPages, show_preview
from ..widgets.buttons import Button
from ..widgets.menu import add_action
from ..widgets.message_bar import MessageBar
from . import exports
from .preparation import Prepared


class Exits(QObject):
    """Four buttons and what they do, ``all`` of them in one where there is no room.

    ``ready()`` gives the letter as it stands, or ``None`` when it may not leave; ``attached()`` the kept files that go with
    it by e-mail.
    """

    def __init__(
        self,
        window: QWidget,
        context: Context,
        messages: MessageBar,
        ready: Callable[[], Prepared | None],
        attached: Callable[[], Sequence[int]],
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._messages, self._ready = window, context, messages, ready
        self._attached = attached
        self._folder = exports.documents()
        self._print = Button(
            "Imprimer", icon="printer", tip="Voir l’aperçu, puis imprimer (Ctrl+P)", name="letter.print"
        )
        self._pdf = Button("PDF…", icon="file-down", tip="Enregistrer en PDF", name="letter.pdf")
        self._word = Button("Word…", icon="file-type", tip="Enregistrer en Word", name="letter.word")
        self._email = Button("Courriel", icon="mail", tip="Préparer un courriel", name="letter.email")
        self.menu = QMenu(window)
        self.menu.addAction("Brouillon avec la lettre et les pièces jointes (.eml)", self.open_draft)
        self.menu.addAction("Message simple, lettre et pièces à joindre vous-même", self.open_message)
        self.all = Button("Imprimer, exporter", tip="Imprimer, PDF, Word ou courriel", name="letter.exits")
        self.all.setMenu(self._menu_of_all(window))
        self._print.clicked.connect(self.print_letter)
        self._pdf.clicked.connect(lambda: self.save_as(".pdf"))
        self._word.clicked.connect(lambda: self.save_as(".docx"))
        self._email.clicked.connect(self._show_menu)

    def _menu_of_all(self, window: QWidget) -> QMenu:
        """What the four buttons do, for a window too narrow for them."""
        menu = QMenu(window)
        add_action(menu, "Imprimer…", "printer", self.print_letter)
        add_action(menu, "Enregistrer en PDF…", "file-down", lambda: self.save_as(".pdf"))
        add_action(menu, "Enregistrer en Word…", "file-type", lambda: self.save_as(".docx"))
        menu.addSeparator()
        menu.addActions(self.menu.actions())
        return menu

    @property
    def buttons(self) -> Sequence[Button]:
        """The buttons, in their order."""
        return (self._print, self._pdf, self._word, self._email)

    def print_letter(self) -> None:
        """Show the print preview of the pages."""
        prepared = self._ready()
        if prepared is not None and prepared.document is not None:
            title = prepared.document.title
            self._attempt(lambda: show_preview(self._window, PdfPages(prepared.pdf), title))

    def save_as(self, suffix: str) -> None:
        """Ask where, and save the letter as ``.pdf`` or ``.docx``."""
        prepared = self._ready()
        if prepared is not None:
            self._attempt(lambda: self._save_as(prepared, suffix))

    def _save_as(self, prepared: Prepared, suffix: str) -> None:
        assert prepared.facts is not None
        assert prepared.document is not None
        name = exports.proposed_name(prepared.template, prepared.facts, suffix)
        target = exports.ask_where(self._window, self._folder, name, suffix)
        if target is None:
            return
        self._folder = target.parent
        data = prepared.pdf if suffix == ".pdf" else word.write_docx(prepared.document)
        write_file(target, data)
        self._messages.note(f"Enregistrée : {target.name}")

    def _show_menu(self) -> None:
        above = QPoint(0, -self.menu.sizeHint().height() - 4)
        self.menu.popup(self._email.mapToGlobal(above))

    def open_draft(self) -> None:
        """Open a message with the letter and the ticked pieces in the user's mail program."""
        prepared = self._ready()
        if prepared is not None and prepared.facts is not None:
            ids = self._attached()
            said = f"Le brouillon s’ouvre dans votre messagerie, {_joined(len(ids))}."
            to = addressee(prepared.template, prepared.facts)
            if not to.email:
                said = f"{said} Ajoutez l’adresse {to.of_called} : elle n’est pas dans sa fiche."
            self._attempt(lambda: self._open_draft(prepared, ids), said)

    def _open_draft(self, prepared: Prepared, ids: Sequence[int]) -> None:
        exports.open_draft(self._context, prepared, files.attachments(self._context.desk, ids))

    def open_message(self) -> None:
        """Open a message without attachment in the user's mail program."""
        prepared = self._ready()
        if prepared is not None:
            pieces = " et ses pièces" if prepared.facts is not None and prepared.facts.enclosures else ""
            said = f"Le message s’ouvre dans votre messagerie : joignez-y le PDF de la lettre{pieces}."
            self._attempt(lambda: exports.open_message(prepared), said)

    def _attempt(self, step: Callable[[], None], said: str = "") -> None:
        try:
            step()
        except UserError as fault:
            self._messages.error(str(fault))
        else:
            if said:
                self._messages.note(said)


def _joined(count: int) -> str:
    return "la lettre jointe" if not count else f"la lettre et {formats.count(count, 'pièce')} jointes"
