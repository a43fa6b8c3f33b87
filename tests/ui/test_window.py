"""The window: tabs that refresh when told, menus that lead somewhere, messages, and a place on the screens present."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QRect, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.domain.records import Client
from litigedesk.errors import BugError
from litigedesk.operations import clients
from ui.actions import ACTIONS, MENUS, ActionDef, Actions, shortcut_words
from ui.context import Context
from ui.dialogs.long_step import LongStep, long_step
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.main_window import MainWindow
from ui.tabs.base import Tab
from ui.tabs.entries import TabEntry
from ui.theme import ThemeMode
from ui.widgets.message_bar import SECONDS
from ui.widgets.text import Label
from ui.window_state import TITLE_BAR, WindowState, clamp


class SampleTab(Tab):
    """A tab that counts how often it was read."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.reads, self.opened, self.did = 0, [], []
        QVBoxLayout(self).addWidget(QLabel("…"))

    def refresh(self) -> None:
        self.reads += 1

    def new_record(self) -> None:
        self.did.append("new")

    def focus_filter(self) -> None:
        self.did.append("filter")

    def open_record(self, record_id: int, kind: str = "") -> None:
        self.opened.append((kind, record_id))


class FirstTab(SampleTab):
    """Shows clients and disputes."""

    entry: ClassVar[TabEntry] = TabEntry(
        key="FirstTab", title="Aujourd’hui", icon="sun", kinds=frozenset({"client", "dispute"}), load=lambda: FirstTab
    )

    def count(self) -> int | None:
        return self.reads


class SecondTab(SampleTab):
    """Shows clients."""

    entry: ClassVar[TabEntry] = TabEntry(
        key="SecondTab",
        title="Clients",
        icon="users",
        kinds=frozenset({"client"}),
        record_kinds=frozenset({"client"}),
        new_label="Nouveau client",
        local=("dispute.payment",),
        everywhere=("dispute.new",),
        load=lambda: SecondTab,
    )

    def local_actions(self) -> dict[str, Callable[[], object]]:
        return {"dispute.payment": lambda: self.did.append("payment")}

    def global_actions(self) -> dict[str, Callable[[], object]]:
        return {"dispute.new": lambda: self.did.append("dispute")}


@pytest.fixture
def window(context: Context, state: WindowState, qtbot: QtBot) -> MainWindow:
    made = MainWindow((FirstTab.entry, SecondTab.entry), state)
    made.begin(context)
    made.finish_menus()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


def first(window: MainWindow) -> FirstTab:
    assert isinstance(window.tabs[0], FirstTab)
    return window.tabs[0]


def second(window: MainWindow) -> SecondTab:
    assert isinstance(window.tabs[1], SecondTab)
    return window.tabs[1]


# ---- freshness -------------------------------------------------------------------------------------------------------
def test_a_tab_in_front_refreshes_when_its_kinds_change_and_a_hidden_one_when_shown(window: MainWindow) -> None:
    assert (first(window).reads, second(window).reads) == (1, 0)
    window.context.run(clients.save, Client(name="Alpha"))
    assert (first(window).reads, second(window).reads) == (2, 0)
    assert second(window)._stale
    window.show_tab("SecondTab")
    assert second(window).reads == 1
    window.show_tab("FirstTab")
    window.show_tab("SecondTab")
    assert (first(window).reads, second(window).reads) == (2, 1)


def test_a_tab_does_not_refresh_for_kinds_it_does_not_show(window: MainWindow) -> None:
    window.context.data_changed.emit(frozenset({"rate"}))
    assert first(window).reads == 1


def test_the_number_beside_a_tab_follows(window: MainWindow) -> None:
    window.context.run(clients.save, Client(name="Alpha"))
    assert "2\u00a0points en attente" in window.nav.tab("FirstTab").accessibleName()
    assert window.nav.tab("SecondTab").accessibleName() == "Clients"


# ---- navigation ------------------------------------------------------------------------------------------------------
def test_a_record_opens_in_the_tab_that_shows_its_kind(window: MainWindow) -> None:
    window.context.navigate("client", 3)
    assert window.current_tab is second(window)
    assert second(window).opened == [("client", 3)]


def test_control_and_a_number_show_a_tab(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_tab is second(window)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_tab is first(window)


def test_arrows_move_between_tabs_that_have_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    tab = window.nav.tab("FirstTab")
    before = tab.grab().toImage()
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.grab().toImage() != before
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert window.current_tab is second(window)
    assert window.nav.tab("SecondTab").hasFocus()


def test_tabs_lose_their_words_but_not_their_names_when_the_window_is_narrow(window: MainWindow) -> None:
    window.nav.fit(120)
    hidden = window.nav.tab("SecondTab")
    assert hidden.narrow
    assert hidden.toolTip() == "Clients"
    window.nav.fit(2000)
    assert not hidden.narrow


def test_what_to_do_now_is_in_front_at_the_next_start(window: MainWindow, qtbot: QtBot) -> None:
    window.show_tab("SecondTab")
    again = MainWindow((FirstTab.entry, SecondTab.entry), window.state)
    again.begin(window.context)
    qtbot.addWidget(again)
    assert isinstance(again.current_tab, FirstTab)


# ---- menus -----------------------------------------------------------------------------------------------------------
def test_no_shortcut_is_used_twice() -> None:
    used = Counter(QKeySequence(action.shortcut).toString() for action in ACTIONS if action.shortcut)
    used.update(f"Ctrl+{place}" for place in range(1, 10))
    used.update(["Ctrl+S", "Ctrl+Return"])  # forms
    assert [keys for keys, times in used.items() if times > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} <= set(MENUS)


def test_only_entries_that_do_something_are_shown(window: MainWindow) -> None:
    window._fill_menu()
    menus = {action.text(): action.menu() for action in window.menu.actions()}
    assert list(menus) == list(MENUS)
    assert not menus["Courriers"].menuAction().isVisible()
    shown = [action.text() for action in menus["Fichier"].actions() if not action.isSeparator()]
    assert shown == ["Nouveau", "Quitter"]
    assert not window.settings_button.isVisible()


def test_an_entry_may_have_one_handler_only(window: MainWindow) -> None:
    with pytest.raises(BugError):
        window.actions_of_menus.register("file.quit", window.close)
    with pytest.raises(BugError):
        window.actions_of_menus.register("no.such", window.close)


def test_an_action_on_what_a_tab_shows_waits_until_that_tab_is_in_front(window: MainWindow) -> None:
    entries = window.actions_of_menus
    entries.trigger("dispute.payment")
    entries.trigger("dispute.new")
    assert second(window).did == ["dispute"]
    window.show_tab("SecondTab")
    entries.trigger("dispute.payment")
    assert second(window).did == ["dispute", "payment"]


def test_new_and_filter_act_on_the_tab_in_front(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.actions_of_menus.action("file.new").isEnabled()
    window.show_tab("SecondTab")
    assert window.actions_of_menus.action("file.new").text() == "Nouveau client"
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert second(window).did == ["new", "filter"]


def test_alt_alone_opens_the_menu_and_alt_with_a_key_does_not(window: MainWindow) -> None:
    def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.sendEvent(window.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, key, held))

    def release(key: Qt.Key) -> None:
        QApplication.sendEvent(
            window.windowHandle(), QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier)
        )

    press(Qt.Key.Key_Alt)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    release(Qt.Key.Key_Down)
    release(Qt.Key.Key_Alt)
    assert not window.menu.isVisible()
    press(Qt.Key.Key_Alt)
    release(Qt.Key.Key_Alt)
    assert window.menu.isVisible()
    window.menu.close()


def test_the_list_of_shortcuts_comes_from_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(window.actions_of_menus, window)
    qtbot.addWidget(dialog)
    words = {label.full_text() for label in dialog.findChildren(Label)}
    assert {"Filtrer la liste", "Ctrl+F", "Clients", "Ctrl+2", "Ctrl+Maj+Z, Ctrl+Y"} <= words
    assert "Imprimer…" not in words


def test_shortcuts_are_written_as_on_french_keyboards() -> None:
    assert shortcut_words("Ctrl+Shift+Z") == "Ctrl+Maj+Z"


def test_actions_are_shown_in_the_order_of_the_menus(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    entries = Actions(window, (ActionDef("b", "Aide", "B"), ActionDef("a", "Fichier", "A")))
    entries.register("b", window.close)
    entries.register("a", window.close)
    assert [entry.id for entry in entries.shown()] == ["a", "b"]


# ---- undo and messages -----------------------------------------------------------------------------------------------
def test_a_step_is_announced_and_can_be_taken_back_from_the_message(window: MainWindow, qtbot: QtBot) -> None:
    window.context.run(clients.save, Client(name="Alpha"))
    label = window.context.desk.undo_label
    assert label
    assert window.message.text == label
    assert window.actions_of_menus.action("edit.undo").text() == f"Annuler\u00a0: {label}"
    qtbot.mouseClick(window.message.undo_button, Qt.MouseButton.LeftButton)
    assert window.context.desk.table(Client).all() == []
    assert window.message.text == f"Annulé\u00a0: {label}"
    assert not window.actions_of_menus.action("edit.undo").isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [one.name for one in window.context.desk.table(Client).all()] == ["Alpha"]
    window.context.undo()
    qtbot.mouseClick(window.message.redo_button, Qt.MouseButton.LeftButton)
    assert [one.name for one in window.context.desk.table(Client).all()] == ["Alpha"]
    assert window.message.undo_button.isVisible()
    assert not window.message.redo_button.isVisible()


def test_a_refusal_is_said_and_stays_until_it_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.context.run(clients.save, Client(name=""))
    assert window.message.text
    assert not window.message._timer.isActive()
    assert not window.message.undo_button.isVisible()
    qtbot.mouseClick(window.message.close_button, Qt.MouseButton.LeftButton)
    assert window.message.text == ""


def test_a_message_leaves_by_itself_after_ten_seconds_unless_one_reads_it(window: MainWindow) -> None:
    window.message.done("Paiement noté")
    assert SECONDS == 10
    assert window.message._timer.interval() == 10_000
    assert window.message._timer.isActive()
    QApplication.sendEvent(window.message, QEvent(QEvent.Type.Enter))
    assert not window.message._timer.isActive()
    QApplication.sendEvent(window.message, QEvent(QEvent.Type.Leave))
    assert window.message._timer.isActive()
    window.message._timer.timeout.emit()
    assert window.message.text == ""


def test_a_long_message_stays_inside_a_narrow_window(window: MainWindow) -> None:
    window.resize(640, 480)
    window.message.error("Une phrase très longue pour dire ce qui ne va pas et ce qu’il faut faire. " * 4)
    window.message._slide.setCurrentTime(window.message._slide.duration())
    inside = window.message.geometry()
    assert inside.left() >= 0
    assert inside.right() <= window.message.parentWidget().width()
    assert inside.top() >= 0


# ---- look and place --------------------------------------------------------------------------------------------------
def test_theme_and_text_size_are_chosen_in_the_menu_and_remembered(window: MainWindow) -> None:
    window.actions_of_menus.trigger("view.theme.dark")
    window.actions_of_menus.trigger("view.larger")
    assert window.state.theme_mode is ThemeMode.DARK
    assert window.state.text_scale == 1.15
    window.actions_of_menus.trigger("view.normal")
    assert window.state.text_scale == 1.0


SCREEN, SECOND = QRect(0, 0, 1366, 728), QRect(1366, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("wanted", "screens", "expected"),
    [
        (QRect(100, 100, 800, 600), [SCREEN], QRect(100, 100, 800, 600)),
        (QRect(2000, 100, 900, 700), [SCREEN, SECOND], QRect(2000, 100, 900, 700)),
        (QRect(2000, 100, 900, 700), [SCREEN], QRect(466, 28, 900, 700)),  # the second screen is gone
        (QRect(-500, -500, 800, 600), [SCREEN], QRect(0, 0, 800, 600)),
        (QRect(0, 0, 4000, 3000), [SCREEN], QRect(0, 0, 1366, 728)),
        (QRect(10, 10, 50, 50), [SCREEN], QRect(10, 10, 640, 480)),
        (QRect(10, 10, 700, 500), [], QRect(10, 10, 700, 500)),
    ],
)
def test_a_remembered_window_comes_back_whole_on_a_screen_that_is_there(
    wanted: QRect, screens: list[QRect], expected: QRect
) -> None:
    assert clamp(wanted, screens) == expected


def test_place_and_splitters_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    def build() -> tuple[QMainWindow, QSplitter]:
        window, splitter = QMainWindow(), QSplitter()
        splitter.addWidget(QWidget())
        splitter.addWidget(QWidget())
        window.setCentralWidget(splitter)
        qtbot.addWidget(window)
        return window, splitter

    state = WindowState(tmp_path / "a" / "fenetre.ini")
    window, splitter = build()
    state.keep_splitter("clients", splitter)
    window.setGeometry(20, 30, 700, 500)
    window.show()
    splitter.setSizes([500, 200])
    splitter.splitterMoved.emit(500, 1)
    kept = splitter.sizes()
    state.save_window(window)
    again, other = build()
    fresh = WindowState(tmp_path / "a" / "fenetre.ini")
    fresh.restore_window(again)
    fresh.keep_splitter("clients", other)
    again.show()
    assert again.geometry().size() == window.geometry().size()
    assert other.sizes() == kept


def test_a_state_file_that_makes_no_sense_is_as_if_absent(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "fenetre.ini"
    file.write_text(
        "[window]\nrect=bonjour\nmaximized=peut-être\n[look]\ntheme=rose\ntext_scale=grand\n", encoding="utf-8"
    )
    state = WindowState(file)
    window = QMainWindow()
    qtbot.addWidget(window)
    state.restore_window(window)
    assert state.theme_mode is ThemeMode.SYSTEM
    assert state.text_scale == 1.0
    assert window.width() >= 640


@pytest.mark.parametrize("kept", [None, QRect(0, 0, 9000, 9000), QRect(-50, -50, 700, 500)])
def test_a_window_as_large_as_the_screen_keeps_its_title_bar_in_reach(
    kept: QRect | None, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "fenetre.ini"
    if kept is not None:
        QSettings(str(file), QSettings.Format.IniFormat).setValue("window/rect", kept)
    window = QMainWindow()
    qtbot.addWidget(window)
    WindowState(file).restore_window(window)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert window.geometry().top() >= screen.top() + TITLE_BAR
    assert window.geometry().bottom() <= screen.bottom()


class Asking(MainWindow):
    """A window that may ask something before it closes, and stay."""

    stays = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.stays:
            event.ignore()
        else:
            super().closeEvent(event)


def test_what_waits_for_the_window_is_given_up_when_it_closes_and_not_when_it_stays(
    context: Context, state: WindowState, qtbot: QtBot
) -> None:
    window = Asking((FirstTab.entry,), state)
    window.begin(context)
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    window.later.add(lambda: done.append("stays"))
    assert not window.close()
    window.later.finish()
    window.later.add(lambda: done.append("closed"))
    window.stays = False
    assert window.close()
    window.later.finish()
    assert done == ["stays"]


def test_the_frame_closes_before_its_data_are_there(state: WindowState, qtbot: QtBot) -> None:
    frame = MainWindow((FirstTab.entry,), state)
    qtbot.addWidget(frame)
    frame.show()
    assert frame.close()


def test_the_window_stays_while_a_step_is_being_written(window: MainWindow) -> None:
    closed: list[bool] = []

    def step(told: Callable[[int, int], None]) -> None:
        while not isinstance(QApplication.activeModalWidget(), LongStep):
            told(1, 2)
        closed.append(window.close())

    long_step(window, "Annulation", "Rien n’a changé.", step)
    assert (closed, window.isVisible()) == ([False], True)
    assert window.close()
