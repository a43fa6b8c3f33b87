"""The month as a table of days: the keys, the mouse and the tooltips of a calendar, and nothing is dragged."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QToolTip, QWidget

from litigedesk import formats

from ...theme import current, follow
from ..tips import plain_tip
from .day_cell import CellLine, DayDelegate, cell_height, cell_lines
from .entry import CalendarEntry, Hidden
from .month import clamped, first_of, month_title, moved
from .month_model import CELL, DAYS, Index, MonthModel

WEEKS = 6  # the height is always that of the longest month, so that nothing jumps under the mouse
NARROWEST, WANTED = 44, 124  # px a column takes at the normal text size

_KEY = Qt.Key
_DAYS_BY_KEY = {_KEY.Key_Left: -1, _KEY.Key_Right: 1, _KEY.Key_Up: -DAYS, _KEY.Key_Down: DAYS}
_MONTHS_BY_KEY = {_KEY.Key_PageUp: -1, _KEY.Key_PageDown: 1}
_YEAR = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MonthCalendar(QTableView):
    """One month. ``day_chosen(date)`` whenever the user moves to a day, ``day_opened(date)`` on Enter.

    ``add_asked(date)`` on Insert or a double click, ``entry_opened(key)`` on a double click on a label, and
    ``month_changed(first)`` whatever changed the month. Arrows move by day and week, Page keys by month and, with Shift or
    Ctrl, by year, Home and End within the week; T goes to today. Until told otherwise it shows the month of ``today``.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    add_asked = Signal(object)
    entry_opened = Signal(str)
    month_changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._day = clamped(today)
        self._first = first_of(self._day)
        self._days = MonthModel(self, self._first)
        self._delegate = DayDelegate(self)
        self._set_up()
        self.setModel(self._days)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._settle()
        follow(self._restyle)

    def _set_up(self) -> None:
        self.setObjectName("calendar.month")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own would take the keys under the wheel
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        names, numbers = self.horizontalHeader(), self.verticalHeader()
        names.setSectionsClickable(False)
        names.setHighlightSections(False)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        numbers.hide()
        for header in (names, numbers):
            header.setMinimumSectionSize(1)

    # ---- what is shown -----------------------------------------------------------------------------------------------
    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    @property
    def month(self) -> date:
        """The first day of the month shown."""
        return self._first

    def set_entries(
        self,
        entries: Iterable[CalendarEntry],
        holidays: Mapping[date, str],
        today: date,
        hidden: Mapping[date, Hidden] | None = None,
    ) -> None:
        """Show these entries, these public holidays by name, and how many entries are ``hidden`` on some days."""
        self._today = clamped(today)
        self._days.set_entries(entries, holidays, today, hidden)
        self._say()

    def show_day(self, day: date) -> None:
        """Choose a day and show its month, without announcing the day."""
        day = clamped(day)
        self._show(day, first_of(day))

    def move_by_months(self, months: int) -> None:
        """Go to another month as the user does, to the same day or the last one there is."""
        day = self._day if first_of(self._day) == self._first else self._first
        self._choose(moved(day, months=months))

    def go_to_today(self) -> None:
        """Choose the present day as the user does."""
        self._choose(self._today)

    # ---- moving ------------------------------------------------------------------------------------------------------
    def _choose(self, day: date, first: date | None = None) -> None:
        day, before = clamped(day), self._day
        self._show(day, first or first_of(day))
        if day != before:
            self.day_chosen.emit(day)

    def _show(self, day: date, first: date) -> None:
        turned, self._day, self._first = first != self._first, day, first
        if turned:
            self._days.set_month(first)
        self._settle()
        if turned:
            self.month_changed.emit(first)

    def _settle(self) -> None:
        self.setCurrentIndex(self._days.index_of(self._day))
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(formats.typographic(f"Calendrier, {month_title(self._first).lower()}"))
        self.setAccessibleDescription(self._days.cell(self._day).words())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A click or a screen reader chose a day: the month stays, so that a second click meets the same day."""
        super().currentChanged(current, previous)
        day = self._days.day_at(current)
        if day is not None and day != self._day:
            self._choose(day, self._first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day_by_key(event)
        plain = event.modifiers() in _PLAIN
        if day is not None:
            self._choose(day)
        elif plain and event.key() in {_KEY.Key_Return, _KEY.Key_Enter} and not event.isAutoRepeat():
            self.day_opened.emit(self._day)
        elif plain and event.key() == _KEY.Key_Insert and not event.isAutoRepeat():
            self.add_asked.emit(self._day)
        else:
            event.ignore()

    def _day_by_key(self, event: QKeyEvent) -> date | None:
        key, held = _KEY(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _MONTHS_BY_KEY and not held & ~_YEAR:
            return moved(self._day, months=_MONTHS_BY_KEY[key] * (12 if held else 1))
        if held:
            return None
        if key in _DAYS_BY_KEY:
            return moved(self._day, days=_DAYS_BY_KEY[key])
        if key in {_KEY.Key_Home, _KEY.Key_End}:
            return self._day + timedelta((0 if key == _KEY.Key_Home else DAYS - 1) - self._day.weekday())
        return self._today if key == _KEY.Key_T else None

    # ---- mouse -------------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt would choose each day that the mouse is drawn over."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing follows a click."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line = self._line_at(event.position().toPoint())
        if line is None or line.entry is None:
            self.add_asked.emit(self._days.day_at(index))
        elif line.entry.pressable:
            self.entry_opened.emit(line.entry.key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls: a month that turned under the wheel would stop it."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        asked = cast(QHelpEvent, event)
        QToolTip.showText(asked.globalPos(), self.tip_at(asked.pos()), self.viewport())
        return True

    def tip_at(self, place: QPoint) -> str:
        """What is said of the label at a place of the viewport, or of the whole day."""
        index = self.indexAt(place)
        if not index.isValid():
            return ""
        line = self._line_at(place)
        if line is not None and line.entry is not None:
            return plain_tip(line.entry.tip(self._today))
        return str(index.data(CELL).tip())

    def _line_at(self, place: QPoint) -> CellLine | None:
        index = self.indexAt(place)
        lines = cell_lines(index.data(CELL), self.visualRect(index), current())
        return next((line for line in lines if line.area.contains(place)), None)

    # ---- size --------------------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        return QSize(DAYS * current().side(WANTED), self._least_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(DAYS * current().side(NARROWEST), self._least_height())

    def _least_height(self) -> int:
        return self.horizontalHeader().sizeHint().height() + WEEKS * cell_height(current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_columns()

    def _name_columns(self) -> None:
        metrics = current().metrics(weight=500)
        widest = max(metrics.horizontalAdvance(name) for name in formats.WEEKDAYS)
        self._days.set_short_names(widest + 20 > self.viewport().width() // DAYS)

    def _restyle(self) -> None:
        self.horizontalHeader().setFont(current().font(weight=500))
        self._name_columns()
        self.updateGeometry()
        self.viewport().update()
