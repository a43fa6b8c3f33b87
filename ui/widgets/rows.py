"""Rows that can be pressed or only read: tasks, facts, dated lines, and the timeline of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMetaMethod, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import current, follow
from .layout import clear, hbox, vbox
from .text import Chip, Icon, Label

NARROW_TASK = 720  # px at the normal text size: a task narrower than this has its date under it


class PressableRow(QAbstractButton):
    """A whole row that opens something: hover, focus edge, Enter and Space, one name for screen readers."""

    menu_asked = Signal(QPoint)  # in global coordinates

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(typographic(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pressable = True

    def set_pressable(self, pressable: bool) -> None:
        """Whether the row opens anything; if not, it takes no focus."""
        self.pressable = pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A row without a menu of its own leaves the event to whoever holds it."""
        if self.isSignalConnected(QMetaMethod.fromSignal(self.menu_asked)):
            self.menu_asked.emit(event.globalPos())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = current().palette
        outer = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.pressable and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("hover"))
            painter.drawRoundedRect(outer, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(outer, 4, 4)


@dataclass(frozen=True)
class Task:
    """One thing to do, as a row shows it: « qui — quoi », why, by when, and how much."""

    icon: str
    title: str
    reason: str
    when: str
    tone: Tone = Tone.MUTED
    amount: str = ""
    when_icon: str | None = None


class TaskRow(PressableRow):
    """A task: icon, two lines, date chip, sum, chevron; ``clicked`` opens it."""

    def __init__(self, task: Task, parent: QWidget | None = None) -> None:
        name = ", ".join(filter(None, (task.title, task.reason, task.when, task.amount)))
        super().__init__(name, parent)
        layout = hbox(self, 0, 16)
        layout.addWidget(Icon(task.icon, Tone.MUTED, 20))
        words = vbox(gap=2)
        words.addStretch(1)
        words.addWidget(Label(task.title, weight=600, elide=True))
        words.addWidget(Label(task.reason, Tone.MUTED, elide=True))
        words.addStretch(1)
        layout.addLayout(words, 1)
        self._across, self._words, self._stacked = layout, words, False
        self._when = QWidget()
        beside = hbox(self._when)
        beside.addWidget(Chip(task.when, task.tone, task.when_icon))
        beside.addStretch(1)
        layout.addWidget(self._when)
        self._amount = Label(task.amount, weight=500, figures=True)
        layout.addWidget(self._amount)
        layout.addWidget(Icon("chevron-right"))
        follow(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the date goes under the words, which would be cut beside it."""
        super().resizeEvent(event)
        stacked = self.width() < NARROW_TASK * current().text_scale
        if stacked != self._stacked:
            self._stacked = stacked
            (self._across if stacked else self._words).removeWidget(self._when)
            if stacked:
                self._words.insertWidget(self._words.count() - 1, self._when)
            else:
                self._across.insertWidget(2, self._when)
            self._restyle()

    def _restyle(self) -> None:
        theme = current()
        height = max(60, 2 * theme.line_height() + 26)
        self.setFixedHeight(height + (theme.line_height() + 12 if self._stacked else 0))
        self._when.setMinimumWidth(0 if self._stacked else theme.side(200))
        self._when.setMaximumWidth(16777215 if self._stacked else theme.side(200))
        self._amount.setFixedWidth(theme.metrics(weight=500, tabular=True).horizontalAdvance("00\u202f000,00\u00a0€"))


class FactRow(PressableRow):
    """Two lines (or one) with an icon and something at the right: a chip, a sum, a date."""

    def __init__(
        self,
        icon: str,
        title: str,
        detail: str = "",
        right: QWidget | str = "",
        *,
        icon_tone: Tone = Tone.MUTED,
        pressable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        shown = right if isinstance(right, str) else right.accessibleName()
        super().__init__(", ".join(filter(None, (title, detail, shown))), parent)
        self.set_pressable(pressable)
        layout = hbox(self, (0, 2, 0, 2), 16)
        layout.addWidget(Icon(icon, icon_tone, 20))
        words = vbox(gap=0)
        words.addWidget(Label(title, weight=500 if detail else 400, elide=True))
        if detail:
            words.addWidget(Label(detail, Tone.MUTED, elide=True))
        layout.addLayout(words, 1)
        layout.addWidget(Label(right, figures=True) if isinstance(right, str) else right)


@dataclass(frozen=True)
class TimelineEntry:
    """One event of a dossier; ``record`` comes back with ``opened``."""

    icon: str
    when: str
    title: str
    detail: str = ""
    tone: Tone = Tone.MUTED
    record: object = None


class TimelineRow(PressableRow):
    """One entry; the line is painted so that rows join."""

    def __init__(self, entry: TimelineEntry, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(", ".join(filter(None, (entry.when, entry.title, entry.detail))), parent)
        self.entry, self._last = entry, last
        self.set_pressable(entry.record is not None)
        self._line = layout = hbox(self, (40, 4, 2, 4), 8)
        words = vbox(gap=2)
        top = hbox()
        top.addWidget(Label(entry.title, weight=500, elide=True), 1)
        top.addWidget(Label(entry.when, Tone.MUTED, figures=True))
        words.addLayout(top)
        words.addWidget(Label(entry.detail, entry.tone, elide=True))
        words.addStretch(1)
        layout.addLayout(words, 1)
        follow(self._restyle)

    def _restyle(self) -> None:
        self._line.setContentsMargins(current().side(28) + 12, 4, 2, 4)
        self.setFixedHeight(max(50, 2 * current().line_height() + 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring, side = theme.side(28), theme.side(16)
        if not self._last:
            painter.fillRect(theme.side(14), ring + 4, 1, self.height() - ring - 2, theme.palette.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.background(self.entry.tone))
        painter.drawEllipse(QRectF(0, 4, ring, ring))
        picture = theme.pixmap(self.entry.icon, self.entry.tone, side, self.devicePixelRatioF())
        painter.drawPixmap((ring - side) // 2, 4 + (ring - side) // 2, picture)


class Timeline(QWidget):
    """The events of a dossier, newest first; ``opened(record)`` on click or Enter, ``menu_asked(record, point)``."""

    opened = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, entries: Sequence[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Chronologie")
        self._layout = vbox(self, 0, 0)
        self._rows: list[TimelineRow] = []
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these events."""
        clear(self._layout)
        self._rows = []
        for i, entry in enumerate(entries):
            line = TimelineRow(entry, i == len(entries) - 1)
            line.clicked.connect(self._open)
            line.menu_asked.connect(self._ask_menu)
            self._layout.addWidget(line)
            self._rows.append(line)

    def rows(self) -> list[TimelineRow]:
        """The rows shown."""
        return list(self._rows)

    def _open(self) -> None:
        line = self.sender()
        if isinstance(line, TimelineRow) and line.entry.record is not None:
            self.opened.emit(line.entry.record)

    def _ask_menu(self, point: QPoint) -> None:
        line = self.sender()
        if isinstance(line, TimelineRow) and line.entry.record is not None:
            self.menu_asked.emit(line.entry.record, point)
