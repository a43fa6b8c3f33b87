"""Durations taken fairly: several actions in turns in one process, warm, and what of them is kept."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

TIMES: Final = 7
BUDGET: Final = 6.0  # seconds after which what has been seen is enough


_clock: Callable[[], float] = time.perf_counter


def use_processor_time() -> None:
    """Count what the processor does for this thread alone, on a machine that others keep busy; waiting for the disk is left out."""
    global _clock  # noqa: PLW0603
    _clock = time.thread_time


def is_processor_time() -> bool:
    """Whether durations are those of the processor."""
    return _clock is time.thread_time


def milliseconds(action: Callable[[], object]) -> float:
    """How long it takes once."""
    start = _clock()
    action()
    return (_clock() - start) * 1000


def in_turns(
    actions: Mapping[str, Callable[[], object]], times: int = TIMES, budget: float = BUDGET
) -> dict[str, list[float]]:
    """The durations of each action, done in turns so that whatever else the machine does weighs on all alike.

    The first turn only warms up, unless it was so long that it must do. Python collects its garbage between turns.
    """
    began = time.perf_counter()
    kept = {name: [milliseconds(action)] for name, action in actions.items()}
    if time.perf_counter() - began > budget / 2:
        return kept
    kept = {name: [] for name in actions}
    for _ in range(times):
        gc.collect()
        for name, action in actions.items():
            kept[name].append(milliseconds(action))
        if time.perf_counter() - began > budget:
            break
    return kept


def median(action: Callable[[], object], times: int = TIMES, budget: float = BUDGET) -> float:
    """The median duration of one action."""
    return statistics.median(in_turns({"": action}, times, budget)[""])


def percentile(durations: Sequence[float], share: float) -> float:
    """The duration that so many in a hundred do not pass."""
    ordered = sorted(durations)
    return ordered[min(len(ordered) - 1, round(len(ordered) * share / 100))]
