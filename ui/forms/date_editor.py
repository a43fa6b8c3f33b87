"""A date typed as people type it (``15/3``, ``+30j``, ``3 mars``), with its long form under it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from litigedesk import formats, validation

from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button
from ..widgets.flow import FlowLayout
from ..widgets.layout import vbox
from ..widgets.text import Label
from .base_editor import Editor

FRENCH = QLocale(QLocale.Language.French, QLocale.Country.France)


class DateEditor(Editor):
    """A date; ``value`` is ``date`` or ``None``, also for a year that is a slip of the finger.

    Up and down change it by a day, Alt+down opens the calendar. ``today`` is what relative dates start from.
    ``quick`` are chips such as ``("15 jours", "+15j")``, from today;
    ``nudge`` adds « +1 semaine » and « +1 mois », from the date typed. ``describe`` adds words after the long date.
    """

    UNREADABLE = "Écrivez une date, comme 15/3, 3 mars 2027 ou +30j."

    def __init__(
        self,
        name: str,
        label: str,
        *,
        today: date,
        quick: Sequence[tuple[str, str]] = (),
        nudge: bool = False,
        describe: Callable[[date], str] | None = None,
        hint: str = "",
        optional: bool = False,
        called: str = "",
        tip: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, label, hint=hint, optional=optional, called=called, tip=tip, bare=bare, parent=parent)
        self._today, self._describe = today, describe
        self.line = QLineEdit()
        self.line.setPlaceholderText("jj/mm/aaaa")
        self._calendar_action = QAction("Ouvrir le calendrier", self.line)
        self.line.addAction(self._calendar_action, QLineEdit.ActionPosition.TrailingPosition)
        self._calendar_action.triggered.connect(self.open_calendar)
        self._popup: _CalendarPopup | None = None
        self._long = Label("", Tone.MUTED)
        self.chips: list[Button] = []
        self._set_field(self.line, width=0, holder=self._lay_out(quick, nudge))
        self._narrow = True
        self._explain()
        self.line.textEdited.connect(self._typed)
        follow(self._restyle)

    def _lay_out(self, quick: Sequence[tuple[str, str]], nudge: bool) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 4)
        beside = FlowLayout(8)
        beside.addWidget(self.line)
        for words, typed in quick:
            beside.addWidget(self._chip(words, typed, from_value=False))
        if nudge:
            for words, typed in (("+1 semaine", "+1s"), ("+1 mois", "+1m")):
                beside.addWidget(self._chip(words, typed, from_value=True))
        column.addLayout(beside)
        column.addWidget(self._long)
        return holder

    def _chip(self, words: str, typed: str, *, from_value: bool) -> Button:
        def press() -> None:
            start = (self.value if from_value else None) or self._today
            self._pick(formats.parse_date(typed, start))

        chip = Button(words, "pick")
        chip.clicked.connect(press)
        self.chips.append(chip)
        return chip

    def _restyle(self) -> None:
        theme = current()
        self.line.setFont(theme.font())
        self.line.setFixedWidth(theme.metrics().horizontalAdvance("00/00/0000") + 64)
        self._calendar_action.setIcon(theme.icon("calendar-days"))

    # ---- value -------------------------------------------------------------------------------------------------------
    @property
    def value(self) -> Any:
        day = self._read()
        return None if validation.plausible_date(self.name, day) else day

    def _read(self) -> date | None:
        try:
            return formats.parse_date(self.line.text(), self._today) if self.line.text().strip() else None
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.line.setText(formats.date_short(value) if value else "")
        self._explain()

    @property
    def raw(self) -> object:
        return self.line.text()

    def set_raw(self, raw: object) -> None:
        self.line.setText(str(raw))
        self._explain()

    def own_problem(self) -> str:
        if not self.line.text().strip() or self.value is not None:
            return ""
        slips = validation.plausible_date(self.name, self._read())
        return slips[0].sentence if slips else formats.typographic(self.UNREADABLE)

    def normalise(self) -> None:
        if self.value is not None:
            self.set_value(self.value)

    def long_text(self) -> str:
        """The words under the field."""
        return self._long.full_text()

    def _typed(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        day = self.value
        words = ""
        if day is not None:
            long = formats.date_full(day)
            words = long[0].upper() + long[1:]
            if self._describe is not None and (more := self._describe(day)):
                words = f"{words}, {more}"
        self._long.set_text(words)
        self._long.setVisible(bool(words))

    def _pick(self, day: date) -> None:
        self.set_value(day)
        self.changed.emit()
        self.left.emit()

    # ---- keys and calendar -------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down, up = event.key() == Qt.Key.Key_Down, event.key() == Qt.Key.Key_Up
            if event.key() == Qt.Key.Key_F4 or (down and event.modifiers() & Qt.KeyboardModifier.AltModifier):
                self.open_calendar()
                return True
            if up or down:
                base = self.value
                self._pick(formats.parse_date("+1j" if up else "-1j", base) if base else self._today)
                return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Show the month under the field; a click or Enter takes the day."""
        self._popup = _CalendarPopup(self, self.value or self._today, self._today)
        self._popup.calendar.activated.connect(self._calendar_chosen)
        self._popup.calendar.clicked.connect(self._calendar_chosen)
        self._popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 4)))
        self._popup.show()
        self._popup.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _calendar_chosen(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None
            self._pick(date(day.year(), day.month(), day.day()))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _CalendarPopup(QWidget):
    """One month in French, weeks from Monday; Escape closes it."""

    def __init__(self, parent: QWidget, chosen: date, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Calendrier")
        self.calendar.setLocale(FRENCH)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setGridVisible(False)
        self._paint(today)
        self.calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)

    def _paint(self, today: date) -> None:
        theme = current()
        palette = theme.palette
        self.calendar.setFont(theme.font())
        header, plain, ring = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        header.setForeground(palette.color("muted"))
        self.calendar.setHeaderTextFormat(header)
        plain.setForeground(palette.color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # Qt would paint them red, which means late here
            self.calendar.setWeekdayTextFormat(day, plain)
        ring.setFontWeight(600)
        ring.setForeground(palette.color("accent"))
        ring.setBackground(palette.color("accent_soft"))
        self.calendar.setDateTextFormat(QDate(today.year, today.month, today.day), ring)
        for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QWidget, name)
            if button is not None:
                button.setProperty("icon", theme.icon(icon))
