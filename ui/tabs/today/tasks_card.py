"""What waits after the first thing: late, this week, without a next step, and on demand what comes later."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from litigedesk import formats
from litigedesk.queries.today import Group, Overview
from litigedesk.queries.today import Task as Waiting

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import row
from ...widgets.panels import Card, Separator
from ...widgets.rows import TaskRow
from ...widgets.text import Label
from .commands import Commands
from .others_line import OthersLine
from .words import as_row

NEXT_DATES = 10


class TasksCard(Card):
    """The tasks in groups; ``later_toggled`` when the next dates are asked for or hidden, ``more_asked`` for more of each group."""

    later_toggled = Signal()
    more_asked = Signal()

    def __init__(self, commands: Commands, shown: Overview, today: date, *, with_later: bool) -> None:
        super().__init__(gap=0)
        self._commands, self._today = commands, today
        groups = (
            ("late", "Aussi en retard" if shown.late and shown.first else "En retard", shown.late),
            ("soon", "Cette semaine", shown.soon),
            ("stuck", "Sans prochaine étape", shown.without_next_step),
            ("limitations", "Prescriptions qui approchent", shown.limitations),
        )
        for key, title, group in groups:
            if group:
                self._add_group(key, title, group)
        if not any(group for _, _, group in groups):
            self.add(Label("Rien d’autre n’attend cette semaine.", Tone.MUTED))
        if shown.overdue:
            remind = Button("Relancer toutes les factures en retard…", Kind.LINK, name="today.remind_all")
            remind.clicked.connect(partial(commands.context.ask, "tools.reminders"))
            self.body.addSpacing(8)
            self.add(row(remind, None))
        if shown.later or shown.waiting:
            if with_later:
                for key, title, group in (
                    ("waiting", "En attente", shown.waiting),
                    ("later", "Plus tard", shown.later),
                ):
                    if group:
                        self._add_group(key, title, group, NEXT_DATES)
            words = "Masquer la suite" if with_later else later_words(shown)
            more = Button(words, Kind.LINK, name="today.more")
            more.clicked.connect(self.later_toggled)
            self.body.addSpacing(8)
            self.add(row(more, None))

    def _add_group(self, key: str, title: str, group: Group, most: int | None = None) -> None:
        """The tasks of a group that are shown, ``most`` of them, and the way to those that are only counted."""
        if self.body.count():
            self.body.addWidget(Separator())
            self.body.addSpacing(8)
        shown = group.tasks[:most]
        count = group.count if group.hidden else len(shown)
        self.body.addLayout(row(Label(title, weight=600), Label(formats.number(count), Tone.MUTED), None))
        for place, task in enumerate(shown):
            if place:
                self.body.addWidget(Separator())
            line = TaskRow(as_row(task, self._today))
            if not place:
                line.setObjectName(f"today.{key}")  # where the weekly review leads
            line.clicked.connect(partial(self._commands.show, task.record))
            line.menu_asked.connect(partial(self._offer, task))
            self.body.addWidget(line)
        if group.hidden:
            others = OthersLine(self._commands, key, group, group.count - len(shown))
            others.more_asked.connect(self.more_asked)
            self.body.addWidget(others)

    def _offer(self, task: Waiting, point: QPoint) -> None:
        """What can be done with a task without leaving the page."""
        menu = QMenu(self)
        menu.setObjectName("today.task_menu")
        self._commands.fill_menu(menu, task, self._today)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)


def later_words(shown: Overview) -> str:
    """``Voir 3 dossiers en attente et 5 dates plus tard``."""
    told = [formats.count(shown.waiting.count, "dossier en attente", "dossiers en attente")] if shown.waiting else []
    told += [formats.count(shown.later.count, "date plus tard", "dates plus tard")] if shown.later else []
    return f"Voir {' et '.join(told)}"
