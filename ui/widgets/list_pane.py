"""The list at the left of a tab: title and « Nouveau », filter, chips, sort line, and rows of two or three lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from litigedesk.facets import AnyFacet
from litigedesk.listing import Field, Listing, listing
from litigedesk.queries.kept_rows import KeptRows

from ..list_memory import ListMemory
from ..models.list_query import ListQuery, ListState
from ..models.long_list import LongListModel
from ..models.noun import ROW, Noun
from ..models.records import RECORD_ROLE, Column
from ..theme import MIDDLE, current, follow
from .buttons import Button, Kind, Option
from .layout import row, vbox
from .list_choice import ListChoice
from .list_filter import ListFilter
from .list_question import ListQuestion
from .list_reading import ListReading
from .list_rows import ListRows
from .list_sort import DOWN, UP, SortLine
from .menu import add_action
from .panels import EmptyState, Separator
from .row_delegate import RowDelegate, RowView
from .text import Label

R = TypeVar("R")
NARROWEST = 232  # px at the normal text size: the title and « Nouveau » on one line
WIDEST_LEAST = 400  # px, whatever the text size: the record beside it needs the rest


@dataclass(frozen=True)
class BulkAction(Generic[R]):
    """What can be done to several rows at once; the words agree with nothing: « Supprimer », « Ouvrir un litige »."""

    text: str
    icon: str
    do: Callable[[Sequence[R]], object]
    applies: Callable[[Sequence[R]], bool] = lambda _rows: True


class ListPane(QFrame, Generic[R]):
    """Rows from ``source(query)``, sorted by one of ``columns``, drawn by ``present``.

    ``chosen(id)`` when the current row changes by hand, ``several(rows)`` when more than one is chosen, ``opened(id)`` on
    Enter or double click, ``new_asked`` on « Nouveau », ``print_asked`` with what gives a ``Listing``, ``export_asked`` with
    that too, or ``None`` for the user to say, ``arrived`` when a list too long to be read at once is there. ``menu`` fills the
    context menu of a row with the actions its buttons have. ``empty`` stands in when there is nothing at all; a filter that
    finds nothing offers to show everything.

    With ``searched`` (what the words typed are looked for in) the rows of a chip are read once and narrowed in memory, by
    words and by ``facets``; without, ``source`` looks for the words itself. ``fields`` are the columns printed and exported.
    ``kept`` gives the rows that ``source`` takes from, when they are kept in memory: a long list is then read beside the window.
    """

    chosen = Signal(int)
    several = Signal(object)
    opened = Signal(int)
    new_asked = Signal()
    print_asked = Signal(object)
    export_asked = Signal(object)
    arrived = Signal()

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[R]],
        source: Callable[[ListQuery], Sequence[R]],
        present: Callable[[R], RowView],
        identity: Callable[[R], int],
        *,
        chips: Sequence[Option] = (),
        new_text: str = "Nouveau",
        new_tip: str = "",
        right_title: str = "",
        lines: int = 3,
        menu: Callable[[R, QMenu], None] | None = None,
        empty: QWidget | None = None,
        searched: Callable[[R], str] | None = None,
        facets: Callable[[], Sequence[AnyFacet[R]]] = tuple,
        fields: Callable[[], Sequence[Field[R]]] = tuple,
        noun: Callable[[], Noun] = lambda: ROW,
        bulk: Sequence[BulkAction[R]] = (),
        kept: Callable[[ListQuery], KeptRows[Any] | None] = lambda _query: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.bulk, self.noun, self.identity = tuple(bulk), noun, identity
        self._menu, self._fields, self._kept = menu, fields, kept
        self.model: LongListModel[R] = LongListModel(columns, lambda record: present(record).words(), self)
        self.new_button = Button(new_text, Kind.SECONDARY, "plus", tip=new_tip, name="list.new")
        if not new_text:
            self.new_button.hide()
        self.controls = ListFilter(title, chips)
        self.filter, self.chips = self.controls.line, self.controls.chips
        self.question = ListQuestion(self.controls, chips, source, searched, facets, noun)
        self.order = SortLine(self.model.columns, right_title)
        self.sort_button, self.order_button = self.order.sort_button, self.order.order_button
        self.view = ListRows()
        self.view.setAccessibleName(title)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(present, RECORD_ROLE, lines, self.view))
        self.choice = ListChoice(self.view, self.model, identity)
        self._nothing = empty or EmptyState("", "Rien pour l’instant.", "", compact=True)
        self.reset_button = Button("Tout afficher", Kind.LINK, name="list.reset")
        self._unfound = EmptyState(
            "search", "Aucun résultat.", "Rien ne correspond à ce filtre.", link=self.reset_button, compact=True
        )
        self._reading = ListReading(self)  # the rows, until they are there; then what is prepared of them
        self._is_read = True
        self._unread = EmptyState("", "Lecture…", "", compact=True)
        self._lay_out(title)
        self.controls.facet_button.setVisible(facets is not tuple)
        self.controls.more_button.setVisible(fields is not tuple)
        self._connect()
        follow(self._restyle)

    def _lay_out(self, title: str) -> None:
        outer = vbox(self, 0, 0)
        top = vbox(margins=(16, 12, 16, 12))
        top.addLayout(row(Label(title, size=MIDDLE, weight=600), None, self.new_button))
        top.addWidget(self.controls)
        outer.addLayout(top)
        outer.addWidget(Separator())
        outer.addWidget(self.order)
        outer.addWidget(Separator())
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(64)  # on a very low window the rows scroll, the chips above stay whole
        for widget in (self.view, self._nothing, self._unfound, self._unread):
            self.stack.addWidget(widget)
        outer.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.filter.installEventFilter(self)
        self.question.stale.connect(self.refresh)
        self.question.narrowed.connect(self._narrow)
        self.controls.more_button.clicked.connect(self._open_more)
        self.new_button.clicked.connect(self.new_asked)
        self.reset_button.clicked.connect(self.show_all)
        self.order.asked.connect(self.sort_by)
        self.choice.chosen.connect(self.chosen)
        self.choice.several.connect(self.several)
        self.view.opened.connect(self._open)
        self.view.menu_asked.connect(self._show_menu)

    def _restyle(self) -> None:
        self.setMinimumWidth(min(WIDEST_LEAST, current().side(NARROWEST)))
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()

    # ---- reading -----------------------------------------------------------------------------------------------------
    @property
    def query(self) -> ListQuery:
        """What the filter, the chips and the facets ask for now."""
        return self.question.query

    def refresh(self) -> None:
        """Read again, keeping the rows chosen by their id (else the nearest place) and the scroll position."""
        kept = self._kept(self.query)
        self._is_read = kept is None or not kept.is_long
        if kept is not None and not self._is_read:
            self.stack.setCurrentWidget(self._unread)
            self._reading.start(self._slices(kept), self._arrive)
            return
        self._reading.stop()
        self.question.read(self.model.arranged)
        self._narrow()
        if self.question.is_long:
            self._reading.start(self.question.prepare(self.model.order.keys))

    def _slices(self, kept: KeptRows[Any]) -> Iterator[None]:
        """A long list is read a little at a time, and then what it is sorted by."""
        while kept.read_more():
            yield
        yield from self.model.order.prepare(kept.rows())

    def _arrive(self) -> None:
        self.refresh()
        self.arrived.emit()

    def finish_reading(self) -> None:
        """Have the rows now, if they are still being read."""
        if not self._is_read and (kept := self._kept(self.query)) is not None:
            kept.rows()
            self._arrive()

    def _narrow(self) -> None:
        if not self._is_read:
            return
        with self.choice.kept():
            self.model.show_rows(self.question.rows())
            self._tell()
        self.question.remember(self.state)

    def _tell(self) -> None:
        found = self.model.rowCount()
        empty = self._unfound if self.question.is_asked else self._nothing
        self.stack.setCurrentWidget(self.view if found else empty)
        self.order.setEnabled(found > 0)
        self.question.tell(found)

    def show_all(self) -> None:
        """Empty the filter, take every facet off and choose the first chip."""
        self.question.show_all()

    def reveal(self, record_id: int, chip: str) -> bool:
        """Make that row current, widening the filter to all of a chip when it hides it; false when it is not there either."""
        self.finish_reading()
        if self.select(record_id):
            return True
        self.question.clear(chip)
        self.refresh()
        self.finish_reading()
        return self.select(record_id)

    def set_chips(self, chips: Sequence[Option]) -> None:
        """Change words or counts of the chips."""
        self.chips.set_options(chips)

    # ---- memory ------------------------------------------------------------------------------------------------------
    def remember(self, memory: ListMemory) -> None:
        """Be as the list was left, and note every change from now on."""
        if (last := memory.last) is not None:
            self._take(last)
        self.question.memory = memory

    @property
    def state(self) -> ListState:
        """What is asked now, and in what order."""
        return ListState(self.query, self.model.columns[self.order.column].title, self.order.order is DOWN)

    def show_state(self, state: ListState) -> None:
        """Ask what a kept list asks, in its order."""
        self._take(state)
        self.refresh()

    def _take(self, state: ListState) -> None:
        self.question.take(state.query)
        if (place := self.order.place_of(state.sort)) is not None:
            self.sort_by(place, DOWN if state.descending else UP)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("list.more_menu")
        if self.question.memory is not None:
            self.question.memory.fill_menu(menu, self, self.state, self.show_state)
            menu.addSeparator()
        add_action(menu, "Imprimer cette liste…", "printer", lambda: self.print_asked.emit(self.listed))
        add_action(menu, "Exporter cette liste…", "table", lambda: self.export_asked.emit(None))
        button = self.controls.more_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # ---- the rows as a table -----------------------------------------------------------------------------------------
    def listed(self, rows: Sequence[R] | None = None) -> Listing:
        """The rows shown, or some of them, with what was asked in words. Raises a ``UserError`` when the user gave it up."""
        self.finish_reading()
        words = self.question.words()
        if rows is not None:
            words.append(self.noun().chosen(len(rows)))
        return self._table(self.model.rows() if rows is None else rows, " · ".join(words))

    def whole(self) -> Listing:
        """Every row of the chip, whatever the filter."""
        return self._table(self.question.source(ListQuery(chip=self.query.chip)), "")

    def _table(self, rows: Sequence[R], note: str) -> Listing:
        noun = self.noun().plural
        return listing(f"{noun[:1].upper()}{noun[1:]}", self._fields(), rows, note)

    # ---- the rows chosen ---------------------------------------------------------------------------------------------
    @property
    def current(self) -> R | None:
        """The current row, or ``None``."""
        return self.choice.current

    @property
    def current_id(self) -> int | None:
        """Its id, or ``None``."""
        return self.choice.current_id

    @property
    def selected(self) -> list[R]:
        """The rows chosen, in the order shown."""
        return self.choice.rows

    def select(self, record_id: int) -> bool:
        """Make that row current and visible; false when the list does not hold it."""
        return self.choice.select(record_id)

    def select_first(self) -> bool:
        """Make the first row current; false when the list is empty."""
        return self.choice.select_first()

    def select_none(self) -> None:
        """No row is current or chosen."""
        self.choice.select_none()

    def _open(self) -> None:
        if (record_id := self.current_id) is not None:
            self.opened.emit(record_id)

    def focus_filter(self) -> None:
        """Put the cursor in the filter, with its text selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.selected
        if len(rows) > 1:
            self.fill_bulk_menu(menu, rows)
        elif self._menu is not None and (record := self.current) is not None:
            self._menu(record, menu)
        if menu.actions():
            menu.popup(point)

    def fill_bulk_menu(self, menu: QMenu, rows: Sequence[R]) -> None:
        """What can be done to several rows."""
        for action in self.bulk_actions(rows):
            add_action(menu, action.text, action.icon, partial(action.do, rows))

    def bulk_actions(self, rows: Sequence[R]) -> list[BulkAction[R]]:
        """What can be done to these rows, printing and exporting them included."""
        own = [action for action in self.bulk if action.applies(rows)]
        if self._fields is tuple:
            return own
        paper = BulkAction[R](
            "Imprimer la sélection…", "printer", lambda rows: self.print_asked.emit(partial(self.listed, rows))
        )
        file = BulkAction[R](
            "Exporter la sélection…", "table", lambda rows: self.export_asked.emit(partial(self.listed, rows))
        )
        return [*own[:-1], paper, file, *own[-1:]]  # what deletes is declared last, and stays there

    # ---- sorting -----------------------------------------------------------------------------------------------------
    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by that column; the line above the rows says so."""
        self.order.show_order(column, order)
        self.model.sort(column, order)
        self.question.arrange(self._arranged)
        self.question.remember(self.state)

    def _arranged(self, rows: Sequence[R]) -> list[R]:
        """As those shown are already, when they are all."""
        return self.model.rows() if len(rows) == self.model.rowCount() else self.model.arranged(rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter in the filter goes to the rows; Escape empties it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.model.rowCount():
                if not self._is_read:
                    self.finish_reading()
                self.question.typed()
                if self.current is None:
                    self.select_first()
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)


__all__ = ["BulkAction", "Column", "ListPane", "ListQuery", "RowView"]
