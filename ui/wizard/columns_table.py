"""The columns of a file, each with what it holds: its name, its first cells, and a list to say what it is."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import current, follow
from ..widgets.combo import QuietCombo
from ..widgets.text import Label

IGNORED: Final = "Ne pas reprendre"
AT_ONCE: Final = 24  # columns built before the window breathes
SAMPLES: Final = 3
WIDEST: Final = 60  # signs of a sample


class ColumnsTable(QWidget):
    """One line for each column of the file. ``changed(column, key)`` when the user says what one holds, ``None`` for nothing."""

    changed = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._keys: list[Any] = []
        self._combos: list[QuietCombo] = []
        self._notes: list[Label] = []
        self._waiting: list[tuple[int, str, Sequence[str]]] = []
        self._fields: Sequence[Any] = ()
        self._words: Sequence[str] = ()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._build)
        follow(self._restyle)

    @property
    def combos(self) -> list[QuietCombo]:
        """The lists, one for each column."""
        return self._combos

    def show_columns(
        self,
        names: Sequence[str],
        samples: Sequence[Sequence[str]],
        options: Sequence[tuple[Any, str]],
        fields: Sequence[Any],
        notes: Sequence[str] = (),
    ) -> None:
        """Show the columns of another file; ``samples`` are rows of the file, ``options`` pairs (key, words)."""
        self._clear()
        self._keys = [None, *(key for key, _ in options)]
        self._options = [IGNORED, *(typographic(words) for _, words in options)]
        needed = " (* : nécessaire)" if any(words.endswith("*") for _, words in options) else ""
        for place, title in enumerate(("Colonne du fichier", "Premières lignes", f"Ce qu’elle contient{needed}")):
            self._grid.addWidget(Label(title, Tone.MUTED, weight=500), 0, place)
        self._waiting = [
            (place, name, [row[place] for row in samples if place < len(row) and row[place].strip()][:SAMPLES])
            for place, name in enumerate(names)
        ]
        self._fields, self._words = fields, notes
        self._build()

    def show_fields(self, fields: Sequence[Any], notes: Sequence[str] = ()) -> None:
        """Show what the columns hold now."""
        self._fields, self._words = fields, notes
        for place in range(len(self._combos)):
            self._mark(place)

    def _build(self) -> None:
        """Some lines, then the window breathes: a file may have hundreds of columns."""
        for place, name, cells in self._waiting[:AT_ONCE]:
            self._add(place, name, cells)
        self._waiting = self._waiting[AT_ONCE:]
        if self._waiting:
            self._turn.start()

    def _add(self, place: int, name: str, cells: Sequence[str]) -> None:
        line = place + 1
        title = Label(name, weight=600, elide=True, verbatim=True)
        title.setMaximumWidth(round(240 * current().text_scale))
        shown = "  ·  ".join(_short(cell) for cell in cells) or "(vide)"
        combo = QuietCombo()
        combo.addItems(self._options)
        combo.setObjectName(f"columns.{place}")
        combo.setAccessibleName(typographic(f"Ce que contient la colonne « {name} »"))
        combo.setAccessibleDescription(shown)
        combo.setMinimumContentsLength(24)
        combo.activated.connect(lambda chosen, place=place: self.changed.emit(place, self._keys[chosen]))
        note = Label("", Tone.MUTED)
        self._grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(
            Label(shown, Tone.MUTED, elide=True, verbatim=True), line, 1, Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(combo, line, 2)
        self._grid.addWidget(note, line, 3, Qt.AlignmentFlag.AlignVCenter)
        self._combos.append(combo)
        self._notes.append(note)
        self._mark(place)
        combo.setFont(current().font())

    def _mark(self, place: int) -> None:
        field = self._fields[place] if place < len(self._fields) else None
        self._combos[place].setCurrentIndex(self._keys.index(field) if field in self._keys else 0)
        self._notes[place].set_text(self._words[place] if place < len(self._words) else "")

    def _clear(self) -> None:
        self._turn.stop()
        self._combos, self._notes, self._waiting = [], [], []
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _restyle(self) -> None:
        for combo in self._combos:
            combo.setFont(current().font())


def _short(cell: str) -> str:
    one_line = " ".join(cell.split())
    return one_line if len(one_line) <= WIDEST else f"{one_line[:WIDEST]}…"
