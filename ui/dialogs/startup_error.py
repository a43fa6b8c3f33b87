"""When the data folder cannot be opened: what happened, what is safe, what to do."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from litigedesk.data_folder import is_data_folder
from litigedesk.errors import AlreadyOpen, DatabaseDamaged, DatabaseTooNew, StorageError
from litigedesk.operations import backup
from litigedesk.operations.backup import CopyInfo

from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Callout
from ..widgets.text import IconText, Label
from .backup_steps import restored
from .copy_choice import CopyChoice
from .fitting import fit

ADVICE: tuple[tuple[type[StorageError], str, str], ...] = (
    (
        AlreadyOpen,
        "Rien n’a été modifié. Cherchez la fenêtre de LitigeDesk déjà ouverte, ou fermez-la avant de recommencer.",
        "LitigeDesk est déjà ouvert",
    ),
    (
        DatabaseTooNew,
        "Vos données sont intactes : ce programme, plus ancien qu’elles, ne les a pas ouvertes. Installez la dernière "
        "version de LitigeDesk.",
        "Ces données viennent d’une version plus récente",
    ),
    (
        DatabaseDamaged,
        "Le programme n’a rien écrit dans ce dossier. Vos sauvegardes vérifiées sont dans « sauvegardes », vos fichiers "
        "dans « fichiers ». Faites une copie du dossier entier avant toute réparation.",
        "La base de données est abîmée",
    ),
)
OTHERWISE = (
    "Ce qui était enregistré est intact. Vérifiez que le disque est branché, qu’il n’est pas plein et que vous avez le "
    "droit d’écrire dans ce dossier, puis recommencez.",
    "Le dossier des données ne s’ouvre pas",
)


class StartupErrorDialog(QDialog):
    """One fault at the start; ``ask`` returns the folder to try next, or ``None`` to give up.

    ``read_only`` when that folder is then only to be looked at.
    """

    def __init__(self, error: StorageError, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        advice, title = next(((words, head) for kind, words, head in ADVICE if isinstance(error, kind)), OTHERWISE)
        self._folder = folder
        self._next: Path | None = None
        self.read_only = False
        self.setWindowTitle("LitigeDesk")
        self.setObjectName("dialog.startup_error")
        self.sentence = Label(str(error), wrap=True)
        self.advice = Label(advice, wrap=True)
        loss = backup.lost_since(folder, datetime.now()) if isinstance(error, DatabaseDamaged) else None
        self._make_buttons(error, folder, recoverable=loss is not None)
        body = vbox(margins=(24, 20, 24, 20), gap=12)
        body.addWidget(Label(title, size=MIDDLE, weight=600, wrap=True))
        body.addWidget(self.sentence)
        body.addWidget(self.advice)
        if loss is not None:
            body.addWidget(Callout("Ce que vous retrouveriez", " ".join(loss.sentences), Tone.ACCENT, icon="history"))
        body.addWidget(IconText("folder-open", str(folder), Tone.MUTED, elide=True))
        others = QWidget()
        flow = FlowLayout(8, 8, others)
        for button in (self.copy_button, self.look_button, self.other_button, self.open_button):
            flow.addWidget(button)
        body.addWidget(others)
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(BottomBar(self.retry_button, self.close_button, self.restore_button))
        fit(self, 680)
        (self.restore_button if loss is not None else self.close_button).setFocus()

    def _make_buttons(self, error: StorageError, folder: Path, *, recoverable: bool) -> None:
        self.open_button = Button("Ouvrir le dossier", Kind.QUIET, "folder-open", name="startup.open")
        self.other_button = Button("Choisir un autre dossier…", Kind.QUIET, "folder-sync", name="startup.other")
        self.copy_button = Button("Choisir une autre sauvegarde…", Kind.QUIET, "history", name="startup.copy")
        self.look_button = Button("Ouvrir en lecture seule", Kind.QUIET, "eye", name="startup.look")
        self.retry_button = Button("Réessayer", name="startup.retry")
        self.close_button = Button("Fermer", Kind.SECONDARY if recoverable else Kind.PRIMARY, name="startup.close")
        self.restore_button = Button(
            "Reprendre la dernière sauvegarde", Kind.PRIMARY, "history", name="startup.restore"
        )
        self.restore_button.setVisible(recoverable)
        self.copy_button.setVisible(isinstance(error, DatabaseDamaged | DatabaseTooNew))
        self.look_button.setVisible(type(error) is StorageError and is_data_folder(folder))
        self.restore_button.clicked.connect(self._restore_newest)
        self.copy_button.clicked.connect(self._choose_copy)
        self.look_button.clicked.connect(self._look)
        self.open_button.clicked.connect(self._open)
        self.other_button.clicked.connect(self._choose)
        self.retry_button.clicked.connect(lambda: self._try(self._folder))
        self.close_button.clicked.connect(self.reject)

    def ask(self) -> Path | None:
        """Show it and wait."""
        self.exec()
        self.deleteLater()
        return self._next

    def _try(self, folder: Path) -> None:
        self._next = folder
        self.accept()

    def _look(self) -> None:
        self.read_only = True
        self._try(self._folder)

    def _restore_newest(self) -> None:
        """Go back to the newest good copy; what is there now is kept beside, then the start is tried again."""
        loss = backup.lost_since(self._folder, datetime.now())
        if loss is not None:
            self._restore(loss.copy, None)

    def _choose_copy(self) -> None:
        try:
            choice = CopyChoice(self._folder, datetime.now(), self)
        except StorageError as fault:
            self.sentence.set_text(str(fault))
            return
        choice.exec()
        choice.deleteLater()
        if choice.chosen is not None:
            self._restore(*choice.chosen)

    def _restore(self, copy: CopyInfo, password: str | None) -> None:
        if restored(self, self._folder, copy, datetime.now, password) is not None:
            self._try(self._folder)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choisir le dossier des données", str(self._folder.parent))
        if chosen:
            self._try(Path(chosen))
