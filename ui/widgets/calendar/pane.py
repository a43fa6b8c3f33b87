"""The card of a month: its title, the way to others, what is shown of it, the month itself and its legend."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ...palette import Tone
from ...theme import MIDDLE, current, follow
from ..buttons import Button, IconButton
from ..combo import QuietCombo
from ..flow import Columns, FlowLayout
from ..layout import hbox
from ..panels import Card
from ..text import IconText, Label
from .entry import LATER_SIGN, LEGEND, SIGNS, CalendarEntry, Hidden, counted, in_order
from .filters import CalendarFilter
from .grid import MonthCalendar
from .month import clamped, first_of, month_title

BESIDE = 780  # px at the normal text size: below, the filter goes under the title
_ALL = CalendarFilter("", "Toutes les dates")


class CalendarPane(Card):
    """A month with everything around it; ``set_entries`` fills it, and it filters by group itself.

    ``month_changed(first)`` lets the host hand in the holidays of another year (``years_shown``), before ``day_chosen``.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    month_changed = Signal(object)
    add_asked = Signal(object)
    entry_opened = Signal(str)
    filter_changed = Signal(str)
    export_asked = Signal()
    print_asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Calendrier")
        self._today = today
        self._entries: tuple[CalendarEntry, ...] = ()
        self._kept: tuple[CalendarEntry, ...] = ()  # those that the filter lets through, in order
        self._holidays: Mapping[date, str] = {}
        self._hidden: Mapping[date, Hidden] = {}
        self._filters: tuple[CalendarFilter, ...] = (_ALL,)
        self.grid = MonthCalendar(today)
        self._title = Label("", size=MIDDLE, weight=600)
        self._count = Label("", Tone.MUTED, elide=True)
        self._combo = QuietCombo()
        self._combo.setObjectName("calendar.filter")
        self._combo.setAccessibleName("Dates montrées")
        self.add(Columns(self._way(), self._choices(), share=False, break_at=BESIDE))
        self.body.addWidget(self.grid, 1)
        self.body.addSpacing(4)
        self.add(_legend())
        self._connect()
        follow(self._restyle)
        self._fill()

    def _way(self) -> QWidget:
        self._before = IconButton("chevron-left", "Mois précédent")
        self._after = IconButton("chevron-right", "Mois suivant")
        self._now = Button("Aujourd’hui", tip="Aller à aujourd’hui (T)", name="calendar.today")
        self._before.setObjectName("calendar.previous")
        self._after.setObjectName("calendar.next")
        turning, holder = QWidget(), QWidget()
        beside = hbox(turning)
        for widget in (self._title, self._before, self._after, self._now):
            beside.addWidget(widget)
        flow = FlowLayout(16, 4, holder)
        flow.addWidget(turning)
        flow.addWidget(self._count)
        return holder

    def _choices(self) -> QWidget:
        holder = QWidget()
        layout = hbox(holder)
        self._print = IconButton("printer", "Imprimer le mois")
        self._export = IconButton("download", "Exporter vers un agenda (ICS)")
        self._print.setObjectName("calendar.print")
        self._export.setObjectName("calendar.export")
        for widget in (self._combo, self._print, self._export):
            layout.addWidget(widget)
        layout.addStretch(1)
        return holder

    def _connect(self) -> None:
        grid = self.grid
        grid.day_chosen.connect(self.day_chosen)
        grid.day_opened.connect(self.day_opened)
        grid.add_asked.connect(self.add_asked)
        grid.entry_opened.connect(self.entry_opened)
        grid.month_changed.connect(self._turn)
        self._before.clicked.connect(lambda: self._turn_page(-1))
        self._after.clicked.connect(lambda: self._turn_page(1))
        self._now.clicked.connect(self._go_to_today)
        self._combo.activated.connect(self._choose_filter)
        self._print.clicked.connect(self.print_asked)
        self._export.clicked.connect(self.export_asked)

    # ---- what is shown -----------------------------------------------------------------------------------------------
    @property
    def day(self) -> date:
        """The chosen day."""
        return self.grid.day

    @property
    def month(self) -> date:
        """The first day of the month shown."""
        return self.grid.month

    @property
    def filter_key(self) -> str:
        """The key of the filter chosen."""
        return self._filter.key

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """The entries the filter lets through, in order."""
        return self._kept

    def keeps(self, entry: CalendarEntry) -> bool:
        """Whether the filter lets it through."""
        return self._filter.keeps(entry)

    def entries_on(self, day: date) -> tuple[CalendarEntry, ...]:
        """Those of one day."""
        return tuple(entry for entry in self.entries if entry.day == day)

    def hidden_on(self, day: date) -> int:
        """How many of that day are only counted."""
        return self._hidden[day].count if day in self._hidden else 0

    @property
    def groups(self) -> frozenset[str]:
        """The groups that the filter lets through, none for all."""
        return self._filter.groups

    def holiday(self, day: date) -> str:
        """The name of the public holiday of that day, if it is one that was handed in."""
        return self._holidays.get(day, "")

    def set_entries(
        self,
        entries: Iterable[CalendarEntry],
        holidays: Mapping[date, str],
        today: date,
        hidden: Mapping[date, Hidden] | None = None,
    ) -> None:
        """Show these entries and these public holidays by name; a calendar left on the present day follows it.

        ``hidden`` are the entries of the filter that are only counted, by day.
        """
        follows, self._today = self.day == clamped(self._today), today
        self._entries, self._holidays, self._hidden = tuple(entries), dict(holidays), dict(hidden or {})
        self._fill()
        if follows:
            self.grid.show_day(today)

    def set_filters(self, options: Sequence[CalendarFilter], key: str) -> None:
        """Offer these filters and choose one without announcing it; ``ValueError`` if none has that key."""
        place = [option.key for option in options].index(key)
        self._filters = tuple(options)
        self._combo.clear()
        self._combo.addItems([formats.typographic(option.text) for option in options])
        self._combo.setCurrentIndex(place)
        self._restyle()
        self._fill()

    def show_day(self, day: date) -> None:
        """Choose a day and show its month, without announcing the day."""
        self.grid.show_day(day)

    # ---- inside ------------------------------------------------------------------------------------------------------
    @property
    def _filter(self) -> CalendarFilter:
        return self._filters[max(0, self._combo.currentIndex())]

    def _choose_filter(self) -> None:
        self._fill()
        self.filter_changed.emit(self.filter_key)

    def _turn(self, first: date) -> None:
        self._head()
        self.month_changed.emit(first)

    def _turn_page(self, months: int) -> None:
        self.grid.move_by_months(months)
        self._announce(f"{month_title(self.month)}, {self._count.full_text()}")

    def _go_to_today(self) -> None:
        self.grid.go_to_today()
        self._announce(self.grid.accessibleDescription())

    def _announce(self, words: str) -> None:
        """Have a screen reader say what a button changed elsewhere on the card."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _fill(self) -> None:
        self._kept = in_order(filter(self.keeps, self._entries), self._today)
        self.grid.set_entries(self._kept, self._holidays, self._today, self._hidden)
        self._head()

    def _head(self) -> None:
        self._title.set_text(month_title(self.month))
        shown = [entry for entry in self.entries if first_of(entry.day) == self.month]
        hidden = {day: one for day, one in self._hidden.items() if first_of(day) == self.month}
        self._count.set_text(counted(shown, self._today, hidden))

    def _restyle(self) -> None:
        theme = current()
        titles = theme.metrics(MIDDLE, 600)
        self._title.setMinimumWidth(  # or the arrows would move under the mouse
            max(titles.horizontalAdvance(month_title(date(2026, month, 1))) for month in range(1, 13))
        )
        self._combo.setFont(theme.font())
        self._combo.setVisible(len(self._filters) > 1)
        metrics = theme.metrics()
        widest = max(metrics.horizontalAdvance(formats.typographic(one.text)) for one in self._filters)
        self._combo.setFixedWidth(min(widest + theme.side(24) + 32, theme.side(260)))


def _legend() -> QWidget:
    """The signs and what they mean: never colour alone."""
    holder = QWidget()
    flow = FlowLayout(16, 4, holder)
    for tone, words in LEGEND:
        flow.addWidget(IconText(SIGNS.get(tone, LATER_SIGN), words, tone))
    return holder
