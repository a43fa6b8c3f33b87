"""One piece of long work: told as it goes, given up at any step when the user asks, its temporary files gone at the end."""

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, Self, cast

from litigedesk.errors import LitigeDeskError

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]

_IN_MEMORY = (
    1_000_000  # bytes; larger pages made on the way wait in a file without a name, which no crash leaves behind
)


class Cancelled(LitigeDeskError):
    """The user gave the work up: nothing was written."""


class Work:
    """Counts the steps and owns the temporary files; between steps, ``pause`` only asks whether to go on."""

    def __init__(self, total: int, progress: Progress, cancelled: IsCancelled) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self._files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

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

    def spool(self) -> BinaryIO:
        """A place for pages made on the way, gone when the work ends."""
        return cast("BinaryIO", self._files.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY)))
