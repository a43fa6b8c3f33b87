"""The list at the left of a tab: title and « Nouveau », filter, chips, sort line, and rows of two or three lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from litigedesk.formats import typographic

from ..models.records import RECORD_ROLE, Column, RecordModel
from ..palette import Tone
from ..theme import MIDDLE, current, follow
from .buttons import Button, FilterChips, IconButton, Kind, Option
from .layout import hbox, row, vbox
from .panels import EmptyState, Separator
from .row_delegate import RowDelegate, RowView
from .text import Label

R = TypeVar("R")
TYPING_PAUSE = 150  # ms before the list is read again while one types in the filter
NARROWEST = 232  # px at the normal text size: the title and « Nouveau » on one line
WIDEST_LEAST = 400  # px, whatever the text size: the record beside it needs the rest


@dataclass(frozen=True)
class ListQuery:
    """What the user asks the list for: words typed in the filter, and the key of the chip."""

    text: str = ""
    chip: str = ""


class ListPane(QFrame, Generic[R]):
    """Rows from ``source(query)``, sorted by one of ``columns``, drawn by ``present``.

    ``chosen(id)`` when the current row changes by hand, ``opened(id)`` on Enter or double click, ``new_asked`` on
    « Nouveau ». ``menu`` fills the context menu of a row with the actions its buttons have. ``empty`` stands in when
    there is nothing at all; a filter that finds nothing offers to show everything.
    """

    chosen = Signal(int)
    opened = Signal(int)
    new_asked = Signal()

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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._source, self._identity, self._menu = source, identity, menu
        self.model: RecordModel[R] = RecordModel(columns, lambda record: present(record).words(), self)
        self._quiet = False
        self._order, self._sorted = Qt.SortOrder.AscendingOrder, 0
        self.new_button = Button(new_text, Kind.SECONDARY, "plus", tip=new_tip, name="list.new")
        if not new_text:
            self.new_button.hide()
        self.filter = QLineEdit()
        self.filter.setObjectName("list.filter")
        self.filter.setPlaceholderText("Filtrer cette liste")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(f"Filtrer\u00a0: {title}")
        self._glass = QAction(self.filter)
        self.filter.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.chips = FilterChips(chips, f"Filtre\u00a0: {title}")
        if not chips:
            self.chips.hide()
        self._first_chip = chips[0].key if chips else ""
        self.sort_button = Button("", "sort", name="list.sort")
        self.sort_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.order_button = IconButton("arrow-up", "Inverser l’ordre", size=24)
        self.view = _Rows()
        self.view.setAccessibleName(title)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(present, RECORD_ROLE, lines, self.view))
        self._nothing = empty or EmptyState("", "Rien pour l’instant.", "", compact=True)
        self.reset_button = Button("Tout afficher", Kind.LINK, name="list.reset")
        self._unfound = EmptyState(
            "search", "Aucun résultat.", "Rien ne correspond à ce filtre.", link=self.reset_button, compact=True
        )
        self._lay_out(title, right_title)
        self._connect()
        self._show_sort()
        follow(self._restyle)

    def _lay_out(self, title: str, right_title: str) -> None:
        outer = vbox(self, 0, 0)
        top = vbox(margins=(16, 12, 16, 12))
        top.addLayout(row(Label(title, size=MIDDLE, weight=600), None, self.new_button))
        top.addWidget(self.filter)
        top.addWidget(self.chips)
        outer.addLayout(top)
        self._sort_line = QWidget()
        line = hbox(self._sort_line, (12, 2, 16, 2), 0)
        line.addWidget(self.sort_button)
        line.addWidget(self.order_button)
        line.addStretch(1)
        line.addWidget(Label(right_title, Tone.MUTED, elide=True, figures=True))
        outer.addWidget(Separator())
        outer.addWidget(self._sort_line)
        outer.addWidget(Separator())
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(64)  # on a very low window the rows scroll, the chips above stay whole
        for widget in (self.view, self._nothing, self._unfound):
            self.stack.addWidget(widget)
        outer.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self.filter.installEventFilter(self)
        self.chips.chosen.connect(lambda _key: self.refresh())
        self.new_button.clicked.connect(self.new_asked)
        self.reset_button.clicked.connect(self.show_all)
        self.order_button.clicked.connect(self._reverse)
        self.sort_button.clicked.connect(self._ask_sort)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._announce())
        self.view.opened.connect(self._open)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)

    def _restyle(self) -> None:
        self.setMinimumWidth(min(WIDEST_LEAST, current().side(NARROWEST)))
        self.filter.setFont(current().font())
        self._glass.setIcon(current().icon("search"))
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()

    # ---- reading -----------------------------------------------------------------------------------------------------
    @property
    def query(self) -> ListQuery:
        """What the filter and the chips ask for now."""
        return ListQuery(self.filter.text().strip(), self.chips.key)

    def refresh(self) -> None:
        """Read again, keeping the current row by its id (else the nearest place) and the scroll position."""
        self._pause.stop()
        kept, place = self.current_id, max(0, self.view.currentIndex().row())
        scrolled = self.view.verticalScrollBar().value()
        self._quiet = True
        self.model.set_rows(self._source(self.query))
        self.view.verticalScrollBar().setValue(scrolled)
        self._show_right_page()
        if kept is None or not self.select(kept):
            count = self.model.rowCount()
            if count and kept is not None:
                self.view.setCurrentIndex(self.model.index(min(place, count - 1), 0))
        self._quiet = False
        if self.current_id != kept:
            self._announce()

    def _show_right_page(self) -> None:
        asked = bool(self.query.text) or self.query.chip != self._first_chip
        found = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.view if found else self._unfound if asked else self._nothing)
        self._sort_line.setEnabled(found)

    def show_all(self) -> None:
        """Empty the filter and choose the first chip."""
        self.filter.clear()
        if self._first_chip:
            self.chips.set_key(self._first_chip)
        self.refresh()

    def set_chips(self, chips: Sequence[Option]) -> None:
        """Change words or counts of the chips."""
        self.chips.set_options(chips)

    # ---- the current row ---------------------------------------------------------------------------------------------
    @property
    def current(self) -> R | None:
        """The current row, or ``None``."""
        index = self.view.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    @property
    def current_id(self) -> int | None:
        """Its id, or ``None``."""
        record = self.current
        return None if record is None else self._identity(record)

    def select(self, record_id: int) -> bool:
        """Make that row current and visible; false when the list does not hold it."""
        for place, record in enumerate(self.model.rows()):
            if self._identity(record) == record_id:
                index = self.model.index(place, 0)
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
                return True
        return False

    def select_first(self) -> bool:
        """Make the first row current; false when the list is empty."""
        return self.model.rowCount() > 0 and self.select(self._identity(self.model.record(0)))

    def _announce(self) -> None:
        if not self._quiet and (record_id := self.current_id) is not None:
            self.chosen.emit(record_id)

    def _open(self) -> None:
        if (record_id := self.current_id) is not None:
            self.opened.emit(record_id)

    def focus_filter(self) -> None:
        """Put the cursor in the filter, with its text selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _show_menu(self, point: QPoint) -> None:
        if self._menu is None or (record := self.current) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._menu(record, menu)
        if menu.actions():
            menu.popup(self.view.viewport().mapToGlobal(point))

    # ---- sorting -----------------------------------------------------------------------------------------------------
    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by that column; the line above the rows says so."""
        self._sorted, self._order = column, order
        self._show_sort()
        self.model.sort(column, order)

    def _show_sort(self) -> None:
        down = self._order is Qt.SortOrder.DescendingOrder
        title = self.model.columns[self._sorted].title
        self.sort_button.set_text(f"Trié par {title[0].lower()}{title[1:]}")
        self.order_button.set_icon("arrow-down" if down else "arrow-up")
        self.order_button.set_name(f"Ordre {'décroissant' if down else 'croissant'} : inverser")

    def _reverse(self) -> None:
        down = self._order is Qt.SortOrder.DescendingOrder
        self.sort_by(self._sorted, Qt.SortOrder.AscendingOrder if down else Qt.SortOrder.DescendingOrder)

    def _ask_sort(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self.model.columns):
            action = menu.addAction(typographic(column.title))
            action.setCheckable(True)
            action.setChecked(place == self._sorted)
            action.triggered.connect(lambda _on, place=place: self.sort_by(place))
        menu.popup(self.sort_button.mapToGlobal(QPoint(0, self.sort_button.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter in the filter goes to the rows; Escape empties it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.model.rowCount():
                self.refresh()
                if self.current is None:
                    self.select_first()
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)


class _Rows(QListView):
    """The rows; Enter and double click open the current one on every platform."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)


__all__ = ["Column", "ListPane", "ListQuery", "RowView"]
