"""The mediations that run, each as a line of time; a line opens its file."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from litigedesk.queries.mediations import MediationFile

from ...palette import Tone
from ...theme import current, follow
from ...widgets.layout import vbox
from ...widgets.panels import Card, Separator
from ...widgets.record_timeline import RecordTimeline
from ...widgets.rows import PressableRow
from ...widgets.text import Label
from . import words
from .commands import Commands

NAMES = 132  # px at the normal text size
BESIDE = 560  # below, the name goes above the line
NO_LIMIT = 16777215


class RunningRow(PressableRow):
    """One mediation: whose, how far, and its dates."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        today = commands.context.today()
        line = RecordTimeline(file.milestones, today)
        count = words.day_count(file.mediation, file.result_by, today)
        super().__init__(f"Médiation {file.client.name}, {count} : {line.describe()}", parent)
        self.setObjectName(f"mediation.line.{file.mediation.id}")
        self._names = QWidget()
        column = vbox(self._names, 0, 2)
        column.addWidget(Label(file.client.name, weight=600, wrap=True))
        column.addWidget(Label(count, Tone.MUTED, wrap=True))
        column.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 4, 4, 4)
        self._across.setSpacing(12)
        self._across.addWidget(self._names)
        self._across.addWidget(line, 1)
        follow(self._settle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        theme = current()
        narrow = self.width() < BESIDE * theme.text_scale
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() != way:
            self._across.setDirection(way)
        self._names.setMinimumWidth(0 if narrow else theme.side(NAMES))
        self._names.setMaximumWidth(NO_LIMIT if narrow else theme.side(NAMES))


class RunningCard(Card):
    """Every running mediation; ``None`` of them is for the caller to see."""

    def __init__(self, commands: Commands, files: Sequence[MediationFile], parent: QWidget | None = None) -> None:
        super().__init__("Médiations en cours" if len(files) > 1 else "Médiation en cours", gap=8, parent=parent)
        for place, file in enumerate(files):
            if place:
                self.add(Separator())
            row = RunningRow(commands, file)
            record_id = file.mediation.id or 0
            row.clicked.connect(
                lambda _on=False, record_id=record_id: commands.context.navigate("mediation", record_id)
            )
            self.add(row)
