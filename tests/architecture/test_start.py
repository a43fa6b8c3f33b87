"""What is imported before the first screen shows: names, never times."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from litigedesk.demo import telling
from litigedesk.desk import Desk

ROOT = Path(__file__).parents[2]
OF_THE_FRAME = 45  # of our modules that the window needs before its data
OF_THE_SCREEN = 235  # of our modules that Aujourd’hui needs
OF_OTHERS = 240  # Python's and the libraries', Qt included

# Whole libraries and parts of ours that no first screen shows.
NEVER = (
    "docx", "jinja2", "lxml", "stdnum", "reportlab", "pypdfium2", "pypdf", "markdown_it", "PIL", "num2words", "rapidfuzz",
    "icalendar", "cryptography", "openpyxl", "defusedxml", "holidays", "PySide6.QtPrintSupport",
    "litigedesk.letters.catalogue", "litigedesk.letters.guards", "litigedesk.bundle", "litigedesk.paper", "litigedesk.readable",
    "litigedesk.imports", "litigedesk.exchange", "litigedesk.search", "litigedesk.demo",
    "ui.forms", "ui.letter_window", "ui.wording_window", "ui.wizard", "ui.help.window", "ui.widgets.list_pane",
    "ui.widgets.calendar", "ui.widgets.pdf_view", "ui.tabs.clients", "ui.tabs.contracts", "ui.tabs.disputes", "ui.tabs.mediation",
    "ui.tabs.claims", "ui.dialogs.dispute", "ui.dialogs.settings", "ui.search.box",
)  # fmt: skip
# What computes a dispute: where each stands is kept, and on the same day nothing is computed anew.
COMPUTING = (
    "litigedesk.rules.plans", "litigedesk.rules.procedures", "litigedesk.rules.interest", "litigedesk.rules.statement",
    "litigedesk.rules.evidence", "litigedesk.queries.disputes", "litigedesk.queries.cases", "litigedesk.queries.plans",
    "litigedesk.queries.procedures", "litigedesk.queries.agreements", "litigedesk.queries.sums", "litigedesk.queries.limitations",
    "litigedesk.queries.mediations", "litigedesk.queries.next_step.of_dispute", "litigedesk.queries.next_step.planned",
    "litigedesk.letters.template", "litigedesk.letters.facts",
)  # fmt: skip
BEFORE_THE_DATA = (
    "litigedesk.desk",
    "litigedesk.formats",
    "litigedesk.store.database",
    "litigedesk.domain.records",
    "litigedesk.rules",
    "ui.tabs.today",
    "ui.undo_keys",
)

SHOW = """
import sys
from pathlib import Path
from ui import app
folder = Path({folder!r})
def tell(stage):
    print(stage, *sorted(sys.modules))
app.run(folder / "données", state_file=folder / "fenetre.ini", stages=tell)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The modules present at each stage of a start on the invented example, whose disputes were looked at before."""
    folder = tmp_path_factory.mktemp("start")
    telling.make(folder / "données", datetime.now())
    with Desk.open(folder / "données", datetime.now) as desk:
        desk.standing.rows(desk.today())
    show = [sys.executable, "-c", SHOW.format(folder=str(folder))]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(show, check=True, cwd=ROOT, capture_output=True, text=True, env=environment)
    lines = [line.split() for line in done.stdout.splitlines()]
    return {stage: set(names) for stage, *names in lines}


def within(names: set[str], wanted: str) -> list[str]:
    return [name for name in names if name == wanted or name.startswith(f"{wanted}.")]


def ours(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in {"ui", "litigedesk"}}


def test_the_window_shows_before_its_data_are_looked_at(loaded: dict[str, set[str]]) -> None:
    early = [name for wanted in (*BEFORE_THE_DATA, *NEVER) for name in within(loaded["frame"], wanted)]
    assert not early, early
    assert len(ours(loaded["frame"])) <= OF_THE_FRAME


def test_the_first_screen_imports_nothing_that_it_does_not_show(loaded: dict[str, set[str]]) -> None:
    early = [name for wanted in NEVER for name in within(loaded["screen"], wanted)]
    assert not early, early


def test_on_the_day_it_was_computed_the_first_screen_imports_nothing_that_computes_a_dispute(
    loaded: dict[str, set[str]],
) -> None:
    early = [name for wanted in COMPUTING for name in within(loaded["screen"], wanted)]
    assert not early, early


def test_the_first_screen_stays_within_its_number_of_modules(loaded: dict[str, set[str]]) -> None:
    assert len(ours(loaded["screen"])) <= OF_THE_SCREEN
    assert len(loaded["screen"] - ours(loaded["screen"])) <= OF_OTHERS
