"""The writing of a dossier beside the window: told as it goes, given up on demand, everything or nothing."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from litigedesk.bundle.facts import BundleFacts
from litigedesk.bundle.pdf import BundleReport, Slip
from litigedesk.bundle.work import Cancelled
from litigedesk.errors import UserError
from litigedesk.operations import bundles
from litigedesk.operations.bundles import Wanted

from ..tasks import Tasks
from ..widgets.progress_page import THOUSAND

WRITE = "bundle"


@dataclass(frozen=True)
class Written:
    """The files of all kinds asked for, and the pieces for which a slip sheet stands in the PDF."""

    files: tuple[Path, ...]
    pages: int
    slips: tuple[Slip, ...]


class BundleWork(QObject):
    """Writes one dossier at a time. ``told(thousandths, words)`` as it goes; then one of the three others.

    Whoever makes one calls ``stop``.
    """

    told = Signal(int, str)
    ended = Signal(object)  # ``Written``
    failed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks()
        self._cancel = Event()
        self._steps = _Steps()
        self._steps.told.connect(self.told, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a dossier is being written."""
        return self._tasks.is_busy()

    def start(self, given: BundleFacts, targets: Sequence[Path], wanted: Wanted) -> None:
        """Write these files, a PDF or an archive by the end of each name."""
        self._cancel = cancel = Event()
        steps = self._steps

        def work() -> Written | None:
            return _write(given, targets, wanted, steps, cancel)

        self._tasks.start(WRITE, work, self._done, lambda fault: self.failed.emit(str(fault)))

    def cancel(self) -> None:
        """Give up at the next step; ``given_up`` says when."""
        self._cancel.set()

    def stop(self) -> None:
        """Give up and wait for the thread."""
        self.cancel()
        self._tasks.stop()

    def _done(self, written: Written | None) -> None:
        if written is None:
            self.given_up.emit()
        else:
            self.ended.emit(written)


class _Steps(QObject):
    """Where the thread says what it does."""

    told = Signal(int, str)


def _write(given: BundleFacts, targets: Sequence[Path], wanted: Wanted, steps: _Steps, cancel: Event) -> Written | None:
    """The work of the thread; ``None`` when it was given up, ``UserError`` when it failed, and then nothing is left."""
    reports: list[BundleReport] = []
    try:
        for place, target in enumerate(targets):

            def progress(done: int, total: int, what: str, place: int = place, target: Path = target) -> None:
                share = (place + done / max(1, total)) / len(targets)
                kind = f"{target.suffix[1:].upper()} : " if len(targets) > 1 and what else ""
                steps.told.emit(round(share * THOUSAND), f"{kind}{what}")

            reports.append(bundles.written(given, target, wanted, progress, cancel.is_set))
    except (Cancelled, UserError) as fault:
        for report in reports:
            for file in report.files:
                with suppress(OSError):
                    file.unlink()
        if isinstance(fault, Cancelled):
            return None
        raise
    return Written(
        files=tuple(file for report in reports for file in report.files),
        pages=max(report.pages for report in reports),
        slips=next((report.slips for report in reports if report.slips), ()),
    )
