"""The lines of the box: headings, what was found, and what shows the rest of a kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from litigedesk.formats import typographic

from ..palette import Tone

Index = QModelIndex | QPersistentModelIndex
Mark = tuple[int, int]
LINE: Final = int(Qt.ItemDataRole.UserRole)
ROOT: Final = QModelIndex()


class LineKind(Enum):
    """What a line is: a heading cannot be chosen."""

    HEADING = "heading"
    RESULT = "result"
    MORE = "more"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line. ``key`` is the record, ``act`` opens it, ``beside`` opens its client; ``marks`` are set in bold.

    ``when`` stands at the right in a tone with its icon, ``aside`` is a sum, a day or a shortcut.
    """

    what: LineKind = LineKind.RESULT
    title: str
    detail: str = ""
    icon: str = ""
    aside: str = ""
    when: str = ""
    when_tone: Tone = Tone.MUTED
    when_icon: str = ""
    title_marks: tuple[Mark, ...] = ()
    detail_marks: tuple[Mark, ...] = ()
    key: tuple[str, int] | None = None
    is_whole: bool = False  # whether its date and excerpt were read too
    act: Callable[[], object] | None = field(default=None, compare=False)
    beside: Callable[[], object] | None = field(default=None, compare=False)

    def words(self) -> str:
        """The line as a screen reader says it."""
        return typographic(", ".join(filter(None, (self.title, self.detail, self.when, self.aside))))


class LinesModel(QAbstractListModel):
    """The lines in their order; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def lines(self) -> list[Line]:
        """Those shown."""
        return list(self._lines)

    def change(self, place: int, line: Line) -> None:
        """Show another line in that place."""
        self._lines[place] = line
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def line(self, index: Index) -> Line | None:
        """The line at an index, ``None`` where there is none."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def near(self, place: int, step: int) -> int:
        """The place of the first line that can be chosen from ``place`` on, upwards when ``step`` is negative; -1 for none."""
        count = len(self._lines)
        while 0 <= place < count:
            if self._lines[place].what is not LineKind.HEADING:
                return place
            place += 1 if step >= 0 else -1
        return -1

    # ---- Qt ----------------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == LINE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.words()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None or line.what is LineKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
