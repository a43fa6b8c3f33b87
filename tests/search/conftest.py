"""An open desk, and an index of it brought up to date in the test's own thread."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.search.keeper import Keeper
from tests.folders import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", lambda: datetime(2026, 11, 22, 9, 0)) as opened:
        yield opened


@pytest.fixture
def keeper(desk: Desk) -> Iterator[Keeper]:
    made = Keeper(desk.folder, desk.db.reader, desk.vault)
    desk.db.follow(made)
    return made


@pytest.fixture
def settle(keeper: Keeper) -> Callable[[], None]:
    """Works until nothing is left to do."""

    def work() -> None:
        while keeper.work(lambda: False, lambda _share: None):
            pass

    return work
