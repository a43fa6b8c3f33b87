"""One notice a day, only if wanted; and the day on which this folder was last open."""

from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from litigedesk.demo import scale
from litigedesk.desk import Desk
from litigedesk.domain.records import Deadline
from litigedesk.operations import disputes, profile
from litigedesk.settings import TRAY
from ui import daily_notice
from ui.app import build_window
from ui.context import Context
from ui.daily_notice import DailyNotice
from ui.window_state import WindowState

TODAY = date(2026, 11, 22)


def notice(desk: Desk, state: WindowState, qtbot: QtBot) -> DailyNotice:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    found = window.findChild(DailyNotice)
    assert found is not None
    return found


def test_no_notice_is_given_unless_it_is_wanted(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    assert not notice(desk, state, qtbot).due(TODAY)


def test_a_notice_is_due_once_a_day(desk: Desk, state: WindowState, qtbot: QtBot) -> None:
    profile.set_setting(desk, TRAY.key, "yes")
    found = notice(desk, state, qtbot)
    assert found.due(TODAY)
    state.set_text(daily_notice.SHOWN, TODAY.isoformat())
    assert not found.due(TODAY)
    assert found.due(date(2026, 11, 23))


def test_without_a_place_near_the_clock_nothing_is_shown_and_the_day_is_not_spent(
    desk: Desk, state: WindowState, qtbot: QtBot
) -> None:
    profile.set_setting(desk, TRAY.key, "yes")
    disputes.save_deadline(desk, Deadline(title="Cotisation", due_on=TODAY))
    found = notice(desk, state, qtbot)
    assert not found.give()  # the off-screen platform has no tray
    assert found.due(TODAY)


def test_it_waits_until_all_that_it_counts_is_known(
    state: WindowState, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 11, 22, 9, 0)
    scale.make(tmp_path / "d", now, 10)
    monkeypatch.setattr("litigedesk.standing.standing.AT_ONCE", 2)
    monkeypatch.setattr("ui.standing_upkeep.SLICE", 2)
    with Desk.open(tmp_path / "d", lambda: now) as many:
        found = notice(many, state, qtbot)
        assert not found.ready(TODAY)
        qtbot.waitUntil(lambda: found.ready(TODAY))


def test_the_words_count_what_waits_and_name_the_first(context: Context) -> None:
    assert daily_notice.words(context) is None
    disputes.save_deadline(context.desk, Deadline(title="Cotisation", due_on=date(2026, 11, 24)))
    disputes.save_deadline(context.desk, Deadline(title="Relire", due_on=date(2026, 11, 20)))
    disputes.save_deadline(context.desk, Deadline(title="Dans longtemps", due_on=date(2027, 3, 1)))
    assert daily_notice.words(context) == (
        "LitigeDesk\u00a0: 2\u00a0points attendent",
        "Rappel — Relire, en retard de 2\u00a0jours.",
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([date(2026, 11, 17)], date(2026, 11, 17)),
        ([date(2026, 11, 10), date(2026, 11, 17)], date(2026, 11, 17)),
        ([date(2026, 11, 17), TODAY, TODAY], date(2026, 11, 17)),
        ([date(2026, 11, 25)], None),  # a clock set back
    ],
)
def test_the_last_day_this_folder_was_open_is_remembered(
    state: WindowState, tmp_path: Path, days: list[date], expected: date | None
) -> None:
    for day in days:
        state.note_opening(tmp_path, day)
    assert state.note_opening(tmp_path, TODAY) == expected
    assert state.note_opening(tmp_path / "autre", TODAY) is None
