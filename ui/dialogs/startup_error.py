"""When the data folder cannot be opened: what happened, what is safe, what to do."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from litigedesk.desk import has_copies, restore_newest
from litigedesk.errors import AlreadyOpen, DatabaseDamaged, DatabaseTooNew, StorageError

from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.text import IconText, Label

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
    """One fault at the start; ``ask`` returns the folder to try next, or ``None`` to give up."""

    def __init__(self, error: StorageError, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        advice, title = next(((words, head) for kind, words, head in ADVICE if isinstance(error, kind)), OTHERWISE)
        self._folder = folder
        self._next: Path | None = None
        self.setWindowTitle("LitigeDesk")
        self.setObjectName("dialog.startup_error")
        self.sentence = Label(str(error), wrap=True)
        self.advice = Label(advice, wrap=True)
        body = vbox(margins=(24, 20, 24, 20), gap=12)
        body.addWidget(Label(title, size=MIDDLE, weight=600, wrap=True))
        body.addWidget(self.sentence)
        body.addWidget(self.advice)
        body.addWidget(IconText("folder-open", str(folder), Tone.MUTED, elide=True))
        self.open_button = Button("Ouvrir le dossier", Kind.QUIET, "folder-open", name="startup.open")
        self.other_button = Button("Choisir un autre dossier…", name="startup.other")
        self.retry_button = Button("Réessayer", name="startup.retry")
        recoverable = isinstance(error, DatabaseDamaged) and has_copies(folder)
        self.close_button = Button("Fermer", Kind.SECONDARY if recoverable else Kind.PRIMARY, name="startup.close")
        self.restore_button = Button(
            "Reprendre la dernière sauvegarde", Kind.PRIMARY, "history", name="startup.restore"
        )
        self.restore_button.setVisible(recoverable)
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(
            BottomBar(
                self.other_button,
                self.retry_button,
                self.close_button,
                self.restore_button,
                left=self.open_button,
            )
        )
        self.restore_button.clicked.connect(self._restore)
        self.open_button.clicked.connect(self._open)
        self.other_button.clicked.connect(self._choose)
        self.retry_button.clicked.connect(lambda: self._try(self._folder))
        self.close_button.clicked.connect(self.reject)
        self.setMinimumWidth(600)
        (self.restore_button if recoverable else self.close_button).setFocus()

    def ask(self) -> Path | None:
        """Show it and wait."""
        self.exec()
        self.deleteLater()
        return self._next

    def _try(self, folder: Path) -> None:
        self._next = folder
        self.accept()

    def _restore(self) -> None:
        """Go back to the newest copy; what is there now is kept beside, then the start is tried again."""
        try:
            restore_newest(self._folder, datetime.now())
        except StorageError as fault:
            self.sentence.set_text(str(fault))
            return
        self._try(self._folder)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choisir le dossier des données", str(self._folder.parent))
        if chosen:
            self._try(Path(chosen))
