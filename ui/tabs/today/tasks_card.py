"""What waits after the first thing: late, this week, without a next step, and on demand what comes later."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from litigedesk import formats
from litigedesk.queries.today import Overview
from litigedesk.queries.today import Task as Waiting

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import row
from ...widgets.panels import Card, Separator
from ...widgets.rows import TaskRow
from ...widgets.text import Label
from .commands import Commands
from .words import as_row

NEXT_DATES = 10


class TasksCard(Card):
    """The tasks in groups; ``later_toggled`` when the next dates are asked for or hidden."""

    later_toggled = Signal()

    def __init__(self, commands: Commands, shown: Overview, today: date, *, with_later: bool) -> None:
        super().__init__(gap=0)
        self._commands, self._today = commands, today
        groups = (
            ("late", "Aussi en retard" if shown.late and shown.first else "En retard", shown.late),
            ("soon", "Cette semaine", shown.soon),
            ("stuck", "Sans prochaine étape", shown.without_next_step),
            ("limitations", "Prescriptions qui approchent", shown.limitations),
        )
        for key, title, tasks in groups:
            if tasks:
                self._add_group(key, title, tasks)
        if not any(tasks for _, _, tasks in groups):
            self.add(Label("Rien d’autre n’attend cette semaine.", Tone.MUTED))
        if shown.overdue:
            remind = Button("Relancer toutes les factures en retard…", Kind.LINK, name="today.remind_all")
            remind.clicked.connect(partial(commands.context.ask, "tools.reminders"))
            self.body.addSpacing(8)
            self.add(row(remind, None))
        if shown.later or shown.waiting:
            if with_later:
                for key, title, tasks in (
                    ("waiting", "En attente", shown.waiting),
                    ("later", "Plus tard", shown.later),
                ):
                    if tasks:
                        self._add_group(key, title, tasks[:NEXT_DATES])
            words = "Masquer la suite" if with_later else later_words(shown)
            more = Button(words, Kind.LINK, name="today.more")
            more.clicked.connect(self.later_toggled)
            self.body.addSpacing(8)
            self.add(row(more, None))

    def _add_group(self, key: str, title: str, tasks: tuple[Waiting, ...]) -> None:
        if self.body.count():
            self.body.addWidget(Separator())
            self.body.addSpacing(8)
        self.body.addLayout(row(Label(title, weight=600), Label(str(len(tasks)), Tone.MUTED), None))
        for place, task in enumerate(tasks):
            if place:
                self.body.addWidget(Separator())
            line = TaskRow(as_row(task, self._today))
            if not place:
                line.setObjectName(f"today.{key}")  # where the weekly review leads
            line.clicked.connect(partial(self._commands.show, task.record))
            line.menu_asked.connect(partial(self._offer, task))
            self.body.addWidget(line)

    def _offer(self, task: Waiting, point: QPoint) -> None:
        """What can be done with a task without leaving the page."""
        menu = QMenu(self)
        menu.setObjectName("today.task_menu")
        self._commands.fill_menu(menu, task, self._today)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def later_words(shown: Overview) -> str:
    """``Voir 3 dossiers en attente et 5 dates plus tard``."""
    told = [formats.count(len(shown.waiting), "dossier en attente", "dossiers en attente")] if shown.waiting else []
    told += [formats.count(len(shown.later), "date plus tard", "dates plus tard")] if shown.later else []
    return f"Voir {' et '.join(told)}"
