"""The writing of many reminders beside the window: each drawn by the thread, filed in the window's own, told as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from litigedesk.errors import StorageError, UserError
from litigedesk.operations import letters, reminders
from litigedesk.operations.reminders import Batch, Line

from ..context import Context
from ..tasks import Tasks
from ..widgets.progress_page import THOUSAND

DRAW: Final = "reminder"
FILES: Final = "files"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What becomes of the letters: one PDF to print, or in ``folder`` one Word file each; ``sent_on`` when they leave that day."""

    folder: Path | None = None
    duplex: bool = False
    sent_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """How it ended: ``chosen`` were asked for; ``fault`` is why it stopped or why its files are not there, if it did."""

    batch: Batch
    chosen: int
    given_up: bool
    fault: str = ""
    pdf: bytes = b""
    files: tuple[Path, ...] = ()


class ReminderWork(QObject):
    """Writes one batch at a time. ``told(thousandths, words)`` as it goes, then ``ended``; the thread is that of ``tasks``.

    Given up, it stops between two letters: those filed stay whole, and their files are written.
    """

    told = Signal(int, str)
    ended = Signal(object)  # ``Done``

    def __init__(self, context: Context, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tasks = context, tasks
        self._turn = QTimer(self, singleShot=True, interval=0)  # lets the window breathe between two letters
        self._turn.timeout.connect(self._next)
        self._waiting: list[Line] = []
        self._chosen = 0
        self._wanted = Wanted()
        self._batch: Batch | None = None
        self._given_up = False

    @property
    def is_busy(self) -> bool:
        """Whether letters are being written."""
        return self._batch is not None

    def start(self, lines: Sequence[Line], wanted: Wanted) -> None:
        """Write and file the letters of these lines, one after the other."""
        self._waiting, self._chosen, self._wanted, self._given_up = list(lines), len(lines), wanted, False
        self._batch = Batch(self._context.desk, wanted.sent_on)
        self._turn.start()

    def cancel(self) -> None:
        """Stop after the letter at hand."""
        self._given_up = True

    def stop(self) -> None:
        """Stop at once; what is filed is told to the screens."""
        self._turn.stop()
        self._tasks.stop()
        if self._batch is not None:
            self._context.announce(self._batch.outcome)
            self._batch = None

    # ---- one letter after the other ----------------------------------------------------------------------------------
    def _next(self) -> None:
        batch = self._batch
        assert batch is not None
        if not self._waiting or (self._given_up and self._waiting):
            self._write_files()
            return
        line = self._waiting.pop(0)
        assert line.template is not None
        done = self._chosen - len(self._waiting) - 1
        self.told.emit(
            done * THOUSAND // max(1, self._chosen), f"{line.candidate.client_name}, {line.template.title.lower()}"
        )
        try:
            given = reminders.ready(self._context.desk, line)
        except UserError as fault:
            self._left_out(line, fault)
            return
        draw = partial(letters.draw, line.template.id, given)
        self._tasks.start(DRAW, draw, partial(self._drawn, line), partial(self._left_out, line))

    def _drawn(self, line: Line, drawn: letters.Drawn) -> None:
        assert self._batch is not None
        try:
            self._batch.file(line, drawn)
        except UserError as fault:
            self._left_out(line, fault)
            return
        self._turn.start()

    def _left_out(self, line: Line, fault: UserError) -> None:
        """A disk that refuses one letter would refuse the others too; any other fault is that letter's own."""
        assert self._batch is not None
        self._batch.leave_out(line, fault)
        if isinstance(fault, StorageError):
            self._end(fault=str(fault))
        else:
            self._turn.start()

    # ---- their files -------------------------------------------------------------------------------------------------
    def _write_files(self) -> None:
        batch, wanted = self._batch, self._wanted
        assert batch is not None
        filed = tuple(batch.filed)
        if not filed:
            self._end()
            return
        self.told.emit(THOUSAND * 99 // 100, "Mise en ordre des pages" if wanted.folder is None else "Fichiers Word")

        def failed(fault: UserError) -> None:
            self._end(fault=str(fault))

        if wanted.folder is None:
            today = self._context.today()
            printed = partial(reminders.printed, filed, today, duplex=wanted.duplex)
            self._tasks.start(FILES, printed, lambda pdf: self._end(pdf=pdf), failed)
        else:
            saved = partial(reminders.save_each, wanted.folder, filed)
            self._tasks.start(FILES, saved, lambda files: self._end(files=tuple(files)), failed)

    def _end(self, *, fault: str = "", pdf: bytes = b"", files: tuple[Path, ...] = ()) -> None:
        batch, self._batch = self._batch, None
        assert batch is not None
        given_up = self._given_up and bool(self._waiting)
        self._context.announce(batch.outcome)
        self.ended.emit(Done(batch=batch, chosen=self._chosen, given_up=given_up, fault=fault, pdf=pdf, files=files))
