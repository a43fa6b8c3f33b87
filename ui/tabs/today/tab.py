"""Aujourd’hui: the one thing to do first, what else is late or due, the money outstanding by age."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from litigedesk.queries import today as today_queries
from litigedesk.queries.today import Overview

from ...context import Context
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.layout import clear, vbox
from ...widgets.panels import EmptyState, Page
from ..base import Tab
from .commands import Commands
from .first import first_panel
from .side import side_column
from .tasks_card import TasksCard

SIDE = 424  # px at the normal text size


class TodayTab(Tab):
    """The first tab."""

    title: ClassVar[str] = "Aujourd’hui"
    icon: ClassVar[str] = "sun"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"client", "invoice", "payment", "dispute", "deadline", "letter", "event", "user_rate", "setting", "profile"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = Commands(context, self)
        self._outer = vbox(self, 0, 0)
        self._shown: Overview | None = None
        self._with_later = False

    # ---- Tab ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        today = self.context.today()
        self._shown = shown = today_queries.overview(self.context.desk, today, self.context.last_opened)
        clear(self._outer)
        if shown.is_empty:
            self._outer.addWidget(self._welcome())
            return
        page = Page()
        main = QWidget()
        left = vbox(main, gap=16)
        left.addWidget(first_panel(self.commands, shown, today))
        tasks = TasksCard(self.commands, shown, today, with_later=self._with_later)
        tasks.later_toggled.connect(self._toggle_later)
        left.addWidget(tasks)
        left.addStretch(1)
        page.add(Columns(main, side_column(self.context, shown, today), side=SIDE))
        self._outer.addWidget(page)

    def count(self) -> int | None:
        """How many things wait: late, due within the week, or with no next step."""
        shown = self._shown
        if shown is None:
            shown = today_queries.overview(self.context.desk, self.context.today())
        waiting = len(shown.late) + len(shown.soon) + len(shown.without_next_step) + (shown.first is not None)
        return waiting or None

    def _told(self, changed: frozenset[str]) -> None:
        if self.kinds & changed:
            self._shown = None  # the count is read again even while the tab is hidden
        super()._told(changed)

    # ---- the parts ---------------------------------------------------------------------------------------------------
    def _welcome(self) -> QWidget:
        new = Button("Ajouter un client", Kind.PRIMARY, "plus", name="today.new_client")
        new.clicked.connect(self.commands.new_client)
        example = Button("Essayer avec un exemple", Kind.LINK, name="today.demo")
        example.clicked.connect(partial(self.context.ask, "file.demo"))
        return EmptyState(
            "sun",
            "Un client ne paie pas ?",
            "Notez le client et sa facture : la lettre est prête en trois minutes.",
            new,
            example,
            note="Rien ne quitte cet ordinateur.",
        )

    def _toggle_later(self) -> None:
        self._with_later = not self._with_later
        self.refresh_now()
