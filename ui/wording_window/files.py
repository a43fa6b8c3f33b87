"""Texts of letters as files of the user's: two buttons, where the files go, and which are taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.letters import wording_file
from litigedesk.letters.template import Template
from litigedesk.operations import wordings

from ..context import Context
from ..widgets.buttons import Button
from ..widgets.message_bar import MessageBar

_FILTER = "Textes de lettres (*.md *.txt)"


class FileButtons(QObject):
    """« Importer… » and « Exporter… »; ``shown()`` gives the letter shown, ``may_leave()`` whether its text may make way.

    ``imported(template_id)`` when texts were taken, with the letter to show.
    """

    imported = Signal(str)

    def __init__(
        self,
        window: QWidget,
        context: Context,
        messages: MessageBar,
        shown: Callable[[], Template],
        may_leave: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._messages = window, context, messages
        self._shown, self._may_leave = shown, may_leave
        self._folder = Path.home()
        self.take = Button("Importer…", icon="upload", tip="Un ou plusieurs fichiers de textes", name="wording.import")
        self.give = Button("Exporter…", icon="download", tip="Ce texte, ou tous", name="wording.export")
        self.menu = QMenu(window)
        self.menu.addAction("Ce texte…", self.export_one)
        self.menu.addAction("Tous les textes, dans un dossier…", self.export_all)
        self.take.clicked.connect(self.import_texts)
        self.give.clicked.connect(self._show_menu)

    def import_texts(self) -> None:
        """Ask for files and keep their texts, in one step."""
        if not self._may_leave():
            return
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Importer des textes", str(self._folder), _FILTER)
        if not chosen:
            return
        sources = [Path(one) for one in chosen]
        self._folder = sources[0].parent
        outcome = self._context.run(wordings.import_files, sources, self._shown().id)
        if outcome is not None:
            found = [one.template for one in outcome.value if one is not None]
            self.imported.emit(found[0] if found else self._shown().id)
            self._messages.done(outcome.label, undoable=bool(outcome.changed))

    def export_one(self) -> None:
        """Ask where and write the text of the letter shown, as it is kept."""
        template = self._shown()
        name = str(self._folder / wording_file.name_of(template))
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Exporter ce texte", name, _FILTER)
        if chosen:
            target = Path(chosen)
            self._attempt(lambda: wordings.export_file(self._context.desk, template.id, target), target.name)

    def export_all(self) -> None:
        """Ask for a folder and write every text into it."""
        title = "Exporter tous les textes dans un dossier"
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._folder))
        if chosen:
            self._attempt(lambda: wordings.export_all(self._context.desk, Path(chosen)), Path(chosen).name)

    def _attempt(self, step: Callable[[], object], where: str) -> None:
        try:
            step()
        except UserError as fault:
            self._messages.error(str(fault))
        else:
            self._messages.note(formats.typographic(f"Exporté : {where}"))

    def _show_menu(self) -> None:
        self.menu.popup(self.give.mapToGlobal(QPoint(0, -self.menu.sizeHint().height() - 4)))
