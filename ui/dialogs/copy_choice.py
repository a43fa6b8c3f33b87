"""Another copy to go back to, when the data cannot be opened: one here, one of the second place, or a file."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.operations import backup
from litigedesk.operations.backup import CopyInfo, Where

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.panels import Callout
from ..widgets.text import Label
from .backup_rows import copies_card
from .backup_steps import described
from .page_dialog import PageDialog


class CopyChoice(PageDialog):
    """``chosen`` is the copy and its password, if it has one; ``None`` when the user gave up."""

    def __init__(self, folder: Path, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent, "copy_choice", "Choisir une sauvegarde", width=680, height=560)
        self._folder, self._now = folder, now
        self.chosen: tuple[CopyInfo, str | None] | None = None
        self.close_button.set_text("Annuler")
        found = [copy for copy in backup.copies(folder, now) if copy.readable]
        acts = (("Reprendre celle-ci", self._take),)
        for where, title in ((Where.HERE, "Dans ce dossier"), (Where.SECOND, "Au second emplacement")):
            of_place = [copy for copy in found if copy.where is where]
            if of_place:
                self.page.add(copies_card(title, of_place, now, acts))
        if not found:
            words = (
                "Aucune copie lisible dans ce dossier, et le second emplacement n’est pas là : choisissez un fichier."
            )
            self.page.add(Callout("Aucune copie trouvée", words, Tone.SOON))
        self.file_button = Button("Reprendre un fichier…", Kind.SECONDARY, "file-up", name="copy_choice.file")
        self.file_button.clicked.connect(self._choose_file)
        words = "Une copie gardée ailleurs, sur une clé par exemple : sauvegarde, archive ou fichier chiffré."
        self.page.add(row(self.file_button, None), Label(words, Tone.MUTED, wrap=True))
        self.page.body.addStretch(1)

    def _take(self, copy: CopyInfo) -> None:
        if copy.asks_password:
            self.use_file(copy.path)
        else:
            self.chosen = (copy, None)
            self.accept()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, formats.typographic("Choisir une sauvegarde"), str(Path.home()))
        if chosen:
            self.use_file(Path(chosen))

    def use_file(self, file: Path) -> None:
        """Take a copy kept in a file, after its password if it has one."""
        self.chosen = described(self, self._folder, self._now, file)
        if self.chosen is not None:
            self.accept()
