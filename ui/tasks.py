"""Work done beside the window: one thread, results handed back to the window's own thread, stale ones dropped."""

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from litigedesk.errors import UserError

T = TypeVar("T")
COLLECT_EVERY = 1000  # ms


class Tasks(QObject):
    """One thread that works on values handed to it, never on widgets or on the desk.

    Each task has a key: a newer one of the same key makes an older one stale, and its result is dropped. Has no parent on
    purpose: the thread may still answer when the window that asked is gone. Whoever makes one calls ``stop``.
    """

    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside-the-window")
        self._latest: dict[str, Future[Any]] = {}
        self._answers: dict[str, tuple[Callable[[Any], None], Callable[[UserError], None] | None]] = {}
        self._broken: dict[str, Callable[[], None]] = {}
        self._stopped = False
        self._ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        _collector().hold()

    def start(
        self,
        key: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        broken: Callable[[], None] = lambda: None,
    ) -> None:
        """Do ``work`` beside the window, then ``done(result)`` in it; a ``UserError`` goes to ``failed``.

        A bug is raised, after ``broken`` for whoever waits.
        """
        if self._stopped:
            return
        self.drop(key)
        future = self._pool.submit(work)
        self._latest[key] = future
        self._answers[key], self._broken[key] = (done, failed), broken
        future.add_done_callback(lambda ended: self._ended.emit((key, ended)))

    def drop(self, key: str) -> None:
        """Forget a task: not begun, it never runs; begun, its result is dropped."""
        self._answers.pop(key, None)
        if (present := self._latest.pop(key, None)) is not None:
            present.cancel()

    def is_busy(self, key: str = "") -> bool:
        """Whether the task of that key, or any, has not handed its result back yet."""
        return key in self._latest if key else bool(self._latest)

    def settle(self) -> None:
        """Wait until the thread is at rest, so that what it uses may be used here; answers still come by the event loop."""
        if not self._stopped:
            self._pool.submit(lambda: None).result()

    def stop(self) -> None:
        """Take no more tasks, drop every answer and wait for the one at work."""
        if self._stopped:
            return
        self._stopped = True
        self._latest.clear()
        self._answers.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        _collector().release()

    def _answer(self, message: tuple[str, "Future[Any]"]) -> None:
        key, future = message
        if self._latest.get(key) is not future:
            return
        del self._latest[key]
        done, failed = self._answers.pop(key)
        fault = future.exception()
        if fault is None:
            done(future.result())
        elif isinstance(fault, UserError) and failed is not None:
            failed(fault)
        else:
            self._broken[key]()
            raise fault


class _Collector(QObject):
    """While a thread works beside the window, Python's cycles are collected by a timer in the window's thread.

    Left alone, Python collects in whichever thread allocates, and a closed window destroyed outside its own thread takes the
    process with it.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._holders = 0
        self._timer = QTimer(self, interval=COLLECT_EVERY)
        self._timer.timeout.connect(self._collect)

    def hold(self) -> None:
        """A thread begins."""
        self._holders += 1
        gc.disable()
        self._timer.start()

    def release(self) -> None:
        """A thread has ended; the last one gives Python its own ways back."""
        self._holders -= 1
        if self._holders == 0:
            self._timer.stop()
            gc.enable()

    @staticmethod
    def _collect() -> None:
        """The oldest generation that is due, as Python itself would."""
        due = [
            place
            for place, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])


def _collector() -> _Collector:
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(_Collector, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Collector(app)
