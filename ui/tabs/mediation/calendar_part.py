"""The first part of the tab: what to do first, the month, its lists, the convention, and the mediations that run."""

from PySide6.QtWidgets import QWidget

from litigedesk.queries import mediation_tasks, mediations, mentions
from litigedesk.queries.mediations import Scope

from ...agenda import Agenda
from ...agenda_entries import MEDIATION
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import vbox
from ...widgets.panels import Page, SideColumn
from ...widgets.slot import Slot
from .commands import Commands
from .convention_card import ConventionCard
from .running_card import RunningCard
from .urgent import urgent_panel

SIDE = 392  # px at the normal text size


class CalendarPart(Page):
    """The calendar stays as the user left it; what stands around it is read anew."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Calendrier des médiations")
        self._commands = commands
        self.agenda = Agenda(commands.context, self, MEDIATION)
        self._urgent, self._running, self._convention = Slot(), Slot(), Slot()
        main = QWidget()
        left = vbox(main, 0, 12)
        left.addWidget(self._urgent)
        left.addWidget(self.agenda.pane)
        left.addWidget(self._running)
        left.addStretch(1)
        side = SideColumn(0)
        side.add(self.agenda.day_list, self.agenda.upcoming, self._convention)
        side.body.setSpacing(12)
        side.body.addStretch(1)
        self.add(Columns(main, side, side=SIDE))

    def refresh(self) -> None:
        """Read again."""
        context = self._commands.context
        desk, today = context.desk, context.today()
        tasks, held = mediation_tasks.tasks(desk, today), mentions.information(desk, today)
        running = [mediations.file(desk, row.id, today) for row in mediations.rows(desk, today, Scope.RUNNING)]
        with kept_focus(self):
            self._urgent.fill(urgent_panel(self._commands, tasks, held, today))
            self._convention.fill(ConventionCard(self._commands, held))
            self._running.fill(RunningCard(self._commands, running) if running else None)
        self.agenda.refresh()
