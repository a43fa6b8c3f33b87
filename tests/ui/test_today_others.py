"""A group too large for the first screen: its first tasks, the count of the others, and links to the lists that hold them all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.demo import scale
from litigedesk.desk import Desk
from litigedesk.operations import profile
from litigedesk.queries import agenda
from litigedesk.queries import today as queries
from litigedesk.queries.today import FIRST, TaskKind
from ui.app import build_window
from ui.main_window import MainWindow
from ui.tabs.contracts import ContractsTab
from ui.tabs.today import TodayTab
from ui.tabs.today.tab import CALENDAR, MORE
from ui.widgets.rows import TaskRow
from ui.window_state import WindowState

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    scale.make(tmp_path / "d", NOW, 70)
    with Desk.open(tmp_path / "d", lambda: NOW) as opened:
        yield opened


@pytest.fixture
def tab(desk: Desk, state: WindowState, qtbot: QtBot) -> TodayTab:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    found = window.findChild(TodayTab)
    assert found is not None
    return found


def press(tab: TodayTab, name: str) -> None:
    tab.findChildren(QPushButton, name)[-1].click()  # the page before it may still wait to be deleted


def rows(tab: TodayTab) -> int:
    return sum(1 for row in tab.findChildren(TaskRow) if row.isVisibleTo(tab))


def test_the_page_builds_no_more_rows_than_it_shows_and_grows_on_request(
    tab: TodayTab, desk: Desk, qtbot: QtBot
) -> None:
    shown = queries.overview(desk, NOW.date())
    assert shown.late.count > FIRST + MORE
    before = rows(tab)
    assert before == sum(
        len(group.tasks) for group in (shown.late, shown.soon, shown.without_next_step, shown.limitations)
    )
    press(tab, "today.late.more")
    qtbot.waitUntil(lambda: rows(tab) >= before + MORE)


def test_the_invoices_that_are_only_counted_are_one_press_away(tab: TodayTab, desk: Desk) -> None:
    everything = queries.overview(desk, NOW.date(), more=10_000)
    tasks = [*([everything.first] if everything.first else []), *everything.late.tasks]
    overdue = {task.record[1] for task in tasks if task.kind is TaskKind.OVERDUE_INVOICE}
    press(tab, "today.late.invoices")
    lists = tab.window().findChild(ContractsTab)
    assert lists is not None
    assert lists.isVisible()
    assert {abs(row.invoice.id) for row in lists.list.model.rows()} == overdue  # type: ignore[union-attr]


def test_the_dates_that_are_only_counted_are_in_the_calendar(tab: TodayTab, desk: Desk) -> None:
    press(tab, "today.late.dates")
    assert tab.views.key == CALENDAR
    assert tab.agenda.pane.filter_key == "all"
    late = [one for one in agenda.upcoming(desk, NOW.date()) if one.day < NOW.date()]
    assert f"et {len(late) - 3} autres en retard" in [
        label.text().replace("\u00a0", " ") for label in tab.agenda.upcoming.findChildren(type(tab.agenda.pane._title))
    ]


def test_what_is_not_known_yet_of_a_new_day_is_computed_between_events_then_shown(
    desk: Desk, state: WindowState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("litigedesk.standing.standing.AT_ONCE", 5)
    monkeypatch.setattr("ui.standing_upkeep.SLICE", 5)
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    tab = window.findChild(TodayTab)
    assert tab is not None
    assert tab._behind.isVisible()
    assert tab._review.content is None, "nothing is ticked before it is known"
    qtbot.waitUntil(lambda: not tab._behind.isVisible())
    assert tab._review.content is not None
    assert desk.standing.lacking(NOW.date()) == 0
    assert tab._shown is not None
    assert tab._shown.to_do == queries.to_do(desk, NOW.date())


def test_the_number_beside_the_name_is_completed_while_another_tab_is_in_front(
    desk: Desk, tab: TodayTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = tab.window()
    assert isinstance(window, MainWindow)
    window.show_tab("ClientsTab")
    monkeypatch.setattr("litigedesk.standing.standing.AT_ONCE", 5)
    monkeypatch.setattr("ui.standing_upkeep.SLICE", 5)
    tab.context.run(profile.save, replace(desk.profile(), name="Autre nom"))  # any dispute may depend on it
    assert desk.standing.lacking(NOW.date()) > 0
    qtbot.waitUntil(lambda: desk.standing.lacking(NOW.date()) == 0)
    qtbot.waitUntil(lambda: window.nav.tab("TodayTab")._count == queries.to_do(desk, NOW.date()))
    assert tab._shown is None, "the page itself is read when it is shown"
    window.show_tab("TodayTab")
    assert tab._shown is not None
    assert not tab._behind.isVisible()


def test_words_still_being_typed_in_a_filter_are_not_looked_for_once_the_window_is_closed(tab: TodayTab) -> None:
    window = tab.window()
    assert isinstance(window, MainWindow)
    window.show_tab("DisputesTab")
    pane = window.current_tab.panes()[0]
    pane.filter.setText("atelier")
    assert pane.question.pause.isActive()
    window.close()
    assert not pane.question.pause.isActive()
