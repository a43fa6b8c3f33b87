"""Aujourd’hui: the one thing to do first, what else is late or due or the calendar of it, the money outstanding by age."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from litigedesk.listing import Listing, listing
from litigedesk.queries import today as today_queries
from litigedesk.queries.dispute_list import Scope
from litigedesk.queries.today import Overview

from ...context import Context
from ...palette import Tone
from ...standing_upkeep import StandingUpkeep
from ...widgets.buttons import Button, Kind, Option, SubTabs
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import vbox
from ...widgets.panels import EmptyState, Page, SideColumn
from ...widgets.slot import Slot
from ...widgets.text import Label
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from .commands import Commands
from .first import first_panel
from .review_card import ReviewCard
from .side import side_column
from .tasks_card import TasksCard
from .unfinished_card import UnfinishedCard, to_take_up

if TYPE_CHECKING:
    from ...agenda import Agenda

BEHIND: Final = "Mise à jour des dossiers…"
MORE: Final = 50  # tasks of a large group shown besides, each time that more are asked for
SIDE = 424  # px at the normal text size
LIST, CALENDAR = "list", "calendar"
KEPT: Final = "today/view"
REVIEWED: Final = "today/reviewed"


class TodayTab(Tab):
    """The first tab: what waits as a list, or on the days of a month."""

    entry: ClassVar[TabEntry] = entries.TODAY

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = Commands(context, self)
        self._shown: Overview | None = None
        self._state: WindowState | None = None
        self._with_later, self._more = False, 0
        self._agenda_stale = True
        self._welcome = self._make_welcome()
        self.views = SubTabs([Option(LIST, "Liste"), Option(CALENDAR, "Calendrier")], "Ce qui attend")
        self.views.chosen.connect(self._choose_view)
        self.commands.dates_asked.connect(self._show_dates)
        self._page = self._make_page()
        self._before_first, self._every = Slot(), False
        self._upkeep = StandingUpkeep.of(context)
        self._upkeep.progressed.connect(self._progressed)
        context.drafts.changed.connect(self._drafts_changed)
        outer = vbox(self, 0, 0)
        self._before_first.setContentsMargins(16, 16, 16, 0)
        outer.addWidget(self._before_first)
        outer.addWidget(self._welcome)
        outer.addWidget(self._page)
        self._show_view()

    def _make_page(self) -> Page:
        self._first, self._since, self._review, self._tasks, self._side = Slot(), Slot(), Slot(), Slot(), Slot()
        self._pane, self._days = Slot(), SideColumn(0)
        main, side = QWidget(), QWidget()
        left, right = vbox(main, gap=16), vbox(side, gap=16)
        self._behind = Label(BEHIND, Tone.MUTED)
        self._behind.hide()
        for widget in (self._first, self.views, self._behind, self._tasks, self._pane):
            left.addWidget(widget)
        left.addStretch(1)
        right.addWidget(self._since)
        right.addWidget(self._review)
        right.addWidget(self._side)
        right.addWidget(self._days)
        right.addStretch(1)
        page = Page()
        self._unfinished = Slot()
        page.add(self._unfinished, Columns(main, side, side=SIDE))
        return page

    @cached_property
    def agenda(self) -> "Agenda":
        """The calendar and its lists, built when they are first shown."""
        from ...agenda import Agenda
        from ...agenda_entries import ALL

        made = Agenda(self.context, self, ALL)
        self._pane.fill(made.pane)
        self._pane.setVisible(self.views.key == CALENDAR)
        self._days.add(made.day_list, made.upcoming)
        return made

    # ---- Tab ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        today = self.context.today()
        self._shown = shown = self._read()
        self._welcome.setVisible(shown.is_empty)
        self._page.setVisible(not shown.is_empty)
        self._fill_unfinished()
        if shown.is_empty:
            return
        with kept_focus(self):
            self._first.fill(first_panel(self.commands, shown, today))
            self._fill_since(shown, today)
            self._fill_review(shown)
            self._fill_tasks(shown)
            self._side.fill(side_column(self.context, shown, today))
        self._agenda_stale = True
        self._show_view()
        self._ask_the_rest()

    def _ask_the_rest(self) -> None:
        """Where other disputes stand is computed between events, and the page read again once it is known."""
        lacks = self.context.desk.standing.lacking(self.context.today()) > 0
        self._behind.setVisible(lacks)
        if lacks:
            self._upkeep.ask(Scope.OPEN)

    def _progressed(self) -> None:
        if not self.context.desk.is_open:
            return
        if not self._behind.isVisibleTo(self) or self.context.desk.standing.lacking(self.context.today()):
            return
        if self.isVisible():
            self.refresh_now()
        else:
            self._behind.hide()
            self._stale = True
            self.counted.emit()

    def _read(self) -> Overview:
        context = self.context
        return today_queries.overview(
            context.desk, context.today(), context.last_opened, more=self._more, later=self._with_later
        )

    def _fill_unfinished(self) -> None:
        """The forms left half filled, above all else: a crash may have closed them."""
        found = to_take_up(self.context)
        card = UnfinishedCard(self.context, found, every=self._every) if found else None
        if card is not None:
            card.all_asked.connect(self._show_every)
            card.taken.connect(self.refresh_if_stale)
        with kept_focus(self):
            empty = self._shown is not None and self._shown.is_empty
            self._before_first.fill(card if empty else None)
            self._unfinished.fill(None if empty else card)

    def _show_every(self) -> None:
        self._every = True
        self._fill_unfinished()

    def _drafts_changed(self) -> None:
        """While a form is being filled in before this page, the page does not move: it is read again when one is back."""
        self._stale = True
        if self.isVisible() and QApplication.activeModalWidget() is None:
            self.refresh_now()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        shown = self.isActiveWindow() and self.isVisible() and self.context.desk.is_open
        if event.type() == QEvent.Type.ActivationChange and shown:
            self.refresh_if_stale()

    def _fill_since(self, shown: Overview, today: date) -> None:
        if not shown.since:
            self._since.fill(None)
            return
        from .since_card import SinceCard

        self._since.fill(SinceCard(self.commands, shown.since, today))

    def _fill_review(self, shown: Overview) -> None:
        if self.context.desk.standing.lacking(self.context.today()):  # a tick would promise what is not known yet
            self._review.fill(None)
            return
        last = self._state.day(REVIEWED) if self._state is not None else None
        review = ReviewCard(shown, self.context.today(), last)
        review.asked.connect(self._show_reviewed)
        review.finished.connect(self._reviewed)
        self._review.fill(review)

    def _show_reviewed(self, key: str) -> None:
        """Bring the part that a line of the review speaks of into sight, with the keys on it."""
        if key == "privacy":
            self.context.ask("tools.privacy")
            return
        self.show_view(LIST)
        if key == "waiting" and not self._with_later:
            self._toggle_later()
        part = self._page.findChild(QWidget, f"today.{key}")
        if part is not None:
            part.setFocus()
            QTimer.singleShot(
                0, part, lambda: self._page.ensureWidgetVisible(part, 0, 48)
            )  # just built, it has no place yet
        elif key in {"late", "soon", "stuck"} and (first := self._first.content) is not None:
            self._page.ensureWidgetVisible(first)

    def _reviewed(self) -> None:
        if self._state is not None:
            self._state.set_text(REVIEWED, self.context.today().isoformat())
        if self._shown is not None:
            with kept_focus(self):
                self._fill_review(self._shown)

    def _fill_tasks(self, shown: Overview) -> None:
        tasks = TasksCard(self.commands, shown, self.context.today(), with_later=self._with_later)
        tasks.later_toggled.connect(self._toggle_later)
        tasks.more_asked.connect(self._show_more)
        self._tasks.fill(tasks)

    def count(self) -> int | None:
        """How many things wait: late, due within the week, or with no next step."""
        if self._shown is None:
            waits = today_queries.to_do(self.context.desk, self.context.today())  # computes the few that a step touched
            self._ask_the_rest()
            return waits or None
        return self._shown.to_do or None

    def listed(self) -> Listing | None:
        """The control sheet: every date late or to come, read beside the window. Raises ``GivenUp`` after « Annuler »."""
        from litigedesk.queries import agenda, list_fields

        from ...dialogs.beside import read_beside
        from ...wizard.meanwhile import GivenUp

        today = self.context.today()
        dates = read_beside(self, self.context.desk, "Lecture des échéances", lambda desk: agenda.upcoming(desk, today))
        if dates is None:
            raise GivenUp("La liste n’est pas imprimée : vous avez arrêté sa lecture.")
        return listing("Échéances", list_fields.of_deadlines(today), dates, "en retard ou à venir")

    def keep(self, state: WindowState) -> None:
        """Remember whether the list or the calendar is shown."""
        self._state = state
        self.views.set_key(CALENDAR if state.text(KEPT) == CALENDAR else LIST)
        self._show_view()

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """The calendar in place of the list."""
        return {"calendrier": partial(self.show_view, CALENDAR), "liste": partial(self.show_view, LIST)}

    def _told(self, changed: frozenset[str]) -> None:
        if self.entry.kinds & changed:
            self._shown = None  # the count is read again even while the tab is hidden
        super()._told(changed)

    # ---- the parts ---------------------------------------------------------------------------------------------------
    def _make_welcome(self) -> QWidget:
        new = Button("Ajouter un client", Kind.PRIMARY, "plus", name="today.new_client")
        new.clicked.connect(self.commands.new_client)
        example = Button("Essayer avec un exemple", Kind.LINK, name="today.demo")
        example.clicked.connect(partial(self.context.ask, "file.demo"))
        several = Button("Importer vos clients et vos factures…", Kind.LINK, name="today.import")
        several.clicked.connect(partial(self.context.ask, "file.import"))
        return EmptyState(
            "sun",
            "Un client ne paie pas ?",
            "Notez le client et sa facture : la lettre est prête en trois minutes.",
            new,
            example,
            also=several,
            note="Rien ne quitte cet ordinateur.",
        )

    def show_view(self, key: str) -> None:
        """Show the list or the calendar."""
        self.views.set_key(key)
        self._show_view()

    def _choose_view(self, key: str) -> None:
        if self._state is not None:
            self._state.set_text(KEPT, key)
        self._show_view()

    def _show_view(self) -> None:
        on_days = self.views.key == CALENDAR
        if on_days and self._agenda_stale and self._shown is not None:
            self._agenda_stale = False
            self.agenda.refresh()
        for widget in (self._pane, self._days):
            widget.setVisible(on_days)
        for slot in (self._tasks, self._side, self._review):
            slot.setVisible(not on_days and slot.content is not None)

    def _toggle_later(self) -> None:
        self._with_later = not self._with_later
        self._read_tasks()

    def _show_more(self) -> None:
        self._more += MORE
        self._read_tasks()

    def _show_dates(self, filter_key: str) -> None:
        self.agenda.show_filter(filter_key)
        self._agenda_stale = False
        self.show_view(CALENDAR)

    def _read_tasks(self) -> None:
        """Read the page again, and show its tasks anew."""
        if self._shown is not None:
            self._shown = self._read()
            with kept_focus(self):
                self._fill_tasks(self._shown)
