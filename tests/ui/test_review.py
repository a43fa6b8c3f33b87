"""The weekly review: what it lists follows the page, its lines lead there, and once made it stays made until Monday."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.queries import today as queries
from tests.ui.disputes_world import TODAY, dispute_with
from ui.context import Context
from ui.tabs.today.review_card import ReviewCard, is_done, points, told
from ui.tabs.today.tab import TodayTab
from ui.widgets.buttons import Button
from ui.widgets.rows import FactRow, TaskRow
from ui.window_state import WindowState


@pytest.fixture
def tab(context: Context, desk: Desk, state: WindowState, qtbot: QtBot) -> TodayTab:
    dispute_with(desk, "Atelier Boréal SARL", number="F-1")
    dispute_with(desk, "Studio Lumen", number="F-2")
    made = TodayTab(context)
    qtbot.addWidget(made)
    made.keep(state)
    made.resize(1366, 768)
    made.show()
    made.refresh_now()
    return made


def test_the_review_counts_what_the_page_shows(tab: TodayTab, desk: Desk) -> None:
    shown = queries.overview(desk, TODAY)
    found = {one.key: one for one in points(shown, TODAY)}
    assert list(found) == ["late", "soon", "stuck", "waiting", "renewals", "money", "backup"]
    rows = [row for row in tab.findChildren(TaskRow) if row.isVisible()]
    assert len(rows) == shown.late.count + shown.soon.count + shown.without_next_step.count
    assert shown.first is not None
    assert found["money"].asks or "échu" in found["money"].detail


def test_once_made_it_is_remembered_until_the_next_monday(tab: TodayTab, state: WindowState) -> None:
    button = tab.findChild(Button, "review.done")
    assert button is not None
    button.click()
    assert state.day("today/reviewed") == TODAY
    card = tab.findChildren(ReviewCard)[-1]  # the one before it waits to be deleted
    assert card.findChild(Button, "review.done") is None


@pytest.mark.parametrize(
    ("last", "today", "done"),
    [
        (None, date(2026, 11, 23), False),
        (date(2026, 11, 22), date(2026, 11, 23), False),  # a Sunday, then Monday
        (date(2026, 11, 23), date(2026, 11, 29), True),
        (date(2026, 11, 30), date(2026, 11, 29), False),  # a clock set back
    ],
)
def test_a_week_begins_on_its_monday(last: date | None, today: date, done: bool) -> None:
    assert is_done(last, today) is done
    assert told(last, today) != "" or done


def test_a_line_leads_to_its_part_of_the_page(tab: TodayTab, qtbot: QtBot) -> None:
    tab.show_view("calendar")
    line = tab.findChild(FactRow, "review.money")
    assert line is not None
    line.click()
    assert tab.views.key == "list"
    waiting = tab.findChild(FactRow, "review.waiting")
    assert waiting is not None
    waiting.click()  # nothing waits: the page says so by staying whole
