"""Registered e-mail: who may be sent one, and letters that never count a delay from themselves."""

from dataclasses import replace
from datetime import date

import pytest

from litigedesk import paths
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.letters import catalogue, guards
from litigedesk.letters.guards.electronic import FROM_THIS_LETTER
from litigedesk.letters.guards.finding import Severity
from litigedesk.letters.ids import LADDER
from tests.letters.samples import Make


@pytest.mark.parametrize("path", sorted((paths.resources() / "letters").glob("*.md")), ids=lambda path: path.stem)
def test_no_letter_counts_a_delay_from_itself(path: object) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())  # type: ignore[attr-defined]
    assert not [words for words in FROM_THIS_LETTER if words in text]
