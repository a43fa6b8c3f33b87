"""The calendar filled from the desk, the list of its day and the next dates: what each of its signals does, in any tab."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from litigedesk import formats
from litigedesk.errors import StorageError, UserError
from litigedesk.operations import calendar_file
from litigedesk.queries import agenda, happenings
from litigedesk.queries.agenda import Entry
from litigedesk.rules import calendar as holidays

from .agenda_entries import ALL, FILTERS, calendar_entry, happened_entry
from .context import Context
from .widgets.calendar import (
    LATE_SHOWN,
    NEXT,
    CalendarEntry,
    CalendarPane,
    DayList,
    Hidden,
    UpcomingList,
    print_month,
    weeks_of,
    years_shown,
)

OF_A_DAY: Final = 25  # dates of a day read for the month; the others are counted
IN_LIST: Final = 10  # of a day that has more, those in its list
MORE: Final = 50  # shown besides, each time that more of a day are asked for
EVERY: Final = 1_000_000
FILE_NAME: Final = "echeances-litigedesk.ics"


class Agenda(QObject):
    """One calendar with its two lists; ``owner`` is the widget that holds them, and that dialogs stand before."""

    def __init__(self, context: Context, owner: QWidget, shown: str) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        today = context.today()
        self.pane, self.day_list, self.upcoming = CalendarPane(today), DayList(today), UpcomingList()
        self.pane.set_filters(FILTERS, shown)
        self._records: dict[str, tuple[str, int]] = {}
        self._more: tuple[date, int] = (date.min, 0)  # the day of which more is shown, and how many more
        self._connect()

    def _connect(self) -> None:
        pane = self.pane
        pane.day_chosen.connect(lambda _day: self._show_day())
        pane.day_opened.connect(lambda _day: self.day_list.focus_first())
        pane.month_changed.connect(lambda _first: self._read_month())
        pane.filter_changed.connect(lambda _key: self.refresh())
        pane.add_asked.connect(self.add)
        pane.export_asked.connect(self.export)
        pane.print_asked.connect(self.print)
        self.day_list.add_asked.connect(self.add)
        self.day_list.more_asked.connect(self._show_more)
        for part in (pane, self.day_list, self.upcoming):
            part.entry_opened.connect(self.open)

    # ---- reading -----------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the dates again and show them."""
        self._records = {}
        self._read_month()
        self._show_day()
        desk, today = self._context.desk, self._context.today()
        first = agenda.ahead(desk, today, LATE_SHOWN, NEXT, self.pane.groups)
        entries = self._known((*first.late, *first.to_come))
        self.upcoming.set_entries(entries, today, first.late_count)

    def _read_month(self) -> None:
        """The dates of the weeks shown; of a day that has very many, the first ones."""
        weeks = weeks_of(self.pane.month)
        entries, hidden = self._read(weeks[0][0], weeks[-1][-1], OF_A_DAY)
        self.pane.set_entries(entries, self._holidays(), self._context.today(), hidden)

    def _read(self, first: date, last: date, most: int) -> tuple[list[CalendarEntry], dict[date, Hidden]]:
        """What there is between two days, ``most`` dates to watch of each, and how many more there are."""
        desk, today, groups = self._context.desk, self._context.today(), self.pane.groups
        held = agenda.stretch(desk, first, last, today, most, groups)
        past = [one for one in happenings.happenings(desk) if first <= one.day <= last]
        self._records |= {one.key: one.record for one in past}
        entries = [*self._known(held.entries), *map(happened_entry, past)]
        return entries, {day: Hidden(one.count, one.open) for day, one in held.hidden.items()}

    def _known(self, watched: Iterable[Entry]) -> list[CalendarEntry]:
        """These dates as the calendar shows them, what they open being noted."""
        found = list(watched)
        self._records |= {one.key: one.record for one in found if one.record is not None}
        return [calendar_entry(one, self._context.today()) for one in found]

    def _holidays(self) -> dict[date, str]:
        law, region = self._context.desk.law, self._context.desk.profile().holiday_region
        years = years_shown(self.pane.month)
        return {one.date: one.name for year in years for one in holidays.holidays(law, year, region)}

    def _show_day(self) -> None:
        pane, day = self.pane, self.pane.day
        entries, hidden = pane.entries_on(day), pane.hidden_on(day)
        if hidden and self._more[0] == day:
            read, more = self._read(day, day, OF_A_DAY + self._more[1])
            entries, hidden = tuple(filter(pane.keeps, read)), more[day].count if day in more else 0
        elif hidden:
            entries, hidden = entries[:IN_LIST], hidden + len(entries[IN_LIST:])
        self.day_list.set_day(day, entries, pane.holiday(day), self._context.today(), hidden)

    def _show_more(self, day: date) -> None:
        self._more = (day, MORE + (self._more[1] if self._more[0] == day else 0))
        self._show_day()

    # ---- what is asked of it -----------------------------------------------------------------------------------------
    def open(self, key: str) -> None:
        """Go to the record of a date; one that stands alone opens its own form."""
        kind, _, record_id = key.partition(":")
        if (record := self._records.get(key)) is not None:
            self._context.navigate(*record)
        elif kind == "deadline":
            open_deadline(self._context, self._owner, int(record_id))

    def show_filter(self, key: str) -> None:
        """Show only those dates."""
        self.pane.set_filters(FILTERS, key)
        self.refresh()

    def add(self, day: date) -> None:
        """Ask for a date on that day; a filter that would hide it gives way to all the dates."""
        from .dialogs.dispute import edit_deadline

        saved = edit_deadline(self._context, self._owner.window(), None, due_on=day)
        if saved is not None and f"deadline:{saved}" not in {one.key for one in self.pane.entries}:
            self.show_filter(ALL)

    def print(self) -> None:
        """Preview and print the month shown."""
        pane, shown = self.pane, next(one.text for one in FILTERS if one.key == self.pane.filter_key)
        weeks = weeks_of(pane.month)
        entries, _ = self._read(weeks[0][0], weeks[-1][-1], EVERY)
        try:
            print_month(
                self._owner.window(),
                pane.month,
                tuple(filter(pane.keeps, entries)),
                self._holidays(),
                self._context.today(),
                shown,
            )
        except StorageError as refused:
            self._context.fail(refused)

    def export(self) -> None:
        """Write the open dates to a calendar file: those shown, or all of them where the filter hides some."""
        desk, today = self._context.desk, self._context.today()
        keys, every = agenda.keys_to_do(desk, today, self.pane.groups), agenda.keys_to_do(desk, today)
        if keys != every:
            chosen = self._ask_which(len(keys), len(every))
            if chosen is None:
                return
            keys = every if chosen else keys
        if not keys:
            self._context.note("Aucune échéance à exporter.")
            return
        path, _ = QFileDialog.getSaveFileName(
            self._owner.window(), "Exporter vers un agenda", str(Path.home() / FILE_NAME), "Agenda (*.ics)"
        )
        if path:
            self._write(Path(path), keys)

    def _ask_which(self, shown: int, every: int) -> bool | None:
        """Whether all dates are wanted rather than those shown; ``None`` when the user gives up."""
        box = QMessageBox(QMessageBox.Icon.Question, "Exporter vers un agenda", "", parent=self._owner.window())
        box.setObjectName("calendar.export_box")
        box.setText("Quelles échéances exporter\u202f?")
        box.setInformativeText(
            "Le calendrier n’en montre qu’une partie. Seules celles qui restent à faire sont écrites."
        )
        those = box.addButton(f"Les {shown} montrées", QMessageBox.ButtonRole.AcceptRole)
        those.setEnabled(shown > 0)
        all_of_them = box.addButton(f"Toutes ({every})", QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton("Annuler", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        pressed = box.clickedButton()
        return pressed is all_of_them if pressed in {those, all_of_them} else None

    def _write(self, path: Path, keys: set[str]) -> None:
        path = path if path.suffix else path.with_suffix(".ics")
        try:
            written = calendar_file.export(self._context.desk, path, keys)
        except UserError as refused:
            self._context.fail(refused)
            return
        words = formats.count(written, "échéance écrite", "échéances écrites")
        self._context.note(f"{words} dans {path.name}. L’importer à nouveau met à jour, sans doubler.")


def open_deadline(context: Context, owner: QWidget, deadline_id: int) -> None:
    """Ask for the facts of a date that belongs to no dispute."""
    from .dialogs.dispute import edit_deadline

    edit_deadline(context, owner.window(), None, deadline_id)
