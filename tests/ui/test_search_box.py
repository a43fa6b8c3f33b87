"""Ctrl+K from the keyboard alone: what is typed is found and opened where it is; what was looked at last waits there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client
from litigedesk.operations import clients, pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.search.kinds import KINDS
from tests.ui.disputes_world import dispute_with
from ui.app import build_window
from ui.help.window import HelpWindow
from ui.main_window import MainWindow
from ui.search import answers
from ui.search.box import SearchBox
from ui.search.lines import Line, LineKind
from ui.search.recents import MOST, Recents
from ui.search_actions import Search
from ui.tabs.clients import ClientsTab
from ui.tabs.disputes import DisputesTab
from ui.window_state import WindowState

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def window(desk: Desk, state: WindowState, qtbot: QtBot) -> MainWindow:
    dispute_id = dispute_with(desk, "Dupont & Fils")
    pieces.add(desk, of_dispute(dispute_id), [Incoming("note.txt", b"La ponceuse orbitale est remise.")])
    clients.save(desk, Client(name="Épicerie d’Élise"), [], [])
    made = build_window(desk, state)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def indexed(window: MainWindow, qtbot: QtBot) -> Search:
    """The search, its index at rest."""
    search = window.findChild(Search)
    assert isinstance(search, Search)
    search.upkeep.start()
    qtbot.waitUntil(lambda: search.upkeep.is_ready and not search.upkeep.is_busy)
    return search


def in_the_box(window: MainWindow, qtbot: QtBot, do: Callable[[SearchBox], object]) -> None:
    """Press Ctrl+K, and do something in the box that opens; returns once it is closed."""
    indexed(window, qtbot)
    faults: list[AssertionError] = []

    def run() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, SearchBox)
        try:
            do(box)
        except AssertionError as fault:
            faults.append(fault)
        finally:
            if box.isVisible():
                box.reject()

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTimer.singleShot(0, run)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Control)  # Ctrl is let go, or it would seem held for ever
    if faults:
        raise faults[0]


def chosen(box: SearchBox) -> Line:
    line = box.model.line(box.list.currentIndex())
    assert line is not None
    return line


def titles(box: SearchBox) -> list[str]:
    return [line.title for line in box.model.lines() if line.what is LineKind.RESULT]


def press(box: SearchBox, *keys: Qt.Key, control: bool = False) -> None:
    for key in keys:
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(box.field, key, modifier)


def test_from_ctrl_k_to_the_dispute_without_a_mouse(window: MainWindow, qtbot: QtBot, type_text: Typed) -> None:
    def act(box: SearchBox) -> None:
        assert box.focusWidget() is box.field
        type_text(box.field, "dupnot")
        assert chosen(box).title == "Dupont & Fils"
        assert chosen(box).key == ("client", 1)
        press(box, Qt.Key.Key_Down)
        assert chosen(box).key == ("dispute", 1)
        press(box, Qt.Key.Key_Return)

    in_the_box(window, qtbot, act)
    tab = window.current_tab
    assert isinstance(tab, DisputesTab)
    assert tab.dossier.dispute_id == 1


def test_a_piece_found_by_its_text_opens_its_dossier_at_that_piece(
    window: MainWindow, qtbot: QtBot, type_text: Typed
) -> None:
    def act(box: SearchBox) -> None:
        type_text(box.field, "orbitale")
        box.look_closer()
        line = chosen(box)
        assert line.key == ("piece", 1)
        assert [line.detail[start:end] for start, end in line.detail_marks] == ["orbitale"]
        press(box, Qt.Key.Key_Return)

    in_the_box(window, qtbot, act)
    tab = window.current_tab
    assert isinstance(tab, DisputesTab)
    assert tab.dossier.panel is not None
    assert tab.dossier.panel.list.current_id == 1
    assert window.focusWidget() is tab.dossier.panel.list


def test_ctrl_enter_opens_the_client_of_what_is_chosen(window: MainWindow, qtbot: QtBot, type_text: Typed) -> None:
    def act(box: SearchBox) -> None:
        type_text(box.field, "orbitale")
        press(box, Qt.Key.Key_Return, control=True)

    window.show_tab("ClientsTab")
    tab = window.current_tab
    assert isinstance(tab, ClientsTab)
    tab.list.select(2)
    in_the_box(window, qtbot, act)
    assert [row.id for row in tab.list.selected] == [1]


def test_every_kind_of_record_is_opened_by_some_tab(window: MainWindow) -> None:
    opened = set().union(*(tab.entry.record_kinds for tab in window.tabs))
    places = {
        "letter": {"dispute.letter"},
        "piece": {"dispute.piece", "insurance_claim.piece"},
        "event": {"dispute.event"},
    }
    for kind in KINDS:
        assert places.get(kind.name, {kind.name}) <= opened
        assert kind.name in answers.KINDS


def test_commands_and_help_are_found_and_done(window: MainWindow, qtbot: QtBot, type_text: Typed) -> None:
    def act(box: SearchBox) -> None:
        type_text(box.field, "theme sombre")
        assert chosen(box).title == "Thème sombre"
        box.field.clear()
        type_text(box.field, "forclusion")
        press(box, Qt.Key.Key_Return)

    in_the_box(window, qtbot, act)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow) and one.isVisible()]
    assert len(found) == 1
    assert "orclusion" in found[0].text.toPlainText()


def test_headings_are_never_chosen_and_pages_move_by_many(window: MainWindow, qtbot: QtBot) -> None:
    def act(box: SearchBox) -> None:
        rows = []
        for key in (*[Qt.Key.Key_Down] * 6, *[Qt.Key.Key_PageDown] * 30, *[Qt.Key.Key_PageUp] * 30):
            press(box, key)
            rows.append(box.list.currentIndex().row())
            assert chosen(box).what is not LineKind.HEADING
        assert max(rows) == box.model.rowCount() - 1
        assert rows[-1] == box.model.near(0, 1)

    in_the_box(window, qtbot, act)


def test_without_a_word_it_shows_what_was_looked_at_last_that_is_still_there(
    window: MainWindow, desk: Desk, state: WindowState, qtbot: QtBot
) -> None:
    window.context.navigate("client", 2)
    window.context.navigate("client", 1)
    window.context.navigate("dispute", 1)
    clients.delete(desk, 2)

    def act(box: SearchBox) -> None:
        assert [line.key for line in box.model.lines()][:3] == [None, ("dispute", 1), ("client", 1)]
        assert box.model.lines()[3].title == "Commandes"

    in_the_box(window, qtbot, act)
    recents = Recents(state, desk.folder)
    for record_id in range(1, 20):
        recents.note("client", record_id)
    assert len(recents.all()) == MOST
    assert Recents(state, desk.folder / "ailleurs").all() == []
    state.set_text(recents._name, "{pas du JSON")
    assert recents.all() == []


def test_a_record_counts_as_looked_at_once_one_stays_on_it(window: MainWindow, qtbot: QtBot) -> None:
    search = window.findChild(Search)
    assert isinstance(search, Search)
    window.show_tab("ClientsTab")
    tab = window.current_tab
    assert isinstance(tab, ClientsTab)
    before = search.recents.all()
    tab.list.select(2)
    assert search.recents.all() == before
    search.note_look()
    assert search.recents.all()[0] == ("client", 2)


def test_nothing_found_says_what_to_do(window: MainWindow, qtbot: QtBot, type_text: Typed) -> None:
    def act(box: SearchBox) -> None:
        type_text(box.field, "xyzzyx")
        assert box.stack.currentWidget() is box.empty
        assert "SIRET" in box.empty.sentence.full_text()
        press(box, Qt.Key.Key_Return, Qt.Key.Key_Down)
        assert box.isVisible()
        press(box, Qt.Key.Key_Escape)
        assert not box.isVisible()

    in_the_box(window, qtbot, act)


def test_all_of_a_kind_are_shown_and_escape_comes_back(
    window: MainWindow, desk: Desk, qtbot: QtBot, type_text: Typed
) -> None:
    for number in range(30):
        clients.save(desk, Client(name=f"Martin {number}"), [], [])

    def act(box: SearchBox) -> None:
        type_text(box.field, "martin")
        more = [place for place, line in enumerate(box.model.lines()) if line.what is LineKind.MORE]
        assert len(titles(box)) < 30
        press(box, *[Qt.Key.Key_Down] * 5)
        assert box.list.currentIndex().row() == more[0]
        press(box, Qt.Key.Key_Return)
        assert len(titles(box)) == 30
        press(box, Qt.Key.Key_Escape)
        assert box.isVisible()
        assert len(titles(box)) < 30

    in_the_box(window, qtbot, act)


def test_what_is_saved_and_undone_is_found_at_once(
    window: MainWindow, desk: Desk, qtbot: QtBot, type_text: Typed
) -> None:
    indexed(window, qtbot)
    window.context.run(clients.save, Client(name="Quincaillerie Zélande"), [], [])

    def act(box: SearchBox) -> None:
        type_text(box.field, "zelande")
        assert titles(box)[:1] == ["Quincaillerie Zélande"]

    in_the_box(window, qtbot, act)
    window.context.undo()

    def act_again(box: SearchBox) -> None:
        type_text(box.field, "zelande")
        assert "Quincaillerie Zélande" not in titles(box)

    in_the_box(window, qtbot, act_again)


def test_a_line_is_said_as_it_is_chosen(window: MainWindow, qtbot: QtBot, type_text: Typed) -> None:
    def act(box: SearchBox) -> None:
        type_text(box.field, "dupont")
        assert box.field.accessibleDescription().startswith("Dupont & Fils, ")
        press(box, Qt.Key.Key_Down)
        assert "Impayé" in box.field.accessibleDescription()

    in_the_box(window, qtbot, act)
