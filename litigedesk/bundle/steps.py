"""Long work told as it goes, and given up at any step when the user asks."""

from collections.abc import Callable

from litigedesk.errors import LitigeDeskError

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]


class Cancelled(LitigeDeskError):
    """The user gave the work up: nothing was written."""


class Steps:
    """Counts the steps of one piece of work; between them, ``pause`` only asks whether to go on."""

    def __init__(self, total: int, progress: Progress, cancelled: IsCancelled) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def begin(self, what: str) -> None:
        """Say what comes next, in French; ``Cancelled`` if the user gave up."""
        self.pause()
        self._progress(min(self._done, self._total), self._total, what)
        self._done += 1

    def end(self) -> None:
        """Say that all is done."""
        self._progress(self._total, self._total, "")

    def pause(self) -> None:
        """``Cancelled`` if the user gave up."""
        if self._cancelled():
            raise Cancelled
