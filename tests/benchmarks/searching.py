"""« Rechercher partout », key by key, in its box: the index, the records found, and their lines drawn."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage, settle
from tests.benchmarks.timing import milliseconds, percentile
from ui.search.answers import Opening
from ui.search.box import SearchBox
from ui.search.upkeep import SearchUpkeep

QUESTIONS: Final = ("atelier boréal", "F-00012", "1 250,00", "prestation", "dupnot", "mise en demeure")


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    durations = _keys(stage)
    for share in (50, 95):
        yield Figure(row=f"search-p{share}", clients=stage.clients, ms=percentile(durations, share))


def _keys(stage: Stage) -> list[float]:
    upkeep = stage.window.findChild(SearchUpkeep)
    assert isinstance(upkeep, SearchUpkeep)
    upkeep.start()
    while upkeep.is_busy or not upkeep.is_ready:
        settle()
    nowhere = Opening(
        record=lambda *_: None, command=lambda *_: None, page=lambda *_: None, word=lambda *_: None,
        every=lambda *_: None,
    )  # fmt: skip
    box = SearchBox(stage.window.context, upkeep, [], [], nowhere, stage.window)
    box.show()
    settle()
    durations: list[float] = []

    def type_so_far(text: str) -> None:
        box.field.setText(text)
        settle()

    for turn in range(1 if stage.quick else 3):
        for question in QUESTIONS[:1] if stage.quick else QUESTIONS:
            for end in range(1, len(question) + 1):
                taken = milliseconds(partial(type_so_far, question[:end]))
                if turn or stage.quick:  # the first only warms up
                    durations.append(taken)
    box.close()
    box.deleteLater()
    settle()
    return durations
