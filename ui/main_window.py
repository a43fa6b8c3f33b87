"""The window: tabs in the top bar, one stack of pages, menus, message bar. It knows no record and no rule."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QMenu, QMenuBar, QStackedWidget, QWidget

from .actions import Actions, tab_action
from .context import Context
from .panes import go_to_pane
from .tabs.base import Tab
from .theme import current, follow
from .undo_keys import show_messages
from .view_actions import register_look, register_undo
from .widgets.buttons import IconButton
from .widgets.layout import hbox, vbox
from .widgets.message_bar import MessageBar
from .widgets.nav import NavItem, NavTabs
from .window_state import WindowState


class MainWindow(QMainWindow):
    """Holds the tabs it is given and wires them to the menus, the message bar and each other through the context."""

    def __init__(
        self,
        context: Context,
        tabs: Sequence[type[Tab]],
        state: WindowState,
        *,
        title: str = "LitigeDesk",
        native_menu: bool = False,
    ) -> None:
        super().__init__()
        self.context, self.state = context, state
        self.setWindowTitle(title)
        self.setObjectName("window")
        self.actions_of_menus = Actions(self)
        self.tabs: list[Tab] = [make(context) for make in tabs]
        self.nav = NavTabs()
        self.stack = QStackedWidget()
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Menu")
        self.menu_button = IconButton("menu", "Menu (Alt)")
        self.settings_button = IconButton("settings", "Réglages")
        self._alt = AltAlone(self)
        self._lay_out()
        self.message = MessageBar(self._central)
        self._add_tabs()
        self._register()
        self._listen()
        self._add_menus(native_menu)
        follow(self._restyle)
        self.show_tab(self._key(self.tabs[0]))  # what to do now comes first, wherever one had stopped
        state.restore_window(self)

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
        outer.addWidget(self._top)
        outer.addWidget(self.stack, 1)
        self.setCentralWidget(self._central)

    def _add_tabs(self) -> None:
        for place, tab in enumerate(self.tabs, 1):
            self.stack.addWidget(tab)
            key = self._key(tab)
            self.nav.add(NavItem(key, tab.title, tab.icon))
            tab.counted.connect(self._count)
            tab.keep(self.state)
            definition = tab_action(place, tab.title)
            self.actions_of_menus.define(definition, first=True)
            self.actions_of_menus.register(definition.id, partial(self.show_tab, key))
            self.nav.tab(key).set_count(tab.count())

    def _register(self) -> None:
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
        self._local: dict[str, Tab] = {}
        for tab in self.tabs:
            for action_id, handler in tab.local_actions().items():
                entries.register(action_id, handler)
                self._local[action_id] = tab
            for action_id, handler in tab.global_actions().items():
                entries.register(action_id, handler)

    def _listen(self) -> None:
        self.nav.chosen.connect(self.show_tab)
        show_messages(self.message, self.context)
        self.context.navigated.connect(self.open_record)
        self.context.action_asked.connect(self.actions_of_menus.trigger)
        self.context.data_changed.connect(lambda _kinds: self.update_undo())
        self.menu_button.clicked.connect(self.open_menu)
        self.settings_button.clicked.connect(lambda: self.actions_of_menus.trigger("file.settings"))
        self.menu.aboutToShow.connect(self._fill_menu)

    def _add_menus(self, native: bool) -> None:
        self._bar: QMenuBar | None = None
        if native:
            self._bar = QMenuBar(self)
            self.setMenuBar(self._bar)
            self.menu_button.hide()

    def _fill_menu(self) -> None:
        self.actions_of_menus.fill_menu(self.menu)

    def _restyle(self) -> None:
        self._top.setFixedHeight(max(48, current().line_height() + 32) + 1)
        self._fit_nav()

    # ---- tabs --------------------------------------------------------------------------------------------------------
    @staticmethod
    def _key(tab: Tab) -> str:
        return type(tab).__name__

    @property
    def current_tab(self) -> Tab:
        """The tab in front."""
        tab = self.stack.currentWidget()
        assert isinstance(tab, Tab)
        return tab

    def _new_record(self) -> None:
        self.current_tab.new_record()

    def _focus_filter(self) -> None:
        self.current_tab.focus_filter()

    def _refresh(self) -> None:
        self.current_tab.refresh_now()

    def _turn(self, step: int) -> None:
        """Bring the tab beside to the front, going round, with the keys in it."""
        place = (self.tabs.index(self.current_tab) + step) % len(self.tabs)
        self.show_tab(self._key(self.tabs[place]))
        self.nav.tab(self.nav.key).setFocus(Qt.FocusReason.TabFocusReason)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front; it refreshes if something changed since it was last seen."""
        tab = next(tab for tab in self.tabs if self._key(tab) == key)
        self.nav.set_key(key)
        self.stack.setCurrentWidget(tab)
        self._new.setText(tab.new_label or "Nouveau")
        self._new.setEnabled(bool(tab.new_label))
        for action_id, owner in self._local.items():
            self.actions_of_menus.action(action_id).setEnabled(owner is tab)
        self._fit_nav()

    def open_record(self, kind: str, record_id: int) -> None:
        """Show the record in the tab that opens that kind; id 0 shows the tab alone."""
        for tab in self.tabs:
            if kind in tab.record_kinds:
                self.show_tab(self._key(tab))
                if record_id:
                    tab.refresh_if_stale()
                    tab.open_record(record_id, kind)
                return

    def _count(self) -> None:
        tab = self.sender()
        if isinstance(tab, Tab):
            self.nav.tab(self._key(tab)).set_count(tab.count())
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
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self._alt)
        if self.focusWidget() is None:
            self.setFocus()  # no control is lit before a key is pressed; Tab then starts at the tabs
        self._fit_nav()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_nav()

    def quit(self) -> None:
        """Close as the window's cross does: what is half typed is kept, and offered again at the next opening."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.context.drafts.write()
        self.state.save_window(self)
        super().closeEvent(event)


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
