"""The window: tabs in the top bar, one stack of pages, menus, message bar. It knows no record and no rule."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMenu, QMenuBar, QStackedWidget, QWidget

from .tabs.entries import TabEntry
from .theme import current, follow
from .widgets.buttons import IconButton
from .widgets.layout import hbox, vbox
from .widgets.nav import NavItem, NavTabs
from .window_state import WindowState

if TYPE_CHECKING:
    from .actions import Actions
    from .context import Context
    from .first_paint import Later
    from .models.list_query import ListQuery
    from .tab_place import TabPlace
    from .tabs.base import Tab
    from .widgets.message_bar import MessageBar


class MainWindow(QMainWindow):
    """Made as a frame that shows at once; ``begin`` puts an open data folder into it.

    It then wires the tabs to the menus, the message bar and each other through the context. A tab is built when it is needed.
    """

    context: "Context"
    actions_of_menus: "Actions"
    later: "Later"  # what the first screen does without
    message: "MessageBar"
    menu: QMenu

    def __init__(
        self, tabs: Sequence[TabEntry], state: WindowState, *, title: str = "LitigeDesk", native_menu: bool = False
    ) -> None:
        super().__init__()
        self.state = state
        self.setWindowTitle(title)
        self.setObjectName("window")
        self.nav = NavTabs()
        self.stack = QStackedWidget()
        self.menu_button = IconButton("menu", "Menu (Alt)")
        self.settings_button = IconButton("settings", "Réglages")
        self.places: list[TabPlace] = []
        self._has_native_menu = native_menu
        self._bar: QMenuBar | None = None
        self._alt: AltAlone | None = None
        self._lay_out()
        for entry in tabs:
            self.nav.add(NavItem(entry.key, entry.title, entry.icon))
        self._entries = tuple(tabs)
        self.nav.set_key(tabs[0].key)  # what to do now comes first, wherever one had stopped
        follow(self._restyle)
        state.restore_window(self)

    def begin(self, context: "Context") -> None:
        """Show the data of an open folder, the first tab in front."""
        from .actions import Actions
        from .first_paint import Later
        from .tab_place import TabPlace
        from .widgets.message_bar import MessageBar

        self.context = context
        self.actions_of_menus = Actions(self)
        self.later = Later(self)
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Menu")
        self.message = MessageBar(self._central)
        self.places = [TabPlace(entry, context, self.state, self) for entry in self._entries]
        self._add_tabs()
        self._register()
        self._listen()
        self._add_menus()
        self.show_tab(self.nav.key)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self._central = QWidget()
        self._central.setObjectName("page")
        outer = vbox(self._central, 0, 0)
        self._top = QFrame()
        self._top.setObjectName("topbar")
        bar = hbox(self._top, (8, 0, 16, 0), 8)
        bar.addWidget(self.nav)
        bar.addStretch(1)
        bar.addWidget(self.settings_button)
        bar.addWidget(self.menu_button)
        self.menu_button.setVisible(not self._has_native_menu)
        outer.addWidget(self._top)
        outer.addWidget(self.stack, 1)
        self.setCentralWidget(self._central)

    def _add_tabs(self) -> None:
        from .actions import tab_action

        for number, place in enumerate(self.places, 1):
            place.built.connect(self._put_in)
            place.counted.connect(partial(self._count, place))
            self.later.add(partial(self._count, place))
            definition = tab_action(number, place.entry.title)
            self.actions_of_menus.define(definition, first=True)
            self.actions_of_menus.register(definition.id, partial(self.show_tab, place.entry.key))

    def _put_in(self, tab: "Tab") -> None:
        if not self.stack.count():
            tab.refresh_now()  # the first is seen as soon as it stands there, and is laid out once
        self.stack.addWidget(tab)

    def _register(self) -> None:
        from .panes import go_to_pane
        from .view_actions import register_look, register_undo

        entries = self.actions_of_menus
        self._new = entries.register("file.new", self._new_record)
        entries.register("file.quit", self.quit)
        entries.register("edit.filter", self._focus_filter)
        entries.register("view.refresh", self._refresh)
        for name, step in (("next", 1), ("previous", -1)):
            entries.register(f"view.{name}_tab", partial(self._turn, step))
            entries.register(f"view.{name}_pane", partial(go_to_pane, self, step))
        self.update_undo = register_undo(entries, self.context)
        register_look(entries, self.state)
        for place in self.places:
            for action_id in place.entry.local:
                entries.register(action_id, partial(place.do_local, action_id))
            for action_id in place.entry.everywhere:
                entries.register(action_id, partial(place.do_everywhere, action_id))

    def _listen(self) -> None:
        from .undo_keys import show_messages

        self.nav.chosen.connect(self.show_tab)
        show_messages(self.message, self.context)
        self.context.navigated.connect(self.open_record)
        self.context.list_asked.connect(self.show_list)
        self.context.action_asked.connect(self.actions_of_menus.trigger)
        self.context.data_changed.connect(lambda _kinds: self.update_undo())
        self.menu_button.clicked.connect(self.open_menu)
        self.settings_button.clicked.connect(lambda: self.actions_of_menus.trigger("file.settings"))
        self.menu.aboutToShow.connect(self._fill_menu)

    def _add_menus(self) -> None:
        self._alt = AltAlone(self)
        self._hear_alt()
        if self._has_native_menu:
            self._bar = QMenuBar(self)
            self.setMenuBar(self._bar)

    def _fill_menu(self) -> None:
        self.actions_of_menus.fill_menu(self.menu)

    def _restyle(self) -> None:
        self._top.setFixedHeight(max(48, current().line_height() + 32) + 1)
        self._fit_nav()

    # ---- tabs --------------------------------------------------------------------------------------------------------
    @property
    def tabs(self) -> "list[Tab]":
        """All the tabs; those not seen yet are built."""
        return [place.tab for place in self.places]

    def each_tab(self, do: "Callable[[Tab], object]") -> None:
        """Do something with every tab: now with those that are built, with each other once it is."""
        for place in self.places:
            place.built.connect(do)
            if place.is_built:
                do(place.tab)

    @property
    def kinds(self) -> frozenset[str]:
        """The tables that some tab shows."""
        return frozenset().union(*(entry.kinds for entry in self._entries))

    @property
    def current_tab(self) -> "Tab":
        """The tab in front."""
        return self._place(self.nav.key).tab

    def _place(self, key: str) -> "TabPlace":
        return next(place for place in self.places if place.entry.key == key)

    def _new_record(self) -> None:
        self.current_tab.new_record()

    def _focus_filter(self) -> None:
        self.current_tab.focus_filter()

    def _refresh(self) -> None:
        self.current_tab.refresh_now()

    def _turn(self, step: int) -> None:
        """Bring the tab beside to the front, going round, with the keys in it."""
        place = (self.places.index(self._place(self.nav.key)) + step) % len(self.places)
        self.show_tab(self.places[place].entry.key)
        self.nav.tab(self.nav.key).setFocus(Qt.FocusReason.TabFocusReason)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front; it refreshes if something changed since it was last seen."""
        front = self._place(key)
        self.nav.set_key(key)
        self.stack.setCurrentWidget(front.tab)
        self._new.setText(front.entry.new_label or "Nouveau")
        self._new.setEnabled(bool(front.entry.new_label))
        for place in self.places:
            for action_id in place.entry.local:
                self.actions_of_menus.action(action_id).setEnabled(place is front)
        self._fit_nav()

    def open_record(self, kind: str, record_id: int) -> None:
        """Show the record in the tab that opens that kind; id 0 shows the tab alone."""
        for place in self.places:
            if kind in place.entry.record_kinds:
                self.show_tab(place.entry.key)
                if record_id:
                    place.tab.refresh_if_stale()
                    place.tab.open_record(record_id, kind)
                return

    def show_list(self, kind: str, query: "ListQuery") -> None:
        """Show the list of that kind of records in its tab, with nothing but this asked of it."""
        for place in self.places:
            if kind in place.entry.record_kinds:
                self.show_tab(place.entry.key)
                place.tab.refresh_if_stale()
                place.tab.show_list(kind, query)
                return

    def _count(self, place: "TabPlace") -> None:
        self.nav.tab(place.entry.key).set_count(place.count())
        self._fit_nav()

    def _fit_nav(self) -> None:
        buttons = (self.settings_button, self.menu_button)
        taken = sum(button.width() + 8 for button in buttons if not button.isHidden())
        self.nav.fit(self.width() - taken - 32)

    # ---- menu --------------------------------------------------------------------------------------------------------
    def open_menu(self) -> None:
        """Show all menus under the menu button."""
        if self._bar is not None:
            return
        self._fill_menu()
        wide = self.menu.sizeHint().width()
        self.menu.popup(
            self.menu_button.mapToGlobal(QPoint(self.menu_button.width() - wide, self.menu_button.height()))
        )
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.menu, down)  # the first menu is lit; opened at once, it would take the arrows

    def finish_menus(self) -> None:
        """After every handler is registered: fill the native bar, hide what leads nowhere."""
        if self._bar is not None:
            self.actions_of_menus.fill_menu_bar(self._bar)
        has_settings = any(entry.id == "file.settings" for entry in self.actions_of_menus.shown())
        self.settings_button.setVisible(has_settings)
        self._fit_nav()

    # ---- Qt ----------------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hear_alt()
        if self.focusWidget() is None:
            self.setFocus()  # no control is lit before a key is pressed; Tab then starts at the tabs
        self._fit_nav()

    def _hear_alt(self) -> None:
        if self._alt is not None and (handle := self.windowHandle()) is not None:
            handle.installEventFilter(self._alt)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_nav()

    def quit(self) -> None:
        """Close as the window's cross does: what is half typed is kept, and offered again at the next opening."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        from .dialogs.long_step import LongStep
        from .widgets.list_question import ListQuestion
        from .widgets.list_reading import ListReading

        if isinstance(QApplication.activeModalWidget(), LongStep):  # a transaction is open: « Annuler » first
            event.ignore()
            return
        if self.places:
            self.context.drafts.write()
        self.state.save_window(self)
        super().closeEvent(event)
        if self.places and event.isAccepted():
            self.later.forget()
            for reading in self.findChildren(ListReading):
                reading.stop()  # the data folder is closed after the window
            for question in self.findChildren(ListQuestion):
                question.pause.stop()


class AltAlone(QObject):
    """Opens the menu when Alt is pressed and let go with nothing between."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._alone = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            is_alt = event.key() == Qt.Key.Key_Alt
            if kind == QEvent.Type.KeyPress:
                self._alone = is_alt and event.modifiers() in {
                    Qt.KeyboardModifier.NoModifier,
                    Qt.KeyboardModifier.AltModifier,
                }
            elif is_alt and self._alone:
                self._alone = False
                window = self.parent()
                if isinstance(window, MainWindow):
                    window.open_menu()
        elif kind in {QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut}:
            self._alone = False
        return False
