"""A database of samples for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from litigedesk.store.database import Database
from tests.store.sample_records import open_sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "donnees" / "litigedesk.sqlite"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    with open_sample(path) as database:
        yield database
