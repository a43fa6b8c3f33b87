"""Aujourd’hui: the one thing to do first, and what its buttons do."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline
from litigedesk.formats import money
from litigedesk.queries import today as queries
from tests.folders import demo_folder
from ui.context import Context
from ui.tabs.today import TodayTab
from ui.widgets.panels import NextAction
from ui.widgets.rows import TaskRow

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture(scope="module")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aujourdhui") / "exemple"
    demo_folder(folder, NOW)
    return folder


@pytest.fixture
def desk(demo_data: Path, tmp_path: Path) -> Iterator[Desk]:
    import shutil

    shutil.copytree(demo_data, tmp_path / "d", ignore=shutil.ignore_patterns("*.lock", "exemples"))
    with Desk.open(tmp_path / "d", lambda: NOW) as opened:
        yield opened


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> TodayTab:
    made = TodayTab(Context(desk))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


def press(tab: TodayTab, name: str) -> None:
    button = tab.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def rows(tab: TodayTab) -> list[str]:
    return [row.accessibleName() for row in tab.findChildren(TaskRow) if row.isVisibleTo(tab)]


def test_the_first_thing_to_do_saves_a_right_before_anything_older_and_is_not_repeated_below(
    tab: TodayTab, desk: Desk
) -> None:
    seen = queries.overview(desk, NOW.date())
    assert seen.first is not None
    assert seen.first.presses(NOW.date())
    assert seen.late.tasks[0].due_on is not None
    assert seen.first.due_on is not None
    assert seen.late.tasks[0].due_on < NOW.date() <= seen.first.due_on
    assert not seen.late.tasks[0].presses(NOW.date())
    panel = tab.findChild(NextAction)
    assert panel is not None
    assert seen.first.who in panel.accessibleName()
    assert not [row for row in rows(tab) if seen.first.who in row and seen.first.what.lower() in row.lower()]


def test_every_open_dispute_is_somewhere_on_the_page(tab: TodayTab, desk: Desk) -> None:
    seen = queries.overview(desk, NOW.date())
    groups = (seen.late, seen.soon, seen.without_next_step, seen.limitations, seen.waiting, seen.later)
    tasks = [task for task in (seen.first, *(one for group in groups for one in group.tasks)) if task]
    shown = {task.dispute_id for task in tasks if task.dispute_id is not None}
    assert shown == {row["id"] for row in desk.db.rows("SELECT id FROM dispute WHERE stage <> 'closed'")}


def test_the_ages_add_up_to_the_money_outstanding(desk: Desk) -> None:
    seen = queries.overview(desk, NOW.date())
    assert Money.total(band.amount for band in seen.ages) == seen.outstanding
    assert Money.total(band.amount for band in seen.ages[1:]) == seen.overdue


def test_a_row_opens_its_dossier(tab: TodayTab, qtbot: QtBot) -> None:
    row = next(row for row in tab.findChildren(TaskRow) if "Boréal" in row.accessibleName())
    with qtbot.waitSignal(tab.context.navigated) as asked:
        row.click()
    assert asked.args is not None
    assert asked.args[0] == "dispute"


def without_rights_to_save(desk: Desk) -> None:
    """Dates that cost a right come first: with them done, the first thing to do is the oldest."""
    from litigedesk.operations import disputes

    for deadline in desk.table(Deadline).where(done_on=None):
        if deadline.clock is not None:
            disputes.complete_deadline(desk, deadline.id or 0)


def test_what_is_done_leaves_the_page_and_undo_brings_it_back(tab: TodayTab, desk: Desk) -> None:
    due = NOW.date() - timedelta(days=200)
    from litigedesk.operations import disputes

    without_rights_to_save(desk)
    tab.context.run(disputes.save_deadline, Deadline(dispute_id=1, title="Appeler M. Loïc", due_on=due))
    panel = tab.findChildren(NextAction)[-1]
    assert "appeler M. Loïc" in panel.accessibleName()
    press_last(tab, "today.first.done")
    assert desk.table(Deadline).count(title="Appeler M. Loïc", done_on=NOW.date()) == 1
    tab.context.undo()
    assert desk.table(Deadline).count(title="Appeler M. Loïc", done_on=None) == 1


def press_last(tab: TodayTab, name: str) -> None:
    tab.findChildren(QPushButton, name)[-1].click()  # the page before it is still waiting to be deleted


def test_a_step_is_put_off_by_a_week_with_its_reason_kept(tab: TodayTab, desk: Desk) -> None:
    from litigedesk.operations import disputes

    without_rights_to_save(desk)
    due = NOW.date() - timedelta(days=200)
    tab.context.run(disputes.save_deadline, Deadline(dispute_id=1, title="Appeler", due_on=due))
    button = tab.findChildren(QPushButton, "today.first.postpone")[-1]
    menu = button.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    moved = desk.table(Deadline).where(title="Appeler")[0]
    assert moved.due_on == date(2026, 11, 29)
    assert "prévue le" in moved.reason


def test_an_empty_desk_says_what_to_do_and_offers_the_example(qtbot: QtBot, tmp_path: Path) -> None:
    with Desk.open(tmp_path / "vide", lambda: NOW) as empty:
        tab = TodayTab(Context(empty))
        qtbot.addWidget(tab)
        tab.show()
        with qtbot.waitSignal(tab.context.action_asked) as asked:
            press(tab, "today.demo")
        assert asked.args == ["file.demo"]
        with qtbot.waitSignal(tab.context.action_asked) as asked:
            press(tab, "today.import")
        assert asked.args == ["file.import"]
        assert tab.count() is None


def test_the_count_beside_the_tab_follows_a_change_made_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    from litigedesk.operations import disputes

    tab = TodayTab(Context(desk))  # never shown
    qtbot.addWidget(tab)
    before = tab.count()
    assert before
    tab.context.run(disputes.save_deadline, Deadline(dispute_id=1, title="Appeler", due_on=NOW.date()))
    assert tab.count() == before + 1


def test_money_is_written_as_people_read_it(tab: TodayTab, desk: Desk) -> None:
    seen = queries.overview(desk, NOW.date())
    from ui.widgets.text import Label

    texts = [label.full_text() for label in tab.findChildren(Label)]
    assert money(seen.outstanding) in texts
