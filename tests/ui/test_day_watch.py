"""A window left open over midnight: every tab is read again, once."""

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from ui.app import build_window
from ui.day_watch import DayWatch
from ui.window_state import WindowState


def test_a_window_left_open_over_midnight_reads_its_tabs_again(
    qtbot: QtBot, tmp_path: Path, state: WindowState
) -> None:
    now = [datetime(2026, 11, 22, 23, 59)]
    with Desk.open(tmp_path / "données", lambda: now[0]) as desk:
        window = build_window(desk, state)
        qtbot.addWidget(window)
        window.show()
        window.show_tab("TodayTab")
        watch = window.findChild(DayWatch)
        assert watch is not None
        with qtbot.assertNotEmitted(window.context.data_changed):
            watch.look()
        assert not window.current_tab._stale
        now[0] += timedelta(minutes=2)
        with qtbot.waitSignal(window.context.data_changed) as told:
            QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
        assert {"dispute", "invoice", "deadline"} <= told.args[0]
        with qtbot.assertNotEmitted(window.context.data_changed):
            watch.look()


def test_a_window_that_closed_looks_no_more(qtbot: QtBot, desk: Desk, state: WindowState) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    watch = window.findChild(DayWatch)
    assert watch is not None
    timer = watch.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    window.close()
    assert not timer.isActive()
