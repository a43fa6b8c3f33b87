"""A clock that is wrong for a day throws nothing of the user's away."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.operations import backup, clients, trash

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A client deleted yesterday, in a folder that was open on each of the last three days."""
    folder = tmp_path / "données"
    for day in (2, 1, 0):
        with Desk.open(folder, lambda day=day: NOW - timedelta(day)) as desk:  # type: ignore[misc]
            client = clients.save(desk, Client(name=f"Dupont {day}"), [], []).value
            if day == 1:
                clients.delete(desk, client.id or 0)
    return folder


@pytest.mark.parametrize("ahead", [timedelta(31), timedelta(3650)])
def test_a_clock_that_leapt_ahead_does_not_empty_the_trash(folder: Path, ahead: timedelta) -> None:
    for moment in (NOW + ahead, NOW + ahead + timedelta(hours=5), NOW + timedelta(1)):
        with Desk.open(folder, lambda moment=moment: moment) as desk:  # type: ignore[misc]
            clients.save(desk, Client(name=f"Martin {moment:%Y %H}"), [], [])
            assert len(desk.trash.all()) == 1


def test_thirty_days_of_use_empty_it(folder: Path) -> None:
    for day in range(40):
        with Desk.open(folder, lambda day=day: NOW + timedelta(day)) as desk:  # type: ignore[misc]
            clients.save(desk, Client(name=f"Martin {day}"), [], [])
            assert len(desk.trash.all()) == (day < 30)


def test_a_copy_looked_at_again_keeps_its_trash_until_it_is_confirmed(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        copy = backup.back_up(desk).copy
    assert copy is not None
    late = NOW + timedelta(60)
    for day in range(55, 61):
        with Desk.open(folder, lambda day=day: NOW + timedelta(day)) as desk:  # type: ignore[misc]
            clients.save(desk, Client(name=f"Durand {day}"), [], [])
            left = len(desk.trash.all())
    assert left == 0
    backup.restore(folder, copy, late)
    for waits in (True, False):
        with Desk.open(folder, lambda: late) as desk:
            assert len(desk.trash.all()) == waits
        backup.confirm_restore(folder)


def test_emptying_the_trash_takes_what_a_clock_ahead_put_there(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW - timedelta(30)) as desk:
        assert trash.empty(desk) == 1
        assert desk.trash.all() == []
