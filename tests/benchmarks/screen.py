"""The window as one uses it, off screen: tabs, lists, the filter, a dossier, a line saved and taken back; all drawn."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventKind
from litigedesk.operations import disputes
from litigedesk.queries import today
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import TABS, Stage, settle, show_tab
from tests.benchmarks.timing import in_turns, median, milliseconds, percentile
from ui.widgets.list_pane import ListPane

TYPED: Final = "atelier bor"
DISPUTES: Final = 4  # the place of that tab


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    for place in range(1, TABS + 1):
        show_tab(stage.window, place)  # built and read once, as after some minutes of use
    yield _figure(stage, "tab", max(_tabs(stage)))
    panes = list(_panes(stage))
    yield _figure(stage, "list", max(_read(stage, place, pane) for place, pane in panes))
    keys = [one for place, pane in panes for one in _filtered(stage, place, pane)]
    yield _figure(stage, "filter", percentile(keys, 95))
    yield _figure(stage, "dossier", _opened(stage))
    yield from _saved(stage)
    yield _figure(stage, "today", _today(stage))


def _figure(stage: Stage, row: str, ms: float) -> Figure:
    return Figure(row=row, clients=stage.clients, ms=ms)


def _tabs(stage: Stage) -> list[float]:
    """The median of each tab, all gone through in turns."""
    taken: dict[str, Callable[[], object]] = {
        str(place): partial(show_tab, stage.window, place) for place in range(1, TABS + 1)
    }
    return [statistics.median(one) for one in in_turns(taken, stage.times, stage.budget).values()]


def _panes(stage: Stage) -> Iterator[tuple[int, ListPane[Any]]]:
    for place in range(1, TABS + 1):
        show_tab(stage.window, place)
        for pane in stage.window.current_tab.panes():
            if pane.isVisible():
                yield place, pane


def _read(stage: Stage, place: int, pane: ListPane[Any]) -> float:
    show_tab(stage.window, place)

    def read() -> None:
        pane.refresh()
        settle()

    return median(read, stage.times, stage.budget / 3)


def _filtered(stage: Stage, place: int, pane: ListPane[Any]) -> list[float]:
    """How long the rows take to follow each key, the pause between two keys left out."""
    show_tab(stage.window, place)
    durations: list[float] = []

    def type_so_far(text: str) -> None:
        pane.filter.setText(text)
        pane.question.typed()
        settle()

    for _ in range(1 if stage.quick else 3):
        for end in range(1, 2 if stage.quick else len(TYPED) + 1):
            durations.append(milliseconds(partial(type_so_far, TYPED[:end])))
    type_so_far("")
    return durations


def _opened(stage: Stage) -> float:
    rows = stage.desk.db.rows("SELECT id FROM dispute WHERE closed_on IS NULL ORDER BY id LIMIT 8")
    ids = iter([row["id"] for row in rows] * 8)

    def open_next() -> None:
        stage.window.open_record("dispute", next(ids))
        settle()

    return median(open_next, stage.times, stage.budget)


def _saved(stage: Stage) -> Iterator[Figure]:
    """A line of the timeline of the dossier in front, then « Annuler »."""
    show_tab(stage.window, DISPUTES)
    context = stage.window.context
    line = Event(dispute_id=_open_dispute(stage), kind=EventKind.CALL, happened_on=context.today(), title="Appel")

    def save() -> None:
        context.run(disputes.save_event, line)
        settle()

    def undo() -> None:
        context.undo()
        settle()

    durations = in_turns({"save": save, "undo": undo}, stage.times, stage.budget)
    for row, one in durations.items():
        yield _figure(stage, row, statistics.median(one))


def _today(stage: Stage) -> float:
    """Computed anew once something has changed, or what is remembered would be measured."""
    desk, number = stage.desk, _open_dispute(stage)
    line = Event(dispute_id=number, kind=EventKind.CALL, happened_on=desk.today(), title="Appel")
    durations: list[float] = []
    for _ in range(1 + stage.times):
        disputes.save_event(desk, line)
        durations.append(milliseconds(lambda: today.overview(desk, desk.today())))
        desk.undo()
        if sum(durations) > stage.budget * 1000:
            break
    return statistics.median(durations[1:] or durations)


def _open_dispute(stage: Stage) -> int:
    return int(stage.desk.db.value("SELECT min(id) FROM dispute WHERE closed_on IS NULL"))
