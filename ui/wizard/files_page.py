"""Which files to read: dropped on the page, or chosen; why the last ones were refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import MIDDLE, current
from ..widgets.buttons import Button, Kind
from ..widgets.drop_area import DropArea
from ..widgets.drop_files import Dropped
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, Page
from ..widgets.text import Icon, IconText, Label

REFUSED: Final = "Cela ne se lit pas directement"
Known = Sequence[tuple[str, str]]  # an icon, and what is read


class FilesPage(Page):
    """``chosen(tuple[Path, …])`` when files are dropped or chosen.

    ``known`` says what may be read, ``filters`` which files are shown, ``folder`` what a folder is for, empty without one.
    """

    chosen = Signal(object)

    def __init__(
        self, title: str, drop: str, known: Known, filters: str, *, folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(margins=24, parent=parent)
        self._filters, self._folder = filters, folder
        self._faults = vbox(gap=8)
        self.choose_button = Button("Choisir un fichier…", Kind.PRIMARY, "file-search", name="files.choose")
        self.choose_button.clicked.connect(self.choose)
        self.folder_button = Button("Choisir un dossier…", Kind.SECONDARY, "folder-open", name="files.folder")
        self.folder_button.clicked.connect(self.choose_folder)
        self.folder_button.setVisible(bool(folder))
        card = DropCard()
        said = Label(title, size=MIDDLE, weight=600, wrap=True)
        card.add(row(Icon("file-down", Tone.ACCENT, 32), said, gap=12, stretch=said))
        card.add(Label(drop, Tone.MUTED, wrap=True), row(self.choose_button, self.folder_button, None, gap=8))
        self.add(self._faults, card)
        about = Card("Ce qui se lit", gap=8)
        for icon, words in known:
            about.add(IconText(icon, words, Tone.TEXT, wrap=True))
        self.add(about)
        self.body.addStretch(1)
        self._drops = DropArea(self, "Lâchez pour lire")
        self._drops.dropped.connect(self.take)

    def show_faults(self, faults: Sequence[tuple[str, str]]) -> None:
        """Say which files were refused and why; none takes the sentences away."""
        clear(self._faults)
        for name, sentence in faults:
            self._faults.addWidget(Callout(name, sentence, Tone.LATE, icon="circle-alert"))

    def take(self, brought: Dropped) -> None:
        """What a drag brings: files are read, anything else is refused in words."""
        if brought.paths:
            self.chosen.emit(brought.paths)
        elif brought.refused or brought.contents:
            whole = "Enregistrez-le d’abord sur votre disque, puis déposez le fichier."
            self.show_faults([(REFUSED, one) for one in brought.refused or (whole,)])

    def choose(self) -> None:
        """Ask for files."""
        found, _ = QFileDialog.getOpenFileNames(self, "Choisir des fichiers", str(Path.home()), self._filters)
        if found:
            self.chosen.emit(tuple(map(Path, found)))

    def choose_folder(self) -> None:
        """Ask for a folder."""
        found = QFileDialog.getExistingDirectory(self, typographic(self._folder), str(Path.home()))
        if found:
            self.chosen.emit((Path(found),))


class DropCard(Card):
    """A card whose dashed edge says that files may be dropped here, or anywhere on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self.body.setContentsMargins(24, 24, 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.palette.color("surface"))
        painter.setPen(QPen(theme.palette.color("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
