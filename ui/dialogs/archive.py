"""Everything in one file, pieces included, where the user wants it; under a password if they want."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import backup
from litigedesk.operations.backup import Archive

from ..forms.password_pair import PasswordPair
from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .long_work import LongWork, Progress
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from litigedesk.desk import Desk

    from ..context import Context

ABOUT = "Un seul fichier, avec vos données et toutes vos pièces, relu après l’écriture. Gardez-le ailleurs que sur cet ordinateur."
OPEN, SEALED = ".zip", ".litigedesk"


class ArchiveDialog(PageDialog):
    """Asks for a password or none, then for the file; the bar says what was written, read back and found right."""

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        self.write_button = Button("Choisir où et copier…", Kind.PRIMARY, "hard-drive-download", name="archive.write")
        super().__init__(parent, "archive", "Copier une sauvegarde ailleurs", self.write_button, width=600, height=520)
        self._context = context
        card = Card(gap=8)
        card.add(Label(ABOUT, wrap=True))
        self.sealed = QCheckBox(formats.typographic("Protéger ce fichier par un mot de passe"))
        self.sealed.setObjectName("archive.sealed")
        follow(self._restyle)
        self.pair = PasswordPair()
        self.pair.hide()
        self.sealed.toggled.connect(self.pair.setVisible)
        card.add(self.sealed, self.pair)
        self.told = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self.told.hide()
        self.page.add(card, self.told)
        self.page.body.addStretch(1)
        self.write_button.clicked.connect(self._ask_where)

    def _restyle(self) -> None:
        self.sealed.setFont(current().font())

    def _ask_where(self) -> None:
        password = self.pair.chosen() if self.sealed.isChecked() else None
        if self.sealed.isChecked() and password is None:
            return
        end = OPEN if password is None else SEALED
        name = f"LitigeDesk {self._context.today():%Y-%m-%d}{end}"
        title = formats.typographic("Copier une sauvegarde ailleurs")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), f"Sauvegarde (*{end})")
        if chosen:
            self.write(Path(chosen), password)

    def write(self, target: Path, password: str | None) -> Archive | None:
        """Write the file with its progress; ``None`` when it was given up or refused."""
        desk: Desk = self._context.desk

        def work(progress: Progress) -> Archive:
            return backup.make_archive(desk, target, password, progress)

        self.bar.set_status("")
        self.told.hide()
        try:
            made = LongWork(self, "Copie de vos données", work, words="Écriture, puis relecture").ask()
        except UserError as fault:
            self.bar.set_status(str(fault))
            return None
        if made is not None:
            files = formats.count(made.files, "pièce")
            sealed = ", protégée par votre mot de passe" if made.sealed else ""
            gone = f" {formats.count(made.missing, 'fichier')} manquait déjà à vos données." if made.missing else ""
            self.told.label.set_text(
                f"Copie vérifiée{sealed} : {made.path.name}, {formats.file_size(made.size)}, {files}.{gone}"
            )
            self.told.show()
            self.close_button.setFocus()
        return made
