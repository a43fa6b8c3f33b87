"""With hundreds of disputes to bring up to date the list shows what is known, says so, and fills up by itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.demo import scale
from litigedesk.desk import Desk
from litigedesk.formats import typographic
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import Scope
from ui.app import build_window
from ui.context import Context
from ui.dialogs.long_step import LongStep
from ui.standing_upkeep import GIVEN_UP, StandingUpkeep
from ui.tabs.disputes.tab import DisputesTab
from ui.tabs.today.tab import TodayTab
from ui.window_state import WindowState

MANY = 230
MORNING = datetime(2026, 11, 22, 9, 0)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "d"
    scale.make(folder, MORNING, MANY)
    return folder


@pytest.fixture
def tab(many: Path, qtbot: QtBot) -> Iterator[DisputesTab]:
    """The tab on a day of which nothing is known yet."""
    with Desk.open(many, lambda: MORNING) as desk:
        desk.standing.rows(MORNING.date() - timedelta(1), Scope.ALL)
        tab = DisputesTab(Context(desk))
        qtbot.addWidget(tab)
        yield tab


def rows(tab: DisputesTab) -> list[object]:
    return list(tab.list.model.rows())


def test_what_is_shown_is_of_today_and_the_rest_follows(tab: DisputesTab, qtbot: QtBot) -> None:
    tab.show()
    expected = dispute_list.computed(tab.context.desk, tab.context.today(), [row.id for row in tab.list.model.rows()])
    assert 0 < len(expected) < MANY
    assert sorted(expected, key=lambda row: row.id) == sorted(tab.list.model.rows(), key=lambda row: row.id)
    assert tab.list.behind.isVisible()
    chosen = tab.list.current_id
    qtbot.waitUntil(lambda: not tab.list.is_behind, timeout=20_000)
    assert rows(tab) == dispute_list.rows(tab.context.desk, tab.context.today())
    assert len(rows(tab)) == MANY
    assert tab.list.current_id == chosen
    assert not tab.list.behind.isVisible()


def test_a_dispute_that_is_not_listed_yet_is_opened_in_the_same_list(tab: DisputesTab) -> None:
    tab.show()
    listed = {row.id for row in tab.list.model.rows()}
    other = next(one for one, _ in dispute_list.choices(tab.context.desk) if one not in listed)
    tab.open_record(other)
    assert tab.list.current_id == other
    assert tab.list.scope is Scope.OPEN


def test_going_from_the_filter_to_the_rows_waits_for_nothing(tab: DisputesTab, qtbot: QtBot) -> None:
    tab.show()
    qtbot.keyClick(tab.list.filter, Qt.Key.Key_Down)
    assert tab.list.is_behind
    assert tab.list.current_id is not None


def test_a_fault_on_the_way_is_met_once(tab: DisputesTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.standing_upkeep.SLICE", -1)  # no number of disputes
    tab.show()
    with qtbot.captureExceptions() as met:
        qtbot.waitUntil(lambda: bool(met))
        for _ in range(20):
            QCoreApplication.processEvents()
    assert len(met) == 1


def test_nothing_is_asked_of_a_folder_that_is_closed(many: Path, qtbot: QtBot) -> None:
    with Desk.open(many, lambda: MORNING) as desk:
        context = Context(desk)
        desk.standing.rows(MORNING.date() - timedelta(1))
    today = TodayTab(context)
    qtbot.addWidget(today)
    today._progressed()
    assert StandingUpkeep.of(context).ask(Scope.OPEN) == 0


def test_what_is_printed_and_exported_is_whole(tab: DisputesTab) -> None:
    tab.show()
    assert len(rows(tab)) < MANY
    assert len(tab.list.whole().rows) == MANY
    assert len(tab.list.listed().rows) == MANY


@pytest.mark.parametrize("action", ["file.print_list", "file.export_list"])
def test_printing_what_is_long_to_bring_up_to_date_is_shown_and_can_be_given_up(
    action: str, many: Path, state: WindowState, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dialogs.long_step.PATIENCE", 0)
    monkeypatch.setattr("ui.standing_upkeep.WAITED", 20)
    with Desk.open(many, lambda: MORNING) as desk:
        desk.standing.rows(MORNING.date() - timedelta(1), Scope.ALL)
        window = build_window(desk, state)
        qtbot.addWidget(window)
        window.show()
        window.show_tab("DisputesTab")
        said: list[str] = []
        window.context.error_raised.connect(said.append)
        giving_up = GivingUp()
        qapp.installEventFilter(giving_up)
        window.actions_of_menus.action(action).trigger()
        qapp.removeEventFilter(giving_up)
        assert said == [typographic(GIVEN_UP)]
        assert desk.standing.lacking(MORNING.date()) > 0
        window.close()


class GivingUp(QObject):
    """Presses « Annuler » as soon as the progress is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, LongStep) and event.type() == QEvent.Type.Show:
            watched.cancel_button.click()
        return False
