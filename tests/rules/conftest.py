"""The shipped law, read once."""

import pytest

from litigedesk.rules.law import Law, load


@pytest.fixture(scope="session")
def law() -> Law:
    return load()
