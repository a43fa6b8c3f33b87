"""How long the window gives no sign of life: a thread knocks on it every ten milliseconds and times the answer."""

import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject

EVERY: Final = 0.01  # seconds
NOTICED: Final = 0.1  # from here on, what the window was doing is written down


class Heartbeat(QObject):
    """Knocks are events of their own, not timers: those are held back while a long step lets its dialog breathe."""

    KNOCK: Final = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0  # ms
        self.where: list[str] = []  # what the window was doing each time it was long, innermost first
        self._window = threading.get_ident()
        self._sent = self._answered = 0
        self._since = self._worked = 0.0
        self.worked = 0.0  # ms of the processor's time in the longest, for a machine that others keep busy
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._knock, name="heartbeat")

    def event(self, event: QEvent) -> bool:
        if event.type() != self.KNOCK:
            return super().event(event)
        self._answered = self._sent
        self._note()
        return True

    def _note(self) -> None:
        self.longest = max(self.longest, (time.perf_counter() - self._since) * 1000)
        self.worked = max(self.worked, (time.thread_time() - self._worked) * 1000)

    def _knock(self) -> None:
        told, clock = 0, time.pthread_getcpuclockid(self._window)
        while not self._over.wait(EVERY):
            if self._answered == self._sent:
                self._since, self._worked = time.perf_counter(), time.clock_gettime(clock)
                self._sent += 1
                QCoreApplication.postEvent(self, QEvent(self.KNOCK))
            elif time.clock_gettime(clock) - self._worked > NOTICED:
                if told != self._sent:
                    told = self._sent
                    self.where.append("----")
                self.where.append(_doing(self._window))

    def start(self) -> None:
        """Begin to knock."""
        self._thread.start()

    def stop(self) -> None:
        """Knock no more; a knock without an answer counts until now."""
        self._over.set()
        self._thread.join()
        if self._answered != self._sent:
            self._note()
        QCoreApplication.removePostedEvents(self)


@contextmanager
def watched() -> Iterator[Heartbeat]:
    """The longest silence of the window inside."""
    beat = Heartbeat()
    beat.start()
    try:
        yield beat
    finally:
        beat.stop()


def _doing(thread: int) -> str:
    """Where our own code stands in that thread, innermost first."""
    frame = sys._current_frames().get(thread)
    stack = traceback.extract_stack(frame) if frame is not None else []
    ours = [one for one in stack if "litigedesk/" in one.filename or "/ui/" in one.filename]
    return " < ".join(f"{one.filename.rpartition('/')[2]}:{one.lineno} {one.name}" for one in reversed(ours[-5:]))
