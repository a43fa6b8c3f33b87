"""The demonstration, made once; each test works on its own copy."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.folders import demo_folder

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy."""
    folder = tmp_path_factory.mktemp("standing") / "d"
    return demo_folder(folder, NOW)
