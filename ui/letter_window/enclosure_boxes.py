"""The boxes of « Joindre », two by two, and how much the files behind them weigh in an e-mail."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from litigedesk import formats

from ..palette import Tone
from ..widgets.layout import vbox
from ..widgets.text import IconText, Label
from ..widgets.tips import plain_tip
from .enclosures import Enclosure

HEAVY = 10_000_000  # bytes above which many mailboxes refuse a message; a usage, not a rule


class EnclosureBoxes(QWidget):
    """Papers to tick; ``ticked`` holds keys, also of boxes not shown at the moment."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticked: set[str] = set()
        self._offered: tuple[Enclosure, ...] = ()
        self._sizes: Mapping[int, int] = {}
        self._boxes: list[QCheckBox] = []
        self._statement = _box("Décompte", "letter.enclose.statement")
        self._statement.setToolTip("Le décompte part toujours avec cette lettre.")
        self._statement.setChecked(True)
        self._statement.setEnabled(False)
        column = vbox(self, 0, 4)
        column.addWidget(Label("Joindre", weight=500))
        self._none = Label("Aucune pièce dans ce dossier.", Tone.MUTED)
        column.addWidget(self._none)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        column.addLayout(self._grid)
        self._weight = IconText("mail", "", Tone.MUTED, wrap=True)
        self._weight.setObjectName("letter.weight")
        column.addWidget(self._weight)

    def offer(self, enclosures: tuple[Enclosure, ...], sizes: Mapping[int, int], *, statement: bool) -> None:
        """Show these boxes, and the statement as one that cannot be unticked."""
        self._sizes = sizes
        if enclosures != self._offered:
            self._rebuild(enclosures)
        for box, enclosure in zip(self._boxes, enclosures, strict=True):
            box.setChecked(enclosure.key in self.ticked)
        self._statement.setVisible(statement)
        self._none.setVisible(not enclosures and not statement)
        self._grid.addWidget(self._statement, len(enclosures) // 2, len(enclosures) % 2)
        self._weigh()

    def _rebuild(self, enclosures: tuple[Enclosure, ...]) -> None:
        self._offered = enclosures
        for box in self._boxes:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for place, enclosure in enumerate(enclosures):
            box = _box(enclosure.label, f"letter.enclose.{enclosure.key}")
            box.setToolTip(plain_tip(formats.typographic(" ; ".join(enclosure.lines))))
            box.clicked.connect(self._clicked)
            self._grid.addWidget(box, place // 2, place % 2)
            self._boxes.append(box)

    def _clicked(self) -> None:
        shown = {enclosure.key for enclosure in self._offered}
        on = {one.key for one, box in zip(self._offered, self._boxes, strict=True) if box.isChecked()}
        self.ticked = (self.ticked - shown) | on
        self._weigh()
        self.changed.emit()

    def _weigh(self) -> None:
        """Say what a draft would carry: how many files of the ticked papers, and how many lack one."""
        on = [one for one in self._offered if one.key in self.ticked]
        files, lines = self.files(), sum(len(one.lines) for one in on)
        size = sum(self._sizes.get(one, 0) for one in files)
        words = f"Par courriel : {formats.count(len(files), 'fichier joint', 'fichiers joints')}, {formats.file_size(size)}."
        if len(files) < lines:
            words += " Les autres pièces n’ont pas de fichier : joignez-les vous-même."
        if size > HEAVY:
            words += " Plus de 10 Mo : certaines messageries refuseront ce message."
        self._weight.label.set_text(words)
        self._weight.label.set_tone(Tone.SOON if size > HEAVY else Tone.MUTED)
        self._weight.setVisible(bool(files))

    def lines(self) -> tuple[str, ...]:
        """What the ticked boxes add to the letter."""
        return tuple(line for one in self._offered if one.key in self.ticked for line in one.lines)

    def files(self) -> tuple[int, ...]:
        """The kept files behind the ticked boxes, each once."""
        found = (file_id for one in self._offered if one.key in self.ticked for file_id in one.files)
        return tuple(dict.fromkeys(found))


def _box(text: str, name: str) -> QCheckBox:
    box = QCheckBox(formats.typographic(text))
    box.setObjectName(name)
    return box
